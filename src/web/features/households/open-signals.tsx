import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { levelNames } from '#messages/monitoring'
import { useSignalsOf } from '#web/features/households/api.ts'
import { householdText } from '#web/features/households/text.zh.ts'
import { daysInWords } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { TimeLeft } from '#web/ui/time-left.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'

/** The signals of this household that nobody has closed yet. */
export function OpenSignals({ householdId }: { householdId: string }): ReactNode {
  const { data, error, refetch } = useSignalsOf(householdId, true)
  return (
    <section className="panel" aria-labelledby="open-signals-title">
      <h2 id="open-signals-title">{householdText.signals}</h2>
      {error === null ? null : <Failed error={error} retry={() => void refetch()} />}
      {data === undefined && error === null ? <Skeleton active paragraph={{ rows: 2 }} title={false} /> : null}
      {data?.items.length === 0 ? <p className="quiet">{householdText.noSignals}</p> : null}
      <ul className="open-signals">
        {(data?.items ?? []).map((signal) => (
          <li key={signal.id}>
            <div>
              <ToneTag tone={signal.level}>{levelNames[signal.level]}</ToneTag>{' '}
              <Link to={`/signals/${signal.id}`}>{signal.title}</Link>
            </div>
            <p>{daysInWords(signal.evidence)}</p>
            <p className="quiet">
              <TimeLeft workingDays={signal.workingDaysLeft} />
              {signal.assigneeName === null ? null : `　${signal.assigneeName}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
