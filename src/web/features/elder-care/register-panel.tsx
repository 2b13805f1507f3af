import { Button, Empty, Form, Grid, Input, Table, type TableColumnType } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { DifficultyRow } from '#contracts/elder-care'
import { difficultyNames } from '#messages/elder-care'
import { useDifficulties, useEndDifficulty } from '#web/features/elder-care/api.ts'
import { ClearFilter, ListFilter } from '#web/features/elder-care/list-filter.tsx'
import { narrowedBy } from '#web/features/elder-care/narrowed.ts'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { longDay } from '#web/format.ts'
import { ActFormDialog } from '#web/ui/act.tsx'
import { Failed } from '#web/ui/failed.tsx'

/** A ground for monthly visits does not hold any more from a day on. */
function EndDialog({ row, onClose }: { row: DifficultyRow; onClose: () => void }): ReactNode {
  const today = useSession().data?.today ?? ''
  return (
    <ActFormDialog
      title={careText.endDifficultyOf(row.name)}
      what={careText.endDifficultyWhat(difficultyNames[row.category], longDay(row.from))}
      act={careText.endDifficulty}
      danger
      mutation={useEndDifficulty(row.id)}
      initial={{ until: today }}
      requestOf={({ until }, key) => ({ key, until })}
      done={careText.endDifficultyDone}
      onClose={onClose}
    >
      <Form.Item
        name="until"
        label={careText.endDifficultyOn}
        rules={[{ required: true, message: careText.dayMissing }]}
      >
        <Input type="date" className="care-day" min={row.from} />
      </Form.Item>
    </ActFormDialog>
  )
}

type End = ((row: DifficultyRow) => void) | undefined

/** What can be done with a ground, or from when on it does not hold. */
function Acts({ row, end }: { row: DifficultyRow; end: End }): ReactNode {
  if (row.until !== null) return <span className="care-warn">{careText.endsFrom(longDay(row.until))}</span>
  if (end === undefined) return null
  return (
    <Button
      size="small"
      aria-label={careText.of(careText.endDifficulty, `${row.name}　${difficultyNames[row.category]}`)}
      onClick={() => end(row)}
    >
      {careText.endDifficulty}
    </Button>
  )
}

function NameLink({ row }: { row: DifficultyRow }): ReactNode {
  return (
    <Link to={`/households/${row.householdId}`}>
      <strong>{row.name}</strong>
    </Link>
  )
}

function columnsOf(end: End): TableColumnType<DifficultyRow>[] {
  return [
    { title: careText.name, width: 110, render: (_, row) => <NameLink row={row} /> },
    { title: careText.place, dataIndex: 'place' },
    { title: careText.categories, width: 150, render: (_, row) => difficultyNames[row.category] },
    { title: careText.registeredFrom, width: 140, className: 'digits', render: (_, row) => longDay(row.from) },
    { title: careText.registeredBy, width: 100, dataIndex: 'recordedBy' },
    { title: careText.act, width: 190, render: (_, row) => <Acts row={row} end={end} /> },
  ]
}

function phoneColumns(end: End): TableColumnType<DifficultyRow>[] {
  return [
    {
      title: careText.name,
      render: (_, row) => (
        <span className="care-card">
          <span className="care-card-line">
            <NameLink row={row} />
            <Acts row={row} end={end} />
          </span>
          <span>{`${difficultyNames[row.category]}　${careText.from(longDay(row.from))}`}</span>
          <span className="quiet">{row.place}</span>
        </span>
      ),
    },
  ]
}

/** Who is on the register and why, each ground to be ended when it holds no more. */
export function RegisterPanel(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const narrowed = narrowedBy(search)
  const list = useDifficulties(narrowed)
  const mayOrder = usePermission('care:order')
  const phone = Grid.useBreakpoint().md === false
  const [ending, setEnding] = useState<DifficultyRow>()
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const end = mayOrder ? setEnding : undefined
  const isFiltered = Object.values(narrowed).some((one) => one !== undefined)
  if (list.error !== null && list.data === undefined) {
    return <Failed error={list.error} retry={() => void list.refetch()} />
  }
  return (
    <>
      <ListFilter
        search={search}
        setSearch={setSearch}
        said={list.data === undefined ? '' : careText.registerShown(rows.length, list.hasNextPage)}
      />
      <section className="panel panel-table" aria-label={careText.registerLabel}>
        <Table<DifficultyRow>
          size="small"
          rowKey="id"
          loading={list.isPending}
          pagination={false}
          showHeader={!phone}
          {...(phone ? {} : { scroll: { x: 860 } })}
          dataSource={rows}
          columns={phone ? phoneColumns(end) : columnsOf(end)}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={isFiltered ? careText.registerEmptyFiltered : careText.noRegistered}>
                {isFiltered ? (
                  <ClearFilter search={search} setSearch={setSearch} />
                ) : (
                  <p className="quiet">{careText.noRegisteredHint}</p>
                )}
              </Empty>
            ),
          }}
        />
      </section>
      {list.hasNextPage ? (
        <Button className="care-more" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {careText.more}
        </Button>
      ) : null}
      {ending === undefined ? null : <EndDialog key={ending.id} row={ending} onClose={() => setEnding(undefined)} />}
    </>
  )
}
