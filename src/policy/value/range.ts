import { daysThrough } from '#policy/value/temporal'
import { order } from '#policy/value/compare'
import { spend } from '#policy/value/effort'
import { toInteger } from '#policy/value/number'
import { isList, isUnknown, unknownFrom } from '#policy/value/unknown'
import type { FeelDate, RangeValue, Value } from '#policy/value/value'

/** A loop runs over no more members of a range than these. */
const longestLoop = 1_000_000

export function isRange(value: Value): value is RangeValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'range'
}

function isDate(value: Value | undefined): value is FeelDate {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'date'
}

/** Whether a value lies in a range; null when it cannot be compared with an end. */
export function includes(range: RangeValue, value: Value): Value {
  const { low, high } = range
  const ends = [value, low ?? true, high ?? true]
  if (ends.some(isUnknown)) return unknownFrom(ends)
  let inside = true
  if (low !== undefined) {
    const above = order(value, low)
    if (above === undefined) return null
    if (above < 0 || (above === 0 && !range.lowIncluded)) inside = false
  }
  if (high !== undefined) {
    const below = order(value, high)
    if (below === undefined) return null
    if (below > 0 || (below === 0 && !range.highIncluded)) inside = false
  }
  return inside
}

/** From low to high, upwards or downwards, both included: whole numbers or days. */
export function countUp(low: Value, high: Value): Value {
  if (isUnknown(low) || isUnknown(high)) return unknownFrom([low, high])
  if (isDate(low) && isDate(high)) return daysThrough(low, high, longestLoop) ?? null
  const [first, last] = [toInteger(low), toInteger(high)]
  if (first === undefined || last === undefined) return null
  const count = Math.abs(last - first) + 1
  if (count > longestLoop) return null
  spend(count)
  const step = first <= last ? 1 : -1
  return Array.from({ length: count }, (_, index) => first + step * index)
}

/** The members of a range of whole numbers or days with two ends in order; null for any other. */
function members(range: RangeValue): Value {
  const { low, high } = range
  if (low === undefined || high === undefined) return null
  const ordered = order(low, high)
  if (ordered !== undefined && ordered > 0) return null
  const all = countUp(low, high)
  if (!isList(all)) return all
  return all.slice(range.lowIncluded ? 0 : 1, range.highIncluded || all.length === 0 ? all.length : -1)
}

/** What a loop runs over: the items of a list, the members of a range, else the value alone. */
export function loopItems(value: Value): Value {
  if (isList(value) || isUnknown(value) || value === null) return value
  return isRange(value) ? members(value) : [value]
}
