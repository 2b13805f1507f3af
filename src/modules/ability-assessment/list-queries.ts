import { sql } from 'kysely'
import type { AbilityCounts, AbilityList, AbilityListRequest, AbilityRow, View } from '#contracts/ability-assessment'
import type { DB, Transaction } from '#db'
import { addDays, addMonths, type Day } from '#kernel/day'
import { type PersonColumns, personsFrom } from './queries.ts'
import { readReason, readStatus } from './store.ts'

const pageSize = 50

/** How far the lists reach, from the standards of the place. */
export interface Reach {
  readonly today: Day
  /** Days before the due day on which somebody is listed. */
  readonly aheadDays: number
  /** From this age on, in years, whoever was never assessed is listed. */
  readonly neverFrom: number
}

interface Row extends PersonColumns {
  readonly id: string | null
  readonly status: string | null
  readonly reason: string | null
  readonly level: number | null
  readonly assessed_on: string | null
  readonly next_due_on: string | null
  readonly change_reported_on: string | null
  /** What the page is ordered by, before the id. */
  readonly ordered: string
  readonly ordered_id: string
}

const household = sql`left join membership m on m.person_id = p.id and m.valid_until is null and m.superseded_at is null`
const columns = sql`p.id as person_id, m.household_id, p.name, p.sex, p.birth_day::text, p.division`
const ofAssessment = sql`a.id, a.status, a.reason, a.level, a.assessed_on::text, a.next_due_on::text, a.change_reported_on::text`
const alive = sql`not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'deathDay'
  and f.superseded_at is null)`
const untouched = sql`not exists (select from ability_assessment a where a.person_id = p.id
  and (a.holds or a.status in ('draft', 'signed')))`

/** What a view is made of: rows in a place, the first page or what comes behind a cursor. */
const sources: Readonly<Record<View, (of: { place: string; reach: Reach; cursor: string }) => ReturnType<typeof sql>>> =
  {
    // Whoever is being assessed again already is in the other list.
    due: ({
      place,
      reach,
      cursor,
    }) => sql`select ${columns}, ${ofAssessment}, a.next_due_on::text as ordered, a.id::text as ordered_id
    from ability_assessment a join person p on p.id = a.person_id ${household}
    where a.holds and a.status = 'confirmed' and a.next_due_on <= ${addDays(reach.today, reach.aheadDays)}
      and a.division >= ${place} and a.division < ${`${place}~`} and ${alive}
      and not exists (select from ability_assessment o where o.person_id = p.id and o.status in ('draft', 'signed'))
      ${behind(sql`(a.next_due_on, a.id)`, cursor)}
    order by a.next_due_on, a.id limit ${pageSize + 1}`,
    waiting: ({
      place,
      cursor,
    }) => sql`select ${columns}, ${ofAssessment}, a.assessed_on::text as ordered, a.id::text as ordered_id
    from ability_assessment a join person p on p.id = a.person_id ${household}
    where a.status in ('draft', 'signed', 'objected') and a.division >= ${place} and a.division < ${`${place}~`}
      ${behind(sql`(a.assessed_on, a.id)`, cursor)}
    order by a.assessed_on, a.id limit ${pageSize + 1}`,
    // The oldest first.
    never: ({
      place,
      reach,
      cursor,
    }) => sql`select ${columns}, null as id, null as status, null as reason, null as level,
      null as assessed_on, null as next_due_on, null as change_reported_on, p.birth_day::text as ordered, p.id::text as ordered_id
    from person p ${household}
    where p.birth_day <= ${addMonths(reach.today, -12 * reach.neverFrom)}
      and p.division >= ${place} and p.division < ${`${place}~`} and ${alive} and ${untouched}
      ${behind(sql`(p.birth_day, p.id)`, cursor)}
    order by p.birth_day, p.id limit ${pageSize + 1}`,
  }

function behind(ordered: ReturnType<typeof sql>, cursor: string): ReturnType<typeof sql> {
  const [on, id] = cursor.split('_')
  return on === undefined || id === undefined ? sql`` : sql`and ${ordered} > (${on}::date, ${id}::bigint)`
}

/** One page of a list; the next begins behind its last row. */
export async function listAssessments(
  tx: Transaction<DB>,
  request: AbilityListRequest,
  of: { readonly post: string; readonly reach: Reach },
): Promise<AbilityList> {
  const place = request.division ?? of.post
  const query = sources[request.view]({ place, reach: of.reach, cursor: request.cursor ?? '' })
  // Each source above has these columns.
  const { rows } = await (query as ReturnType<typeof sql<Row>>).execute(tx)
  const page = rows.slice(0, pageSize)
  const persons = await personsFrom(tx, page, of.reach.today)
  const last = page.at(-1)
  return {
    items: page.flatMap((row, index) => {
      const person = persons[index]
      return person === undefined ? [] : [rowFrom(row, person, of.reach.today)]
    }),
    next: rows.length > pageSize && last !== undefined ? `${last.ordered}_${last.ordered_id}` : null,
  }
}

function rowFrom(row: Row, person: AbilityRow['person'], today: Day): AbilityRow {
  return {
    id: row.id === null ? null : String(row.id),
    person: { ...person, personId: String(person.personId) },
    status: row.status === null ? null : readStatus(row.status),
    reason: row.reason === null ? null : readReason(row.reason),
    level: row.level,
    assessedOn: row.assessed_on,
    nextDueOn: row.next_due_on,
    overdue: row.next_due_on !== null && row.next_due_on < today,
    changeReported: row.change_reported_on !== null,
  }
}

/** How many stand in each list of a place. */
export async function countAssessments(
  tx: Transaction<DB>,
  of: { readonly place: string; readonly reach: Reach },
): Promise<AbilityCounts> {
  const { place, reach } = of
  const here = (alias: string) =>
    sql`${sql.ref(`${alias}.division`)} >= ${place} and ${sql.ref(`${alias}.division`)} < ${`${place}~`}`
  const { rows } = await sql<Record<'overdue' | 'due' | 'waiting' | 'never', number>>`select
      (select count(*)::int from ability_assessment a join person p on p.id = a.person_id
        where a.holds and a.status = 'confirmed' and a.next_due_on < ${reach.today} and ${here('a')} and ${alive}
        and not exists (select from ability_assessment o where o.person_id = p.id and o.status in ('draft', 'signed'))) as overdue,
      (select count(*)::int from ability_assessment a join person p on p.id = a.person_id
        where a.holds and a.status = 'confirmed' and a.next_due_on <= ${addDays(reach.today, reach.aheadDays)} and ${here('a')} and ${alive}
        and not exists (select from ability_assessment o where o.person_id = p.id and o.status in ('draft', 'signed'))) as due,
      (select count(*)::int from ability_assessment a
        where a.status in ('draft', 'signed', 'objected') and ${here('a')}) as waiting,
      (select count(*)::int from person p
        where p.birth_day <= ${addMonths(reach.today, -12 * reach.neverFrom)} and ${here('p')} and ${alive} and ${untouched}) as never`.execute(
    tx,
  )
  const [counts] = rows
  if (counts === undefined) throw new Error('Counts without a row')
  return { ...counts, neverFrom: reach.neverFrom }
}
