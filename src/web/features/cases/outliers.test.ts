import { expect, test } from 'vitest'
import { deviationOf, medianOf, numberOf } from '#web/features/cases/outliers.ts'

test('amounts are read with their separators, and what is no number is none', () => {
  expect(['1,250.5', '0', '', null, '不详'].map(numberOf)).toEqual([1250.5, 0, undefined, undefined, undefined])
})

test('the median stands in the middle, or between the two middle values', () => {
  expect([medianOf([9, 1, 5]), medianOf([4, 1, 3, 2]), medianOf([])]).toEqual([5, 2.5, undefined])
})

test('a value far above or below its group is marked, one near it is not', () => {
  const group = ['100', '110', '90', '200', '20', null]
  expect(group.map((value) => deviationOf(value, group))).toEqual([
    undefined,
    undefined,
    undefined,
    'high',
    'low',
    undefined,
  ])
})

test('two values are no group', () => {
  expect(deviationOf('500', ['100', '500'])).toBeUndefined()
})
