import type { LedgerRefusal, TopUpRequest } from '#contracts/ledger'
import type { Actor } from '#contracts/officer'
import type { Store } from '#db'
import type { Day } from '#kernel/day'
import { type Fen, parseYuan } from '#kernel/fen'
import { Refused } from '#kernel/refused'
import { appendAudit, authorise, once } from '#modules/officer'
import { topUp } from './entry.ts'
import { post, setYearlyFloat } from './store.ts'

function positive(text: string): Fen {
  const amount = parseYuan(text)
  if (amount !== undefined && amount > 0n) return amount
  const refusal: LedgerRefusal = { code: 'amount-not-positive' }
  throw new Refused(refusal)
}

/** Puts money of the county into the float of one of its townships; the first time opens the float. */
export async function topUpFloat(
  store: Store,
  actor: Actor,
  request: TopUpRequest,
  today: Day,
): Promise<{ done: number }> {
  authorise(actor, 'float:top-up')
  const amount = positive(request.amount)
  const yearly = request.yearly === undefined ? undefined : positive(request.yearly)
  return store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: 'top-up-float', request }, async () => {
      const { division, memo } = request
      const entry = await post(tx, actor.officerId, topUp({ division, amount, occurredOn: today, memo }))
      if (yearly !== undefined) await setYearlyFloat(tx, division, yearly)
      await appendAudit(tx, actor, {
        division,
        action: 'top-up-float',
        subject: `float:${division}`,
        detail: { entry, amount: request.amount },
      })
      return { done: 1 }
    }),
  )
}
