import type { Position } from '#policy/position'

/**
 * The type of a SQL term. A number has at most `digits` digits before the point and `scale` after it; `stored` is the
 * DuckDB type that the text has. A term whose stored type is wider than its digits is cast before it is calculated
 * with, so that a fact beyond the limit stops the query instead of spoiling it.
 */
export type SqlType =
  | {
      readonly kind: 'number'
      readonly digits: number
      readonly scale: number
      readonly stored: string
      /** log10 of a bound on the absolute value, finer than `digits`. */
      readonly most: number
    }
  | { readonly kind: 'boolean' | 'string' | 'date' | 'months' | 'days' | 'null' }
  /** A value that SQL only passes on, as FEEL's own text: a time, a date and time, a duration that is no whole days. */
  | { readonly kind: 'text'; readonly of: 'date' | 'time' | 'date-time' | 'days' }
  | { readonly kind: 'list'; readonly of: SqlType; readonly nullable: boolean }
  | { readonly kind: 'row'; readonly row: string }
  | {
      readonly kind: 'struct'
      readonly fields: ReadonlyMap<string, { readonly type: SqlType; readonly nullable: boolean }>
    }

/** A piece of SQL. */
export interface Term {
  readonly text: string
  readonly type: SqlType
  /** False only when the text can never be NULL. */
  readonly nullable: boolean
  /** The stage whose columns it reads: it can be computed once that many stages have been. */
  readonly level: number
  /**
   * The lambda variables that it reads, each with the step of that lambda after which it can be computed (as `level`
   * for the household). A term that reads none can become a column.
   */
  readonly reads: ReadonlyMap<number, number>
  /**
   * When the text is NULL exactly if one of some names is: those names. It lets a CASE ask whether a condition is known
   * without computing the condition again.
   */
  readonly nullWith?: readonly string[]
  /** A name or a literal: free to repeat. */
  readonly atom: boolean
}

export const maxWidth = 38
/** The widest DECIMAL that DuckDB holds in 64 bits; wider ones divide a hundred times more slowly. */
export const fastWidth = 18

/** The SQL back end cannot give the same value as `answer` and says so. It never leaves `duckdb.ts`. */
export class Refusal extends Error {
  readonly at: Position

  constructor(reason: string, at: Position) {
    super(reason)
    this.at = at
  }
}

/** A hair's breadth in log10, so that rounding errors of the bound never cost or save a digit. */
const hair = 1e-6

/** A number of at most so many digits before the point and after it. */
export function numberType(
  digits: number,
  scale: number,
  stored = `DECIMAL(${digits + scale},${scale})`,
  most = digits - hair,
): Extract<SqlType, { kind: 'number' }> {
  return { kind: 'number', digits, scale, stored, most: Math.min(most, digits - hair) }
}

/** The digits before the point that a bound needs. */
export function digitsOf(most: number): number {
  return Math.max(1, Math.ceil(most + hair / 10))
}

/** The bound of a number that is written out. */
export function boundOf(value: number): number {
  return value === 0 ? -maxWidth : Math.log10(Math.abs(value)) + hair / 5
}

export const readsNothing: ReadonlyMap<number, number> = new Map()

function unitedReads(parts: readonly Term[]): ReadonlyMap<number, number> {
  if (parts.every((part) => part.reads.size === 0)) return readsNothing
  const reads = new Map<number, number>()
  for (const part of parts) for (const [id, step] of part.reads) reads.set(id, Math.max(step, reads.get(id) ?? 0))
  return reads
}

interface Facets {
  readonly nullable: boolean
  readonly level: number
  readonly reads: ReadonlyMap<number, number>
}

/** What a text made of several terms inherits from them. */
function facets(parts: readonly Term[]): Facets {
  return {
    nullable: parts.some((part) => part.nullable),
    level: parts.reduce((level, part) => Math.max(level, part.level), 0),
    reads: unitedReads(parts),
  }
}

export function term(text: string, type: SqlType, parts: readonly Term[], nullable?: boolean): Term {
  const inherited = facets(parts)
  return { text, type, ...inherited, nullable: nullable ?? inherited.nullable, atom: false }
}

/** A text that is NULL exactly when one of its parts is, as of operators and casts. */
export function strictTerm(text: string, type: SqlType, parts: readonly Term[]): Term {
  const made = term(text, type, parts)
  const nullWith = strictNames(parts)
  return nullWith === undefined ? made : { ...made, nullWith }
}

/** The names that decide whether one of the terms is NULL; undefined when more than names decides. */
export function strictNames(parts: readonly Term[]): readonly string[] | undefined {
  const names = new Set<string>()
  for (const part of parts) {
    if (!part.nullable) continue
    const own = part.nullWith ?? (part.atom ? [part.text] : undefined)
    if (own === undefined) return undefined
    for (const name of own) names.add(name)
  }
  return [...names].sort()
}

/** SQL that says whether a term is known. */
export function knownTest(of: Term): string {
  if (!of.nullable) return 'true'
  const names = strictNames([of]) ?? [of.text]
  return names.map((name) => `${name} IS NOT NULL`).join(' AND ')
}

export function literal(text: string, type: SqlType): Term {
  return { text, type, nullable: text === 'NULL', level: 0, reads: readsNothing, atom: true }
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
