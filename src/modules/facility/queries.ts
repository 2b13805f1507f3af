import { sql } from 'kysely'
import {
  type CarerRow,
  type FacilityRow,
  facilityKinds,
  institutionClasses,
  modes,
  type Network,
  type ProviderRow,
  providerKinds,
  skills,
  type VillagePoint,
} from '#contracts/facility'
import type { DB, Keys, Transaction } from '#db'
import { addMonths, type Day } from '#kernel/day'
import { placeNames } from '#modules/division'
import { standardOf } from '#policy-files'
import type { Policies } from '#policy'
import { policyNames } from './messages.zh.ts'

type Tx = Transaction<DB>

function oneOf<const T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`A stored value is unknown: ${text}`)
  return found
}

/** Whoever was born on this day or before is an old person today. */
export function elderBirthDay(policies: Policies, county: string, today: Day): Day {
  return addMonths(today, -12 * standardOf(policies, policyNames.elderAge, county, today))
}

/** The facilities in use and those that closed after the day, the higher tiers first. */
export async function listFacilities(tx: Tx, today: Day): Promise<FacilityRow[]> {
  const rows = await tx
    .selectFrom('facility as f')
    .leftJoin('care_provider as p', 'p.id', 'f.provider_id')
    .selectAll('f')
    .select([
      'p.name as provider_name',
      sql<string[]>`coalesce((select array_agg(c.serves order by c.serves) from facility_catchment c
        where c.facility_id = f.id), '{}')`.as('catchment'),
      sql<number>`(select count(*)::integer from carer c where c.facility_id = f.id
        and (c.active_until is null or c.active_until > ${today}))`.as('carers'),
    ])
    .where((eb) => eb.or([eb('f.closed_on', 'is', null), eb('f.closed_on', '>', today)]))
    .orderBy(sql`array_position(${sql.val([...facilityKinds])}::text[], f.kind)`)
    .orderBy('f.division')
    .orderBy('f.id')
    .execute()
  const places = await placeNames(
    tx,
    rows.map((row) => row.division),
  )
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    kind: oneOf(facilityKinds, row.kind),
    name: row.name,
    division: row.division,
    place: places.get(row.division) ?? row.division,
    address: row.address,
    longitude: row.longitude,
    latitude: row.latitude,
    institutionClass: row.institution_class === null ? null : oneOf(institutionClasses, row.institution_class),
    providerId: row.provider_id,
    providerName: row.provider_name,
    beds: row.beds,
    nursingBeds: row.nursing_beds,
    dayPlaces: row.day_places,
    meals: row.meals,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    catchment: row.catchment,
    carers: row.carers,
  }))
}

export async function listProviders(tx: Tx): Promise<ProviderRow[]> {
  const rows = await tx.selectFrom('care_provider').selectAll().where('closed_on', 'is', null).orderBy('name').execute()
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    name: row.name,
    kind: oneOf(providerKinds, row.kind),
    creditCode: row.credit_code,
    contact: row.contact,
  }))
}

/** The carers who work on the day or later, with the absences that have not ended. */
export async function listCarers(tx: Tx, keys: Keys, today: Day): Promise<CarerRow[]> {
  const rows = await tx
    .selectFrom('carer as c')
    .innerJoin('facility as f', 'f.id', 'c.facility_id')
    .leftJoin('care_provider as p', 'p.id', 'c.provider_id')
    .selectAll('c')
    .select(['f.name as facility_name', 'p.name as provider_name'])
    .where((eb) => eb.or([eb('c.active_until', 'is', null), eb('c.active_until', '>', today)]))
    .orderBy('c.division')
    .orderBy('c.id')
    .execute()
  const absences = await tx
    .selectFrom('carer_absence')
    .selectAll()
    .where('withdrawn_on', 'is', null)
    .where('last_day', '>=', today)
    .orderBy('first_day')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    name: row.name,
    division: row.division,
    facilityId: row.facility_id,
    facilityName: row.facility_name,
    providerId: row.provider_id,
    providerName: row.provider_name,
    skills: row.skills.map((skill) => oneOf(skills, skill)),
    shiftFrom: row.shift_from,
    shiftUntil: row.shift_until,
    weekdays: row.weekdays,
    mode: oneOf(modes, row.mode),
    mostMinutes: row.most_minutes,
    mealCapacity: row.meal_capacity,
    activeFrom: row.active_from,
    activeUntil: row.active_until,
    phoneEnd: row.phone_cipher === null ? null : keys.decrypt('carer.phone', row.phone_cipher).slice(-4),
    absences: absences
      .filter((absence) => absence.carer_id === row.id)
      .map((absence) => ({
        id: absence.id,
        firstDay: absence.first_day,
        lastDay: absence.last_day,
        fromMinute: absence.from_minute,
        reason: absence.reason,
      })),
  }))
}

/**
 * The villages of the transaction's place with their points and how many of its people are of age and alive. A person
 * without a birth day is not counted: nobody knows whether they are old.
 */
export async function listVillages(tx: Tx, county: string, bornBy: Day): Promise<VillagePoint[]> {
  const { rows } = await sql<VillagePoint>`
    select d.code, d.name, p.longitude, p.latitude, coalesce(e.elders, 0) as elders
    from division d
    left join division_point p on p.code = d.code
    left join (
      select h.division as code, count(*)::integer as elders
      from household h
      join membership m on m.household_id = h.id and m.valid_until is null and m.superseded_at is null
      join person n on n.id = m.person_id
      where n.birth_day <= ${bornBy}
        and not exists (select from fact f where f.subject = 'p' and f.subject_id = n.id and f.fact = 'deathDay'
          and f.superseded_at is null)
      group by h.division) e on e.code = d.code
    where d.code like ${`${county}%`} and d.level = 'village' and d.valid_until is null
      and d.code >= nullif(current_setting('app.division_from', true), '')
      and d.code < nullif(current_setting('app.division_until', true), '')
    order by d.code`.execute(tx)
  return rows
}

interface TierCounts {
  readonly code: string
  readonly hubs: number
  readonly stations: number
  readonly institutions: number
  readonly canteens: number
  readonly beds: number
  readonly nursingBeds: number
  readonly dayPlaces: number
  readonly meals: number
}

/** What each township has, by the place where it stands. */
async function countTiers(tx: Tx, today: Day): Promise<readonly TierCounts[]> {
  const { rows } = await sql<TierCounts>`
    select left(division, 9) as code,
      count(*) filter (where kind = 'township-hub')::integer as hubs,
      count(*) filter (where kind = 'village-station')::integer as stations,
      count(*) filter (where kind = 'institution')::integer as institutions,
      count(*) filter (where kind = 'canteen')::integer as canteens,
      sum(beds)::integer as beds, sum(nursing_beds)::integer as "nursingBeds",
      sum(day_places)::integer as "dayPlaces", sum(meals)::integer as meals
    from facility where length(division) >= 9 and opened_on <= ${today} and (closed_on is null or closed_on > ${today})
    group by 1`.execute(tx)
  return rows
}

/** Villages in the catchment of an open station, or with a hub in their midst: near home is what counts here. */
async function servedVillages(tx: Tx, today: Day): Promise<(code: string) => boolean> {
  const { rows } = await sql<{ serves: string }>`
    select c.serves from facility_catchment c join facility f on f.id = c.facility_id
    where f.kind = 'village-station' and f.opened_on <= ${today} and (f.closed_on is null or f.closed_on > ${today})
    union
    select division as serves from facility
    where kind = 'township-hub' and opened_on <= ${today} and (closed_on is null or closed_on > ${today})
      and length(division) = 12`.execute(tx)
  const served = new Set(rows.map(({ serves }) => serves))
  return (code) => served.has(code) || served.has(code.slice(0, 9)) || served.has(code.slice(0, 6))
}

/** The network of three tiers by township, and who is in nobody's catchment. */
export async function readNetwork(
  tx: Tx,
  of: { readonly county: string; readonly today: Day; readonly bornBy: Day },
): Promise<Network> {
  const { county, today, bornBy } = of
  const villages = await listVillages(tx, county, bornBy)
  const serves = await servedVillages(tx, today)
  const tiers = await countTiers(tx, today)
  const { rows: carers } = await sql<{ code: string; count: number }>`
    select left(division, 9) as code, count(*)::integer as count from carer
    where active_until is null or active_until > ${today} group by 1`.execute(tx)
  const { rows: institutions } = await sql<{ class: string | null; count: number; beds: number; nursingBeds: number }>`
    select institution_class as class, count(*)::integer as count, sum(beds)::integer as beds,
      sum(nursing_beds)::integer as "nursingBeds"
    from facility where kind = 'institution' and opened_on <= ${today} and (closed_on is null or closed_on > ${today})
    group by 1 order by array_position(${sql.val([...institutionClasses])}::text[], institution_class)`.execute(tx)
  const codes = [...new Set(villages.map(({ code }) => code.slice(0, 9)))]
  const names = await placeNames(tx, codes)
  const unserved = villages.filter(({ code }) => !serves(code))
  const nothing: Omit<TierCounts, 'code'> = {
    hubs: 0,
    stations: 0,
    institutions: 0,
    canteens: 0,
    beds: 0,
    nursingBeds: 0,
    dayPlaces: 0,
    meals: 0,
  }
  return {
    townships: codes.map((code) => {
      const own = villages.filter((village) => village.code.startsWith(code))
      return {
        ...nothing,
        ...tiers.find((tier) => tier.code === code),
        code,
        name: names.get(code)?.split(' ').at(-1) ?? code,
        elders: own.reduce((sum, { elders }) => sum + elders, 0),
        villages: own.length,
        villagesServed: own.filter((village) => serves(village.code)).length,
        carers: carers.find((row) => row.code === code)?.count ?? 0,
      }
    }),
    unserved: unserved.map(({ code, name, elders }) => ({ code, name, elders })),
    institutions: institutions.map((row) => ({
      ...row,
      class: row.class === null ? null : oneOf(institutionClasses, row.class),
    })),
  }
}
