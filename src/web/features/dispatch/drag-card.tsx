import type { ReactNode, RefObject } from 'react'
import type { MovePreview, VisitRow } from '#contracts/elder-care'
import { MoveCost } from '#web/features/dispatch/cost.tsx'
import type { Dragged } from '#web/features/dispatch/drag.ts'
import { boardText } from '#web/features/dispatch/text.zh.ts'

/** Goes with the pointer: what is dragged, to whom, and what that would cost, before it is dropped. */
export function DragCard(props: {
  readonly ghost: RefObject<HTMLDivElement | null>
  readonly dragged: Dragged
  readonly carer: string | undefined
  readonly preview: MovePreview | undefined
  readonly error: Error | null
  readonly visits: ReadonlyMap<string, VisitRow>
}): ReactNode {
  const { ghost, dragged, carer, preview, error, visits } = props
  return (
    <div ref={ghost} className="drag-card" role="status">
      <strong className="drag-card-what">{dragged.label}</strong>
      {carer === undefined ? <p className="quiet">{boardText.dragKeep}</p> : <p>{boardText.dropHere(carer)}</p>}
      {carer === undefined ? null : error !== null ? (
        <p className="cost-worse">{error.message}</p>
      ) : preview === undefined ? (
        <p className="quiet">{boardText.costAsking}</p>
      ) : (
        <MoveCost preview={preview} visits={visits} />
      )}
    </div>
  )
}
