import { endOf, type Field, startOf } from '#dispatch/field'
import { real, whole } from '#dispatch/numbers'
import { peakOf, priceRoute } from '#dispatch/price'
import { type State, touch } from '#dispatch/state'
import { retimeAll } from '#dispatch/timing'

/**
 * Times anew what a removal has changed, and no more. The two parts of a pair are timed together, each from what comes
 * before it in its own route; whatever starts at another minute than before passes this on to the stop behind it. Parts
 * never wait for each other in a ring, so the changes run out.
 */
export function retimeTouched(field: Field, state: State): void {
  const { touched } = state
  // Routes of partners are touched on the way; they are walked from where they change only.
  const { touchedCount: walked } = state
  let depth = 0
  for (let at = 0; at < walked; at++) {
    const end = endOf(field, whole(touched, at))
    let node = startOf(field, whole(touched, at))
    while (node !== end) {
      node = whole(state.next, node)
      depth = relaxStart(field, state, node, depth)
    }
  }
  if (!settleStarts(field, state, depth)) {
    settleAfresh(field, state)
    return
  }
  for (let at = 0; at < walked; at++) sumRoute(field, state, whole(touched, at))
  if (field.hasLast) for (let at = 0; at < walked; at++) relaxLates(field, state, whole(touched, at))
  for (let at = 0; at < state.touchedCount; at++) priceRoute(field, state, whole(touched, at))
  state.peak = peakOf(field, state)
}

/** All of it from nothing: where the changes were more than there is room to note. */
function settleAfresh(field: Field, state: State): void {
  if (!retimeAll(field, state)) throw new Error('a plan with less in it cannot be timed')
  for (let carer = 0; carer < field.carers; carer++) {
    touch(state, carer)
    priceRoute(field, state, carer)
  }
}

/** Empties the stack of nodes to look at; false when there are more than it can hold. */
function settleStarts(field: Field, state: State, first: number): boolean {
  const { stackNode } = state
  const room = stackNode.length - 4
  let depth = first
  while (depth > 0) {
    if (depth > room) return false
    depth--
    depth = relaxStart(field, state, whole(stackNode, depth), depth)
  }
  return true
}

/** The earliest start that the stop before allows. */
function arrival(field: Field, state: State, node: number): number {
  const before = whole(state.prev, node)
  const profile = whole(field.profileOf, whole(state.route, node))
  const row = (profile * field.places + whole(state.exit, before)) * field.places
  const free = real(state.start, before) + real(field.service, before * field.profiles + profile)
  const comes = free + real(field.travel, row + whole(state.entry, node))
  const opens = real(field.ready, node)
  return comes < opens ? opens : comes
}

function relaxStart(field: Field, state: State, node: number, depth: number): number {
  const own = arrival(field, state, node)
  if (node >= field.tasks) {
    state.start[node] = own
    return depth
  }
  const other = whole(field.partner, node)
  if (other < 0 || whole(state.route, other) < 0) return writeStart(state, node, own, depth)
  const theirs = arrival(field, state, other)
  const pulled = theirs + real(field.push, other)
  const pushed = own + real(field.push, node)
  const to = writeStart(state, node, own < pulled ? pulled : own, depth)
  return writeStart(state, other, theirs < pushed ? pushed : theirs, to)
}

function writeStart(state: State, node: number, at: number, depth: number): number {
  const was = real(state.start, node)
  state.start[node] = at
  if (at - was < 1e-9 && was - at < 1e-9) return depth
  touch(state, whole(state.route, node))
  state.stackNode[depth] = whole(state.next, node)
  return depth + 1
}

/** Load, care and work of a route, and how many stops it has. */
export function sumRoute(field: Field, state: State, carer: number): void {
  const { places, profiles, travel } = field
  const profile = whole(field.profileOf, carer)
  const table = profile * places * places
  const end = endOf(field, carer)
  let node = startOf(field, carer)
  let load = 0
  let care = 0
  let way = 0
  let size = 0
  let calls = 0
  while (node !== end) {
    const after = whole(state.next, node)
    way += real(travel, table + whole(state.exit, node) * places + whole(state.entry, after))
    if (after !== end) {
      load += real(field.load, after)
      care += real(field.service, after * profiles + profile)
      size++
      if (whole(field.restOf, after) < 0) calls++
    }
    node = after
  }
  state.load[carer] = load
  state.care[carer] = care
  state.work[carer] = way + care
  state.size[carer] = size
  state.calls[carer] = calls
}

/** The latest starts of a route from its end, and of whatever else depends on them. */
export function relaxLates(field: Field, state: State, carer: number): void {
  const { stackNode } = state
  const room = stackNode.length - 4
  const end = endOf(field, carer)
  const first = startOf(field, carer)
  state.late[end] = real(field.last, end)
  let depth = 0
  for (let node = whole(state.prev, end); node !== first; node = whole(state.prev, node)) {
    depth = relaxLate(field, state, node, depth)
  }
  while (depth > 0) {
    // A latest start that is not carried on stays too early or too late; trials are measured by their delays anyway.
    if (depth > room) return
    depth--
    depth = relaxLate(field, state, whole(stackNode, depth), depth)
  }
}

/** The latest start that the stop behind allows. */
function bound(field: Field, state: State, node: number): number {
  const after = whole(state.next, node)
  const profile = whole(field.profileOf, whole(state.route, node))
  const row = (profile * field.places + whole(state.exit, node)) * field.places
  const way = real(field.travel, row + whole(state.entry, after))
  const latest = real(state.late, after) - way - real(field.service, node * field.profiles + profile)
  const closes = real(field.last, node)
  return latest > closes ? closes : latest
}

function relaxLate(field: Field, state: State, node: number, depth: number): number {
  // Where a route starts there is nothing that could come earlier.
  if (node >= field.tasks) return depth
  const own = bound(field, state, node)
  const other = whole(field.partner, node)
  if (other < 0 || whole(state.route, other) < 0) return writeLate(state, node, own, depth)
  const theirs = bound(field, state, other)
  const mine = theirs - real(field.push, node)
  const its = own - real(field.push, other)
  const to = writeLate(state, node, own > mine ? mine : own, depth)
  return writeLate(state, other, theirs > its ? its : theirs, to)
}

function writeLate(state: State, node: number, at: number, depth: number): number {
  const was = real(state.late, node)
  state.late[node] = at
  if (was === at || (at - was < 1e-9 && was - at < 1e-9)) return depth
  touch(state, whole(state.route, node))
  state.stackNode[depth] = whole(state.prev, node)
  return depth + 1
}
