import type { AccountKind, EntryKind } from '#contracts/ledger'
import type { Day } from '#kernel/day'
import { type Fen, fen } from '#kernel/fen'
import type { JournalEntry, Line } from './entry.ts'

/** What every entry of the monthly money says of itself. */
interface About {
  readonly occurredOn: Day
  /** Such as `payment-batch:3`. */
  readonly subject: string
  readonly memo: string
}

interface Movement extends About {
  /** The township, or the county where a whole batch moves. */
  readonly division: string
  readonly amount: Fen
}

const minus = (amount: Fen): Fen => fen(0n - amount)
const countyOf = (division: string): string => division.slice(0, 6)

interface Account {
  readonly division: string
  readonly account: AccountKind
}

/** An amount from one account to another. */
function move(kind: EntryKind, of: Movement, into: Account, from: Account): JournalEntry {
  const { division, amount, occurredOn, subject, memo } = of
  const lines = [
    { ...into, amount },
    { ...from, amount: minus(amount) },
  ]
  return { division, kind, occurredOn, subject, memo, lines }
}

/** What a township's people get of a programme by a batch; what is kept back from them lowers what is to be recovered. */
export function approveBenefit(
  of: About & { readonly division: string; readonly gross: Fen; readonly recovered: Fen },
): JournalEntry {
  const { division, gross, recovered, occurredOn, subject, memo } = of
  const lines: Line[] = [
    { division, account: 'benefit-paid', amount: gross },
    { division: countyOf(division), account: 'bank-clearing', amount: fen(recovered - gross) },
    { division, account: 'recovery-due', amount: minus(recovered) },
  ]
  return {
    division,
    kind: 'benefit-approved',
    occurredOn,
    subject,
    memo,
    lines: lines.filter((line) => line.amount !== 0n),
  }
}

/** The money of a batch leaves the county's fund for the bank. */
export function sendBenefit(of: Movement): JournalEntry {
  const division = countyOf(of.division)
  return move('benefit-sent', of, { division, account: 'bank-clearing' }, { division, account: 'county-fund' })
}

/** Money that the bank could not pay comes back into the county's fund and is still owed. */
export function returnBenefit(of: Movement): JournalEntry {
  const fund = { division: countyOf(of.division), account: 'county-fund' } as const
  return move('benefit-returned', of, fund, { division: of.division, account: 'benefit-returned' })
}

/** Returned money that goes out again with another batch. */
export function reissueBenefit(of: Movement): JournalEntry {
  const clearing = { division: countyOf(of.division), account: 'bank-clearing' } as const
  return move('benefit-reissued', of, { division: of.division, account: 'benefit-returned' }, clearing)
}

/** Returned money that nobody is owed any more. */
export function keptReturn(of: Movement): JournalEntry {
  const { division } = of
  return move('benefit-kept', of, { division, account: 'benefit-returned' }, { division, account: 'benefit-paid' })
}

/** What was paid too much becomes a claim of the county. */
export function openRecovery(of: Movement): JournalEntry {
  const { division } = of
  return move('recovery-opened', of, { division, account: 'recovery-due' }, { division, account: 'benefit-paid' })
}

/** A part of it is paid back in cash or by transfer. */
export function receiveRecovery(of: Movement): JournalEntry {
  const fund = { division: countyOf(of.division), account: 'county-fund' } as const
  return move('recovery-received', of, fund, { division: of.division, account: 'recovery-due' })
}

/** What a county owes a provider of care for a month. */
export function payProvider(of: About & { readonly county: string; readonly amount: Fen }): JournalEntry {
  const { county: division } = of
  const owed = { division, account: 'provider-due' } as const
  return move('care-settled', { ...of, division }, { division, account: 'care-paid' }, owed)
}
