import { Alert, Button, Empty, Segmented, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { DispatchCarer, VisitRow, VisitStatus } from '#contracts/elder-care'
import { parseDay } from '#kernel/day'
import { useDispatchDay } from '#web/features/dispatch/api.ts'
import { DayPicker } from '#web/features/dispatch/board-head.tsx'
import { useUnproved } from '#web/features/elder-care/api.ts'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { VisitCard } from '#web/features/elder-care/visit-card.tsx'
import { useSession } from '#web/features/session/api.ts'
import { Failed } from '#web/ui/failed.tsx'
import '#web/features/dispatch/dispatch.css'
import '#web/features/elder-care/care.css'

const views = ['open', 'done', 'rest', 'all'] as const
type View = (typeof views)[number]

const viewOf: Readonly<Record<VisitStatus, View>> = {
  due: 'open',
  assigned: 'open',
  'under-way': 'open',
  done: 'done',
  missed: 'rest',
  cancelled: 'rest',
}

/** By the time at which somebody is to come, else by the time agreed. */
function inOrder(visits: readonly VisitRow[]): VisitRow[] {
  const at = ({ carers, windowFrom }: VisitRow): number => carers[0]?.startsAt ?? windowFrom
  return visits.toSorted((one, other) => at(one) - at(other))
}

function Cards({ visits, carers }: { visits: readonly VisitRow[]; carers: readonly DispatchCarer[] }): ReactNode {
  return (
    <ul className="visit-list" aria-label={careText.visitsLabel}>
      {visits.map((visit) => (
        <VisitCard key={visit.id} visit={visit} carers={carers} />
      ))}
    </ul>
  )
}

function Unproved(): ReactNode {
  const list = useUnproved()
  if (list.error !== null) return <Failed error={list.error} retry={() => void list.refetch()} />
  if (list.data === undefined) return <Skeleton active />
  return list.data.items.length === 0 ? (
    <Empty description={careText.unprovedNone} />
  ) : (
    <Cards visits={list.data.items} carers={[]} />
  )
}

function OfDay(props: {
  readonly day: string
  readonly today: string
  readonly view: View
  readonly onView: (view: View) => void
}): ReactNode {
  const { day, today, view, onView } = props
  const board = useDispatchDay(day)
  if (board.error !== null && board.data === undefined) {
    return <Failed error={board.error} retry={() => void board.refetch()} />
  }
  if (board.data === undefined) return <Skeleton active />
  const { visits, carers, unproved } = board.data
  const of = (wanted: View): VisitRow[] => visits.filter(({ status }) => wanted === 'all' || viewOf[status] === wanted)
  const shown = inOrder(of(view))
  return (
    <div className="care-stack">
      {unproved > 0 && day <= today ? (
        <Alert
          type="warning"
          showIcon
          title={careText.unproved(unproved)}
          action={<Link to="/care-visits?view=unproved">{careText.unprovedShow}</Link>}
        />
      ) : null}
      <Segmented
        aria-label={careText.visitsLabel}
        value={view}
        onChange={onView}
        options={views.map((value) => ({ value, label: `${careText.filters[value]} ${of(value).length}` }))}
      />
      {shown.length === 0 ? <Empty description={careText.visitsEmpty} /> : <Cards visits={shown} carers={carers} />}
    </div>
  )
}

/** The visits of a day in the officer's place, to be proved at the door; day and view stand in the address. */
export function VisitsPage(): ReactNode {
  const [search, setSearch] = useSearchParams()
  const today = useSession().data?.today
  if (today === undefined) return <Skeleton active />
  const day = parseDay(search.get('day') ?? '') ?? today
  const isUnproved = search.get('view') === 'unproved'
  const view = views.find((known) => known === search.get('view')) ?? 'open'
  const show = (of: { day: string; view: View }): void =>
    setSearch({ ...(of.day === today ? {} : { day: of.day }), ...(of.view === 'open' ? {} : { view: of.view }) })
  return (
    <div>
      <header className="page-head">
        <h1>{isUnproved ? careText.unprovedTitle : careText.visitsTitle}</h1>
        {isUnproved ? (
          <Button onClick={() => setSearch({})}>{careText.unprovedBack}</Button>
        ) : (
          <DayPicker day={day} today={today} onChange={(to) => show({ day: to, view })} />
        )}
      </header>
      {isUnproved ? (
        <Unproved />
      ) : (
        <>
          <p className="quiet care-hint">{careText.visitsHint}</p>
          <OfDay key={day} day={day} today={today} view={view} onView={(to) => show({ day, view: to })} />
        </>
      )}
    </div>
  )
}
