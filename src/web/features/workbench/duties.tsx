import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import type { SignalRow } from '#contracts/monitoring'
import { levelNames } from '#messages/monitoring'
import { workbenchText } from '#web/features/workbench/text.zh.ts'
import { count, daysInWords } from '#web/format.ts'
import { TimeLeft } from '#web/ui/time-left.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'

/** A list of what is to be done: what, who, why, how long, and the button that moves it on. */
export function Duties({
  title,
  rows,
  more,
}: {
  title: string
  rows: readonly SignalRow[]
  more?: ReactNode
}): ReactNode {
  const navigate = useNavigate()
  if (rows.length === 0) return null
  return (
    <section className="panel duties" aria-label={title}>
      <header className="panel-head">
        <h2>
          {title} <span className="quiet duties-count">{count(rows.length)}</span>
        </h2>
        {more}
      </header>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <ToneTag tone={row.level}>{levelNames[row.level]}</ToneTag>
            <div className="duty-what">
              <strong>{row.title}</strong>
              <span className="quiet" title={daysInWords(row.evidence)}>
                {daysInWords(row.evidence)}
              </span>
            </div>
            <div className="duty-who">
              <Link to={`/households/${row.householdId}`}>{row.headName}</Link>
              <span className="quiet">{row.place}</span>
            </div>
            <div className="duty-when">
              <TimeLeft workingDays={row.workingDaysLeft} />
              <span className="quiet">{row.assigneeName ?? workbenchText.unassigned}</span>
            </div>
            <Button
              size="small"
              aria-label={`${workbenchText.handle}：${row.title}，${row.headName}`}
              onClick={() => void navigate(`/signals?signal=${row.id}`)}
            >
              {workbenchText.handle}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
