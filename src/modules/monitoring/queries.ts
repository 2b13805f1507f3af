import {
  type Expression,
  type ExpressionBuilder,
  type Selectable,
  type SelectQueryBuilder,
  sql,
  type SqlBool,
} from 'kysely'
import {
  type SignalDetail,
  type SignalFilter,
  type SignalList,
  type SignalListRequest,
  type SignalRow,
} from '#contracts/monitoring'
import type { DB, Transaction } from '#db'
import { headOfHousehold, isSensitiveName } from '#facts'
import { addDays, type Day, parseDay } from '#kernel/day'
import { type WorkCalendar, workingDaysBetween } from '#kernel/working-days'
import { placeNames } from '#modules/division'
import type { CivilPolicies } from '#policy-files'
import { possibleResults } from './decide.ts'
import { readLevel, readResult, readRoute, readStatus } from './store.ts'
import { eventTexts, hiddenValue } from './messages.zh.ts'

/** What reading signals needs besides the rows. */
export interface Reading {
  readonly policies: CivilPolicies
  readonly calendar: WorkCalendar
  readonly today: Day
  readonly officerId: string
}

export function dayOf(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new Error('The store gave something else than a day')
  return parsed
}

/** The last of the seven days after `today`. */
export function weekAhead(today: Day): Day {
  return addDays(today, 7)
}

type SignalExpression = ExpressionBuilder<DB, 'signal'>

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
    conditions.push(sql<boolean>`signal.household_id in (
      select id from household where number = ${wanted}
      union all
      select m.household_id from person p join membership m on m.person_id = p.id and m.superseded_at is null
      where p.name collate "C" >= ${wanted} and p.name collate "C" < ${`${wanted}\u{10ffff}`})`)
  }
  return eb.and(conditions)
}

type SignalChoice = SelectQueryBuilder<DB, 'signal', Selectable<DB['signal']>>

/** Chosen signals with what belongs to them; chosen first, so that the joins are made for one page only. */
function selectSignals(tx: Transaction<DB>, choose: (from: SignalChoice) => SignalChoice) {
  return tx
    .selectFrom(choose(tx.selectFrom('signal').selectAll('signal')).as('signal'))
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
  const found = await selectSignals(tx, (from) => {
    const chosen = from
      .where((eb) => matching(eb, request, reading))
      .orderBy('signal.due_on')
      .orderBy('signal.id')
      .limit(limit + 1)
    const follows =
      afterDue !== undefined && afterId !== undefined && parseDay(afterDue) !== undefined && /^\d{1,18}$/.test(afterId)
    return follows
      ? chosen.where(sql<boolean>`(signal.due_on, signal.id) > (${afterDue}::date, ${afterId}::bigint)`)
      : chosen
  })
    .orderBy('signal.due_on')
    .orderBy('signal.id')
    .execute()
  const counted = await tx
    .selectFrom('signal')
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
  const found = await selectSignals(tx, (from) => from.where((eb) => matching(eb, filter, reading)).limit(100_000))
    .orderBy('signal.due_on')
    .orderBy('signal.id')
    .execute()
  return toRows(tx, found, reading)
}

/** One signal in full; sensitive facts of the evidence are hidden until the reader has given a purpose for the household. */
export async function findSignal(
  tx: Transaction<DB>,
  id: string,
  reading: Reading,
  isRevealed: (householdId: string) => Promise<boolean>,
): Promise<SignalDetail | undefined> {
  const found = await selectSignals(tx, (from) => from.where('signal.id', '=', id))
    .select(['signal.clock', 'signal.as_of', 'signal.evidence_facts', 'signal.result_note'])
    .executeTakeFirst()
  if (found === undefined) return undefined
  const revealed = await isRevealed(found.household_id)
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
    evidenceFacts: (found.evidence_facts as SignalDetail['evidenceFacts']).map((fact) =>
      revealed || !isSensitiveName(fact.name) ? fact : { ...fact, value: hiddenValue, unit: null },
    ),
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
