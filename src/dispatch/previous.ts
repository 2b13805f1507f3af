import type { StatedPlan } from '#dispatch/check/answer'
import type { Compiled } from '#dispatch/compile'
import type { PartBefore, PartsBefore } from '#dispatch/plan'
import { endOf, startOf } from '#dispatch/field'
import { type Snapshot, snapshotOf } from '#dispatch/search'
import { emptyState, link, type State, unlink } from '#dispatch/state'
import { retimeAll } from '#dispatch/timing'

/** By visit or meal, who did each part in a plan, and when: what the stability term compares with. */
export function partsOf(plan: StatedPlan): PartsBefore {
  const found = new Map<string, PartBefore[]>()
  for (const { carer, stops } of plan.routes) {
    for (const { kind, id, part, start } of stops) {
      if (kind !== 'visit' && kind !== 'meal') continue
      const list = found.get(id) ?? []
      list[part] = { carer, start }
      found.set(id, list)
    }
  }
  return found
}

/** As much of a plan as still holds for a problem that has changed: where a search may begin. */
export function startFrom(compiled: Compiled, plan: StatedPlan): Snapshot {
  const { field, tasks, carers } = compiled
  const state = emptyState(field)
  const numbers = new Map<string, number>()
  tasks.forEach((task, node) => {
    if (task.kind === 'visit') numbers.set(`visit/${task.visit.id}/${task.part}`, node)
    else if (task.kind === 'break') numbers.set(`break/${task.carer.id}/${task.index}`, node)
    else numbers.set(`meal/${task.round.stops[0]?.meal.id ?? ''}/0`, node)
  })
  for (const route of plan.routes) {
    const carer = carers.findIndex(({ id }) => id === route.carer)
    if (carer < 0) continue
    let behind = startOf(field, carer)
    let isWhole = true
    for (const { kind, id, part, place } of route.stops) {
      const node = numbers.get(`${kind}/${id}/${part}`)
      const mayCome = node !== undefined && (field.assign[node * field.carers + carer] ?? Infinity) < Infinity
      if (node === undefined || !mayCome || (state.route[node] ?? -1) >= 0) {
        // A canteen and the later meals of a round are part of the round's one task.
        isWhole &&= kind === 'canteen' || (kind === 'meal' && !mayCome)
        continue
      }
      link(field, state, node, behind)
      // A break stays where the plan has it, as long as all that led there still holds.
      const here = isWhole && field.isBreak[node] === 1 ? compiled.places.indexOf(place) : -1
      if (here >= 0) state.entry[node] = state.exit[node] = here
      behind = node
    }
  }
  dropHalves(compiled, state)
  if (!retimeAll(field, state)) return snapshotOf(emptyState(field), Infinity)
  for (let node = firstBroken(compiled, state); node >= 0; node = firstBroken(compiled, state)) {
    unlink(state, node)
    dropHalves(compiled, state)
    if (!retimeAll(field, state)) return snapshotOf(emptyState(field), Infinity)
  }
  return snapshotOf(state, Infinity)
}

/** Takes out the part of a pair whose other part has no carer any more. */
function dropHalves({ field }: Compiled, state: State): void {
  for (let task = 0; task < field.tasks; task++) {
    const other = field.partner[task] ?? -1
    if (other >= 0 && (state.route[task] ?? -1) >= 0 && (state.route[other] ?? -1) < 0) unlink(state, task)
  }
}

/** A task that starts too late, or the last one of a route that is too long or too heavy; −1 when there is none. */
function firstBroken({ field }: Compiled, state: State): number {
  for (let task = 0; task < field.tasks; task++) {
    const placed = (state.route[task] ?? -1) >= 0
    if (placed && (state.start[task] ?? 0) > (field.last[task] ?? Infinity) + 1e-9) return task
  }
  for (let carer = 0; carer < field.carers; carer++) {
    const end = endOf(field, carer)
    const long =
      (state.start[end] ?? 0) > (field.last[end] ?? Infinity) + 1e-9 ||
      (state.work[carer] ?? 0) > (field.maxWork[carer] ?? Infinity) + 1e-9 ||
      (state.load[carer] ?? 0) > (field.capacity[carer] ?? Infinity) + 1e-9
    if (long && (state.size[carer] ?? 0) > 0) return state.prev[end] ?? -1
  }
  return -1
}
