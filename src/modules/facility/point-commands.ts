import type {
  FacilityDone,
  HouseholdPointSaving,
  VillagePointSaving,
  VillagePointsImport,
  VillagePointsImported,
} from '#contracts/facility'
import type { Actor } from '#contracts/officer'
import { appendAudit, authorise, once } from '#modules/officer'
import { change, type FacilityMeans, refuse } from './commands.ts'
import { readVillagePoints } from './read-village-points.ts'
import { findUnknownDivision, readDivisionNames, savePoints } from './store.ts'

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
    await savePoints(tx, { county: code.slice(0, 6), points: [{ code, longitude, latitude }], source: 'map' })
    return { id: code, division: code }
  })
}

/** Puts all villages of a file on the map, or none when a line of it is wrong. The same file may be taken in again. */
export async function importVillagePoints(
  means: FacilityMeans,
  actor: Actor,
  request: VillagePointsImport,
): Promise<VillagePointsImported> {
  authorise(actor, 'facility:edit')
  const { division } = actor
  const { key, csv } = request
  return means.store.within(division, (tx) =>
    once(tx, { actor, key, command: 'import-village-points', request: { csv } }, async () => {
      const county = division.slice(0, 6)
      const read = readVillagePoints(csv, await readDivisionNames(tx, county))
      if (!read.ok) refuse(read.refusal)
      // Such files come from surveys of place names.
      await savePoints(tx, { county, points: read.points, source: 'survey' })
      const count = read.points.length
      const detail = { count: String(count) }
      await appendAudit(tx, actor, { division, action: 'import-village-points', subject: `county:${county}`, detail })
      return { count }
    }),
  )
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
