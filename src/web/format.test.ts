import fc from 'fast-check'
import { expect, test } from 'vitest'
import { count, daysInWords, instant, longDay, shortDay, timeLeft, yuan } from '#web/format.ts'

test('a day is written out without leading zeros', () => {
  expect(longDay('2026-04-02')).toBe('2026年4月2日')
  expect(longDay('2026-11-21')).toBe('2026年11月21日')
})

test('every day of a sentence is written out, and its other figures stay', () => {
  expect(daysInWords('2025-12-30住院，2026-01-09出院，自付12800元，户编号360735100210-0002')).toBe(
    '2025年12月30日住院，2026年1月9日出院，自付12800元，户编号360735100210-0002',
  )
})

test('a day of this year is told without the year, one of another year with it', () => {
  expect(shortDay('2026-03-01', '2026-11-21')).toBe('03-01')
  expect(shortDay('2025-03-01', '2026-11-21')).toBe('2025-03-01')
})

test('an instant is told in the time of the reader, to the minute', () => {
  expect(instant(new Date(2026, 10, 5, 8, 3, 59).toISOString())).toBe('2026-11-05 08:03')
})

test('whole yuan have no decimals, others have two, and thousands are set apart', () => {
  expect(yuan('983')).toBe('983')
  expect(yuan('983.00')).toBe('983')
  expect(yuan('12345.6')).toBe('12,345.60')
  expect(yuan('0')).toBe('0')
  expect(yuan('-350')).toBe('-350')
})

test('an amount that has its thousands set apart already stays as it is', () => {
  expect(yuan('12,345.6')).toBe('12,345.60')
  expect(yuan('1,234,567')).toBe('1,234,567')
  expect(yuan(yuan('12345.6'))).toBe('12,345.60')
})

test('no amount in fen loses a fen when it is shown', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (inFen) => {
      const shown = yuan((inFen / 100).toFixed(2)).replaceAll(',', '')
      expect(Math.round(Number(shown) * 100)).toBe(inFen)
    }),
    { seed: 20261121 },
  )
})

test('a count sets thousands apart', () => {
  expect(count(1234567)).toBe('1,234,567')
})

test('working days left are told as left, due today or overdue, and none when there is no deadline', () => {
  expect(timeLeft(10)).toBe('还剩10个工作日')
  expect(timeLeft(0)).toBe('今天到期')
  expect(timeLeft(-3)).toBe('已超期3个工作日')
  expect(timeLeft(null)).toBe('')
})
