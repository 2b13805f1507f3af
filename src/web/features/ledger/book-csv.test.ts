import { expect, test } from 'vitest'
import type { FloatBook, LedgerRow } from '#contracts/ledger'
import { bookCsv } from '#web/features/ledger/book-csv.ts'
import { monthBefore, monthsUntil } from '#web/features/ledger/months.ts'

function aRow(given: Partial<LedgerRow>): LedgerRow {
  return {
    entryId: '1',
    kind: 'quick-aid',
    occurredOn: '2026-11-02',
    memo: '凭证360735100-2026-0001：王**，火灾',
    officer: '黄建民',
    amount: '-700',
    balance: '4,300',
    subject: 'quick-aid:1',
    reversed: false,
    reverses: null,
    ...given,
  }
}

const book: FloatBook = {
  float: { division: '360735100', place: '石城县 琴江镇', balance: '4,300', yearly: '50,000', low: true },
  month: '2026-11',
  opening: '0',
  toppedUp: '5,000',
  paid: '700',
  closing: '4,300',
  rows: [aRow({}), aRow({ kind: 'top-up', memo: '=1+1,"第四季度"', amount: '5,000', balance: '5,000' })],
}

test('the month is written from its first entry to its last, with the reconciliation below', () => {
  const lines = bookCsv(book).split('\r\n')

  expect(lines[2]).toBe('2026-11-02,"小额快救支出","凭证360735100-2026-0001：王**，火灾",-700,4300,"黄建民",""')
  expect(lines.slice(3, 7)).toEqual([',,"期初余额",0', ',,"本月收入",5000', ',,"本月支出",700', ',,"期末余额",4300'])
})

test('a memo that looks like a formula is not one, and quotation marks stay', () => {
  expect(bookCsv(book)).toContain(`"'=1+1,""第四季度"""`)
})

test('months are counted back over the turn of the year', () => {
  expect(monthBefore('2026-01')).toBe('2025-12')
  expect(monthBefore('2026-10', -1)).toBe('2026-11')
  expect(monthsUntil('2026-02', 3)).toEqual(['2026-02', '2026-01', '2025-12'])
})
