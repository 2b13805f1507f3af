import { expect, test } from 'vitest'
import { mutated, mutationsOf } from '../tools/mutations.ts'

function variants(text: string): readonly string[] {
  return mutationsOf('sample.ts', text).map((one) => mutated(text, one))
}

test('comparisons, sums, conditions, constants and lists are each changed in one place', () => {
  expect(variants('const a = b < 3')).toEqual(['const a = b <= 3', 'const a = b < 4'])
  expect(variants('const a = b + c')).toEqual(['const a = b - c'])
  expect(variants('const a = b && !c')).toEqual(['const a = b || !c', 'const a = b && c'])
  expect(variants('const a = b === c ? d : e')).toEqual(['const a = !(b === c) ? d : e', 'const a = b !== c ? d : e'])
  expect(variants('const a = [b, true]')).toEqual(['const a = []', 'const a = [b, false]'])
  expect(variants('const a = b.some(c)')).toEqual(['const a = b.every(c)'])
})

test('a guard and a call that stands alone can go', () => {
  expect(variants('function f() { if (a) return b\nreport(c) }')).toEqual([
    'function f() { if (!(a)) return b\nreport(c) }',
    'function f() { ;\nreport(c) }',
    'function f() { if (a) return b\n; }',
  ])
})

test('words of SQL are changed inside texts, prose is not', () => {
  expect(variants('const a = `(${b} AND ${c} <= 2)`')).toEqual([
    'const a = `(${b} OR ${c} <= 2)`',
    'const a = `(${b} AND ${c} < 2)`',
  ])
  expect(variants("const a = 'one and two'")).toEqual([])
})

test('types, imports and the words of what is thrown are left as they are', () => {
  expect(variants("import { a } from 'TRUE'")).toEqual([])
  expect(
    variants("type A = 1 | true; const b = c as 2; function f(x: 3 | 'TRUE'): 4 { throw new Error('x = 1') }"),
  ).toEqual([])
})
