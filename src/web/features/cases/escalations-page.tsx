import { Empty, Table } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { EscalationList } from '#contracts/assistance'
import { stepNames } from '#messages/assistance'
import { useEscalations } from '#web/features/cases/api.ts'
import { ClockTag } from '#web/features/cases/marks.tsx'
import { escalationText } from '#web/features/cases/text.zh.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/cases/cases.css'

type Item = EscalationList['items'][number]

/** Where what runs out is dealt with. */
function pathOf(of: Item): string | undefined {
  if (of.caseId !== null) return `/cases/${of.caseId}`
  const [kind, id] = of.subject.split(':')
  if (kind === 'referral') return '/referrals'
  return kind === 'quick-aid' && id !== undefined ? `/quick-aids/${id}` : undefined
}

const order = ['red', 'orange', 'yellow'] as const

/** Clocks that run out, told to this post, the worst first. */
export function EscalationsPage(): ReactNode {
  const list = useEscalations()
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  const rows = (list.data?.items ?? []).toSorted(
    (one, other) => order.indexOf(one.level) - order.indexOf(other.level) || one.dueOn.localeCompare(other.dueOn),
  )
  return (
    <div>
      <header className="page-head">
        <h1>{escalationText.title}</h1>
      </header>
      <p className="quiet case-hint">{escalationText.hint}</p>
      <section className="panel panel-table" aria-label={escalationText.listLabel}>
        <Table<Item>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          dataSource={rows}
          columns={[
            {
              title: escalationText.level,
              width: 100,
              render: (_, row) => <ClockTag colour={row.level} />,
            },
            {
              title: escalationText.clock,
              render: (_, row) => (
                <span className="case-lines">
                  <strong>{escalationText.clockOf(row.clock, stepNames)}</strong>
                  <span className="quiet">{row.place}</span>
                </span>
              ),
            },
            { title: escalationText.dueOn, width: 110, className: 'digits', dataIndex: 'dueOn' },
            {
              title: escalationText.raisedOn,
              width: 110,
              responsive: ['md'],
              className: 'digits',
              dataIndex: 'raisedOn',
            },
            {
              title: escalationText.handle,
              width: 84,
              render: (_, row) => {
                const path = pathOf(row)
                return path === undefined ? null : <Link to={path}>{escalationText.handle}</Link>
              },
            },
          ]}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={escalationText.emptyTitle}>
                <p className="quiet">{escalationText.emptyHint}</p>
              </Empty>
            ),
          }}
        />
      </section>
    </div>
  )
}
