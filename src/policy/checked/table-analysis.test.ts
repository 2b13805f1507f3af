import { expect, test } from 'vitest'
import { addDays, day } from '#kernel/day'
import { seededRandom, type Random } from '#kernel/random'
import { compilePolicies } from '#policy'
import type { Type } from '#policy/checked/index'
import { aModel } from '#policy/testing'
import { emptyVocabulary, type FactDefinition, type Vocabulary } from '#policy/vocabulary'

function fact(name: string, type: Type, scale?: number): FactDefinition {
  return { name, column: name, type, ...(scale === undefined ? {} : { digits: 3, scale, stored: 'INTEGER' }) }
}

const vocabulary: Vocabulary = {
  ...emptyVocabulary,
  units: { counted: ['heads'], calendar: ['years', 'months'], known: ['heads'] },
  facts: [
    fact('amount', { kind: 'number', unit: '' }, 2),
    fact('steps', { kind: 'number', unit: '' }, 0),
    fact('heads', { kind: 'number', unit: 'heads' }, 0),
    fact('word', { kind: 'string' }),
    fact('day', { kind: 'date' }),
    fact('flag', { kind: 'boolean' }),
  ],
}

/** A test of a cell as it is written, and which of the points of its column meet it. */
interface Cell {
  readonly text: string
  readonly meets: (point: number) => boolean
}

/** A column by the fact that it asks: every point that its cells can tell apart, and how a constant is written. */
interface Column {
  readonly points: readonly number[]
  readonly write: (constant: number) => string
  readonly ordered: boolean
}

const start = day('2026-01-01')
const halves = Array.from({ length: 15 }, (_, index) => index / 2 - 1)
const columns: Readonly<Record<string, Column>> = {
  amount: { points: halves, write: String, ordered: true },
  steps: { points: halves.filter(Number.isInteger), write: String, ordered: true },
  heads: { points: halves.filter((point) => Number.isInteger(point) && point >= 0), write: String, ordered: true },
  // Days are taken as if there were something between two of them.
  day: { points: halves, write: (constant) => `date("${addDays(start, constant)}")`, ordered: true },
  word: { points: [0, 1, 2, 3, 4, 9], write: (constant) => `"w${constant}"`, ordered: false },
  flag: { points: [0, 1], write: (constant) => String(constant === 1), ordered: false },
}

function cellOf({ write, ordered, points }: Column, random: Random): Cell {
  const most = points.length === 2 ? 1 : 4
  const [one, other] = [random.int(0, most), random.int(0, most)]
  const [low, high] = one < other ? [one, other] : [other, one + 1]
  const shapes: readonly Cell[] = [
    { text: '-', meets: () => true },
    { text: write(one), meets: (point) => point === one },
    { text: `not(${write(one)})`, meets: (point) => point !== one },
    { text: `${write(one)}, ${write(other)}`, meets: (point) => point === one || point === other },
    { text: `not(${write(one)}, ${write(other)})`, meets: (point) => point !== one && point !== other },
  ]
  const inOrder: readonly Cell[] = [
    { text: `< ${write(one)}`, meets: (point) => point < one },
    { text: `<= ${write(one)}`, meets: (point) => point <= one },
    { text: `> ${write(one)}`, meets: (point) => point > one },
    { text: `>= ${write(one)}`, meets: (point) => point >= one },
    { text: `[${write(low)}..${write(high)}]`, meets: (point) => point >= low && point <= high },
    { text: `(${write(low)}..${write(high)}]`, meets: (point) => point > low && point <= high },
    { text: `[${write(low)}..${write(high)})`, meets: (point) => point >= low && point < high },
    { text: `not([${write(low)}..${write(high)}])`, meets: (point) => point < low || point > high },
    { text: `< ${write(low)}, > ${write(high)}`, meets: (point) => point < low || point > high },
  ]
  return random.pick(ordered ? [...shapes, ...inOrder, ...inOrder] : shapes)
}

interface Rule {
  readonly cells: readonly Cell[]
  readonly output: number
}

function escaped(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function written(hitPolicy: string, names: readonly string[], rules: readonly Rule[]): string {
  const inputs = names.map((name) => `<input><inputExpression><text>${name}</text></inputExpression></input>`)
  const rows = rules.map(({ cells, output }) => {
    const tests = cells.map(({ text }) => `<inputEntry><text>${escaped(text)}</text></inputEntry>`)
    return `<rule>${tests.join('')}<outputEntry><text>${output}</text></outputEntry></rule>`
  })
  return `<decisionTable hitPolicy="${hitPolicy}">${inputs.join('')}<output name="x"/>${rows.join('')}</decisionTable>`
}

interface Complaint {
  /** The two rules that meet, or `table-gap`. */
  readonly what: string
  readonly rules: readonly number[]
  readonly example: string
}

function complaintsOf(table: string): readonly Complaint[] {
  const compilation = compilePolicies([aModel({ decisions: { y: table } })], { vocabulary })
  const errors = compilation.ok ? [] : compilation.errors
  return errors.map(({ problem }): Complaint => {
    if (problem.code === 'table-overlap') {
      const { first, second, example } = problem
      return { what: `${first} ${second}`, rules: [first - 1, second - 1], example }
    }
    if (problem.code === 'table-gap') return { what: problem.code, rules: [], example: problem.example }
    throw new Error(JSON.stringify(problem))
  })
}

/** The rules that a number met which the compiler gives as an example; undefined of another kind of column. */
function metBy(example: string, rules: readonly Rule[]): readonly number[] | undefined {
  const number = /^(?:amount|steps|heads) = (-?[0-9.]+)$/.exec(example)?.[1]
  if (number === undefined) return undefined
  return rules.flatMap(({ cells }, index) => (cells.every((cell) => cell.meets(Number(number))) ? [index] : []))
}

/** The same by trying every point. */
function tried(hitPolicy: string, names: readonly string[], rules: readonly Rule[]): readonly string[] {
  const inputs = names
    .map((name) => columns[name]?.points ?? [])
    .reduce<readonly (readonly number[])[]>(
      (all, points) => all.flatMap((path) => points.map((point) => [...path, point])),
      [[]],
    )
  const found = new Set<string>()
  for (const input of inputs) {
    const met = rules.flatMap(({ cells, output }, index) =>
      cells.every((cell, column) => cell.meets(input[column] ?? 0)) ? [{ index, output }] : [],
    )
    if (met.length === 0) found.add('table-gap')
    for (const first of met) {
      for (const second of met) {
        const clash = hitPolicy === 'UNIQUE' || (hitPolicy === 'ANY' && first.output !== second.output)
        if (clash && first.index < second.index) found.add(`${first.index + 1} ${second.index + 1}`)
      }
    }
  }
  return [...found].sort()
}

test('overlaps, contradictions and gaps of a table are those that trying every input finds', () => {
  const random = seededRandom(20_261_122)
  const seen = { clean: 0, overlapping: 0, open: 0, examples: 0 }
  for (let index = 0; index < 1_500; index += 1) {
    const hitPolicy = random.pick(['UNIQUE', 'UNIQUE', 'ANY', 'FIRST'])
    const names = random.pick([...Object.keys(columns).map((name) => [name]), ['amount', 'flag'], ['word', 'day']])
    const rules = Array.from({ length: random.int(1, 4) }, () => ({
      cells: names.flatMap((name) => {
        const column = columns[name]
        return column === undefined ? [] : [cellOf(column, random)]
      }),
      output: random.int(1, 2),
    }))
    const table = written(hitPolicy, names, rules)
    const expected = tried(hitPolicy, names, rules)

    const complaints = complaintsOf(table)
    expect([table, complaints.map(({ what }) => what).sort()]).toEqual([table, expected])
    for (const { what, rules: told, example } of complaints) {
      const met = metBy(example, rules)
      if (met === undefined) continue
      seen.examples += 1
      if (what === 'table-gap') expect([table, example, met]).toEqual([table, example, []])
      else expect([table, example, met]).toEqual([table, example, expect.arrayContaining([...told])])
    }
    if (expected.length === 0) seen.clean += 1
    if (expected.includes('table-gap')) seen.open += 1
    if (expected.some((one) => one !== 'table-gap')) seen.overlapping += 1
  }

  expect(Math.min(...Object.values(seen))).toBeGreaterThan(100)
})
