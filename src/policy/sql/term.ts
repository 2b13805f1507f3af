import type { Position } from '#policy/position'

/**
 * The type of a SQL term. A number has at most `digits` digits before the point and `scale` after it; `stored` is the
 * DuckDB type that the text has. A term whose stored type is wider than its digits is cast before it is calculated
 * with, so that a fact beyond the limit stops the query instead of spoiling it.
 */
export type SqlType =
  | { readonly kind: 'number'; readonly digits: number; readonly scale: number; readonly stored: string }
  | { readonly kind: 'boolean' | 'string' | 'date' | 'months' | 'days' | 'null' }
  | { readonly kind: 'list'; readonly of: SqlType; readonly nullable: boolean }
  | { readonly kind: 'row'; readonly row: 'member' | 'obligor' }
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

export function numberType(digits: number, scale: number, stored?: string): Extract<SqlType, { kind: 'number' }> {
  return { kind: 'number', digits, scale, stored: stored ?? `DECIMAL(${digits + scale},${scale})` }
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
export function facets(parts: readonly Term[]): Facets {
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

export function literal(text: string, type: SqlType): Term {
  return { text, type, nullable: text === 'NULL', level: 0, reads: readsNothing, atom: true }
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
