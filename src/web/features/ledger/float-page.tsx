import { Button, Empty, Grid, Select, Skeleton, Space, Table, type TableColumnType } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { FloatBook, LedgerRow } from '#contracts/ledger'
import { entryNames } from '#messages/ledger'
import { useFloatBook } from '#web/features/ledger/api.ts'
import { bookCsv } from '#web/features/ledger/book-csv.ts'
import { FloatState } from '#web/features/ledger/float-state.tsx'
import { monthBefore, monthsUntil } from '#web/features/ledger/months.ts'
import { ledgerText } from '#web/features/ledger/text.zh.ts'
import { TopUpDialog } from '#web/features/ledger/top-up-dialog.tsx'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { longDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ToneTag } from '#web/ui/tone-tag.tsx'
import '#web/features/ledger/ledger.css'

/** As many rows as the server gives of one month. */
const mostRows = 500

function monthName(month: string): string {
  const [year = '', number = ''] = month.split('-')
  return ledgerText.monthName(year, String(Number(number)))
}

function save(book: FloatBook): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bookCsv(book)], { type: 'text/csv;charset=utf-8' }))
  link.download = ledgerText.fileName(book.float.place, book.month)
  link.click()
  URL.revokeObjectURL(link.href)
}

function MonthPicker({ month, onChange }: { month: string; onChange: (month: string) => void }): ReactNode {
  const current = (useSession().data?.today ?? `${month}-01`).slice(0, 7)
  const months = monthsUntil(current, 36)
  return (
    <Space.Compact>
      <Button onClick={() => onChange(monthBefore(month))}>{ledgerText.earlierMonth}</Button>
      <Select
        aria-label={ledgerText.month}
        className="float-month"
        value={month}
        onChange={onChange}
        options={months.map((value) => ({ value, label: monthName(value) }))}
      />
      <Button disabled={month >= current} onClick={() => onChange(monthBefore(month, -1))}>
        {ledgerText.laterMonth}
      </Button>
    </Space.Compact>
  )
}

function Sum({ label, hint, children }: { label: string; hint?: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>
        {label}
        {hint === undefined ? null : <small>{hint}</small>}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Opening + in − out = closing, so that the month can be compared with the bank's paper at a glance. */
function Reconciliation({ book }: { book: FloatBook }): ReactNode {
  return (
    <section className="panel" aria-labelledby="reconciliation-title">
      <h2 id="reconciliation-title">{`${ledgerText.reconciliation}（${monthName(book.month)}）`}</h2>
      <dl className="float-sums">
        <Sum label={ledgerText.opening}>{book.opening}</Sum>
        <span aria-hidden="true">+</span>
        <Sum label={ledgerText.toppedUp} hint={ledgerText.toppedUpHint}>
          {book.toppedUp}
        </Sum>
        <span aria-hidden="true">−</span>
        <Sum label={ledgerText.paid} hint={ledgerText.paidHint}>
          {book.paid}
        </Sum>
        <span aria-hidden="true">=</span>
        <Sum label={ledgerText.closing}>{book.closing}</Sum>
      </dl>
    </section>
  )
}

/** The page of what an entry is about, where it has one. */
function pageOf(subject: string): string | undefined {
  const [kind, id] = subject.split(':')
  return kind === 'quick-aid' && id !== undefined ? `/quick-aids/${id}` : undefined
}

/** The memo, leading to the aid that it is about; an entry that takes another back names it, and the other says so. */
function Memo({ row, rows }: { row: LedgerRow; rows: readonly LedgerRow[] }): ReactNode {
  const page = pageOf(row.subject)
  const reversed = rows.find(({ entryId }) => entryId === row.reverses)
  return (
    <>
      {page === undefined ? row.memo : <Link to={page}>{row.memo}</Link>}{' '}
      {row.reversed ? <ToneTag tone="quiet">{ledgerText.reversed}</ToneTag> : null}
      {row.reverses === null ? null : (
        <span className="quiet float-line">
          {reversed === undefined ? ledgerText.reversesEarlier : ledgerText.reverses(longDay(reversed.occurredOn))}
        </span>
      )}
    </>
  )
}

function Amount({ row }: { row: LedgerRow }): ReactNode {
  const isIn = !row.amount.startsWith('-')
  return (
    <strong className={row.reversed ? 'float-reversed' : isIn ? 'float-in' : undefined}>
      {isIn ? `+${row.amount}` : `−${row.amount.slice(1)}`}
    </strong>
  )
}

function columnsOf(phone: boolean, rows: readonly LedgerRow[]): TableColumnType<LedgerRow>[] {
  const memo: TableColumnType<LedgerRow> = {
    title: ledgerText.memo,
    render: (_, row) => (
      <>
        {phone ? (
          <span className="quiet float-line">{`${row.occurredOn.slice(5)}　${entryNames[row.kind]}`}</span>
        ) : null}
        <Memo row={row} rows={rows} />
      </>
    ),
  }
  const amount: TableColumnType<LedgerRow> = {
    title: ledgerText.amount,
    width: phone ? 84 : 112,
    className: 'number',
    render: (_, row) => <Amount row={row} />,
  }
  const balance: TableColumnType<LedgerRow> = {
    title: ledgerText.runningBalance,
    width: phone ? 84 : 112,
    className: 'number',
    dataIndex: 'balance',
  }
  if (phone) return [memo, amount, balance]
  return [
    { title: ledgerText.occurredOn, width: 108, className: 'digits', dataIndex: 'occurredOn' },
    { title: ledgerText.kind, width: 120, render: (_, row) => entryNames[row.kind] },
    memo,
    amount,
    balance,
    { title: ledgerText.officer, width: 84, dataIndex: 'officer' },
  ]
}

/** The book of one township's float, a month at a time; the month stands in the address. */
export function FloatPage(): ReactNode {
  const { division = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const { data: book, error, refetch, isPlaceholderData } = useFloatBook(division, search.get('month') ?? undefined)
  const mayTopUp = usePermission('float:top-up')
  const phone = Grid.useBreakpoint().md === false
  const [topping, setTopping] = useState(false)
  if (error !== null) return <Failed error={error} retry={() => void refetch()} />
  if (book === undefined) return <Skeleton active />
  return (
    <div className="floats">
      <header className="page-head">
        <h1>{ledgerText.bookTitle(book.float.place)}</h1>
        <Link to="/floats" className="no-print">
          {ledgerText.back}
        </Link>
      </header>
      <div className="float-bar page-filters">
        <span>
          {`${ledgerText.now} `}
          <strong className="float-now digits">{book.float.balance}</strong>
          {` ${ledgerText.yuan}　`}
          <FloatState float={book.float} />
        </span>
        <Space wrap className="no-print">
          <MonthPicker month={search.get('month') ?? book.month} onChange={(month) => setSearch({ month })} />
          <Button disabled={isPlaceholderData} onClick={() => save(book)}>
            {ledgerText.export}
          </Button>
          {mayTopUp ? (
            <Button type="primary" onClick={() => setTopping(true)}>
              {ledgerText.topUp}
            </Button>
          ) : null}
        </Space>
      </div>
      <Reconciliation book={book} />
      <section className="panel panel-table float-entries" aria-labelledby="entries-title">
        <h2 id="entries-title">{ledgerText.entries}</h2>
        <Table<LedgerRow>
          size="small"
          rowKey="entryId"
          loading={isPlaceholderData}
          pagination={false}
          dataSource={book.rows}
          columns={columnsOf(phone, book.rows)}
          {...(phone ? {} : { scroll: { x: 720 } })}
          locale={{
            emptyText: (
              <Empty description={ledgerText.emptyMonth}>
                <p className="quiet">{ledgerText.emptyMonthHint}</p>
              </Empty>
            ),
          }}
        />
        {book.rows.length < mostRows ? null : <p className="quiet float-truncated">{ledgerText.truncated}</p>}
      </section>
      {topping ? <TopUpDialog division={division} onClose={() => setTopping(false)} /> : null}
    </div>
  )
}
