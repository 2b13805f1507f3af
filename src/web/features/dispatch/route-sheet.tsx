import type { ReactNode } from 'react'
import type { DayPlan, DispatchDay } from '#contracts/elder-care'
import { serviceNames } from '#messages/elder-care'
import { modeNames } from '#messages/facility'
import type { Block, BoardRow } from '#web/features/dispatch/board-rows.ts'
import { clockTime } from '#web/features/dispatch/clock.ts'
import { boardText, sheetText } from '#web/features/dispatch/text.zh.ts'
import { longDay } from '#web/format.ts'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'

/** Who comes to the same door at the same time. */
function partnerOf(block: Block, row: BoardRow, day: DispatchDay, plan: DayPlan): string | undefined {
  if (block.visit === undefined || block.visit.carersNeeded < 2) return undefined
  const other = plan.routes.find(
    ({ carerId, stops }) => carerId !== row.id && stops.some(({ visitId }) => visitId === block.visitId),
  )
  return other === undefined ? undefined : day.carers.find(({ id }) => id === other.carerId)?.name
}

function notesOf(block: Block, row: BoardRow, day: DispatchDay, plan: DayPlan): string {
  const { visit } = block
  if (visit === undefined) return ''
  const partner = partnerOf(block, row, day, plan)
  const last = block.kind === 'meal' ? visit.windowUntil : visit.windowUntil - visit.minutes
  return [
    sheetText.until(clockTime(last)),
    partner === undefined ? '' : sheetText.partner(partner),
    visit.approximate ? sheetText.approximate : '',
  ]
    .filter((word) => word !== '')
    .join('；')
}

function StopRow(props: { block: Block; order: number | undefined; row: BoardRow; day: DispatchDay; plan: DayPlan }) {
  const { block, order, row, day, plan } = props
  const time = boardText.range(clockTime(block.start), clockTime(block.leave))
  if (block.visit === undefined) {
    const words = {
      break: sheetText.breakRow,
      canteen: sheetText.canteenRow,
      visit: boardText.elsewhere,
      meal: boardText.elsewhere,
    }
    return (
      <tr>
        <td />
        <td className="digits">{time}</td>
        <td colSpan={5}>{words[block.kind]}</td>
      </tr>
    )
  }
  return (
    <tr>
      <td className="number">{order}</td>
      <td className="digits">{time}</td>
      <td>
        <strong>{block.visit.name}</strong>
      </td>
      <td>{block.visit.place}</td>
      <td>{serviceNames[block.visit.service]}</td>
      <td>{notesOf(block, row, day, plan)}</td>
      <td />
    </tr>
  )
}

/** One carer's sheet of A4: where to go when, and a place for the signature of whoever was there. */
export function RouteSheet({ day, plan, row }: { day: DispatchDay; plan: DayPlan; row: BoardRow }): ReactNode {
  const { carer, route, blocks } = row
  const numbered = blocks.filter(({ visit }) => visit !== undefined)
  return (
    <article className="panel sheet" aria-label={`${sheetText.title}　${carer?.name ?? boardText.offShift}`}>
      <h2>{sheetText.title}</h2>
      {plan.status === 'draft' ? <p className="sheet-draft">{sheetText.draft}</p> : null}
      <dl className="sheet-facts">
        {(
          [
            [sheetText.carer, carer?.name ?? boardText.offShift],
            [sheetText.day, longDay(day.day)],
            [sheetText.facility, carer?.facilityName ?? ''],
            [sheetText.mode, carer === undefined ? '' : modeNames[carer.mode]],
            [
              sheetText.shift,
              carer === undefined ? '' : boardText.range(clockTime(carer.from), clockTime(carer.until)),
            ],
          ] as const
        ).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {route === undefined ? null : (
        <p className="quiet">
          {[
            sheetText.leave(clockTime(route.leave)),
            sheetText.backAt(clockTime(route.back)),
            sheetText.summary(row.visits, route.travel),
          ].join('　')}
        </p>
      )}
      <ScrollFrame label={sheetText.title}>
        <table className="sheet-table">
          <thead>
            <tr>
              {(['order', 'time', 'elder', 'place', 'service', 'note', 'sign'] as const).map((column) => (
                <th key={column} scope="col">
                  {sheetText[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {blocks.map((block) => (
              <StopRow
                key={block.key}
                block={block}
                order={block.visit === undefined ? undefined : numbered.indexOf(block) + 1}
                row={row}
                day={day}
                plan={plan}
              />
            ))}
          </tbody>
        </table>
      </ScrollFrame>
      <p className="sheet-signs">
        <span>{`${sheetText.dispatcherSign}：${plan.madeBy}`}</span>
        <span>{`${sheetText.carerSign}：`}</span>
      </p>
    </article>
  )
}
