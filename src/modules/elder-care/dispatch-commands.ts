import type { AbsenceReplan, CareDone, PlanPublishing, PlanRequest } from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { type Day, toDayNumber } from '#kernel/day'
import { recordAbsence } from '#modules/facility'
import { authorise } from '#modules/officer'
import { insertDraft, keptPlan, type PlanCause, putInForce, readPlans, type StoredPlan } from './day-plans.ts'
import { readQuestion } from './dispatch-day.ts'
import { generateVisits } from './generate.ts'
import { type CareMeans, change, countyOf, refuse } from './means.ts'
import { planInThread } from './plan-thread.ts'
import { problemOfDay } from './problem-of-day.ts'

type Tx = Transaction<DB>

/** A day is planned for the whole county, by whoever sits over all of it. */
export function requireCounty(actor: Actor): string {
  const county = countyOf(actor.division)
  if (actor.division !== county) refuse({ code: 'dispatch-is-county' })
  return county
}

export function requireComing(day: Day, today: Day): void {
  if (day < today) refuse({ code: 'dispatch-day-past' })
}

/** What is planned from and kept: the plan at hand is the draft, else the one in force. */
interface Wish {
  readonly day: Day
  readonly cause: PlanCause
  readonly seconds: number
  readonly fromPlan: boolean
  readonly now: number | null
}

async function makeDraft(
  means: CareMeans,
  actor: Actor,
  command: string,
  request: { readonly key: string },
  wish: Wish,
): Promise<CareDone> {
  const county = requireCounty(actor)
  const { day, now } = wish
  const { question, before } = await means.store.within(actor.division, async (tx) => {
    // Whoever was added to the register since the last night has visits too.
    await generateVisits(tx, means.policies, { county, from: day, until: day })
    const { draft, published } = await readPlans(tx, { county, day })
    return { question: await readQuestion(tx, means.policies, { county, day, now }), before: draft ?? published }
  })
  const { problem, placeless } = problemOfDay(question)
  if (question.visits.length === 0) refuse({ code: 'dispatch-no-visits' })
  if (problem.carers.length === 0) refuse({ code: 'dispatch-no-carers' })
  const from = performance.now()
  const plan = await planInThread({
    problem,
    before: wish.fromPlan ? before?.kept.plan : undefined,
    seconds: wish.seconds,
    seed: toDayNumber(day),
  })
  const seconds = (performance.now() - from) / 1000
  return change(means, actor, { command, request, subject: day }, async (tx) => {
    const id = await insertDraft(tx, {
      county,
      day,
      cause: wish.cause,
      beforeId: before?.id,
      kept: keptPlan(plan, problem, placeless),
      seconds,
      officerId: actor.officerId,
    })
    return { id, division: county, about: 'dispatch-plan', detail: { day, cause: wish.cause } }
  })
}

/** Plans a day, from nothing or from the plan at hand: then whoever was to come comes, where nothing speaks against it. */
export async function planDay(means: CareMeans, actor: Actor, day: Day, request: PlanRequest): Promise<CareDone> {
  authorise(actor, 'care:dispatch')
  requireCounty(actor)
  requireComing(day, means.today)
  return makeDraft(means, actor, 'plan-day', request, {
    day,
    cause: request.from === 'plan' ? 'again' : 'new',
    seconds: request.seconds,
    fromPlan: request.from === 'plan',
    now: request.now,
  })
}

/** Seconds that a dispatcher waits whose carer has just called in ill. */
const replanSeconds = 2

/** A carer cannot come, or not any longer: that is recorded, and the rest of the day is planned around it. */
export async function replanAround(
  means: CareMeans,
  actor: Actor,
  day: Day,
  request: AbsenceReplan,
): Promise<CareDone> {
  authorise(actor, 'care:dispatch')
  requireCounty(actor)
  requireComing(day, means.today)
  const { carerId, fromMinute, reason } = request
  await recordAbsence(means, actor, carerId, {
    key: `${request.key.slice(0, 60)}-ill`,
    firstDay: day,
    lastDay: day,
    fromMinute,
    reason,
  })
  return makeDraft(means, actor, 'replan-absence', request, {
    day,
    cause: 'absence',
    seconds: replanSeconds,
    fromPlan: true,
    now: request.now,
  })
}

/** Tells carers where to go: the draft comes into force, and each visit that is not begun has whom it is to have. */
export async function publishPlan(
  means: CareMeans,
  actor: Actor,
  day: Day,
  request: PlanPublishing,
): Promise<CareDone> {
  authorise(actor, 'care:dispatch')
  const county = requireCounty(actor)
  requireComing(day, means.today)
  return change(means, actor, { command: 'publish-plan', request, subject: day }, async (tx) => {
    const { draft, published } = await readPlans(tx, { county, day, lock: true })
    if (draft === undefined) refuse({ code: 'dispatch-plan-not-found' })
    if (draft.id !== request.planId) refuse({ code: 'dispatch-plan-changed-meanwhile' })
    await putInForce(tx, draft, published)
    await assignVisits(tx, county, day, draft)
    return { id: draft.id, division: county, about: 'dispatch-plan', detail: { day } }
  })
}

async function assignVisits(tx: Tx, county: string, day: Day, { kept }: StoredPlan): Promise<void> {
  const open = await tx
    .selectFrom('care_visit')
    .select(['id', 'division', 'status', 'version'])
    .where('county', '=', county)
    .where('day', '=', day)
    .where('status', 'in', ['due', 'assigned'])
    .forUpdate()
    .execute()
  const byId = new Map(open.map((visit) => [visit.id, visit]))
  const stops = kept.plan.routes.flatMap(({ carer, stops: ofRoute }) =>
    ofRoute.flatMap(({ kind, id, part, start }) => {
      const visit = kind === 'visit' || kind === 'meal' ? byId.get(id) : undefined
      return visit === undefined
        ? []
        : [{ visit_id: id, part, county, division: visit.division, carer_id: carer, starts_at: Math.round(start) }]
    }),
  )
  const served = new Set(stops.map(({ visit_id }) => visit_id))
  const ids = (wanted: (id: string) => boolean): string[] => open.map(({ id }) => id).filter(wanted)
  if (open.length === 0) return
  await tx
    .deleteFrom('care_assignment')
    .where(
      'visit_id',
      'in',
      ids(() => true),
    )
    .execute()
  // A statement takes so many parameters and no more.
  for (let from = 0; from < stops.length; from += 5000) {
    await tx
      .insertInto('care_assignment')
      .values(stops.slice(from, from + 5000))
      .execute()
  }
  await setStatus(
    tx,
    'assigned',
    ids((id) => served.has(id)),
  )
  await setStatus(
    tx,
    'due',
    ids((id) => !served.has(id)),
  )
}

async function setStatus(tx: Tx, status: 'assigned' | 'due', ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('care_visit')
    .set((eb) => ({ status, version: eb('version', '+', 1) }))
    .where('id', 'in', [...ids])
    .execute()
}
