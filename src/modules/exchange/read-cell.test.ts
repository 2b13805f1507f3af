import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CellType } from '#facts'
import { fromDayNumber, toDayNumber } from '#kernel/day'
import { readCell } from './read-cell.ts'

function read(type: CellType, text: string): string | null {
  const reading = readCell(type, text, false)
  return reading.ok ? reading.value : reading.code
}

test.each([
  '2026-03-05',
  '2026-3-5',
  '2026/3/5',
  '2026.03.05',
  '20260305',
  '2026年3月5日',
  '２０２６年３月５日',
  ' 2026-03-05 00:00:00 ',
  '2026-03-05T00:00:00',
  '46086',
])('the day %s is read', (text) => {
  expect(read('day', text)).toBe('2026-03-05')
})

test.each(['2026-02-29', '2026-13-01', '20261301', '三月五日', '2026-3', '5/3/2026', '99999'])(
  '%s is no day',
  (text) => {
    expect(read('day', text)).toBe('not-a-day')
  },
)

test('a day as a spreadsheet counts it is the day that it shows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 60_000 }), (serial) => {
      const shown = fromDayNumber(toDayNumber(fromDayNumber(0)) + serial - 25_569)
      expect(read('day', String(serial))).toBe(shown)
    }),
    { seed: 1 },
  )
})

test.each([
  ['202603', '2026-03-01'],
  ['2026-03', '2026-03-01'],
  ['2026年3月', '2026-03-01'],
  ['2026/3', '2026-03-01'],
  ['2026-03-31', '2026-03-01'],
  ['202613', 'not-a-month'],
])('the month %s is read as %s', (text, value) => {
  expect(read('month', text)).toBe(value)
})

test.each([
  ['3200', '3200.00'],
  ['3,200.5', '3200.50'],
  ['３２００元', '3200.00'],
  ['¥ 3200.05', '3200.05'],
  ['-0.01', '-0.01'],
  ['0', '0.00'],
  ['1.234', 'not-a-yuan-amount'],
  ['1.2万', 'not-a-yuan-amount'],
  ['1,23', 'not-a-yuan-amount'],
  ['NaN', 'not-a-yuan-amount'],
])('the amount %s is read as %s', (text, value) => {
  expect(read('yuan', text)).toBe(value)
})

test.each([
  ['number', '98.5㎡', '98.5'],
  ['number', '-1', 'not-a-number'],
  ['level', '二级', '2'],
  ['level', '５级', 'not-a-level'],
  ['yes-no', '是', 'true'],
  ['yes-no', '否', 'false'],
  ['yes-no', '也许', 'not-yes-or-no'],
  ['division', '360735100000', '360735100'],
  ['division', '360735100001', '360735100001'],
  ['division', '3607', 'not-a-division'],
  ['resident-id', '3.60735E+17', 'resident-id-lost-digits'],
  ['resident-id', '12345', 'resident-id-malformed'],
] as const)('as %s, %s is read as %s', (type, text, value) => {
  expect(read(type, text)).toBe(value)
})

test('a blank cell, or one that says so, is blank and never zero', () => {
  for (const type of [
    'text',
    'yuan',
    'number',
    'day',
    'month',
    'level',
    'yes-no',
    'division',
    'resident-id',
  ] as const) {
    for (const text of ['', '  ', '　', '-', '——', 'NULL']) expect(read(type, text)).toBeNull()
  }
})

test('an end that is never is open, and only an end may be', () => {
  expect(readCell('day', '长期', true)).toEqual({ ok: true, value: null })
  expect(readCell('day', '长期', false)).toEqual({ ok: false, code: 'not-a-day' })
})
