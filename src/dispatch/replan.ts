import type { StatedPlan } from '#dispatch/check/answer'
import { makePlan, type Planned, type PlanOptions } from '#dispatch/make-plan'
import { partsOf } from '#dispatch/previous'
import type { Problem, Visit } from '#dispatch/problem'

/** What has happened since a plan was made. */
export interface Happened {
  /** The minute it is; nothing that is not under way starts earlier. */
  readonly now: number
  /** Carers who come no more today. */
  readonly absent: readonly string[]
  /** The minute at which a visit was begun, by its id, finished ones too. */
  readonly begun: ReadonlyMap<string, number>
}

/**
 * The problem that is left of a day. Absent carers are gone. Visits that have begun stay with the carers of the plan, at
 * the minute at which they began; when an absent carer is among these, the visit is to be made anew by others, as is one
 * that was locked to her. Everything else is as before, so that stability holds it where it was.
 */
export function problemNow(problem: Problem, plan: StatedPlan, { now, absent, begun }: Happened): Problem {
  const gone = new Set(absent)
  const parts = partsOf(plan)
  const visits = problem.visits.map((visit): Visit => {
    const { locked, startedAt, ...open } = visit
    const began = begun.get(visit.id) ?? startedAt
    const carers = began === undefined ? locked : (parts.get(visit.id)?.map((part) => part?.carer ?? '') ?? locked)
    if (carers === undefined || carers.some((carer) => gone.has(carer))) return open
    return began === undefined ? { ...open, locked: carers } : { ...open, locked: carers, startedAt: began }
  })
  return { ...problem, now, visits, carers: problem.carers.filter(({ id }) => !gone.has(id)) }
}

/**
 * Plans the rest of a day from the plan in force: as few as possible get another carer or another time, which the weight
 * of stability says. The answer names what has changed (`plan.changes`). The same as `makePlan` over `problemNow`, for
 * callers on one thread; with several threads, hand `problemNow` and the plan to each.
 */
export function replan(
  problem: Problem,
  plan: StatedPlan,
  happened: Happened,
  options: Omit<PlanOptions, 'before'>,
): Planned & { readonly problem: Problem } {
  const left = problemNow(problem, plan, happened)
  return { ...makePlan(left, { ...options, before: plan }), problem: left }
}
