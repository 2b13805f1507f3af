import type { Kysely } from 'kysely'
import type { DB } from '#db'
import { codesAbove, type Division, type DivisionLevel, divisionLevels } from '#contracts/division'

function isLevel(text: string): text is DivisionLevel {
  return divisionLevels.some((level) => level === text)
}

function toDivision(row: { code: string; name: string; level: string }): Division {
  if (!isLevel(row.level)) throw new Error(`A division has the unknown level ${row.level}`)
  return { code: row.code, name: row.name, level: row.level }
}

/** The divisions directly below a code as they stand on a day; the provinces when the code is empty. */
export async function listChildren(db: Kysely<DB>, parent: string, on: string): Promise<Division[]> {
  const rows = await db
    .selectFrom('division')
    .select(['code', 'name', 'level'])
    .where('parent', parent === '' ? 'is' : '=', parent === '' ? null : parent)
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', on)]))
    .orderBy('code')
    .execute()
  return rows.map(toDivision)
}

/** Names of divisions by code; the newest name where a code has had several. */
export async function namesOf(db: Kysely<DB>, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await db
    .selectFrom('division')
    .select(['code', 'name'])
    .where('code', 'in', [...new Set(codes)])
    .orderBy('valid_from')
    .execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** `石城县 琴江镇 城北社区` for a village code: names from the county down. */
export async function placeNames(db: Kysely<DB>, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = await namesOf(db, codes.flatMap(codesAbove))
  return new Map(
    codes.map((code) => {
      const path = codesAbove(code)
      const shown = path.length > 3 ? path.slice(2) : path
      return [code, shown.map((part) => names.get(part) ?? part).join(' ')]
    }),
  )
}
