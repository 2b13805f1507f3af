import { Button, Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { useDispatchDay } from '#web/features/dispatch/api.ts'
import { rowsOf } from '#web/features/dispatch/board-rows.ts'
import { RouteSheet } from '#web/features/dispatch/route-sheet.tsx'
import { sheetText } from '#web/features/dispatch/text.zh.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/dispatch/sheets.css'

/** The sheets of paper of a day, or of one carer: what is published, else the draft with a warning across it. */
export function SheetsPage(): ReactNode {
  const { day = '' } = useParams()
  const [search] = useSearchParams()
  const wanted = search.get('carer')
  const board = useDispatchDay(day)
  if (board.error !== null && board.data === undefined) {
    return <Failed error={board.error} retry={() => void board.refetch()} />
  }
  if (board.data === undefined) return <Skeleton active />
  const plan = board.data.published ?? (wanted === null ? null : board.data.draft)
  const rows =
    plan === null
      ? []
      : rowsOf({ ...board.data }, plan).filter(({ id, visits }) => visits > 0 && (wanted === null || id === wanted))
  return (
    <div className="sheets">
      <header className="page-head no-print">
        <h1>{sheetText.title}</h1>
        <span className="sheets-acts">
          <span className="quiet">{sheetText.printAll(rows.length)}</span>
          <Button type="primary" disabled={rows.length === 0} onClick={() => window.print()}>
            {sheetText.print}
          </Button>
          <Link to={`/dispatch?day=${day}`}>{sheetText.back}</Link>
        </span>
      </header>
      {rows.length === 0 ? <Empty description={wanted === null ? sheetText.noneAll : sheetText.none} /> : null}
      {plan === null ? null : rows.map((row) => <RouteSheet key={row.id} day={board.data} plan={plan} row={row} />)}
    </div>
  )
}
