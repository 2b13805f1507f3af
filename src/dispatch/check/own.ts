import {
  type CheckAnswer,
  costDiffers,
  type StatedPlan,
  type StatedStop,
  tolerance,
  type Violation,
} from '#dispatch/check/answer'
import { checkVisits, type Done } from '#dispatch/check/visits'
import type { PartsBefore } from '#dispatch/plan'
import type { Carer, Problem } from '#dispatch/problem'

/**
 * Checks a plan against a problem of our own format. It shares the description of the format with the engine and no
 * code: ways, times and costs are worked out here once more, from the problem and from who goes where when.
 */
export function checkOwn(problem: Problem, plan: StatedPlan, before: PartsBefore): CheckAnswer {
  const violations: Violation[] = []
  const done: Done[] = []
  const sums = { distance: 0, travel: 0, fixed: 0, overtime: 0, squares: 0 }
  const seen = new Set<string>()
  for (const { carer: id, stops } of plan.routes) {
    const carer = problem.carers.find((one) => one.id === id)
    if (carer === undefined) {
      violations.push({ code: 'unknown-carer', of: id })
      continue
    }
    if (seen.has(id)) violations.push({ code: 'carer-twice', of: id })
    seen.add(id)
    const walked = walk(problem, carer, stops)
    violations.push(...walked.violations)
    done.push(...walked.done)
    sums.distance += walked.travel
    if (stops.length === 0) continue
    sums.travel += problem.weights.travel * (carer.costPerMinute ?? 1) * walked.travel
    sums.fixed += carer.fixedCost ?? 0
    sums.overtime += problem.weights.overtime * Math.max(0, walked.back - carer.until)
    sums.squares += walked.care ** 2
  }
  const visits = checkVisits(problem, done, new Set(plan.unserved.map(({ id }) => id)), before)
  violations.push(...visits.violations)
  const fairness = (problem.weights.fairness * sums.squares) / Math.max(1, careOfDay(problem))
  const pauses = checkBreaks(problem, done, new Set(plan.unserved.map(({ id }) => id)))
  const cost = sums.travel + sums.fixed + sums.overtime + fairness + visits.cost + pauses.cost
  violations.push(...pauses.violations)
  violations.push(...costDiffers(plan.total, cost))
  const { tardiness, greatestTardiness, unserved } = visits
  const vehicles = plan.routes.filter(({ stops }) => stops.length > 0).length
  const answer = { cost, distance: sums.distance, tardiness, greatestTardiness, vehicles, unserved }
  return { valid: violations.length === 0, violations, ...answer }
}

/** Minutes from one place to another by a carer's mode, by our own reckoning. */
function minutesBetween(problem: Problem, mode: string, from: string, to: string): number {
  const a = problem.places.findIndex(({ id }) => id === from)
  const b = problem.places.findIndex(({ id }) => id === to)
  const { travel } = problem
  if (travel.kind === 'matrix') return travel.minutes[mode]?.[a]?.[b] ?? Number.NaN
  const one = problem.places[a]
  const two = problem.places[b]
  const way = travel.modes[mode]
  if (one === undefined || two === undefined || way === undefined) return Number.NaN
  if (travel.on === 'plane') {
    return (Math.sqrt((one.x - two.x) ** 2 + (one.y - two.y) ** 2) * way.detour) / way.metresPerMinute
  }
  // By the chord between two points of a ball, where the engine uses the half-angle formula.
  const point = ({ x, y }: { readonly x: number; readonly y: number }): readonly [number, number, number] => {
    const [east, north] = [(x * Math.PI) / 180, (y * Math.PI) / 180]
    return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)]
  }
  const [p, q] = [point(one), point(two)]
  const chord = Math.sqrt((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2)
  return (2 * 6_371_008.8 * Math.asin(chord / 2) * way.detour) / way.metresPerMinute
}

function minutesAt(problem: Problem, carer: Carer, stop: StatedStop): number {
  switch (stop.kind) {
    case 'visit':
      return problem.visits.find(({ id }) => id === stop.id)?.parts[stop.part]?.minutes ?? 0
    case 'meal':
      return problem.meals?.find(({ id }) => id === stop.id)?.minutes ?? 0
    case 'break':
      return carer.breaks?.[stop.part]?.minutes ?? 0
    default:
      return 0
  }
}

/** Where a stop is by the problem, not by the plan; a break is where the plan says, unless it has a place. */
function placeOf(problem: Problem, carer: Carer, stop: StatedStop): string | undefined {
  switch (stop.kind) {
    case 'visit':
      return problem.visits.find(({ id, parts }) => id === stop.id && stop.part < parts.length)?.place
    case 'meal':
      return problem.meals?.find(({ id }) => id === stop.id)?.place
    case 'break':
      return carer.breaks?.[stop.part] === undefined ? undefined : (carer.breaks[stop.part]?.place ?? stop.place)
    case 'canteen':
      return problem.meals?.some(({ canteen }) => canteen === stop.place) === true ? stop.place : undefined
    default:
      return undefined
  }
}

interface Walk {
  readonly violations: readonly Violation[]
  readonly done: readonly Done[]
  readonly travel: number
  readonly care: number
  readonly back: number
}

function walk(problem: Problem, carer: Carer, stops: readonly StatedStop[]): Walk {
  const violations: Violation[] = []
  const done: Done[] = []
  const { now = 0 } = problem
  // Someone in the middle of a visit goes on from it; everyone else starts at her own place, now or with her shift.
  const begun = problem.visits.filter(
    ({ startedAt, locked, pairing }) =>
      startedAt !== undefined &&
      (locked?.[0] === carer.id || (locked?.[1] === carer.id && pairing?.kind !== 'sequence')),
  )
  const first = begun.sort((a, b) => (a.startedAt ?? 0) - (b.startedAt ?? 0)).at(0)
  let here = first?.place ?? carer.start
  let clock = first?.startedAt ?? Math.max(carer.from, Math.min(now, carer.until))
  let travel = 0
  let care = 0
  let load = 0
  let fetched: { readonly canteen: string; readonly at: number; meals: number } | undefined
  for (const stop of stops) {
    const place = placeOf(problem, carer, stop)
    if (place === undefined) {
      violations.push({ code: 'unknown-stop', of: stop.id })
      continue
    }
    const way = minutesBetween(problem, carer.mode, here, place)
    if (!Number.isFinite(way)) violations.push({ code: 'no-way', of: `${here} ${place}` })
    travel += way
    const { start, id, part } = stop
    if (start < clock + way - tolerance)
      violations.push({ code: 'starts-before-arrival', of: id, found: start, allowed: clock + way })
    if (stop.kind === 'break' && id !== carer.id) violations.push({ code: 'break-of-another', of: carer.id })
    if (stop.kind === 'canteen') fetched = { canteen: place, at: start, meals: 0 }
    else if (stop.kind === 'meal') {
      violations.push(...coldOrHeavy(problem, carer, id, start, fetched))
      if (fetched !== undefined) fetched.meals++
    } else fetched = undefined
    if (stop.kind === 'visit' && part === 0) load += problem.visits.find((visit) => visit.id === id)?.load ?? 0
    const minutes = minutesAt(problem, carer, stop)
    care += minutes
    // Minutes between the doors of one round belong to the round, which is one piece of work.
    if (stop.kind !== 'canteen')
      done.push({ kind: stop.kind, id, part, carer, start, minutes, way: stop.kind === 'meal' ? way : 0 })
    if (stop.kind === 'meal') care += way
    clock = start + minutes
    here = place
  }
  const home = minutesBetween(problem, carer.mode, here, carer.end)
  const back = clock + home
  const onRounds = done.reduce((sum, one) => sum + one.way, 0)
  const lastMinute = carer.overtimeUntil ?? carer.until
  if (stops.length > 0 && back > lastMinute + tolerance)
    violations.push({ code: 'outside-shift', of: carer.id, found: back, allowed: lastMinute })
  const work = travel + home - onRounds + care
  if (work > (carer.maxWork ?? Infinity) + tolerance)
    violations.push({ code: 'overworked', of: carer.id, found: work, allowed: carer.maxWork ?? 0 })
  if (load > (carer.capacity ?? Infinity) + tolerance)
    violations.push({ code: 'over-capacity', of: carer.id, found: load, allowed: carer.capacity ?? 0 })
  return { violations, done, travel: travel + home - onRounds, care, back }
}

function coldOrHeavy(
  problem: Problem,
  carer: Carer,
  id: string,
  start: number,
  fetched: { readonly canteen: string; readonly at: number; readonly meals: number } | undefined,
): readonly Violation[] {
  const meal = problem.meals?.find((one) => one.id === id)
  if (meal === undefined) return []
  if (fetched === undefined || fetched.canteen !== meal.canteen) return [{ code: 'meal-without-canteen', of: id }]
  const found: Violation[] = []
  const warm = start - fetched.at
  if (warm > meal.warmFor + tolerance) found.push({ code: 'meal-cold', of: id, found: warm, allowed: meal.warmFor })
  const most = Math.min(carer.capacity ?? Infinity, problem.mealsOnRound ?? 12)
  if (fetched.meals + 1 > most)
    found.push({ code: 'too-many-meals', of: carer.id, found: fetched.meals + 1, allowed: most })
  return found
}

/** Care minutes of everything that was asked for: the measure of fairness. */
function careOfDay(problem: Problem): number {
  const visits = problem.visits.flatMap(({ parts }) => parts).reduce((sum, { minutes }) => sum + minutes, 0)
  const pauses = problem.carers.flatMap(({ breaks = [] }) => breaks).reduce((sum, { minutes }) => sum + minutes, 0)
  const meals = (problem.meals ?? []).reduce((sum, { minutes }) => sum + minutes, 0)
  return visits + pauses + meals
}

function checkBreaks(
  problem: Problem,
  done: readonly Done[],
  stated: ReadonlySet<string>,
): { readonly cost: number; readonly violations: readonly Violation[] } {
  const violations: Violation[] = []
  let cost = 0
  for (const carer of problem.carers) {
    // Who makes no calls has no route, and needs no break.
    if (!done.some((one) => one.kind !== 'break' && one.carer.id === carer.id)) continue
    for (const [index, pause] of (carer.breaks ?? []).entries()) {
      if (pause.latest < (problem.now ?? 0)) continue
      const [first, ...more] = done.filter(
        (one) => one.kind === 'break' && one.carer.id === carer.id && one.part === index,
      )
      const of = `break-${carer.id}-${index}`
      if (first === undefined) {
        cost += problem.weights.unserved * 100
        if (!stated.has(of)) violations.push({ code: 'break-missing', of })
        continue
      }
      const { start } = first
      const { earliest, latest } = pause
      if (start < earliest - tolerance)
        violations.push({ code: 'starts-before-window', of, found: start, allowed: earliest })
      if (start > latest + tolerance)
        violations.push({ code: 'starts-after-window', of, found: start, allowed: latest })
      if (more.length > 0) violations.push({ code: 'stop-twice', of })
    }
  }
  return { cost, violations }
}
