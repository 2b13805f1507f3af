import type { FacilityDone, HouseholdPointSaving, VillagePointSaving } from '#contracts/facility'
import type { Actor } from '#contracts/officer'
import { authorise } from '#modules/officer'
import { change, type FacilityMeans, refuse } from './commands.ts'
import { findUnknownDivision } from './store.ts'

/** Puts a village or town on the map, or moves it there. */
export async function saveVillagePoint(
  means: FacilityMeans,
  actor: Actor,
  request: VillagePointSaving,
): Promise<FacilityDone> {
  authorise(actor, 'facility:edit')
  const { code, longitude, latitude } = request
  if (!code.startsWith(actor.division)) refuse({ code: 'facility-outside-your-place' })
  return change(means, actor, { command: 'save-village-point', request }, async (tx) => {
    const unknown = await findUnknownDivision(tx, [code])
    if (unknown !== undefined) refuse({ code: 'facility-division-unknown', division: unknown })
    const point = { longitude, latitude, source: 'map' }
    await tx
      .insertInto('division_point')
      .values({ code, county: code.slice(0, 6), ...point })
      .onConflict((conflict) => conflict.column('code').doUpdateSet(point))
      .execute()
    return { id: code, division: code }
  })
}

/** Puts a household on the map, as whoever stands at its door finds it. */
export async function saveHouseholdPoint(
  means: FacilityMeans,
  actor: Actor,
  request: HouseholdPointSaving,
): Promise<FacilityDone> {
  authorise(actor, 'care:visit')
  const { householdId, longitude, latitude } = request
  return change(means, actor, { command: 'save-household-point', request }, async (tx) => {
    const household = await tx
      .selectFrom('household')
      .select(['county', 'division'])
      .where('id', '=', householdId)
      .executeTakeFirst()
    if (household === undefined) refuse({ code: 'point-household-not-found' })
    const point = { longitude, latitude, source: 'survey' }
    await tx
      .insertInto('household_point')
      .values({ household_id: householdId, ...household, ...point })
      .onConflict((conflict) => conflict.column('household_id').doUpdateSet(point))
      .execute()
    return { id: householdId, division: household.division }
  })
}
