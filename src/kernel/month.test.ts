import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { addToMonth, lastDayOf, month, monthOf, monthsBetween, monthsThrough, parseMonth } from '#kernel/month'

test('months are counted over the turn of a year', () => {
  expect(addToMonth(month('2026-11'), 3)).toBe('2027-02')
  expect(addToMonth(month('2026-01'), -1)).toBe('2025-12')
  expect(monthsBetween(month('2026-11'), month('2027-02'))).toBe(3)
  expect(monthsThrough(month('2026-12'), month('2027-01'))).toEqual(['2026-12', '2027-01'])
  expect(monthsThrough(month('2027-01'), month('2026-12'))).toEqual([])
  expect(lastDayOf(month('2028-02'))).toBe('2028-02-29')
  expect(monthOf(day('2026-11-30'))).toBe('2026-11')
})

test('what is no month is none', () => {
  for (const text of ['2026-13', '2026-00', '2026-1', '202611', '2026-11-01', '']) {
    expect(parseMonth(text)).toBeUndefined()
  }
})
