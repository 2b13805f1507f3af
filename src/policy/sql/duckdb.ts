import type { Day } from '#kernel/day'
import type { CheckedDecision, Program } from '#policy/checked/index'
import type { Position } from '#policy/position'
import { carriedColumns } from '#policy/sql/carried'
import { ExpressionWriter } from '#policy/sql/expression'
import { Stages } from '#policy/sql/stages'
import { Refusal } from '#policy/sql/term'

export interface SqlRequest {
  readonly decisions: readonly string[]
  readonly dialect: 'duckdb'
  readonly day: Day
  /** A table, or anything that may stand after FROM, with the snapshot's columns by their English names. */
  readonly source: string
  /**
   * A division code with which the code of every household of the source begins, such as that of the county. The query
   * then knows the local standards while it is made, and is faster for it.
   */
  readonly within?: string
}

export type SqlResult =
  | {
      readonly ok: true
      /** SELECT "householdId", "division" and one column a decision, called like it. */
      readonly sql: string
      /** Statements to run once a connection before the query; DuckDB needs none at present. */
      readonly setup: readonly string[]
    }
  | { readonly ok: false; readonly reason: string; readonly at: SqlPlace }

export interface SqlPlace extends Position {
  readonly folder: string
  readonly file: string
  readonly decision: string
}

export function duckdbSql(program: Program, request: SqlRequest): SqlResult {
  const stages = new Stages()
  const writer = new ExpressionWriter(
    program,
    { day: request.day, within: request.within },
    stages,
    carriedColumns(program, request.decisions),
  )
  const results = []
  for (const name of request.decisions) {
    const decision = program.decisions.get(name)
    if (decision === undefined) throw new Error(`No decision ${name}`)
    try {
      results.push({ name, term: writer.result(decision) })
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      return { ok: false, reason: refusal.message, at: place(decision, refusal.at) }
    }
  }
  return { ok: true, sql: stages.select(request.source, ['householdId', 'division'], results), setup: [] }
}

function place(decision: CheckedDecision, at: Position): SqlPlace {
  const { folder, file, name } = decision
  return { folder, file, decision: name, line: at.line, column: at.column }
}
