import { expect, test } from 'vitest'
import { sumOfAid } from '#web/features/cases/aid-in-kind-sum.ts'

test('what was priced is added up, and what was not is counted apart', () => {
  expect(sumOfAid([{ value: '12,380.50' }, { value: '0.05' }])).toBe('共 2 次，计价合计 12,380.55 元')
  expect(sumOfAid([{ value: '650' }, { value: null }, { value: null }])).toBe(
    '共 3 次，计价合计 650 元，另有 2 次未计价',
  )
})

test('where nothing has a price no sum is told', () => {
  expect(sumOfAid([{ value: null }])).toBe('共 1 次，均未计价')
})
