import { tolerance, type Violation } from '#dispatch/check/answer'
import type { PartsBefore } from '#dispatch/plan'
import type { Carer, Problem, Visit } from '#dispatch/problem'

/** Something a carer did, at a minute. */
export interface Done {
  readonly kind: string
  readonly id: string
  readonly part: number
  readonly carer: Carer
  readonly start: number
  readonly minutes: number
  /** Minutes under way within a round of meals. */
  readonly way: number
}

export interface VisitsAnswer {
  readonly violations: readonly Violation[]
  /** What the visits and meals cost: left out, late, by whom. */
  readonly cost: number
  readonly tardiness: number
  readonly greatestTardiness: number
  readonly unserved: readonly string[]
}

/** Checks every visit and meal against what was done, and costs it. */
export function checkVisits(
  problem: Problem,
  done: readonly Done[],
  stated: ReadonlySet<string>,
  before: PartsBefore,
): VisitsAnswer {
  const { weights } = problem
  const violations: Violation[] = []
  const unserved: string[] = []
  const byId = Map.groupBy(
    done.filter(({ kind }) => kind === 'visit' || kind === 'meal'),
    ({ id }) => id,
  )
  let cost = 0
  let tardiness = 0
  let greatestTardiness = 0
  const changed = (id: string, part: number, carer: string): number => {
    const was = before.get(id)?.[part]
    return was !== undefined && was.carer !== carer ? weights.stability : 0
  }
  const moved = (id: string, part: number, start: number): number => {
    const was = before.get(id)?.[part]
    return was !== undefined && Math.abs(was.start - start) > 15 ? weights.stability / 4 : 0
  }
  for (const visit of problem.visits) {
    const parts = byId.get(visit.id) ?? []
    if (parts.length === 0) {
      unserved.push(visit.id)
      const dear = (visit.priority ?? 1) * (visit.locked === undefined ? 1 : 100)
      cost += weights.unserved * dear * visit.parts.length
      if (!stated.has(visit.id)) violations.push({ code: 'stop-missing', of: visit.id })
      continue
    }
    if (stated.has(visit.id)) violations.push({ code: 'stated-unserved-but-served', of: visit.id })
    for (const one of parts) {
      violations.push(...partViolations(visit, one, problem.now ?? 0))
      const began = visit.startedAt ?? Math.max(visit.earliest, problem.now ?? 0)
      const least =
        visit.startedAt !== undefined && one.part === 1 && visit.pairing?.kind === 'sequence' ? visit.pairing.least : 0
      const due = visit.startedAt === undefined ? visit.latest : Math.max(visit.latest, began + least)
      const late = Math.max(0, one.start - due)
      tardiness += late
      greatestTardiness = Math.max(greatestTardiness, late)
      if (visit.usual !== undefined && one.part === 0 && visit.usual !== one.carer.id) cost += weights.continuity
      if (visit.preferred !== undefined && !visit.preferred.includes(one.carer.id)) cost += weights.continuity / 2
      cost += changed(visit.id, one.part, one.carer.id) + moved(visit.id, one.part, one.start)
    }
    violations.push(...together(visit, parts))
  }
  for (const meal of problem.meals ?? []) {
    const [one, ...more] = byId.get(meal.id) ?? []
    if (one === undefined) {
      unserved.push(meal.id)
      cost += weights.unserved * (meal.priority ?? 1)
      if (!stated.has(meal.id)) violations.push({ code: 'stop-missing', of: meal.id })
      continue
    }
    if (stated.has(meal.id)) violations.push({ code: 'stated-unserved-but-served', of: meal.id })
    if (more.length > 0) violations.push({ code: 'stop-twice', of: meal.id })
    violations.push(...windowViolations(meal.id, one.start, meal.earliest, meal.latest))
    if ((meal.skills ?? []).some((skill) => !one.carer.skills.includes(skill))) {
      violations.push({ code: 'skill-missing', of: `${one.carer.id} ${meal.id}` })
    }
    cost += changed(meal.id, 0, one.carer.id)
  }
  cost += weights.lateness * tardiness + weights.greatestLateness * greatestTardiness
  return { violations, cost, tardiness, greatestTardiness, unserved }
}

function windowViolations(of: string, start: number, earliest: number, latest: number): readonly Violation[] {
  if (start < earliest - tolerance) return [{ code: 'starts-before-window', of, found: start, allowed: earliest }]
  if (start > latest + tolerance) return [{ code: 'starts-after-window', of, found: start, allowed: latest }]
  return []
}

function partViolations(visit: Visit, { carer, part, start }: Done, now: number): readonly Violation[] {
  const found: Violation[] = []
  const { id, startedAt, locked, refused = [], earliest, latest, latestAtAll } = visit
  if (visit.parts[part]?.skills.some((skill) => !carer.skills.includes(skill)) === true) {
    found.push({ code: 'skill-missing', of: `${carer.id} ${id}` })
  }
  if (refused.includes(carer.id)) found.push({ code: 'refused-carer', of: `${carer.id} ${id}` })
  if (locked !== undefined && locked[part] !== carer.id)
    found.push({ code: 'not-the-locked-carer', of: `${carer.id} ${id}` })
  if (startedAt !== undefined) {
    const began =
      part === 1 && visit.pairing?.kind === 'sequence'
        ? start >= startedAt - tolerance
        : Math.abs(start - startedAt) <= tolerance
    if (!began) found.push({ code: 'not-when-it-began', of: id, found: start, allowed: startedAt })
    return found
  }
  const closes = latestAtAll === null ? Infinity : (latestAtAll ?? latest)
  found.push(...windowViolations(id, start, earliest, closes))
  if (start < now - tolerance) found.push({ code: 'starts-before-now', of: id, found: start, allowed: now })
  return found
}

function together(visit: Visit, done: readonly Done[]): readonly Violation[] {
  const { id } = visit
  const firsts = done.filter(({ part }) => part === 0)
  const seconds = done.filter(({ part }) => part === 1)
  if (firsts.length > 1 || seconds.length > 1) return [{ code: 'stop-twice', of: id }]
  if (visit.parts.length === 1) return []
  const [first] = firsts
  const [second] = seconds
  if (first === undefined || second === undefined) return [{ code: 'one-part-only', of: id }]
  if (first.carer.id === second.carer.id) return [{ code: 'same-carer-for-both-parts', of: id }]
  const gap = second.start - first.start
  const [least, most] = visit.pairing?.kind === 'sequence' ? [visit.pairing.least, visit.pairing.most] : [0, 0]
  if (gap >= least - tolerance && gap <= most + tolerance) return []
  return [{ code: 'parts-apart', of: id, found: gap, allowed: gap < least ? least : most }]
}
