import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StandardEdit } from '#contracts/policy-register'
import { day } from '#kernel/day'
import { readPolicyFiles } from '#policy-files'
import { loadEffectivePolicies } from '#policy-files/effective'
import { applyChange } from './apply-change.ts'
import { readStandards, withRows, withValue } from './standard-rows.ts'

const row: StandardEdit = {
  division: '36',
  dimensions: { 户口性质: '城镇' },
  value: '980',
  from: '2025-04-01',
  until: null,
  document: '甲号文',
  source: '',
}
const standards = readPolicyFiles().filter(({ file }) => file === 'standards.yaml')

test('a new value ends the row that held until then', () => {
  const rows = withValue([row], { ...row, value: '1080', from: '2027-01-01' })

  expect(rows.map(({ value, from, until }) => [value, from, until])).toEqual([
    ['980', '2025-04-01', '2027-01-01'],
    ['1080', '2027-01-01', null],
  ])
})

test('a value of the same day replaces the row; one before another holds until that begins', () => {
  expect(withValue([row], { ...row, value: '990' }).map(({ value }) => value)).toEqual(['990'])
  expect(withValue([row], { ...row, value: '900', from: '2024-01-01' }).map(({ until }) => until)).toEqual([
    null,
    '2025-04-01',
  ])
})

test('rows of another place or another case are not touched', () => {
  const others = [
    { ...row, division: '21' },
    { ...row, dimensions: { 户口性质: '农村' } },
  ]

  expect(withValue(others, { ...row, value: '1080', from: '2027-01-01' }).slice(0, 2)).toEqual(others)
})

test('however values are put in, no two rows of one place and case hold on one day', () => {
  const years = fc.array(fc.integer({ min: 2020, max: 2035 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(years, (given) => {
      const rows = given.reduce<readonly StandardEdit[]>(
        (known, year) => withValue(known, { ...row, value: String(year), from: `${year}-01-01` }),
        [row],
      )
      const inOrder = rows.toSorted((a, b) => (a.from < b.from ? -1 : 1))

      inOrder.slice(1).forEach((next, index) => expect(inOrder[index]?.until).toBe(next.from))
      expect(inOrder.at(-1)?.until).toBeNull()
    }),
    { seed: 3, numRuns: 100 },
  )
})

test('a standards file whose rows are written as they are is the same to the byte', () => {
  expect(standards.length).toBeGreaterThan(4)
  for (const { text } of standards) {
    for (const { name, rows } of readStandards(text)) expect(withRows(text, name, rows)).toBe(text)
  }
})

test('of a changed standard the other rows keep their wording, and numbers keep their digits', () => {
  const text = `# 说明
parameters:
  - name: 比例
    by: [情形]
    rows:
      - { division: '00', 情形: 重病, value: 0.30, from: 2020-01-01, document: 建议值 } # 待定
  - name: 标准
    rows:
      - { division: '36', value: 980, from: 2025-04-01, document: 甲 }
`
  const changed = withRows(text, '标准', [
    { ...row, dimensions: {}, document: '甲', until: '2027-01-01' },
    { ...row, dimensions: {}, value: '1080.50', from: '2027-01-01', document: '乙：丙' },
  ])

  expect(changed).toContain(`{ division: '00', 情形: 重病, value: 0.30, from: 2020-01-01, document: 建议值 } # 待定`)
  expect(changed).toContain('value: 1080.50, from: 2027-01-01')
  expect(readStandards(changed ?? '')[1]?.rows).toHaveLength(2)
  expect(withRows(text, '没有', [])).toBeUndefined()
})

test('a change names the standard that it means; a wrong name, case or value is refused with what would be right', () => {
  const policies = loadEffectivePolicies()
  const text = { files: policies.files, policies }
  const tried = (change: object) => () =>
    applyChange(
      text,
      {
        standards: [
          { name: '低保标准', division: '36', dimensions: { 户口性质: '城镇' }, value: '1080', line: 3, ...change },
        ],
        files: [],
      },
      day('2026-10-31'),
    )

  expect(tried({})().policies.parameters.some(({ value }) => value === '1080')).toBe(true)
  const refusals = [{ name: '低保的标准' }, { dimensions: {} }, { value: '一千' }].map((change) => {
    try {
      tried(change)()
      return undefined
    } catch (cause) {
      return cause instanceof Error && 'refusal' in cause ? cause.refusal : cause
    }
  })
  expect(refusals).toMatchObject([
    { code: 'change-standard-unknown', line: 3, nearest: ['低保标准'] },
    { code: 'change-dimensions-differ', line: 3, wanted: ['户口性质'] },
    { code: 'change-field-invalid', line: 3, field: 'value', found: '一千' },
  ])
})
