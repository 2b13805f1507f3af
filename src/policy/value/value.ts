import type { Decimal } from '#policy/value/number'

/**
 * A FEEL number. Whole numbers that a double holds exactly are always JavaScript numbers; every other number is a
 * Decimal of 34 digits. So two equal numbers always have the same representation.
 */
export type Num = number | Decimal

/** A fact or a standard whose absence keeps a value from being known. */
export interface MissingFact {
  readonly kind: 'fact' | 'parameter'
  /** The name that policies use. */
  readonly name: string
  /** The list that the row stands in, such as `members`, and its place from 0. */
  readonly list?: string
  readonly index?: number
}

/** Not FEEL's null: a value that exists but that nobody has told us. It flows through every operation. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly missing: readonly MissingFact[]
  /**
   * Values with parts that it may turn out to be, or to be part of: what is done to the unknown is tried on these as
   * well, to learn which other facts would then be read.
   */
  readonly possible?: readonly Value[]
}

/** A day of the proleptic Gregorian calendar; years may be negative and have up to nine digits (XML Schema). */
export interface FeelDate {
  readonly kind: 'date'
  readonly year: number
  readonly month: number
  readonly day: number
}

/** `offset` in seconds east of UTC, or the name of a zone of the IANA database; neither is a local time. */
export interface FeelTime {
  readonly kind: 'time'
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Below one second, as nanoseconds. */
  readonly nano: number
  readonly offset?: number
  readonly zone?: string
}

export interface FeelDateTime {
  readonly kind: 'date-time'
  readonly date: FeelDate
  readonly time: FeelTime
}

/** Years and months, as months. */
export interface MonthsDuration {
  readonly kind: 'months'
  readonly months: number
}

/** Days and time, as seconds and nanoseconds of the same sign. */
export interface DaysDuration {
  readonly kind: 'days'
  readonly seconds: number
  readonly nanos: number
}

export type Temporal = FeelDate | FeelTime | FeelDateTime | MonthsDuration | DaysDuration

/** An end that is absent is open to infinity, as in `(< 5)`. */
export interface RangeValue {
  readonly kind: 'range'
  readonly low: Value | undefined
  readonly high: Value | undefined
  readonly lowIncluded: boolean
  readonly highIncluded: boolean
}

export interface ContextValue {
  readonly kind: 'context'
  readonly fields: ReadonlyMap<string, Value>
}

/** A row of the population (a member, an obligor): its cells are read when they are asked for. */
export interface RowValue {
  readonly kind: 'row'
  readonly list: string
  readonly index: number
  readonly cells: Readonly<Record<string, unknown>>
  /** The value of a fact by the name that policies use, or by its column when that is known. */
  readonly read: (name: string, column: string | undefined) => Value
}

export interface FunctionValue {
  readonly kind: 'function'
  readonly parameters: readonly string[]
  /** As `string` shows it. */
  readonly name: string
  /** Where a function may be called in more than one way: whether it takes so many arguments. */
  readonly takes?: (count: number) => boolean
  readonly call: (args: readonly Value[]) => Value
}

/** A value while it is computed. `null` is FEEL's null. Lists may hold unknown items, contexts unknown fields. */
export type Value =
  | null
  | boolean
  | string
  | Num
  | Temporal
  | RangeValue
  | ContextValue
  | RowValue
  | FunctionValue
  | Unknown
  | readonly Value[]
