import { Button, Empty, Form, Input, Select, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { SettlementList } from '#contracts/elder-care'
import { usePrepareSettlement, useSettlements } from '#web/features/elder-care/api.ts'
import { SettlementTag } from '#web/features/elder-care/settlement-tag.tsx'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { useProviders } from '#web/features/facility/api.ts'
import { monthBefore } from '#web/features/ledger/months.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { count, yuan } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import { ScrollFrame } from '#web/ui/scroll-frame.tsx'
import '#web/features/elder-care/care.css'

interface Fields {
  readonly providerId: string
  readonly month: string
}

/** Sums a provider's month up. */
function PrepareDialog({ onClose }: { onClose: () => void }): ReactNode {
  const navigate = useNavigate()
  const today = useSession().data?.today
  const providers = useProviders()
  return (
    <ActFormDialog
      title={careText.prepareTitle}
      what={careText.prepareWhat}
      act={careText.prepare}
      mutation={usePrepareSettlement()}
      initial={today === undefined ? {} : { month: monthBefore(today.slice(0, 7)) }}
      requestOf={(fields: Fields, key) => ({ key, ...fields })}
      done={careText.prepared}
      onDone={({ id }) => {
        onClose()
        void navigate(`/care-settlements/${id}`)
      }}
      onClose={onClose}
    >
      <Form.Item
        name="providerId"
        label={careText.provider}
        rules={[{ required: true, message: careText.providerMissing }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          loading={providers.isPending}
          placeholder={careText.providerMissing}
          options={(providers.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="month" label={careText.month} rules={[{ required: true }]}>
        <Input type="month" className="care-day" />
      </Form.Item>
    </ActFormDialog>
  )
}

function Rows({ items }: { items: SettlementList['items'] }): ReactNode {
  return (
    <ScrollFrame label={careText.settlementsLabel}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{careText.status}</th>
            <th scope="col">{careText.provider}</th>
            <th scope="col">{careText.month}</th>
            <th scope="col" className="number">
              {careText.visits}
            </th>
            <th scope="col" className="number">
              {careText.total}
            </th>
            <th scope="col" className="number">
              {careText.publicPays}
            </th>
            <th scope="col" className="number">
              {careText.ownPays}
            </th>
            <th scope="col">{careText.preparedBy}</th>
            <th scope="col">{careText.approvedBy}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.id}>
              <td>
                <SettlementTag status={row.status} />
              </td>
              <td>
                <Link to={`/care-settlements/${row.id}`}>{row.providerName}</Link>
              </td>
              <td className="digits">{row.month}</td>
              <td className="number">{count(row.visits)}</td>
              <td className="number">{yuan(row.total)}</td>
              <td className="number">{yuan(row.publicPays)}</td>
              <td className="number">{yuan(row.ownPays)}</td>
              <td>{careText.signed(row.preparedBy, row.preparedOn)}</td>
              <td>{row.approvedBy === null ? careText.none : careText.signed(row.approvedBy, row.approvedOn ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  )
}

/** What providers are owed, by month. */
export function SettlementsPage(): ReactNode {
  const list = useSettlements()
  const maySettle = usePermission('care:settle')
  const [isPreparing, setPreparing] = useState(false)
  if (list.error !== null && list.data === undefined) {
    return <Failed error={list.error} retry={() => void list.refetch()} />
  }
  return (
    <div>
      <header className="page-head">
        <h1>{careText.settlementsTitle}</h1>
        {maySettle ? (
          <Button type="primary" onClick={() => setPreparing(true)}>
            {careText.prepare}
          </Button>
        ) : null}
      </header>
      <p className="quiet care-hint">{careText.settlementsHint}</p>
      <section className="panel" aria-label={careText.settlementsLabel}>
        {list.data === undefined ? (
          <Skeleton active />
        ) : list.data.items.length === 0 ? (
          <Empty description={careText.settlementsEmpty}>
            <p className="quiet">{careText.settlementsEmptyHint}</p>
          </Empty>
        ) : (
          <Rows items={list.data.items} />
        )}
      </section>
      {isPreparing ? <PrepareDialog onClose={() => setPreparing(false)} /> : null}
    </div>
  )
}
