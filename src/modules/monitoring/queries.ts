import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely'
import {
  levels,
  type SignalDetail,
  type SignalFilter,
  type SignalList,
  type SignalListRequest,
  type SignalRow,
  type SignalSummary,
  type Workbench,
} from '#contracts/monitoring'
import type { DB, Store, Transaction } from '#db'
import { headOfHousehold } from '#facts'
import { addDays, daysBetween, type Day, parseDay } from '#kernel/day'
import { type WorkCalendar, workingDaysBetween } from '#kernel/working-days'
import { listChildren, placeNames } from '#modules/division'
import type { Policies } from '#policy'
import { possibleResults } from './decide.ts'
import { readLevel, readResult, readRoute, readStatus } from './store.ts'
import { eventTexts } from './messages.zh.ts'

/** What reading signals needs besides the rows. */
export interface Reading {
  readonly policies: Policies
  readonly calendar: WorkCalendar
  readonly today: Day
  readonly officerId: string
}

function dayOf(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new Error('The store gave something else than a day')
  return parsed
}

/** The last of the seven days after `today`. */
function weekAhead(today: Day): Day {
  return addDays(today, 7)
}

type SignalExpression = ExpressionBuilder<DB, 'signal' | 'household'>

function matching(eb: SignalExpression, filter: SignalFilter, reading: Reading) {
  const conditions: Expression<SqlBool>[] = []
  const status = filter.status
  if (status === 'active') conditions.push(eb('signal.status', '<>', 'closed'))
  else if (status !== undefined) conditions.push(eb('signal.status', '=', status))
  if (filter.level !== undefined) conditions.push(eb('signal.level', '=', filter.level))
  if (filter.code !== undefined) conditions.push(eb('signal.code', '=', filter.code))
  if (filter.householdId !== undefined) conditions.push(eb('signal.household_id', '=', filter.householdId))
  if (filter.division !== undefined && filter.division !== '') {
    conditions.push(eb('signal.division', '>=', filter.division), eb('signal.division', '<', `${filter.division}~`))
  }
  if (filter.mine === true) conditions.push(eb('signal.assigned_to', '=', reading.officerId))
  if (filter.due === 'overdue') conditions.push(eb('signal.due_on', '<', reading.today))
  if (filter.due === 'today') conditions.push(eb('signal.due_on', '=', reading.today))
  if (filter.due === 'week') {
    conditions.push(eb('signal.due_on', '>', reading.today), eb('signal.due_on', '<=', weekAhead(reading.today)))
  }
  if (filter.q !== undefined && filter.q.trim() !== '') {
    const wanted = filter.q.trim()
    conditions.push(
      eb.or([
        eb('household.number', '=', wanted),
        sql<boolean>`exists (select from membership m join person p on p.id = m.person_id
          where m.household_id = signal.household_id and m.superseded_at is null and p.name >= ${wanted} and p.name < ${`${wanted}\u{10ffff}`})`,
      ]),
    )
  }
  return eb.and(conditions)
}

function selectSignals(tx: Transaction<DB>) {
  return tx
    .selectFrom('signal')
    .innerJoin('household', 'household.id', 'signal.household_id')
    .leftJoin('post as owner', 'owner.id', 'signal.owner_post_id')
    .leftJoin('officer as assignee', 'assignee.id', 'signal.assigned_to')
    .select([
      'signal.id',
      'signal.code',
      'signal.level',
      'signal.route',
      'signal.status',
      'signal.evidence',
      'signal.household_id',
      'signal.division',
      'signal.raised_on',
      'signal.due_on',
      'signal.owner_role',
      'signal.result',
      'signal.version',
      'household.number',
      'owner.title as owner_title',
      'assignee.name as assignee_name',
    ])
    .select((eb) =>
      eb
        .selectFrom('membership')
        .innerJoin('person', 'person.id', 'membership.person_id')
        .select('person.name')
        .whereRef('membership.household_id', '=', 'signal.household_id')
        .where('membership.superseded_at', 'is', null)
        .where('membership.valid_until', 'is', null)
        .orderBy(sql`membership.relation <> ${headOfHousehold}`)
        .orderBy('membership.id')
        .limit(1)
        .as('head_name'),
    )
}

type SelectedSignal = Awaited<ReturnType<ReturnType<typeof selectSignals>['execute']>>[number]

async function toRows(
  tx: Transaction<DB>,
  selected: readonly SelectedSignal[],
  reading: Reading,
): Promise<SignalRow[]> {
  const places = await placeNames(
    tx,
    selected.map(({ division }) => division),
  )
  const titles = new Map(reading.policies.indicators.map(({ code, title }) => [code, title]))
  return selected.map((row) => {
    const status = readStatus(row.status)
    return {
      id: row.id,
      code: row.code,
      title: titles.get(row.code) ?? row.code,
      level: readLevel(row.level),
      route: readRoute(row.route),
      status,
      evidence: row.evidence,
      householdId: row.household_id,
      householdNumber: row.number,
      headName: row.head_name ?? '',
      division: row.division,
      // The county is the same for all that one officer sees; the township is where the reader begins.
      place: (places.get(row.division) ?? row.division).split(' ').slice(1).join(' '),
      raisedOn: row.raised_on,
      dueOn: row.due_on,
      workingDaysLeft:
        status === 'closed' ? null : workingDaysBetween(reading.calendar, reading.today, dayOf(row.due_on)),
      ownerRole: row.owner_role,
      ownerTitle: row.owner_title,
      assigneeName: row.assignee_name,
      result: row.result === null ? null : readResult(row.result),
      version: row.version,
    }
  })
}

/** One page of signals, the most urgent first. Pages follow each other by (due day, id), so none is lost or doubled. */
export async function listSignals(
  tx: Transaction<DB>,
  request: SignalListRequest,
  reading: Reading,
): Promise<SignalList> {
  const limit = request.limit ?? 50
  const [afterDue, afterId] = request.cursor?.split('_') ?? []
  let query = selectSignals(tx)
    .where((eb) => matching(eb, request, reading))
    .orderBy('signal.due_on')
    .orderBy('signal.id')
    .limit(limit + 1)
  if (
    afterDue !== undefined &&
    afterId !== undefined &&
    parseDay(afterDue) !== undefined &&
    /^\d{1,18}$/.test(afterId)
  ) {
    query = query.where(sql<boolean>`(signal.due_on, signal.id) > (${afterDue}::date, ${afterId}::bigint)`)
  }
  const found = await query.execute()
  const counted = await tx
    .selectFrom('signal')
    .innerJoin('household', 'household.id', 'signal.household_id')
    .select(sql<string>`count(*)`.as('total'))
    .where((eb) => matching(eb, request, reading))
    .executeTakeFirstOrThrow()
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await toRows(tx, page, reading),
    total: Number(counted.total),
    next: found.length > limit && last !== undefined ? `${last.due_on}_${last.id}` : null,
  }
}

/** Every signal of a filter, for an export. */
export async function listSignalsForExport(
  tx: Transaction<DB>,
  filter: SignalFilter,
  reading: Reading,
): Promise<SignalRow[]> {
  const found = await selectSignals(tx)
    .where((eb) => matching(eb, filter, reading))
    .orderBy('signal.due_on')
    .orderBy('signal.id')
    .limit(100_000)
    .execute()
  return toRows(tx, found, reading)
}

export async function findSignal(tx: Transaction<DB>, id: string, reading: Reading): Promise<SignalDetail | undefined> {
  const found = await selectSignals(tx)
    .select(['signal.clock', 'signal.as_of', 'signal.evidence_facts', 'signal.result_note'])
    .where('signal.id', '=', id)
    .executeTakeFirst()
  if (found === undefined) return undefined
  const [row] = await toRows(tx, [found], reading)
  if (row === undefined) return undefined
  const events = await tx
    .selectFrom('signal_event')
    .leftJoin('officer', 'officer.id', 'signal_event.officer_id')
    .leftJoin('officer as to', (join) => join.on(sql`"to".id::text`, '=', sql`signal_event.detail ->> 'to'`))
    .select(['signal_event.kind', 'signal_event.happened_at', 'officer.name as officer_name', 'to.name as to_name'])
    .select([
      sql<string | null>`detail ->> 'asOf'`.as('as_of'),
      sql<string | null>`detail ->> 'result'`.as('result'),
      sql<string | null>`detail ->> 'note'`.as('note'),
    ])
    .where('signal_id', '=', id)
    .orderBy('signal_event.id')
    .execute()
  return {
    ...row,
    advice: reading.policies.indicators.find(({ code }) => code === row.code)?.advice ?? '',
    // Written by raise.ts in just this shape.
    clock: found.clock as SignalDetail['clock'],
    asOf: found.as_of,
    // Written by raise.ts in just this shape.
    evidenceFacts: found.evidence_facts as SignalDetail['evidenceFacts'],
    resultNote: found.result_note,
    possibleResults: [...possibleResults(row.route)],
    events: events.map((event) => {
      const at = event.happened_at.toISOString()
      if (event.kind === 'assigned')
        return { kind: 'assigned', at, officerName: event.officer_name, text: eventTexts.assigned(event.to_name ?? '') }
      if (event.kind === 'closed' && event.result !== null) {
        return {
          kind: 'closed',
          at,
          officerName: event.officer_name,
          text: eventTexts.closed(readResult(event.result), event.note ?? ''),
        }
      }
      return {
        kind: 'raised',
        at,
        officerName: event.officer_name,
        text: eventTexts.raised(event.as_of ?? found.as_of),
      }
    }),
  }
}

const trueResults = ['true-aided', 'true-referred', 'true-stopped', 'already-receiving', 'deceased']

/** Counts for the map and the filters; `place` is the division whose children the map shows. */
export async function summariseSignals(tx: Transaction<DB>, place: string, reading: Reading): Promise<SignalSummary> {
  const below = place.length <= 6 ? 9 : 12
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
      sql<string>`count(*) filter (where status = 'closed' and closed_at >= ${addDays(reading.today, -6)}::date)`.as(
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
