import type { DeliveryDone, DeliveryRequest, NoticeRefusal } from '#contracts/notice'
import type { Actor } from '#contracts/officer'
import type { Store } from '#db'
import type { Day } from '#kernel/day'
import { Refused } from '#kernel/refused'
import { appendAudit, authorise, once } from '#modules/officer'
import { deliver } from './decide.ts'
import { findLetter, type FoundLetter } from './queries.ts'
import { lockLetter, saveDelivery } from './store.ts'

function refuse(refusal: NoticeRefusal): never {
  throw new Refused(refusal)
}

/** Opens a letter, and writes down who has read it. */
export async function readLetter(
  store: Store,
  actor: Actor,
  id: string,
  form: 'screen' | 'html' | 'pdf',
): Promise<FoundLetter> {
  authorise(actor, 'notice:read')
  return store.within(actor.division, async (tx) => {
    const found = await findLetter(tx, store.keys, id)
    if (found === undefined) refuse({ code: 'letter-not-found' })
    await appendAudit(tx, actor, {
      division: found.division,
      action: 'read-letter',
      subject: `letter:${id}`,
      detail: { form },
    })
    return found
  })
}

/**
 * Takes down when and how a letter came into somebody's hands, once: the days of a complaint run from there.
 *
 * @law 《最低生活保障审核确认办法》第二十一条
 */
export async function recordDelivery(
  means: { readonly store: Store; readonly today: Day },
  actor: Actor,
  id: string,
  request: DeliveryRequest,
): Promise<DeliveryDone> {
  authorise(actor, 'case:handle')
  const { store, today } = means
  return store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: 'record-delivery', request: { id, ...request } }, async () => {
      const letter = await lockLetter(tx, id)
      if (letter === undefined) refuse({ code: 'letter-not-found' })
      const outcome = deliver(letter, request.deliveredOn, today)
      if (!outcome.ok) refuse(outcome.refusal)
      const { deliveredOn, way, note } = request
      await saveDelivery(tx, id, { on: deliveredOn, way, note: note.trim(), by: actor.officerId })
      await appendAudit(tx, actor, {
        division: letter.division,
        action: 'record-delivery',
        subject: `letter:${id}`,
        detail: { deliveredOn, way },
      })
      return { id }
    }),
  )
}
