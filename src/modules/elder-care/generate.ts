import { sql } from 'kysely'
import { type Service, services } from '#contracts/elder-care'
import type { DB, Transaction } from '#db'
import { addDays, type Day, day as readDay } from '#kernel/day'
import { lastDayOf as lastDayOfMonth, monthOf } from '#kernel/month'
import type { Policies } from '#policy'
import { type CatalogueRow, catalogueRow } from './catalogue.ts'
import { diedBy, followRegister } from './follow-register.ts'
import { policyNames } from './messages.zh.ts'
import { daysOf } from './rhythm.ts'
import { careStandard } from './standard.ts'
import { oneOf } from './visit-rows.ts'

interface PlanRow {
  readonly id: string
  readonly division: string
  readonly household_id: string
  readonly person_id: string
  readonly service: string
  readonly weekdays: number[]
  readonly monthly: number
  readonly window_from: number
  readonly window_until: number
  readonly first_day: string
  readonly last_day: string | null
  readonly ended_on: string | null
}

/** For how many days from today visits are made. */
export function daysAheadOf(policies: Policies, county: string, today: Day): number {
  return careStandard(policies, policyNames.daysAhead, county, today)
}

/** The catalogue as it is on each day: a new price holds for the visits from its day on. */
function catalogueOf(policies: Policies, county: string): (service: Service, day: Day) => CatalogueRow {
  const known = new Map<string, CatalogueRow>()
  return (service, day) => {
    const key = `${service} ${day}`
    const found = known.get(key) ?? catalogueRow(policies, service, county, day)
    known.set(key, found)
    return found
  }
}

/** The last day of an agreement that is to end; null while no end is known. */
function lastDayOf({ last_day, ended_on }: PlanRow): Day | null {
  const ends = [
    ...(last_day === null ? [] : [readDay(last_day)]),
    ...(ended_on === null ? [] : [addDays(readDay(ended_on), -1)]),
  ]
  return ends.toSorted()[0] ?? null
}

/**
 * Makes the visits of a county's agreements from one day to another, both counted, and of those that come so many times
 * a month all of the first month; those that are there already stay as they are, so that it can be run as often as one likes. Gives how many are new. For a whole county care follows the
 * register first: nobody is visited after their death, and whoever has moved is visited there.
 */
export async function generateVisits(
  tx: Transaction<DB>,
  policies: Policies,
  of: { readonly county: string; readonly from: Day; readonly until: Day; readonly planId?: string },
): Promise<number> {
  const { county, from, until, planId } = of
  const catalogue = catalogueOf(policies, county)
  if (planId === undefined) await followRegister(tx, county, from)
  const { rows } = await sql<PlanRow>`
    select id, division, household_id, person_id, service, weekdays, monthly, window_from, window_until, first_day, last_day,
      ended_on
    from care_plan p
    where county = ${county} and (ended_on is null or ended_on > ${from}) and first_day <= ${until} and (last_day is null or last_day >= ${from})
      and ${planId === undefined ? sql`true` : sql`id = ${planId}`}
      and not ${diedBy('p.person_id', from)}`.execute(tx)
  // Whoever is to be seen once in the month may be called on any day of it: the visit is there from its first day on.
  const endOfMonth = [until, lastDayOfMonth(monthOf(from))].toSorted()[1] ?? until
  const visits = rows.flatMap((row) => {
    const service: Service = oneOf(services, row.service)
    const rhythm = {
      id: row.id,
      weekdays: row.weekdays,
      monthly: row.monthly,
      firstDay: readDay(row.first_day),
      lastDay: lastDayOf(row),
    }
    return daysOf(rhythm, from, row.monthly > 0 ? endOfMonth : until).map(({ day, turn }) => {
      const { minutes, carersNeeded, price } = catalogue(service, day)
      return {
        county,
        division: row.division,
        plan_id: row.id,
        household_id: row.household_id,
        person_id: row.person_id,
        service,
        day,
        month: monthOf(day),
        turn,
        window_from: row.window_from,
        window_until: row.window_until,
        minutes,
        carers_needed: carersNeeded,
        price_fen: String(price),
      }
    })
  })
  if (visits.length === 0) return 0
  const made = await sql<{ id: string }>`
    insert into care_visit (county, division, plan_id, household_id, person_id, service, day, month, turn, window_from,
      window_until, minutes, carers_needed, price_fen)
    select county, division, plan_id, household_id, person_id, service, day, month, turn, window_from, window_until,
      minutes, carers_needed, price_fen
    from jsonb_to_recordset(${JSON.stringify(visits)}::jsonb) as t (county text, division text, plan_id bigint,
      household_id bigint, person_id bigint, service text, day date, month text, turn integer, window_from integer,
      window_until integer, minutes integer, carers_needed integer, price_fen bigint)
    on conflict (plan_id, day, turn) do nothing returning id`.execute(tx)
  return made.rows.length
}
