/**
 * A problem as flat arrays, which is all that the search sees.
 *
 * Nodes are the tasks 0…tasks−1 (parts of visits, rounds of meals, breaks), then for each carer the node where she
 * starts and the node where she ends. Minutes everywhere.
 */
export interface Field {
  readonly tasks: number
  readonly carers: number
  readonly nodes: number
  readonly places: number
  readonly profiles: number
  /** Where a node is entered and where it is left: they differ for a round of meals. */
  readonly entry: Int32Array
  readonly exit: Int32Array
  readonly ready: Float64Array
  readonly due: Float64Array
  readonly last: Float64Array
  /** Minutes at a node, by node and travel profile. */
  readonly service: Float64Array
  readonly profileOf: Int32Array
  /** Minutes of travel, by profile, from, to. */
  readonly travel: Float64Array
  readonly load: Float64Array
  readonly capacity: Float64Array
  readonly maxWork: Float64Array
  readonly costPerMinute: Float64Array
  readonly fixed: Float64Array
  /** The other part of the visit, or −1. */
  readonly partner: Int32Array
  /** The partner starts no earlier than this many minutes after me. */
  readonly push: Float64Array
  /** What it costs that a carer does a task, by task and carer; infinite where she may not. */
  readonly assign: Float64Array
  readonly unserved: Float64Array
  /** True for a break, which is taken where its carer is. */
  readonly isBreak: Uint8Array
  /** The carer whose break a task is, wherever it is taken, or −1. Who makes no calls needs no break and no route. */
  readonly restOf: Int32Array
  /** Carers who are alike in everything share a number. */
  readonly classOf: Int32Array
  /** The nearest tasks of each task, `reach` of them. */
  readonly near: Int32Array
  readonly reach: number
  /** Carers whose routes are always worth a look for a task, `kinReach` of them, filled up with −1. */
  readonly kin: Int32Array
  readonly lateness: number
  readonly greatestLateness: number
  readonly overtime: number
  /** The fairness weight over the sum of care minutes. */
  readonly fairness: number
  /** Some start may be late, or some minute overtime. */
  readonly isSoft: boolean
  /** When a task started in the plan before, or none; moving it further than `sameTime` costs `shift`. */
  readonly was: Float64Array
  readonly shift: number
  readonly fleetFirst: boolean
  readonly hasPairs: boolean
  readonly hasLast: boolean
}

export function startOf(field: Field, carer: number): number {
  return field.tasks + 2 * carer
}

export function endOf(field: Field, carer: number): number {
  return field.tasks + 2 * carer + 1
}

/** How many carers are looked at for a task for their own sake, not for that of a stop nearby. */
export const kinReach = 8

/** Minutes by which a start may differ from the plan before without being called another time. */
export const sameTime = 15
