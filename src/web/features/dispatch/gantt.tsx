import { Empty } from 'antd'
import { memo, type PointerEvent, type ReactNode, type RefObject, useMemo, useState } from 'react'
import { services } from '#contracts/elder-care'
import { serviceNames } from '#messages/elder-care'
import type { BoardRow, PartKey } from '#web/features/dispatch/board-rows.ts'
import { clockTime } from '#web/features/dispatch/clock.ts'
import type { Change } from '#web/features/dispatch/compare.ts'
import type { Dragged } from '#web/features/dispatch/drag.ts'
import { GanttRow } from '#web/features/dispatch/gantt-row.tsx'
import { hoursOf, placeOf, spanOf } from '#web/features/dispatch/span.ts'
import { boardText } from '#web/features/dispatch/text.zh.ts'
import '#web/features/dispatch/gantt.css'

/** Height of a row in pixels; the style sheet says the same. */
export const rowHeight = 40
/** Rows drawn above and below what is seen, so that the keyboard finds the next one. */
const beyond = 3

export interface Picked {
  readonly rowId: string
  readonly key: string | undefined
}

function Legend({ hasPublished }: { hasPublished: boolean }): ReactNode {
  return (
    <ul className="gantt-legend" aria-label={boardText.legend}>
      {services.map((service) => (
        <li key={service}>
          <span className={`gantt-swatch service-${service}`} />
          {serviceNames[service]}
        </li>
      ))}
      {(
        [
          ['gantt-way', boardText.legendTravel],
          ['gantt-break', boardText.breakBlock],
          ['gantt-absent', boardText.legendAbsent],
          ['gantt-off', boardText.legendOff],
        ] as const
      ).map(([name, label]) => (
        <li key={name}>
          <span className={`gantt-swatch ${name}`} />
          {label}
        </li>
      ))}
      {hasPublished ? (
        <li>
          <span className="gantt-swatch gantt-changed" />
          {boardText.legendChanged}
        </li>
      ) : null}
    </ul>
  )
}

/** The carers' day: a row for each, of which only those in sight are drawn. */
export const Gantt = memo(function Gantt(props: {
  readonly rows: readonly BoardRow[]
  readonly all: readonly BoardRow[]
  readonly height: number
  readonly now: number | null
  readonly changes: ReadonlyMap<PartKey, Change>
  readonly hasPublished: boolean
  readonly picked: Picked | undefined
  readonly over: string | undefined
  readonly mayMove: boolean
  readonly frame: RefObject<HTMLDivElement | null>
  readonly onPick: (rowId: string, key: string | undefined) => void
  readonly onHold: (event: PointerEvent<HTMLElement>, dragged: Dragged) => void
}): ReactNode {
  const { rows, all, height, now, changes, picked, over, mayMove, frame } = props
  const [scrolled, setScrolled] = useState(0)
  const span = useMemo(() => spanOf(all), [all])
  const first = Math.max(0, Math.floor(scrolled / rowHeight) - beyond)
  const last = Math.min(rows.length, Math.ceil((scrolled + height) / rowHeight) + beyond)
  return (
    <div className="gantt">
      <div
        ref={frame}
        className="gantt-frame"
        style={{ maxBlockSize: height }}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
        role="group"
        aria-label={boardText.gantt}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by the keyboard.
        tabIndex={0}
      >
        <div className="gantt-sheet">
          <div className="gantt-head" aria-hidden>
            <span className="gantt-corner">{boardText.carers}</span>
            <div className="gantt-hours">
              {hoursOf(span)
                .slice(0, -1)
                .map((hour) => (
                  <span key={hour} style={{ insetInlineStart: placeOf(span, span.from, hour).width }}>
                    {clockTime(hour)}
                  </span>
                ))}
            </div>
          </div>
          <ol className="gantt-rows" style={{ blockSize: rows.length * rowHeight }}>
            {rows.slice(first, last).map((row, index) => (
              <GanttRow
                key={row.id}
                row={row}
                span={span}
                top={(first + index) * rowHeight}
                changes={changes}
                selected={picked?.rowId === row.id ? picked.key : undefined}
                isChosen={picked?.rowId === row.id}
                isOver={over === row.id}
                mayMove={mayMove}
                onPick={props.onPick}
                onHold={props.onHold}
              />
            ))}
          </ol>
          <div className="gantt-grid" aria-hidden>
            {hoursOf(span).map((hour) => (
              <span key={hour} style={{ insetInlineStart: placeOf(span, span.from, hour).width }} />
            ))}
            {now === null || now < span.from || now > span.until ? null : (
              <b
                style={{ insetInlineStart: placeOf(span, span.from, now).width }}
                title={boardText.now(clockTime(now))}
              />
            )}
          </div>
          {rows.length === 0 ? (
            <Empty
              className="gantt-empty"
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={all.length === 0 ? boardText.noCarersOnShift : boardText.noCarers}
            />
          ) : null}
        </div>
      </div>
      <Legend hasPublished={props.hasPublished} />
    </div>
  )
})
