import { operand, operandFrom, rangeFrom } from '#policy/feel/operand'
import { arithmeticOf, comparisonOf, level } from '#policy/feel/precedence'
import type { Reading } from '#policy/feel/reading'
import type { Expr, Test } from '#policy/feel/syntax'

export function binary(reading: Reading, least: number, begun?: Expr): Expr {
  const around = reading.height
  if (begun === undefined) reading.height = 0
  let left = begun ?? operand(reading)
  for (let wider = widened(reading, left, least); wider !== undefined; wider = widened(reading, left, least))
    left = wider
  reading.height = Math.max(around, reading.height)
  return left
}

/** The expression of which `left` is the left operand, if an operator of this level or a tighter one follows. */
function widened(reading: Reading, left: Expr, least: number): Expr | undefined {
  const scanner = reading.scanner
  const { from } = left
  if (scanner.kind === 'word') {
    switch (scanner.word) {
      case 'or':
      case 'and': {
        const kind = scanner.word
        if (level[kind] < least) return undefined
        scanner.next()
        const right = binary(reading, level[kind] + 1)
        return reading.node(from, { kind, left, right })
      }
      case 'between': {
        if (level.comparison < least) return undefined
        scanner.next()
        const low = binary(reading, level.additive)
        scanner.expectWord('and')
        const high = binary(reading, level.additive)
        return reading.node(from, { kind: 'between', of: left, low, high })
      }
      case 'in': {
        if (level.comparison < least) return undefined
        scanner.next()
        const tests = inTests(reading)
        return reading.node(from, { kind: 'in', of: left, tests })
      }
      default:
        return undefined
    }
  }
  if (scanner.kind !== 'symbol') return undefined
  const compared = comparisonOf.get(scanner.word)
  if (compared !== undefined) {
    if (level.comparison < least) return undefined
    scanner.next()
    const right = binary(reading, level.comparison + 1)
    return reading.node(from, { kind: 'compare', op: compared, left, right })
  }
  const arithmetic = arithmeticOf.get(scanner.word)
  if (arithmetic === undefined || arithmetic.level < least) return undefined
  scanner.next()
  const right = binary(reading, arithmetic.level + 1)
  return reading.node(from, { kind: 'arithmetic', op: arithmetic.op, left, right })
}

/** What follows `in`: one test, or several in parentheses. The test ends before `and` and `or`. */
function inTests(reading: Reading): Test[] {
  const scanner = reading.scanner
  const { from } = scanner
  if (!scanner.take('(')) {
    const op = scanner.kind === 'symbol' ? comparisonOf.get(scanner.word) : undefined
    if (op !== undefined) scanner.next()
    const value = binary(reading, level.additive)
    return [op === undefined ? testOf(value) : { kind: 'compare', op, value, from, to: value.to }]
  }
  const tests = [test(reading)]
  const [first] = tests
  if (first?.kind === 'value' && scanner.is('..'))
    return [testFrom(reading, rangeFrom(reading, from, first.value, true))]
  while (scanner.take(',')) tests.push(test(reading))
  scanner.expect(')')
  if (tests.length > 1 || first?.kind !== 'value') return tests
  return [testFrom(reading, { ...first.value, from, to: scanner.last })]
}

/** The bracket that was read as the list of tests was but the beginning of `(a + b) * c`. */
function testFrom(reading: Reading, begun: Expr): Test {
  return testOf(binary(reading, level.additive, operandFrom(reading, begun)))
}

/** One alternative of a unary test. */
function test(reading: Reading): Test {
  const { from, word, kind } = reading.scanner
  const op = kind === 'symbol' ? comparisonOf.get(word) : undefined
  if (op === undefined) {
    const value = reading.expression()
    return { kind: 'value', value, from: value.from, to: value.to }
  }
  reading.scanner.next()
  const value = reading.sum()
  return { kind: 'compare', op, value, from, to: value.to }
}

/** Tests with commas between them. */
export function tests(reading: Reading): Test[] {
  const tests = [test(reading)]
  while (reading.scanner.take(',')) tests.push(test(reading))
  return tests
}

function testOf(value: Expr): Test {
  return { kind: 'value', value, from: value.from, to: value.to }
}
