import { Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { SignalSummary, Workbench } from '#contracts/monitoring'
import { levelNames } from '#messages/monitoring'
import { useEscalations, useWaitingCases } from '#web/features/cases/api.ts'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { useNextSignals, useSummary, useWorkbench } from '#web/features/workbench/api.ts'
import { Duties } from '#web/features/workbench/duties.tsx'
import { workbenchText } from '#web/features/workbench/text.zh.ts'
import { count, instant, longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/workbench/workbench.css'

interface Tile {
  readonly label: string
  readonly value: string
  readonly to: string
  readonly alarming?: boolean
}

function Tiles({ data, summary }: { data: Workbench; summary: SignalSummary | undefined }): ReactNode {
  const seesCases = usePermission('case:read')
  const escalations = useEscalations(seesCases).data?.items.length ?? 0
  const waiting = useWaitingCases(seesCases) ?? 0
  const percent = summary?.precision
  const tiles: readonly Tile[] = [
    ...(summary === undefined
      ? []
      : [
          { label: workbenchText.active, value: count(summary.total), to: '/signals' },
          ...summary.byLevel.map(({ level, active }) => ({
            label: levelNames[level],
            value: count(active),
            to: `/signals?level=${level}`,
          })),
          {
            label: workbenchText.overdue,
            value: count(summary.overdue),
            to: '/signals?due=overdue',
            alarming: summary.overdue > 0,
          },
        ]),
    ...(waiting === 0 ? [] : [{ label: workbenchText.waitingCases, value: count(waiting), to: '/cases' }]),
    ...(escalations === 0
      ? []
      : [{ label: workbenchText.escalations, value: count(escalations), to: '/escalations', alarming: true }]),
    { label: workbenchText.closedThisWeek, value: count(data.closedThisWeek), to: '/signals?status=closed' },
    ...(percent === undefined || percent === null
      ? []
      : [{ label: workbenchText.precision, value: `${(percent * 100).toFixed(0)}%`, to: '/signals?status=closed' }]),
    ...(data.heldRows === 0 ? [] : [{ label: workbenchText.heldRows, value: count(data.heldRows), to: '/feeds' }]),
  ]
  return (
    <ul className="tiles" aria-label={workbenchText.figures}>
      {tiles.map(({ label, value, to, alarming }) => (
        <li key={label}>
          <Link to={to}>
            <span>{label}</span>
            <strong className={alarming === true ? 'tile-alarming' : ''}>{value}</strong>
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** Nothing is due this week: what comes after it, so that the day is not idle. */
function Afterwards({ later }: { later: number }): ReactNode {
  const next = useNextSignals(true).data?.items
  if (next === undefined) return <Skeleton active />
  if (next.length === 0)
    return (
      <section className="panel">
        <Empty description={workbenchText.nothing}>
          <p className="quiet">{workbenchText.nothingHint}</p>
        </Empty>
      </section>
    )
  return (
    <>
      <p className="quiet workbench-calm">{workbenchText.calm}</p>
      <Duties
        title={workbenchText.afterwards}
        rows={next}
        more={<Link to="/signals">{workbenchText.later(count(later))}</Link>}
      />
    </>
  )
}

/** What this officer must do, by the clock; never an empty welcome. */
export function WorkbenchPage(): ReactNode {
  const { data, error, refetch } = useWorkbench()
  const summary = useSummary().data
  const today = useSession().data?.today
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (data === undefined) return <Skeleton active />
  const nothing = data.overdue.length + data.today.length + data.week.length === 0
  return (
    <div className="workbench">
      <header className="page-head">
        <h1>{workbenchText.title}</h1>
        <span className="quiet">{today === undefined ? '' : longDay(today)}</span>
      </header>
      <Tiles data={data} summary={summary} />
      {nothing ? (
        <Afterwards later={data.later} />
      ) : (
        <>
          <Duties title={workbenchText.overdue} rows={data.overdue} />
          <Duties title={workbenchText.today} rows={data.today} />
          <Duties title={workbenchText.week} rows={data.week} />
          {data.later > 0 ? <Link to="/signals">{workbenchText.later(count(data.later))}</Link> : null}
        </>
      )}
      <footer className="quiet">
        {data.lastSweep === null
          ? workbenchText.neverSwept
          : `${workbenchText.lastSweep} ${instant(data.lastSweep.finishedAt)}：${workbenchText.sweepFacts(
              longDay(data.lastSweep.asOf),
              count(data.lastSweep.households),
              count(data.lastSweep.changes),
              count(data.lastSweep.signalsRaised),
            )}`}
      </footer>
    </div>
  )
}
