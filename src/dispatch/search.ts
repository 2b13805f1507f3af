import type { Field } from '#dispatch/field'
import { type Blinks, newTrial, type Trial } from '#dispatch/find-place'
import { reduceFleet } from '#dispatch/fleet'
import { newRegret, recreateByRegret } from '#dispatch/regret'
import { recreate } from '#dispatch/recreate'
import { real, whole } from '#dispatch/numbers'
import { absenceCost, costOf, priceRoute, routesCost } from '#dispatch/price'
import {
  type Absent,
  countMisses,
  isLead,
  missesOf,
  newRuin,
  orderAbsent,
  type Ruin,
  ruinStrings,
} from '#dispatch/ruin'
import { copyState, copyTouched, emptyState, forgetTouched, newTouched, type State, touch } from '#dispatch/state'
import { retimeAll } from '#dispatch/timing'
import type { Random } from '#kernel/random'

/** A plan as the threads hand it around: who follows whom, and where breaks are taken. */
export interface Snapshot {
  readonly next: Int32Array
  readonly entry: Int32Array
  readonly cost: number
}

/** When to stop. `spent` grows from 0 to 1; it may read a clock or count the rounds. */
export interface Limit {
  spent(rounds: number): number
}

export interface SearchOptions {
  readonly random: Random
  readonly limit: Limit
  /** How warm the annealing starts, as a share of the mean way to a stop. */
  readonly warmth?: number
  readonly from?: Snapshot
  /** Called now and then with the best so far; what comes back is taken over when it is better. */
  readonly exchange?: (best: Snapshot) => Snapshot | undefined
}

export interface SearchResult {
  readonly best: State
  readonly cost: number
  readonly rounds: number
}

const roundsBetweenLooks = 32
/** As a share of the mean way to a stop. Cooler, the search stays with the routes that the first plan happens to have. */
const usualWarmth = 1
const triedAtOnce = 8
/** In so many of the rounds the stops around an absent visit are taken out, to make room for it. */
const shareForAbsent = 0.5
/** After so many such rounds for one visit there is no hope for it; its neighbours are left to the others. */
const mostTries = 2000
/** For so much of the time a plan is also taken over when those who are absent in it find a place more easily. */
const shareForFilling = 0.5
/** That begins after so many rounds in which nobody else found a place. */
const patience = 200
const fewAbsent = 20
/** Every so many rounds an absent visit may go to any carer, not only to those nearby. */
const roundsBetweenThorough = 16

/** Searches routes of small cost until the limit: builds a plan, then ruins and recreates parts of it, annealing. */
export function search(field: Field, options: SearchOptions): SearchResult {
  const { random, limit } = options
  const current = emptyState(field)
  const candidate = emptyState(field)
  const best = emptyState(field)
  const trial = newTrial(field)
  const blinks: Blinks = { rate: 0.01, next: () => random.next(), left: 50 }
  const absent = noneAbsent(field)
  const keys = new Float64Array(field.tasks)
  if (options.from !== undefined) restore(field, options.from, current)
  findAbsent(field, current, absent)
  firstOrder(field, absent)
  recreate(field, current, absent, trial, { ...blinks, rate: 0, left: Infinity })
  const ruin = newRuin(random)
  if (field.fleetFirst) reduceFleet(field, { current, candidate, best, ruin, absent, keys, trial, blinks, limit })
  const work: Work = { current, candidate, best, trial, blinks, ruin, keys, absent, kept: noneAbsent(field) }
  const rounds = anneal(field, work, options)
  // Whoever is absent in the end is offered to all carers once more, so that none is left out for lack of a look.
  findAbsent(field, best, absent)
  firstOrder(field, absent)
  trial.isThorough = true
  recreate(field, best, absent, trial, { ...blinks, rate: 0, left: Infinity })
  // Sums in the best are right; its times are made anew, so that nothing rests on what was carried along.
  if (!retimeAll(field, best)) throw new Error('the best plan cannot be timed')
  return { best, cost: costOf(field, best), rounds }
}

/** The states of one search and its scratch. `kept` are the absent of the current plan. */
interface Work {
  readonly current: State
  readonly candidate: State
  readonly best: State
  readonly trial: Trial
  readonly blinks: Blinks
  readonly ruin: Ruin
  readonly keys: Float64Array
  readonly absent: Absent
  readonly kept: Absent
}

function anneal(field: Field, work: Work, { random, limit, warmth = usualWarmth, exchange }: SearchOptions): number {
  const { current, candidate, best, trial, blinks, ruin, keys, absent, kept } = work
  const aside = noneAbsent(field)
  const regret = newRegret(field)
  /** Routes in which the best is not the current plan any more. */
  const sinceBest = newTouched(field)
  let cost = costOf(field, current)
  let bestCost = cost
  const warmest = (warmth * wayCost(field, current)) / Math.max(1, field.tasks)
  let temperature = warmest
  let rounds = 0
  let nextExchange = 0.1
  const misses = new Float64Array(field.tasks).fill(1)
  const tries = new Int32Array(field.tasks)
  let spent = 0
  /** The fewest who have been absent, and since which round. */
  let fewest = Infinity
  let fewestAt = 0
  const begin = (): void => {
    findAbsent(field, current, kept)
    copyState(current, candidate)
    copyState(current, best)
    forgetTouched(sinceBest)
  }
  begin()
  while (field.tasks > 0) {
    if (rounds % roundsBetweenLooks === 0) {
      spent = limit.spent(rounds)
      if (spent >= 1) break
      temperature = warmest * 0.003 ** spent
      if (exchange !== undefined && spent > nextExchange) {
        nextExchange += 0.1
        const other = exchange(snapshotOf(best, bestCost))
        if (other !== undefined && other.cost < bestCost - 1e-6) {
          restore(field, other, current)
          bestCost = cost = costOf(field, current)
          begin()
        }
      }
    }
    rounds++
    const around = setAside(kept, absent, aside, tries, random)
    trial.isThorough = rounds % roundsBetweenThorough === 0
    ruinStrings(field, candidate, ruin, absent, around)
    orderAbsent(field, absent, keys, random)
    // While somebody may yet find a place, packing tightly counts for more than trying many things.
    if (hasHope(kept, tries)) recreateByRegret(field, candidate, absent, trial, blinks, regret)
    else recreate(field, candidate, absent, trial, blinks)
    const isFilling =
      kept.count > 0 && kept.count <= fewAbsent && spent < shareForFilling && rounds - fewestAt > patience
    if (isFilling) countMisses(absent, misses)
    for (let at = 0; at < aside.count; at++) absent.tasks[absent.count++] = whole(aside.tasks, at)
    const got = costSoFar(field, candidate, absent)
    const isEasier = isFilling && missesOf(absent, misses) < missesOf(kept, misses)
    if (isEasier || got < cost - temperature * Math.log(1 - random.next())) {
      cost = got
      kept.tasks.set(absent.tasks.subarray(0, absent.count))
      kept.count = absent.count
      if (kept.count < fewest) {
        fewest = kept.count
        fewestAt = rounds
      }
      copyTouched(field, candidate, current, candidate)
      for (let at = 0; at < candidate.touchedCount; at++) touch(sinceBest, whole(candidate.touched, at))
      if (got < bestCost - 1e-9) {
        bestCost = got
        copyTouched(field, current, best, sinceBest)
        forgetTouched(sinceBest)
      }
    } else copyTouched(field, current, candidate, candidate)
    forgetTouched(candidate)
  }
  return rounds
}

/** The cost of a state after a round: the routes that were touched are priced anew, the absent are added. */
function costSoFar(field: Field, state: State, absent: Absent): number {
  for (let at = 0; at < state.touchedCount; at++) priceRoute(field, state, whole(state.touched, at))
  let total = routesCost(field, state)
  for (let at = 0; at < absent.count; at++) {
    const task = whole(absent.tasks, at)
    const other = whole(field.partner, task)
    total += absenceCost(field, state, task) + (other >= 0 ? real(field.unserved, other) : 0)
  }
  return total
}

function noneAbsent(field: Field): Absent {
  return { tasks: new Int32Array(field.tasks), count: 0 }
}

/** Notes the visits that stand outside all routes, each by its leading part. */
function findAbsent(field: Field, state: State, absent: Absent): void {
  absent.count = 0
  for (let task = 0; task < field.tasks; task++) {
    if (isLead(field, task) && whole(state.route, task) < 0) absent.tasks[absent.count++] = task
  }
}

function wayCost(field: Field, state: State): number {
  let total = 0
  for (let carer = 0; carer < field.carers; carer++) {
    if (whole(state.size, carer) > 0) {
      total += ((state.work[carer] ?? 0) - (state.care[carer] ?? 0)) * (field.costPerMinute[carer] ?? 0)
    }
  }
  return total
}

/**
 * Of many absent visits a few are tried in each round, by chance; the others stand aside until a later one. Gives the one
 * that room is to be made for, or −1 when the round is to look elsewhere.
 */
function setAside(kept: Absent, absent: Absent, aside: Absent, tries: Int32Array, random: Random): number {
  absent.count = 0
  aside.count = 0
  if (kept.count === 0) return -1
  const share = triedAtOnce / kept.count
  const chosen = random.next() < shareForAbsent ? random.int(0, kept.count - 1) : -1
  for (let at = 0; at < kept.count; at++) {
    const to = at === chosen || share >= 1 || random.next() < share ? absent : aside
    to.tasks[to.count++] = whole(kept.tasks, at)
  }
  if (chosen < 0) return -1
  const task = whole(kept.tasks, chosen)
  tries[task] = whole(tries, task) + 1
  return whole(tries, task) > mostTries ? -1 : task
}

/** True when room has not yet been made often enough, in vain, for one of them. */
function hasHope(kept: Absent, tries: Int32Array): boolean {
  for (let at = 0; at < kept.count; at++) if (whole(tries, whole(kept.tasks, at)) <= mostTries) return true
  return false
}

/** What is dearest to leave out first, then what few can do, then narrow windows: the hard ones while there is room. */
function firstOrder(field: Field, absent: Absent): void {
  const dear = (task: number): number => field.unserved[task] ?? 0
  const width = (task: number): number => (field.due[task] ?? 0) - (field.ready[task] ?? 0)
  const able = Float64Array.from({ length: field.tasks }, (_, task) => {
    const other = whole(field.partner, task)
    return Math.min(carersWhoMay(field, task), other < 0 ? Infinity : carersWhoMay(field, other))
  })
  const order = Array.from(absent.tasks.subarray(0, absent.count)).sort(
    (a, b) => dear(b) - dear(a) || (able[a] ?? 0) - (able[b] ?? 0) || width(a) - width(b) || a - b,
  )
  absent.tasks.set(order)
}

function carersWhoMay(field: Field, task: number): number {
  const row = field.assign.subarray(task * field.carers, (task + 1) * field.carers)
  return row.reduce((count, cost) => (cost < Infinity ? count + 1 : count), 0)
}

export function snapshotOf(state: State, cost: number): Snapshot {
  return { next: state.next.slice(), entry: state.entry.slice(), cost }
}

/** Makes a state from a snapshot. */
export function restore(field: Field, from: Snapshot, state: State): void {
  state.next.set(from.next)
  state.route.fill(-1)
  state.prev.fill(-1)
  for (let task = 0; task < field.tasks; task++) {
    if (field.isBreak[task] !== 1) continue
    state.entry[task] = whole(from.entry, task)
    state.exit[task] = whole(from.entry, task)
  }
  for (let carer = 0; carer < field.carers; carer++) {
    const end = field.tasks + 2 * carer + 1
    let node = end - 1
    state.route[node] = carer
    while (node !== end) {
      const after = whole(state.next, node)
      state.prev[after] = node
      state.route[after] = carer
      node = after
    }
  }
  if (!retimeAll(field, state)) throw new Error('a plan that was handed over cannot be timed')
}
