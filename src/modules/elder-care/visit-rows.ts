import { sql } from 'kysely'
import { services, type VisitRow, visitStatuses, visitWays } from '#contracts/elder-care'
import type { DB, Transaction } from '#db'
import { placeNames } from '#modules/division'
import type { DayVisit, Point } from './problem-of-day.ts'

type Tx = Transaction<DB>

export function oneOf<const T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`A stored value is unknown: ${text}`)
  return found
}

/** Visits with whom they are for, where that is, and who is published to come. */
const visitColumns = sql`
  select v.id, v.version, v.plan_id, v.household_id, v.person_id, n.name, v.division, v.service, v.day,
    v.window_from, v.window_until, v.minutes, v.carers_needed, v.status, v.reason, v.made_on, v.arrived_at, v.left_at, v.way, v.note,
    coalesce(hp.longitude, dp.longitude) as longitude, coalesce(hp.latitude, dp.latitude) as latitude,
    hp.household_id is null as approximate,
    exists (select from care_visit_correction c where c.visit_id = v.id) as corrected,
    p.usual_carer_id, p.refused_carer_ids, p.canteen_id, f.longitude as canteen_longitude, f.latitude as canteen_latitude,
    coalesce((select jsonb_agg(jsonb_build_object('part', a.part, 'carerId', a.carer_id::text, 'startsAt', a.starts_at)
      order by a.part) from care_assignment a where a.visit_id = v.id), '[]') as carers
  from care_visit v
  join care_plan p on p.id = v.plan_id
  join person n on n.id = v.person_id
  left join household_point hp on hp.household_id = v.household_id
  left join division_point dp on dp.code = v.division
  left join facility f on f.id = p.canteen_id`

interface Row {
  readonly id: string
  readonly version: number
  readonly plan_id: string
  readonly household_id: string
  readonly person_id: string
  readonly name: string
  readonly division: string
  readonly service: string
  readonly day: string
  readonly window_from: number
  readonly window_until: number
  readonly minutes: number
  readonly carers_needed: number
  readonly status: string
  readonly reason: string | null
  readonly made_on: string | null
  readonly arrived_at: number | null
  readonly left_at: number | null
  readonly way: string | null
  readonly note: string | null
  readonly corrected: boolean
  readonly longitude: number | null
  readonly latitude: number | null
  readonly approximate: boolean
  readonly usual_carer_id: string | null
  readonly refused_carer_ids: string[]
  readonly canteen_id: string | null
  readonly canteen_longitude: number | null
  readonly canteen_latitude: number | null
  readonly carers: readonly { readonly part: number; readonly carerId: string; readonly startsAt: number }[]
}

/** The visits of a day in the transaction's place, by village and time. */
export async function readDayVisits(tx: Tx, county: string, day: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`${visitColumns} where v.county = ${county} and v.day = ${day}
    order by v.division, v.window_from, v.id`.execute(tx)
  return rows
}

export async function readPersonVisits(tx: Tx, personId: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`${visitColumns} where v.person_id = ${personId}
    order by v.day desc, v.id desc limit 60`.execute(tx)
  return rows
}

const unproved = (county: string, before: string) =>
  sql`v.county = ${county} and v.day < ${before} and v.status in ('due', 'assigned', 'under-way')`

/** The visits of the transaction's place whose day is over and whose end nobody has told, the oldest first. */
export async function readUnproved(tx: Tx, county: string, before: string): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`${visitColumns} where ${unproved(county, before)} order by v.day, v.id
    limit 200`.execute(tx)
  return rows
}

export async function countUnproved(tx: Tx, county: string, before: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from care_visit v where ${unproved(county, before)}`.execute(tx)
  return rows[0]?.count ?? 0
}

function pointOf(longitude: number | null, latitude: number | null): Point | null {
  return longitude === null || latitude === null ? null : { longitude, latitude }
}

/** As the engine's problem needs a visit. */
export function dayVisitOf(row: Row): DayVisit {
  const canteen = pointOf(row.canteen_longitude, row.canteen_latitude)
  return {
    id: row.id,
    service: oneOf(services, row.service),
    householdId: row.household_id,
    point: pointOf(row.longitude, row.latitude),
    windowFrom: row.window_from,
    windowUntil: row.window_until,
    minutes: row.minutes,
    carersNeeded: row.carers_needed,
    status: oneOf(visitStatuses, row.status),
    usualCarerId: row.usual_carer_id,
    refusedCarerIds: row.refused_carer_ids,
    canteen: row.canteen_id === null || canteen === null ? null : { id: row.canteen_id, ...canteen },
    arrivedAt: row.arrived_at,
    assigned: row.carers.map(({ carerId }) => carerId),
  }
}

/** As screens show visits. */
export async function shownVisits(tx: Tx, rows: readonly Row[]): Promise<VisitRow[]> {
  const places = await placeNames(
    tx,
    rows.map(({ division }) => division),
  )
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    planId: row.plan_id,
    householdId: row.household_id,
    personId: row.person_id,
    name: row.name,
    division: row.division,
    place: places.get(row.division) ?? row.division,
    service: oneOf(services, row.service),
    day: row.day,
    windowFrom: row.window_from,
    windowUntil: row.window_until,
    minutes: row.minutes,
    carersNeeded: row.carers_needed,
    status: oneOf(visitStatuses, row.status),
    reason: row.reason,
    longitude: row.longitude,
    latitude: row.latitude,
    approximate: row.approximate,
    carers: [...row.carers],
    madeOn: row.made_on,
    arrivedAt: row.arrived_at,
    leftAt: row.left_at,
    way: row.way === null ? null : oneOf(visitWays, row.way),
    note: row.note,
    corrected: row.corrected,
  }))
}
