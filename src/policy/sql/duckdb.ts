import type { Day } from '#kernel/day'
import type { CheckedDecision, Program } from '#policy/checked/index'
import type { Position } from '#policy/position'
import { carriedColumns, neededDecisions } from '#policy/sql/carried'
import { ExpressionWriter } from '#policy/sql/expression'
import { Stages } from '#policy/sql/stages'
import { RowTypes, type NumberBounds } from '#policy/sql/row-type'
import { Refusal, type SqlType, type Term } from '#policy/sql/term'

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
  /** What is asked for of each row besides the decisions; a household's number and place when nothing is said. */
  readonly keys?: readonly string[]
  /** How large numbers may be of which the vocabulary says nothing. */
  readonly bounds?: NumberBounds
  /** False to write out even what does not depend on the row; for tests of the writer. */
  readonly folds?: boolean
  /**
   * True to give the reasons as columns too: every decision that the asked ones rest on, and for a decision table in
   * `ruleColumn(name)` the number of the rule that gave the value.
   */
  readonly trace?: boolean
}

export type SqlResult =
  | {
      readonly ok: true
      /** SELECT of the keys and one column a decision, called like it. */
      readonly sql: string
      /** The SQL types of the decisions' columns. */
      readonly types: ReadonlyMap<string, SqlType>
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
    { day: request.day, within: request.within, folds: request.folds ?? true, traces: request.trace ?? false },
    new RowTypes(program.vocabulary, request.bounds),
    stages,
    carriedColumns(program, request.decisions),
  )
  const results: Column[] = []
  for (const name of request.decisions) {
    const decision = program.decisions.get(name)
    if (decision === undefined) throw new Error(`No decision ${name}`)
    try {
      results.push({ name, term: writer.result(decision) })
    } catch (refusal) {
      // The stack, whose end no other sign announces.
      if (refusal instanceof RangeError) {
        return { ok: false, reason: 'expressions that are nested too deeply', at: place(decision, decision.core.at) }
      }
      if (!(refusal instanceof Refusal)) throw refusal
      return { ok: false, reason: refusal.message, at: place(decision, refusal.at) }
    }
  }
  if (request.trace === true) results.push(...reasons(program, request.decisions, writer))
  const types = new Map(results.map((result) => [result.name, result.term.type]))
  const keys = request.keys ?? ['householdId', 'division']
  return { ok: true, sql: stages.select(request.source, keys, results), types, setup: [] }
}

interface Column {
  readonly name: string
  readonly term: Term
}

/** The column that holds the number of the rule of a decision's table. */
export function ruleColumn(decision: string): string {
  return `${decision}#`
}

function reasons(program: Program, asked: readonly string[], writer: ExpressionWriter): readonly Column[] {
  const below = neededDecisions(program, asked).filter((name) => !asked.includes(name))
  const values = below.flatMap((name): Column[] => {
    const term = writer.decision(name)
    const isRows = term.type.kind === 'row' || (term.type.kind === 'list' && term.type.of.kind === 'row')
    return isRows ? [] : [{ name, term }]
  })
  return [...values, ...[...writer.rules].map(([name, term]) => ({ name: ruleColumn(name), term }))]
}

function place(decision: CheckedDecision, at: Position): SqlPlace {
  const { folder, file, name } = decision
  return { folder, file, decision: name, line: at.line, column: at.column }
}
