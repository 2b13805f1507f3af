import { type Breakpoint, Button, Drawer, Empty, Grid, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import type { HeldRow, HeldRowKind } from '#contracts/exchange'
import { useHeldRows } from '#web/features/feeds/api.ts'
import { HeldRowForm } from '#web/features/feeds/held-row-form.tsx'
import { feedText } from '#web/features/feeds/text.zh.ts'
import { usePermission } from '#web/features/session/api.ts'
import { Failed } from '#web/ui/failed.tsx'

/** On a phone the column stands above the reason. */
const fromTablet: Breakpoint[] = ['md']

/** The rows of one kind that nobody has settled; one opens at the side to be settled. */
export function HeldRowsPanel({
  batchId,
  kind,
  hint,
}: {
  batchId: string
  kind: HeldRowKind
  hint: string
}): ReactNode {
  const list = useHeldRows(batchId, kind)
  const mayResolve = usePermission('held-row:resolve')
  const { md, lg } = Grid.useBreakpoint()
  const phone = md === false
  const wide = lg === true
  const [openId, setOpenId] = useState<string>()
  const rows = (list.data?.pages ?? []).flatMap(({ items }) => items)
  const open = rows.find(({ id }) => id === openId)
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <>
      <p className="quiet held-hint">{hint}</p>
      <Table<HeldRow>
        size="small"
        rowKey="id"
        loading={list.isPending}
        pagination={false}
        scroll={{ x: phone ? 300 : 640 }}
        dataSource={rows}
        locale={{ emptyText: list.isPending ? ' ' : <Empty description={feedText.noHeld} /> }}
        columns={[
          { title: feedText.line, width: phone ? 52 : 72, className: 'number', dataIndex: 'line' },
          {
            title: feedText.column,
            responsive: fromTablet,
            width: 140,
            render: (_, row) => row.columnHeader ?? feedText.wholeRow,
          },
          {
            title: feedText.reason,
            render: (_, row) => (
              <>
                {phone ? <div className="quiet">{row.columnHeader ?? feedText.wholeRow}</div> : null}
                {row.text}
              </>
            ),
          },
          ...(mayResolve
            ? [
                {
                  title: feedText.actions,
                  width: phone ? 68 : 80,
                  render: (_: unknown, row: HeldRow) => (
                    <Button size="small" onClick={() => setOpenId(row.id)}>
                      {feedText.handle}
                    </Button>
                  ),
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
      <Drawer
        open={open !== undefined}
        size={wide ? 560 : '100%'}
        title={open === undefined ? '' : feedText.correctTitle(String(open.line))}
        onClose={() => setOpenId(undefined)}
        destroyOnHidden
      >
        {open === undefined ? null : <HeldRowForm key={open.id} row={open} onDone={() => setOpenId(undefined)} />}
      </Drawer>
    </>
  )
}
