import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { compilePolicies, describePolicyError } from '#policy'
import { prepare, rowSource, type Cell, type Row } from '#policy/answer/index'
import type { Program, Type } from '#policy/checked/index'
import { aModel } from '#policy/testing'
import { emptyVocabulary, type FactDefinition, type Vocabulary } from '#policy/vocabulary'

/** Small programs over a few facts, with the facts of some rows. */
const number: Type = { kind: 'number', unit: '' }

function fact(name: string, type: Type): FactDefinition {
  return { name, column: name, type, digits: 3, scale: 0, stored: 'INTEGER' }
}

const numbers = ['a', 'b', 'c']
const flags = ['p', 'q']

const vocabulary: Vocabulary = {
  ...emptyVocabulary,
  facts: [...numbers.map((name) => fact(name, number)), ...flags.map((name) => fact(name, { kind: 'boolean' }))],
  lists: [{ name: 'rows', column: 'rows', label: 'row', facts: [fact('n', number), fact('f', { kind: 'boolean' })] }],
}

type Depth = 0 | 1 | 2 | 3

function numeric(depth: Depth, inRow: boolean): fc.Arbitrary<string> {
  const leaf = fc.constantFrom('0', '1', '2', ...numbers, ...(inRow ? ['r.n'] : []))
  if (depth === 0) return leaf
  const less = shallower(depth)
  const [of, logic, list] = [numeric(less, inRow), logical(less, inRow), listed(less, inRow)]
  return fc.oneof(
    { weight: 1, arbitrary: leaf },
    fc.tuple(of, fc.constantFrom('+', '-', '*'), of).map(([left, op, right]) => `(${left} ${op} ${right})`),
    fc.tuple(logic, of, of).map(([met, yes, no]) => `(if ${met} then ${yes} else ${no})`),
    list.map((rows) => `count(${rows})`),
    list.map((rows) => `sum(${rows}.n)`),
    list.map((rows) => `${rows}[1].n`),
    list.map((rows) => `max(${rows}.n)`),
    fc.tuple(list, of).map(([rows, body]) => `sum(for r in ${rows} return r.n + ${body})`),
  )
}

function logical(depth: Depth, inRow: boolean): fc.Arbitrary<string> {
  const leaf = fc.constantFrom('true', 'false', ...flags, ...(inRow ? ['r.f'] : []))
  if (depth === 0) return leaf
  const less = shallower(depth)
  const [of, amount, list] = [logical(less, inRow), numeric(less, inRow), listed(less, inRow)]
  const inner = logical(less, true)
  return fc.oneof(
    { weight: 1, arbitrary: leaf },
    fc
      .tuple(amount, fc.constantFrom('<', '>=', '=', '!='), amount)
      .map(([left, op, right]) => `(${left} ${op} ${right})`),
    fc.tuple(of, fc.constantFrom('and', 'or'), of).map(([left, op, right]) => `(${left} ${op} ${right})`),
    of.map((one) => `not(${one})`),
    fc.tuple(fc.constantFrom('any', 'all'), list).map(([how, rows]) => `${how}(${rows}.f)`),
    fc.tuple(list, amount).map(([rows, one]) => `list contains(${rows}.n, ${one})`),
    fc.tuple(of, of, of).map(([met, yes, no]) => `(if ${met} then ${yes} else ${no})`),
    fc
      .tuple(fc.constantFrom('some', 'every'), list, inner)
      .map(([how, rows, one]) => `(${how} r in ${rows} satisfies ${one})`),
  )
}

function listed(depth: Depth, inRow: boolean): fc.Arbitrary<string> {
  if (depth === 0) return fc.constant('rows')
  const less = shallower(depth)
  const outer = logical(less, inRow)
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant('rows') },
    fc.constantFrom('rows[f]', 'rows[n > 1]', 'rows[f and n > 0]', 'rows[n > a]', 'rows[f or p]'),
    fc
      .tuple(outer, listed(less, inRow), listed(less, inRow))
      .map(([met, yes, no]) => `(if ${met} then ${yes} else ${no})`),
  )
}

function shallower(depth: Depth): Depth {
  return depth === 3 ? 2 : depth === 2 ? 1 : 0
}

const cell = { number: fc.integer({ min: 0, max: 3 }), flag: fc.boolean() }
const rowCells = fc.record({ n: fc.option(cell.number), f: fc.option(cell.flag) })
const someRow: fc.Arbitrary<Row> = fc.record({
  a: fc.option(cell.number),
  b: fc.option(cell.number),
  c: fc.option(cell.number),
  p: fc.option(cell.flag),
  q: fc.option(cell.flag),
  rows: fc.array(rowCells, { maxLength: 3 }),
})

/** A value for every fact there may be, by its place. */
const fills = fc.record({
  a: cell.number,
  b: cell.number,
  c: cell.number,
  p: cell.flag,
  q: cell.flag,
  rows: fc.tuple(...[0, 1, 2].map(() => fc.record({ n: cell.number, f: cell.flag }))),
})
type Fill = typeof fills extends fc.Arbitrary<infer Of> ? Of : never

function programOf(expression: string): Program | undefined {
  const compilation = compilePolicies([aModel({ decisions: { answer: expression } })], { vocabulary })
  if (compilation.ok) return compilation.policies.program
  throw new Error(`${expression}: ${compilation.errors.map((error) => describePolicyError(error, 'en')).join('\n')}`)
}

function filled(row: Row, fill: Fill, chosen: (key: string) => boolean): Row {
  const values: Record<string, unknown> = { ...fill }
  const take = (key: string, have: Cell | undefined, value: unknown): Cell => {
    if (have !== null && have !== undefined) return have
    return chosen(key) && (typeof value === 'number' || typeof value === 'boolean') ? value : null
  }
  const own = [...numbers, ...flags].map((name): [string, Cell] => {
    const have = row[name]
    return [name, take(name, typeof have === 'object' ? null : have, values[name])]
  })
  const { rows } = row
  const inner = Array.isArray(rows) ? rows : []
  return {
    ...Object.fromEntries(own),
    rows: inner.map((cells, index) => ({
      n: take(`${index}n`, cells.n, fill.rows[index]?.n),
      f: take(`${index}f`, cells.f, fill.rows[index]?.f),
    })),
  }
}

function run(program: Program, row: Row) {
  const source = rowSource(vocabulary, row, 'policy')
  const { values, missing } = prepare(program, ['answer']).run(source, { day: day('2026-10-31'), trace: false })
  return { value: values['answer'], missing: new Set(missing.map((one) => `${one.index ?? ''}${one.name}`)) }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** A table whose last rule always holds. */
const tables = fc
  .tuple(logical(2, false), logical(1, false), fc.tuple(numeric(1, false), numeric(1, false), numeric(1, false)))
  .map(([first, second, outputs]) => {
    const input = (text: string): string =>
      `<input><inputExpression><text>${escaped(text)}</text></inputExpression></input>`
    const rule = (tests: readonly string[], output: string): string =>
      `<rule>${tests.map((one) => `<inputEntry><text>${one}</text></inputEntry>`).join('')}<outputEntry><text>${escaped(output)}</text></outputEntry></rule>`
    const rules = [
      ['true', '-'],
      ['-', 'false'],
      ['-', '-'],
    ].map((tests, index) => rule(tests, outputs[index] ?? ''))
    return `<decisionTable hitPolicy="FIRST">${input(first)}${input(second)}<output/>${rules.join('')}</decisionTable>`
  })

const anyExpression = fc.oneof(numeric(3, false), logical(3, false), tables)
const runs = { seed: 20_261_031, numRuns: 1500 }

test('once the missing facts are known, whatever they are, the answer is settled', () => {
  fc.assert(
    fc.property(anyExpression, someRow, fills, (expression, row, fill) => {
      const program = programOf(expression)
      if (program === undefined) return
      const { missing } = run(program, row)

      const after = run(
        program,
        filled(row, fill, (key) => missing.has(key)),
      )

      expect([...after.missing]).toEqual([])
    }),
    runs,
  )
})

test('a fact that is not missing changes nothing once the missing ones are known', () => {
  fc.assert(
    fc.property(anyExpression, someRow, fills, (expression, row, fill) => {
      const program = programOf(expression)
      if (program === undefined) return
      const { missing } = run(program, row)
      const settled = run(
        program,
        filled(row, fill, (key) => missing.has(key)),
      )

      const whole = run(
        program,
        filled(row, fill, () => true),
      )

      expect(whole.value).toEqual(settled.value)
    }),
    runs,
  )
})
