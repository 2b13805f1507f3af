import type { AccountDecision, AccountRejection, AccountRequest, PaymentDone } from '#contracts/disbursement'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { appendAudit, authorise, once } from '#modules/officer'
import {
  findPayee,
  insertAccount,
  lockAccount,
  saveConfirmed,
  saveRejectedAccount,
  type StoredAccount,
} from './account-store.ts'
import { type PaymentMeans, refuse } from './build.ts'

/**
 * Writes where the money of a person is to go. It goes there after another officer has confirmed it; a card in
 * another's name needs the written agreement.
 *
 * @law 《最低生活保障审核确认办法》第二十六条
 */
export async function enterAccount(means: PaymentMeans, actor: Actor, request: AccountRequest): Promise<PaymentDone> {
  authorise(actor, 'account:edit')
  const { store, today } = means
  // The number is not kept with the receipt of the command: there it would lie in the clear, if only as a digest.
  const { number, ...rest } = request
  const receipt = { ...rest, number: store.keys.blindIndex(`account:${number}`).toString('hex') }
  return store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: 'enter-account', request: receipt }, async () => {
      const payee = await findPayee(tx, request.personId)
      if (payee === undefined) refuse({ code: 'payee-not-found' })
      const holder = request.holder.trim()
      const agreement = request.agreement?.trim() ?? ''
      if (holder !== payee.name && agreement === '') {
        refuse({ code: 'account-of-another-needs-agreement', person: payee.name })
      }
      const id = await insertAccount(tx, store.keys, {
        payee,
        holder,
        bank: request.bank.trim(),
        number,
        agreement: agreement === '' ? null : agreement,
        officerId: actor.officerId,
        today,
      })
      const detail = { person: payee.id, otherHolder: String(holder !== payee.name) }
      await audit(tx, actor, payee.division, 'enter-account', id, detail)
      return { id }
    }),
  )
}

function audit(
  tx: Transaction<DB>,
  actor: Actor,
  division: string,
  action: string,
  id: string,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  return appendAudit(tx, actor, { division, action, subject: `payment-account:${id}`, detail })
}

function accountStep(
  means: PaymentMeans,
  actor: Actor,
  of: { readonly id: string; readonly action: string; readonly request: { readonly key: string } },
  work: (tx: Transaction<DB>, account: StoredAccount) => Promise<Readonly<Record<string, string>>>,
): Promise<PaymentDone> {
  authorise(actor, 'account:confirm')
  const { id, action, request } = of
  return means.store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: action, request: { id, ...request } }, async () => {
      const account = await lockAccount(tx, id)
      if (account === undefined) refuse({ code: 'payment-account-not-found' })
      if (!account.waiting) refuse({ code: 'account-not-waiting' })
      if (account.enteredBy === actor.officerId) refuse({ code: 'account-needs-second-person' })
      await audit(tx, actor, account.division, action, id, await work(tx, account))
      return { id }
    }),
  )
}

export function confirmAccount(
  means: PaymentMeans,
  actor: Actor,
  id: string,
  request: AccountDecision,
): Promise<PaymentDone> {
  return accountStep(means, actor, { id, action: 'confirm-account', request }, async (tx, account) => {
    await saveConfirmed(tx, account, actor.officerId, means.today)
    return { person: account.personId }
  })
}

export function rejectAccount(
  means: PaymentMeans,
  actor: Actor,
  id: string,
  request: AccountRejection,
): Promise<PaymentDone> {
  return accountStep(means, actor, { id, action: 'reject-account', request }, async (tx) => {
    await saveRejectedAccount(tx, id, actor.officerId, request.reason)
    return { reason: request.reason }
  })
}
