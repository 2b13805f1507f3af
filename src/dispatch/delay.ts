import type { Field } from '#dispatch/field'
import { real, whole } from '#dispatch/numbers'
import type { State } from '#dispatch/state'

/**
 * Starts a node no earlier than a given minute and carries the delay on along its route and to partners, writing the
 * new starts and keeping the old ones in the log. Gives the cost of the delay, or infinity when something would start
 * too late, when a guarded node would be delayed (parts would wait for each other in a ring) when it never settles, or
 * when it costs `most` or more.
 */
export function delay(
  field: Field,
  state: State,
  first: number,
  at: number,
  guard: number,
  guard2: number,
  most: number,
): number {
  const { tasks, places, travel, service, profiles, partner, push, due, last } = field
  const { next, start, entry, exit, route, stackNode, stackStart, logNode, logStart } = state
  const room = logNode.length - 4
  let cost = 0
  let depth = 1
  stackNode[0] = first
  stackStart[0] = at
  while (depth > 0) {
    depth--
    const node = whole(stackNode, depth)
    const to = real(stackStart, depth)
    const from = real(start, node)
    if (to <= from + 1e-9) continue
    if (node === guard || node === guard2 || to > real(last, node) + 1e-9 || state.logged > room) return Infinity
    logNode[state.logged] = node
    logStart[state.logged] = from
    state.logged++
    start[node] = to
    const over = to - real(due, node)
    if (over > 0) {
      const before = from - real(due, node)
      const weight = node < tasks ? field.lateness : field.overtime
      cost += weight * (before > 0 ? over - before : over)
      if (node < tasks && over > state.peak) {
        cost += field.greatestLateness * (over - state.peak)
        state.peak = over
      }
      if (cost >= most) return Infinity
    }
    if (node >= tasks) continue
    const carer = whole(route, node)
    const profile = whole(field.profileOf, carer)
    const after = whole(next, node)
    const way = real(travel, (profile * places + whole(exit, node)) * places + whole(entry, after))
    stackNode[depth] = after
    stackStart[depth] = to + real(service, node * profiles + profile) + way
    depth++
    const other = whole(partner, node)
    if (other >= 0 && whole(route, other) >= 0) {
      stackNode[depth] = other
      stackStart[depth] = to + real(push, node)
      depth++
    }
  }
  return cost
}

/** Takes back what was delayed since the log held `mark` entries. */
export function takeBack(state: State, mark: number, peak: number): void {
  const { logNode, logStart, start } = state
  for (let at = state.logged - 1; at >= mark; at--) start[whole(logNode, at)] = real(logStart, at)
  state.logged = mark
  state.peak = peak
}

/**
 * The cost of delaying a node, without a trace, as long as only its own route is concerned; −1 as soon as a partner
 * would be delayed too, so that the caller tries in earnest.
 */
export function delayAlone(field: Field, state: State, first: number, at: number, peak: number): number {
  const { tasks, places, travel, service, profiles, partner, due, last } = field
  const { next, start, entry, exit, route } = state
  const profile = whole(field.profileOf, whole(route, first))
  const table = profile * places * places
  let node = first
  let to = at
  let highest = peak
  let cost = 0
  while (to > real(start, node) + 1e-9) {
    if (to > real(last, node) + 1e-9) return Infinity
    const closes = real(due, node)
    if (to > closes) {
      const before = real(start, node)
      const more = to - (before > closes ? before : closes)
      if (node >= tasks) return cost + more * field.overtime + field.greatestLateness * (highest - peak)
      cost += more * field.lateness
      if (to - closes > highest) highest = to - closes
    }
    if (node >= tasks) break
    const other = whole(partner, node)
    if (other >= 0 && whole(route, other) >= 0) return -1
    const after = whole(next, node)
    to +=
      real(service, node * profiles + profile) + real(travel, table + whole(exit, node) * places + whole(entry, after))
    node = after
  }
  return cost + field.greatestLateness * (highest - peak)
}
