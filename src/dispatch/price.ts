import { endOf, type Field, sameTime, startOf } from '#dispatch/field'
import { real, whole } from '#dispatch/numbers'
import type { State } from '#dispatch/state'

/**
 * Reckons what one route costs, all but the greatest lateness of the day and nothing when it has only breaks, and its greatest lateness, from its starts and
 * sums as they stand, and keeps both in the state.
 */
export function priceRoute(field: Field, state: State, carer: number): void {
  const { carers, places, travel, due, assign, lateness, shift } = field
  const { next, start, entry, exit } = state
  state.price[carer] = 0
  state.worst[carer] = 0
  if (whole(state.calls, carer) === 0) return
  const table = whole(field.profileOf, carer) * places * places
  const last = endOf(field, carer)
  let node = startOf(field, carer)
  let way = 0
  let cost = 0
  let worst = 0
  while (node !== last) {
    const after = whole(next, node)
    way += real(travel, table + whole(exit, node) * places + whole(entry, after))
    if (after !== last) {
      cost += real(assign, after * carers + carer)
      const over = real(start, after) - real(due, after)
      if (over > 0) {
        cost += over * lateness
        if (over > worst) worst = over
      }
      if (shift > 0 && Math.abs(real(start, after) - real(field.was, after)) > sameTime) cost += shift
    }
    node = after
  }
  const over = real(start, last) - real(due, last)
  if (over > 0) cost += over * field.overtime
  const care = real(state.care, carer)
  cost += way * real(field.costPerMinute, carer) + real(field.fixed, carer) + field.fairness * care * care
  state.price[carer] = cost
  state.worst[carer] = worst
}

/** The greatest lateness of any route, as far as it matters to the cost. */
export function peakOf(field: Field, state: State): number {
  let peak = 0
  if (field.greatestLateness === 0) return peak
  for (let carer = 0; carer < field.carers; carer++) peak = Math.max(peak, real(state.worst, carer))
  return peak
}

/** What all routes cost, by what was kept of each; `state.peak` must be right. */
export function routesCost(field: Field, state: State): number {
  let total = field.greatestLateness * state.peak
  for (let carer = 0; carer < field.carers; carer++) total += real(state.price, carer)
  return total
}

/** True for the break of someone who makes no calls. */
export function needsNoBreak(field: Field, state: State, task: number): boolean {
  const carer = whole(field.restOf, task)
  return carer >= 0 && whole(state.calls, carer) === 0
}

/** What it costs that nobody does a task. */
export function absenceCost(field: Field, state: State, task: number): number {
  return needsNoBreak(field, state, task) ? 0 : real(field.unserved, task)
}

/** The cost of a state, reckoned afresh: what the search makes small. */
export function costOf(field: Field, state: State): number {
  for (let carer = 0; carer < field.carers; carer++) priceRoute(field, state, carer)
  let total = routesCost(field, state)
  for (let task = 0; task < field.tasks; task++) {
    if (whole(state.route, task) < 0) total += absenceCost(field, state, task)
  }
  return total
}
