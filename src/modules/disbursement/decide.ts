import {
  type BatchStatus,
  firmHolds,
  type HoldCode,
  type LineStatus,
  type PaymentRefusal,
  type RecoveryStatus,
} from '#contracts/disbursement'
import { type Fen, fen, formatYuan } from '#kernel/fen'
import { addToMonth, type Month } from '#kernel/month'

export interface BatchState {
  readonly status: BatchStatus
  readonly preparedBy: string
  readonly version: number
}

type Answer = PaymentRefusal | undefined

/** Lists may be made some months ahead, as many as the place allows; not further, since what is owed then is not known. */
export function mayBuild(of: Month, today: Month, monthsAhead: number): Answer {
  return of > addToMonth(today, monthsAhead) ? { code: 'payment-month-too-early', month: of } : undefined
}

function inState(batch: BatchState, version: number, wanted: readonly BatchStatus[]): Answer {
  if (batch.version !== version) return { code: 'payment-changed-meanwhile' }
  return wanted.includes(batch.status) ? undefined : { code: 'payment-batch-not-in-this-state', status: batch.status }
}

/** Whoever made the list does not approve it. */
export function mayApprove(batch: BatchState, officer: string, version: number, stale: boolean, lines: number): Answer {
  const wrong = inState(batch, version, ['draft'])
  if (wrong !== undefined) return wrong
  if (batch.preparedBy === officer) return { code: 'payment-needs-second-person' }
  if (stale) return { code: 'payment-batch-stale' }
  return lines === 0 ? { code: 'payment-batch-empty' } : undefined
}

export function maySend(batch: BatchState, version: number): Answer {
  return inState(batch, version, ['approved'])
}

export function maySettle(batch: BatchState, version: number): Answer {
  return inState(batch, version, ['sent'])
}

/** The bank answers after it has the file; also later, when the month is closed. */
export function mayReturn(batch: Pick<BatchState, 'status'>): Answer {
  return batch.status === 'sent' || batch.status === 'settled'
    ? undefined
    : { code: 'payment-batch-not-in-this-state', status: batch.status }
}

export interface LineState {
  readonly status: LineStatus
  readonly holds: readonly HoldCode[]
}

/**
 * A held line goes on its way when somebody has looked at it. In a draft it needs somewhere to go; after its batch has
 * gone it comes into the next one, which asks again whether there is an account and whether nobody else is paid.
 */
export function mayRelease(line: LineState, batch: BatchStatus): Answer {
  if (line.status !== 'held') return { code: 'payment-line-not-in-this-state', status: line.status }
  const firm = batch === 'draft' ? line.holds.find((hold) => firmHolds.has(hold)) : undefined
  return firm === undefined ? undefined : { code: 'payment-line-held-firmly', hold: firm }
}

/** A line is taken out while nobody has been paid by it; what came back stays with the county then. */
export function mayExclude(line: LineState, batch: BatchStatus): Answer {
  const open = line.status === 'held' || line.status === 'returned' || (batch === 'draft' && line.status === 'ready')
  return open ? undefined : { code: 'payment-line-not-in-this-state', status: line.status }
}

/** What came back is paid again to an account confirmed since, and never for somebody who has died. */
export function mayReissue(line: LineState, of: { readonly newAccount: boolean; readonly payeeDead: boolean }): Answer {
  if (line.status !== 'returned') return { code: 'payment-line-not-in-this-state', status: line.status }
  if (of.payeeDead) return { code: 'payment-line-payee-dead' }
  return of.newAccount ? undefined : { code: 'payment-line-needs-new-account' }
}

export interface RecoveryState {
  readonly status: RecoveryStatus
  readonly amount: Fen
  readonly recovered: Fen
  readonly version: number
}

export function outstanding(recovery: RecoveryState): Fen {
  return fen(recovery.amount - recovery.recovered)
}

/** A plan may be made anew while something is due. */
export function mayPlan(recovery: RecoveryState, version: number, monthly: Fen): Answer {
  if (recovery.version !== version) return { code: 'payment-changed-meanwhile' }
  if (recovery.status !== 'open' && recovery.status !== 'planned') {
    return { code: 'recovery-not-open', status: recovery.status }
  }
  return monthly > outstanding(recovery)
    ? { code: 'recovery-more-than-due', due: formatYuan(outstanding(recovery)) }
    : undefined
}

/** Money is taken for a claim that somebody has looked at, and no more than is due. */
export function mayReceive(recovery: RecoveryState, amount: Fen): Answer {
  if (recovery.status !== 'planned') return { code: 'recovery-not-open', status: recovery.status }
  return amount > outstanding(recovery)
    ? { code: 'recovery-more-than-due', due: formatYuan(outstanding(recovery)) }
    : undefined
}
