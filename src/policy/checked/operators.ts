import { core, expectKind, problem, uniteOrReport, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { anyType, booleanType, numberType, printType, unite, type Type } from '#policy/checked/type'
import { divideUnits, multiplyUnits } from '#policy/checked/unit'
import type { ArithmeticOp, CompareOp } from '#policy/feel/index'
import type { Position } from '#policy/position'
import type { UnitWords } from '#policy/vocabulary'

const durations: readonly string[] = ['months', 'days']
const moments: readonly string[] = ['date', 'date-time']

/** The type of `left op right`, or undefined when the operator does not take the two (DMN 1.5, table 55 and 57). */
function arithmeticType(op: ArithmeticOp, left: Type, right: Type, units: UnitWords): Type | undefined {
  const [a, b] = [left.kind, right.kind]
  if (a === 'any' || b === 'any' || a === 'null' || b === 'null') return anyType
  if (left.kind === 'number' && right.kind === 'number') {
    if (op === '*') return { kind: 'number', unit: multiplyUnits(left.unit, right.unit, units) }
    if (op === '/') return { kind: 'number', unit: divideUnits(left.unit, right.unit, units) }
    if (op === '**') return { kind: 'number', unit: left.unit === undefined ? undefined : '' }
    return left
  }
  if (op === '+') return sumType(left, right)
  if (op === '-') return differenceType(left, right)
  if (op === '*') {
    if (a === 'number' && durations.includes(b)) return right
    if (durations.includes(a) && b === 'number') return left
  }
  if (op === '/' && durations.includes(a)) {
    if (b === 'number') return left
    if (a === b) return numberType
  }
  return undefined
}

function sumType(left: Type, right: Type): Type | undefined {
  const [a, b] = [left.kind, right.kind]
  if (a === 'string' && b === 'string') return left
  if (moments.includes(a) && durations.includes(b)) return left
  if (durations.includes(a) && moments.includes(b)) return right
  if (a === 'time' && b === 'days') return left
  if (a === 'days' && b === 'time') return right
  return durations.includes(a) && a === b ? left : undefined
}

function differenceType(left: Type, right: Type): Type | undefined {
  const [a, b] = [left.kind, right.kind]
  if (moments.includes(a) && moments.includes(b)) return { kind: 'days' }
  if (a === 'time' && b === 'time') return { kind: 'days' }
  if (moments.includes(a) && durations.includes(b)) return left
  if (a === 'time' && b === 'days') return left
  return durations.includes(a) && a === b ? left : undefined
}

export function arithmetic(place: CheckPlace, at: Position, op: ArithmeticOp, left: Core, right: Core): Core {
  const type = arithmeticType(op, left.type, right.type, place.vocabulary.units)
  if (type === undefined) {
    problem(place, at, { code: 'operand-clash', op, left: printType(left.type), right: printType(right.type) })
    return core(anyType, at, { kind: 'null' })
  }
  const additive = (op === '+' || op === '-') && left.type.kind === 'number' && right.type.kind === 'number'
  const united = additive ? uniteOrReport(place, at, op, left.type, right.type) : type
  return core(united, at, { kind: 'arithmetic', op, left, right })
}

const ordered: readonly Type['kind'][] = [
  'number',
  'string',
  'date',
  'time',
  'date-time',
  'months',
  'days',
  'any',
  'null',
]

/** A comparison. `= null` and `!= null` ask whether a value is there; both back ends settle the rest. */
export function comparison(place: CheckPlace, at: Position, op: CompareOp, left: Core, right: Core): Core {
  if ((op === '=' || op === '!=') && (left.kind === 'null' || right.kind === 'null')) {
    const isNull = core(booleanType, at, { kind: 'is-null', of: left.kind === 'null' ? right : left })
    return op === '=' ? isNull : core(booleanType, at, { kind: 'not', of: isNull })
  }
  const type =
    place.semantics === 'policy'
      ? uniteOrReport(place, at, op, left.type, right.type)
      : standardCommonType(place, left.type, right.type)
  if (type === undefined || (op !== '=' && op !== '!=' && !ordered.includes(type.kind))) {
    problem(place, at, { code: 'operand-clash', op, left: printType(left.type), right: printType(right.type) })
  }
  return core(booleanType, at, { kind: 'compare', op, left, right })
}

function standardCommonType(place: CheckPlace, left: Type, right: Type): Type | undefined {
  const union = unite(left, right, place.vocabulary.units)
  return union.ok ? union.type : undefined
}

export function junction(place: CheckPlace, at: Position, kind: 'and' | 'or', parts: readonly Core[]): Core {
  for (const part of parts) expectKind(place, part, 'boolean')
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  return core(booleanType, at, { kind, parts })
}

export function negation(place: CheckPlace, at: Position, of: Core): Core {
  expectKind(place, of, 'boolean')
  return core(booleanType, at, { kind: 'not', of })
}
