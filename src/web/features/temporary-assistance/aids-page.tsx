import { Button, Empty, Grid, Segmented, Table, type TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { AidRow } from '#contracts/temporary-assistance'
import { causeNames } from '#messages/temporary-assistance'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { AidStatusTag, DaysLeft } from '#web/features/temporary-assistance/aid-status.tsx'
import { useAids } from '#web/features/temporary-assistance/api.ts'
import { aidText } from '#web/features/temporary-assistance/text.zh.ts'
import { dueOn, inOrder, isWaitingFor, type View, views } from '#web/features/temporary-assistance/waiting.ts'
import { count, shortDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/temporary-assistance/aids.css'

type Shown = AidRow & { readonly mine: boolean }

function Deadline({ row, today }: { row: AidRow; today: string | undefined }): ReactNode {
  const due = dueOn(row)
  if (due === null) return <span className="quiet">{aidText.none}</span>
  return (
    <span className="aid-lines">
      <DaysLeft until={due} today={today} />
      <span className="quiet digits">
        {`${row.status === 'paid' ? aidText.papers : aidText.finish} ${shortDay(due, today ?? due)}`}
      </span>
    </span>
  )
}

function StatusCell({ row }: { row: Shown }): ReactNode {
  return (
    <span className="aid-lines">
      <AidStatusTag status={row.status} />
      {row.mine ? <strong className="aid-mine">{aidText.yourTurn}</strong> : null}
    </span>
  )
}

function wideColumns(today: string | undefined): TableColumnType<Shown>[] {
  return [
    { title: aidText.status, width: 148, render: (_, row) => <StatusCell row={row} /> },
    {
      title: aidText.name,
      width: 72,
      render: (_, row) => (
        <Link to={`/quick-aids/${row.id}`}>
          <strong>{row.name}</strong>
        </Link>
      ),
    },
    { title: aidText.place, dataIndex: 'place' },
    { title: aidText.cause, width: 108, render: (_, row) => causeNames[row.cause] },
    { title: aidText.amount, width: 84, className: 'number', dataIndex: 'amount' },
    { title: aidText.deadline, width: 116, render: (_, row) => <Deadline row={row} today={today} /> },
    { title: aidText.voucher, width: 160, className: 'digits', render: (_, row) => row.voucher ?? aidText.none },
  ]
}

/** All of an aid in one cell, for a phone. */
function phoneColumns(today: string | undefined): TableColumnType<Shown>[] {
  return [
    {
      title: aidText.title,
      render: (_, row) => (
        <span className="aid-card">
          <span className="aid-card-line">
            <Link to={`/quick-aids/${row.id}`}>
              <strong>{row.name}</strong>
              {`　${causeNames[row.cause]}`}
            </Link>
            <strong className="digits">{aidText.yuanOf(row.amount)}</strong>
          </span>
          <span className="quiet">{row.place}</span>
          <span className="aid-card-line">
            <StatusCell row={row} />
            {dueOn(row) === null ? null : <Deadline row={row} today={today} />}
          </span>
        </span>
      ),
    },
  ]
}

/** Small aid at once: what waits for the officer first. The view stands in the address. */
export function AidsPage(): ReactNode {
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const session = useSession().data
  const mayRequest = usePermission('aid:request')
  const phone = Grid.useBreakpoint().md === false
  const list = useAids()
  const permissions = session?.permissions ?? []
  const view = views.find((known) => known === search.get('view')) ?? 'all'
  const all = list.data?.items ?? []
  const rows = inOrder(all, view, permissions).map((row): Shown => ({ ...row, mine: isWaitingFor(row, permissions) }))
  const sizeOf = (of: View): number => inOrder(all, of, permissions).length
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <div>
      <header className="page-head">
        <h1>{aidText.title}</h1>
        {mayRequest ? (
          <Button type="primary" size={phone ? 'large' : 'medium'} onClick={() => void navigate('/quick-aids/new')}>
            {aidText.register}
          </Button>
        ) : null}
      </header>
      <p className="quiet aid-hint">{aidText.hint}</p>
      <div className="aid-views page-filters">
        <Segmented
          aria-label={aidText.filter}
          value={view}
          onChange={(value) => setSearch(value === 'all' ? {} : { view: value })}
          options={views.map((value) => ({ value, label: `${aidText.filters[value]} ${sizeOf(value)}` }))}
        />
        <span className="quiet" aria-live="polite">
          {list.data === undefined ? '' : aidText.total(count(all.length))}
        </span>
      </div>
      <section className="panel panel-table" aria-label={aidText.listLabel}>
        <Table<Shown>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          showHeader={!phone}
          {...(phone ? {} : { scroll: { x: 800 } })}
          dataSource={rows}
          columns={phone ? phoneColumns(session?.today) : wideColumns(session?.today)}
          onRow={(row) => ({ onDoubleClick: () => void navigate(`/quick-aids/${row.id}`) })}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={aidText.emptyTitle}>
                <p className="quiet">
                  {view === 'all'
                    ? mayRequest
                      ? aidText.emptyForRequester
                      : aidText.emptyForOthers
                    : aidText.emptyFiltered}
                </p>
              </Empty>
            ),
          }}
        />
      </section>
    </div>
  )
}
