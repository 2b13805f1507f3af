import type { StatedPlan } from '#dispatch/check/answer'
import type { Compiled } from '#dispatch/compile'
import { endOf, sameTime, startOf } from '#dispatch/field'
import type { CostTerms, Plan, PlanChanges, Route, Stop, Unserved } from '#dispatch/plan'
import type { Meal } from '#dispatch/problem'
import { absenceCost, costOf, needsNoBreak } from '#dispatch/price'
import type { State } from '#dispatch/state'
import { nearestReason } from '#dispatch/unserved'

/** Makes the plan that people read out of a state of the search; `before` is the plan it may differ from. */
export function extractPlan(compiled: Compiled, state: State, before?: StatedPlan): Plan {
  const { problem, field } = compiled
  const routes = compiled.carers
    .map((_, carer) => routeOf(compiled, state, carer))
    .filter(({ stops }) => stops.some(({ kind }) => kind !== 'break'))
  const unserved = unservedOf(compiled, state)
  const terms = termsOf(compiled, state)
  const lateness: number[] = []
  for (let task = 0; task < field.tasks; task++) {
    if ((state.route[task] ?? -1) >= 0) lateness.push(Math.max(0, (state.start[task] ?? 0) - (field.due[task] ?? 0)))
  }
  const plan: Plan = {
    name: problem.name,
    routes,
    unserved,
    terms,
    total: Object.values(terms).reduce((sum, term) => sum + term, 0),
    distance: routes.reduce((sum, { travel }) => sum + travel, 0),
    tardiness: lateness.reduce((sum, late) => sum + late, 0),
    greatestTardiness: Math.max(0, ...lateness),
  }
  const check = costOf(field, state)
  if (Math.abs(check - plan.total) > 1e-6 * Math.max(1, check)) {
    throw new Error(`the terms of the plan sum to ${plan.total}, the search says ${check}`)
  }
  return before === undefined ? plan : { ...plan, changes: changesBetween(before, plan) }
}

/** The nodes of a carer's route in their order, without her start and end. */
function nodesOf(compiled: Compiled, state: State, carer: number): readonly number[] {
  const { field } = compiled
  const nodes: number[] = []
  const end = endOf(field, carer)
  for (let node = state.next[startOf(field, carer)] ?? end; node !== end; node = state.next[node] ?? end)
    nodes.push(node)
  return nodes
}

function wayBetween(compiled: Compiled, state: State, carer: number, from: number, to: number): number {
  const { field } = compiled
  const profile = field.profileOf[carer] ?? 0
  const row = (profile * field.places + (state.exit[from] ?? 0)) * field.places
  return field.travel[row + (state.entry[to] ?? 0)] ?? 0
}

/** The route of a carer as people read it. */
export function routeOf(compiled: Compiled, state: State, carer: number): Route {
  const { field } = compiled
  const profile = field.profileOf[carer] ?? 0
  const from = startOf(field, carer)
  const end = endOf(field, carer)
  const stops: Stop[] = []
  let behind = from
  let free = field.ready[from] ?? 0
  let leave = free
  for (const node of nodesOf(compiled, state, carer)) {
    const way = wayBetween(compiled, state, carer, behind, node)
    const start = state.start[node] ?? 0
    // She leaves her place no earlier than the first stop needs.
    if (behind === from) free = leave = start - way
    stops.push(...stopsOf(compiled, state, node, profile, free + way, start))
    free = start + (field.service[node * field.profiles + profile] ?? 0)
    behind = node
  }
  const travel = (state.work[carer] ?? 0) - (state.care[carer] ?? 0)
  const back = state.start[end] ?? 0
  return { carer: compiled.carers[carer]?.id ?? '', leave, back, travel, work: state.work[carer] ?? 0, stops }
}

function stopsOf(
  compiled: Compiled,
  state: State,
  node: number,
  profile: number,
  arrive: number,
  start: number,
): readonly Stop[] {
  const { field } = compiled
  const task = compiled.tasks[node]
  if (task === undefined) throw new Error(`node ${node} is no task`)
  const leave = start + (field.service[node * field.profiles + profile] ?? 0)
  switch (task.kind) {
    case 'visit': {
      const { id, place } = task.visit
      return [{ kind: 'visit', id, part: task.part, place, arrive, start, leave }]
    }
    case 'break': {
      const place = compiled.places[state.entry[node] ?? 0] ?? ''
      return [{ kind: 'break', id: task.carer.id, part: task.index, place, arrive, start, leave }]
    }
    case 'round': {
      const { canteen, stops } = task.round
      const fetch: Stop = { kind: 'canteen', id: canteen, part: 0, place: canteen, arrive, start, leave: start }
      return [
        fetch,
        ...stops.map(({ meal, after }): Stop => {
          const at = start + (after[profile] ?? 0)
          return {
            kind: 'meal',
            id: meal.id,
            part: 0,
            place: meal.place,
            arrive: at,
            start: at,
            leave: at + meal.minutes,
          }
        }),
      ]
    }
  }
}

/** Visits and meals that nobody makes, each once, with the nearest reason. */
function unservedOf(compiled: Compiled, state: State): readonly Unserved[] {
  const found = new Map<string, Unserved>()
  compiled.tasks.forEach((task, node) => {
    if ((state.route[node] ?? -1) >= 0 || needsNoBreak(compiled.field, state, node)) return
    const reason = nearestReason(compiled, state, node)
    const ids: readonly string[] =
      task.kind === 'visit'
        ? [task.visit.id]
        : task.kind === 'round'
          ? task.round.stops.map(({ meal }: { readonly meal: Meal }) => meal.id)
          : [`break-${task.carer.id}-${task.index}`]
    for (const id of ids) {
      const known = found.get(id)
      if (known === undefined || known.reason.code === 'dearer-than-leaving-out') found.set(id, { id, reason })
    }
  })
  return [...found.values()]
}

/** The cost taken apart by term; the search sums the same things in another order. */
export function termsOf(compiled: Compiled, state: State): CostTerms {
  const { field, tasks, carers, problem, before } = compiled
  const { weights } = problem
  const terms = {
    unserved: 0,
    travel: 0,
    lateness: 0,
    greatestLateness: weights.greatestLateness * state.peak,
    overtime: 0,
    continuity: 0,
    fairness: 0,
    stability: 0,
    fixed: 0,
  }
  tasks.forEach((task, node) => {
    const carer = state.route[node] ?? -1
    if (carer < 0) {
      terms.unserved += absenceCost(field, state, node)
      return
    }
    terms.lateness += weights.lateness * Math.max(0, (state.start[node] ?? 0) - (field.due[node] ?? 0))
    const assign = field.assign[node * field.carers + carer] ?? 0
    const stability = stabilityOf(task, carers[carer]?.id ?? '', before) * weights.stability
    const moved = Math.abs((state.start[node] ?? 0) - (field.was[node] ?? Number.NaN)) > sameTime
    terms.stability += stability + (moved ? field.shift : 0)
    terms.continuity += assign - stability
  })
  carers.forEach((_, carer) => {
    if ((state.calls[carer] ?? 0) === 0) return
    const end = endOf(field, carer)
    const care = state.care[carer] ?? 0
    terms.travel += ((state.work[carer] ?? 0) - care) * (field.costPerMinute[carer] ?? 0)
    terms.fixed += field.fixed[carer] ?? 0
    terms.fairness += field.fairness * care * care
    terms.overtime += weights.overtime * Math.max(0, (state.start[end] ?? 0) - (field.due[end] ?? 0))
  })
  return terms
}

function stabilityOf(task: Compiled['tasks'][number], carer: string, before: Compiled['before']): number {
  switch (task.kind) {
    case 'break':
      return 0
    case 'visit': {
      const was = before.get(task.visit.id)?.[task.part]?.carer
      return was !== undefined && was !== carer ? 1 : 0
    }
    case 'round':
      return task.round.stops.filter(({ meal }) => (before.get(meal.id)?.[0]?.carer ?? carer) !== carer).length
  }
}

/** Who does each part of each visit and meal, and when. */
function assignments(plan: StatedPlan): ReadonlyMap<string, { readonly carer: string; readonly start: number }> {
  return new Map(
    plan.routes.flatMap(({ carer, stops }) =>
      stops
        .filter(({ kind }) => kind === 'visit' || kind === 'meal')
        .map(({ id, part, start }) => [`${id}/${part}`, { carer, start }] as const),
    ),
  )
}

/** What is different between two plans, by part of visit: `id/part`. */
function changesBetween(before: StatedPlan, after: StatedPlan): PlanChanges {
  const was = assignments(before)
  const is = assignments(after)
  const otherCarer: string[] = []
  const otherTime: string[] = []
  let sameCarer = 0
  for (const [key, { carer, start }] of is) {
    const old = was.get(key)
    if (old === undefined) continue
    if (old.carer !== carer) otherCarer.push(key)
    else sameCarer++
    if (old.carer === carer && Math.abs(old.start - start) > sameTime) otherTime.push(key)
  }
  return {
    sameCarer,
    otherCarer,
    otherTime,
    dropped: [...was.keys()].filter((key) => !is.has(key)),
    added: [...is.keys()].filter((key) => !was.has(key)),
  }
}
