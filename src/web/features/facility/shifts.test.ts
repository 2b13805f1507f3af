import { expect, test } from 'vitest'
import { absenceOn, absencesAhead, clockOf, minuteOf, weekdaysInWords } from '#web/features/facility/shifts.ts'

test('a minute of the day is written as a clock shows it and read back', () => {
  expect([0, 510, 1439].map(clockOf)).toEqual(['00:00', '08:30', '23:59'])
  expect(['8:30', '08:30', '24:00', '24:01', '8:60', 'early', ''].map(minuteOf)).toEqual([
    510,
    510,
    1440,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('days of a week are told as people say them', () => {
  expect(weekdaysInWords([7, 6, 5, 4, 3, 2, 1])).toBe('每天')
  expect(weekdaysInWords([1, 2, 3, 4, 5])).toBe('周一至周五')
  expect(weekdaysInWords([6, 1])).toBe('周一、周六')
})

test('a carer is absent on the first and the last day of the absence, and not after it', () => {
  const absence = { id: '1', firstDay: '2026-11-02', lastDay: '2026-11-04', fromMinute: 0, reason: '发烧' }
  const carer = { absences: [absence] }

  expect(['2026-11-01', '2026-11-02', '2026-11-04', '2026-11-05'].map((day) => absenceOn(carer, day)?.id)).toEqual([
    undefined,
    '1',
    '1',
    undefined,
  ])
  expect(absencesAhead(carer, '2026-11-04')).toEqual([absence])
  expect(absencesAhead(carer, '2026-11-05')).toEqual([])
})
