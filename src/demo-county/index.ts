/**
 * The demo county: an invented population of any county of China with the files that its departments would hand
 * over in a year, and the truth about every household, so that import, matching, monitoring and policies can be
 * scored. Families and ages follow the 2020 census; names, numbers and fates are invented from a seed, and the same
 * seed gives the same bytes.
 *
 *   census ─► family plan ─► families (ages in balance) ─► people ─► livelihood, property, illness ─► register
 *                                                             └─► scenarios plant what ought to be noticed
 *   household ─► truth (columns ─► decide ─► indicators) ─► truth.parquet
 *        └─► rows ─► dirt ─► department files;  what the dirt hides is marked in the truth as not revealed
 *
 * The truth follows the same rules as `policies/`, written once more in plain TypeScript and on purpose without the
 * policy engine. It decides about nobody; nothing outside tests and scores may read it.
 */
export { generateCounty, writeCounty, type CountyRequest, type CountyResult } from '#demo-county/county'
export type { CountyFault } from '#demo-county/faults'
export {
  countRange,
  dirtRange,
  faultTexts,
  help,
  progress,
  seedRange,
  summaryText,
  writingTruth,
} from '#demo-county/messages.zh'
