import { delay, delayAlone, takeBack } from '#dispatch/delay'
import { endOf, type Field, startOf } from '#dispatch/field'
import { real, whole } from '#dispatch/numbers'
import { link, type State, timeRoute, timeRouteBack, unlink } from '#dispatch/state'

/** How often a place is passed over by chance, so that the greedy choice is not always the same. */
export interface Blinks {
  readonly rate: number
  next(): number
  /** Places still to look at before the next one is passed over. */
  left: number
}

/** Scratch of one search: the best places found, reused all the time. */
export interface Trial {
  readonly seen: Int32Array
  stamp: number
  /** Whether a carer who does nothing yet may be called out. */
  opens: boolean
  cost: number
  before: number
  /** The cheapest places for the first part of a pair. */
  readonly shortlist: Int32Array
  readonly shortlistCost: Float64Array
  listed: number
}

const shortlistLength = 10

export function newTrial(field: Field): Trial {
  return {
    seen: new Int32Array(field.carers),
    stamp: 0,
    opens: true,
    cost: Infinity,
    before: -1,
    shortlist: new Int32Array(shortlistLength),
    shortlistCost: new Float64Array(shortlistLength),
    listed: 0,
  }
}

function blinkDistance(blinks: Blinks): number {
  return blinks.rate > 0 ? Math.floor(Math.log(1 - blinks.next()) / Math.log(1 - blinks.rate)) : 1e9
}

/**
 * Finds the cheapest place of a task in all routes; `trial.cost` is infinite when there is none below `bound`. A partner
 * that is already in a route is pushed where it has to be. With `lists`, the cheapest places are kept as a shortlist.
 */
function findPlace(
  field: Field,
  state: State,
  task: number,
  trial: Trial,
  blinks: Blinks,
  bound: number,
  lists: boolean,
): void {
  const { carers, places, travel, ready, last, profiles, assign, partner, push, isSoft, hasPairs } = field
  const { next, start, late, entry, exit, route, size } = state
  const other = whole(partner, task)
  const otherRoute = other >= 0 ? whole(route, other) : -1
  const opens =
    otherRoute >= 0 ? Math.max(real(ready, task), real(start, other) + real(push, other)) : real(ready, task)
  const closes = real(last, task)
  const isPause = field.isBreak[task] === 1
  const load = real(field.load, task)
  const inPlace = whole(field.entry, task)
  const outPlace = whole(field.exit, task)
  const looksFar = isSoft || hasPairs
  trial.cost = bound
  trial.before = -1
  trial.listed = 0
  trial.stamp++
  for (let carer = 0; carer < carers; carer++) {
    const base = real(assign, task * carers + carer)
    if (base >= trial.cost || carer === otherRoute) continue
    const empty = whole(size, carer) === 0
    if (empty) {
      if (!trial.opens) continue
      const kind = whole(field.classOf, carer)
      if (trial.seen[kind] === trial.stamp) continue
      trial.seen[kind] = trial.stamp
    }
    if (real(state.load, carer) + load > real(field.capacity, carer) + 1e-9) continue
    const profile = whole(field.profileOf, carer)
    const table = profile * places * places
    const minutes = real(field.service, task * profiles + profile)
    const room = real(field.maxWork, carer) - real(state.work, carer) - minutes + 1e-9
    if (room < 0) continue
    const perMinute = real(field.costPerMinute, carer)
    const care = real(state.care, carer)
    const fixed = base + (empty ? real(field.fixed, carer) : 0) + field.fairness * minutes * (2 * care + minutes)
    const end = endOf(field, carer)
    let before = startOf(field, carer)
    while (before !== end) {
      const after = whole(next, before)
      const free = real(start, before) + real(field.service, before * profiles + profile)
      if (free > closes) break
      if (blinks.left-- <= 0) {
        blinks.left = blinkDistance(blinks)
        before = after
        continue
      }
      const exitPlace = whole(exit, before)
      const entryPlace = whole(entry, after)
      const row = table + exitPlace * places
      const comes = isPause ? exitPlace : inPlace
      const goes = isPause ? exitPlace : outPlace
      const way = real(travel, row + comes)
      const on = real(travel, table + goes * places + entryPlace)
      const detour = way + on - real(travel, row + entryPlace)
      let cost = fixed + detour * perMinute
      if (cost < trial.cost && detour <= room) {
        let at = free + way
        if (at < opens) at = opens
        const reaches = at + minutes + on
        if (at <= closes + 1e-9 && reaches <= real(late, after) + 1e-9) {
          if (looksFar) {
            cost += tardyCost(field, state, task, at)
            if (cost < trial.cost)
              cost += consequence(field, state, task, at, before, after, reaches, other, otherRoute, trial.cost - cost)
          }
          if (cost < trial.cost) keep(trial, before, cost, lists)
        }
      }
      before = after
    }
  }
  if (lists) trial.cost = trial.listed > 0 ? real(trial.shortlistCost, 0) : Infinity
  else if (trial.before < 0) trial.cost = Infinity
}

function tardyCost(field: Field, state: State, task: number, at: number): number {
  const over = at - real(field.due, task)
  if (over <= 0) return 0
  return over * field.lateness + (over > state.peak ? (over - state.peak) * field.greatestLateness : 0)
}

/** What it costs others that a task is put in here at this minute. */
function consequence(
  field: Field,
  state: State,
  task: number,
  at: number,
  before: number,
  after: number,
  reaches: number,
  other: number,
  otherRoute: number,
  most: number,
): number {
  const own = Math.max(state.peak, at - real(field.due, task))
  const pushed = otherRoute >= 0 ? at + real(field.push, task) : -Infinity
  if (otherRoute < 0 || pushed <= real(state.start, other) + 1e-9) {
    if (reaches <= real(state.start, after) + 1e-9) return 0
    const alone = delayAlone(field, state, after, reaches, own)
    if (alone >= 0) return alone
  }
  const mark = state.logged
  const peak = state.peak
  state.peak = own
  const guard = otherRoute < 0 ? -1 : whole(state.prev, other)
  let cost = delay(field, state, after, reaches, before, guard, most)
  if (cost < Infinity && otherRoute >= 0) {
    const more = delay(field, state, other, pushed, before, guard, most - cost)
    // The part put in here waits for the other again only in a ring, which is refused.
    cost = real(state.start, other) + real(field.push, other) > at + 1e-9 ? Infinity : cost + more
  }
  takeBack(state, mark, peak)
  return cost
}

function keep(trial: Trial, before: number, cost: number, lists: boolean): void {
  if (!lists) {
    trial.cost = cost
    trial.before = before
    return
  }
  let at = trial.listed < shortlistLength ? trial.listed++ : shortlistLength - 1
  while (at > 0 && real(trial.shortlistCost, at - 1) > cost) {
    trial.shortlistCost[at] = real(trial.shortlistCost, at - 1)
    trial.shortlist[at] = whole(trial.shortlist, at - 1)
    at--
  }
  trial.shortlistCost[at] = cost
  trial.shortlist[at] = before
  if (trial.listed === shortlistLength) trial.cost = real(trial.shortlistCost, shortlistLength - 1)
}

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

/** Sums and latest starts of a route after a task came in; starts are right already. */
function settleRoute(field: Field, state: State, carer: number): void {
  if (!field.hasPairs) {
    timeRoute(field, state, carer)
    if (field.hasLast) timeRouteBack(field, state, carer)
    return
  }
  const { places, profiles } = field
  const profile = whole(field.profileOf, carer)
  const end = endOf(field, carer)
  let node = startOf(field, carer)
  let load = 0
  let care = 0
  let work = 0
  let size = 0
  while (node !== end) {
    const after = whole(state.next, node)
    work += real(field.travel, (profile * places + whole(state.exit, node)) * places + whole(state.entry, after))
    if (after !== end) {
      load += real(field.load, after)
      care += real(field.service, after * profiles + profile)
      size++
    }
    node = after
  }
  state.load[carer] = load
  state.care[carer] = care
  state.work[carer] = work + care
  state.size[carer] = size
  if (field.hasLast) {
    state.pulled.fill(Infinity)
    timeRouteBack(field, state, carer)
  }
}

/** Puts a visit, both parts of it where there are two, into its cheapest place. False when there is none. */
export function insertVisit(field: Field, state: State, task: number, trial: Trial, blinks: Blinks): boolean {
  const other = whole(field.partner, task)
  const worth = real(field.unserved, task) * (other >= 0 ? 2 : 1)
  if (other < 0) {
    findPlace(field, state, task, trial, blinks, worth, false)
    if (trial.before < 0) return false
    const carer = whole(state.route, trial.before)
    state.logged = 0
    if (!place(field, state, task, trial.before))
      throw new Error(`task ${task} was tried with success and then refused`)
    settleRoute(field, state, carer)
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
  const firsts = trial.shortlist.slice(0, listed)
  const costs = trial.shortlistCost.slice(0, listed)
  const peak = state.peak
  state.logged = 0
  for (let at = 0; at < listed; at++) {
    const before = whole(firsts, at)
    const cost = real(costs, at)
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
  state.logged = 0
  settleRoute(field, state, whole(state.route, first))
  settleRoute(field, state, whole(state.route, second))
  return true
}
