import { Button } from 'antd'
import type { PointerEvent, ReactNode } from 'react'
import type { DayPlan, UnservedVisit, VisitRow } from '#contracts/elder-care'
import { serviceNames } from '#messages/elder-care'
import { clockTime } from '#web/features/dispatch/clock.ts'
import type { Dragged } from '#web/features/dispatch/drag.ts'
import type { Reassigned } from '#web/features/dispatch/reassign-dialog.tsx'
import { boardText } from '#web/features/dispatch/text.zh.ts'

interface Acts {
  readonly mayMove: boolean
  readonly onReassign: (of: Reassigned) => void
  readonly onHold: (event: PointerEvent<HTMLElement>, dragged: Dragged) => void
}

function Unserved(props: Acts & { of: UnservedVisit; visit: VisitRow }): ReactNode {
  const { of, visit, mayMove, onReassign, onHold } = props
  const label = boardText.visitAt(serviceNames[visit.service], visit.name)
  // The engine knows nothing of a place that is nowhere, and takes meals as rounds.
  const mayAssign = mayMove && of.code !== 'place-unknown' && visit.service !== 'meal'
  return (
    <li
      className={mayAssign ? 'gantt-movable' : ''}
      onPointerDown={(event) => {
        if (mayAssign) onHold(event, { visitId: visit.id, part: 0, label, from: undefined })
      }}
    >
      <strong>{label}</strong>
      <span className="quiet">
        {visit.place}
        <span className="digits">
          {`　${boardText.range(clockTime(visit.windowFrom), clockTime(visit.windowUntil))}`}
        </span>
      </span>
      <span className="board-reason">{of.text}</span>
      {mayAssign ? (
        <Button
          size="small"
          aria-label={`${boardText.assign}${label}`}
          onClick={() => onReassign({ visit, part: 0, from: undefined })}
        >
          {boardText.assign}
        </Button>
      ) : null}
    </li>
  )
}

/** Whom nobody comes to, with the nearest reason, and a way to find somebody after all. */
export function UnservedPanel(
  props: Acts & { plan: DayPlan | null; visits: ReadonlyMap<string, VisitRow> },
): ReactNode {
  const { plan, visits } = props
  const unserved = plan?.unserved ?? []
  return (
    <section className="panel board-unserved" aria-labelledby="board-unserved-title">
      <h2 id="board-unserved-title">{plan === null ? boardText.unserved : boardText.unservedTitle(unserved.length)}</h2>
      {plan === null ? <p className="quiet">{boardText.unservedNoPlan}</p> : null}
      {plan !== null && unserved.length === 0 ? <p className="quiet">{boardText.unservedNone}</p> : null}
      <ul>
        {unserved.map((one) => {
          const visit = visits.get(one.visitId)
          return visit === undefined ? null : <Unserved key={one.visitId} of={one} visit={visit} {...props} />
        })}
      </ul>
    </section>
  )
}
