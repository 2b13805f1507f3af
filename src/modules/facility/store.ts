import { sql } from 'kysely'
import type { CarerSaving, FacilitySaving, ProviderSaving } from '#contracts/facility'
import type { DB, Keys, Transaction } from '#db'
import type { Absence } from './decide.ts'

type Tx = Transaction<DB>

/** What a change must know of the row it changes; the row is locked until the transaction ends. */
export interface Locked {
  readonly division: string
  readonly version: number
  readonly closedOn: string | null
}

export async function lockFacility(
  tx: Tx,
  id: string,
): Promise<(Locked & { readonly kind: string; readonly openedOn: string }) | undefined> {
  const row = await tx
    .selectFrom('facility')
    .select(['kind', 'division', 'version', 'closed_on', 'opened_on'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { kind, division, version } = row
  return { kind, division, version, closedOn: row.closed_on, openedOn: row.opened_on }
}

export async function hasOtherCentre(tx: Tx, county: string, id: string | undefined): Promise<boolean> {
  const row = await tx
    .selectFrom('facility')
    .select('id')
    .where('county', '=', county)
    .where('kind', '=', 'county-centre')
    .where('closed_on', 'is', null)
    .where('id', '<>', id ?? '0')
    .executeTakeFirst()
  return row !== undefined
}

export async function saveFacilityRow(tx: Tx, county: string, saving: FacilitySaving): Promise<string> {
  const values = {
    county,
    division: saving.division,
    kind: saving.kind,
    name: saving.name.trim(),
    address: saving.address.trim(),
    longitude: saving.longitude,
    latitude: saving.latitude,
    institution_class: saving.institutionClass,
    provider_id: saving.providerId,
    beds: saving.beds,
    nursing_beds: saving.nursingBeds,
    day_places: saving.dayPlaces,
    meals: saving.meals,
    opened_on: saving.openedOn,
  }
  const { id } =
    saving.id === undefined
      ? await tx.insertInto('facility').values(values).returning('id').executeTakeFirstOrThrow()
      : await tx
          .updateTable('facility')
          .set({ ...values, version: sql`version + 1` })
          .where('id', '=', saving.id)
          .returning('id')
          .executeTakeFirstOrThrow()
  // Carers belong where they set out from.
  await tx
    .updateTable('carer')
    .set({ division: saving.division })
    .where('facility_id', '=', id)
    .where('division', '<>', saving.division)
    .execute()
  await tx.deleteFrom('facility_catchment').where('facility_id', '=', id).execute()
  if (saving.catchment.length > 0) {
    await tx
      .insertInto('facility_catchment')
      .values(saving.catchment.map((serves) => ({ facility_id: id, serves, county, division: saving.division })))
      .execute()
  }
  return id
}

export async function closeFacilityRow(tx: Tx, id: string, on: string): Promise<void> {
  await tx.updateTable('facility').set({ closed_on: on, version: sql`version + 1` }).where('id', '=', id).execute()
}

export async function countCarersAt(tx: Tx, id: string, on: string): Promise<number> {
  const { count } = await tx
    .selectFrom('carer')
    .select(sql<string>`count(*)`.as('count'))
    .where('facility_id', '=', id)
    .where((eb) => eb.or([eb('active_until', 'is', null), eb('active_until', '>', on)]))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Agreements for which a canteen is to cook on the day or later. */
export async function countMealsFrom(tx: Tx, id: string, on: string): Promise<number> {
  const { count } = await tx
    .selectFrom('care_plan')
    .select(sql<string>`count(*)`.as('count'))
    .where('canteen_id', '=', id)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>', on)]))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The first of these that is no division in force; undefined when all are. */
export async function findUnknownDivision(tx: Tx, codes: readonly string[]): Promise<string | undefined> {
  const rows = await tx
    .selectFrom('division')
    .select('code')
    .where('code', 'in', [...codes])
    .where('valid_until', 'is', null)
    .execute()
  const known = new Set(rows.map(({ code }) => code))
  return codes.find((code) => !known.has(code))
}

/** The towns and villages of a county as they are today, by code. */
export async function readDivisionNames(tx: Tx, county: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('division')
    .select(['code', 'name'])
    .where('code', '>', county)
    .where('code', '<', `${county}~`)
    .where('level', 'in', ['township', 'village'])
    .where('valid_until', 'is', null)
    .execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** Puts villages on the map, or moves them there. */
export async function savePoints(
  tx: Tx,
  of: {
    readonly county: string
    readonly points: readonly { readonly code: string; readonly longitude: number; readonly latitude: number }[]
    readonly source: 'map' | 'survey'
  },
): Promise<void> {
  const { county, points, source } = of
  // A statement takes so many parameters and no more.
  for (let from = 0; from < points.length; from += 5000) {
    await tx
      .insertInto('division_point')
      .values(
        points.slice(from, from + 5000).map(({ code, longitude, latitude }) => ({
          code,
          county,
          longitude,
          latitude,
          source,
        })),
      )
      .onConflict((conflict) =>
        conflict.column('code').doUpdateSet((eb) => ({
          longitude: eb.ref('excluded.longitude'),
          latitude: eb.ref('excluded.latitude'),
          source: eb.ref('excluded.source'),
        })),
      )
      .execute()
  }
}

export async function lockProvider(tx: Tx, id: string): Promise<{ readonly version: number } | undefined> {
  return tx.selectFrom('care_provider').select('version').where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function providerNamed(tx: Tx, county: string, name: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('care_provider')
    .select('id')
    .where('county', '=', county)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.id
}

export async function saveProviderRow(tx: Tx, county: string, saving: ProviderSaving): Promise<string> {
  const values = {
    county,
    division: county,
    name: saving.name.trim(),
    kind: saving.kind,
    credit_code: saving.creditCode,
    contact: saving.contact.trim(),
  }
  const { id } =
    saving.id === undefined
      ? await tx.insertInto('care_provider').values(values).returning('id').executeTakeFirstOrThrow()
      : await tx
          .updateTable('care_provider')
          .set({ ...values, version: sql`version + 1` })
          .where('id', '=', saving.id)
          .returning('id')
          .executeTakeFirstOrThrow()
  return id
}

export async function lockCarer(
  tx: Tx,
  id: string,
): Promise<{ readonly division: string; readonly county: string; readonly version: number } | undefined> {
  return tx
    .selectFrom('carer')
    .select(['division', 'county', 'version'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function saveCarerRow(
  tx: Tx,
  keys: Keys,
  place: { readonly county: string; readonly division: string },
  saving: CarerSaving,
): Promise<string> {
  const values = {
    ...place,
    name: saving.name.trim(),
    facility_id: saving.facilityId,
    provider_id: saving.providerId,
    skills: [...saving.skills],
    shift_from: saving.shiftFrom,
    shift_until: saving.shiftUntil,
    weekdays: [...saving.weekdays],
    mode: saving.mode,
    most_minutes: saving.mostMinutes,
    meal_capacity: saving.mealCapacity,
    active_from: saving.activeFrom,
    active_until: saving.activeUntil,
    // A phone that is not said again stays as it was.
    ...(saving.phone === undefined ? {} : { phone_cipher: keys.encrypt('carer.phone', saving.phone) }),
  }
  const { id } =
    saving.id === undefined
      ? await tx.insertInto('carer').values(values).returning('id').executeTakeFirstOrThrow()
      : await tx
          .updateTable('carer')
          .set({ ...values, version: sql`version + 1` })
          .where('id', '=', saving.id)
          .returning('id')
          .executeTakeFirstOrThrow()
  return id
}

export async function absencesOf(tx: Tx, carerId: string): Promise<Absence[]> {
  const rows = await tx
    .selectFrom('carer_absence')
    .select(['first_day', 'last_day'])
    .where('carer_id', '=', carerId)
    .where('withdrawn_on', 'is', null)
    .execute()
  return rows.map((row) => ({ firstDay: row.first_day, lastDay: row.last_day }))
}
