import type { Day } from '#kernel/day'
import { type Policies, wholeCountry } from '#policy'

/**
 * The value of a standard that has no dimensions, for a place and a day: the nearest division above has it. Undefined
 * when none has.
 */
export function findStandard(policies: Policies, name: string, division: string, on: Day): number | undefined {
  const rows = policies.parameters.filter(
    (row) =>
      row.name === name &&
      row.from <= on &&
      (row.until === undefined || on < row.until) &&
      (row.division === wholeCountry || division.startsWith(row.division)),
  )
  const rank = (place: string): number => (place === wholeCountry ? 0 : place.length)
  const nearest = rows.toSorted((a, b) => rank(b.division) - rank(a.division))[0]
  return nearest === undefined ? undefined : Number(nearest.value)
}

/** The value of a standard that every place must have. @throws when it has none on the day */
export function standardOf(policies: Policies, name: string, division: string, on: Day): number {
  const value = findStandard(policies, name, division, on)
  if (value === undefined) throw new Error(`No standard ${name} for ${division} on ${on}`)
  return value
}
