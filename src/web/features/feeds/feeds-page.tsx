import { type Breakpoint, Button, Empty, Grid, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import type { BatchSummary } from '#contracts/exchange'
import { useBatches } from '#web/features/feeds/api.ts'
import { BatchStatusTag } from '#web/features/feeds/batch-status.tsx'
import { feedText } from '#web/features/feeds/text.zh.ts'
import { UploadPanel } from '#web/features/feeds/upload-panel.tsx'
import { WithdrawDialog } from '#web/features/feeds/withdraw-dialog.tsx'
import { usePermission } from '#web/features/session/api.ts'
import { count, instant } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/feeds/feeds.css'

function Held({ of }: { of: number }): ReactNode {
  return of === 0 ? <span className="quiet">0</span> : <strong className="held-count">{count(of)}</strong>
}

/** On a tablet who and when, and on a phone all but the outcome, are left to the page of the batch. */
const fromTablet: Breakpoint[] = ['md']
const fromDesk: Breakpoint[] = ['xl']

function FileOf({ batch }: { batch: BatchSummary }): ReactNode {
  return (
    <>
      <span className="quiet batch-file">{batch.fileName}</span>
      {batch.refusal === null ? null : <div className="upload-refusal">{batch.refusal}</div>}
    </>
  )
}

/** The day says as much as the name of the file, unless nobody knows what the file is. */
function PhoneOrigin({ batch }: { batch: BatchSummary }): ReactNode {
  return (
    <div>
      {batch.dataThrough === null || batch.refusal !== null ? (
        <FileOf batch={batch} />
      ) : (
        <span className="quiet">
          {feedText.through} <span className="digits">{batch.dataThrough}</span>
        </span>
      )}
    </div>
  )
}

function Deliveries({ onWithdraw }: { onWithdraw: (batch: BatchSummary) => void }): ReactNode {
  const list = useBatches()
  const { md, xl } = Grid.useBreakpoint()
  const phone = md === false
  const mayWithdraw = usePermission('batch:withdraw')
  const mayDeliver = usePermission('batch:deliver')
  const rows = (list.data?.pages ?? []).flatMap(({ items }) => items)
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <section className="panel panel-table" aria-labelledby="deliveries-title">
      <h2 id="deliveries-title">{feedText.deliveries}</h2>
      <Table<BatchSummary>
        size="small"
        rowKey="id"
        loading={list.isPending}
        pagination={false}
        scroll={{ x: phone ? 340 : xl === true ? 1040 : 800 }}
        dataSource={rows}
        locale={{
          emptyText: list.isPending ? (
            ' '
          ) : (
            <Empty description={feedText.empty}>
              <p className="quiet">{mayDeliver ? feedText.emptyHint : feedText.emptyHintReader}</p>
            </Empty>
          ),
        }}
        columns={[
          {
            title: feedText.feed,
            width: phone ? 124 : 140,
            render: (_, row) => (
              <>
                <Link to={`/feeds/${row.id}`}>{row.feedTitle === '' ? feedText.unknownFeed : row.feedTitle}</Link>
                {phone ? <PhoneOrigin batch={row} /> : null}
              </>
            ),
          },
          {
            title: feedText.file,
            responsive: fromTablet,
            render: (_, row) => <FileOf batch={row} />,
          },
          {
            title: feedText.status,
            width: 76,
            render: (_, row) => <BatchStatusTag status={row.status} />,
          },
          {
            title: feedText.through,
            responsive: fromTablet,
            width: 92,
            className: 'digits',
            render: (_, row) => row.dataThrough ?? '—',
          },
          {
            title: feedText.rows,
            responsive: fromTablet,
            width: 60,
            className: 'number',
            render: (_, row) => count(row.rows),
          },
          { title: feedText.accepted, width: 60, className: 'number', render: (_, row) => count(row.accepted) },
          {
            title: feedText.quarantined,
            width: 52,
            className: 'number',
            render: (_, row) => <Held of={row.quarantined} />,
          },
          { title: feedText.review, width: 60, className: 'number', render: (_, row) => <Held of={row.review} /> },
          {
            title: feedText.who,
            responsive: fromDesk,
            width: 84,
            ellipsis: true,
            render: (_, row) => row.officerName ?? feedText.system,
          },
          {
            title: feedText.when,
            responsive: fromDesk,
            width: 140,
            className: 'digits',
            render: (_, row) => instant(row.receivedAt),
          },
          ...(mayWithdraw
            ? [
                {
                  title: feedText.actions,
                  responsive: fromTablet,
                  width: 60,
                  render: (_: unknown, row: BatchSummary) =>
                    row.status === 'loaded' ? (
                      <Button type="link" size="small" danger onClick={() => onWithdraw(row)}>
                        {feedText.withdraw}
                      </Button>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      {list.hasNextPage ? (
        <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {feedText.loadMore}
        </Button>
      ) : null}
    </section>
  )
}

/** What departments hand over: bringing it in, what became of it, taking it back. */
export function FeedsPage(): ReactNode {
  const mayDeliver = usePermission('batch:deliver')
  const [withdrawing, setWithdrawing] = useState<BatchSummary>()
  return (
    <div className="feeds">
      <header className="page-head">
        <h1>{feedText.title}</h1>
      </header>
      <p className="quiet feeds-hint">{feedText.hint}</p>
      {mayDeliver ? <UploadPanel /> : null}
      <Deliveries onWithdraw={setWithdrawing} />
      {withdrawing === undefined ? null : (
        <WithdrawDialog batch={withdrawing} onClose={() => setWithdrawing(undefined)} />
      )}
    </div>
  )
}
