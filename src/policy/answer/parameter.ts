import type { Day } from '#kernel/day'
import { wholeCountry, type Parameter, type ParameterRow } from '#policy/model/index'

export type RowChoice =
  | { readonly kind: 'row'; readonly row: ParameterRow }
  | { readonly kind: 'none' }
  /** The dimension (or the division) that is unknown and would decide. */
  | { readonly kind: 'needs'; readonly dimension: number | 'division' }

/** The rows in force on a day, the nearest ancestor division first. */
export function rowsInForce(parameter: Parameter, day: Day): readonly ParameterRow[] {
  return parameter.rows.filter((row) => row.from <= day && day < row.until).sort((a, b) => rank(b) - rank(a))
}

function rank(row: ParameterRow): number {
  return row.division === wholeCountry ? 0 : row.division.length
}

export function covers(row: ParameterRow, division: string): boolean {
  return row.division === wholeCountry || division.startsWith(row.division)
}

/** The row that holds for a place and dimensions; undefined stands for unknown. */
export function chooseRow(
  inForce: readonly ParameterRow[],
  division: string | undefined,
  dimensions: readonly (string | undefined)[],
): RowChoice {
  const local = inForce.some((row) => row.division !== wholeCountry)
  if (local && division === undefined) return { kind: 'needs', dimension: 'division' }
  const needed = dimensions.findIndex((dimension) => dimension === undefined)
  if (needed !== -1) return { kind: 'needs', dimension: needed }
  const row = inForce.find(
    (known) =>
      (division === undefined || covers(known, division)) &&
      known.dimensions.every((dimension, index) => dimension === dimensions[index]),
  )
  return row === undefined ? { kind: 'none' } : { kind: 'row', row }
}
