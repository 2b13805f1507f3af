import type { AidInKindDone, AidInKindRequest, EntitlementRefusal } from '#contracts/entitlement'
import type { LedgerRefusal } from '#contracts/ledger'
import type { Actor } from '#contracts/officer'
import type { Store } from '#db'
import { type Day, parseDay } from '#kernel/day'
import { type Fen, parseYuan } from '#kernel/fen'
import { Refused } from '#kernel/refused'
import { appendAudit, authorise, once } from '#modules/officer'
import { findHouseholdPlace, insertAidInKind, isCaseOf } from './aid-store.ts'

function refuse(refusal: EntitlementRefusal | LedgerRefusal): never {
  throw new Refused(refusal)
}

/** Nothing given has no price; a price is more than nothing. */
function valueOf(text: string | undefined): Fen | null {
  if (text === undefined) return null
  const value = parseYuan(text)
  return value !== undefined && value > 0n ? value : refuse({ code: 'amount-not-positive' })
}

/** Takes down goods or a service that a household was given, so that all its help is in one place. */
export async function recordAidInKind(
  store: Store,
  actor: Actor,
  request: AidInKindRequest,
  today: Day,
): Promise<AidInKindDone> {
  authorise(actor, 'case:handle')
  const givenOn = parseDay(request.givenOn)
  if (givenOn === undefined || givenOn > today) refuse({ code: 'aid-given-in-future', day: request.givenOn })
  const value = valueOf(request.value)
  return store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: 'record-aid-in-kind', request }, async () => {
      const { householdId, caseId = null } = request
      const division = await findHouseholdPlace(tx, householdId)
      if (division === undefined) refuse({ code: 'aid-household-not-found' })
      if (caseId !== null && !(await isCaseOf(tx, caseId, householdId)))
        refuse({ code: 'aid-case-of-another-household' })
      const id = await insertAidInKind(tx, {
        division,
        householdId,
        caseId,
        kind: request.kind,
        description: request.description.trim(),
        provider: request.provider.trim(),
        value,
        givenOn,
        receiver: request.receiver.trim(),
        officerId: actor.officerId,
      })
      await appendAudit(tx, actor, {
        division,
        action: 'record-aid-in-kind',
        subject: `aid-in-kind:${id}`,
        detail: { household: householdId, kind: request.kind },
      })
      return { id }
    }),
  )
}
