import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DecisionTable, PolicyDecision } from '#contracts/policy-register'
import { differentDecisions, differentStandards, paired } from './difference.ts'

function aTable(rules: readonly (readonly string[])[], inputs = ['家庭人口', '收入']): PolicyDecision {
  const table: DecisionTable = {
    hitPolicy: 'FIRST',
    inputs: [...inputs],
    outputs: ['类别'],
    annotations: ['依据'],
    rules: rules.map((cells) => ({
      inputs: cells.slice(0, inputs.length),
      outputs: cells.slice(inputs.length, inputs.length + 1),
      annotations: cells.slice(inputs.length + 1),
    })),
  }
  return { name: '类别', type: 'string', unit: null, description: null, expression: null, table }
}

const rules = [
  ['1', '< 100', '"甲"', '第一条'],
  ['2', '< 200', '"乙"', '第二条'],
  ['-', '-', '"无"', ''],
]

test('a changed cell is the only thing that differs', () => {
  const [found] = differentDecisions(
    'f',
    [aTable(rules)],
    [aTable([rules[0] ?? [], ['2', '< 250', '"乙"', '第二条'], rules[2] ?? []])],
  )

  expect(found?.table?.rows.map(({ change }) => change)).toEqual(['same', 'changed', 'same'])
  expect(found?.table?.rows[1]?.cells[1]).toEqual({ before: '< 200', after: '< 250' })
})

test('a row put in between is an added row, and the rows after it stay what they are', () => {
  const [found] = differentDecisions('f', [aTable(rules)], [aTable(rules.toSpliced(1, 0, ['5', '> 7', '"丙"', '新']))])

  expect(found?.table?.rows.map(({ change }) => change)).toEqual(['same', 'added', 'same', 'same'])
})

test('a new column is an added column, and no row is lost for it', () => {
  const wider = rules.map(([first = '', ...rest]) => [first, '-', ...rest])
  const [found] = differentDecisions('f', [aTable(rules)], [aTable(wider, ['家庭人口', '残疾', '收入'])])

  expect(found?.table?.columns.map(({ change }) => change)).toEqual(['same', 'added', 'same', 'same', 'same'])
  expect(found?.table?.rows).toHaveLength(3)
})

test('spaces between words are no difference, those inside quotes are', () => {
  const of = (expression: string): PolicyDecision => ({ ...aTable([]), table: null, expression })

  expect(differentDecisions('f', [of('a  +\n b')], [of('a + b')])).toEqual([])
  expect(differentDecisions('f', [of('"甲 乙"')], [of('"甲  乙"')])).toHaveLength(1)
})

test('decisions that are new or gone are said to be', () => {
  const one = { ...aTable(rules), name: '旧' }
  const two = { ...aTable(rules), name: '新' }

  expect(differentDecisions('f', [one], [two]).map(({ name, change }) => [name, change])).toEqual([
    ['新', 'added'],
    ['旧', 'removed'],
  ])
})

test('pairing keeps the order of both lists, loses nothing, and pairs equals with themselves', () => {
  const list = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 })
  fc.assert(
    fc.property(list, list, (before, after) => {
      const pairs = paired(before, after, (a, b) => (a === b ? 1 : 0))
      const same = paired(before, before, (a, b) => (a === b ? 1 : 0))

      expect(pairs.flatMap((pair) => pair.before ?? [])).toEqual(before)
      expect(pairs.flatMap((pair) => pair.after ?? [])).toEqual(after)
      expect(same.every((pair) => pair.before === pair.after)).toBe(true)
    }),
    { seed: 7, numRuns: 200 },
  )
})

test('a standard says which rows are new, ended or of another value', () => {
  const row = {
    division: '36',
    dimensions: { 户口性质: '城镇' },
    value: '980',
    from: '2025-04-01',
    until: null,
    document: '甲',
    source: '',
  }
  const found = differentStandards(
    [{ folder: 'f', name: '低保标准', rows: [row, { ...row, division: '21' }] }],
    [
      {
        folder: 'f',
        name: '低保标准',
        rows: [
          { ...row, until: '2027-01-01' },
          { ...row, from: '2027-01-01', value: '1080' },
        ],
      },
    ],
    (division) => `地${division}`,
  )

  expect(found[0]?.rows.map(({ division, from, change }) => [division, from, change])).toEqual([
    ['36', '2025-04-01', 'changed'],
    ['36', '2027-01-01', 'added'],
    ['21', '2025-04-01', 'removed'],
  ])
  expect(found[0]?.rows[0]?.until).toEqual({ before: null, after: '2027-01-01' })
})
