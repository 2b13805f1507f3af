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

/** Names that were read lately: every page of the desk names places, and places are renamed once in years. */
const lately = new Map<string, { readonly name: string; readonly until: number }>()
const tenMinutes = 600_000
const mostNames = 50_000

/** Names of divisions by code; the newest name where a code has had several. A new name shows within ten minutes. */
export async function namesOf(db: Kysely<DB>, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const now = Date.now()
  const names = new Map<string, string>()
  const unknown: string[] = []
  for (const code of new Set(codes)) {
    const known = lately.get(code)
    if (known !== undefined && known.until > now) names.set(code, known.name)
    else unknown.push(code)
  }
  if (unknown.length === 0) return names
  const rows = await db
    .selectFrom('division')
    .select(['code', 'name'])
    .where('code', 'in', unknown)
    .orderBy('valid_from')
    .execute()
  if (lately.size + rows.length > mostNames) lately.clear()
  for (const { code, name } of rows) {
    names.set(code, name)
    lately.set(code, { name, until: now + tenMinutes })
  }
  return names
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
