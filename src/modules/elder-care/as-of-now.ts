import type { MoveObstacle, VisitStatus } from '#contracts/elder-care'
import type { Plan, Route } from '#dispatch'
import type { DayQuestion, DayVisit } from './problem-of-day.ts'

/** A day and its plan as they bind at a minute of that day, for moving one visit of it. */
interface AsOfNow {
  readonly question: DayQuestion
  readonly plan: Plan
}

const unbegun: readonly VisitStatus[] = ['due', 'assigned']
const latestStart = ({ windowUntil, minutes }: DayVisit): number => windowUntil - minutes

/** What stands in the way of moving a visit at a minute of its day: somebody has begun it, or its time is over. */
export function obstacleOf(
  visit: DayVisit,
  of: { readonly plan: Plan; readonly now: number | null },
): MoveObstacle | undefined {
  if (!unbegun.includes(visit.status)) return 'begun'
  if (of.now === null) return undefined
  if (latestStart(visit) < of.now) return 'past'
  // Of two who should be there by now one may be: they are planned anew together.
  return visit.carersNeeded > 1 && isBehind(startsOf(of.plan.routes).get(visit.id), of.now) ? 'past' : undefined
}

/**
 * Lets nothing that still lies ahead begin before now, and leaves what the plan has before now where it is: it may be
 * made and only not told yet. When that is the visit itself, nobody has come, and it is free to go to somebody. Meals
 * stay as they are: they go by rounds, which other times would put together anew.
 */
export function asOfNow(
  { question, plan }: AsOfNow,
  of: { readonly visitId: string; readonly now: number | null },
): AsOfNow {
  const { now, visitId } = of
  if (now === null) return { question, plan }
  const starts = startsOf(plan.routes)
  const bound = (visit: DayVisit): DayVisit => {
    if (!unbegun.includes(visit.status) || visit.canteen !== null) return visit
    const planned = visit.id === visitId ? undefined : starts.get(visit.id)
    const from = (minute: number): number => Math.max(visit.windowFrom, Math.min(minute, latestStart(visit)))
    return isBehind(planned, now)
      ? {
          ...visit,
          windowFrom: from(Math.floor(planned)),
          windowUntil: Math.min(visit.windowUntil, Math.ceil(planned) + visit.minutes),
        }
      : { ...visit, windowFrom: from(now) }
  }
  return {
    question: { ...question, visits: question.visits.map(bound) },
    plan: isBehind(starts.get(visitId), now) ? without(plan, visitId) : plan,
  }
}

/** When each visit begins by these routes, both parts of a pair at once. */
export function startsOf(routes: readonly Pick<Route, 'stops'>[]): ReadonlyMap<string, number> {
  return new Map(
    routes.flatMap(({ stops }) =>
      stops.filter(({ kind }) => kind === 'visit' || kind === 'meal').map(({ id, start }) => [id, start] as const),
    ),
  )
}

const isBehind = (start: number | undefined, now: number): start is number => start !== undefined && start < now

function without(plan: Plan, visitId: string): Plan {
  const routes = plan.routes.map((route) => ({
    ...route,
    stops: route.stops.filter(({ kind, id }) => kind !== 'visit' || id !== visitId),
  }))
  return { ...plan, routes }
}
