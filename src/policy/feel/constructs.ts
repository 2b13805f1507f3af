import { unquote } from '#policy/feel/literal-text'
import { NameTable } from '#policy/feel/name-table'
import { declaredName } from '#policy/feel/names-in-text'
import type { Reading } from '#policy/feel/reading'
import { ReadFault } from '#policy/feel/scanner'
import type { Entry, Expr, Iterator, Parameter } from '#policy/feel/syntax'
import { readType } from '#policy/feel/type-parser'

export function conditional(reading: Reading): Expr {
  const scanner = reading.scanner
  const { from } = scanner
  scanner.next()
  const condition = reading.expression()
  scanner.expectWord('then')
  const yes = reading.expression()
  scanner.expectWord('else')
  const no = reading.expression()
  return reading.node(from, { kind: 'if', condition, yes, no })
}

export function loop(reading: Reading, kind: 'for' | 'some' | 'every'): Expr {
  const scanner = reading.scanner
  const { from } = scanner
  const iterators: Iterator[] = []
  const names = new NameTable([], reading.names)
  return reading.within(names, () => {
    do {
      scanner.next()
      const name = declaredName(scanner, 'in')
      scanner.expectWord('in')
      iterators.push({ name, ...domain(reading) })
      names.add(name)
    } while (scanner.is(','))
    scanner.expectWord(kind === 'for' ? 'return' : 'satisfies')
    const body = reading.expression()
    return reading.node(from, { kind, iterators, body })
  })
}

/** What a loop runs over: an expression, or `low..high` without brackets. */
function domain(reading: Reading): Omit<Iterator, 'name'> {
  const low = reading.expression()
  if (!reading.scanner.take('..')) return { over: low }
  const high = reading.expression()
  const range = { kind: 'range' as const, low, high, lowOpen: false, highOpen: false }
  return { over: reading.node(low.from, range), isBareRange: true }
}

export function context(reading: Reading): Expr {
  const scanner = reading.scanner
  const { from } = scanner
  scanner.next()
  const entries: Entry[] = []
  const keys = new NameTable([], reading.names)
  reading.within(keys, () => {
    if (scanner.is('}')) return
    do {
      const name = scanner.kind === 'string' ? stringKey(reading) : declaredName(scanner)
      scanner.expect(':')
      entries.push({ name, value: reading.expression() })
      keys.add(name)
      reading.keys.add(name)
    } while (scanner.take(','))
  })
  scanner.expect('}')
  return reading.node(from, { kind: 'context', entries })
}

function stringKey(reading: Reading): string {
  const key = unquote(reading.scanner.word)
  reading.scanner.next()
  return key
}

export function functionLiteral(reading: Reading): Expr {
  const scanner = reading.scanner
  const { from } = scanner
  scanner.next()
  scanner.expect('(')
  const parameters: Parameter[] = []
  if (!scanner.is(')')) {
    do {
      const name = declaredName(scanner)
      const type = scanner.take(':') ? readType(scanner, 'to-delimiter', reading.nested) : undefined
      parameters.push({ name, type })
    } while (scanner.take(','))
  }
  scanner.expect(')')
  if (scanner.isWord('external')) external(reading)
  const names = new NameTable(
    parameters.map((parameter) => parameter.name),
    reading.names,
  )
  const body = reading.within(names, () => reading.expression())
  return reading.node(from, { kind: 'function', parameters, body })
}

function external(reading: Reading): never {
  const { text, from, to } = reading.scanner
  const language = /\b(java|pmml)\b/i.exec(text.slice(to, to + 200))?.[0].toLowerCase()
  const what = language === undefined ? 'external' : `external ${language}`
  throw new ReadFault({ kind: 'unsupported', from, to, what })
}
