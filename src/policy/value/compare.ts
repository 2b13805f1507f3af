import type { CompareOp } from '#policy/feel/index'
import { spend } from '#policy/value/effort'
import { compareNumbers, isNumber } from '#policy/value/number'
import { isTemporal, orderTemporal, sameTemporal } from '#policy/value/temporal'
import { isList, isUnknown, undecided, unknownFrom } from '#policy/value/unknown'
import type { ContextValue, RangeValue, RowValue, Value } from '#policy/value/value'

/** By code points, which for characters beyond the first plane is not the order of UTF-16 units. */
function orderStrings(left: string, right: string): number {
  if (left === right) return 0
  const most = Math.min(left.length, right.length)
  for (let index = 0; index < most; index += 1) {
    const [a, b] = [left.charCodeAt(index), right.charCodeAt(index)]
    if (a === b) continue
    const [aHigh, bHigh] = [isSurrogate(a), isSurrogate(b)]
    return aHigh === bHigh ? a - b : aHigh ? 1 : -1
  }
  return left.length - right.length
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}

/** Below, at or above zero; undefined when the two cannot be ordered. */
export function order(left: Value, right: Value): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string') return typeof right === 'string' ? orderStrings(left, right) : undefined
  if (isNumber(left)) return isNumber(right) ? compareNumbers(left, right) : undefined
  if (!isTemporal(left) || isNumber(right) || !isTemporal(right)) return undefined
  return orderTemporal(left, right)
}

/**
 * Equality (DMN 1.5, 10.3.2.13): null equals null alone, two values of different kinds have no answer, which is null,
 * and unknown parts leave it unknown unless a known part differs.
 */
export function equal(left: Value, right: Value): Value {
  if (typeof left === 'string' && typeof right === 'string') return left === right
  if (isUnknown(left) || isUnknown(right)) return unknownFrom([left, right])
  if (left === null || right === null) return left === right
  if (typeof left === 'boolean' || typeof right === 'boolean')
    return typeof left === typeof right ? left === right : null
  if (isNumber(left) || isNumber(right)) {
    return isNumber(left) && isNumber(right) ? compareNumbers(left, right) === 0 : null
  }
  if (typeof left === 'string' || typeof right === 'string') return null
  if (isList(left) || isList(right)) return isList(left) && isList(right) ? equalLists(left, right) : null
  spend(1)
  if (left.kind !== right.kind) return null
  if (isTemporal(left) && isTemporal(right)) return orderTemporal(left, right) === 0
  if (left.kind === 'context' && right.kind === 'context') return equalContexts(left, right)
  if (left.kind === 'range' && right.kind === 'range') return equalRanges(left, right)
  if (left.kind === 'row' && right.kind === 'row') return sameRow(left, right)
  return left === right
}

function sameRow(left: RowValue, right: RowValue): boolean {
  return left.list === right.list && left.index === right.index
}

/** Parts of different kinds make the wholes unequal. */
function allEqual(parts: readonly Value[]): Value {
  if (parts.some((part) => part === false || part === null)) return false
  return parts.some(isUnknown) ? undecided(parts) : true
}

function equalLists(left: readonly Value[], right: readonly Value[]): Value {
  if (left.length !== right.length) return false
  spend(left.length + 4)
  return allEqual(left.map((item, index) => equal(item, right[index] ?? null)))
}

function equalContexts(left: ContextValue, right: ContextValue): Value {
  const [a, b] = [left.fields, right.fields]
  if (a.size !== b.size || [...a.keys()].some((name) => !b.has(name))) return false
  return allEqual([...a].map(([name, field]) => equal(field, b.get(name) ?? null)))
}

function equalRanges(left: RangeValue, right: RangeValue): Value {
  if (left.lowIncluded !== right.lowIncluded || left.highIncluded !== right.highIncluded) return false
  return allEqual([equalEnds(left.low, right.low), equalEnds(left.high, right.high)])
}

/** An end at infinity is not the same as an end that is null. */
function equalEnds(left: Value | undefined, right: Value | undefined): Value {
  return left === undefined || right === undefined ? left === right : equal(left, right)
}

/** Equal in kind and in every part, the zone of a time included: FEEL's function `is`. */
export function same(left: Value, right: Value): Value {
  if (!isNumber(left) && !isNumber(right) && isTemporal(left) && isTemporal(right)) return sameTemporal(left, right)
  const answer = equal(left, right)
  return answer === null ? false : answer
}

/** A comparison; null when the two have no order. */
export function compare(op: CompareOp, left: Value, right: Value): Value {
  if (op === '=') return equal(left, right)
  if (op === '!=') return opposite(equal(left, right))
  if (isUnknown(left) || isUnknown(right)) return unknownFrom([left, right])
  const ordered = order(left, right)
  if (ordered === undefined) return null
  switch (op) {
    case '<':
      return ordered < 0
    case '<=':
      return ordered <= 0
    case '>':
      return ordered > 0
    case '>=':
      return ordered >= 0
  }
}

/** `not`, three-valued. */
export function opposite(value: Value): Value {
  return typeof value === 'boolean' ? !value : isUnknown(value) ? value : null
}

/** `and` over values: one false decides whatever else there is; else what is not true leaves it open. */
export function conjunction(parts: readonly Value[]): Value {
  return junction(parts, false)
}

/** `or` over values: one true decides. */
export function disjunction(parts: readonly Value[]): Value {
  return junction(parts, true)
}

function junction(parts: readonly Value[], deciding: boolean): Value {
  let open = false
  let unknowns = false
  for (const part of parts) {
    if (part === deciding) return deciding
    if (typeof part === 'boolean') continue
    if (isUnknown(part)) unknowns = true
    else open = true
  }
  return unknowns ? undecided(parts) : open ? null : !deciding
}
