import type { DB, Transaction } from '#db'
import { fen } from '#kernel/fen'
import { keptReturn, post } from '#modules/ledger'
import { keptMemo } from './messages.zh.ts'
import { type EntitlementChange, type EntitlementEffect, inRounds } from './model.ts'
import { adjustPaidMonths, dropUnpaidLines, endEarlier, freshOf, insertEntitlements, lockForChange } from './store.ts'

const nothing = fen(0n)

/**
 * Writes what cases are owed from a month on, within the transaction of the decision: earlier rows end there, and for
 * months that were paid otherwise the difference is written as back-pay (with the next batch) or as a recovery. All
 * changes of a call lie in one county; any number of them takes the same few statements. A decision that comes a
 * second time changes nothing. The transaction must see the township of each case, and call this before `appendAudit`:
 * a build of a batch waits for the audit log while it holds off changes, and the other way round they would wait for
 * each other.
 *
 * @returns one effect a case, zero where no paid month is touched
 * @law 《最低生活保障审核确认办法》第二十五条（次月起发放）, 《社会救助法》第七十三条（退回）
 */
export async function setEntitlements(
  tx: Transaction<DB>,
  officerId: string,
  changes: readonly EntitlementChange[],
): Promise<EntitlementEffect[]> {
  const [first] = changes
  if (first === undefined) return []
  const county = first.division.slice(0, 6)
  if (changes.some((change) => !change.division.startsWith(county))) throw new Error('Changes of more than one county')
  await lockForChange(tx, county)
  const written: EntitlementChange[] = []
  for (const round of inRounds(changes)) {
    const fresh = await freshOf(tx, round)
    if (fresh.length === 0) continue
    await endEarlier(tx, officerId, fresh)
    await insertEntitlements(tx, officerId, fresh)
    written.push(...fresh)
  }
  const effects = written.length === 0 ? [] : await adjust(tx, officerId, written)
  const known = new Map(effects.map((effect) => [effect.caseId, effect]))
  return [...new Set(changes.map((change) => change.caseId))].map(
    (caseId) => known.get(caseId) ?? { caseId, backPay: nothing, recovery: nothing },
  )
}

async function adjust(
  tx: Transaction<DB>,
  officerId: string,
  written: readonly EntitlementChange[],
): Promise<EntitlementEffect[]> {
  const [first] = written
  if (first === undefined) return []
  for (const line of await dropUnpaidLines(tx, officerId, written)) {
    const amount = fen(BigInt(line.totalFen))
    if (amount === 0n) continue
    await post(
      tx,
      officerId,
      keptReturn({
        division: line.township,
        amount,
        occurredOn: first.decidedOn,
        subject: `payment-line:${line.lineId}`,
        memo: keptMemo(line.lineId),
      }),
    )
  }
  return adjustPaidMonths(tx, written)
}
