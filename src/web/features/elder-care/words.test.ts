import { expect, test } from 'vitest'
import { percent, rhythmText } from '#web/features/elder-care/words.ts'

test('a rhythm is said as officers say it', () => {
  expect(rhythmText({ weekdays: [3, 1], monthly: 0 })).toBe('每周一、周三')
  expect(rhythmText({ weekdays: [1, 2, 3, 4, 5, 6, 7], monthly: 0 })).toBe('每天')
  expect(rhythmText({ weekdays: [], monthly: 2 })).toBe('每月2次')
})

test('a hundred percent is said only when nobody is left', () => {
  expect([percent(1999, 2000), percent(2000, 2000), percent(1, 3), percent(0, 0)]).toEqual(['99.9', '100', '33.3', '0'])
})
