import type { Core, Table } from '#policy/checked/index'
import type { Position } from '#policy/position'
import type { Generator } from '#policy/sql/generator'
import { structOf, united } from '#policy/sql/literal'
import type { Lists } from '#policy/sql/lists'
import { collectedTerm } from '#policy/sql/table-lists'
import { numberLiteral } from '#policy/sql/number'
import { literal, numberType, Refusal, strictNames, term, type SqlType, type Term } from '#policy/sql/term'

const booleanType: SqlType = { kind: 'boolean' }

/** A rule as SQL: whether it is met, and what it gives. */
export interface When {
  readonly met: Term
  readonly value: Term
}

/** What a table gives, and the number of the rule that gives it; of several, of the last. */
export interface TableTerms {
  readonly value: Term
  readonly rule: Term
}

/** A decision table as a CASE over its rules, with the same treatment of unknown conditions as in `answer`. */
export function tableTerms(table: Table, at: Position, generator: Generator, lists: Lists): TableTerms {
  for (const input of table.inputs) generator.bind(input.binder, generator.hoist(generator.expression(input.value)))
  const guards = table.inputs.flatMap((input) => (input.allowed === undefined ? [] : [generator.truth(input.allowed)]))
  const conditions = table.rules.map((rule) => generator.hoist(condition(rule.tests, generator)))
  const columns = table.outputs.map((output, column) =>
    united(
      [
        ...table.rules.map((rule) => cell(rule.outputs[column], generator)),
        output.otherwise === undefined ? literal('NULL', { kind: 'null' }) : generator.expression(output.otherwise),
      ],
      at,
    ),
  )
  const whens = conditions.map((met, rule): When => ({ met, value: rowOf(table, columns, rule, at) }))
  const hasDefault = table.outputs.some((output) => output.otherwise !== undefined)
  const last = hasDefault ? rowOf(table, columns, table.rules.length, at) : literal('NULL', { kind: 'null' })
  const value = decided(table, whens, last, at, generator, lists)
  const rule = ruleTerm(table, whens, generator)
  if (guards.length === 0) return { value, rule }
  return { value: guarded(guards, value, generator), rule: guarded(guards, rule, generator) }
}

/** The number of the rule that gave the value; null when none did. */
function ruleTerm(table: Table, whens: readonly When[], generator: Generator): Term {
  const numbered = whens.map(({ met }, index): When => ({ met, value: numberLiteral(String(index + 1)) }))
  const policy = generator.semantics === 'policy'
  const conditions = whens.map(({ met }) => met)
  const open = policy ? unknownFirst(conditions) : []
  const branches = ((): readonly string[] => {
    switch (table.hitPolicy) {
      case 'first':
        return policy ? firstHits(numbered) : hits(numbered)
      case 'unique':
        return [...open, ...(policy ? overlap(conditions) : disagreement(whens)), ...hits(numbered)]
      case 'any':
        return [...open, ...disagreement(whens), ...hits(numbered)]
      case 'priority':
        return [...open, ...hits(ranked(table, numbered))]
      case 'rule-order':
      case 'collect':
        return [...open, ...hits(numbered.toReversed())]
      case 'output-order':
        return [...open, ...hits(ranked(table, numbered).toReversed())]
    }
  })()
  const type = numberType(3, 0, 'INTEGER')
  const read = [...conditions, ...whens.map(({ value }) => value)]
  return term(branches.length === 0 ? 'CAST(NULL AS INTEGER)' : `CASE ${branches.join(' ')} END`, type, read, true)
}

/** An input that is not one of its allowed values leaves the table without a value. */
function guarded(guards: readonly Term[], made: Term, generator: Generator): Term {
  if (generator.semantics === 'policy') throw new Refusal('an input with allowed values', { line: 1, column: 1 })
  const all = guards.map((guard) => guard.text).join(' AND ')
  return term(`CASE WHEN ${all} THEN ${made.text} END`, made.type, [...guards, made], true)
}

function rowOf(table: Table, columns: readonly (readonly Term[])[], row: number, at: Position): Term {
  const values = columns.map((column) => column[row] ?? literal('NULL', { kind: 'null' }))
  const [only] = values
  if (values.length === 1 && only !== undefined) return only
  return structOf(
    values.map((value, column) => ({ name: table.outputs[column]?.name ?? '', value })),
    at,
  )
}

function decided(
  table: Table,
  whens: readonly When[],
  last: Term,
  at: Position,
  generator: Generator,
  lists: Lists,
): Term {
  const conditions = whens.map(({ met }) => met)
  const type = [...whens.map(({ value }) => value), last].find((value) => value.type.kind !== 'null')?.type ?? last.type
  const read = [...conditions, ...whens.map(({ value }) => value), last]
  const write = (branches: readonly string[]): Term =>
    term(branches.length === 0 ? last.text : `CASE ${branches.join(' ')} ELSE ${last.text} END`, type, read, true)
  const policy = generator.semantics === 'policy'
  const open = policy ? unknownFirst(conditions) : []
  switch (table.hitPolicy) {
    case 'first':
      return write(policy ? firstHits(whens) : hits(whens))
    case 'unique':
      // Where rules overlap, the standard still has a value if they agree; a policy has broken its promise.
      return write([...open, ...(policy ? overlap(conditions) : disagreement(whens)), ...hits(whens)])
    case 'any':
      return write([...open, ...disagreement(whens), ...hits(whens)])
    case 'priority':
      return write([...open, ...hits(ranked(table, whens))])
    case 'rule-order':
    case 'collect':
      return collectedTerm(table, whens, last, at, generator, lists)
    case 'output-order':
      return collectedTerm(table, ranked(table, whens), last, at, generator, lists)
  }
}

/** The rules with the strongest outputs first; among equals, in the order of the table. */
function ranked(table: Table, whens: readonly When[]): readonly When[] {
  const order = whens.map((when, index) => ({ when, ranks: table.rules[index]?.ranks ?? [] }))
  return order
    .toSorted((a, b) => {
      const column = a.ranks.findIndex((rank, index) => rank !== b.ranks[index])
      return column === -1 ? 0 : (a.ranks[column] ?? 0) - (b.ranks[column] ?? 0)
    })
    .map(({ when }) => when)
}

/** Each rule in its turn; an unknown condition ends the search unless an earlier test has ruled it out. */
function firstHits(whens: readonly When[]): string[] {
  const settled = new Set<string>()
  return whens.flatMap(({ met, value }) => {
    const names = met.nullable ? (strictNames([met]) ?? [met.text]) : []
    const open = names.filter((name) => !settled.has(name))
    for (const name of open) settled.add(name)
    const unknown = open.map((name) => `${name} IS NULL`).join(' OR ')
    return [...(open.length === 0 ? [] : [`WHEN ${unknown} THEN NULL`]), `WHEN ${met.text} THEN ${value.text}`]
  })
}

function condition(tests: readonly Core[], generator: Generator): Term {
  const terms = tests.map((test) => generator.truth(test)).filter((test) => test.text !== 'true')
  const [only] = terms
  if (only === undefined) return literal('true', booleanType)
  if (terms.length === 1) return only
  return term(`(${terms.map((test) => test.text).join(' AND ')})`, booleanType, terms)
}

function cell(of: Core | undefined, generator: Generator): Term {
  return of === undefined ? literal('NULL', { kind: 'null' }) : generator.expression(of)
}

function hits(whens: readonly When[]): string[] {
  return whens.map(({ met, value }) => `WHEN ${met.text} THEN ${value.text}`)
}

function unknownFirst(conditions: readonly Term[]): string[] {
  const open = conditions.filter((met) => met.nullable).map((met) => `${met.text} IS NULL`)
  return open.length === 0 ? [] : [`WHEN ${open.join(' OR ')} THEN NULL`]
}

/** Two rules of a U table that both match leave no value. */
function overlap(conditions: readonly Term[]): string[] {
  if (conditions.length < 2) return []
  const met = conditions.map((of) => `CAST(${of.nullable ? `coalesce(${of.text}, false)` : of.text} AS INTEGER)`)
  return [`WHEN ${met.join(' + ')} > 1 THEN NULL`]
}

function disagreement(whens: readonly When[]): string[] {
  return whens.flatMap((left, index) =>
    whens
      .slice(index + 1)
      .filter((right) => right.value.text !== left.value.text)
      .map((right) => {
        const differ = `(${left.value.text} IS DISTINCT FROM ${right.value.text})`
        return `WHEN ${left.met.text} AND ${right.met.text} AND ${differ} THEN NULL`
      }),
  )
}
