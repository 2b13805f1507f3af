import { type Compiled, hasSkills } from '#dispatch/compile'
import { endOf, startOf } from '#dispatch/field'
import type { UnservedReason } from '#dispatch/plan'
import type { State } from '#dispatch/state'

/** Why a task stands outside all routes: the reason that came nearest to being none. */
export function nearestReason(compiled: Compiled, state: State, node: number): UnservedReason {
  const { field, carers } = compiled
  const all = carers.map((_, carer) => carer)
  const nobody = nobodyFor(compiled, node, all)
  if (nobody !== undefined) return nobody
  let nearest: { readonly reason: UnservedReason; readonly by: number } | undefined
  for (const carer of all) {
    if (!allows(compiled, node, carer)) continue
    const miss = missOf(compiled, state, node, carer)
    if (miss === undefined) return { code: 'dearer-than-leaving-out' }
    if (nearest === undefined || miss.by < nearest.by) nearest = miss
  }
  if (nearest === undefined) throw new Error(`no carer was tried for ${field.tasks} tasks`)
  return nearest.reason
}

function allows({ field }: Compiled, node: number, carer: number): boolean {
  return (field.assign[node * field.carers + carer] ?? Infinity) < Infinity
}

/** Why none of these carers may do a task, by skill, refusal or lock; undefined when one of them may. */
export function nobodyFor(compiled: Compiled, node: number, among: readonly number[]): UnservedReason | undefined {
  return among.some((carer) => allows(compiled, node, carer)) ? undefined : nobodyAllowed(compiled, node, among)
}

function nobodyAllowed({ tasks, carers }: Compiled, node: number, among: readonly number[]): UnservedReason {
  const task = tasks[node]
  const asked = carers.filter((_, carer) => among.includes(carer))
  if (task?.kind === 'round' && asked.some((carer) => hasSkills(carer, task.round))) {
    return { code: 'nobody-brings-it-warm' }
  }
  if (task?.kind !== 'visit') return { code: 'no-carer-has-the-skills', part: 0 }
  const { visit, part } = task
  const locked = visit.locked?.[part]
  if (locked !== undefined) return { code: 'locked-carer-cannot', carer: locked }
  const skilled = asked.some((carer) => hasSkills(carer, visit.parts[part] ?? { skills: [] }))
  return { code: skilled ? 'only-refused-carers-have-the-skills' : 'no-carer-has-the-skills', part }
}

/** By how much a carer misses a task at her best place for it; undefined when nothing is in the way. */
export function missOf(
  compiled: Compiled,
  state: State,
  node: number,
  carer: number,
): { readonly reason: UnservedReason; readonly by: number } | undefined {
  const { field, carers } = compiled
  const id = carers[carer]?.id ?? ''
  if ((state.load[carer] ?? 0) + (field.load[node] ?? 0) > (field.capacity[carer] ?? Infinity)) {
    return { reason: { code: 'no-capacity', carer: id }, by: 1e6 }
  }
  const profile = field.profileOf[carer] ?? 0
  const minutes = field.service[node * field.profiles + profile] ?? 0
  const way = (from: number, to: number): number =>
    field.travel[(profile * field.places + from) * field.places + to] ?? Infinity
  const over = (state.work[carer] ?? 0) + minutes - (field.maxWork[carer] ?? Infinity)
  let best: { readonly reason: UnservedReason; readonly by: number } | undefined
  const end = endOf(field, carer)
  for (let before = startOf(field, carer); before !== end; before = state.next[before] ?? end) {
    const after = state.next[before] ?? end
    const free = (state.start[before] ?? 0) + (field.service[before * field.profiles + profile] ?? 0)
    const at = Math.max(free + way(state.exit[before] ?? 0, state.entry[node] ?? 0), field.ready[node] ?? 0)
    const late = at - (field.last[node] ?? Infinity)
    const reaches = at + minutes + way(state.exit[node] ?? 0, state.entry[after] ?? 0)
    const behind = Math.max(reaches - (state.late[after] ?? Infinity), over)
    if (late <= 1e-9 && behind <= 1e-9) return undefined
    const by = Math.max(late, behind)
    if (best !== undefined && best.by <= by) continue
    best =
      late > behind
        ? { reason: { code: 'nobody-arrives-in-time', carer: id, minutesLate: Math.ceil(late) }, by }
        : { reason: { code: 'no-room-in-any-shift', carer: id, minutesOver: Math.ceil(behind) }, by }
  }
  return best
}
