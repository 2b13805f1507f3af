import { Descriptions, Skeleton, Timeline, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Clock } from '#contracts/monitoring'
import { levelNames, routeNames, statusNames } from '#messages/monitoring'
import { usePermission } from '#web/features/session/api.ts'
import { useSignal } from '#web/features/signals/api.ts'
import { CloseForm } from '#web/features/signals/close-form.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'
import { signalText } from '#web/features/signals/text.zh.ts'
import { TimeLeft } from '#web/ui/time-left.tsx'
import { instant, longDay } from '#web/format.ts'
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
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (signal === undefined) return <Skeleton active />
  return (
    <div className="signal-side">
      <h2>
        <ToneTag tone={signal.level}>{levelNames[signal.level]}</ToneTag> {signal.title}
      </h2>
      <p className="signal-evidence">{signal.evidence}</p>
      <Descriptions
        size="small"
        column={1}
        items={[
          {
            key: 'household',
            label: signalText.household,
            children: (
              <span>
                {signal.headName}　<Link to={`/households/${signal.householdId}`}>{signalText.openHousehold}</Link>
              </span>
            ),
          },
          { key: 'place', label: signalText.place, children: signal.place },
          { key: 'route', label: levelNames[signal.level], children: routeNames[signal.route] },
          {
            key: 'deadline',
            label: signalText.deadline,
            children: (
              <span>
                {longDay(signal.dueOn)}　<TimeLeft workingDays={signal.workingDaysLeft} />　
                <ClockHint clock={signal.clock} />
              </span>
            ),
          },
          { key: 'owner', label: signalText.owner, children: signal.ownerTitle ?? signalText.unowned },
          { key: 'assignee', label: signalText.assignee, children: signal.assigneeName ?? '—' },
          { key: 'status', label: signalText.status, children: statusNames[signal.status] },
        ]}
      />
      <h3>{signalText.advice}</h3>
      <p>{signal.advice}</p>
      <h3>
        {signalText.facts}
        <small className="quiet">　{signalText.asOf(longDay(signal.asOf))}</small>
      </h3>
      <Descriptions
        size="small"
        column={1}
        bordered
        items={signal.evidenceFacts.map((fact) => ({
          key: fact.name,
          label: fact.name,
          children: <span className="number">{`${fact.value}${fact.unit === null ? '' : ` ${fact.unit}`}`}</span>,
        }))}
      />
      <h3>{signalText.history}</h3>
      <Timeline
        items={signal.events.map((event) => ({
          key: event.at + event.kind,
          content: `${instant(event.at)}　${event.officerName ?? ''}　${event.text}`,
        }))}
      />
      {mayClose && signal.status !== 'closed' ? (
        <section aria-label={signalText.closeTitle}>
          <h3>{signalText.closeTitle}</h3>
          <CloseForm key={signal.version} signal={signal} />
        </section>
      ) : null}
    </div>
  )
}
