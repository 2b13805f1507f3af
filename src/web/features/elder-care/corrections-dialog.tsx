import { Button, Modal, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import type { DispatchCarer, VisitRow } from '#contracts/elder-care'
import { visitWayNames } from '#messages/elder-care'
import { clockTime } from '#web/features/dispatch/clock.ts'
import { useCorrections } from '#web/features/elder-care/api.ts'
import { useCarerName } from '#web/features/elder-care/carer-name.ts'
import { correctionText } from '#web/features/elder-care/correction-text.zh.ts'
import {
  type CorrectionStep,
  correctionSteps,
  type Told,
  type ToldField,
  toldFields,
  toldOf,
} from '#web/features/elder-care/corrections.ts'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { instant, longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'

type NameOf = (id: string) => string

const timeText = (minute: number | null): string => (minute === null ? '' : clockTime(minute))

const words: Readonly<Record<ToldField, (told: Told, nameOf: NameOf) => string>> = {
  madeOn: ({ madeOn }) => (madeOn === null ? '' : longDay(madeOn)),
  arrivedAt: ({ arrivedAt }) => timeText(arrivedAt),
  leftAt: ({ leftAt }) => timeText(leftAt),
  way: ({ way }) => (way === null ? '' : visitWayNames[way]),
  carerIds: ({ carerIds }, nameOf) => carerIds.map(nameOf).join(careText.and),
  note: ({ note }) => note ?? '',
}

function Step({
  step,
  fields,
  nameOf,
}: {
  step: CorrectionStep
  fields: readonly ToldField[]
  nameOf: NameOf
}): ReactNode {
  const { correction, before, after, changed } = step
  const { recordedBy, recordedAt, place } = correction.before
  const title = correctionText.by(instant(correction.correctedAt), correction.correctedBy)
  const said = (told: Told, field: ToldField): string => words[field](told, nameOf) || correctionText.none
  return (
    <li>
      <h3>{title}</h3>
      <p>{correctionText.because(correction.reason)}</p>
      <table className="plain-table care-correction" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{correctionText.field}</th>
            <th scope="col">{correctionText.before}</th>
            <th scope="col">{correctionText.after}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => {
            const isChanged = changed.includes(field)
            return (
              <tr key={field}>
                <th scope="row">{correctionText.fields[field]}</th>
                <td>{said(before, field)}</td>
                <td>
                  {said(after, field)} {isChanged ? <ToneTag tone="blue">{correctionText.changed}</ToneTag> : null}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {recordedBy === null || recordedAt === null ? null : (
        <p className="quiet">
          {correctionText.recordedBy(recordedBy, instant(recordedAt))}
          {place === null ? '' : correctionText.withPlace}
        </p>
      )}
    </li>
  )
}

interface OfVisit {
  readonly visit: VisitRow
  readonly dayCarers: readonly DispatchCarer[]
}

function Steps({ visit, dayCarers }: OfVisit): ReactNode {
  const list = useCorrections(visit.id)
  const nameOf = useCarerName(dayCarers)
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  if (list.data === undefined) return <Skeleton active />
  // Only a check visit may be made by telephone, or on another day than the one that it was meant for.
  const isCheck = visit.service === 'check-visit'
  const fields = toldFields.filter((field) => isCheck || (field !== 'madeOn' && field !== 'way'))
  return (
    <ol className="care-corrections">
      {correctionSteps(list.data.items, toldOf(visit)).map((step) => (
        <Step key={step.correction.id} step={step} fields={fields} nameOf={nameOf} />
      ))}
    </ol>
  )
}

/** Says that a visit was told again; what was told before, why and by whom is shown when somebody asks. */
export function Corrected({ visit, who, dayCarers }: OfVisit & { readonly who: string }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  return (
    <div className="care-corrected">
      <ToneTag tone="blue">{correctionText.corrected}</ToneTag>
      <button
        type="button"
        className="link-button"
        aria-label={correctionText.showOf(who)}
        onClick={() => setOpen(true)}
      >
        {correctionText.show}
      </button>
      {isOpen ? (
        <Modal
          open
          title={correctionText.showOf(visit.name)}
          onCancel={close}
          footer={<Button onClick={close}>{correctionText.close}</Button>}
        >
          <Steps visit={visit} dayCarers={dayCarers} />
        </Modal>
      ) : null}
    </div>
  )
}
