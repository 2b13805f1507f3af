import { Button, Descriptions, Skeleton, Tooltip } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { Clock } from '#contracts/monitoring'
import { levelNames, resultNames, routeNames, statusNames } from '#messages/monitoring'
import { usePermission } from '#web/features/session/api.ts'
import { useSignal } from '#web/features/signals/api.ts'
import { AssignDialog } from '#web/features/signals/assign-dialog.tsx'
import { CloseForm } from '#web/features/signals/close-form.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'
import { EvidenceFacts } from '#web/features/signals/evidence-facts.tsx'
import { signalText } from '#web/features/signals/text.zh.ts'
import { TimeLeft } from '#web/ui/time-left.tsx'
import { daysInWords, instant, longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'

/** The arithmetic of a deadline, one hover or focus away from it. */
function ClockHint({ clock }: { clock: Clock }): ReactNode {
  const lines = [
    signalText.clockCounted(longDay(clock.countedFrom), clock.workingDays),
    ...(clock.holidaysSkipped.length > 0
      ? [signalText.clockSkipped(clock.holidaysSkipped.map((day) => day.slice(5)).join('、'))]
      : []),
    ...(clock.makeUpDays.length > 0
      ? [signalText.clockMakeUp(clock.makeUpDays.map((day) => day.slice(5)).join('、'))]
      : []),
    ...(clock.provisional ? [signalText.provisional] : []),
  ]
  return (
    <Tooltip title={lines.map((line) => <div key={line}>{line}</div>)}>
      <button type="button" className="link-button clock-hint">
        {signalText.clock}
      </button>
    </Tooltip>
  )
}

/** One signal in full: what was found, by which facts, what to do, and how it went. */
export function SignalSide({ id }: { id: string }): ReactNode {
  const { data: signal, error, refetch } = useSignal(id)
  const mayClose = usePermission('signal:close')
  const mayAssign = usePermission('signal:assign')
  const mayOpenCase = usePermission('case:open')
  const [assigning, setAssigning] = useState(false)
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (signal === undefined) return <Skeleton active />
  return (
    <div className="signal-side">
      <h2>
        <ToneTag tone={signal.level}>{levelNames[signal.level]}</ToneTag> {signal.title}
      </h2>
      <p className="signal-evidence">{daysInWords(signal.evidence)}</p>
      <Descriptions
        size="small"
        column={{ xs: 1, sm: 2 }}
        items={[
          {
            key: 'household',
            label: signalText.household,
            children: (
              <span className="signal-deadline">
                <span>{signal.headName}</span>
                <Link to={`/households/${signal.householdId}`}>{signalText.openHousehold}</Link>
              </span>
            ),
          },
          { key: 'place', label: signalText.place, children: signal.place },
          { key: 'route', label: signalText.route, children: routeNames[signal.route] },
          {
            key: 'deadline',
            span: 'filled',
            label: signalText.deadline,
            children: (
              <span className="signal-deadline">
                <span>{longDay(signal.dueOn)}</span>
                <TimeLeft workingDays={signal.workingDaysLeft} />
                <ClockHint clock={signal.clock} />
              </span>
            ),
          },
          { key: 'owner', label: signalText.owner, children: signal.ownerTitle ?? signalText.unowned },
          { key: 'assignee', label: signalText.assignee, children: signal.assigneeName ?? '—' },
          {
            key: 'status',
            label: signalText.status,
            children:
              signal.result === null
                ? statusNames[signal.status]
                : `${statusNames[signal.status]}：${resultNames[signal.result]}`,
          },
        ]}
      />
      <h3>{signalText.advice}</h3>
      <p>{signal.advice}</p>
      {mayOpenCase && signal.status !== 'closed' ? (
        <p>
          <Link to={`/cases/new?householdId=${signal.householdId}&signalId=${signal.id}`}>{signalText.openCase}</Link>
        </p>
      ) : null}
      {mayAssign && signal.status !== 'closed' ? (
        <Button onClick={() => setAssigning(true)}>{signalText.assign}</Button>
      ) : null}
      {mayClose && signal.status !== 'closed' ? (
        <section aria-label={signalText.closeTitle}>
          <h3>{signalText.closeTitle}</h3>
          <CloseForm key={signal.version} signal={signal} />
        </section>
      ) : null}
      <h3>{signalText.history}</h3>
      <ol className="signal-history">
        {signal.events.map((event) => (
          <li key={event.at + event.kind}>
            <time dateTime={event.at}>{instant(event.at)}</time>
            <span>
              {event.officerName === null ? null : <strong>{event.officerName}　</strong>}
              {daysInWords(event.text)}
            </span>
          </li>
        ))}
      </ol>
      <details className="signal-facts">
        <summary>
          {signalText.facts}
          <span className="quiet">{`　${signalText.asOf(longDay(signal.asOf))}`}</span>
        </summary>
        <EvidenceFacts facts={signal.evidenceFacts} />
      </details>
      {assigning ? <AssignDialog signals={[signal]} onClose={() => setAssigning(false)} /> : null}
    </div>
  )
}
