import type { BankProfile, BatchStep, LineDecision, PaymentDone, ReturnsDone } from '#contracts/disbursement'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { formatYuan } from '#kernel/fen'
import { approveBenefit, keptReturn, post, reissueBenefit, returnBenefit, sendBenefit } from '#modules/ledger'
import { appendAudit, authorise, once } from '#modules/officer'
import { type BankReturn, readReturnsFile } from './bank-file.ts'
import { coverLine, countBatch, lockForBuild } from './build-store.ts'
import { type PaymentMeans, refuse } from './build.ts'
import { mayApprove, mayExclude, mayReissue, mayRelease, mayReturn, maySend, maySettle } from './decide.ts'
import { deathWords, memos } from './messages.zh.ts'
import { lockSentLines, saveReturned, type SentLine } from './returns-store.ts'
import {
  bankTotal,
  freeLine,
  isStale,
  lockBatch,
  lockLine,
  movementsOf,
  reissueFacts,
  saveApproved,
  saveDecision,
  saveSent,
  saveSettled,
  type StoredBatch,
  type StoredLine,
} from './store.ts'

type Detail = Readonly<Record<string, string | number>>

/** One step of one batch: locked, decided, written, audited, once. */
function batchStep<T extends Detail>(
  means: PaymentMeans,
  actor: Actor,
  of: { readonly id: string; readonly action: string; readonly key: string; readonly request: unknown },
  work: (tx: Transaction<DB>, batch: StoredBatch) => Promise<T>,
): Promise<T & PaymentDone> {
  const { id, action, key, request } = of
  return means.store.within(actor.division, (tx) =>
    once(tx, { actor, key, command: action, request: { id, request } }, async () => {
      await lockForBuild(tx, actor.division)
      const batch = await lockBatch(tx, id)
      if (batch === undefined) refuse({ code: 'payment-batch-not-found' })
      const detail = await work(tx, batch)
      await appendAudit(tx, actor, { division: batch.county, action, subject: `payment-batch:${id}`, detail })
      return { ...detail, id }
    }),
  )
}

/** The journal of an approved batch: an entry for each township and programme, and one for what goes out again. */
async function postApproved(tx: Transaction<DB>, means: PaymentMeans, actor: Actor, batch: StoredBatch): Promise<void> {
  const occurredOn = means.today
  const subject = `payment-batch:${batch.id}`
  for (const { township, programme, gross, recovered, reissued, kept } of await movementsOf(tx, batch.id)) {
    const about = { division: township, occurredOn, subject }
    const entries = [
      gross === 0n
        ? undefined
        : approveBenefit({ ...about, gross, recovered, memo: memos.approved(batch.month, programme) }),
      reissued === 0n ? undefined : reissueBenefit({ ...about, amount: reissued, memo: memos.reissued(batch.month) }),
      kept === 0n ? undefined : keptReturn({ ...about, amount: kept, memo: memos.kept(batch.month) }),
    ]
    for (const entry of entries) if (entry !== undefined) await post(tx, actor.officerId, entry)
  }
}

/** The second person sees the list and answers for it; from then on it is not built anew. */
export async function approvePaymentBatch(
  means: PaymentMeans,
  actor: Actor,
  id: string,
  request: BatchStep,
): Promise<PaymentDone> {
  authorise(actor, 'payment:approve')
  const of = { id, action: 'approve-payment-batch', key: request.key, request }
  return batchStep(means, actor, of, async (tx, batch) => {
    const stale = await isStale(tx, id)
    const refusal = mayApprove(batch, actor.officerId, request.version, stale, batch.lines)
    if (refusal !== undefined) refuse(refusal)
    await saveApproved(tx, id, actor.officerId, means.today)
    await postApproved(tx, means, actor, batch)
    return { lines: batch.lines }
  })
}

/** Says that the file has gone to the bank and the money out of the county's fund. */
export async function sendPaymentBatch(
  means: PaymentMeans,
  actor: Actor,
  id: string,
  request: BatchStep,
): Promise<PaymentDone> {
  authorise(actor, 'payment:prepare')
  const of = { id, action: 'send-payment-batch', key: request.key, request }
  return batchStep(means, actor, of, async (tx, batch) => {
    const refusal = maySend(batch, request.version)
    if (refusal !== undefined) refuse(refusal)
    const amount = await bankTotal(tx, id)
    const subject = `payment-batch:${id}`
    const occurredOn = means.today
    const memo = memos.sent(batch.month)
    if (amount > 0n) {
      await post(tx, actor.officerId, sendBenefit({ division: batch.county, amount, occurredOn, subject, memo }))
    }
    await saveSent(tx, id, occurredOn)
    return { total: formatYuan(amount) }
  })
}

/** Closes a batch: what did not come back has been paid. */
export async function settlePaymentBatch(
  means: PaymentMeans,
  actor: Actor,
  id: string,
  request: BatchStep,
): Promise<PaymentDone> {
  authorise(actor, 'payment:prepare')
  const of = { id, action: 'settle-payment-batch', key: request.key, request }
  return batchStep(means, actor, of, async (tx, batch) => {
    const refusal = maySettle(batch, request.version)
    if (refusal !== undefined) refuse(refusal)
    await saveSettled(tx, id, means.today)
    return {}
  })
}

/** The lines that the bank's file speaks of. Whatever does not fit what was sent refuses the file, with its line. */
async function matchReturns(
  tx: Transaction<DB>,
  batchId: string,
  returns: readonly (BankReturn & { readonly at: number })[],
): Promise<{ line: SentLine; reason: string }[]> {
  const sent = await lockSentLines(
    tx,
    batchId,
    returns.map((row) => row.line),
  )
  const seen = new Set<number>()
  return returns.map(({ at, line: number, amount, reason }) => {
    const wrong = (problem: 'line-unknown' | 'amount-differs' | 'not-sent' | 'twice', value: string): never =>
      refuse({ code: 'returns-file-wrong', line: at, problem, value })
    const line = sent.get(number) ?? wrong('line-unknown', String(number))
    if (seen.has(number)) wrong('twice', String(number))
    seen.add(number)
    if (line.total !== amount) wrong('amount-differs', formatYuan(amount))
    if (line.status !== 'ready' && line.status !== 'paid') wrong('not-sent', String(number))
    return { line, reason }
  })
}

/**
 * Takes in what the bank could not pay. The money is back in the fund and owed on; for a payee who has died it is not,
 * and what is owed to him is marked to be looked at.
 */
export async function recordReturns(
  means: PaymentMeans,
  actor: Actor,
  id: string,
  of: { readonly key: string; readonly profile: BankProfile; readonly bytes: Buffer },
): Promise<ReturnsDone> {
  authorise(actor, 'payment:prepare')
  const request = { profile: of.profile, bytes: of.bytes.toString('base64') }
  const step = { id, action: 'record-returns', key: of.key, request }
  return batchStep(means, actor, step, async (tx, batch) => {
    const refusal = mayReturn(batch)
    if (refusal !== undefined) refuse(refusal)
    const read = readReturnsFile(of.profile, of.bytes)
    if (!read.ok) refuse(read.refusal)
    const matched = await matchReturns(tx, id, read.returns)
    for (const { line, reason } of matched) {
      const about = { division: line.township, amount: line.total, occurredOn: means.today }
      const subject = `payment-line:${line.id}`
      await post(tx, actor.officerId, returnBenefit({ ...about, subject, memo: memos.returned(reason) }))
      if (line.payeeDead) await post(tx, actor.officerId, keptReturn({ ...about, subject, memo: memos.kept(reason) }))
    }
    const rows = matched.map(({ line, reason }) => ({
      id: line.id,
      reason,
      kept: line.payeeDead,
      flagged: line.payeeDead || deathWords.some((word) => reason.includes(word)),
    }))
    await saveReturned(tx, rows, means.today)
    const kept = rows.filter((row) => row.kept).length
    return { returned: rows.length, again: rows.length - kept, kept }
  })
}

/** One decision on one line: locked, decided, written, audited, once. */
function lineStep(
  means: PaymentMeans,
  actor: Actor,
  of: { readonly id: string; readonly action: string; readonly request: LineDecision },
  work: (tx: Transaction<DB>, line: StoredLine) => Promise<void>,
): Promise<PaymentDone> {
  authorise(actor, 'payment:prepare')
  const { id, action, request } = of
  return means.store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: action, request: { id, ...request } }, async () => {
      await lockForBuild(tx, actor.division)
      const line = await lockLine(tx, id)
      if (line === undefined) refuse({ code: 'payment-line-not-found' })
      await work(tx, line)
      await countBatch(tx, line.batchId)
      const detail = { reason: request.reason }
      await appendAudit(tx, actor, { division: line.division, action, subject: `payment-line:${id}`, detail })
      return { id }
    }),
  )
}

/** Lets a held line go: with its batch while that is a draft, else with the next one. */
export function releaseLine(
  means: PaymentMeans,
  actor: Actor,
  id: string,
  request: LineDecision,
): Promise<PaymentDone> {
  const { officerId } = actor
  const { today } = means
  return lineStep(means, actor, { id, action: 'release-payment-line', request }, async (tx, line) => {
    const refusal = mayRelease(line, line.batchStatus)
    if (refusal !== undefined) refuse(refusal)
    const inDraft = line.batchStatus === 'draft'
    if (inDraft && !(await coverLine(tx, id))) refuse({ code: 'payment-line-covered-already' })
    const status = inDraft ? 'ready' : 'held'
    await saveDecision(tx, id, { status, again: !inDraft, officerId, today, reason: request.reason })
  })
}

/** Takes a line out for good, with the reason; money that had come back stays with the county. */
export function excludeLine(
  means: PaymentMeans,
  actor: Actor,
  id: string,
  request: LineDecision,
): Promise<PaymentDone> {
  const { officerId } = actor
  const { today } = means
  return lineStep(means, actor, { id, action: 'exclude-payment-line', request }, async (tx, line) => {
    const refusal = mayExclude(line, line.batchStatus)
    if (refusal !== undefined) refuse(refusal)
    const cameBack = line.status === 'returned'
    const isBooked = cameBack || (line.returnedMoney && line.batchStatus !== 'draft')
    if (isBooked && line.total > 0n) {
      const memo = memos.excluded(request.reason)
      const about = { division: line.township, amount: line.total, occurredOn: today }
      await post(tx, officerId, keptReturn({ ...about, subject: `payment-line:${id}`, memo }))
    }
    await freeLine(tx, id)
    const status = cameBack ? 'kept' : 'excluded'
    await saveDecision(tx, id, { status, again: false, officerId, today, reason: request.reason })
  })
}

/** Sends returned money again with the next batch, to the account that was confirmed since. */
export function reissueLine(
  means: PaymentMeans,
  actor: Actor,
  id: string,
  request: LineDecision,
): Promise<PaymentDone> {
  const { officerId } = actor
  const { today } = means
  return lineStep(means, actor, { id, action: 'reissue-payment-line', request }, async (tx, line) => {
    const refusal = mayReissue(line, await reissueFacts(tx, line))
    if (refusal !== undefined) refuse(refusal)
    await saveDecision(tx, id, { status: 'returned', again: true, officerId, today, reason: request.reason })
  })
}
