import type { Core, Table } from '#policy/checked/index'
import type { Position } from '#policy/position'
import type { Generator } from '#policy/sql/generator'
import { literal, Refusal, strictNames, term, type SqlType, type Term } from '#policy/sql/term'

interface TableGenerator extends Generator {
  united(terms: readonly Term[], at: Position): readonly Term[]
}

const booleanType: SqlType = { kind: 'boolean' }

/** A decision table as a CASE over its rules, with the same treatment of unknown conditions as in `answer`. */
export function tableTerm(table: Table, at: Position, generator: TableGenerator): Term {
  if (table.outputs.length !== 1) throw new Refusal('a table of several outputs', at)
  for (const input of table.inputs) generator.bind(input.binder, generator.hoist(generator.expression(input.value)))
  const conditions = table.rules.map((rule) => generator.hoist(condition(rule.tests, generator)))
  const otherwise = table.outputs[0]?.otherwise
  const outputs = generator.united(
    [
      ...table.rules.map((rule) => output(rule.outputs, generator)),
      otherwise === undefined ? literal('NULL', { kind: 'null' }) : generator.expression(otherwise),
    ],
    at,
  )
  const type = outputs[0]?.type ?? { kind: 'null' }
  const whens = conditions.map((met, index) => ({ met, value: outputs[index] ?? literal('NULL', type) }))
  const last = outputs.at(-1) ?? literal('NULL', type)
  const read = [...conditions, ...outputs]
  const write = (branches: readonly string[]): Term => {
    return term(`CASE ${branches.join(' ')} ELSE ${last.text} END`, type, read, true)
  }
  switch (table.hitPolicy) {
    case 'first':
      return write(firstHits(whens))
    case 'unique':
      return write([...unknownFirst(conditions), overlap(conditions), ...hits(whens)])
    case 'any':
      return write([...unknownFirst(conditions), ...disagreement(whens), ...hits(whens)])
    case 'priority': {
      const ranks = table.rules.map((rule) => rule.ranks[0] ?? 0)
      const order = whens.map((when, index) => ({ when, rank: ranks[index] ?? 0 })).sort((a, b) => a.rank - b.rank)
      return write([...unknownFirst(conditions), ...hits(order.map(({ when }) => when))])
    }
    case 'collect':
      throw new Refusal('a table with hit policy C', at)
  }
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
  const terms = tests.map((test) => generator.expression(test))
  const [only] = terms
  if (only === undefined) return literal('true', booleanType)
  if (terms.length === 1) return only
  return term(`(${terms.map((test) => test.text).join(' AND ')})`, booleanType, terms)
}

function output(cells: readonly Core[], generator: Generator): Term {
  const [only] = cells
  return only === undefined ? literal('NULL', { kind: 'null' }) : generator.expression(only)
}

interface When {
  readonly met: Term
  readonly value: Term
}

function hits(whens: readonly When[]): string[] {
  return whens.map(({ met, value }) => `WHEN ${met.text} THEN ${value.text}`)
}

function unknownFirst(conditions: readonly Term[]): string[] {
  const open = conditions.filter((met) => met.nullable).map((met) => `${met.text} IS NULL`)
  return open.length === 0 ? [] : [`WHEN ${open.join(' OR ')} THEN NULL`]
}

/** Two rules of a U table that both match leave no value. */
function overlap(conditions: readonly Term[]): string {
  return `WHEN ${conditions.map((met) => `CAST(${met.text} AS INTEGER)`).join(' + ')} > 1 THEN NULL`
}

function disagreement(whens: readonly When[]): string[] {
  return whens.flatMap((left, index) =>
    whens
      .slice(index + 1)
      .filter((right) => right.value.text !== left.value.text)
      .map((right) => {
        const differ = `(${left.value.text} = ${right.value.text}) IS NOT TRUE`
        return `WHEN ${left.met.text} AND ${right.met.text} AND ${differ} THEN NULL`
      }),
  )
}
