import type { Programme } from '#contracts/assistance'
import type { Day } from '#kernel/day'
import type { Fen } from '#kernel/fen'
import type { Month } from '#kernel/month'

interface Amounts {
  readonly basic: Fen
  /** For those who need more, such as the old and the severely disabled. */
  readonly uplift: Fen
  readonly care: Fen
}

/** What a case is owed a month, from a month on. */
export interface EntitlementChange {
  readonly caseId: string
  /** The village, twelve digits. */
  readonly division: string
  readonly householdId: string
  readonly programme: Programme
  readonly payeePersonId: string
  /** Whom the money is for; with it nobody else pays for them under the same programme. */
  readonly coveredPersonIds: readonly string[]
  readonly from: Month
  /** The last month, inclusive; null when the end is open. */
  readonly until: Month | null
  /** All zero: nothing from this month on. */
  readonly amounts: Amounts
  /** What it was decided by, such as `case:12#7`; the same decision is taken in once. */
  readonly decision: string
  readonly decidedOn: Day
}

/** What a change means for months that were paid before it was decided. */
export interface EntitlementEffect {
  readonly caseId: string
  /** All that is still owed for months gone by: goes out with the next batch. */
  readonly backPay: Fen
  /** All that was paid too much: written as a recovery for the county to look at. */
  readonly recovery: Fen
}

/**
 * Changes in the order in which they must be written, at most one of a case in each round: the second change of a case
 * ends what the first has begun.
 */
export function inRounds(changes: readonly EntitlementChange[]): EntitlementChange[][] {
  const rounds: EntitlementChange[][] = []
  const seen = new Map<string, number>()
  for (const change of changes) {
    const round = seen.get(change.caseId) ?? 0
    seen.set(change.caseId, round + 1)
    const list = rounds[round]
    if (list === undefined) rounds.push([change])
    else list.push(change)
  }
  return rounds
}
