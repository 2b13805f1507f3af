import { addDays, addMonths, daysBetween, never, type Day } from '#kernel/day'
import { unreachable } from '#kernel/outcome'
import { Decimal, divide, isDecimal, isList, isUnknown, unknown, unknownFrom, type Value } from '#policy/answer/value'
import type { ArithmeticOp, CompareOp } from '#policy/feel/index'

/** Arithmetic. What has no result, such as a division by zero, is unknown without a missing fact (FEEL's null). */
export function calculate(op: ArithmeticOp, left: Value, right: Value): Value {
  if (isUnknown(left) || isUnknown(right)) return unknownFrom([left, right])
  if (isDecimal(left) && isDecimal(right)) return numeric(op, left, right)
  if (typeof left === 'string' && typeof right === 'string' && op === '+') return left + right
  return temporal(op, left, right)
}

function numeric(op: ArithmeticOp, left: Decimal, right: Decimal): Value {
  switch (op) {
    case '+':
      return left.plus(right)
    case '-':
      return left.minus(right)
    case '*':
      return left.times(right)
    case '/':
      return right.isZero() ? unknown() : divide(left, right)
    case '**': {
      const power = left.pow(right)
      return power.isFinite() ? power : unknown()
    }
  }
  return unreachable(op)
}

function temporal(op: ArithmeticOp, left: Value, right: Value): Value {
  if (typeof left !== 'object' || typeof right !== 'object' || isList(left) || isList(right)) return unknown()
  if (isDecimal(left)) return op === '*' && !isDecimal(right) ? temporal(op, right, left) : unknown()
  if (isDecimal(right)) {
    return op === '*' && left.kind === 'duration' ? { ...left, amount: left.amount.times(right) } : unknown()
  }
  if (left.kind === 'duration' && right.kind === 'date') return op === '+' ? temporal(op, right, left) : unknown()
  if (left.kind === 'duration' && right.kind === 'duration') {
    if (left.unit !== right.unit || (op !== '+' && op !== '-')) return unknown()
    const amount = op === '+' ? left.amount.plus(right.amount) : left.amount.minus(right.amount)
    return { ...left, amount }
  }
  if (left.kind !== 'date') return unknown()
  if (right.kind === 'date') {
    const days = daysBetween(right.day, left.day)
    return op === '-' ? { kind: 'duration', unit: 'days', amount: new Decimal(days) } : unknown()
  }
  if (right.kind !== 'duration' || (op !== '+' && op !== '-')) return unknown()
  const amount = op === '+' ? right.amount : right.amount.negated()
  return shifted(left.day, right.unit, amount.trunc().toNumber())
}

/** Beyond these years days are not counted; a shift that leads there has no result. */
const countedYears = { first: 1800, last: 2200 }

/** The day that never comes stays where it is. */
function shifted(from: Day, unit: 'months' | 'days', amount: number): Value {
  if (from === never) return { kind: 'date', day: never }
  const years = Math.ceil(Math.abs(amount) / (unit === 'days' ? 365 : 12)) * Math.sign(amount)
  const year = Number(from.slice(0, 4)) + years
  if (year <= countedYears.first || year >= countedYears.last) return unknown()
  return { kind: 'date', day: unit === 'days' ? addDays(from, amount) : addMonths(from, amount) }
}

/** −1, 0 or 1; undefined when the two cannot be ordered. */
export function order(left: Value, right: Value): number | undefined {
  if (isDecimal(left) && isDecimal(right)) return left.comparedTo(right)
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0
  if (typeof left !== 'object' || typeof right !== 'object') return undefined
  if (isList(left) || isList(right) || isDecimal(left) || isDecimal(right)) return undefined
  if (left.kind === 'date' && right.kind === 'date') return left.day < right.day ? -1 : left.day > right.day ? 1 : 0
  if (left.kind === 'duration' && right.kind === 'duration' && left.unit === right.unit) {
    return left.amount.comparedTo(right.amount)
  }
  return undefined
}

/** Equality of values; unknown as soon as an unknown part would decide. */
export function equal(left: Value, right: Value): Value {
  if (isUnknown(left) || isUnknown(right)) return unknownFrom([left, right])
  if (typeof left === 'boolean' || typeof right === 'boolean') return left === right
  if (isList(left) && isList(right)) {
    if (left.length !== right.length) return false
    return allEqual(left.map((item, index) => equal(item, right[index] ?? unknown())))
  }
  const ordered = order(left, right)
  if (ordered !== undefined) return ordered === 0
  if (typeof left !== 'object' || typeof right !== 'object') return false
  if (isList(left) || isList(right) || isDecimal(left) || isDecimal(right)) return false
  if (left.kind === 'context' && right.kind === 'context') {
    const [a, b] = [left.fields, right.fields]
    if (a.size !== b.size || [...a.keys()].some((name) => !b.has(name))) return false
    return allEqual([...a].map(([name, field]) => equal(field, b.get(name) ?? unknown())))
  }
  return left.kind === 'row' && right.kind === 'row' && left.list === right.list && left.index === right.index
}

function allEqual(parts: readonly Value[]): Value {
  if (parts.includes(false)) return false
  return parts.some(isUnknown) ? unknownFrom(parts) : true
}

export function compare(op: CompareOp, left: Value, right: Value): Value {
  if (isUnknown(left) || isUnknown(right)) return unknownFrom([left, right])
  if (op === '=') return equal(left, right)
  if (op === '!=') return opposite(equal(left, right))
  const ordered = order(left, right)
  if (ordered === undefined) return unknown()
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
  return unreachable(op)
}

export function opposite(value: Value): Value {
  return typeof value === 'boolean' ? !value : value
}

/** `and` over values, three-valued: one no decides whatever is unknown. */
export function conjunction(parts: readonly Value[]): Value {
  if (parts.includes(false)) return false
  return parts.some(isUnknown) ? unknownFrom(parts) : true
}

export function disjunction(parts: readonly Value[]): Value {
  if (parts.includes(true)) return true
  return parts.some(isUnknown) ? unknownFrom(parts) : false
}
