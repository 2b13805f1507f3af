import { endOf, type Field, startOf } from '#dispatch/field'
import { real, whole } from '#dispatch/numbers'
import { retimeAll } from '#dispatch/timing'

/** The carers whose routes have changed since a state was last made the same as another one, each once. */
export interface Touched {
  readonly isTouched: Uint8Array
  readonly touched: Int32Array
  touchedCount: number
}

/** Routes in the making: a linked list for each carer, with the earliest and the latest start of every node in it. */
export interface State extends Touched {
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
  /** The stops of a route that are no breaks. */
  readonly calls: Int32Array
  /** What a route costs, and the greatest lateness in it, as `priceRoute` found them last. */
  readonly price: Float64Array
  readonly worst: Float64Array
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
    calls: new Int32Array(carers),
    price: new Float64Array(carers),
    worst: new Float64Array(carers),
    isTouched: new Uint8Array(carers),
    touched: new Int32Array(carers),
    touchedCount: 0,
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

export function newTouched({ carers }: Field): Touched {
  return { isTouched: new Uint8Array(carers), touched: new Int32Array(carers), touchedCount: 0 }
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
  to.calls.set(from.calls)
  to.price.set(from.price)
  to.worst.set(from.worst)
  to.entry.set(from.entry)
  to.exit.set(from.exit)
  to.peak = from.peak
  forgetTouched(to)
}

/** Notes that a route is no longer what it was. */
export function touch(state: Touched, carer: number): void {
  if (state.isTouched[carer] === 1) return
  state.isTouched[carer] = 1
  state.touched[state.touchedCount++] = carer
}

export function forgetTouched(state: Touched): void {
  for (let at = 0; at < state.touchedCount; at++) state.isTouched[whole(state.touched, at)] = 0
  state.touchedCount = 0
}

/**
 * Makes the routes that `changed` has touched the same in `to` as in `from`, which may be the one or the other of
 * the two. All other routes must be the same already. A few routes change at a time, so that this is far less than all.
 */
export function copyTouched(field: Field, from: State, to: State, changed: Touched): void {
  const { touched, touchedCount } = changed
  for (let at = 0; at < touchedCount; at++) {
    const carer = whole(touched, at)
    const end = endOf(field, carer)
    let node = whole(to.next, startOf(field, carer))
    while (node !== end) {
      to.route[node] = -1
      node = whole(to.next, node)
    }
  }
  for (let at = 0; at < touchedCount; at++) copyRoute(field, from, to, whole(touched, at))
  to.peak = from.peak
}

function copyRoute(field: Field, from: State, to: State, carer: number): void {
  const end = endOf(field, carer)
  let node = startOf(field, carer)
  let before = -1
  for (;;) {
    if (before >= 0) to.prev[node] = before
    to.route[node] = carer
    to.start[node] = real(from.start, node)
    to.late[node] = real(from.late, node)
    to.entry[node] = whole(from.entry, node)
    to.exit[node] = whole(from.exit, node)
    if (node === end) break
    before = node
    node = whole(from.next, node)
    to.next[before] = node
  }
  to.load[carer] = real(from.load, carer)
  to.care[carer] = real(from.care, carer)
  to.work[carer] = real(from.work, carer)
  to.size[carer] = whole(from.size, carer)
  to.calls[carer] = whole(from.calls, carer)
  to.price[carer] = real(from.price, carer)
  to.worst[carer] = real(from.worst, carer)
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
