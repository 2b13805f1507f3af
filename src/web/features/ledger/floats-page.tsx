import { Alert, Button, Empty, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { Float } from '#contracts/ledger'
import { useFloats } from '#web/features/ledger/api.ts'
import { FloatState } from '#web/features/ledger/float-state.tsx'
import { ledgerText } from '#web/features/ledger/text.zh.ts'
import { TopUpDialog } from '#web/features/ledger/top-up-dialog.tsx'
import { usePermission } from '#web/features/session/api.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/ledger/ledger.css'

/** The floats of all townships of the officer's place, those that run dry first. */
export function FloatsPage(): ReactNode {
  const list = useFloats()
  const mayTopUp = usePermission('float:top-up')
  const [topping, setTopping] = useState(false)
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  const rows = (list.data?.items ?? []).toSorted((one, other) => Number(other.low) - Number(one.low))
  const low = rows.filter((float) => float.low).length
  return (
    <div className="floats">
      <header className="page-head">
        <h1>{ledgerText.title}</h1>
        {mayTopUp ? (
          <Button type="primary" onClick={() => setTopping(true)}>
            {ledgerText.topUp}
          </Button>
        ) : null}
      </header>
      <p className="quiet float-hint">{ledgerText.hint}</p>
      {low === 0 ? null : <Alert type="warning" showIcon className="float-alert" title={ledgerText.lowCount(low)} />}
      <section className="panel panel-table" aria-label={ledgerText.listLabel}>
        <Table<Float>
          size="small"
          rowKey="division"
          loading={list.isPending}
          pagination={false}
          dataSource={rows}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={ledgerText.emptyTitle}>
                <p className="quiet">{mayTopUp ? ledgerText.emptyForCounty : ledgerText.emptyForOthers}</p>
              </Empty>
            ),
          }}
          columns={[
            {
              title: ledgerText.township,
              render: (_, row) => <Link to={`/floats/${row.division}`}>{row.place}</Link>,
            },
            {
              title: ledgerText.balance,
              width: 120,
              className: 'number',
              render: (_, row) => <strong>{row.balance}</strong>,
            },
            {
              title: ledgerText.yearly,
              responsive: ['md'],
              width: 176,
              className: 'number',
              render: (_, row) => row.yearly ?? <span className="quiet">{ledgerText.unset}</span>,
            },
            { title: ledgerText.state, width: 132, render: (_, row) => <FloatState float={row} /> },
          ]}
        />
      </section>
      {topping ? <TopUpDialog onClose={() => setTopping(false)} /> : null}
    </div>
  )
}
