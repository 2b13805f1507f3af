import { spend } from '#policy/value/effort'
import type { MissingFact, Unknown, Value } from '#policy/value/value'

export function unknown(missing: readonly MissingFact[], possible: readonly Value[] = []): Unknown {
  return possible.length === 0 ? { kind: 'unknown', missing } : { kind: 'unknown', missing, possible }
}

/** What has no value and will have none, whatever else becomes known: FEEL's null under the semantics of policies. */
export const noValue: Unknown = { kind: 'unknown', missing: [] }

export function isUnknown(value: Value): value is Unknown {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'unknown'
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

/** The values inside a list, context or range. A row is left alone: its cells are read when they are asked for. */
function inside(value: Value): Iterable<Value> {
  if (typeof value !== 'object' || value === null) return none
  if (isList(value)) {
    spend(value.length)
    return value
  }
  if (!('kind' in value)) return none
  if (value.kind === 'context') {
    spend(value.fields.size)
    return value.fields.values()
  }
  return value.kind === 'range' ? [value.low ?? null, value.high ?? null] : none
}

const none: readonly Value[] = []

/** Everything that is unknown anywhere in a value. */
function collect(value: Value, into: Set<MissingFact>): void {
  if (isUnknown(value)) {
    for (const fact of value.missing) into.add(fact)
    for (const possible of value.possible ?? none) collect(possible, into)
  } else for (const part of inside(value)) collect(part, into)
}

/** What all of these wait for, one way or another. */
export function missingIn(values: readonly Value[]): readonly MissingFact[] {
  const missing = new Set<MissingFact>()
  for (const value of values) collect(value, missing)
  return [...missing]
}

/** Unknown because something that decides is: it may still become known, so everything undecided counts. */
export function undecided(values: readonly Value[]): Unknown {
  return onlyUnknown(values) ?? unknown(missingIn(values))
}

/** The one unknown among values without parts, which then is the answer itself. */
function onlyUnknown(values: readonly Value[]): Unknown | undefined {
  let only: Unknown | undefined
  for (const value of values) {
    if (typeof value !== 'object' || value === null) continue
    if (!isUnknown(value) || value.possible !== undefined || only !== undefined) return undefined
    only = value
  }
  return only
}

function neverKnown(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (isUnknown(value)) return value.missing.length === 0
  for (const part of inside(value)) if (neverKnown(part)) return true
  return false
}

/**
 * The result of an operation that needs all of these when one is unknown. If one has no value and never will, neither
 * has the result, and nothing else could settle it.
 */
export function unknownFrom(values: readonly Value[]): Unknown {
  return values.some(neverKnown) ? noValue : undecided(values)
}

/** Whether a value or anything inside it is unknown. */
export function hasUnknown(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (isUnknown(value)) return true
  for (const part of inside(value)) if (hasUnknown(part)) return true
  return false
}

function missingKey(fact: MissingFact): string {
  return `${fact.kind} ${fact.list ?? ''} ${fact.index ?? ''} ${fact.name}`
}

export function distinctMissing(facts: readonly MissingFact[]): readonly MissingFact[] {
  return [...new Map(facts.map((fact) => [missingKey(fact), fact])).values()]
}
