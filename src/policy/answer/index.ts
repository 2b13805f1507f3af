/**
 * Back end 1: the value of decisions for one household on one day, with the reasons and with what is missing.
 * Numbers are decimals of 38 digits; a quotient is rounded half-even to 10 decimals. Unknown is a value that carries the
 * facts it waits for: `false and unknown` is false and waits for nothing, a selection with one unknown predicate is
 * unknown as a whole. It reads no clock and no store, and throws only on a row that does not fit the fact catalogue.
 */
export { answerProgram, type Answer } from '#policy/answer/answer'
export { constantValue, isSettled, rowsWithin } from '#policy/answer/constant'
export { covers } from '#policy/answer/parameter'
export type { Cell, HouseholdRow } from '#policy/answer/row'
export type { TraceInput, TraceNode } from '#policy/answer/trace'
export { divisionScale, type MissingFact, type PlainValue } from '#policy/answer/value'
