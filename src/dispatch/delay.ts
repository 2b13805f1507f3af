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
 * The cost of delaying a node along its own route, without a trace. It is all that the delay costs unless a partner is
 * delayed too; then the answer is −1 and the caller has to try in earnest. Infinite when something would start too late
 * or when this much alone costs `most` or more.
 */
export function delayAlone(field: Field, state: State, first: number, at: number, peak: number, most: number): number {
  const { tasks, places, travel, service, profiles, partner, due, last } = field
  const { next, start, entry, exit, route } = state
  const profile = whole(field.profileOf, whole(route, first))
  const table = profile * places * places
  let node = first
  let to = at
  let highest = peak
  let cost = 0
  let reachesOthers = false
  while (to > real(start, node) + 1e-9) {
    if (to > real(last, node) + 1e-9) return Infinity
    const closes = real(due, node)
    if (to > closes) {
      const before = real(start, node)
      const more = to - (before > closes ? before : closes)
      cost += more * (node < tasks ? field.lateness : field.overtime)
      if (node < tasks && to - closes > highest) highest = to - closes
    }
    if (cost + field.greatestLateness * (highest - peak) >= most) return Infinity
    if (node >= tasks) break
    const other = whole(partner, node)
    if (other >= 0 && whole(route, other) >= 0) reachesOthers = true
    const after = whole(next, node)
    to +=
      real(service, node * profiles + profile) + real(travel, table + whole(exit, node) * places + whole(entry, after))
    node = after
  }
  return reachesOthers ? -1 : cost + field.greatestLateness * (highest - peak)
}
