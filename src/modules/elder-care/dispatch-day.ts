import { sql } from 'kysely'
import type { DispatchCarer, DispatchDay } from '#contracts/elder-care'
import { modes, skills } from '#contracts/facility'
import type { DB, Transaction } from '#db'
import { type Day, weekday } from '#kernel/day'
import type { Policies } from '#policy'
import { type CanCome, readPlans, shownPlan, type StoredPlan } from './day-plans.ts'
import { policyNames } from './messages.zh.ts'
import type { DayCarer, DayQuestion, DayStandards } from './problem-of-day.ts'
import { careStandard } from './standard.ts'
import { countUnproved, dayVisitOf, oneOf, readDayVisits, shownVisits } from './visit-rows.ts'

type Tx = Transaction<DB>

interface CarerRow {
  readonly id: string
  readonly name: string
  readonly facility_name: string
  readonly provider_name: string | null
  readonly skills: string[]
  readonly mode: string
  readonly shift_from: number
  readonly shift_until: number
  readonly most_minutes: number | null
  readonly meal_capacity: number
  readonly longitude: number
  readonly latitude: number
  readonly absent_from: number | null
}

/** The carers of the county who have a shift on the day, with the minute from which they are absent. */
async function readCarers(tx: Tx, county: string, day: Day): Promise<readonly CarerRow[]> {
  const { rows } = await sql<CarerRow>`
    select c.id, c.name, f.name as facility_name, p.name as provider_name, c.skills, c.mode, c.shift_from, c.shift_until,
      c.most_minutes, c.meal_capacity, f.longitude, f.latitude,
      (select min(case when a.first_day = ${day} then a.from_minute else 0 end) from carer_absence a
        where a.carer_id = c.id and a.withdrawn_on is null and a.first_day <= ${day} and a.last_day >= ${day}) as absent_from
    from carer c
    join facility f on f.id = c.facility_id
    left join care_provider p on p.id = c.provider_id
    where c.county = ${county} and c.active_from <= ${day} and (c.active_until is null or c.active_until > ${day})
      and ${weekday(day)} = any(c.weekdays)
    order by c.division, c.id`.execute(tx)
  return rows
}

/** Names of all carers of a county, also of those who have no shift. */
export async function readCarerNames(tx: Tx, county: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.selectFrom('carer').select(['id', 'name']).where('county', '=', county).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function canComeOf(carers: readonly CarerRow[]): CanCome {
  const byId = new Map(carers.map((carer) => [carer.id, carer]))
  return (id, leave) => {
    const carer = byId.get(id)
    return carer !== undefined && (carer.absent_from === null || leave <= carer.absent_from)
  }
}

export async function readCanCome(tx: Tx, county: string, day: Day): Promise<CanCome> {
  return canComeOf(await readCarers(tx, county, day))
}

function dayCarerOf(row: CarerRow): DayCarer {
  return {
    id: row.id,
    skills: row.skills,
    from: row.shift_from,
    until: row.shift_until,
    mode: oneOf(modes, row.mode),
    mostMinutes: row.most_minutes,
    mealCapacity: row.meal_capacity,
    longitude: row.longitude,
    latitude: row.latitude,
    absentFrom: row.absent_from,
  }
}

function shownCarer(row: CarerRow): DispatchCarer {
  return {
    id: row.id,
    name: row.name,
    facilityName: row.facility_name,
    providerName: row.provider_name,
    skills: row.skills.map((skill) => oneOf(skills, skill)),
    mode: oneOf(modes, row.mode),
    from: row.shift_from,
    until: row.shift_until,
    longitude: row.longitude,
    latitude: row.latitude,
    absentFrom: row.absent_from,
  }
}

function standardsOf(policies: Policies, county: string, day: Day): DayStandards {
  const of = (name: string): number => careStandard(policies, name, county, day)
  const { foot, 'e-bike': eBike, car } = policyNames.speeds
  return {
    metresPerMinute: { foot: of(foot), 'e-bike': of(eBike), car: of(car) },
    detour: of(policyNames.detour),
    warmMinutes: of(policyNames.warmMinutes),
    mealsOnRound: of(policyNames.mealsOnRound),
  }
}

/** The day as the engine is to be asked about it. */
export async function readQuestion(
  tx: Tx,
  policies: Policies,
  of: { readonly county: string; readonly day: Day; readonly now: number | null },
): Promise<DayQuestion> {
  const { county, day, now } = of
  const visits = await readDayVisits(tx, county, day)
  const carers = await readCarers(tx, county, day)
  return {
    day,
    visits: visits.map(dayVisitOf),
    carers: carers.map(dayCarerOf),
    standards: standardsOf(policies, county, day),
    now,
  }
}

/** The board of a day: carers on shift, the visits that the officer may see, the draft and the plan in force. */
export async function readDispatchDay(
  tx: Tx,
  of: { readonly county: string; readonly day: Day; readonly mayPlan: boolean },
): Promise<DispatchDay> {
  const { county, day, mayPlan } = of
  const rows = await readDayVisits(tx, county, day)
  const carers = await readCarers(tx, county, day)
  const { draft, published } = await readPlans(tx, { county, day })
  const nameById = await readCarerNames(tx, county)
  const statusOf = new Map(rows.map(({ id, status }) => [id, status]))
  const names = {
    carer: (id: string) => nameById.get(id) ?? id,
    seesVisit: (id: string) => statusOf.has(id),
    isOpen: (id: string) => ['due', 'assigned'].includes(statusOf.get(id) ?? ''),
    canCome: canComeOf(carers),
  }
  const shown = (plan: StoredPlan | undefined) => (plan === undefined ? null : shownPlan(plan, names))
  return {
    day,
    unproved: await countUnproved(tx, county, day),
    mayPlan,
    carers: carers.map(shownCarer),
    visits: await shownVisits(tx, rows),
    draft: mayPlan ? shown(draft) : null,
    published: shown(published),
  }
}
