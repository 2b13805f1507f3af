import { tried, type Run } from '#policy/answer/run'
import {
  isNumber,
  isTemporal,
  isUnknown,
  missingIn,
  noValue,
  unknown,
  unknownFrom,
  type Unknown,
  type Value,
} from '#policy/value/index'

/** More possible values than these are not followed. */
const mostPossible = 16

/** Whether something further may be read from the parts of a value. */
function hasParts(value: Value): boolean {
  if (typeof value !== 'object' || value === null || isNumber(value)) return false
  return isUnknown(value) ? value.possible !== undefined : !isTemporal(value)
}

/**
 * The unknown that stands for one of several outcomes, of which nobody can say which: it waits for what decides and
 * for whatever outcomes wait for themselves.
 */
export function oneOf(deciding: Unknown, outcomes: readonly Value[]): Unknown {
  if (deciding.missing.length === 0) return noValue
  const missing = [...deciding.missing]
  const possible: Value[] = []
  for (const outcome of outcomes) {
    if (isUnknown(outcome)) missing.push(...outcome.missing)
    if (!hasParts(outcome)) continue
    if (isUnknown(outcome)) possible.push(...(outcome.possible ?? []))
    else possible.push(outcome)
  }
  return unknown([...new Set(missing)], possible.slice(0, mostPossible))
}

/** What comes of an operation on an unknown: it is tried on what the unknown may turn out to be. */
export function through(of: Unknown, run: Run, operation: (value: Value) => Value): Unknown {
  if (of.missing.length === 0) return noValue
  const { possible } = of
  return possible === undefined
    ? of
    : oneOf(
        of,
        tried(run, () => possible.map(operation)),
      )
}

/** The same for an operation on several values, some of them unknown. */
export function throughAll(args: readonly Value[], run: Run, operation: (args: readonly Value[]) => Value): Unknown {
  if (!args.some(hasParts)) return unknownFrom(args)
  const unknowns = args.filter(isUnknown)
  if (unknowns.some((one) => one.missing.length === 0)) return noValue
  const missing = unknowns.flatMap((one) => one.missing)
  const rest = missingIn(args.filter((arg) => !isUnknown(arg)))
  const deciding = unknown([...new Set([...missing, ...rest])])
  let combinations: readonly (readonly Value[])[] = [[]]
  for (const arg of args) {
    const choices = isUnknown(arg) ? (arg.possible ?? []) : [arg]
    combinations = combinations.flatMap((before) => choices.map((choice) => [...before, choice]))
    if (combinations.length > mostPossible) combinations = combinations.slice(0, mostPossible)
  }
  return oneOf(
    deciding,
    tried(run, () => combinations.map(operation)),
  )
}
