import { Button, Empty, Grid, Segmented, Table, type TableColumnType } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { type AbilityCounts, type AbilityRow, type View, views } from '#contracts/ability-assessment'
import { reasonNames } from '#messages/ability-assessment'
import { useAbilityCounts, useAbilityList } from '#web/features/ability/api.ts'
import { DueTag, LevelTag, personLine, StatusTag } from '#web/features/ability/marks.tsx'
import { abilityText } from '#web/features/ability/text.zh.ts'
import { PlaceFilter } from '#web/features/households/place-filter.tsx'
import { usePermission, useSession } from '#web/features/session/api.ts'
import { count, shortDay } from '#web/format.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/ability/ability.css'

const openPath = (personId: string): string => `/ability-assessments/new?person=${personId}`

function NextAct({ row, mayAssess }: { row: AbilityRow; mayAssess: boolean }): ReactNode {
  if (row.status !== null && row.status !== 'confirmed') {
    return <Link to={`/ability-assessments/${row.id}`}>{abilityText.goOn}</Link>
  }
  if (!mayAssess) return null
  return (
    <Link
      to={openPath(row.person.personId)}
      aria-label={`${row.id === null ? abilityText.assess : abilityText.again}：${row.person.name}`}
    >
      {row.id === null ? abilityText.assess : abilityText.again}
    </Link>
  )
}

function PersonCell({ row }: { row: AbilityRow }): ReactNode {
  const to = row.id === null ? `/households/${row.person.householdId ?? ''}` : `/ability-assessments/${row.id}`
  return (
    <span className="ability-lines">
      {row.id === null && row.person.householdId === null ? (
        <strong>{row.person.name}</strong>
      ) : (
        <Link to={to}>
          <strong>{row.person.name}</strong>
        </Link>
      )}
      <span className="quiet">{personLine(row.person)}</span>
    </span>
  )
}

function columnsOf(view: View, mayAssess: boolean, today: string | undefined): TableColumnType<AbilityRow>[] {
  const day = (on: string | null): string => (on === null ? abilityText.none : shortDay(on, today ?? on))
  const person = { title: abilityText.name, render: (_: unknown, row: AbilityRow) => <PersonCell row={row} /> }
  const act = {
    title: abilityText.act,
    width: 96,
    render: (_: unknown, row: AbilityRow) => <NextAct row={row} mayAssess={mayAssess} />,
  }
  const level = {
    title: abilityText.level,
    width: 140,
    render: (_: unknown, row: AbilityRow) => (row.level === null ? abilityText.none : <LevelTag level={row.level} />),
  }
  if (view === 'never') return [person, act]
  if (view === 'due') {
    return [
      person,
      level,
      { title: abilityText.assessedOn, width: 110, className: 'digits', render: (_, row) => day(row.assessedOn) },
      {
        title: abilityText.dueOn,
        width: 200,
        render: (_, row) => (
          <span className="ability-due">
            <span className="digits">{day(row.nextDueOn)}</span>
            <DueTag row={row} today={today} />
          </span>
        ),
      },
      act,
    ]
  }
  return [
    person,
    {
      title: abilityText.status,
      width: 140,
      render: (_, row) => (row.status === null ? abilityText.none : <StatusTag status={row.status} />),
    },
    {
      title: abilityText.reason,
      width: 180,
      render: (_, row) => (row.reason === null ? abilityText.none : reasonNames[row.reason]),
    },
    level,
    { title: abilityText.assessedOn, width: 110, className: 'digits', render: (_, row) => day(row.assessedOn) },
    act,
  ]
}

/** On a phone a row is one cell: who, what stands, and what to do. */
function phoneColumns(mayAssess: boolean, today: string | undefined): TableColumnType<AbilityRow>[] {
  return [
    {
      title: abilityText.name,
      render: (_, row) => (
        <span className="ability-card">
          <PersonCell row={row} />
          <span className="ability-due">
            {row.level === null ? null : <LevelTag level={row.level} />}
            {row.status === null || row.status === 'confirmed' ? null : <StatusTag status={row.status} />}
            <DueTag row={row} today={today} />
          </span>
          <NextAct row={row} mayAssess={mayAssess} />
        </span>
      ),
    },
  ]
}

function viewHint(view: View, counts: AbilityCounts | undefined): string {
  if (view === 'waiting') return abilityText.waitingHint
  if (view === 'due') {
    const overdue = counts === undefined || counts.overdue === 0 ? '' : abilityText.overdueOf(count(counts.overdue))
    return [abilityText.dueHint, overdue].filter((words) => words !== '').join('')
  }
  return counts === undefined ? '' : abilityText.neverHint(counts.neverFrom)
}

/** Who is due, who is being assessed, and who never was. Place and list stand in the address. */
export function AbilitiesPage(): ReactNode {
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const session = useSession().data
  const mayAssess = usePermission('ability:assess')
  const phone = Grid.useBreakpoint().md === false
  const view = views.find((known) => known === search.get('view')) ?? 'due'
  const place = search.get('place') ?? ''
  const list = useAbilityList(view, place === '' ? undefined : place)
  const counts = useAbilityCounts(place === '' ? undefined : place).data
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const change = (given: { view?: View; place?: string }): void => {
    const next = { view, place, ...given }
    setSearch(next.place === '' ? { view: next.view } : next)
  }
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <div>
      <header className="page-head">
        <h1>{abilityText.title}</h1>
        {mayAssess ? (
          <Button type="primary" onClick={() => void navigate('/ability-assessments/new')}>
            {abilityText.begin}
          </Button>
        ) : null}
      </header>
      <p className="quiet ability-hint">{abilityText.hint}</p>
      <div className="ability-bar page-filters">
        <Segmented
          aria-label={abilityText.viewLabel}
          value={view}
          onChange={(value) => change({ view: value })}
          options={views.map((value) => ({
            value,
            label: `${abilityText.views[value]}${counts === undefined ? '' : ` ${count(counts[value])}`}`,
          }))}
        />
        <PlaceFilter value={place} onChange={(place) => change({ place })} />
      </div>
      <p className="quiet" aria-live="polite">
        {viewHint(view, counts)}
      </p>
      <section className="panel panel-table" aria-label={abilityText.listLabel}>
        <Table<AbilityRow>
          size="small"
          rowKey={(row) => `${row.id ?? ''}-${row.person.personId}`}
          loading={list.isPending}
          pagination={false}
          showHeader={!phone}
          {...(phone || rows.length === 0 ? {} : { scroll: { x: 680 } })}
          dataSource={rows}
          columns={phone ? phoneColumns(mayAssess, session?.today) : columnsOf(view, mayAssess, session?.today)}
          locale={{
            emptyText: list.isPending ? (
              ' '
            ) : (
              <Empty description={abilityText.empty[view]}>
                <p className="quiet">{abilityText.emptyHint}</p>
              </Empty>
            ),
          }}
        />
      </section>
      {list.hasNextPage ? (
        <div className="ability-more">
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {abilityText.more}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
