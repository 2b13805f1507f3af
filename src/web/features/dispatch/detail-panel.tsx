import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { serviceNames, visitStatusNames } from '#messages/elder-care'
import { modeNames } from '#messages/facility'
import type { Block, BoardRow } from '#web/features/dispatch/board-rows.ts'
import { clockTime } from '#web/features/dispatch/clock.ts'
import { absenceText, mayMoveBlock } from '#web/features/dispatch/gantt-row.tsx'
import type { Reassigned } from '#web/features/dispatch/reassign-dialog.tsx'
import { drawnOf } from '#web/features/dispatch/span.ts'
import { boardText } from '#web/features/dispatch/text.zh.ts'

function Facts({ of }: { of: readonly (readonly [label: string, value: ReactNode])[] }): ReactNode {
  return (
    <dl className="board-facts">
      {of.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function BlockFacts({ block, row }: { block: Block; row: BoardRow }): ReactNode {
  const { visit, start, leave } = block
  if (visit === undefined) return null
  return (
    <>
      <strong>{boardText.visitAt(serviceNames[visit.service], visit.name)}</strong>
      <Facts
        of={[
          [boardText.status, visitStatusNames[visit.status]],
          [boardText.planned1, boardText.range(clockTime(start), clockTime(leave))],
          [boardText.window, boardText.range(clockTime(visit.windowFrom), clockTime(visit.windowUntil))],
          [boardText.who, row.carer?.name ?? boardText.offShift],
          [boardText.where, visit.place],
        ]}
      />
      {visit.approximate ? <p className="quiet">{boardText.approximate}</p> : null}
      {visit.carersNeeded > 1 ? <p className="quiet">{boardText.pair(block.part)}</p> : null}
    </>
  )
}

function CarerFacts({ row, day }: { row: BoardRow; day: string }): ReactNode {
  const { carer } = row
  return (
    <>
      <strong>{carer?.name ?? boardText.offShift}</strong>
      {carer === undefined ? null : (
        <p className="quiet">
          {[
            boardText.shift(clockTime(carer.from), clockTime(carer.until)),
            modeNames[carer.mode],
            carer.facilityName,
            carer.absentFrom === null ? '' : absenceText(carer.absentFrom, carer.from),
          ]
            .filter((word) => word !== '')
            .join('　')}
        </p>
      )}
      <ol className="board-stops digits">
        {row.blocks.map((block) => (
          <li key={block.key}>
            <span>{clockTime(block.start)}</span>
            <span>
              {block.visit !== undefined
                ? boardText.visitAt(serviceNames[block.visit.service], block.visit.name)
                : block.kind === 'break'
                  ? boardText.breakBlock
                  : block.kind === 'canteen'
                    ? boardText.canteenBlock
                    : boardText.elsewhere}
            </span>
          </li>
        ))}
      </ol>
      {row.visits === 0 ? (
        <p className="quiet">{boardText.free}</p>
      ) : (
        <Link to={`/dispatch/${day}/sheets?carer=${row.id}`}>{boardText.routeSheet}</Link>
      )}
    </>
  )
}

/** What is chosen on the board: a visit and what may be done with it, or a carer's whole day. */
export function DetailPanel(props: {
  readonly day: string
  readonly row: BoardRow
  readonly blockKey: string | undefined
  readonly mayMove: boolean
  readonly onReassign: (of: Reassigned) => void
}): ReactNode {
  const { day, row, blockKey, mayMove, onReassign } = props
  // A change names the meal, the board its round.
  const drawn = drawnOf(row.blocks).find(
    ({ key, blocks }) => key === blockKey || blocks.some((block) => block.key === blockKey),
  )
  const blocks = (drawn?.blocks ?? []).filter(({ visit }) => visit !== undefined)
  const [first] = blocks
  return (
    <section className="panel board-detail" aria-label={boardText.detailTitle} aria-live="polite">
      {first === undefined ? (
        <CarerFacts row={row} day={day} />
      ) : (
        <>
          {drawn?.kind === 'round' ? <p className="quiet">{boardText.mealRound}</p> : null}
          {blocks.map((block) => (
            <BlockFacts key={block.key} block={block} row={row} />
          ))}
          {mayMove && mayMoveBlock(first) && first.visit !== undefined ? (
            <Button
              type="primary"
              onClick={() => {
                if (first.visit !== undefined) onReassign({ visit: first.visit, part: first.part, from: row.id })
              }}
            >
              {boardText.assignTo}
            </Button>
          ) : null}
        </>
      )}
    </section>
  )
}
