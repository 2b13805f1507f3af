import { delay, delayAlone, takeBack } from '#dispatch/delay'
import { endOf, type Field, kinReach, startOf } from '#dispatch/field'
import { real, whole } from '#dispatch/numbers'
import type { State } from '#dispatch/state'

/** How often a place is passed over by chance, so that the greedy choice is not always the same. */
export interface Blinks {
  readonly rate: number
  next(): number
  /** Places still to look at before the next one is passed over. */
  left: number
}

/** Scratch of one search: the task that is tried and the best places found for it, reused all the time. */
export interface Trial {
  /** Which classes of idle carers, and which carers, have been looked at for this task. */
  readonly seenClass: Int32Array
  readonly seen: Int32Array
  stamp: number
  /** The carers whose routes are worth a look for a task, as `listCarers` has found them. */
  readonly carers: Int32Array
  listedCarers: number
  /** By carer, the number of the last list that she was in, and that of the last list. */
  readonly inList: Int32Array
  listing: number
  /** Whether a carer who does nothing yet may be called out. */
  opens: boolean
  /** Whether all carers are looked at where none nearby can come. */
  isThorough: boolean
  task: number
  /** The other part of the visit, and whose route it is in; −1 while there is none. */
  other: number
  otherRoute: number
  /** No start before this minute, given the other part. */
  ready: number
  /** Whether the cheapest places are kept as a shortlist. */
  lists: boolean
  cost: number
  before: number
  /** The cheapest places for the first part of a pair. */
  readonly shortlist: Int32Array
  readonly shortlistCost: Float64Array
  listed: number
  readonly firsts: Int32Array
  readonly firstCosts: Float64Array
}

/** Nothing is passed over; counting down from infinity changes nothing. */
const noBlinks: Blinks = { rate: 0, next: () => 0, left: Infinity }

const shortlistLength = 10
/** With more carers than this, a task looks at the routes near to it and not at all. */
const manyCarers = 30
/** Routes of so many carers are looked at for the sake of a stop nearby. */
const routesNearby = 8

export function newTrial(field: Field): Trial {
  return {
    seenClass: new Int32Array(field.carers),
    seen: new Int32Array(field.carers),
    stamp: 0,
    carers: new Int32Array(field.carers),
    listedCarers: 0,
    inList: new Int32Array(field.carers),
    listing: 0,
    opens: true,
    isThorough: true,
    task: -1,
    other: -1,
    otherRoute: -1,
    ready: 0,
    lists: false,
    cost: Infinity,
    before: -1,
    shortlist: new Int32Array(shortlistLength),
    shortlistCost: new Float64Array(shortlistLength),
    listed: 0,
    firsts: new Int32Array(shortlistLength),
    firstCosts: new Float64Array(shortlistLength),
  }
}

function blinkDistance(blinks: Blinks): number {
  return blinks.rate > 0 ? Math.floor(Math.log(1 - blinks.next()) / Math.log(1 - blinks.rate)) : 1e9
}

/**
 * Finds the cheapest place of a task; `trial.cost` is infinite when there is none below `bound`. Where there are many
 * carers it looks at the routes of stops nearby and of carers who are near or dear to the task, and at the others only
 * when none of these has a place. A partner that is already in a route is pushed where it has to be.
 */
export function findPlace(
  field: Field,
  state: State,
  task: number,
  trial: Trial,
  blinks: Blinks,
  bound: number,
  lists: boolean,
): void {
  begin(field, state, task, trial, bound, lists)
  listCarers(field, state, task, trial)
  for (let at = 0; at < trial.listedCarers; at++) tryRoute(field, state, trial, blinks, whole(trial.carers, at))
  if (field.carers > manyCarers && trial.isThorough && trial.before < 0 && trial.listed === 0) {
    for (let carer = 0; carer < field.carers; carer++) tryRoute(field, state, trial, blinks, carer)
  }
  if (lists) trial.cost = trial.listed > 0 ? real(trial.shortlistCost, 0) : Infinity
  else if (trial.before < 0) trial.cost = Infinity
}

function begin(field: Field, state: State, task: number, trial: Trial, bound: number, lists: boolean): void {
  const other = whole(field.partner, task)
  const otherRoute = other >= 0 ? whole(state.route, other) : -1
  const opens = real(field.ready, task)
  trial.task = task
  trial.other = other
  trial.otherRoute = otherRoute
  trial.ready = otherRoute >= 0 ? Math.max(opens, real(state.start, other) + real(field.push, other)) : opens
  trial.lists = lists
  trial.cost = bound
  trial.before = -1
  trial.listed = 0
  trial.stamp++
}

/** Finds the cheapest place of a task in the route of one carer; `trial.before` is −1 when there is none. */
export function findPlaceWith(field: Field, state: State, task: number, carer: number, trial: Trial): void {
  begin(field, state, task, trial, Infinity, false)
  tryRoute(field, state, trial, noBlinks, carer)
}

/**
 * Lists the carers whose routes are looked at for a task, each once: all where they are few, or else those who are near
 * or dear to it and those of stops nearby.
 */
export function listCarers(field: Field, state: State, task: number, trial: Trial): void {
  const { kin, near, reach, carers, assign } = field
  const { inList } = trial
  if (carers <= manyCarers) {
    for (let carer = 0; carer < carers; carer++) trial.carers[carer] = carer
    trial.listedCarers = carers
    return
  }
  let listed = 0
  const stamp = ++trial.listing
  for (let at = task * kinReach; at < (task + 1) * kinReach; at++) {
    const carer = whole(kin, at)
    if (carer < 0) break
    inList[carer] = stamp
    trial.carers[listed++] = carer
  }
  const most = listed + routesNearby
  for (let at = task * reach; at < (task + 1) * reach && listed < most; at++) {
    const carer = whole(state.route, whole(near, at))
    if (carer < 0 || inList[carer] === stamp || real(assign, task * carers + carer) === Infinity) continue
    inList[carer] = stamp
    trial.carers[listed++] = carer
  }
  trial.listedCarers = listed
}

/** Looks at all places in the route of one carer, once for a task. */
function tryRoute(field: Field, state: State, trial: Trial, blinks: Blinks, carer: number): void {
  const { places, travel, profiles } = field
  const { next, start, late, entry, exit } = state
  const { task, ready } = trial
  if (trial.seen[carer] === trial.stamp) return
  trial.seen[carer] = trial.stamp
  const base = real(field.assign, task * field.carers + carer)
  if (base >= trial.cost || carer === trial.otherRoute) return
  const isIdle = whole(state.calls, carer) === 0
  if (isIdle && whole(field.restOf, task) < 0) {
    if (!trial.opens) return
    const kind = whole(field.classOf, carer)
    if (trial.seenClass[kind] === trial.stamp) return
    trial.seenClass[kind] = trial.stamp
  }
  if (real(state.load, carer) + real(field.load, task) > real(field.capacity, carer) + 1e-9) return
  const profile = whole(field.profileOf, carer)
  const minutes = real(field.service, task * profiles + profile)
  const room = real(field.maxWork, carer) - real(state.work, carer) - minutes + 1e-9
  if (room < 0) return
  const perMinute = real(field.costPerMinute, carer)
  const care = real(state.care, carer)
  const fixed =
    base +
    (isIdle && whole(field.restOf, task) < 0 ? real(field.fixed, carer) : 0) +
    field.fairness * minutes * (2 * care + minutes)
  const table = profile * places * places
  const isPause = field.isBreak[task] === 1
  const inPlace = whole(field.entry, task)
  const outPlace = whole(field.exit, task)
  const closes = real(field.last, task)
  const looksFar = field.isSoft || field.hasPairs
  const leaves = ready + minutes - 1e-9
  const end = endOf(field, carer)
  let before = startOf(field, carer)
  while (before !== end) {
    const after = whole(next, before)
    // What comes behind begins too early for this task to come before it, however short the way.
    if (real(late, after) < leaves) {
      before = after
      continue
    }
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
    const way = real(travel, row + (isPause ? exitPlace : inPlace))
    const on = real(travel, table + (isPause ? exitPlace : outPlace) * places + entryPlace)
    const detour = way + on - real(travel, row + entryPlace)
    let cost = fixed + detour * perMinute
    if (cost < trial.cost && detour <= room) {
      const at = free + way < ready ? ready : free + way
      const reaches = at + minutes + on
      if (at <= closes + 1e-9 && reaches <= real(late, after) + 1e-9) {
        if (looksFar) {
          cost += tardyCost(field, state, task, at)
          if (cost < trial.cost) cost += consequence(field, state, trial, at, before, after, reaches, trial.cost - cost)
        }
        if (cost < trial.cost) keep(trial, before, cost)
      }
    }
    before = after
  }
}

function tardyCost(field: Field, state: State, task: number, at: number): number {
  const over = at - real(field.due, task)
  if (over <= 0) return 0
  return over * field.lateness + (over > state.peak ? (over - state.peak) * field.greatestLateness : 0)
}

/** What it costs others that the task is put in here at this minute; infinite when that is `most` or more. */
function consequence(
  field: Field,
  state: State,
  { task, other, otherRoute }: Trial,
  at: number,
  before: number,
  after: number,
  reaches: number,
  most: number,
): number {
  const own = Math.max(state.peak, at - real(field.due, task))
  const pushed = otherRoute >= 0 ? at + real(field.push, task) : -Infinity
  const waits = otherRoute >= 0 && pushed > real(state.start, other) + 1e-9
  if (!waits && reaches <= real(state.start, after) + 1e-9) return 0
  // What it costs along this route alone is the least that it costs.
  const alone = delayAlone(field, state, after, reaches, own, most)
  if (alone === Infinity || (alone >= 0 && !waits)) return alone
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

function keep(trial: Trial, before: number, cost: number): void {
  if (!trial.lists) {
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
