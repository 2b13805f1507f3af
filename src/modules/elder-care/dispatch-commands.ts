import type { AbsenceReplan, CareDone, PlanPublishing, PlanRequest } from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import type { Plan } from '#dispatch'
import { type Day, toDayNumber } from '#kernel/day'
import { recordAbsence } from '#modules/facility'
import { authorise } from '#modules/officer'
import {
  brokenVisits,
  insertDraft,
  keptPlan,
  type PlanCause,
  putInForce,
  readPlans,
  type StoredPlan,
} from './day-plans.ts'
import { readCanCome, readQuestion } from './dispatch-day.ts'
import { generateVisits } from './generate.ts'
import { type CareMeans, change, countyOf, nowOf, type PlanningMeans, refuse } from './means.ts'
import { planInThread, type ThreadTask } from './plan-thread.ts'
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
  readonly reckon: (task: ThreadTask) => Promise<Reckoned>
}

interface Reckoned {
  readonly plan: Plan
  readonly seconds: number
}

async function reckon(task: ThreadTask): Promise<Reckoned> {
  const from = performance.now()
  const plan = await planInThread(task)
  return { plan, seconds: (performance.now() - from) / 1000 }
}

/** Does work that keeps a core busy for seconds, when it is its turn. */
async function inTurn<T>({ turns }: PlanningMeans, work: () => Promise<T>): Promise<T> {
  return turns.take(work) ?? refuse({ code: 'dispatch-too-many-at-once' })
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
  const { plan, seconds } = await wish.reckon({
    problem,
    before: wish.fromPlan ? before?.kept.plan : undefined,
    seconds: wish.seconds,
    seed: toDayNumber(day),
  })
  return change(means, actor, { command, request, subject: day }, async (tx) => {
    // What a colleague has moved or published meanwhile is not thrown away.
    const now = await readPlans(tx, { county, day, lock: true })
    if ((now.draft ?? now.published)?.id !== before?.id) refuse({ code: 'dispatch-plan-changed-meanwhile' })
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
export async function planDay(means: PlanningMeans, actor: Actor, day: Day, request: PlanRequest): Promise<CareDone> {
  authorise(actor, 'care:dispatch')
  requireCounty(actor)
  requireComing(day, means.today)
  return makeDraft(means, actor, 'plan-day', request, {
    day,
    cause: request.from === 'plan' ? 'again' : 'new',
    seconds: request.seconds,
    fromPlan: request.from === 'plan',
    now: nowOf(means, day),
    reckon: (task) => inTurn(means, () => reckon(task)),
  })
}

/** Seconds that a dispatcher waits whose carer has just called in ill. */
const replanSeconds = 2

/** A carer cannot come, or not any longer: that is recorded, and the rest of the day is planned around it. */
export async function replanAround(
  means: PlanningMeans,
  actor: Actor,
  day: Day,
  request: AbsenceReplan,
): Promise<CareDone> {
  authorise(actor, 'care:dispatch')
  requireCounty(actor)
  requireComing(day, means.today)
  const { carerId, fromMinute, reason } = request
  // Whoever is told that too many wait has recorded nothing yet, and asks again with the same words.
  return inTurn(means, async () => {
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
      now: nowOf(means, day),
      reckon,
    })
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
    const open = await lockOpenVisits(tx, county, day)
    const isOpen = (id: string): boolean => open.has(id)
    const broken = brokenVisits(draft, { canCome: await readCanCome(tx, county, day), isOpen })
    if (broken.length > 0) refuse({ code: 'dispatch-plan-broken', visits: broken.length })
    await putInForce(tx, draft, published)
    await assignVisits(tx, county, open, draft)
    return { id: draft.id, division: county, about: 'dispatch-plan', detail: { day } }
  })
}

interface OpenVisit {
  readonly division: string
  /** Who is to come when, in one text. */
  readonly calls: string
}

/** Visits of the day that nobody has begun, with who was to come until now. */
async function lockOpenVisits(tx: Tx, county: string, day: Day): Promise<ReadonlyMap<string, OpenVisit>> {
  const rows = await tx
    .selectFrom('care_visit')
    .select(['id', 'division'])
    .where('county', '=', county)
    .where('day', '=', day)
    .where('status', 'in', ['due', 'assigned'])
    .orderBy('id')
    .forUpdate()
    .execute()
  const calls = await tx
    .selectFrom('care_assignment as a')
    .innerJoin('care_visit as v', 'v.id', 'a.visit_id')
    .select(['a.visit_id', 'a.part', 'a.carer_id', 'a.starts_at'])
    .where('v.county', '=', county)
    .where('v.day', '=', day)
    .execute()
  const callsOf = Map.groupBy(calls, ({ visit_id }) => visit_id)
  return new Map(rows.map(({ id, division }) => [id, { division, calls: callsText(callsOf.get(id) ?? []) }]))
}

interface Call {
  readonly part: number
  readonly carer_id: string
  readonly starts_at: number
}

const callsText = (calls: readonly Call[]): string =>
  calls
    .map(({ part, carer_id, starts_at }) => `${part} ${carer_id} ${starts_at}`)
    .toSorted()
    .join()

/** Only what is different is written, so that nobody's screen goes stale over a visit that stays as it was. */
async function assignVisits(
  tx: Tx,
  county: string,
  open: ReadonlyMap<string, OpenVisit>,
  { kept }: StoredPlan,
): Promise<void> {
  const stops = kept.plan.routes.flatMap(({ carer, stops: ofRoute }) =>
    ofRoute.flatMap(({ kind, id, part, start }) => {
      const visit = kind === 'visit' || kind === 'meal' ? open.get(id) : undefined
      return visit === undefined
        ? []
        : [{ visit_id: id, part, county, division: visit.division, carer_id: carer, starts_at: Math.round(start) }]
    }),
  )
  const stopsOf = Map.groupBy(stops, ({ visit_id }) => visit_id)
  const changed = [...open].filter(([id, { calls }]) => callsText(stopsOf.get(id) ?? []) !== calls).map(([id]) => id)
  if (changed.length === 0) return
  await tx.deleteFrom('care_assignment').where('visit_id', 'in', changed).execute()
  const written = changed.flatMap((id) => stopsOf.get(id) ?? [])
  // A statement takes so many parameters and no more.
  for (let from = 0; from < written.length; from += 5000) {
    await tx
      .insertInto('care_assignment')
      .values(written.slice(from, from + 5000))
      .execute()
  }
  await setStatus(
    tx,
    'assigned',
    changed.filter((id) => stopsOf.has(id)),
  )
  await setStatus(
    tx,
    'due',
    changed.filter((id) => !stopsOf.has(id)),
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
