import { delay, takeBack } from '#dispatch/delay'
import type { Field } from '#dispatch/field'
import { type Blinks, findPlace, type Trial } from '#dispatch/find-place'
import { real, whole } from '#dispatch/numbers'
import { relaxLates, sumRoute } from '#dispatch/relax'
import { link, type State, touch, unlink } from '#dispatch/state'
import { timeRoute, timeRouteBack } from '#dispatch/timing'

/** The minute at which a task would start behind a node. */
function startBehind(field: Field, state: State, task: number, before: number): number {
  const { places, profiles, partner } = field
  const carer = whole(state.route, before)
  const profile = whole(field.profileOf, carer)
  const exitPlace = whole(state.exit, before)
  const comes = field.isBreak[task] === 1 ? exitPlace : whole(field.entry, task)
  const other = whole(partner, task)
  const way = real(field.travel, (profile * places + exitPlace) * places + comes)
  const free = real(state.start, before) + real(field.service, before * profiles + profile) + way
  const asked =
    other >= 0 && whole(state.route, other) >= 0 ? real(state.start, other) + real(field.push, other) : -Infinity
  return Math.max(free, real(field.ready, task), asked)
}

/** Puts a task behind a node and carries the delay on; the log holds what was delayed. Gives false when it cannot be. */
function place(field: Field, state: State, task: number, before: number): boolean {
  const { places, profiles, partner } = field
  const at = startBehind(field, state, task, before)
  link(field, state, task, before)
  state.start[task] = at
  state.peak = Math.max(state.peak, at - real(field.due, task))
  const carer = whole(state.route, before)
  const profile = whole(field.profileOf, carer)
  const after = whole(state.next, task)
  const on = real(field.travel, (profile * places + whole(state.exit, task)) * places + whole(state.entry, after))
  const reaches = at + real(field.service, task * profiles + profile) + on
  const other = whole(partner, task)
  const paired = other >= 0 && whole(state.route, other) >= 0
  const guard = paired ? whole(state.prev, other) : -1
  if (delay(field, state, after, reaches, before, guard, Infinity) === Infinity) return false
  if (!paired) return true
  return delay(field, state, other, at + real(field.push, task), before, guard, Infinity) < Infinity
}

/** Sums and latest starts of a route after a task came in; starts are right already, and the log says whose changed. */
function settle(field: Field, state: State, carer: number): void {
  touch(state, carer)
  if (!field.hasPairs) {
    timeRoute(field, state, carer)
    if (field.hasLast) timeRouteBack(field, state, carer)
    return
  }
  for (let at = 0; at < state.logged; at++) touch(state, whole(state.route, whole(state.logNode, at)))
  state.logged = 0
  sumRoute(field, state, carer)
  if (field.hasLast) relaxLates(field, state, carer)
}

/** Puts a task behind a node where it was tried with success, and times all that this changes. */
export function insertBehind(field: Field, state: State, task: number, before: number): void {
  const carer = whole(state.route, before)
  state.logged = 0
  if (!place(field, state, task, before)) throw new Error(`task ${task} was tried with success and then refused`)
  settle(field, state, carer)
}

/** Puts a visit, both parts of it where there are two, into its cheapest place. False when there is none. */
export function insertVisit(field: Field, state: State, task: number, trial: Trial, blinks: Blinks): boolean {
  const other = whole(field.partner, task)
  const worth = real(field.unserved, task) * (other >= 0 ? 2 : 1)
  if (other < 0) {
    findPlace(field, state, task, trial, blinks, worth, false)
    if (trial.before < 0) return false
    insertBehind(field, state, task, trial.before)
    return true
  }
  // The part that comes first narrows where the other can go; by chance it is the one or the other.
  const [first, second] = blinks.next() < 0.5 ? [task, other] : [other, task]
  return insertPair(field, state, first, second, worth, trial, blinks)
}

function insertPair(
  field: Field,
  state: State,
  first: number,
  second: number,
  worth: number,
  trial: Trial,
  blinks: Blinks,
): boolean {
  findPlace(field, state, first, trial, blinks, worth, true)
  const { listed } = trial
  let bestCost = worth
  let bestFirst = -1
  let bestSecond = -1
  const { firsts, firstCosts } = trial
  firsts.set(trial.shortlist)
  firstCosts.set(trial.shortlistCost)
  const peak = state.peak
  state.logged = 0
  for (let at = 0; at < listed; at++) {
    const before = whole(firsts, at)
    const cost = real(firstCosts, at)
    if (cost >= bestCost) break
    if (place(field, state, first, before)) {
      findPlace(field, state, second, trial, blinks, bestCost - cost, false)
      if (trial.before >= 0) {
        bestCost = cost + trial.cost
        bestFirst = before
        bestSecond = trial.before
      }
    }
    unlink(state, first)
    takeBack(state, 0, peak)
  }
  if (bestFirst < 0) return false
  if (!place(field, state, first, bestFirst) || !place(field, state, second, bestSecond)) {
    throw new Error(`the pair of task ${first} was tried with success and then refused`)
  }
  settle(field, state, whole(state.route, first))
  settle(field, state, whole(state.route, second))
  return true
}
