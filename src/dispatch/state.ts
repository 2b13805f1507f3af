import { endOf, type Field, sameTime, startOf } from '#dispatch/field'
import { real, whole } from '#dispatch/numbers'

/** Routes in the making: a linked list for each carer, with the earliest and the latest start of every node in it. */
export interface State {
  readonly next: Int32Array
  readonly prev: Int32Array
  /** The carer who does a node, or −1. */
  readonly route: Int32Array
  readonly start: Float64Array
  /** The latest start at which everything behind still begins in time at all. */
  readonly late: Float64Array
  /** What a partner asks for: the earliest start, and the latest. */
  readonly pushed: Float64Array
  readonly pulled: Float64Array
  readonly load: Float64Array
  readonly care: Float64Array
  readonly work: Float64Array
  readonly size: Int32Array
  readonly entry: Int32Array
  readonly exit: Int32Array
  readonly dirty: Uint8Array
  /** Nodes that were delayed, with their starts before, so that a trial can be taken back. */
  readonly logNode: Int32Array
  readonly logStart: Float64Array
  readonly stackNode: Int32Array
  readonly stackStart: Float64Array
  logged: number
  /** The greatest lateness of any node. */
  peak: number
}

export function emptyState(field: Field): State {
  const { nodes, carers } = field
  const state: State = {
    next: new Int32Array(nodes).fill(-1),
    prev: new Int32Array(nodes).fill(-1),
    route: new Int32Array(nodes).fill(-1),
    start: new Float64Array(nodes),
    late: new Float64Array(nodes),
    pushed: new Float64Array(nodes),
    pulled: new Float64Array(nodes),
    load: new Float64Array(carers),
    care: new Float64Array(carers),
    work: new Float64Array(carers),
    size: new Int32Array(carers),
    entry: field.entry.slice(),
    exit: field.exit.slice(),
    dirty: new Uint8Array(carers),
    logNode: new Int32Array(nodes * 8),
    logStart: new Float64Array(nodes * 8),
    stackNode: new Int32Array(nodes * 8),
    stackStart: new Float64Array(nodes * 8),
    logged: 0,
    peak: 0,
  }
  for (let carer = 0; carer < carers; carer++) {
    const from = startOf(field, carer)
    const to = endOf(field, carer)
    state.next[from] = to
    state.prev[to] = from
    state.route[from] = carer
    state.route[to] = carer
  }
  retimeAll(field, state)
  return state
}

/** Makes `to` the same as `from`; the scratch parts stay as they are. */
export function copyState(from: State, to: State): void {
  to.next.set(from.next)
  to.prev.set(from.prev)
  to.route.set(from.route)
  to.start.set(from.start)
  to.late.set(from.late)
  to.load.set(from.load)
  to.care.set(from.care)
  to.work.set(from.work)
  to.size.set(from.size)
  to.entry.set(from.entry)
  to.exit.set(from.exit)
  to.peak = from.peak
}

/** Puts a task behind a node. Times are not touched. */
export function link(field: Field, state: State, task: number, before: number): void {
  const after = whole(state.next, before)
  if (field.isBreak[task] === 1) {
    const here = whole(state.exit, before)
    state.entry[task] = here
    state.exit[task] = here
  }
  state.next[before] = task
  state.prev[task] = before
  state.next[task] = after
  state.prev[after] = task
  state.route[task] = whole(state.route, before)
}

/** Takes a task out. Times are not touched. */
export function unlink(state: State, task: number): void {
  const before = whole(state.prev, task)
  const after = whole(state.next, task)
  state.next[before] = after
  state.prev[after] = before
  state.route[task] = -1
}

/** Times one route from its start, and sums what it carries. Routes of partners who have to be pushed become dirty. */
export function timeRoute(field: Field, state: State, carer: number): void {
  const { ready, travel, service, places, profiles, partner, push } = field
  const { next, start, entry, exit, pushed } = state
  const profile = whole(field.profileOf, carer)
  const table = profile * places * places
  const last = endOf(field, carer)
  let node = startOf(field, carer)
  let free = real(ready, node)
  let load = 0
  let care = 0
  let work = 0
  let size = 0
  start[node] = free
  while (node !== last) {
    const after = whole(next, node)
    const way = real(travel, table + whole(exit, node) * places + whole(entry, after))
    let begin = free + way
    const opens = real(ready, after)
    if (begin < opens) begin = opens
    const asked = real(pushed, after)
    if (begin < asked) begin = asked
    start[after] = begin
    work += way
    if (after !== last) {
      const minutes = real(service, after * profiles + profile)
      free = begin + minutes
      load += real(field.load, after)
      care += minutes
      size++
      const other = whole(partner, after)
      if (other >= 0 && whole(state.route, other) >= 0) {
        const asks = begin + real(push, after)
        if (asks > real(start, other) + 1e-9 && asks > real(pushed, other)) {
          pushed[other] = asks
          state.dirty[whole(state.route, other)] = 1
        }
      }
    }
    node = after
  }
  state.load[carer] = load
  state.care[carer] = care
  state.work[carer] = work + care
  state.size[carer] = size
}

/** The latest starts of one route, from its end. Routes of partners who have to be pulled become dirty. */
export function timeRouteBack(field: Field, state: State, carer: number): void {
  const { last, travel, service, places, profiles, partner, push } = field
  const { prev, late, entry, exit, pulled } = state
  const profile = whole(field.profileOf, carer)
  const table = profile * places * places
  const first = startOf(field, carer)
  let node = endOf(field, carer)
  late[node] = real(last, node)
  while (node !== first) {
    const before = whole(prev, node)
    const way = real(travel, table + whole(exit, before) * places + whole(entry, node))
    let latest = real(late, node) - way - real(service, before * profiles + profile)
    const closes = real(last, before)
    if (latest > closes) latest = closes
    if (before !== first) {
      const asked = real(pulled, before)
      if (latest > asked) latest = asked
      const other = whole(partner, before)
      if (other >= 0 && whole(state.route, other) >= 0) {
        const asks = latest - real(push, other)
        if (asks < real(late, other) - 1e-9 && asks < real(pulled, other)) {
          pulled[other] = asks
          state.dirty[whole(state.route, other)] = 1
        }
      }
    }
    late[before] = latest
    node = before
  }
}

/** Rounds without rest mean a ring of parts that wait for each other. */
const mostRounds = 200

/** Times everything from nothing. False when parts wait for each other in a ring. */
export function retimeAll(field: Field, state: State): boolean {
  state.pushed.fill(-Infinity)
  state.start.fill(-Infinity)
  if (!settle(field, state, timeRoute)) return false
  if (field.hasLast) {
    state.pulled.fill(Infinity)
    state.late.fill(Infinity)
    settle(field, state, timeRouteBack)
  } else {
    state.late.fill(Infinity)
  }
  let peak = 0
  if (field.greatestLateness > 0) {
    for (let node = 0; node < field.tasks; node++) {
      if (whole(state.route, node) >= 0) peak = Math.max(peak, real(state.start, node) - real(field.due, node))
    }
  }
  state.peak = peak
  return true
}

function settle(field: Field, state: State, time: (f: Field, s: State, carer: number) => void): boolean {
  const { carers } = field
  const { dirty } = state
  dirty.fill(1)
  for (let round = 0; round <= mostRounds; round++) {
    let worked = false
    for (let carer = 0; carer < carers; carer++) {
      if (dirty[carer] !== 1) continue
      dirty[carer] = 0
      time(field, state, carer)
      worked = true
    }
    if (!worked) return true
  }
  return false
}

/** The cost of a state: what the search makes small. */
export function costOf(field: Field, state: State): number {
  const { carers, places, travel, due, assign, lateness, shift } = field
  const { next, start, entry, exit } = state
  let total = 0
  for (let carer = 0; carer < carers; carer++) {
    if (whole(state.size, carer) === 0) continue
    const table = whole(field.profileOf, carer) * places * places
    const last = endOf(field, carer)
    let node = startOf(field, carer)
    let way = 0
    while (node !== last) {
      const after = whole(next, node)
      way += real(travel, table + whole(exit, node) * places + whole(entry, after))
      if (after !== last) {
        total += real(assign, after * carers + carer)
        const over = real(start, after) - real(due, after)
        if (over > 0) total += over * lateness
        if (shift > 0 && Math.abs(real(start, after) - real(field.was, after)) > sameTime) total += shift
      }
      node = after
    }
    const over = real(start, last) - real(due, last)
    if (over > 0) total += over * field.overtime
    const care = real(state.care, carer)
    total += way * real(field.costPerMinute, carer) + real(field.fixed, carer) + field.fairness * care * care
  }
  for (let task = 0; task < field.tasks; task++) {
    if (whole(state.route, task) < 0) total += real(field.unserved, task)
  }
  return total + field.greatestLateness * state.peak
}
