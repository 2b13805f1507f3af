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

/** The draft and the plan in force of a day, whichever there are; locked when they are about to be replaced. */
export async function readPlans(
  tx: Tx,
  of: { readonly county: string; readonly day: string; readonly lock?: boolean },
): Promise<{ readonly draft: StoredPlan | undefined; readonly published: StoredPlan | undefined }> {
  const query = tx
    .selectFrom('dispatch_plan as p')
    .innerJoin('officer as o', 'o.id', 'p.officer_id')
    .selectAll('p')
    .select('o.name as officer')
    .where('p.county', '=', of.county)
    .where('p.day', '=', of.day)
    .where('p.status', 'in', ['draft', 'published'])
  const rows = await (of.lock === true ? query.forUpdate(['p']) : query).execute()
  const plans = rows.map(
    (row): StoredPlan => ({
      id: row.id,
      county: row.county,
      status: oneOf(statuses, row.status),
      cause: oneOf(causes, row.cause),
      // As `insertDraft` wrote it.
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

/** Puts a draft in the place of the one before. */
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
    .set({ status: 'superseded' })
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

/** A plan as the board shows it. `visits` are those that the officer may see: what is elsewhere is left out of lists. */
export function shownPlan(
  stored: StoredPlan,
  names: { readonly carer: (id: string) => string; readonly seesVisit: (id: string) => boolean },
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
      stops: route.stops.map(
        ({ kind, id, part, place, arrive, start, leave }): RouteStop => ({
          kind,
          visitId: kind === 'visit' || kind === 'meal' ? id : null,
          part,
          ...pointOf(place),
          arrive,
          start,
          leave,
        }),
      ),
    })),
    unserved: unserved.filter(({ visitId }) => names.seesVisit(visitId)),
    terms: { ...plan.terms },
    total: plan.total,
    travelMinutes: plan.distance,
    lateMinutes: plan.tardiness,
    changes:
      changes === undefined
        ? null
        : {
            sameCarer: changes.sameCarer,
            otherCarer: [...changes.otherCarer],
            otherTime: [...changes.otherTime],
            dropped: [...changes.dropped],
            added: [...changes.added],
          },
  }
}
