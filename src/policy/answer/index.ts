/**
 * Back end 1: the value of decisions for one row on one day, with the reasons and with what is missing. Expressions
 * become closures once and then run hot. Null is FEEL's null under the semantics of the standard; for policies what has
 * no value is unknown, and an unknown value carries the facts that would settle it: `false and unknown` is false and
 * waits for nothing, a selection with one unknown predicate is unknown as a whole and waits also for what would be
 * read of those selected. It reads no clock and no store, and throws only on a row that does not fit the vocabulary.
 */
export { covers, isSettled, rowsWithin } from '#policy/answer/parameter'
export {
  answerProgram,
  evaluateConstant,
  functionOf,
  prepare,
  type Answer,
} from '#policy/answer/prepare'
export {
  rowSource,
  valueSource,
  type Cell,
  type Row,
  type Row as HouseholdRow,
} from '#policy/answer/row'
export type { TraceInput, TraceNode } from '#policy/answer/trace'
export { divisionScale, type MissingFact, type PlainValue } from '#policy/value/index'
export { heaviest, weightOf } from '#policy/answer/weight'
