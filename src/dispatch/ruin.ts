import type { Field } from '#dispatch/field'
import { endOf, startOf } from '#dispatch/field'
import { real, whole } from '#dispatch/numbers'
import { peakOf, priceRoute } from '#dispatch/price'
import { retimeTouched } from '#dispatch/relax'
import { type State, touch, unlink } from '#dispatch/state'
import { timeRoute, timeRouteBack } from '#dispatch/timing'
import type { Random } from '#kernel/random'

/** The visits that stand outside all routes, each once: a pair by its first part. */
export interface Absent {
  readonly tasks: Int32Array
  count: number
}

export interface Ruin {
  readonly random: Random
  /** About so many tasks are taken out at a time, in strings of at most `longest`. */
  readonly about: number
  readonly longest: number
  /** In so many of the rounds two strings of any length are taken out, whole routes among them. */
  readonly wide: number
}

export function newRuin(random: Random): Ruin {
  return { random, about: 10, longest: 10, wide: 0.05 }
}

/** How often the absent have found no place so far, in sum: whoever has waited long is let in for one who has not. */
export function missesOf(absent: Absent, misses: Float64Array): number {
  let sum = 0
  for (let at = 0; at < absent.count; at++) sum += real(misses, whole(absent.tasks, at))
  return sum
}

/** Counts one more round without a place for each of the absent. */
export function countMisses(absent: Absent, misses: Float64Array): void {
  for (let at = 0; at < absent.count; at++) {
    const task = whole(absent.tasks, at)
    misses[task] = real(misses, task) + 1
  }
}

/** True for the part of a visit that stands for the whole. */
export function isLead(field: Field, task: number): boolean {
  const other = whole(field.partner, task)
  return other < 0 || task < other
}

function takeOut(field: Field, state: State, task: number, absent: Absent): void {
  const carer = whole(state.route, task)
  if (carer < 0) return
  touch(state, carer)
  unlink(state, task)
  if (isLead(field, task)) absent.tasks[absent.count++] = task
  const other = whole(field.partner, task)
  if (other >= 0) takeOut(field, state, other, absent)
}

/**
 * Takes out strings of neighbouring stops from routes near to each other: the room this makes is where something better
 * can stand. `around` is the task they are near to, any one by chance when it is −1. After Christiaens and Vanden Berghe,
 * Slack induction by string removals; beyond them, some rounds know no longest string, since a route longer than that is
 * otherwise never emptied, and two routes never become one. The state must have no touched routes.
 */
export function ruinStrings(field: Field, state: State, ruin: Ruin, absent: Absent, around = -1): void {
  const { random } = ruin
  const { tasks, near, reach } = field
  if (tasks === 0) return
  let used = 0
  let placed = 0
  for (let carer = 0; carer < field.carers; carer++) {
    const size = whole(state.size, carer)
    if (size > 0) used++
    placed += size
  }
  const seed = around < 0 ? random.int(0, tasks - 1) : around
  if (used > 0) {
    // Where room is made for one who is left out, a whole route more would only have to be put together again.
    const isWide = random.next() < ruin.wide && around < 0
    const longest = isWide ? Infinity : Math.min(ruin.longest, placed / used)
    const strings = isWide ? 2 : Math.floor(random.next() * ((4 * ruin.about) / (1 + longest))) + 1
    let cut = 0
    for (let at = -1; at < reach && cut < strings; at++) {
      const task = at < 0 ? seed : whole(near, seed * reach + at)
      const carer = whole(state.route, task)
      if (carer < 0 || state.isTouched[carer] === 1) continue
      const size = whole(state.size, carer)
      const length = Math.floor(random.next() * Math.min(size, longest)) + 1
      cutString(field, state, task, carer, length, ruin, absent)
      cut++
    }
  }
  retime(field, state)
}

function cutString(
  field: Field,
  state: State,
  task: number,
  carer: number,
  length: number,
  ruin: Ruin,
  absent: Absent,
): void {
  const { random } = ruin
  const size = whole(state.size, carer)
  let kept = 0
  if (length > 1 && length < size && random.next() < 0.5) {
    kept = 1
    while (length + kept < size && random.next() > 0.01) kept++
  }
  const span = Math.min(size, length + kept)
  const back = random.int(0, span - 1)
  let from = task
  for (let step = 0; step < back && whole(state.prev, from) < field.tasks; step++) from = whole(state.prev, from)
  const keptFrom = kept > 0 ? random.int(1, Math.max(1, span - kept - 1)) : span
  let node = from
  for (let step = 0; step < span && node < field.tasks; step++) {
    const after = whole(state.next, node)
    const isKept = step >= keptFrom && step < keptFrom + kept
    // The other part of a pair never stands in the same route, so what comes after is still there.
    if (!isKept) takeOut(field, state, node, absent)
    node = after
  }
  dropPauses(field, state, carer, absent)
}

/** A break is taken where the carer is; once the stop before it is gone, it is placed anew. */
function dropPauses(field: Field, state: State, carer: number, absent: Absent): void {
  const end = endOf(field, carer)
  let node = whole(state.next, startOf(field, carer))
  while (node !== end) {
    const after = whole(state.next, node)
    const here = whole(state.exit, whole(state.prev, node))
    if (field.isBreak[node] === 1 && whole(state.entry, node) !== here) takeOut(field, state, node, absent)
    node = after
  }
}

/** Takes out the whole route of a carer. */
export function ruinRoute(field: Field, state: State, carer: number, absent: Absent): void {
  const end = endOf(field, carer)
  let node = whole(state.next, startOf(field, carer))
  while (node !== end) {
    const after = whole(state.next, node)
    takeOut(field, state, node, absent)
    node = after
  }
  retime(field, state)
}

function retime(field: Field, state: State): void {
  if (field.hasPairs) {
    retimeTouched(field, state)
    return
  }
  for (let at = 0; at < state.touchedCount; at++) {
    const carer = whole(state.touched, at)
    timeRoute(field, state, carer)
    if (field.hasLast) timeRouteBack(field, state, carer)
    priceRoute(field, state, carer)
  }
  state.peak = peakOf(field, state)
}

/** Puts the absent in an order for coming back: by chance, by size, by distance or by window. */
export function orderAbsent(field: Field, absent: Absent, keys: Float64Array, random: Random): void {
  const { tasks } = absent
  const draw = random.int(0, 16)
  for (let at = 0; at < absent.count; at++) {
    const task = whole(tasks, at)
    keys[task] = keyOf(field, task, draw, random)
  }
  // Few are absent at a time, and an insertion sort needs no memory.
  for (let at = 1; at < absent.count; at++) {
    const task = whole(tasks, at)
    const key = real(keys, task)
    let to = at
    while (to > 0 && real(keys, whole(tasks, to - 1)) > key) {
      tasks[to] = whole(tasks, to - 1)
      to--
    }
    tasks[to] = task
  }
}

function keyOf(field: Field, task: number, draw: number, random: Random): number {
  const pairs = whole(field.partner, task) >= 0 ? -1e6 : 0
  if (draw < 5) return random.next()
  if (draw < 8) return pairs - real(field.load, task) - real(field.service, task * field.profiles) * 1e-3
  if (draw < 10) return -real(field.travel, whole(field.exit, field.tasks) * field.places + whole(field.entry, task))
  if (draw < 11) return real(field.travel, whole(field.exit, field.tasks) * field.places + whole(field.entry, task))
  if (draw < 13) return pairs + real(field.due, task) - real(field.ready, task)
  if (draw < 15) return real(field.ready, task)
  return -real(field.due, task)
}
