import type { AccountKind, EntryKind } from '#contracts/ledger'
import type { Day } from '#kernel/day'
import { type Fen, fen } from '#kernel/fen'

/** One movement of an account: positive is debit, negative is credit. */
export interface Line {
  readonly division: string
  readonly account: AccountKind
  readonly amount: Fen
}

/** What is written into the journal at once. Its lines always add up to nothing. */
export interface JournalEntry {
  readonly division: string
  readonly kind: EntryKind
  readonly occurredOn: Day
  /** What it is about, such as `quick-aid:17`. */
  readonly subject: string
  readonly memo: string
  readonly lines: readonly Line[]
  readonly reverses?: string
}

/** Money from the county's fund into the float of a township. */
export function topUp(of: {
  readonly division: string
  readonly amount: Fen
  readonly occurredOn: Day
  readonly memo: string
}): JournalEntry {
  const { division, amount, occurredOn, memo } = of
  return {
    division,
    kind: 'top-up',
    occurredOn,
    subject: `float:${division}`,
    memo,
    lines: [
      { division, account: 'township-float', amount },
      { division: division.slice(0, 6), account: 'county-fund', amount: fen(0n - amount) },
    ],
  }
}

/** Money from the float of a township to a person. */
export function payFromFloat(of: {
  readonly division: string
  readonly amount: Fen
  readonly occurredOn: Day
  readonly subject: string
  readonly memo: string
}): JournalEntry {
  const { division, amount, occurredOn, subject, memo } = of
  return {
    division,
    kind: 'quick-aid',
    occurredOn,
    subject,
    memo,
    lines: [
      { division, account: 'aid-paid', amount },
      { division, account: 'township-float', amount: fen(0n - amount) },
    ],
  }
}

/** The opposite of an entry: money that came back, or a mistake put right. The entry itself stays as it is. */
export function reversal(of: {
  readonly entry: string
  readonly division: string
  readonly amount: Fen
  readonly occurredOn: Day
  readonly subject: string
  readonly memo: string
}): JournalEntry {
  const paid = payFromFloat(of)
  const lines = paid.lines.map((line) => ({ ...line, amount: fen(0n - line.amount) }))
  return { ...paid, kind: 'reversal', lines, reverses: of.entry }
}

/** The sum of an entry's lines: nothing, or the entry is wrong. */
export function imbalance(entry: JournalEntry): Fen {
  return fen(entry.lines.reduce((sum, line) => sum + line.amount, 0n))
}
