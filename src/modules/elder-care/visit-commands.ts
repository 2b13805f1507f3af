import { sql, type Updateable } from 'kysely'
import {
  type CareDone,
  type VisitFailing,
  type VisitFinishing,
  type VisitStarting,
  visitStatuses,
} from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { addDays, day as readDay } from '#kernel/day'
import { lastDayOf, month as readMonth } from '#kernel/month'
import { authorise } from '#modules/officer'
import { readSkills } from './care-plan-store.ts'
import { faultOfProof, faultOfStep, madeOnOf, type VisitState, type VisitStep } from './decide.ts'
import { type CareMeans, change, refuse, refuseFault } from './means.ts'
import { oneOf } from './visit-rows.ts'

type Tx = Transaction<DB>

interface LockedVisit extends VisitState {
  readonly id: string
  readonly county: string
  readonly division: string
  readonly month: string
  readonly isFree: boolean
  readonly carersNeeded: number
}

export async function lockVisit(tx: Tx, id: string): Promise<LockedVisit | undefined> {
  const row = await tx
    .selectFrom('care_visit')
    .select(['status', 'version', 'day', 'service', 'county', 'division', 'month', 'price_fen', 'carers_needed'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    status: oneOf(visitStatuses, row.status),
    version: row.version,
    day: readDay(row.day),
    service: row.service,
    id,
    county: row.county,
    division: row.division,
    month: row.month,
    isFree: BigInt(row.price_fen) === 0n,
    carersNeeded: row.carers_needed,
  }
}

/** One step of one visit: locked, decided, written, audited, once. */
function step(
  means: CareMeans,
  actor: Actor,
  of: {
    readonly id: string
    readonly step: VisitStep
    readonly request: { readonly key: string; readonly version: number }
  },
  work: (tx: Tx, visit: LockedVisit) => Promise<Updateable<DB['care_visit']>>,
): Promise<CareDone> {
  const { id, request } = of
  return change(means, actor, { command: `${of.step}-care-visit`, request, subject: id }, async (tx) => {
    const visit = (await lockVisit(tx, id)) ?? refuse({ code: 'visit-not-found' })
    refuseFault(faultOfStep(visit, of.step, request.version, means.today))
    const values = await work(tx, visit)
    await tx
      .updateTable('care_visit')
      .set({ ...values, recorded_by: actor.officerId, recorded_at: sql`now()`, version: sql`version + 1` })
      .where('id', '=', id)
      .execute()
    return { id, division: visit.division, about: 'care-visit', detail: { status: String(values.status) } }
  })
}

/** Somebody has arrived; where the telephone is, when it says so, is part of the proof. */
export async function startVisit(
  means: CareMeans,
  actor: Actor,
  id: string,
  request: VisitStarting,
): Promise<CareDone> {
  authorise(actor, 'care:visit')
  return step(means, actor, { id, step: 'start', request }, () =>
    Promise.resolve({
      status: 'under-way',
      arrived_at: request.at,
      longitude: request.longitude,
      latitude: request.latitude,
    }),
  )
}

/** The proof of a visit, for all time: when, how, who came and, of each, for which provider she worked on the day. */
export async function finishVisit(
  means: CareMeans,
  actor: Actor,
  id: string,
  request: VisitFinishing,
): Promise<CareDone> {
  authorise(actor, 'care:visit')
  return step(means, actor, { id, step: 'finish', request }, async (tx, visit) => {
    refuseFault(faultOfProof(visit, request, means.today))
    await recordWhoCame(tx, visit, request)
    return {
      status: 'done',
      made_on: madeOnOf(visit, request, means.today),
      arrived_at: request.arrivedAt,
      left_at: request.leftAt,
      way: request.way,
      note: request.note.trim(),
    }
  })
}

/** Of those who are said to have come each must be one, and not more than the visit takes. */
export async function requireCarers(tx: Tx, visit: LockedVisit, carerIds: readonly string[]): Promise<void> {
  if (carerIds.length > visit.carersNeeded) refuse({ code: 'visit-carer-missing', carers: visit.carersNeeded })
  const known = await readSkills(tx, visit.county, carerIds, visit.day)
  if (known.size < carerIds.length) refuse({ code: 'visit-carer-unknown' })
}

/** What somebody is to be paid for needs a carer; a check visit may be an officer's own. */
async function recordWhoCame(tx: Tx, visit: LockedVisit, { carerIds, arrivedAt }: VisitFinishing): Promise<void> {
  if (carerIds !== undefined) {
    await requireCarers(tx, visit, carerIds)
    await tx.deleteFrom('care_assignment').where('visit_id', '=', visit.id).execute()
    const { county, division } = visit
    const calls = carerIds.map((carer_id, part) => ({ visit_id: visit.id, part, county, division, carer_id }))
    await tx
      .insertInto('care_assignment')
      .values(calls.map((call) => ({ ...call, starts_at: arrivedAt })))
      .execute()
  }
  const { rows } = await sql<{ visit_id: string }>`
    update care_assignment a set provider_id = c.provider_id from carer c
    where a.visit_id = ${visit.id} and c.id = a.carer_id returning a.visit_id`.execute(tx)
  const needsCarer = !visit.isFree && visit.service !== 'check-visit'
  if (needsCarer && rows.length === 0) refuse({ code: 'visit-carer-missing', carers: visit.carersNeeded })
}

/** Nobody opened or nobody came. A monthly visit that was missed is due again the next day, while the month lasts. */
export async function missVisit(means: CareMeans, actor: Actor, id: string, request: VisitFailing): Promise<CareDone> {
  authorise(actor, 'care:visit')
  return step(means, actor, { id, step: 'miss', request }, async (tx, visit) => {
    await dueAgain(tx, id, visit, means)
    return { status: 'missed', reason: request.reason.trim() }
  })
}

async function dueAgain(tx: Tx, id: string, visit: LockedVisit, { today }: CareMeans): Promise<void> {
  const next = addDays(today, 1)
  if (next > lastDayOf(readMonth(visit.month))) return
  await sql`
    insert into care_visit (county, division, plan_id, household_id, person_id, service, day, month, turn, window_from,
      window_until, minutes, carers_needed, price_fen)
    select v.county, v.division, v.plan_id, v.household_id, v.person_id, v.service, ${next}, v.month,
      1 + coalesce((select max(o.turn) from care_visit o where o.plan_id = v.plan_id and o.day = ${next}), 0),
      v.window_from, v.window_until, v.minutes, v.carers_needed, v.price_fen
    from care_visit v join care_plan p on p.id = v.plan_id
    where v.id = ${id} and p.monthly > 0 and (p.ended_on is null or p.ended_on > ${next})`.execute(tx)
}

export async function cancelVisit(
  means: CareMeans,
  actor: Actor,
  id: string,
  request: VisitFailing,
): Promise<CareDone> {
  authorise(actor, 'care:order')
  return step(means, actor, { id, step: 'cancel', request }, () =>
    Promise.resolve({ status: 'cancelled', reason: request.reason.trim() }),
  )
}
