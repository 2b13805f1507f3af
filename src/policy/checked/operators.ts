import { core, expectKind, problem, uniteOrReport, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { booleanType, printType, type Type } from '#policy/checked/type'
import { divideUnits, multiplyUnits } from '#policy/checked/unit'
import type { ArithmeticOp, CompareOp } from '#policy/feel/index'
import type { Position } from '#policy/position'

/** The type of `left op right`, or undefined when the operator does not take the two. */
function arithmeticType(op: ArithmeticOp, left: Type, right: Type): Type | undefined {
  const [a, b] = [left.kind, right.kind]
  if (a === 'any' || b === 'any' || a === 'null' || b === 'null') return { kind: 'any' }
  if (left.kind === 'number' && right.kind === 'number') {
    if (op === '*') return { kind: 'number', unit: multiplyUnits(left.unit, right.unit) }
    if (op === '/') return { kind: 'number', unit: divideUnits(left.unit, right.unit) }
    if (op === '**') return { kind: 'number', unit: left.unit === undefined ? undefined : '' }
    return left
  }
  const duration = (kind: string): boolean => kind === 'months' || kind === 'days'
  if (op === '+') {
    if (a === 'string' && b === 'string') return left
    if (a === 'date' && duration(b)) return left
    if (duration(a) && b === 'date') return right
    if (duration(a) && a === b) return left
  }
  if (op === '-') {
    if (a === 'date' && b === 'date') return { kind: 'days' }
    if (a === 'date' && duration(b)) return left
    if (duration(a) && a === b) return left
  }
  if (op === '*') {
    if (a === 'number' && duration(b)) return right
    if (duration(a) && b === 'number') return left
  }
  return undefined
}

export function arithmetic(place: CheckPlace, at: Position, op: ArithmeticOp, left: Core, right: Core): Core {
  const type = arithmeticType(op, left.type, right.type)
  if (type === undefined) {
    problem(place, at, { code: 'operand-clash', op, left: printType(left.type), right: printType(right.type) })
    return core({ kind: 'any' }, at, { kind: 'null' })
  }
  const additive = (op === '+' || op === '-') && left.type.kind === 'number' && right.type.kind === 'number'
  const united = additive ? uniteOrReport(place, at, op, left.type, right.type) : type
  return core(united, at, { kind: 'arithmetic', op, left, right })
}

const ordered: readonly Type['kind'][] = ['number', 'string', 'date', 'months', 'days', 'any']

/** A comparison. `= null` and `!= null` ask whether a value is known; any other comparison with unknown is unknown. */
export function comparison(place: CheckPlace, at: Position, op: CompareOp, left: Core, right: Core): Core {
  if ((op === '=' || op === '!=') && (left.kind === 'null' || right.kind === 'null')) {
    const isNull = core(booleanType, at, { kind: 'is-null', of: left.kind === 'null' ? right : left })
    return op === '=' ? isNull : core(booleanType, at, { kind: 'not', of: isNull })
  }
  const type = uniteOrReport(place, at, op, left.type, right.type)
  if (op !== '=' && op !== '!=' && !ordered.includes(type.kind)) {
    problem(place, at, { code: 'operand-clash', op, left: printType(left.type), right: printType(right.type) })
  }
  return core(booleanType, at, { kind: 'compare', op, left, right })
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
