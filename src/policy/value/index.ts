/**
 * The values of FEEL (DMN 1.5, 10.3): exact decimals, days and times of the proleptic Gregorian calendar with zones,
 * durations, ranges, contexts, lists and functions; their order and equality, arithmetic, conversion to types, text.
 * Besides FEEL's null there is the unknown, which carries the facts it waits for. Null is what an operation without a
 * result gives; whoever holds null to be unknown says so by himself. It reads no clock and knows no expressions.
 */
export { calculate, negated } from '#policy/value/arithmetic'
export { dateOf, dayOfYear, monthNames, weekday, weekdayNames, weekOfYear } from '#policy/value/calendar'
export { compare, conjunction, disjunction, equal, opposite, order, same } from '#policy/value/compare'
export { convert, isInstance } from '#policy/value/conform'
export { spend, withEffort } from '#policy/value/effort'
export {
  add,
  canonical,
  compareNumbers,
  Decimal,
  divide,
  divideRounded,
  divisionScale,
  isDecimal,
  isNumber,
  modulo,
  multiply,
  numberFrom,
  parseNumber,
  printNumber,
  subtract,
  toDecimal,
  toInteger,
} from '#policy/value/number'
export { printValue, toPlain, type PlainValue } from '#policy/value/print'
export { countUp, includes, isRange, loopItems } from '#policy/value/range'
export { dateIn, isTemporal, monthsDuration, startOfDay, temporalProperty } from '#policy/value/temporal'
export {
  parseDate,
  parseDateTime,
  parseDuration,
  parseTemporal,
  parseTime,
  printTemporal,
} from '#policy/value/temporal-text'
export {
  distinctMissing,
  hasUnknown,
  isList,
  isUnknown,
  missingIn,
  noValue,
  undecided,
  unknown,
  unknownFrom,
} from '#policy/value/unknown'
export type {
  ContextValue,
  FeelDate,
  FeelDateTime,
  FeelTime,
  FunctionValue,
  MissingFact,
  Num,
  RangeValue,
  RowValue,
  Temporal,
  Unknown,
  Value,
} from '#policy/value/value'
export { isZone } from '#policy/value/zone'
