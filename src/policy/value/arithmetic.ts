import { unreachable } from '#kernel/outcome'
import type { ArithmeticOp } from '#policy/feel/index'
import { spend } from '#policy/value/effort'
import { add, divide, isNumber, multiply, negate, power, subtract } from '#policy/value/number'
import { addTemporal, divideDurations, isTemporal, scaleDuration, subtractTemporal } from '#policy/value/temporal'
import type { Num, Temporal, Value } from '#policy/value/value'

/** Arithmetic over known values; null where FEEL has no result, such as a division by zero. */
export function calculate(op: ArithmeticOp, left: Value, right: Value): Value {
  if (isNumber(left)) {
    if (isNumber(right)) return numeric(op, left, right)
    return op === '*' && isTemporal(right) ? scaleDuration(right, left, '*') : null
  }
  if (typeof left === 'string') {
    if (op !== '+' || typeof right !== 'string') return null
    spend((left.length + right.length) >> 5)
    return left + right
  }
  if (!isTemporal(left)) return null
  if (isNumber(right)) return op === '*' || op === '/' ? scaleDuration(left, right, op) : null
  return isTemporal(right) ? temporal(op, left, right) : null
}

function numeric(op: ArithmeticOp, left: Num, right: Num): Value {
  switch (op) {
    case '+':
      return add(left, right)
    case '-':
      return subtract(left, right)
    case '*':
      return multiply(left, right)
    case '/':
      return divide(left, right)
    case '**':
      return power(left, right)
  }
  return unreachable(op)
}

function temporal(op: ArithmeticOp, left: Temporal, right: Temporal): Value {
  switch (op) {
    case '+':
      return addTemporal(left, right)
    case '-':
      return subtractTemporal(left, right)
    case '/':
      return divideDurations(left, right)
    case '*':
    case '**':
      return null
  }
  return unreachable(op)
}

/** The value with its sign turned: a number or a duration. */
export function negated(value: Value): Value {
  if (isNumber(value)) return negate(value)
  return isTemporal(value) ? scaleDuration(value, -1, '*') : null
}
