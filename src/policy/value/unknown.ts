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

/** Everything that is unknown anywhere in a value. */
function collect(value: Value, into: Set<MissingFact>): void {
  if (typeof value !== 'object' || value === null) return
  if (isList(value)) {
    for (const item of value) collect(item, into)
    return
  }
  if (!('kind' in value)) return
  if (value.kind === 'unknown') {
    for (const fact of value.missing) into.add(fact)
    for (const possible of value.possible ?? []) collect(possible, into)
  }
  if (value.kind === 'context') for (const field of value.fields.values()) collect(field, into)
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
  return isUnknown(value) && value.missing.length === 0
}

/**
 * The result of an operation that needs all of these when one is unknown. If one has no value and never will, neither
 * has the result, and nothing else could settle it.
 */
export function unknownFrom(values: readonly Value[]): Unknown {
  for (const value of values) {
    if (neverKnown(value) || (isList(value) && value.some(neverKnown))) return noValue
  }
  return undecided(values)
}

/** Whether a value is unknown or is a list with unknown items. */
export function hasUnknown(value: Value): boolean {
  return isUnknown(value) || (isList(value) && value.some(isUnknown))
}

function missingKey(fact: MissingFact): string {
  return `${fact.kind} ${fact.list ?? ''} ${fact.index ?? ''} ${fact.name}`
}

export function distinctMissing(facts: readonly MissingFact[]): readonly MissingFact[] {
  return [...new Map(facts.map((fact) => [missingKey(fact), fact])).values()]
}
