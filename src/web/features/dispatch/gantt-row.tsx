import { memo, type PointerEvent, type ReactNode } from 'react'
import { serviceNames } from '#messages/elder-care'
import type { Block, BoardRow, PartKey } from '#web/features/dispatch/board-rows.ts'
import { partKey } from '#web/features/dispatch/board-rows.ts'
import { clockTime } from '#web/features/dispatch/clock.ts'
import type { Change } from '#web/features/dispatch/compare.ts'
import type { Dragged } from '#web/features/dispatch/drag.ts'
import { type Drawn, drawnOf, placeOf, type Span } from '#web/features/dispatch/span.ts'
import { boardText } from '#web/features/dispatch/text.zh.ts'

export interface RowProps {
  readonly row: BoardRow
  readonly span: Span
  readonly top: number
  readonly changes: ReadonlyMap<PartKey, Change>
  readonly selected: string | undefined
  readonly isChosen: boolean
  readonly isOver: boolean
  readonly mayMove: boolean
  readonly onPick: (rowId: string, key: string | undefined) => void
  readonly onHold: (event: PointerEvent<HTMLElement>, dragged: Dragged) => void
}

const changeOf = ({ visitId, part }: Block, changes: ReadonlyMap<PartKey, Change>): Change | undefined =>
  visitId === null ? undefined : changes.get(partKey(visitId, part))

function labelOf({ kind, blocks }: Drawn): string {
  const [first] = blocks
  if (kind === 'break') return boardText.breakBlock
  if (kind === 'round') {
    const meals = blocks.filter((block) => block.kind === 'meal').length
    return boardText.round(meals)
  }
  return first?.visit === undefined ? boardText.elsewhere : `${serviceNames[first.visit.service]} ${first.visit.name}`
}

/** Whether a block may go to another carer: it is a visit of this board that nobody has begun. */
export function mayMoveBlock({ kind, visit }: Block): boolean {
  return kind === 'visit' && (visit?.status === 'due' || visit?.status === 'assigned')
}

function Piece({ drawn, props }: { drawn: Drawn; props: RowProps }): ReactNode {
  const { row, span, changes, selected, mayMove, onPick, onHold } = props
  const [first] = drawn.blocks
  if (first === undefined) return null
  const place = placeOf(span, drawn.start, drawn.leave)
  const time = boardText.range(clockTime(drawn.start), clockTime(drawn.leave))
  if (drawn.kind === 'break') {
    return <span className="gantt-break" style={place} title={`${boardText.breakBlock} ${time}`} />
  }
  const change = drawn.blocks.map((block) => changeOf(block, changes)).find((found) => found !== undefined)
  const late = Math.max(...drawn.blocks.map((block) => block.late))
  const isBroken = drawn.blocks.some((block) => block.isBroken)
  const done = drawn.blocks.every(({ visit, kind }) => kind === 'canteen' || visit?.status === 'done')
  const words = [
    time,
    labelOf(drawn),
    first.visit?.place ?? '',
    done ? boardText.legendDone : '',
    change === undefined ? '' : boardText.change[change.kind],
    late > 0 ? boardText.late1(late) : '',
    isBroken ? boardText.brokenBlock : '',
  ].filter((word) => word !== '')
  const service = drawn.kind === 'round' ? 'meal' : (first.visit?.service ?? 'elsewhere')
  const classes = [
    'gantt-block',
    `service-${service}`,
    change === undefined ? '' : 'gantt-changed',
    late > 0 || isBroken ? 'gantt-late' : '',
    done ? 'gantt-done' : '',
    selected === drawn.key ? 'gantt-selected' : '',
    mayMove && mayMoveBlock(first) ? 'gantt-movable' : '',
  ]
  const hold = (event: PointerEvent<HTMLElement>): void => {
    if (!mayMove || first.visit === undefined || !mayMoveBlock(first)) return
    onHold(event, { visitId: first.visit.id, part: first.part, label: labelOf(drawn), from: row.id })
  }
  return (
    <button
      type="button"
      className={classes.filter((name) => name !== '').join(' ')}
      style={place}
      aria-label={words.join('　')}
      title={words.join('\n')}
      aria-pressed={selected === drawn.key}
      onPointerDown={hold}
      onClick={() => onPick(row.id, drawn.key)}
    >
      <span>{labelOf(drawn)}</span>
    </button>
  )
}

/** Where nobody can be asked to come: before and after the shift, and from when she is absent. */
function Shadows({ row, span }: { row: BoardRow; span: Span }): ReactNode {
  const { carer } = row
  if (carer === undefined) return null
  return (
    <>
      <span className="gantt-off" style={placeOf(span, span.from, carer.from)} />
      <span className="gantt-off" style={placeOf(span, carer.until, span.until)} />
      {carer.absentFrom === null ? null : (
        <span
          className="gantt-absent"
          style={placeOf(span, Math.max(carer.from, carer.absentFrom), carer.until)}
          title={absenceText(carer.absentFrom, carer.from)}
        />
      )}
    </>
  )
}

export function absenceText(absentFrom: number, shiftFrom: number): string {
  return absentFrom <= shiftFrom ? boardText.absentAllDay : boardText.absent(clockTime(absentFrom))
}

/** One carer's day. Drawn anew only when something in it changes, so that a large board stays quick. */
export const GanttRow = memo(function GanttRow(props: RowProps): ReactNode {
  const { row, span, top, isChosen, isOver, onPick } = props
  const { carer } = row
  const note =
    carer !== undefined && carer.absentFrom !== null
      ? absenceText(carer.absentFrom, carer.from)
      : row.visits === 0
        ? boardText.free
        : boardText.load(row.visits, row.route?.travel ?? 0)
  return (
    <li
      className={`gantt-row${isOver ? ' gantt-over' : ''}${isChosen ? ' gantt-chosen' : ''}`}
      style={{ insetBlockStart: top }}
    >
      <button type="button" className="gantt-name" aria-pressed={isChosen} onClick={() => onPick(row.id, undefined)}>
        <strong>{carer?.name ?? boardText.offShift}</strong>
        <span className={carer !== undefined && carer.absentFrom !== null ? 'gantt-name-absent' : 'quiet'}>{note}</span>
      </button>
      <div className="gantt-lane">
        <Shadows row={row} span={span} />
        {row.ways.map(({ from, until }) => (
          <span
            key={from}
            className="gantt-way"
            style={placeOf(span, from, until)}
            title={boardText.travelBlock(clockTime(from), clockTime(until))}
          />
        ))}
        {drawnOf(row.blocks).map((drawn) => (
          <Piece key={drawn.key} drawn={drawn} props={props} />
        ))}
      </div>
    </li>
  )
})
