/**
 * The dispatcher: who goes to whom, when, on one day of a county.
 *
 * A `Problem` (carers with skills, shifts and breaks; visits by one carer or two, at once or in sequence; meals to be
 * handed over warm; ways) becomes a `Plan` (routes, times, what is left out and the nearest reason, the cost by term, and
 * what is different from the plan before). `makePlan` builds a plan and then searches until its limit: it takes strings
 * of neighbouring stops out and puts them back where they cost least, accepting a worse plan now and then, less and less
 * so. Now and then it takes whole routes out, so that two can become one; and while somebody is left out, whoever has the
 * least choice goes first. A delay is carried along the routes and over to partners exactly; whatever would make parts
 * wait for each other in a ring is refused.
 *
 *   problem.ts → faults.ts → compile.ts (with travel.ts, near.ts, rounds.ts) → field.ts
 *   field.ts → search.ts (ruin.ts, recreate.ts, regret.ts, insert.ts, find-place.ts, delay.ts, relax.ts, price.ts)
 *   search.ts → extract.ts (unserved.ts) → plan.ts
 *
 * For a dispatch board: `boardOf(prepare(problem, published), plan)` once, then `costOfMove` for each place that a visit is
 * dragged over and `planAfterMove` where it is dropped; `replan` when a carer falls ill or the day runs otherwise.
 *
 * `check/` looks at a plan again without any of that code. `formats/` reads the public collections it is measured on.
 *
 * Pure: no clock, no files, no chance but the seed's. Threads, files and words belong to `#cli/dispatch`; orders, carers
 * and settlement belong to the modules. Meals are tied to rounds before the search and stay in them.
 */
export { checkHhcrsp } from '#dispatch/check/hhcrsp'
export { checkOwn } from '#dispatch/check/own'
export { checkSolomon } from '#dispatch/check/solomon'
export type { CheckAnswer, StatedPlan, Violation } from '#dispatch/check/answer'
export { type Fault, readFaults } from '#dispatch/faults'
export { readHhcrsp } from '#dispatch/formats/hhcrsp'
export { readSolomon } from '#dispatch/formats/solomon'
export {
  clockLimit,
  makePlan,
  type Planned,
  planOf,
  type PlanOptions,
  prepare,
  type Prepared,
  roundLimit,
  searchPrepared,
} from '#dispatch/make-plan'
export {
  type Board,
  boardOf,
  costOfMove,
  type Move,
  type MoveAnswer,
  type MoveRefusal,
  planAfterMove,
} from '#dispatch/move'
export type { CostTerms, PartsBefore, Plan, PlanChanges, Route, Stop, Unserved, UnservedReason } from '#dispatch/plan'
export { partsOf } from '#dispatch/previous'
export {
  type Break,
  type Carer,
  countyWeights,
  type Meal,
  type Pairing,
  type Part,
  type Place,
  type Problem,
  type Travel,
  type Visit,
  type Weights,
} from '#dispatch/problem'
export { readProblem, readStatedPlan } from '#dispatch/read'
export { type Happened, problemNow, replan } from '#dispatch/replan'
export type { Limit, Snapshot } from '#dispatch/search'
