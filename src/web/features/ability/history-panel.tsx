import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { AbilityHistoryRow } from '#contracts/ability-assessment'
import { reasonNames } from '#messages/ability-assessment'
import { LevelTag, StatusTag } from '#web/features/ability/marks.tsx'
import { abilityText } from '#web/features/ability/text.zh.ts'
import { longDay } from '#web/format.ts'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'

/** All assessments of a person, the newest first. */
export function HistoryPanel({
  history,
  current,
}: {
  history: readonly AbilityHistoryRow[]
  current?: string
}): ReactNode {
  return (
    <section className="panel" aria-labelledby="ability-history-title">
      <h2 id="ability-history-title">{abilityText.history}</h2>
      {history.length === 0 ? (
        <p className="quiet">{abilityText.noHistory}</p>
      ) : (
        <ScrollFrame label={abilityText.history}>
          <table className="plain-table ability-history">
            <thead>
              <tr>
                <th scope="col">{abilityText.assessedOn}</th>
                <th scope="col">{abilityText.reason}</th>
                <th scope="col">{abilityText.level}</th>
                <th scope="col">{abilityText.status}</th>
              </tr>
            </thead>
            <tbody>
              {history.map(({ id, assessedOn, reason, level, score, status }) => (
                <tr key={id} aria-current={id === current ? 'true' : undefined}>
                  <td className="digits">
                    {id === current ? (
                      <strong>{longDay(assessedOn)}</strong>
                    ) : (
                      <Link to={`/ability-assessments/${id}`}>{longDay(assessedOn)}</Link>
                    )}
                  </td>
                  <td>{reasonNames[reason]}</td>
                  <td>
                    {level === null ? (
                      abilityText.none
                    ) : (
                      <span className="ability-lines">
                        <LevelTag level={level} />
                        <span className="quiet digits">{score === null ? '' : abilityText.scoreOf(score)}</span>
                      </span>
                    )}
                  </td>
                  <td>
                    <StatusTag status={status} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollFrame>
      )}
    </section>
  )
}
