import type { Day } from '#kernel/day'
import type { Program } from '#policy/checked/index'
import { wholeCountry, type Parameter, type ParameterRow } from '#policy/model/index'
import { parseNumber, type Value } from '#policy/value/index'

/** A row that is in force, with its value read. */
interface Standard {
  readonly row: ParameterRow
  readonly value: Value
}

type Choice =
  | { readonly kind: 'standard'; readonly standard: Standard }
  | { readonly kind: 'none' }
  /** Where the row lives is unknown and would decide. */
  | { readonly kind: 'needs-place' }

/** The rows in force on a day, the nearest ancestor division first. */
function rowsInForce(parameter: Parameter, day: Day): readonly ParameterRow[] {
  return parameter.rows.filter((row) => row.from <= day && day < row.until).sort((a, b) => rank(b) - rank(a))
}

function rank(row: ParameterRow): number {
  return row.division === wholeCountry ? 0 : row.division.length
}

export function covers(row: ParameterRow, division: string): boolean {
  return row.division === wholeCountry || division.startsWith(row.division)
}

/** The rows that can hold for a row of a place (a division code that all rows' codes begin with). */
export function rowsWithin(parameter: Parameter, day: Day, within: string | undefined): readonly ParameterRow[] {
  const rows = rowsInForce(parameter, day)
  if (within === undefined) return rows
  return rows.filter((row) => covers(row, within) || row.division.startsWith(within))
}

/** Whether a parameter's value depends neither on where in the place a row lives nor on a fact of it. */
export function isSettled(program: Program, parameter: Parameter, day: Day, within: string | undefined): boolean {
  const { facts } = program.vocabulary
  if (parameter.by.some((dimension) => facts.some((fact) => fact.name === dimension))) return false
  const rows = rowsWithin(parameter, day, within)
  return rows.every((row) => (within === undefined ? row.division === wholeCountry : covers(row, within)))
}

/** A parameter on one day: the row that holds for a place and dimensions. */
export type StandardChooser = (division: string | undefined, dimensions: readonly string[]) => Choice

/** So many answers are kept; more are forgotten all at once. */
const mostKept = 20_000

/** Resolves the rows in force once; each place is looked for once. */
export function standardChooser(parameter: Parameter, day: Day): StandardChooser {
  const inForce = rowsInForce(parameter, day)
  const local = inForce.some((row) => row.division !== wholeCountry)
  const standards = inForce.map((row): Standard => ({ row, value: valueOf(parameter, row) }))
  /** By place, then by the texts of the dimensions: put together, the key would cost more than the search. */
  const kept = new Map<string, Map<string, Choice>>()
  let count = 0
  return (division, dimensions) => {
    if (local && division === undefined) return { kind: 'needs-place' }
    // A standard of the whole country is the same everywhere.
    const place = local && division !== undefined ? division : ''
    const [only = ''] = dimensions
    const key = dimensions.length > 1 ? dimensions.join('\n') : only
    const known = kept.get(place)?.get(key)
    if (known !== undefined) return known
    const standard = standards.find(
      ({ row }) =>
        (division === undefined || covers(row, division)) &&
        row.dimensions.every((dimension, index) => dimension === dimensions[index]),
    )
    const choice: Choice = standard === undefined ? { kind: 'none' } : { kind: 'standard', standard }
    if (count >= mostKept) {
      kept.clear()
      count = 0
    }
    count += 1
    const ofPlace = kept.get(place)
    if (ofPlace === undefined) kept.set(place, new Map([[key, choice]]))
    else ofPlace.set(key, choice)
    return choice
  }
}

function valueOf(parameter: Parameter, row: ParameterRow): Value {
  if (parameter.type !== 'number') return row.value
  return parseNumber(String(row.value)) ?? null
}
