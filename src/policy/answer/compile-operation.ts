import type { Code, Compilation, Site } from '#policy/answer/run'
import type { Core } from '#policy/checked/index'
import type { ArithmeticOp } from '#policy/feel/index'
import {
  add,
  calculate,
  compare,
  convert,
  disjunction,
  divideRounded,
  equal,
  hasUnknown,
  includes,
  isInstance,
  isList,
  isNumber,
  isRange,
  isUnknown,
  multiply,
  negated,
  opposite,
  subtract,
  unknownFrom,
  type Value,
} from '#policy/value/index'
import { shiftedByPolicy } from '#policy/answer/policy-days'

type Operation = Extract<
  Core,
  { kind: 'negate' | 'arithmetic' | 'compare' | 'is-null' | 'satisfies' | 'convert' | 'instance-of' | 'range' | 'not' }
>

/** Operations on values. What has no result is null or, for a policy, the unknown that nothing settles. */
export function compileOperation(of: Operation, site: Site): Code {
  const { nothing } = site.on
  switch (of.kind) {
    case 'arithmetic':
      return arithmetic(of.op, site.code(of.left), site.code(of.right), site.on)
    case 'compare':
      return comparison(of, site)
    case 'negate': {
      const inner = site.code(of.of)
      return (frame) => {
        const value = inner(frame)
        if (typeof value === 'number') return value === 0 ? 0 : -value
        return isUnknown(value) ? value : (negated(value) ?? nothing)
      }
    }
    case 'not': {
      const inner = site.code(of.of)
      return (frame) => opposite(inner(frame)) ?? nothing
    }
    case 'is-null': {
      const inner = site.code(of.of)
      if (site.on.isPolicy) return (frame) => isUnknown(inner(frame))
      return (frame) => inner(frame) === null
    }
    case 'satisfies': {
      const [value, test] = [site.code(of.value), site.code(of.test)]
      return (frame) => satisfies(value(frame), test(frame)) ?? nothing
    }
    case 'convert': {
      const inner = site.code(of.of)
      return (frame) => {
        const value = inner(frame)
        return isUnknown(value) ? value : (convert(value, of.to) ?? nothing)
      }
    }
    case 'instance-of': {
      const inner = site.code(of.of)
      return (frame) => {
        const value = inner(frame)
        return isUnknown(value) ? value : isInstance(value, of.to)
      }
    }
    case 'range': {
      const low = of.low === undefined ? undefined : site.code(of.low)
      const high = of.high === undefined ? undefined : site.code(of.high)
      const { lowIncluded, highIncluded } = of
      return (frame) => ({ kind: 'range', low: low?.(frame), high: high?.(frame), lowIncluded, highIncluded })
    }
  }
}

function arithmetic(op: ArithmeticOp, left: Code, right: Code, on: Compilation): Code {
  const { nothing } = on
  const others = (a: Value, b: Value): Value => {
    if (isUnknown(a) || isUnknown(b)) return unknownFrom([a, b])
    if (op === '/' && on.rounds && isNumber(a) && isNumber(b)) return divideRounded(a, b) ?? nothing
    if (on.isPolicy && (op === '+' || op === '-')) return shiftedByPolicy(op, a, b) ?? nothing
    const result = calculate(op, a, b) ?? nothing
    // A duration by a duration is a quotient too.
    return op === '/' && on.rounds && isNumber(result) ? (divideRounded(result, 1) ?? nothing) : result
  }
  switch (op) {
    case '+':
      return (frame) => {
        const a = left(frame)
        const b = right(frame)
        return isNumber(a) && isNumber(b) ? (add(a, b) ?? nothing) : others(a, b)
      }
    case '-':
      return (frame) => {
        const a = left(frame)
        const b = right(frame)
        return isNumber(a) && isNumber(b) ? (subtract(a, b) ?? nothing) : others(a, b)
      }
    case '*':
      return (frame) => {
        const a = left(frame)
        const b = right(frame)
        return isNumber(a) && isNumber(b) ? (multiply(a, b) ?? nothing) : others(a, b)
      }
    case '/':
    case '**':
      return (frame) => others(left(frame), right(frame))
  }
}

function comparison(of: Extract<Core, { kind: 'compare' }>, site: Site): Code {
  const { nothing } = site.on
  const { op } = of
  const [left, right] = [site.code(of.left), site.code(of.right)]
  if (op === '=') return (frame) => equal(left(frame), right(frame)) ?? nothing
  return (frame) => {
    const a = left(frame)
    const b = right(frame)
    if (typeof a === 'number' && typeof b === 'number') {
      switch (op) {
        case '!=':
          return a !== b
        case '<':
          return a < b
        case '<=':
          return a <= b
        case '>':
          return a > b
        case '>=':
          return a >= b
      }
    }
    return compare(op, a, b) ?? nothing
  }
}

/** A unary test whose meaning its value tells. A yes-no value is compared with a yes-no test. */
function satisfies(value: Value, test: Value): Value {
  if (test === true && typeof value !== 'boolean') return true
  if (isRange(test) && !isRange(value)) return includes(test, value)
  const same = equal(value, test)
  if (same === true || !isList(test)) return same
  const parts = test.map((item) => (isRange(item) && !isRange(value) ? includes(item, value) : equal(value, item)))
  if (parts.includes(true)) return true
  return hasUnknown(parts) || isUnknown(same) ? disjunction([same, ...parts]) : false
}
