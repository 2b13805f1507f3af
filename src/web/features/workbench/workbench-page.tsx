import { useQuery } from '@tanstack/react-query'
import { Button, Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import type { SignalRow, Workbench } from '#contracts/monitoring'
import { levelNames } from '#messages/monitoring'
import { read } from '#web/request.ts'
import { workbenchText } from '#web/features/workbench/text.zh.ts'
import { count, instant, longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { TimeLeft } from '#web/ui/time-left.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'
import '#web/features/workbench/workbench.css'

function Duties({ title, rows }: { title: string; rows: readonly SignalRow[] }): ReactNode {
  const navigate = useNavigate()
  if (rows.length === 0) return null
  return (
    <section className="panel duties" aria-label={title}>
      <h2>
        {title} <span className="quiet">{rows.length}</span>
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <ToneTag tone={row.level}>{levelNames[row.level]}</ToneTag>
            <div className="duty-what">
              <strong>{row.title}</strong>
              <span className="quiet">{row.evidence}</span>
            </div>
            <div className="duty-who">
              <Link to={`/households/${row.householdId}`}>{row.headName}</Link>
              <span className="quiet">{row.place}</span>
            </div>
            <div className="duty-when">
              <TimeLeft workingDays={row.workingDaysLeft} />
            </div>
            <Button size="small" type="primary" ghost onClick={() => void navigate(`/signals?signal=${row.id}`)}>
              {workbenchText.handle}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What this officer must do, by the clock; never an empty welcome. */
export function WorkbenchPage(): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: ['workbench'],
    queryFn: () => read<Workbench>('/api/workbench'),
  })
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (data === undefined) return <Skeleton active />
  const nothing = data.overdue.length + data.today.length + data.week.length === 0
  return (
    <div className="workbench">
      <header className="workbench-head">
        <h1>{workbenchText.title}</h1>
        <nav aria-label={workbenchText.title}>
          <Link to="/signals">{workbenchText.later(count(data.later))}</Link>
          <Link to="/signals?status=closed">{workbenchText.closedThisWeek(count(data.closedThisWeek))}</Link>
          {data.heldRows > 0 ? <Link to="/feeds">{workbenchText.heldRows(count(data.heldRows))}</Link> : null}
        </nav>
      </header>
      {nothing ? (
        <section className="panel">
          <Empty description={workbenchText.nothing}>
            <p className="quiet">{workbenchText.nothingHint}</p>
          </Empty>
        </section>
      ) : (
        <>
          <Duties title={workbenchText.overdue} rows={data.overdue} />
          <Duties title={workbenchText.today} rows={data.today} />
          <Duties title={workbenchText.week} rows={data.week} />
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
