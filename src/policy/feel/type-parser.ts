import type { NameTable } from '#policy/feel/name-table'
import { declaredName, knownName } from '#policy/feel/names-in-text'
import type { Scanner } from '#policy/feel/scanner'
import type { TypeExpr } from '#policy/feel/syntax'

/** Counts a level of nesting, and stops at one too many. */
export type Nested = <T>(read: () => T) => T

/** Where a type without brackets ends: at what cannot be part of a name, or after the names that are known. */
type Reach = 'to-delimiter' | readonly NameTable[]

export function readType(scanner: Scanner, reach: Reach, nested: Nested): TypeExpr {
  return nested(() => {
    const from = scanner.from
    const type = bracketed(scanner, reach, nested) ?? { kind: 'named' as const, name: typeName(scanner, reach) }
    return { ...type, from, to: scanner.last }
  })
}

type TypeNode =
  | { readonly kind: 'list' | 'range'; readonly of: TypeExpr }
  | { readonly kind: 'context'; readonly fields: readonly { readonly name: string; readonly type: TypeExpr }[] }
  | { readonly kind: 'function'; readonly parameters: readonly TypeExpr[]; readonly result: TypeExpr }

function bracketed(scanner: Scanner, reach: Reach, nested: Nested): TypeNode | undefined {
  const head = scanner.word
  if (head !== 'list' && head !== 'range' && head !== 'context' && head !== 'function') return undefined
  const mark = scanner.mark()
  scanner.next()
  if (!scanner.take('<')) {
    scanner.reset(mark)
    return undefined
  }
  const inner = (): TypeExpr => readType(scanner, 'to-delimiter', nested)
  switch (head) {
    case 'list':
    case 'range': {
      const of = inner()
      closeAngle(scanner)
      return { kind: head, of }
    }
    case 'context': {
      const fields = sequence(scanner, () => {
        const name = declaredName(scanner, ':')
        scanner.expect(':')
        return { name, type: inner() }
      })
      return { kind: 'context', fields }
    }
    case 'function': {
      const parameters = sequence(scanner, inner)
      scanner.expect('->')
      return { kind: 'function', parameters, result: readType(scanner, reach, nested) }
    }
  }
}

/** What stands between `<` and `>`, with commas. */
function sequence<T>(scanner: Scanner, read: () => T): T[] {
  const items: T[] = []
  if (!scanner.is('>')) {
    do items.push(read())
    while (scanner.take(','))
  }
  closeAngle(scanner)
  return items
}

/** `list<number>= x` holds `>` and `=`, which the scanner takes as one. */
function closeAngle(scanner: Scanner): void {
  if (scanner.is('>=')) scanner.skipTo(scanner.from + 1)
  else scanner.expect('>')
}

function typeName(scanner: Scanner, reach: Reach): string {
  if (reach === 'to-delimiter') return declaredName(scanner)
  let name = knownName(scanner, ...reach)
  while (scanner.take('.')) name += `.${knownName(scanner, ...reach)}`
  return name
}
