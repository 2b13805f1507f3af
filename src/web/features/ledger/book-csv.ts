import type { FloatBook } from '#contracts/ledger'
import { entryNames } from '#messages/ledger'
import { textCell } from '#web/csv.ts'
import { ledgerText } from '#web/features/ledger/text.zh.ts'

/** Money without separators, which spreadsheets read as a number. */
function moneyCell(amount: string): string {
  return amount.replaceAll(',', '')
}

/** The month as a table for a spreadsheet, the oldest entry first, with the reconciliation below. */
export function bookCsv(book: FloatBook): string {
  const { occurredOn, kind, memo, amount, runningBalance, officer, state } = ledgerText
  const lines = [
    [occurredOn, kind, memo, amount, runningBalance, officer, state].map(textCell),
    ...book.rows
      .toReversed()
      .map((row) => [
        row.occurredOn,
        textCell(entryNames[row.kind]),
        textCell(row.memo),
        moneyCell(row.amount),
        moneyCell(row.balance),
        textCell(row.officer),
        textCell(row.reversed ? ledgerText.reversed : ''),
      ]),
    ...(['opening', 'toppedUp', 'paid', 'closing'] as const).map((sum) => [
      '',
      '',
      textCell(ledgerText[sum]),
      moneyCell(book[sum]),
    ]),
  ]
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}
