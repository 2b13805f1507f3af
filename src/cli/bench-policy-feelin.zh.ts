import {
  amountTable,
  bandTable,
  categoryTable,
  householdTexts,
  standardTexts,
  topUp,
  type TableText,
} from '#cli/bench-policy-models.zh'
import { fieldOf, laneOf, verdictOf, type LaneMaker } from '#cli/bench-policy-lanes'
import type { Row } from '#policy/answer/index'
import { vocabulary } from '#policy-files/vocabulary.zh'

type Context = Readonly<Record<string, unknown>>

/** A row with the Chinese names that FEEL reads; lists keep theirs. */
function contextOf(row: Row): Context {
  const named = (cells: Readonly<Record<string, unknown>>, names: ReadonlyMap<string, string>): Context =>
    Object.fromEntries(Object.entries(cells).map(([column, cell]) => [names.get(column) ?? column, cell]))
  const { members, ...own } = row
  const small = [
    ['income', '收入'],
    ['kind', '户口'],
    ['size', '人口'],
  ] as const
  const [list] = vocabulary.lists
  if (list === undefined || !Array.isArray(members)) return named(own, new Map(small))
  const ofMembers = new Map(list.facts.map((fact) => [fact.column, fact.name]))
  return {
    ...named(own, new Map(vocabulary.facts.map((fact) => [fact.column, fact.name]))),
    [list.name]: members.map((member) => named(member, ofMembers)),
  }
}

/**
 * feelin has no form to compile once: `evaluate` and `unaryTest` read the text each time, and walk the whole context.
 * Its fastest use is few calls with small contexts: everything below the tables in one FEEL context, then the tests of
 * a table from the top until one rule holds, each with only the names that occur in it. Hit policies are ours to do.
 */
export async function feelinLane(): Promise<LaneMaker> {
  const { evaluate, unaryTest } = await import('feelin')

  const parts = (text: string, of: Context): Context =>
    Object.fromEntries(Object.entries(of).filter(([name]) => text.includes(name)))

  const decideTable = (table: TableText, of: Context): unknown => {
    for (const rule of table.rules) {
      const holds = table.inputs.every((input, place) => {
        const test = rule[place] ?? ''
        return test === '' || unaryTest(test, { ...parts(test, of), '?': of[input] }).value === true
      })
      const output = rule.at(-1) ?? ''
      if (holds) return evaluate(output, parts(output, of)).value
    }
    return table.otherwise === undefined ? undefined : evaluate(table.otherwise).value
  }

  const below = Object.entries({ ...standardTexts, ...householdTexts }).map(([name, text]) => `${name}: ${text}`)
  // Binary fractions would now and then round up by one yuan too many.
  const amounts = amountTable((text) => `ceiling(decimal(${text}, 6))`)
  const household = `{ ${below.join(', ')} }`

  return (model, rows) => {
    const inputs = rows.map(contextOf)
    switch (model) {
      case 'table':
        return laneOf('feelin', inputs, (of) => verdictOf(undefined, decideTable(bandTable, of)))
      case 'expression':
        return laneOf('feelin', inputs, (of) => verdictOf(undefined, evaluate(topUp, of).value))
      case 'household':
        return laneOf('feelin', inputs, (of) => {
          const { value } = evaluate(household, of)
          const found = Object.fromEntries(
            [...Object.keys(standardTexts), ...Object.keys(householdTexts)].map((name) => [name, fieldOf(value, name)]),
          )
          const category = decideTable(categoryTable, found)
          return verdictOf(category, decideTable(amounts, { ...found, 类别: category }))
        })
    }
  }
}
