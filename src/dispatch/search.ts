import type { Field } from '#dispatch/field'
import { type Blinks, newTrial } from '#dispatch/insert'
import { reduceFleet } from '#dispatch/fleet'
import { recreate } from '#dispatch/recreate'
import { whole } from '#dispatch/numbers'
import { type Absent, isLead, newRuin, orderAbsent, ruinStrings } from '#dispatch/ruin'
import { copyState, costOf, emptyState, retimeAll, type State } from '#dispatch/state'
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
  exchange?(best: Snapshot): Snapshot | undefined
}

export interface SearchResult {
  readonly best: State
  readonly cost: number
  readonly rounds: number
}

const roundsBetweenLooks = 32
/** How warm the annealing starts, as a share of the mean way to a stop. */
const usualWarmth = 0.3
const triedAtOnce = 8

/** Searches routes of small cost until the limit: builds a plan, then ruins and recreates parts of it, annealing. */
export function search(field: Field, options: SearchOptions): SearchResult {
  const { random, limit } = options
  const current = emptyState(field)
  const trial = newTrial(field)
  const blinks: Blinks = { rate: 0.01, next: () => random.next(), left: 50 }
  const absent: Absent = { tasks: new Int32Array(field.tasks), count: 0 }
  const keys = new Float64Array(field.tasks)
  if (options.from !== undefined) restore(field, options.from, current)
  for (let task = 0; task < field.tasks; task++) {
    if (isLead(field, task) && whole(current.route, task) < 0) absent.tasks[absent.count++] = task
  }
  firstOrder(field, absent)
  recreate(field, current, absent, trial, { ...blinks, rate: 0, left: Infinity })
  const candidate = emptyState(field)
  const best = emptyState(field)
  const ruin = newRuin(field, random)
  if (field.fleetFirst) reduceFleet(field, { current, candidate, best, ruin, absent, keys, trial, blinks, limit })
  let cost = costOf(field, current)
  let bestCost = cost
  copyState(current, best)
  const kept: Absent = { tasks: absent.tasks.slice(), count: absent.count }
  const aside: Absent = { tasks: new Int32Array(field.tasks), count: 0 }
  const hot = options.warmth ?? usualWarmth
  const warmest = (hot * wayCost(field, current)) / Math.max(1, field.tasks)
  let temperature = warmest
  let rounds = 0
  let nextExchange = 0.1
  while (field.tasks > 0) {
    if (rounds % roundsBetweenLooks === 0) {
      const spent = limit.spent(rounds)
      if (spent >= 1) break
      temperature = warmest * 0.003 ** spent
      if (options.exchange !== undefined && spent > nextExchange) {
        nextExchange += 0.1
        const other = options.exchange(snapshotOf(best, bestCost))
        if (other !== undefined && other.cost < bestCost - 1e-6) {
          restore(field, other, current)
          kept.count = 0
          for (let task = 0; task < field.tasks; task++) {
            if (isLead(field, task) && whole(current.route, task) < 0) kept.tasks[kept.count++] = task
          }
          cost = costOf(field, current)
          bestCost = cost
          copyState(current, best)
        }
      }
    }
    rounds++
    copyState(current, candidate)
    setAside(kept, absent, aside, random)
    ruinStrings(field, candidate, ruin, absent)
    orderAbsent(field, absent, keys, random)
    recreate(field, candidate, absent, trial, blinks)
    for (let at = 0; at < aside.count; at++) absent.tasks[absent.count++] = whole(aside.tasks, at)
    const got = costOf(field, candidate)
    if (got < cost - temperature * Math.log(1 - random.next())) {
      copyState(candidate, current)
      kept.tasks.set(absent.tasks)
      kept.count = absent.count
      cost = got
      if (got < bestCost - 1e-9) {
        bestCost = got
        copyState(candidate, best)
      }
    }
  }
  // Sums in the best are right; its times are made anew, so that nothing rests on what was carried along.
  if (!retimeAll(field, best)) throw new Error('the best plan cannot be timed')
  return { best, cost: costOf(field, best), rounds }
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

/** Of many absent visits a few are tried in each round, by chance; the others stand aside until a later one. */
function setAside(kept: Absent, absent: Absent, aside: Absent, random: Random): void {
  absent.count = 0
  aside.count = 0
  const share = triedAtOnce / kept.count
  for (let at = 0; at < kept.count; at++) {
    const to = share >= 1 || random.next() < share ? absent : aside
    to.tasks[to.count++] = whole(kept.tasks, at)
  }
}

/** What is dearest to leave out first, then pairs, then narrow windows: the hard ones while there is room. */
function firstOrder(field: Field, absent: Absent): void {
  const dear = (task: number): number => field.unserved[task] ?? 0
  const single = (task: number): number => (whole(field.partner, task) < 0 ? 1 : 0)
  const width = (task: number): number => (field.due[task] ?? 0) - (field.ready[task] ?? 0)
  const order = Array.from(absent.tasks.subarray(0, absent.count)).sort(
    (a, b) => dear(b) - dear(a) || single(a) - single(b) || width(a) - width(b) || a - b,
  )
  absent.tasks.set(order)
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
