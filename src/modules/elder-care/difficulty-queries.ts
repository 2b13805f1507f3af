import { sql } from 'kysely'
import { type DifficultyList, difficulties } from '#contracts/elder-care'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { placeNames } from '#modules/division'
import { oneOf } from './visit-rows.ts'

const pageSize = 100

/**
 * The register of elders in special difficulty: each ground that holds or will, by number, with the id by which it is
 * ended. `after` is the number that the page before ended with.
 */
export async function listDifficulties(
  tx: Transaction<DB>,
  of: {
    readonly today: Day
    readonly after?: string | undefined
    readonly personId?: string | undefined
    /** A township or village; by default all of the officer's place. */
    readonly division?: string | undefined
    /** The name begins so. */
    readonly name?: string | undefined
  },
): Promise<DifficultyList> {
  const { today, after, personId, division, name } = of
  let query = tx
    .selectFrom('elder_difficulty as d')
    .innerJoin('person as p', 'p.id', 'd.person_id')
    .innerJoin('officer as o', 'o.id', 'd.officer_id')
    .select(['d.id', 'd.household_id', 'd.person_id', 'd.division', 'd.category', 'd.first_day', 'd.until'])
    .select(['p.name', 'o.name as officer'])
    .where((eb) => eb.or([eb('d.until', 'is', null), eb('d.until', '>', today)]))
    .orderBy('d.id')
    .limit(pageSize + 1)
  if (after !== undefined) query = query.where('d.id', '>', after)
  if (personId !== undefined) query = query.where('d.person_id', '=', personId)
  if (division !== undefined) query = query.where('d.division', '>=', division).where('d.division', '<', `${division}~`)
  if (name !== undefined) query = query.where(sql<boolean>`starts_with(p.name, ${name})`)
  const rows = await query.execute()
  const page = rows.slice(0, pageSize)
  const places = await placeNames(
    tx,
    page.map((row) => row.division),
  )
  return {
    items: page.map((row) => ({
      id: row.id,
      householdId: row.household_id,
      personId: row.person_id,
      name: row.name,
      place: places.get(row.division) ?? row.division,
      category: oneOf(difficulties, row.category),
      from: row.first_day,
      until: row.until,
      recordedBy: row.officer,
    })),
    next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
  }
}
