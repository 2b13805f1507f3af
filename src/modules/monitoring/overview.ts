import { sql } from 'kysely'
import { levels, type SignalRow, type SignalSummary, type Workbench } from '#contracts/monitoring'
import type { DB, Store, Transaction } from '#db'
import { addDays, daysBetween } from '#kernel/day'
import { listChildren } from '#modules/division'
import { dayOf, listSignals, type Reading, weekAhead } from './queries.ts'

const trueResults = ['true-aided', 'true-referred', 'true-stopped', 'already-receiving', 'deceased']

/** How long the codes of the divisions directly below a place are. */
function childLength(place: string): number {
  return [2, 4, 6, 9].find((length) => length > place.length) ?? 12
}

/** Counts for the map and the filters; `place` is the division whose children the map shows. */
export async function summariseSignals(tx: Transaction<DB>, place: string, reading: Reading): Promise<SignalSummary> {
  const below = childLength(place)
  const counts = await tx
    .selectFrom('signal')
    .select([
      sql<string>`left(division, ${below})`.as('place'),
      'code',
      'level',
      sql<string>`count(*) filter (where status <> 'closed')`.as('active'),
      sql<string>`count(*) filter (where status = 'closed')`.as('closed'),
      sql<string>`count(*) filter (where status <> 'closed' and due_on < ${reading.today})`.as('overdue'),
      sql<string>`count(*) filter (where status <> 'closed' and due_on = ${reading.today})`.as('due_today'),
      sql<string>`count(*) filter (where status <> 'closed' and due_on > ${reading.today} and due_on <= ${weekAhead(reading.today)})`.as(
        'due_week',
      ),
      sql<string>`count(*) filter (where status = 'closed' and result = any(${trueResults}))`.as('proved'),
      sql<string | null>`min(raised_on) filter (where status <> 'closed')`.as('oldest'),
    ])
    .where('division', '>=', place)
    .where('division', '<', `${place}~`)
    .groupBy([sql`1`, 'code', 'level'])
    .execute()
  const households = await tx
    .selectFrom('household')
    .select([sql<string>`left(division, ${below})`.as('place'), sql<string>`count(*)`.as('count')])
    .where('division', '>=', place)
    .where('division', '<', `${place}~`)
    .groupBy(sql`1`)
    .execute()
  const householdsOf = new Map(households.map((row) => [row.place, Number(row.count)]))
  const sum = (
    rows: typeof counts,
    key: 'active' | 'closed' | 'overdue' | 'due_today' | 'due_week' | 'proved',
  ): number => rows.reduce((total, row) => total + Number(row[key]), 0)
  const children = await listChildren(tx, place, reading.today)
  const oldest = counts
    .map((row) => row.oldest)
    .filter((day) => day !== null)
    .sort()[0]
  const closed = sum(counts, 'closed')
  const codes = [...new Set(counts.map(({ code }) => code))].sort()
  return {
    total: sum(counts, 'active'),
    byPlace: children.map((child) => {
      const rows = counts.filter((row) => row.place === child.code)
      return {
        division: child.code,
        name: child.name,
        active: sum(rows, 'active'),
        red: sum(
          rows.filter(({ level }) => level === 'red'),
          'active',
        ),
        overdue: sum(rows, 'overdue'),
        closed: sum(rows, 'closed'),
        households: householdsOf.get(child.code) ?? 0,
      }
    }),
    byLevel: levels.map((level) => ({
      level,
      active: sum(
        counts.filter((row) => row.level === level),
        'active',
      ),
    })),
    byCode: codes.map((code) => {
      const rows = counts.filter((row) => row.code === code)
      return {
        code,
        title: reading.policies.indicators.find((indicator) => indicator.code === code)?.title ?? code,
        active: sum(rows, 'active'),
        closed: sum(rows, 'closed'),
      }
    }),
    overdue: sum(counts, 'overdue'),
    dueToday: sum(counts, 'due_today'),
    dueThisWeek: sum(counts, 'due_week'),
    oldestDays: oldest === undefined ? null : daysBetween(dayOf(oldest), reading.today),
    precision: closed === 0 ? null : sum(counts, 'proved') / closed,
  }
}

/** What an officer must do, by the clock. */
export async function readWorkbench(tx: Transaction<DB>, reading: Reading): Promise<Workbench> {
  const due = async (when: 'overdue' | 'today' | 'week'): Promise<SignalRow[]> =>
    (await listSignals(tx, { status: 'active', due: when, limit: 20 }, reading)).items
  const later = await tx
    .selectFrom('signal')
    .select([
      sql<string>`count(*) filter (where status <> 'closed' and due_on > ${weekAhead(reading.today)})`.as('later'),
      sql<string>`count(*) filter (where status = 'closed' and (closed_at at time zone 'Asia/Shanghai')::date >= ${addDays(reading.today, -6)}::date)`.as(
        'closed',
      ),
    ])
    .executeTakeFirstOrThrow()
  const held = await tx
    .selectFrom('held_row')
    .select(sql<string>`count(*)`.as('count'))
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
  const sweep = await tx.selectFrom('sweep').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()
  return {
    overdue: await due('overdue'),
    today: await due('today'),
    week: await due('week'),
    later: Number(later.later),
    closedThisWeek: Number(later.closed),
    heldRows: Number(held.count),
    lastSweep:
      sweep === undefined
        ? null
        : {
            finishedAt: sweep.finished_at.toISOString(),
            asOf: sweep.as_of,
            households: sweep.households,
            changes: sweep.changes,
            signalsRaised: sweep.signals_raised,
          },
  }
}

/** The day through which the delivered data reach: what a sweep takes as its day unless told otherwise. */
export async function dataThrough(tx: Transaction<DB>): Promise<string | undefined> {
  const found = await tx
    .selectFrom('batch')
    .select(sql<string | null>`max(data_through)`.as('through'))
    .where('status', '=', 'loaded')
    .executeTakeFirst()
  return found?.through ?? undefined
}

/** Counties that have taken in data. */
export async function listCounties(store: Store): Promise<string[]> {
  const rows = await store.within('', (tx) =>
    tx.selectFrom('batch').select('county').distinct().where('status', '=', 'loaded').orderBy('county').execute(),
  )
  return rows.map(({ county }) => county)
}

/** Counties with households that a change has touched since their last sweep. */
export async function listTouchedCounties(store: Store): Promise<string[]> {
  const rows = await store.within('', (tx) =>
    tx.selectFrom('touched_household').select('county').distinct().orderBy('county').execute(),
  )
  return rows.map(({ county }) => county)
}
