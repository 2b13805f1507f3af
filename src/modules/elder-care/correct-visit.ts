import { sql } from 'kysely'
import type { CareDone, VisitCorrecting } from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { authorise } from '#modules/officer'
import {
  findSettlementOfVisit,
  keepProof,
  type Proof,
  readMonthOfVisit,
  readProof,
  replaceCarers,
} from './correction-store.ts'
import { faultOfProof, faultOfStep } from './decide.ts'
import { type CareMeans, change, refuse, refuseFault } from './means.ts'
import { lockSettling } from './settlement-store.ts'
import { lockVisit, requireCarers } from './visit-commands.ts'

/** The proof as it is to be: what the request leaves out stays. */
function corrected(before: Proof, request: VisitCorrecting): Proof {
  const { arrivedAt, leftAt, way, note, madeOn = before.madeOn, carerIds = before.carerIds, place } = request
  const { longitude, latitude } = place === undefined ? before : (place ?? { longitude: null, latitude: null })
  return { madeOn, arrivedAt, leftAt, way, note: note.trim(), longitude, latitude, carerIds: [...carerIds] }
}

const isSame = (one: Proof, other: Proof): boolean =>
  one.madeOn === other.madeOn &&
  one.arrivedAt === other.arrivedAt &&
  one.leftAt === other.leftAt &&
  one.way === other.way &&
  one.note === other.note &&
  one.longitude === other.longitude &&
  one.latitude === other.latitude &&
  isSameCarers(one, other)

const isSameCarers = (one: Proof, other: Proof): boolean => one.carerIds.join() === other.carerIds.join()

/**
 * Tells the proof of a visit again that was told wrongly, until it is in a settlement. What was told before is kept,
 * with who told it, who corrected it and why. Not for whoever is sent out, but for who sends them.
 */
export async function correctVisit(
  means: CareMeans,
  actor: Actor,
  id: string,
  request: VisitCorrecting,
): Promise<CareDone> {
  authorise(actor, 'care:dispatch')
  return change(means, actor, { command: 'correct-care-visit', request, subject: id }, async (tx) => {
    await waitForSettling(tx, id)
    const visit = (await lockVisit(tx, id)) ?? refuse({ code: 'visit-not-found' })
    refuseFault(faultOfStep(visit, 'correct', request.version, means.today))
    const settled = await findSettlementOfVisit(tx, id)
    if (settled !== undefined) refuse({ code: 'visit-settled', month: visit.month, ...settled })
    const before = await readProof(tx, id)
    const after = corrected(before, request)
    refuseFault(faultOfProof(visit, { ...request, madeOn: after.madeOn }, means.today))
    if (isSame(before, after)) refuse({ code: 'visit-nothing-corrected' })
    const reason = request.reason.trim()
    await keepProof(tx, { visitId: id, proof: before, reason, officerId: actor.officerId })
    if (!isSameCarers(before, after)) {
      await requireCarers(tx, visit, after.carerIds)
      await replaceCarers(tx, visit, after)
    }
    await writeProof(tx, id, after, actor)
    return { id, division: visit.division, about: 'care-visit', detail: { reason } }
  })
}

/** Whoever draws up the settlement of the month is waited for, or waits: else it could count what is just corrected. */
async function waitForSettling(tx: Transaction<DB>, id: string): Promise<void> {
  const visit = await readMonthOfVisit(tx, id)
  if (visit !== undefined) await lockSettling(tx, visit.county, visit.month)
}

async function writeProof(tx: Transaction<DB>, id: string, proof: Proof, actor: Actor): Promise<void> {
  const { madeOn, arrivedAt, leftAt, way, note, longitude, latitude } = proof
  await tx
    .updateTable('care_visit')
    .set({ made_on: madeOn, arrived_at: arrivedAt, left_at: leftAt, way, note, longitude, latitude })
    .set({ recorded_by: actor.officerId, recorded_at: sql`now()`, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}
