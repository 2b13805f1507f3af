import { endOf, type Field, startOf } from '#dispatch/field'
import { real, whole } from '#dispatch/numbers'
import type { State } from '#dispatch/state'

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
  let calls = 0
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
      if (whole(field.restOf, after) < 0) calls++
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
  state.calls[carer] = calls
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
