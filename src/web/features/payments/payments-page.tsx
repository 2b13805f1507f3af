import { Button, Empty, Segmented, Table, type TableColumnType } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { PaymentBatch } from '#contracts/disbursement'
import { programmeNames } from '#messages/assistance'
import { actText } from '#web/ui/act-text.zh.ts'
import { usePaymentBatches } from '#web/features/payments/api.ts'
import { BuildDialog } from '#web/features/payments/build-dialog.tsx'
import { BatchStatusTag } from '#web/features/payments/marks.tsx'
import { monthName } from '#web/features/payments/months.ts'
import { paymentsText } from '#web/features/payments/text.zh.ts'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { count, shortDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/payments/payments.css'

const views = ['all', 'open', 'settled'] as const
type View = (typeof views)[number]

function within(view: View, { status }: PaymentBatch): boolean {
  return view === 'all' || (view === 'settled') === (status === 'settled')
}

function Signed({ by, on, today }: { by: string | null; on: string | null; today: string }): ReactNode {
  if (on === null) return <span className="quiet">{actText.none}</span>
  return (
    <span className="payment-lines">
      {by === null ? null : <span>{by}</span>}
      <span className="quiet digits">{shortDay(on, today)}</span>
    </span>
  )
}

function columnsOf(today: string): TableColumnType<PaymentBatch>[] {
  return [
    {
      title: paymentsText.month,
      width: 116,
      render: (_, row) => (
        <Link to={`/payments/${row.id}`}>
          <strong>{monthName(row.month)}</strong>
        </Link>
      ),
    },
    { title: paymentsText.status, width: 132, render: (_, row) => <BatchStatusTag status={row.status} /> },
    {
      title: paymentsText.scope,
      responsive: ['lg'],
      render: (_, row) =>
        row.programmes === null
          ? paymentsText.allProgrammes
          : row.programmes.map((programme) => programmeNames[programme]).join(actText.and),
    },
    { title: paymentsText.lines, width: 96, className: 'number', render: (_, row) => count(row.lines) },
    {
      title: paymentsText.held,
      width: 84,
      className: 'number',
      render: (_, row) =>
        row.held === 0 ? (
          <span className="quiet">0</span>
        ) : (
          <Link to={`/payments/${row.id}?tab=held`} className="payment-held">
            {count(row.held)}
          </Link>
        ),
    },
    {
      title: paymentsText.amount,
      width: 132,
      className: 'number',
      render: (_, row) => <strong>{row.total}</strong>,
    },
    {
      title: paymentsText.prepared,
      responsive: ['md'],
      width: 88,
      render: (_, row) => <Signed by={row.preparedBy} on={row.preparedOn} today={today} />,
    },
    {
      title: paymentsText.approved,
      responsive: ['md'],
      width: 88,
      render: (_, row) => <Signed by={row.approvedBy} on={row.approvedOn} today={today} />,
    },
    {
      title: paymentsText.sent,
      responsive: ['md'],
      width: 88,
      render: (_, row) => <Signed by={null} on={row.sentOn} today={today} />,
    },
  ]
}

/** The lists of all months, the newest first; the view stands in the address. */
export function PaymentsPage(): ReactNode {
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const list = usePaymentBatches()
  const mayPrepare = usePermission('payment:prepare')
  const today = useSession().data?.today ?? ''
  const [building, setBuilding] = useState(false)
  const view = views.find((known) => known === search.get('view')) ?? 'all'
  const all = list.data?.items ?? []
  const rows = all.filter((row) => within(view, row))
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <div className="payments">
      <header className="page-head">
        <h1>{paymentsText.title}</h1>
        {mayPrepare ? (
          <Button type="primary" onClick={() => setBuilding(true)}>
            {paymentsText.build}
          </Button>
        ) : null}
      </header>
      <p className="quiet payment-hint">{paymentsText.hint}</p>
      <div className="payment-bar page-filters">
        <Segmented
          aria-label={paymentsText.filter}
          value={view}
          onChange={(value) => setSearch(value === 'all' ? {} : { view: value })}
          options={views.map((value) => ({
            value,
            label: `${paymentsText.filters[value]} ${all.filter((row) => within(value, row)).length}`,
          }))}
        />
        <span className="quiet" aria-live="polite">
          {list.data === undefined ? '' : paymentsText.total(count(all.length))}
        </span>
      </div>
      <section className="panel panel-table" aria-label={paymentsText.listLabel}>
        <Table<PaymentBatch>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={false}
          {...(rows.length === 0 ? {} : { scroll: { x: 'max-content' } })}
          dataSource={rows}
          columns={columnsOf(today)}
          onRow={(row) => ({ onDoubleClick: () => void navigate(`/payments/${row.id}`) })}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={paymentsText.emptyTitle}>
                <p className="quiet">
                  {view !== 'all'
                    ? paymentsText.emptyFiltered
                    : mayPrepare
                      ? paymentsText.emptyForCounty
                      : paymentsText.emptyForOthers}
                </p>
              </Empty>
            ),
          }}
        />
      </section>
      {building ? <BuildDialog onClose={() => setBuilding(false)} /> : null}
    </div>
  )
}
