import { Button, Empty, Table } from 'antd'
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

function Deliveries({ onWithdraw }: { onWithdraw: (batch: BatchSummary) => void }): ReactNode {
  const list = useBatches()
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
        scroll={{ x: 1080 }}
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
            width: 150,
            render: (_, row) => (
              <Link to={`/feeds/${row.id}`}>{row.feedTitle === '' ? feedText.unknownFeed : row.feedTitle}</Link>
            ),
          },
          {
            title: feedText.file,
            width: 240,
            render: (_, row) => (
              <>
                <span className="quiet">{row.fileName}</span>
                {row.refusal === null ? null : <div className="upload-refusal">{row.refusal}</div>}
              </>
            ),
          },
          {
            title: feedText.status,
            width: 92,
            render: (_, row) => <BatchStatusTag status={row.status} />,
          },
          { title: feedText.through, width: 104, className: 'digits', render: (_, row) => row.dataThrough ?? '—' },
          { title: feedText.rows, width: 84, className: 'number', render: (_, row) => count(row.rows) },
          { title: feedText.accepted, width: 84, className: 'number', render: (_, row) => count(row.accepted) },
          {
            title: feedText.quarantined,
            width: 72,
            className: 'number',
            render: (_, row) => <Held of={row.quarantined} />,
          },
          { title: feedText.review, width: 72, className: 'number', render: (_, row) => <Held of={row.review} /> },
          { title: feedText.who, width: 84, ellipsis: true, render: (_, row) => row.officerName ?? feedText.system },
          { title: feedText.when, width: 140, className: 'digits', render: (_, row) => instant(row.receivedAt) },
          ...(mayWithdraw
            ? [
                {
                  title: feedText.actions,
                  width: 72,
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
