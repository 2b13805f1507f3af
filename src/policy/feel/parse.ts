import type { NameTable } from '#policy/feel/name-table'
import { binary, tests } from '#policy/feel/operators'
import { Reading } from '#policy/feel/reading'
import { ReadFault, Scanner, type SyntaxFault } from '#policy/feel/scanner'
import type { Expr, TypeExpr, UnaryTests } from '#policy/feel/syntax'
import { readType } from '#policy/feel/type-parser'

export type Parsing<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: SyntaxFault }

/** In UTF-16 units; the longest expression of a hand-written policy has a few thousand. */
const maxLength = 1_000_000

function reading<T>(text: string, read: (scanner: Scanner) => T): Parsing<T> {
  if (text.length > maxLength) {
    return { ok: false, fault: { kind: 'too-long', from: maxLength, to: text.length, limit: maxLength } }
  }
  try {
    const scanner = new Scanner(text)
    const value = read(scanner)
    if (scanner.kind !== 'end') scanner.fail()
    return { ok: true, value }
  } catch (fault) {
    if (fault instanceof ReadFault) return { ok: false, fault: fault.fault }
    throw fault
  }
}

/** Reads an expression; `names` are those in scope that have more than one word. */
export function parseExpression(text: string, names: NameTable): Parsing<Expr> {
  return reading(text, (scanner) => new Reading(scanner, names, binary).expression())
}

/** Reads a cell or a constraint. An empty one says nothing, as `-` does. */
export function parseUnaryTests(text: string, names: NameTable): Parsing<UnaryTests> {
  const negated = reading(text, (scanner): UnaryTests => {
    scanner.expectWord('not')
    scanner.expect('(')
    const within = tests(new Reading(scanner, names, binary))
    scanner.expect(')')
    return { kind: 'tests', tests: within, negated: true }
  })
  if (negated.ok) return negated
  const plain = reading(text, (scanner): UnaryTests => {
    if (scanner.kind === 'end') return { kind: 'any' }
    const mark = scanner.mark()
    if (scanner.take('-') && isAtEnd(scanner)) return { kind: 'any' }
    scanner.reset(mark)
    return { kind: 'tests', tests: tests(new Reading(scanner, names, binary)), negated: false }
  })
  // Of two readings that fail, the one that came further says more.
  return plain.ok || plain.fault.from >= negated.fault.from ? plain : negated
}

function isAtEnd(scanner: Scanner): boolean {
  return scanner.kind === 'end'
}

const maxTypeNesting = 200

export function parseType(text: string): Parsing<TypeExpr> {
  return reading(text, (scanner) => {
    let depth = 0
    return readType(scanner, 'to-delimiter', (read) => {
      if (++depth > maxTypeNesting) {
        throw new ReadFault({ kind: 'too-deep', from: scanner.from, to: scanner.to, limit: maxTypeNesting })
      }
      const type = read()
      depth--
      return type
    })
  })
}
