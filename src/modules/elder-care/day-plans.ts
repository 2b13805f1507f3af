import { sql } from 'kysely'
import type { DayPlan, RouteStop } from '#contracts/elder-care'
import type { DB, Transaction } from '#db'
import type { Plan, Problem } from '#dispatch'
import { reasonText } from '#dispatch/reason.zh'
import { placeUnknownText } from './messages.zh.ts'
import { oneOf } from './visit-rows.ts'

type Tx = Transaction<DB>
const statuses = ['draft', 'published', 'superseded'] as const
const causes = ['new', 'again', 'move', 'absence'] as const
export type PlanCause = (typeof causes)[number]

/** What is kept of a plan: the engine's own, the points of its places, and whom it could not be asked about. */
export interface KeptPlan {
  readonly plan: Plan
  readonly points: Readonly<Record<string, readonly [longitude: number, latitude: number]>>
  readonly placeless: readonly string[]
}

export interface StoredPlan {
  readonly id: string
  readonly county: string
  readonly status: (typeof statuses)[number]
  readonly cause: PlanCause
  readonly kept: KeptPlan
  readonly seconds: number
  readonly madeBy: string
  readonly madeAt: Date
}

export function keptPlan(plan: Plan, problem: Problem, placeless: readonly string[]): KeptPlan {
  return { plan, points: Object.fromEntries(problem.places.map(({ id, x, y }) => [id, [x, y]])), placeless }
}

/** Whoever changes the plans of a day waits here: there is nothing to lock while a day has no plan. */
async function lockDay(tx: Tx, county: string, day: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`dispatch:${county}:${day}`}))`.execute(tx)
}

/** The draft and the plan in force of a day, whichever there are; locked when they are about to be replaced. */
export async function readPlans(
  tx: Tx,
  of: { readonly county: string; readonly day: string; readonly lock?: boolean },
): Promise<{ readonly draft: StoredPlan | undefined; readonly published: StoredPlan | undefined }> {
  if (of.lock === true) await lockDay(tx, of.county, of.day)
  const rows = await tx
    .selectFrom('dispatch_plan as p')
    .innerJoin('officer as o', 'o.id', 'p.officer_id')
    .selectAll('p')
    .select('o.name as officer')
    .where('p.county', '=', of.county)
    .where('p.day', '=', of.day)
    .where('p.status', 'in', ['draft', 'published'])
    .execute()
  const plans = rows.map(
    (row): StoredPlan => ({
      id: row.id,
      county: row.county,
      status: oneOf(statuses, row.status),
      cause: oneOf(causes, row.cause),
      // As `insertDraft` wrote it; only a superseded draft has none any more.
      kept: row.answer as unknown as KeptPlan,
      seconds: row.seconds,
      madeBy: row.officer,
      madeAt: row.made_at,
    }),
  )
  return {
    draft: plans.find(({ status }) => status === 'draft'),
    published: plans.find(({ status }) => status === 'published'),
  }
}

/** Puts a draft in the place of the one before, of which nothing is kept but that it was. The day is locked. */
export async function insertDraft(
  tx: Tx,
  of: {
    readonly county: string
    readonly day: string
    readonly cause: PlanCause
    readonly beforeId: string | undefined
    readonly kept: KeptPlan
    readonly seconds: number
    readonly officerId: string
  },
): Promise<string> {
  await tx
    .updateTable('dispatch_plan')
    .set({ status: 'superseded', answer: null })
    .where('county', '=', of.county)
    .where('day', '=', of.day)
    .where('status', '=', 'draft')
    .execute()
  const { id } = await tx
    .insertInto('dispatch_plan')
    .values({
      county: of.county,
      division: of.county,
      day: of.day,
      cause: of.cause,
      before_id: of.beforeId ?? null,
      answer: JSON.stringify(of.kept),
      seconds: of.seconds,
      officer_id: of.officerId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Puts a draft in force and the plan before out of force. */
export async function putInForce(tx: Tx, draft: StoredPlan, before: StoredPlan | undefined): Promise<void> {
  if (before !== undefined) {
    await tx.updateTable('dispatch_plan').set({ status: 'superseded' }).where('id', '=', before.id).execute()
  }
  await tx
    .updateTable('dispatch_plan')
    .set({ status: 'published', published_at: sql`now()` })
    .where('id', '=', draft.id)
    .execute()
}

/** The visits that a plan gives to somebody who cannot come any more. */
export function brokenVisits({ kept }: StoredPlan, of: { readonly canCome: CanCome; readonly isOpen: Seen }): string[] {
  return kept.plan.routes.flatMap(({ carer, stops }) =>
    stops
      .filter(({ kind, id, leave }) => isOfVisit(kind) && of.isOpen(id) && !of.canCome(carer, leave))
      .map(({ id }) => id),
  )
}

type Seen = (visitId: string) => boolean
/** Is the carer on shift that day, and not absent before she has done? */
export type CanCome = (carerId: string, leave: number) => boolean

const isOfVisit = (kind: string): boolean => kind === 'visit' || kind === 'meal'

/**
 * A plan as the board shows it. What the officer may not see is left out with its times and places: the stops of a plan
 * say where people live.
 */
export function shownPlan(
  stored: StoredPlan,
  names: {
    readonly carer: (id: string) => string
    readonly seesVisit: Seen
    readonly isOpen: Seen
    readonly canCome: CanCome
  },
): DayPlan {
  const { plan, points, placeless } = stored.kept
  const pointOf = (place: string): { readonly longitude: number; readonly latitude: number } => {
    const [longitude, latitude] = points[place] ?? [0, 0]
    return { longitude, latitude }
  }
  const unserved = [
    ...plan.unserved.map(({ id, reason }) => ({
      visitId: id,
      code: reason.code,
      text: reasonText(reason, names.carer),
    })),
    ...placeless.map((visitId) => ({ visitId, code: 'place-unknown', text: placeUnknownText })),
  ]
  const { changes } = plan
  return {
    id: stored.id,
    status: stored.status,
    cause: stored.cause,
    madeBy: stored.madeBy,
    madeAt: stored.madeAt.toISOString(),
    seconds: stored.seconds,
    routes: plan.routes.map((route) => ({
      carerId: route.carer,
      leave: route.leave,
      back: route.back,
      travel: route.travel,
      work: route.work,
      stops: route.stops
        .filter(({ kind, id }) => !isOfVisit(kind) || names.seesVisit(id))
        .map(
          ({ kind, id, part, place, arrive, start, leave }): RouteStop => ({
            kind,
            visitId: isOfVisit(kind) ? id : null,
            part,
            ...pointOf(place),
            arrive,
            start,
            leave,
          }),
        ),
    })),
    unserved: unserved.filter(({ visitId }) => names.seesVisit(visitId)),
    broken: brokenVisits(stored, names),
    terms: { ...plan.terms },
    total: plan.total,
    travelMinutes: plan.distance,
    lateMinutes: plan.tardiness,
    changes:
      changes === undefined
        ? null
        : {
            sameCarer: changes.sameCarer,
            otherCarer: changes.otherCarer.filter(names.seesVisit),
            otherTime: changes.otherTime.filter(names.seesVisit),
            dropped: changes.dropped.filter(names.seesVisit),
            added: changes.added.filter(names.seesVisit),
          },
  }
}
