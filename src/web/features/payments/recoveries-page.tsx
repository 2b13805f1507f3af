import { Button, Empty, Segmented, Table, type TableColumnType } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { RecoveryRow, RecoveryStatus } from '#contracts/disbursement'
import { fen, formatYuan } from '#kernel/fen'
import { programmeNames } from '#messages/assistance'
import { recoveryStatusNames } from '#messages/disbursement'
import { actText } from '#web/ui/act-text.zh.ts'
import { useRecoveries } from '#web/features/payments/api.ts'
import { Money, Place } from '#web/features/payments/marks.tsx'
import { monthName } from '#web/features/payments/months.ts'
import { recoveryCauseNames, recoveryText, recoveryWayNames } from '#web/features/payments/recoveries-text.zh.ts'
import { dueFen, dueOf, PlanDialog, ReceiveDialog } from '#web/features/payments/recovery-dialogs.tsx'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { count, shortDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { type Tone, ToneTag } from '#web/ui/tone-tag.tsx'
import '#web/features/payments/payments.css'

const tones: Readonly<Record<RecoveryStatus, Tone>> = {
  open: 'orange',
  planned: 'blue',
  settled: 'green',
  void: 'quiet',
}

type Act = 'plan' | 'receive'
type Open = (recovery: RecoveryRow, act: Act) => void

function isDue({ status }: RecoveryRow): boolean {
  return status === 'open' || status === 'planned'
}

function Acts({ row, open }: { row: RecoveryRow; open: Open }): ReactNode {
  if (!isDue(row)) return <span className="quiet">{actText.none}</span>
  return (
    <span className="payment-lines">
      {row.status === 'planned' ? (
        <Button size="small" type="primary" onClick={() => open(row, 'receive')}>
          {recoveryText.receive}
        </Button>
      ) : null}
      <Button size="small" type={row.status === 'open' ? 'primary' : 'default'} onClick={() => open(row, 'plan')}>
        {row.status === 'open' ? recoveryText.plan : recoveryText.planAgain}
      </Button>
    </span>
  )
}

function columnsOf(today: string, open: Open | undefined): TableColumnType<RecoveryRow>[] {
  return [
    {
      title: recoveryText.payee,
      width: 156,
      render: (_, row) => (
        <span className="payment-lines">
          <Link to={`/households/${row.householdId}`}>
            <strong>{row.payee}</strong>
          </Link>
          <Place of={row.place} />
        </span>
      ),
    },
    {
      title: recoveryText.programme,
      width: 140,
      render: (_, row) => (
        <span className="payment-lines">
          <Link to={`/cases/${row.caseId}`}>{programmeNames[row.programme]}</Link>
          <span className="quiet">{recoveryText.monthsOf(monthName(row.from), monthName(row.until))}</span>
        </span>
      ),
    },
    { title: recoveryText.amount, width: 96, className: 'number', dataIndex: 'amount' },
    { title: recoveryText.recovered, width: 96, className: 'number', render: (_, row) => <Money of={row.recovered} /> },
    {
      title: recoveryText.due,
      width: 96,
      className: 'number',
      render: (_, row) => <strong>{dueOf(row)}</strong>,
    },
    {
      title: recoveryText.cause,
      width: 128,
      render: (_, row) => (
        <span className="payment-lines">
          <span>{recoveryCauseNames[row.cause]}</span>
          {row.way === null ? null : <span className="quiet">{recoveryWayNames[row.way]}</span>}
          {row.monthly === null ? null : <span className="quiet">{recoveryText.monthly(row.monthly)}</span>}
        </span>
      ),
    },
    {
      title: recoveryText.status,
      width: 92,
      render: (_, row) => (
        <span className="payment-lines">
          <ToneTag tone={tones[row.status]}>{recoveryStatusNames[row.status]}</ToneTag>
          <span className="quiet digits">{shortDay(row.openedOn, today)}</span>
        </span>
      ),
    },
    ...(open === undefined
      ? []
      : [
          {
            title: recoveryText.acts,
            width: 132,
            render: (_: unknown, row: RecoveryRow) => <Acts row={row} open={open} />,
          },
        ]),
  ]
}

/** What was paid too much and comes back: what still has to be looked at first. */
export function RecoveriesPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const list = useRecoveries()
  const mayPrepare = usePermission('payment:prepare')
  const today = useSession().data?.today ?? ''
  const [opened, setOpened] = useState<{ recovery: RecoveryRow; act: Act }>()
  const isAll = search.get('view') === 'all'
  const all = list.data?.items ?? []
  const rows = isAll ? all : all.filter(isDue)
  const due = formatYuan(fen(all.filter(isDue).reduce((sum, row) => sum + dueFen(row), 0n)))
  const close = (): void => setOpened(undefined)
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <div className="payments">
      <header className="page-head">
        <h1>{recoveryText.title}</h1>
      </header>
      <p className="quiet payment-hint">{recoveryText.hint}</p>
      <div className="payment-bar page-filters">
        <Segmented
          aria-label={recoveryText.filter}
          value={isAll ? 'all' : 'due'}
          onChange={(value) => setSearch(value === 'all' ? { view: 'all' } : {})}
          options={[
            { value: 'due', label: `${recoveryText.filters.due} ${all.filter(isDue).length}` },
            { value: 'all', label: `${recoveryText.filters.all} ${all.length}` },
          ]}
        />
        <span className="quiet" aria-live="polite">
          {list.data === undefined ? '' : recoveryText.total(count(rows.length), due)}
        </span>
      </div>
      <section className="panel panel-table" aria-label={recoveryText.listLabel}>
        <Table<RecoveryRow>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          {...(rows.length === 0 ? {} : { scroll: { x: 920 } })}
          dataSource={rows}
          columns={columnsOf(today, mayPrepare ? (recovery, act) => setOpened({ recovery, act }) : undefined)}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={recoveryText.emptyTitle}>
                <p className="quiet">{recoveryText.emptyHint}</p>
              </Empty>
            ),
          }}
        />
      </section>
      {opened?.act === 'plan' ? <PlanDialog recovery={opened.recovery} onClose={close} /> : null}
      {opened?.act === 'receive' ? <ReceiveDialog recovery={opened.recovery} onClose={close} /> : null}
    </div>
  )
}
