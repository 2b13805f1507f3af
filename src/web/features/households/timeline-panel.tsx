import type { ReactNode } from 'react'
import type { TimelineEntry } from '#contracts/registry'
import { householdText } from '#web/features/households/text.zh.ts'
import { daysInWords } from '#web/format.ts'

/** As many as fit beside the rest of the file; the others are one click away. */
const shownAtOnce = 12

function Entries({ of }: { of: readonly TimelineEntry[] }): ReactNode {
  return (
    <ol className="story">
      {of.map((entry, index) => (
        // Entries of one day may say the same; their order is fixed by the server.
        <li key={`${entry.on}-${index}`} className={`story-${entry.kind}`}>
          <time dateTime={entry.on}>{entry.on}</time>
          <span className="story-kind">{householdText.timelineKinds[entry.kind]}</span>
          <span>{daysInWords(entry.text)}</span>
        </li>
      ))}
    </ol>
  )
}

/** Everything that ever happened to the household, the newest first. */
export function TimelinePanel({ entries }: { entries: readonly TimelineEntry[] }): ReactNode {
  const later = entries.slice(shownAtOnce)
  return (
    <section className="panel" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{householdText.timeline}</h2>
      {entries.length === 0 ? <p className="quiet">{householdText.noTimeline}</p> : null}
      <Entries of={entries.slice(0, shownAtOnce)} />
      {later.length === 0 ? null : (
        <details>
          <summary>{householdText.timelineMore(later.length)}</summary>
          <Entries of={later} />
        </details>
      )}
    </section>
  )
}
