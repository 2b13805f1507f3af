import { type Compiled, compile } from '#dispatch/compile'
import { extractPlan } from '#dispatch/extract'
import { type Fault, readFaults } from '#dispatch/faults'
import type { StatedPlan } from '#dispatch/check/answer'
import type { Plan, Unserved } from '#dispatch/plan'
import { partsOf, startFrom } from '#dispatch/previous'
import type { Problem } from '#dispatch/problem'
import { type Limit, restore, search, type SearchOptions, type Snapshot, snapshotOf } from '#dispatch/search'
import { emptyState } from '#dispatch/state'
import { seededRandom } from '#kernel/random'

/** How to search: which chance, how long, and from where. */
export interface PlanOptions {
  readonly seed: number
  readonly limit: Limit
  /** The plan in force. The search begins from what still holds of it, and stability is weighed against it. */
  readonly before?: StatedPlan | undefined
  readonly exchange?: SearchOptions['exchange'] | undefined
}

export interface Planned {
  readonly plan: Plan
  /** What in the problem could not be planned with; the rest is planned. */
  readonly faults: readonly Fault[]
  readonly rounds: number
}

export interface Prepared {
  readonly compiled: Compiled
  readonly faults: readonly Fault[]
}

/** A plan in force is searched around coolly, so that what is near to it is found first. */
const warmthNearBefore = 0.05

/** Takes the faults out of a problem and lays it out for the search. */
export function prepare(problem: Problem, before?: StatedPlan): Prepared {
  const sound = readFaults(problem)
  return { compiled: compile(sound.problem, before === undefined ? new Map() : partsOf(before)), faults: sound.faults }
}

/** One search over a prepared problem; the snapshot can be handed to another thread. */
export function searchPrepared(
  { compiled }: Prepared,
  options: PlanOptions,
): { readonly best: Snapshot; readonly rounds: number } {
  const { seed, limit, before, exchange } = options
  const found = search(compiled.field, {
    random: seededRandom(seed),
    limit,
    ...(before === undefined ? {} : { from: startFrom(compiled, before), warmth: warmthNearBefore }),
    ...(exchange === undefined ? {} : { exchange }),
  })
  return { best: snapshotOf(found.best, found.cost), rounds: found.rounds }
}

/** The plan that a snapshot of a prepared problem stands for. */
export function planOf({ compiled, faults }: Prepared, best: Snapshot, before?: StatedPlan): Plan {
  const state = emptyState(compiled.field)
  restore(compiled.field, best, state)
  const plan = extractPlan(compiled, state, before)
  return { ...plan, unserved: [...plan.unserved, ...faulty(faults)] }
}

/** Visits and meals that were taken out for their faults, each once; of two with one id the first is planned. */
function faulty(faults: readonly Fault[]): readonly Unserved[] {
  const asked = faults.filter(({ kind, code }) => (kind === 'visit' || kind === 'meal') && code !== 'duplicate-id')
  const first = new Map(asked.toReversed().map(({ id, code }) => [id, code]))
  return [...first].map(([id, fault]) => ({ id, reason: { code: 'cannot-be-planned', fault } }))
}

/**
 * Plans a day: routes, times, what is left out and why, and the cost by term. The same problem, seed and count of rounds
 * give the same plan, in whatever order the problem lists its things.
 */
export function makePlan(problem: Problem, options: PlanOptions): Planned {
  const prepared = prepare(problem, options.before)
  const { best, rounds } = searchPrepared(prepared, options)
  return { plan: planOf(prepared, best, options.before), faults: prepared.faults, rounds }
}

/** A limit that counts rounds: the same on every machine. */
export function roundLimit(most: number): Limit {
  return { spent: (rounds) => rounds / most }
}

/** A limit by a clock that reads seconds. */
export function clockLimit(seconds: number, clock: () => number): Limit {
  const from = clock()
  return { spent: () => (seconds > 0 ? (clock() - from) / seconds : 1) }
}
