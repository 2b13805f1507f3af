import { kinReach } from '#dispatch/field'
import type { Carer } from '#dispatch/problem'

/** Numbers the carers so that those alike share a number: of several idle ones, the search tries one. */
export function classesOf(carers: readonly Carer[], tasks: number, assign: Float64Array): Int32Array {
  const alike = new Map<string, number[]>()
  const classes = new Int32Array(carers.length)
  carers.forEach((carer, who) => {
    const key = JSON.stringify({ ...carer, id: '' })
    const group = alike.get(key) ?? []
    alike.set(key, group)
    const twin = group.find((other) => costTheSame(carers.length, tasks, assign, who, other))
    classes[who] = twin ?? who
    if (twin === undefined) group.push(who)
  })
  return classes
}

function costTheSame(carers: number, tasks: number, assign: Float64Array, one: number, other: number): boolean {
  for (let task = 0; task < tasks; task++) {
    if (assign[task * carers + one] !== assign[task * carers + other]) return false
  }
  return true
}

interface Nearness {
  readonly count: number
  readonly reach: number
  readonly entry: Int32Array
  readonly exit: Int32Array
  readonly travel: Float64Array
  readonly places: number
}

/** The nearest tasks of each task by the first mode, the nearest first. Tasks at one place share the work. */
export function nearTasks({ count, reach, entry, exit, travel, places }: Nearness): Int32Array {
  const near = new Int32Array(count * reach)
  const at = Array.from({ length: places }, (): number[] => [])
  for (let task = 0; task < count; task++) at[entry[task] ?? 0]?.push(task)
  const orders = new Map<number, readonly number[]>()
  for (let task = 0; task < count; task++) {
    const from = exit[task] ?? 0
    const order = orders.get(from) ?? nearFrom(travel.subarray(from * places, (from + 1) * places), at, reach + 1)
    orders.set(from, order)
    let to = task * reach
    for (const other of order) if (other !== task && to < (task + 1) * reach) near[to++] = other
  }
  return near
}

/** The tasks in the order of their way from a place, at least so many of them. */
function nearFrom(way: Float64Array, at: readonly (readonly number[])[], least: number): readonly number[] {
  const found: number[] = []
  const order = Array.from(way.keys())
    .filter((place) => (at[place]?.length ?? 0) > 0)
    .sort((a, b) => (way[a] ?? 0) - (way[b] ?? 0) || a - b)
  for (const place of order) {
    if (found.length >= least) break
    found.push(...(at[place] ?? []))
  }
  return found
}

interface Kinship {
  readonly count: number
  readonly carers: number
  readonly entry: Int32Array
  readonly travel: Float64Array
  readonly places: number
  readonly assign: Float64Array
  readonly profileOf: Int32Array
}

/**
 * For each task `kinReach` carers whose routes are always worth a look: those to whom it falls more cheaply than to most
 * (the usual one, the one of the plan before), then those who start nearest to it. Filled up with −1.
 */
export function nearCarers({ count, carers, entry, travel, places, assign, profileOf }: Kinship): Int32Array {
  const kin = new Int32Array(count * kinReach).fill(-1)
  const keys = new Float64Array(kinReach)
  for (let task = 0; task < count; task++) {
    const row = assign.subarray(task * carers, (task + 1) * carers)
    const dearest = row.reduce((most, cost) => (cost < Infinity && cost > most ? cost : most), 0)
    keys.fill(Infinity)
    row.forEach((cost, carer) => {
      if (cost === Infinity) return
      const from = ((profileOf[carer] ?? 0) * places + (entry[count + 2 * carer] ?? 0)) * places
      const key = (travel[from + (entry[task] ?? 0)] ?? Infinity) - (dearest - cost) * favour
      let at = kinReach
      while (at > 0 && key < (keys[at - 1] ?? 0)) at--
      if (at === kinReach) return
      keys.copyWithin(at + 1, at, kinReach - 1)
      keys[at] = key
      const base = task * kinReach
      kin.copyWithin(base + at + 1, base + at, base + kinReach - 1)
      kin[base + at] = carer
    })
  }
  return kin
}

/** A carer to whom a task falls more cheaply goes before all who are only near. */
const favour = 1e3
