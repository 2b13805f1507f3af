import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { DispatchCarer, VisitRow, VisitStatus } from '#contracts/elder-care'
import { serviceNames, visitStatusNames, visitWayNames } from '#messages/elder-care'
import { clockTime } from '#web/features/dispatch/clock.ts'
import { CorrectDialog } from '#web/features/elder-care/correct-visit-dialog.tsx'
import { correctionText } from '#web/features/elder-care/correction-text.zh.ts'
import { useCarerName } from '#web/features/elder-care/carer-name.ts'
import { Corrected } from '#web/features/elder-care/corrections-dialog.tsx'
import { StartDialog } from '#web/features/elder-care/start-dialog.tsx'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { FailDialog, FinishDialog, provedVisit } from '#web/features/elder-care/visit-dialogs.tsx'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { shortDay } from '#web/format.ts'
import { type Tone, ToneTag } from '#web/ui/tone-tag.tsx'

const tones: Readonly<Record<VisitStatus, Tone>> = {
  due: 'yellow',
  assigned: 'blue',
  'under-way': 'blue',
  done: 'green',
  missed: 'red',
  cancelled: 'quiet',
}

type Act = 'start' | 'finish' | 'miss' | 'cancel' | 'correct'

/** What may be done with a visit now. A check visit may be made on any day of its month. */
function actsOf(
  visit: VisitRow,
  of: {
    readonly today: string
    readonly mayVisit: boolean
    readonly mayOrder: boolean
    readonly mayDispatch: boolean
  },
): Act[] {
  const hasCome =
    visit.service === 'check-visit' ? visit.day.slice(0, 7) <= of.today.slice(0, 7) : visit.day <= of.today
  const isOpen = visit.status === 'due' || visit.status === 'assigned'
  const proofs: Act[] = isOpen || visit.status === 'under-way' ? ['finish', 'miss'] : []
  return [
    ...(of.mayVisit && hasCome && visit.status === 'assigned' && visit.day === of.today ? ['start' as const] : []),
    ...(of.mayVisit && hasCome ? proofs : []),
    ...(of.mayOrder && isOpen ? ['cancel' as const] : []),
    ...(of.mayDispatch && visit.status === 'done' ? ['correct' as const] : []),
  ]
}

const words: Readonly<Record<Act, string>> = {
  start: careText.start,
  finish: careText.finish,
  miss: careText.miss,
  cancel: careText.cancelVisit,
  correct: correctionText.act,
}

function Who({ visit, carers }: { visit: VisitRow; carers: readonly DispatchCarer[] }): ReactNode {
  const nameOf = useCarerName(carers)
  if (visit.carers.length === 0) {
    // A check visit that is made without a carer was made by whoever put it down.
    if (visit.status === 'done') return <span>{careText.byOfficer}</span>
    return visit.status === 'cancelled' ? null : <span className="care-warn">{careText.noCarer}</span>
  }
  const named = visit.carers.map(({ carerId, startsAt }) => careText.carerAt(nameOf(carerId), clockTime(startsAt)))
  return <span>{named.join(careText.and)}</span>
}

/** One visit with what may be done with it, large enough for a thumb. */
export function VisitCard({ visit, carers }: { visit: VisitRow; carers: readonly DispatchCarer[] }): ReactNode {
  const [open, setOpen] = useState<Act>()
  const today = useSession().data?.today ?? ''
  const mayVisit = usePermission('care:visit')
  const mayOrder = usePermission('care:order')
  const mayDispatch = usePermission('care:dispatch')
  const acts = actsOf(visit, { today, mayVisit, mayOrder, mayDispatch })
  const close = (): void => setOpen(undefined)
  const who = `${serviceNames[visit.service]}　${visit.name}`
  const proved = provedVisit(visit)
  return (
    <li className="panel visit-card">
      <div className="care-card-line">
        <h3>{who}</h3>
        <ToneTag tone={tones[visit.status]}>{visitStatusNames[visit.status]}</ToneTag>
      </div>
      <span>{visit.place}</span>
      <Who visit={visit} carers={carers} />
      <span className="quiet digits">
        {visit.day === today ? '' : `${shortDay(visit.day, today)}　`}
        {careText.agreedWindow(careText.range(clockTime(visit.windowFrom), clockTime(visit.windowUntil)))}
      </span>
      {visit.status === 'under-way' && visit.arrivedAt !== null ? (
        <span>{careText.arrivedAt(clockTime(visit.arrivedAt))}</span>
      ) : null}
      {visit.arrivedAt === null || visit.leftAt === null || visit.way === null ? null : (
        <span>
          {visit.madeOn === null || visit.madeOn === visit.day ? '' : `${shortDay(visit.madeOn, today)}　`}
          {careText.proof(clockTime(visit.arrivedAt), clockTime(visit.leftAt), visitWayNames[visit.way])}
        </span>
      )}
      {visit.note === null ? null : <span className="quiet">{visit.note}</span>}
      {visit.corrected ? <Corrected visit={visit} who={who} dayCarers={carers} /> : null}
      {visit.reason === null ? null : <span className="care-warn">{visit.reason}</span>}
      {acts.length === 0 ? null : (
        <div className="visit-acts">
          {acts.map((act, index) => (
            <Button
              key={act}
              type={index === 0 && (act === 'start' || act === 'finish') ? 'primary' : 'default'}
              aria-label={careText.of(words[act], who)}
              onClick={() => setOpen(act)}
            >
              {words[act]}
            </Button>
          ))}
        </div>
      )}
      {open === 'start' ? <StartDialog visit={proved} onClose={close} /> : null}
      {open === 'finish' ? <FinishDialog visit={proved} onClose={close} /> : null}
      {open === 'correct' ? <CorrectDialog visit={visit} dayCarers={carers} onClose={close} /> : null}
      {open === 'miss' || open === 'cancel' ? <FailDialog visit={proved} act={open} onClose={close} /> : null}
    </li>
  )
}
