import { Button, Empty, Segmented, Select, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import { letterKinds, type LetterRow } from '#contracts/notice'
import { kindNames } from '#messages/notice'
import { useLettersOfPlace } from '#web/features/notices/api.ts'
import { DeliveryDialog } from '#web/features/notices/delivery-dialog.tsx'
import { letterColumns } from '#web/features/notices/letter-columns.tsx'
import { letterText } from '#web/features/notices/text.zh.ts'
import { usePermission } from '#web/features/session/api.ts'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'

const deliveries = ['all', 'waiting'] as const

/** All letters of the officer's place, the newest first; what is shown stands in the address. */
export function PlaceRegister(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const kind = letterKinds.find((known) => known === search.get('kind'))
  const delivery = search.get('delivery') === 'waiting' ? 'waiting' : 'all'
  const list = useLettersOfPlace({
    ...(kind === undefined ? {} : { kind }),
    ...(delivery === 'all' ? {} : { delivery }),
  })
  const mayDeliver = usePermission('case:handle')
  const [delivering, setDelivering] = useState<LetterRow>()
  const rows = (list.data?.pages ?? []).flatMap(({ items }) => items)
  const change = (name: 'kind' | 'delivery', value: string): void => {
    const next = new URLSearchParams(search)
    if (value === '' || value === 'all') next.delete(name)
    else next.set(name, value)
    setSearch(next)
  }
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <>
      <div className="notice-bar">
        <Segmented
          aria-label={letterText.delivery}
          value={delivery}
          onChange={(value) => change('delivery', value)}
          options={deliveries.map((value) => ({ value, label: letterText.deliveries[value] }))}
        />
        <Select
          aria-label={letterText.kindFilter}
          className="letter-kind"
          value={kind ?? ''}
          onChange={(value) => change('kind', value)}
          options={[
            { value: '', label: letterText.allKinds },
            ...letterKinds.map((value) => ({ value, label: kindNames[value] })),
          ]}
        />
        <span className="quiet" aria-live="polite">
          {list.data === undefined ? '' : letterText.shown(count(rows.length))}
        </span>
      </div>
      <section className="panel panel-table" aria-label={letterText.listLabel}>
        <Table<LetterRow>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={false}
          {...(rows.length === 0 ? {} : { scroll: { x: 800 } })}
          dataSource={rows}
          columns={letterColumns({ withCase: true, onDeliver: mayDeliver ? setDelivering : undefined })}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={letterText.emptyTitle}>
                <p className="quiet">
                  {kind === undefined && delivery === 'all' ? letterText.emptyHint : letterText.emptyFiltered}
                </p>
              </Empty>
            ),
          }}
        />
        {list.hasNextPage ? (
          <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {letterText.loadMore}
          </Button>
        ) : null}
      </section>
      {delivering === undefined ? null : (
        <DeliveryDialog key={delivering.id} letter={delivering} onClose={() => setDelivering(undefined)} />
      )}
    </>
  )
}
