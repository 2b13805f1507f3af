import { type Breakpoint, Button, Empty, Grid, Input, Select, Space, Table } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { HouseholdRow } from '#contracts/registry'
import { type HouseholdFilter, useHouseholds } from '#web/features/households/api.ts'
import { withinPlace } from '#web/features/households/address.ts'
import { CategoryTag, RegisterTag } from '#web/features/households/category-tag.tsx'
import { PlaceFilter } from '#web/features/households/place-filter.tsx'
import { categoryNames, householdText, noCategory, noCategoryShown } from '#web/features/households/text.zh.ts'
import { usePermission } from '#web/features/session/api.ts'
import { count } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/households/households.css'

function Filters({
  search,
  change,
}: {
  search: URLSearchParams
  change: (name: string, value: string | undefined) => void
}): ReactNode {
  const [text, setText] = useState(search.get('q') ?? '')
  return (
    <Space wrap className="page-filters household-filters">
      <Input.Search
        aria-label={householdText.searchHint}
        className="household-search"
        allowClear
        placeholder={householdText.searchHint}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onSearch={(value) => change('q', value.trim())}
      />
      <PlaceFilter value={search.get('division') ?? ''} onChange={(value) => change('division', value)} />
      <Select
        aria-label={householdText.category}
        className="household-category"
        value={search.get('category') ?? ''}
        onChange={(value) => change('category', value)}
        options={[
          { value: '', label: `${householdText.category}：${householdText.all}` },
          ...categoryNames.map((name) => ({ value: name, label: name === noCategory ? noCategoryShown : name })),
        ]}
      />
    </Space>
  )
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }): ReactNode {
  const mayDeliver = usePermission('batch:deliver')
  const navigate = useNavigate()
  return (
    <Empty description={householdText.emptyTitle}>
      <p className="quiet">{filtered ? householdText.emptyFiltered : householdText.emptyWhole}</p>
      {filtered ? <Button onClick={clear}>{householdText.clearFilters}</Button> : null}
      {!filtered && mayDeliver ? (
        <Button type="primary" onClick={() => void navigate('/feeds')}>
          {householdText.toFeeds}
        </Button>
      ) : null}
    </Empty>
  )
}

/** On a phone the place stands below the name, and who and what is all that fits. */
const onlyWide: Breakpoint[] = ['md']

const columns = [
  {
    title: householdText.head,
    width: 104,
    render: (_: unknown, row: HouseholdRow) => (
      <Link to={`/households/${row.id}`}>
        <strong>{row.headName}</strong>
        <span className="household-phone-place quiet">{row.place}</span>
      </Link>
    ),
  },
  {
    title: householdText.number,
    responsive: onlyWide,
    width: 164,
    className: 'digits',
    render: (_: unknown, row: HouseholdRow) => <span className="quiet">{row.number}</span>,
  },
  {
    title: householdText.size,
    responsive: onlyWide,
    width: 56,
    className: 'number',
    render: (_: unknown, row: HouseholdRow) => row.size,
  },
  {
    title: householdText.address,
    responsive: onlyWide,
    ellipsis: true,
    render: (_: unknown, row: HouseholdRow) => (
      <span title={row.address ?? row.place}>
        {row.place} <span className="quiet">{withinPlace(row.address, row.place)}</span>
      </span>
    ),
  },
  {
    title: householdText.category,
    width: 108,
    render: (_: unknown, row: HouseholdRow) => <CategoryTag category={row.category} />,
  },
  {
    title: householdText.registerCategory,
    width: 84,
    render: (_: unknown, row: HouseholdRow) => <RegisterTag category={row.registerCategory} />,
  },
  {
    title: householdText.activeSignals,
    width: 92,
    className: 'number',
    render: (_: unknown, row: HouseholdRow) =>
      row.activeSignals === 0 ? <span className="quiet">0</span> : <strong>{row.activeSignals}</strong>,
  },
]

/** All households that the officer may see, by place; what is chosen stands in the address. */
export function HouseholdsPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const navigate = useNavigate()
  const phone = Grid.useBreakpoint().md === false
  const entries = ['q', 'division', 'category'].flatMap((name) => {
    const value = search.get(name)
    return value === null || value === '' ? [] : [[name, value]]
  })
  const filter: HouseholdFilter = Object.fromEntries(entries)
  const list = useHouseholds(filter)
  const rows = (list.data?.pages ?? []).flatMap(({ items }) => items)
  const total = list.data?.pages[0]?.total
  const change = (name: string, value: string | undefined): void => {
    const next = new URLSearchParams(search)
    if (value === undefined || value === '') next.delete(name)
    else next.set(name, value)
    setSearch(next)
  }
  return (
    <div>
      <header className="page-head">
        <h1>{householdText.title}</h1>
        <span className="quiet" aria-live="polite">
          {total === undefined ? '' : householdText.total(count(total))}
        </span>
      </header>
      <Filters key={search.get('q') ?? ''} search={search} change={change} />
      {list.error === null ? (
        <section className="panel panel-table" aria-label={householdText.listLabel}>
          <Table<HouseholdRow>
            size="small"
            rowKey="id"
            loading={list.isPending}
            pagination={false}
            scroll={{ x: phone ? 340 : 800 }}
            dataSource={rows}
            columns={columns}
            onRow={(row) => ({ onDoubleClick: () => void navigate(`/households/${row.id}`) })}
            locale={{
              emptyText: list.isPending ? ' ' : <Nothing filtered={entries.length > 0} clear={() => setSearch({})} />,
            }}
          />
          {list.hasNextPage ? (
            <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {householdText.loadMore}
            </Button>
          ) : null}
        </section>
      ) : (
        <Failed error={list.error} retry={() => void list.refetch()} />
      )}
    </div>
  )
}
