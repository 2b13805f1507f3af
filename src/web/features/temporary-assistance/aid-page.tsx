import { Alert, Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { AidDetail } from '#contracts/temporary-assistance'
import { daysBetween, parseDay } from '#kernel/day'
import { causeNames, registrationNames } from '#messages/temporary-assistance'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { AidStatusTag, DaysLeft } from '#web/features/temporary-assistance/aid-status.tsx'
import { type Step, useAid } from '#web/features/temporary-assistance/api.ts'
import { StepDialog } from '#web/features/temporary-assistance/step-dialog.tsx'
import { aidText, stepWords } from '#web/features/temporary-assistance/text.zh.ts'
import { Voucher } from '#web/features/temporary-assistance/voucher.tsx'
import { longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/temporary-assistance/aids.css'

type Line = readonly [label: string, value: ReactNode]

function Lines({ of }: { of: readonly (Line | null)[] }): ReactNode {
  return (
    <dl className="aid-facts">
      {of.map((line) =>
        line === null ? null : (
          <div key={line[0]}>
            <dt>{line[0]}</dt>
            <dd>{line[1]}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

function Facts({ aid }: { aid: AidDetail }): ReactNode {
  return (
    <section className="panel" aria-labelledby="aid-facts-title">
      <h2 id="aid-facts-title">{aidText.facts}</h2>
      <p className="aid-story">{aid.story}</p>
      <Lines
        of={[
          [aidText.cause, causeNames[aid.cause]],
          [aidText.place, aid.place],
          [aidText.residentId, aid.residentId ?? aidText.noId(aid.noIdReason ?? '')],
          [aidText.isLocal, aid.isLocal ? aidText.locality.local : aidText.locality.stranger],
          [aidText.registrationKind, registrationNames[aid.registrationKind]],
          [aidText.cap, aidText.yuanOf(aid.cap)],
        ]}
      />
    </section>
  )
}

function clockDays(aid: AidDetail): number {
  const [from, until] = [parseDay(aid.requestedOn), parseDay(aid.finishBy)]
  return from === undefined || until === undefined ? 0 : daysBetween(from, until)
}

/** Each deadline with how it is counted, and what is left of it or when it was kept. */
function ClockPanel({ aid, today }: { aid: AidDetail; today: string | undefined }): ReactNode {
  const waits = aid.status === 'requested' || aid.status === 'approved'
  return (
    <section className="panel" aria-labelledby="aid-clock-title">
      <h2 id="aid-clock-title">{aidText.clock}</h2>
      <Lines
        of={[
          [
            aidText.finishBy,
            <span key="finish" className="aid-lines">
              <strong>{longDay(aid.finishBy)}</strong>
              {waits ? <DaysLeft until={aid.finishBy} today={today} /> : null}
              {aid.paidOn === null ? null : <span>{aidText.finishedOn(longDay(aid.paidOn))}</span>}
              <span className="quiet">{aidText.finishClock(clockDays(aid))}</span>
            </span>,
          ],
          [
            aidText.papersBy,
            <span key="papers" className="aid-lines">
              {aid.papersDueOn === null ? aidText.none : <strong>{longDay(aid.papersDueOn)}</strong>}
              {aid.status === 'paid' && aid.papersDueOn !== null ? (
                <DaysLeft until={aid.papersDueOn} today={today} />
              ) : null}
              {aid.papersDoneOn === null ? null : <span>{aidText.papersFinishedOn(longDay(aid.papersDoneOn))}</span>}
              <span className="quiet">{aid.papersDueOn === null ? aidText.papersUnpaid : aidText.papersClock}</span>
            </span>,
          ],
        ]}
      />
    </section>
  )
}

function Signers({ aid }: { aid: AidDetail }): ReactNode {
  const unsigned = <span className="quiet">{aidText.unsigned}</span>
  const reason =
    aid.reason !== null && (aid.status === 'rejected' || aid.status === 'returned')
      ? ([aidText.reasonOf[aid.status], aid.reason] as const)
      : null
  return (
    <section className="panel" aria-labelledby="aid-signers-title">
      <h2 id="aid-signers-title">{aidText.signers}</h2>
      <Lines
        of={[
          [aidText.requestedBy, `${aid.requestedBy}　${longDay(aid.requestedOn)}`],
          [aidText.approvedBy, aid.approvedBy ?? unsigned],
          aid.paidBy === null
            ? null
            : [aidText.paidBy, `${aid.paidBy}${aid.paidOn === null ? '' : `　${longDay(aid.paidOn)}`}`],
          aid.receiver === null ? null : [aidText.receiver, aid.receiver],
          aid.papersNote === null ? null : [aidText.papersNote, aid.papersNote],
          reason,
        ]}
      />
    </section>
  )
}

function NextSteps({ aid, onStep }: { aid: AidDetail; onStep: (step: Step) => void }): ReactNode {
  const mayApprove = usePermission('aid:approve')
  // Whoever may approve but is not offered it took the request down.
  const isOwn = aid.status === 'requested' && mayApprove && !aid.next.includes('approve')
  const earlier =
    aid.residentId === null
      ? aidText.earlierUnknown
      : aid.earlier === 0
        ? aidText.earlierNone
        : aidText.earlier(aid.earlier)
  return (
    <section className="panel aid-next" aria-labelledby="aid-next-title">
      <h2 id="aid-next-title">{aidText.next}</h2>
      {aid.earlier > 0 ? <Alert type="warning" showIcon title={earlier} /> : <p className="quiet">{earlier}</p>}
      {isOwn ? <p>{aidText.ownRequest}</p> : null}
      {aid.next.length === 0 ? <p>{aidText.nothingNext}</p> : null}
      <div className="aid-steps">
        {aid.next.map((step, index) => (
          <Button
            key={step}
            size="large"
            type={index === 0 && step !== 'return' && step !== 'reject' ? 'primary' : 'default'}
            danger={step === 'reject' || step === 'return'}
            onClick={() => onStep(step)}
          >
            {stepWords[step].act}
          </Button>
        ))}
      </div>
    </section>
  )
}

/** One aid: what happened, by when, who signed, and what may be done next. */
export function AidPage(): ReactNode {
  const { id = '' } = useParams()
  const { data: aid, error, refetch } = useAid(id)
  const today = useSession().data?.today
  const mayReadFloat = usePermission('float:read')
  const [step, setStep] = useState<Step>()
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (aid === undefined) return <Skeleton active />
  return (
    <div className="aid">
      <header className="page-head no-print">
        <div className="aid-who">
          <h1>{aid.name}</h1>
          <strong className="aid-sum digits">{aidText.yuanOf(aid.amount)}</strong>
          <AidStatusTag status={aid.status} />
        </div>
        <span className="aid-links">
          {aid.voucher !== null && mayReadFloat ? (
            <Link to={`/floats/${aid.voucher.slice(0, 9)}`}>{aidText.toBook}</Link>
          ) : null}
          <Link to="/quick-aids">{aidText.back}</Link>
        </span>
      </header>
      <div className="aid-columns">
        <div className="no-print">
          <Facts aid={aid} />
        </div>
        <div className="aid-aside no-print">
          <NextSteps aid={aid} onStep={setStep} />
          <ClockPanel aid={aid} today={today} />
          <Signers aid={aid} />
        </div>
        {aid.voucher === null ? null : <Voucher aid={aid} number={aid.voucher} />}
      </div>
      {step === undefined ? null : <StepDialog key={step} aid={aid} step={step} onClose={() => setStep(undefined)} />}
    </div>
  )
}
