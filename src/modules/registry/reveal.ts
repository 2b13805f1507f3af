import { sql } from 'kysely'
import type { RevealRequest } from '#contracts/registry'
import type { Actor } from '#contracts/officer'
import type { DB, Store, Transaction } from '#db'
import { Refused } from '#kernel/refused'
import { appendAudit, authorise } from '#modules/officer'

/** How long a purpose, once given, lets an officer see a household's sensitive facts. A matter of the system. */
const minutes = 30

/** True while the officer has given a purpose for this household: the audit log itself is the grant. */
export async function isRevealed(tx: Transaction<DB>, actor: Actor, householdId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('audit_entry')
    .select('id')
    .where('subject', '=', `household:${householdId}`)
    .where('action', '=', 'reveal-household')
    .where('officer_id', '=', actor.officerId)
    .where('post_id', '=', actor.postId)
    .where(sql<boolean>`happened_at > now() - make_interval(mins => ${minutes})`)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/**
 * Lets the officer see a household's sensitive facts for a while, for a purpose that is written down.
 *
 * @law 《个人信息保护法》第二十八条、第三十四条
 */
export async function revealHousehold(
  store: Store,
  actor: Actor,
  householdId: string,
  request: RevealRequest,
): Promise<void> {
  authorise(actor, 'household:reveal')
  await store.within(actor.division, async (tx) => {
    const household = await tx
      .selectFrom('household')
      .select('division')
      .where('id', '=', householdId)
      .executeTakeFirst()
    if (household === undefined) throw new Refused({ code: 'household-not-found' })
    await appendAudit(tx, actor, {
      division: household.division,
      action: 'reveal-household',
      subject: `household:${householdId}`,
      detail: { purpose: request.purpose, note: request.note },
    })
  })
}
