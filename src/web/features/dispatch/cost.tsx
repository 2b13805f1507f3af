import type { ReactNode } from 'react'
import type { MovePreview, VisitRow } from '#contracts/elder-care'
import { termNames } from '#messages/elder-care'
import { clockTime } from '#web/features/dispatch/clock.ts'
import { termDifferences } from '#web/features/dispatch/compare.ts'
import { boardText, termDifference } from '#web/features/dispatch/text.zh.ts'
import '#web/features/dispatch/cost.css'

const toldAtOnce = 4

function Total({ by }: { by: number }): ReactNode {
  const words =
    Math.abs(by) < 0.5
      ? boardText.costTotal.same
      : by < 0
        ? boardText.costTotal.better(Math.abs(by).toFixed(0))
        : boardText.costTotal.worse(by.toFixed(0))
  return <strong className={by >= 0.5 ? 'cost-worse' : by <= -0.5 ? 'cost-better' : ''}>{words}</strong>
}

/** What a move would change, term by term and in words, and whom it would shift. */
export function MoveCost({
  preview,
  visits,
}: {
  preview: MovePreview
  visits: ReadonlyMap<string, VisitRow>
}): ReactNode {
  if (!preview.allowed || preview.after === null) {
    return (
      <p className="cost cost-cannot">
        <strong>{boardText.costCannot}</strong>
        <span>{preview.reason}</span>
      </p>
    )
  }
  const differences = termDifferences(preview.before, preview.after)
  const by = (preview.totalAfter ?? preview.totalBefore) - preview.totalBefore
  const { shifted, startsAt } = preview
  return (
    <div className="cost">
      <p>
        <Total by={by} />
        {startsAt === null ? null : <span className="digits">{boardText.costStart(clockTime(startsAt))}</span>}
      </p>
      <ul>
        {differences.length === 0 ? <li>{boardText.costNothing}</li> : null}
        {differences.map(({ term, of }) => (
          <li key={term} className={of > 0 ? 'cost-worse' : 'cost-better'}>
            {termDifference[term]?.(of) ?? termNames[term] ?? ''}
          </li>
        ))}
      </ul>
      {shifted.length === 0 ? null : (
        <>
          <p className="quiet">{boardText.costShifted(shifted.length)}</p>
          <ul className="digits">
            {shifted.slice(0, toldAtOnce).map(({ visitId, before, after }) => (
              <li key={visitId}>
                {boardText.costShiftLine(
                  visits.get(visitId)?.name ?? boardText.elsewhere,
                  clockTime(before),
                  clockTime(after),
                )}
              </li>
            ))}
            {shifted.length > toldAtOnce ? <li>{boardText.costMore(shifted.length - toldAtOnce)}</li> : null}
          </ul>
        </>
      )}
    </div>
  )
}
