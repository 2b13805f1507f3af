import { Decimal as BaseDecimal } from 'decimal.js'
import type { Day } from '#kernel/day'

/** As many digits as DuckDB's DECIMAL has, so that both back ends hold the same numbers; FEEL asks for 34. */
export const Decimal = BaseDecimal.clone({
  precision: 38,
  rounding: BaseDecimal.ROUND_HALF_EVEN,
  toExpNeg: -60,
  toExpPos: 60,
})
export type Decimal = BaseDecimal

/** Every quotient is rounded half-even to this many decimals, here and in SQL. */
export const divisionScale = 10

/** Wide enough that rounding its quotient to `divisionScale` is rounding the true quotient. */
const Wide = BaseDecimal.clone({ precision: 100, rounding: BaseDecimal.ROUND_HALF_EVEN })

export function divide(left: Decimal, right: Decimal): Decimal {
  return new Decimal(new Wide(left).div(right).toDecimalPlaces(divisionScale))
}

/** A fact or a standard whose absence keeps a value from being known. */
export interface MissingFact {
  readonly kind: 'fact' | 'parameter'
  /** The Chinese name of the column or parameter. */
  readonly name: string
  readonly list?: 'members' | 'obligors'
  /** From 0, in the order of the list. */
  readonly index?: number
}

export interface Unknown {
  readonly kind: 'unknown'
  readonly missing: readonly MissingFact[]
}

/** A value while it is computed. A list may hold unknown items; a context unknown fields. */
export type Value =
  | Unknown
  | boolean
  | string
  | Decimal
  | { readonly kind: 'date'; readonly day: Day }
  | { readonly kind: 'duration'; readonly unit: 'months' | 'days'; readonly amount: Decimal }
  | { readonly kind: 'context'; readonly fields: ReadonlyMap<string, Value> }
  | RowValue
  | readonly Value[]

/** A member or obligor: fields are read from the population row when they are asked for. */
export interface RowValue {
  readonly kind: 'row'
  readonly list: 'members' | 'obligors'
  readonly index: number
  readonly cells: Readonly<Record<string, unknown>>
}

/** A value to hand out: numbers, days and durations as text, unknown as null. The decision's type tells which. */
export type PlainValue = null | boolean | string | readonly PlainValue[] | { readonly [name: string]: PlainValue }

export function unknown(missing: readonly MissingFact[] = []): Unknown {
  return { kind: 'unknown', missing }
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

export function isDecimal(value: Value): value is Decimal {
  return value instanceof BaseDecimal
}

export function isUnknown(value: Value): value is Unknown {
  return typeof value === 'object' && !isList(value) && !isDecimal(value) && value.kind === 'unknown'
}

function missingKey(fact: MissingFact): string {
  return `${fact.kind} ${fact.list ?? ''} ${fact.index ?? ''} ${fact.name}`
}

/** One unknown for several: what any of them misses. */
export function unknownFrom(values: readonly Value[]): Unknown {
  const missing = new Map<string, MissingFact>()
  for (const value of values) {
    if (isUnknown(value)) for (const fact of value.missing) missing.set(missingKey(fact), fact)
  }
  return unknown([...missing.values()])
}

export function distinctMissing(facts: readonly MissingFact[]): readonly MissingFact[] {
  return [...new Map(facts.map((fact) => [missingKey(fact), fact])).values()]
}

/** A number without exponent and without trailing zeros. */
export function printNumber(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed()
}

export function printDuration(unit: 'months' | 'days', amount: Decimal): string {
  const size = amount.abs()
  const sign = amount.isNegative() && !amount.isZero() ? '-' : ''
  if (unit === 'days') return `${sign}P${printNumber(size)}D`
  const years = size.div(12).trunc()
  const months = size.minus(years.times(12))
  const text = `${years.isZero() ? '' : `${printNumber(years)}Y`}${months.isZero() ? '' : `${printNumber(months)}M`}`
  return `${sign}P${text === '' ? '0M' : text}`
}

export function toPlain(value: Value): PlainValue {
  if (typeof value === 'boolean' || typeof value === 'string') return value
  if (isList(value)) return value.map(toPlain)
  if (isDecimal(value)) return printNumber(value)
  switch (value.kind) {
    case 'unknown':
      return null
    case 'date':
      return value.day
    case 'duration':
      return printDuration(value.unit, value.amount)
    case 'context':
      return Object.fromEntries([...value.fields].map(([name, field]) => [name, toPlain(field)]))
    case 'row':
      return Object.fromEntries(Object.entries(value.cells).map(([name, cell]) => [name, plainCell(cell)]))
  }
}

function plainCell(cell: unknown): PlainValue {
  if (typeof cell === 'number') return String(cell)
  return typeof cell === 'boolean' || typeof cell === 'string' ? cell : null
}
