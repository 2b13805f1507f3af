import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import {
  addDays,
  addMonths,
  ageOn,
  day,
  daysBetween,
  endOfMonth,
  fromDayNumber,
  parseDay,
  toDayNumber,
  weekday,
} from '#kernel/day'

test('a text that is no day of the calendar is not a day', () => {
  expect(['2025-02-29', '2025-13-01', '2025-1-1', '20250101', ''].map(parseDay)).toEqual(Array(5).fill(undefined))
  expect(parseDay('2024-02-29')).toBe('2024-02-29')
})

test('three months after the last of November is the last of February', () => {
  expect(addMonths(day('2025-11-30'), 3)).toBe('2026-02-28')
  expect(addMonths(day('2026-03-31'), -1)).toBe('2026-02-28')
})

test('a person completes a year of life on the birthday', () => {
  expect(ageOn(day('2010-12-31'), day('2026-12-30'))).toBe(15)
  expect(ageOn(day('2010-12-31'), day('2026-12-31'))).toBe(16)
  expect(ageOn(day('2008-02-29'), day('2026-02-28'))).toBe(17)
})

test('2026-11-21 is a Saturday and November ends on the 30th', () => {
  expect(weekday(day('2026-11-21'))).toBe(6)
  expect(endOfMonth(day('2026-11-21'))).toBe('2026-11-30')
})

test('numbering the days and going back is the same day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60_000, max: 80_000 }), (number) => {
      const found = fromDayNumber(number)
      return toDayNumber(found) === number && daysBetween(found, addDays(found, 400)) === 400
    }),
    { seed: 1, numRuns: 2000 },
  )
})
