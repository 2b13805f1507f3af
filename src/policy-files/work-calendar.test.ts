import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { addDays, day, type Day } from '#kernel/day'
import { deadlineAfter, isWorkingDay, workingDaysBetween } from '#kernel/working-days'
import { loadWorkCalendar } from '#policy-files/work-calendar'

const calendar = await loadWorkCalendar()

function due(from: string, workingDays: number): string {
  const found = deadlineAfter(calendar, day(from), workingDays)
  if (!found.ok) throw new Error(found.fault.code)
  return found.deadline.dueOn
}

// Oracle T31, T32 and the further examples of the working-day rule.
test.each([
  ['2026-09-21', 3, '2026-09-24'],
  ['2026-09-21', 20, '2026-10-26'],
  ['2026-09-21', 30, '2026-11-09'],
  ['2026-09-21', 45, '2026-11-30'],
  ['2026-02-12', 3, '2026-02-24'],
  ['2026-02-12', 10, '2026-03-04'],
  ['2026-04-28', 3, '2026-05-06'],
  ['2025-09-26', 10, '2025-10-16'],
  ['2024-09-30', 3, '2024-10-10'],
])('%s and %i working days end on %s', (from, days, expected) => {
  expect(due(from, days)).toBe(expected)
})

test('the three known years have 251, 248 and 248 working days', () => {
  const count = (year: number): number => workingDaysBetween(calendar, day(`${year - 1}-12-31`), day(`${year}-12-31`))

  expect([2024, 2025, 2026].map(count)).toEqual([251, 248, 248])
})

test('a deadline shows which holidays were skipped and which weekends were worked', () => {
  const found = deadlineAfter(calendar, day('2026-09-21'), 20)

  expect(found).toMatchObject({
    ok: true,
    deadline: {
      holidaysSkipped: ['2026-09-25', '2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
      makeUpDays: ['2026-10-10'],
      provisional: false,
    },
  })
})

test('beyond the last known year a deadline is provisional, before the first there is none', () => {
  expect(deadlineAfter(calendar, day('2026-12-28'), 10)).toMatchObject({ ok: true, deadline: { provisional: true } })
  expect(deadlineAfter(calendar, day('2023-12-01'), 3)).toEqual({
    ok: false,
    fault: { code: 'before-calendar', firstYear: 2024 },
  })
})

test('every day of the known years is the same working day or holiday as in the published tables of chinese-days', () => {
  const published: { isWorkday(of: string): boolean } = createRequire(import.meta.url)('chinese-days')
  const different: Day[] = []

  for (let current = day('2024-01-01'); current <= '2026-12-31'; current = addDays(current, 1)) {
    if (published.isWorkday(current) !== isWorkingDay(calendar, current)) different.push(current)
  }

  expect(different).toEqual([])
})
