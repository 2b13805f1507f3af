import type { Day } from '#kernel/day'
import { evaluate } from '#policy/answer/evaluate'
import { covers, rowsInForce } from '#policy/answer/parameter'
import { Session } from '#policy/answer/session'
import { isDecimal, isList, isUnknown, printNumber } from '#policy/answer/value'
import { columnOf, type Core, type Program } from '#policy/checked/index'
import { wholeCountry, type Parameter, type ParameterRow } from '#policy/model/index'

export type Constant = null | {
  readonly kind: 'number' | 'string' | 'boolean' | 'date' | 'months' | 'days' | 'other'
  readonly text: string
}

/** The rows that can hold for a household of a place (a division code that all households' codes begin with). */
export function rowsWithin(parameter: Parameter, day: Day, within: string | undefined): readonly ParameterRow[] {
  const rows = rowsInForce(parameter, day)
  if (within === undefined) return rows
  return rows.filter((row) => covers(row, within) || row.division.startsWith(within))
}

/** Whether a parameter's value depends neither on where in the place a household lives nor on a fact of it. */
export function isSettled(parameter: Parameter, day: Day, within: string | undefined): boolean {
  if (parameter.by.some((dimension) => columnOf.household.has(dimension))) return false
  const rows = rowsWithin(parameter, day, within)
  if (within === undefined) return rows.every((row) => row.division === wholeCountry)
  return rows.every((row) => covers(row, within))
}

/** The value of an expression that reads no household. */
export function constantValue(program: Program, of: Core, day: Day, within: string | undefined): Constant {
  const value = evaluate(
    of,
    new Session(program, { division: within ?? null, members: [], obligors: [] }, day, evaluate),
  )
  if (isUnknown(value)) return null
  if (typeof value === 'string') return { kind: 'string', text: value }
  if (typeof value === 'boolean') return { kind: 'boolean', text: String(value) }
  if (isList(value)) return { kind: 'other', text: '' }
  if (isDecimal(value)) return { kind: 'number', text: printNumber(value) }
  if (value.kind === 'date') return { kind: 'date', text: value.day }
  if (value.kind === 'duration') return { kind: value.unit, text: printNumber(value.amount) }
  return { kind: 'other', text: '' }
}
