import type { Actor } from '#contracts/officer'
import {
  type AidDone,
  type AidRefusal,
  type AidRequest,
  type AidStep,
  type AidStepWithNote,
  causes,
} from '#contracts/temporary-assistance'
import type { DB, Store, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { type Fen, parseYuan } from '#kernel/fen'
import type { Outcome } from '#kernel/outcome'
import { Refused } from '#kernel/refused'
import type { WorkCalendar } from '#kernel/working-days'
import { payFromFloat, post, reversal } from '#modules/ledger'
import { appendAudit, authorise, once } from '#modules/officer'
import { standardOf } from '#policy-files'
import type { EffectivePolicies } from '#policy-files/effective'
import { findCap } from './cap.ts'
import { approveAid, completePapers, payAid, rejectAid, requestAid, returnAid } from './decide.ts'
import { policyNames, returnMemo, voucherMemo } from './messages.zh.ts'
import {
  insertAid,
  lockAid,
  nextVoucher,
  saveApproved,
  savePaid,
  savePapers,
  saveRejected,
  saveReturned,
  type StoredAid,
} from './store.ts'

/** What the commands need besides the officer and the request. */
export interface AidMeans {
  readonly store: Store
  readonly policies: EffectivePolicies
  readonly calendar: WorkCalendar
  readonly today: Day
}

function refuse(refusal: AidRefusal): never {
  throw new Refused(refusal)
}

function decided<Event>(outcome: Outcome<Event, AidRefusal>): Event {
  if (!outcome.ok) refuse(outcome.refusal)
  const [event] = outcome.events
  if (event === undefined) throw new Error('A decision without an event')
  return event
}

function amountOf(text: string): Fen {
  const amount = parseYuan(text)
  if (amount === undefined || amount <= 0n) throw new Refused({ code: 'amount-not-positive' })
  return amount
}

/** The township in whose float the money for a place lies. */
function townshipOf(division: string): string {
  return division.slice(0, 9)
}

/** Takes a request down, by window or by a village worker at the place of need. */
export async function openQuickAid(means: AidMeans, actor: Actor, request: AidRequest): Promise<AidDone> {
  authorise(actor, 'aid:request')
  const { store, policies, today } = means
  if (!request.division.startsWith(actor.division)) refuse({ code: 'aid-outside-your-place' })
  const amount = amountOf(request.amount)
  const cap = findCap(policies, request.division, request.registrationKind, today)
  const event = decided(
    requestAid(
      { residentId: request.residentId ?? '', noIdReason: request.noIdReason ?? '', amount },
      { cap, finishDays: standardOf(policies, policyNames.finishDays, request.division, today), today },
    ),
  )
  if (event.type !== 'aid-requested' || cap === undefined) throw new Error('A request is answered with a request')
  return store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: 'open-quick-aid', request }, async () => {
      const id = await insertAid(tx, store.keys, {
        division: request.division,
        cause: request.cause,
        story: request.story.trim(),
        registrationKind: request.registrationKind,
        isLocal: request.isLocal,
        name: request.name.trim(),
        residentId: event.residentId,
        noIdReason: event.residentId === null ? (request.noIdReason ?? null) : null,
        amount,
        cap,
        requestedOn: today,
        finishBy: event.finishBy,
        requestedBy: actor.officerId,
      })
      await audit(tx, actor, request.division, 'open-quick-aid', id, { amount: request.amount, cause: request.cause })
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
  return appendAudit(tx, actor, { division, action, subject: `quick-aid:${id}`, detail })
}

/** One step of one aid: locked, decided, written, audited, once. */
function step(
  means: AidMeans,
  actor: Actor,
  of: { readonly id: string; readonly action: string; readonly request: AidStep },
  work: (tx: Transaction<DB>, aid: StoredAid) => Promise<Readonly<Record<string, string>>>,
): Promise<AidDone> {
  const { id, action, request } = of
  return means.store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: action, request: { id, ...request } }, async () => {
      const aid = await lockAid(tx, id)
      if (aid === undefined) refuse({ code: 'aid-not-found' })
      const detail = await work(tx, aid)
      await audit(tx, actor, aid.division, action, id, detail)
      return { id }
    }),
  )
}

export async function approveQuickAid(means: AidMeans, actor: Actor, id: string, request: AidStep): Promise<AidDone> {
  authorise(actor, 'aid:approve')
  return step(means, actor, { id, action: 'approve-quick-aid', request }, async (tx, aid) => {
    decided(approveAid(aid, actor.officerId, request.version))
    await saveApproved(tx, id, actor.officerId, means.today)
    return {}
  })
}

export async function rejectQuickAid(
  means: AidMeans,
  actor: Actor,
  id: string,
  request: AidStepWithNote,
): Promise<AidDone> {
  authorise(actor, 'aid:approve')
  return step(means, actor, { id, action: 'reject-quick-aid', request }, async (tx, aid) => {
    decided(rejectAid(aid, request.version))
    await saveRejected(tx, id, actor.officerId, request.note)
    return { reason: request.note }
  })
}

/** Pays out of the township's float: the voucher, the entry and the papers' deadline in one transaction. */
export async function payQuickAid(
  means: AidMeans,
  actor: Actor,
  id: string,
  request: AidStepWithNote,
): Promise<AidDone> {
  authorise(actor, 'aid:pay')
  const { policies, calendar, today, store } = means
  return step(means, actor, { id, action: 'pay-quick-aid', request }, async (tx, aid) => {
    const papersDays = standardOf(policies, policyNames.papersDays, aid.division, today)
    const event = decided(payAid(aid, request.version, { papersDays, today, calendar }))
    if (event.type !== 'aid-paid') throw new Error('A payment is answered with a payment')
    const township = townshipOf(aid.division)
    const cause = causes.find((known) => known === aid.cause) ?? 'other'
    const name = store.keys.decrypt('quick_aid.name', aid.nameCipher)
    const voucher = await nextVoucher(tx, township, today)
    const entryId = await post(
      tx,
      actor.officerId,
      payFromFloat({
        division: township,
        amount: aid.amount,
        occurredOn: today,
        subject: `quick-aid:${id}`,
        // The book of the float is read by many: the family name is enough there.
        memo: voucherMemo(voucher, `${name.slice(0, 1)}**`, cause),
      }),
    )
    const { papersDueOn } = event
    await savePaid(tx, id, { by: actor.officerId, on: today, receiver: request.note, voucher, entryId, papersDueOn })
    return { voucher, entry: entryId }
  })
}

export async function completeQuickAid(
  means: AidMeans,
  actor: Actor,
  id: string,
  request: AidStepWithNote,
): Promise<AidDone> {
  authorise(actor, 'aid:request')
  return step(means, actor, { id, action: 'complete-quick-aid', request }, async (tx, aid) => {
    decided(completePapers(aid, request.version))
    await savePapers(tx, id, means.today, request.note)
    return {}
  })
}

/** Takes back money that was returned, by an entry that reverses the payment. */
export async function returnQuickAid(
  means: AidMeans,
  actor: Actor,
  id: string,
  request: AidStepWithNote,
): Promise<AidDone> {
  authorise(actor, 'aid:pay')
  const { today } = means
  return step(means, actor, { id, action: 'return-quick-aid', request }, async (tx, aid) => {
    decided(returnAid(aid, request.version))
    if (aid.entryId === null || aid.voucher === null) throw new Error(`The paid aid ${id} has no entry`)
    const entry = await post(
      tx,
      actor.officerId,
      reversal({
        entry: aid.entryId,
        division: townshipOf(aid.division),
        amount: aid.amount,
        occurredOn: today,
        subject: `quick-aid:${id}`,
        memo: returnMemo(aid.voucher, request.note),
      }),
    )
    await saveReturned(tx, id, today, request.note)
    return { entry }
  })
}
