import { conditional, context, functionLiteral, loop } from '#policy/feel/constructs'
import { unquote } from '#policy/feel/literal-text'
import { NameTable, type NameMatch } from '#policy/feel/name-table'
import { declaredName, knownName, quotedName } from '#policy/feel/names-in-text'
import { comparisonOf, joining, reserved } from '#policy/feel/precedence'
import type { Reading } from '#policy/feel/reading'
import type { Argument, Expr } from '#policy/feel/syntax'
import { readType } from '#policy/feel/type-parser'

/** Names of more than one word that FEEL's own values and types have (DMN 1.5, tables 53 and 54). */
const properties = new NameTable(['time offset', 'start included', 'end included'])
const types = new NameTable(['date and time', 'days and time duration', 'years and months duration'])

export function operand(reading: Reading): Expr {
  const signs: number[] = []
  for (; reading.scanner.is('-'); reading.scanner.next()) signs.push(reading.scanner.from)
  let operand = postfix(reading, primary(reading))
  for (const from of signs.toReversed()) operand = reading.node(from, { kind: 'negate', of: operand })
  return instanceOf(reading, operand)
}

export function operandFrom(reading: Reading, begun: Expr): Expr {
  return instanceOf(reading, postfix(reading, begun))
}

function instanceOf(reading: Reading, operand: Expr): Expr {
  let of = operand
  while (reading.scanner.isWord('instance')) {
    reading.scanner.next()
    reading.scanner.expectWord('of')
    const type = readType(reading.scanner, [reading.names, types], reading.nested)
    of = reading.node(of.from, { kind: 'instance-of', of, type })
  }
  return of
}

function postfix(reading: Reading, begun: Expr): Expr {
  const scanner = reading.scanner
  let of = begun
  for (;;) {
    const { from } = of
    if (scanner.is('.')) {
      scanner.next()
      const nameFrom = scanner.from
      const name = knownName(scanner, reading.names, reading.keys, properties)
      of = reading.node(from, { kind: 'path', of, name, nameFrom })
    } else if (scanner.is('[') && !(reading.rangeEndAt === reading.nesting && closesRange(reading))) {
      scanner.next()
      reading.filters++
      const by = reading.expression()
      reading.filters--
      scanner.expect(']')
      of = reading.node(from, { kind: 'filter', of, by })
    } else if (scanner.is('(')) {
      scanner.next()
      const given = scanner.is(')') ? [] : argumentsOf(reading)
      scanner.expect(')')
      of = reading.node(from, { kind: 'call', callee: of, arguments: given })
    } else return of
  }
}

function argumentsOf(reading: Reading): Argument[] {
  const given: Argument[] = []
  do {
    const name = argumentName(reading)
    const value = reading.expression()
    given.push(name === undefined ? { value } : { name, value })
  } while (reading.scanner.take(','))
  return given
}

function argumentName(reading: Reading): string | undefined {
  const scanner = reading.scanner
  if (scanner.kind !== 'word' && scanner.kind !== 'quoted') return undefined
  const mark = scanner.mark()
  const name = declaredName(scanner)
  if (scanner.take(':')) return name
  scanner.reset(mark)
  return undefined
}

/** Whether this `[` is the end of `]1..2[` and not the beginning of a filter: nothing to filter by follows. */
function closesRange(reading: Reading): boolean {
  const scanner = reading.scanner
  const mark = scanner.mark()
  scanner.next()
  const closes =
    scanner.kind === 'end' ||
    (scanner.kind === 'symbol' && !['(', '[', '{', '-', '@'].includes(scanner.word)) ||
    (scanner.kind === 'word' && joining.has(scanner.word))
  scanner.reset(mark)
  return closes
}

function primary(reading: Reading): Expr {
  const scanner = reading.scanner
  const { from, word } = scanner
  switch (scanner.kind) {
    case 'number':
      scanner.next()
      return reading.node(from, { kind: 'number', text: word })
    case 'string':
      scanner.next()
      return reading.node(from, { kind: 'string', value: unquote(word) })
    case 'quoted':
      return reading.node(from, { kind: 'name', name: quotedName(scanner) })
    case 'word':
      return wordOperand(reading)
    case 'symbol':
      return symbolOperand(reading)
    case 'end':
      return scanner.fail()
  }
}

function wordOperand(reading: Reading): Expr {
  const scanner = reading.scanner
  const { from, word } = scanner
  if (word === 'if') return conditional(reading)
  const known = reading.known()
  if ((word === 'for' || word === 'some' || word === 'every') && !isNameAlone(reading, known))
    return loop(reading, word)
  if (known !== undefined) {
    scanner.skipTo(known.end)
    return reading.node(from, { kind: 'name', name: known.name })
  }
  if (word === 'function') return functionLiteral(reading)
  if (reserved.has(word)) scanner.fail()
  scanner.next()
  if (word === 'null') return reading.node(from, { kind: 'null' })
  if (word === 'true' || word === 'false') return reading.node(from, { kind: 'boolean', value: word === 'true' })
  if (word === '?') return reading.node(from, { kind: 'placeholder' })
  return reading.node(from, { kind: 'name', name: word })
}

/** Whether a known name that begins with `for`, `some` or `every` is meant, and no loop over it. */
function isNameAlone(reading: Reading, known: NameMatch | undefined): boolean {
  if (known === undefined) return false
  const mark = reading.scanner.mark()
  reading.scanner.skipTo(known.end)
  const isLoop = reading.scanner.isWord('in')
  reading.scanner.reset(mark)
  return !isLoop
}

function symbolOperand(reading: Reading): Expr {
  const scanner = reading.scanner
  const { from, word } = scanner
  switch (word) {
    case '(':
      return parenthesis(reading)
    case '[': {
      scanner.next()
      if (scanner.take(']')) return reading.node(from, { kind: 'list', items: [] })
      const first = reading.expression()
      if (scanner.is('..')) return rangeFrom(reading, from, first, false)
      const items = [first]
      while (scanner.take(',')) items.push(reading.expression())
      scanner.expect(']')
      return reading.node(from, { kind: 'list', items })
    }
    case ']': {
      scanner.next()
      return rangeFrom(reading, from, reading.expression(), true)
    }
    case '{':
      return context(reading)
    case '@': {
      scanner.next()
      if (scanner.kind !== 'string') scanner.fail('"')
      const text = unquote(scanner.word)
      scanner.next()
      return reading.node(from, { kind: 'at-literal', text })
    }
    default:
      return scanner.fail()
  }
}

function parenthesis(reading: Reading): Expr {
  const scanner = reading.scanner
  const { from } = scanner
  scanner.next()
  const op = scanner.kind === 'symbol' ? comparisonOf.get(scanner.word) : undefined
  if (op === undefined) {
    const inner = reading.expression()
    if (scanner.is('..')) return rangeFrom(reading, from, inner, true)
    scanner.expect(')')
    return { ...inner, from, to: scanner.last }
  }
  scanner.next()
  const end = reading.sum()
  scanner.expect(')')
  switch (op) {
    case '<':
    case '<=':
      return reading.node(from, { kind: 'range', low: undefined, high: end, lowOpen: true, highOpen: op === '<' })
    case '>':
    case '>=':
      return reading.node(from, { kind: 'range', low: end, high: undefined, lowOpen: op === '>', highOpen: true })
    case '=':
    case '!=':
      // `(!=5)` as a value has 5 for both ends and includes neither (TCK 0074, range_012).
      return reading.node(from, { kind: 'range', low: end, high: end, lowOpen: op === '!=', highOpen: op === '!=' })
  }
}

export function rangeFrom(reading: Reading, from: number, low: Expr, lowOpen: boolean): Expr {
  const scanner = reading.scanner
  scanner.expect('..')
  const around = reading.rangeEndAt
  reading.rangeEndAt = reading.nesting + 1
  const high = reading.expression()
  reading.rangeEndAt = around
  const highOpen = !scanner.is(']')
  if (highOpen && !scanner.is(')') && !scanner.is('[')) scanner.fail(lowOpen ? ')' : ']')
  scanner.next()
  return reading.node(from, { kind: 'range', low, high, lowOpen, highOpen })
}
