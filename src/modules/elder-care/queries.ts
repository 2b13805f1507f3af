import { sql } from 'kysely'
import {
  type CarePlanList,
  type CheckVisitProgress,
  difficulties,
  type Entitlement,
  grounds,
  services,
} from '#contracts/elder-care'
import type { DB, Transaction } from '#db'
import { ageOn, type Day, day as readDay } from '#kernel/day'
import { formatYuan } from '#kernel/fen'
import { firstDayOf, lastDayOf, type Month } from '#kernel/month'
import { placeNames } from '#modules/division'
import type { Policies } from '#policy'
import { findElder, readDifficulties, readLevel } from './care-plan-store.ts'
import { catalogueRow } from './catalogue.ts'
import { diedBy } from './follow-register.ts'
import { refuse } from './means.ts'
import { policyNames } from './messages.zh.ts'
import { careStandard } from './standard.ts'
import { oneOf } from './visit-rows.ts'

type Tx = Transaction<DB>

/** What an elder may be given and on what ground, for the form. */
export async function readEntitlement(
  tx: Tx,
  policies: Policies,
  of: { readonly householdId: string; readonly personId: string; readonly today: Day },
): Promise<Entitlement> {
  const { householdId, personId, today } = of
  const { division } = (await findElder(tx, householdId, personId)) ?? refuse({ code: 'elder-not-found' })
  const level = await readLevel(tx, personId, today)
  const inDifficulty = await readDifficulties(tx, personId, today)
  const isAssessed = level !== null && level.level >= careStandard(policies, policyNames.levelForCare, division, today)
  return {
    level: level?.level ?? null,
    assessedOn: level?.since ?? null,
    difficulties: inDifficulty,
    services: services.map((service) => {
      const { minutes, carersNeeded, price } = catalogueRow(policies, service, division, today)
      const isVisit = service === 'check-visit'
      return {
        service,
        minutes,
        carersNeeded,
        price: formatYuan(price),
        grounds: isVisit
          ? inDifficulty.length > 0
            ? ['special-difficulty' as const]
            : []
          : isAssessed
            ? ['assessment' as const, 'own-cost' as const]
            : ['own-cost' as const],
      }
    }),
  }
}

const pageSize = 100

/** The agreements that run or will, by number; `after` is the number that the page before ended with. */
export async function listCarePlans(
  tx: Tx,
  of: {
    readonly today: Day
    readonly policies: Policies
    readonly after?: string | undefined
    readonly personId?: string | undefined
    readonly service?: string | undefined
    /** A township or village; by default all of the officer's place. */
    readonly division?: string | undefined
    /** The name begins so. */
    readonly name?: string | undefined
  },
): Promise<CarePlanList> {
  const { today, policies, after, personId, service, division, name } = of
  let query = tx
    .selectFrom('care_plan as c')
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .leftJoin('facility as f', 'f.id', 'c.canteen_id')
    .leftJoin('carer as u', 'u.id', 'c.usual_carer_id')
    .selectAll('c')
    .select([
      'p.name',
      'p.birth_day',
      'f.name as canteen_name',
      'u.name as usual_name',
      sql<string | null>`(select a.number_value from fact a where a.subject = 'p' and a.subject_id = c.person_id
        and a.fact = 'abilityLevel' and a.superseded_at is null and a.valid_from <= ${today}
        and (a.valid_until is null or a.valid_until > ${today}) order by a.valid_from desc limit 1)`.as('level'),
    ])
    .where((eb) => eb.or([eb('c.ended_on', 'is', null), eb('c.ended_on', '>', today)]))
    .orderBy('c.id')
    .limit(pageSize + 1)
  if (after !== undefined) query = query.where('c.id', '>', after)
  if (personId !== undefined) query = query.where('c.person_id', '=', personId)
  if (service !== undefined) query = query.where('c.service', '=', service)
  if (division !== undefined) query = query.where('c.division', '>=', division).where('c.division', '<', `${division}~`)
  if (name !== undefined) query = query.where(sql<boolean>`starts_with(p.name, ${name})`)
  const rows = await query.execute()
  const page = rows.slice(0, pageSize)
  const places = await placeNames(
    tx,
    page.map(({ division }) => division),
  )
  return {
    items: page.map((row) => ({
      id: row.id,
      version: row.version,
      householdId: row.household_id,
      personId: row.person_id,
      name: row.name,
      age: row.birth_day === null ? null : ageOn(readDay(row.birth_day), today),
      place: places.get(row.division) ?? row.division,
      service: oneOf(services, row.service),
      ground: oneOf(grounds, row.ground),
      level: row.level === null ? null : Number(row.level),
      groundLost:
        row.ground === 'assessment' &&
        (row.level === null ||
          Number(row.level) < careStandard(policies, policyNames.levelForCare, row.division, today)),
      weekdays: row.weekdays,
      monthly: row.monthly,
      windowFrom: row.window_from,
      windowUntil: row.window_until,
      canteenId: row.canteen_id,
      canteenName: row.canteen_name,
      usualCarerId: row.usual_carer_id,
      usualCarerName: row.usual_name,
      refusedCarerIds: row.refused_carer_ids,
      firstDay: row.first_day,
      lastDay: row.last_day,
      endsOn: row.ended_on,
      note: row.note,
    })),
    next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
  }
}

/** As many as anybody reads; the township's list is asked for in the township. */
const mostMissing = 500

/**
 * The monthly visits: of the registered elders in special difficulty, how many somebody has reached in the month, by
 * township, and whom nobody has. Any finished visit of any service counts as reached. Whoever died in the month, or was
 * taken off the register, before anybody came is not counted.
 */
export async function readProgress(tx: Tx, month: Month, today: Day): Promise<CheckVisitProgress> {
  interface Row {
    readonly person_id: string
    readonly household_id: string
    readonly name: string
    readonly division: string
    readonly categories: string[]
    readonly reached: boolean
    readonly visit_id: string | null
    readonly visit_version: number | null
  }
  const first = firstDayOf(month)
  const last = lastDayOf(month)
  const asOf = today < last ? today : last
  const { rows } = await sql<Row>`
    select d.person_id, d.household_id, p.name, d.division, d.categories, d.reached, o.id as visit_id,
      o.version as visit_version
    from (
      select person_id, household_id, division, array_agg(category order by category) as categories,
        bool_or(until is null or until > ${asOf}) as holds,
        exists (select from care_visit v where v.person_id = e.person_id and v.month = ${month} and v.status = 'done') as reached
      from elder_difficulty e
      where first_day <= ${last} and (until is null or until > ${first})
      group by person_id, household_id, division) d
    join person p on p.id = d.person_id
    left join lateral (
      select v.id, v.version from care_visit v where v.person_id = d.person_id and v.month = ${month}
        and v.service = 'check-visit' and v.status in ('due', 'assigned', 'under-way') order by v.day limit 1) o on true
    where d.reached or (d.holds and not ${diedBy('d.person_id', last)})
    order by d.division, d.person_id`.execute(tx)
  const missing = rows.filter(({ reached }) => !reached)
  const codes = [...new Set(rows.map(({ division }) => division.slice(0, 9)))]
  const places = await placeNames(tx, [...codes, ...rows.map(({ division }) => division)])
  return {
    month,
    townships: codes.map((code) => {
      const own = rows.filter(({ division }) => division.startsWith(code))
      return {
        code,
        name: places.get(code)?.split(' ').at(-1) ?? code,
        registered: own.length,
        visited: own.filter(({ reached }) => reached).length,
      }
    }),
    missingBeyond: Math.max(0, missing.length - mostMissing),
    missing: missing.slice(0, mostMissing).map((row) => ({
      personId: row.person_id,
      householdId: row.household_id,
      name: row.name,
      place: places.get(row.division) ?? row.division,
      categories: row.categories.map((category) => oneOf(difficulties, category)),
      visitId: row.visit_id,
      visitVersion: row.visit_version,
    })),
  }
}
