import type { PaymentDone, RecoveryPayment, RecoveryPlan } from '#contracts/disbursement'
import type { LedgerRefusal } from '#contracts/ledger'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { type Fen, fen, formatYuan, parseYuan } from '#kernel/fen'
import { Refused } from '#kernel/refused'
import { openRecovery, post, receiveRecovery } from '#modules/ledger'
import { appendAudit, authorise, once } from '#modules/officer'
import { lockForBuild } from './build-store.ts'
import { type PaymentMeans, refuse } from './build.ts'
import { mayPlan, mayReceive, outstanding } from './decide.ts'
import { memos } from './messages.zh.ts'
import { lockRecovery, savePlan, saveReceipt, type StoredRecovery, waitingFor } from './recovery-store.ts'

function positive(text: string): Fen {
  const amount = parseYuan(text)
  if (amount !== undefined && amount > 0n) return amount
  const refusal: LedgerRefusal = { code: 'amount-not-positive' }
  throw new Refused(refusal)
}

function recoveryStep(
  means: PaymentMeans,
  actor: Actor,
  of: { readonly id: string; readonly action: string; readonly request: { readonly key: string } },
  work: (tx: Transaction<DB>, recovery: StoredRecovery) => Promise<Readonly<Record<string, string>>>,
): Promise<PaymentDone> {
  authorise(actor, 'payment:prepare')
  const { id, action, request } = of
  return means.store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: action, request: { id, ...request } }, async () => {
      // A batch that is built meanwhile would keep back what is paid in here.
      await lockForBuild(tx, actor.division)
      const recovery = await lockRecovery(tx, id)
      if (recovery === undefined) refuse({ code: 'recovery-not-found' })
      const detail = await work(tx, recovery)
      await appendAudit(tx, actor, { division: recovery.division, action, subject: `recovery:${id}`, detail })
      return { id }
    }),
  )
}

/**
 * Says why too much was paid and how it is given back, in instalments kept back from later payments or paid in. With
 * the first plan the sum becomes a claim of the county in the journal.
 *
 * @law 《社会救助法》第七十三条
 */
export function planRecovery(
  means: PaymentMeans,
  actor: Actor,
  id: string,
  request: RecoveryPlan,
): Promise<PaymentDone> {
  const { officerId } = actor
  const { today } = means
  return recoveryStep(means, actor, { id, action: 'plan-recovery', request }, async (tx, recovery) => {
    const monthly = positive(request.monthly)
    const refusal = mayPlan(recovery, request.version, monthly)
    if (refusal !== undefined) refuse(refusal)
    await savePlan(tx, id, { cause: request.cause, way: request.way, monthly, officerId, today })
    if (recovery.status === 'open') {
      const memo = memos.recoveryOpened(recovery.from, recovery.until)
      const about = { division: recovery.division.slice(0, 9), amount: recovery.amount, occurredOn: today }
      await post(tx, officerId, openRecovery({ ...about, subject: `recovery:${id}`, memo }))
    }
    return { cause: request.cause, way: request.way, monthly: request.monthly }
  })
}

/** Takes down money that was paid back in cash or by transfer. */
export function receiveRecoveryPayment(
  means: PaymentMeans,
  actor: Actor,
  id: string,
  request: RecoveryPayment,
): Promise<PaymentDone> {
  const { officerId } = actor
  const { today } = means
  return recoveryStep(means, actor, { id, action: 'receive-recovery', request }, async (tx, recovery) => {
    const amount = positive(request.amount)
    const refusal = mayReceive(recovery, amount)
    if (refusal !== undefined) refuse(refusal)
    const free = fen(outstanding(recovery) - (await waitingFor(tx, id)))
    if (amount > free) refuse({ code: 'recovery-more-than-due', due: formatYuan(free) })
    await saveReceipt(tx, recovery, { amount, officerId, today, note: request.note })
    const memo = memos.recoveryReceived(request.note)
    const about = { division: recovery.division.slice(0, 9), amount, occurredOn: today }
    await post(tx, officerId, receiveRecovery({ ...about, subject: `recovery:${id}`, memo }))
    return { amount: request.amount }
  })
}
