import { isPunctuation } from '#policy/feel/characters'
import type { NameMatch, NameTable } from '#policy/feel/name-table'
import type { Scanner } from '#policy/feel/scanner'

/** The longer of two names that stand at one place. */
export function longer(one: NameMatch | undefined, other: NameMatch | undefined): NameMatch | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return other.end > one.end ? other : one
}

/** Takes the longest name of these tables that stands here, or else one word. */
export function knownName(scanner: Scanner, ...tables: readonly NameTable[]): string {
  if (scanner.kind === 'quoted') return quotedName(scanner)
  if (scanner.kind !== 'word') scanner.fail()
  let match: NameMatch | undefined
  for (const table of tables) match = longer(match, table.longest(scanner.text, scanner.from, scanner.to))
  if (match === undefined) {
    const { word } = scanner
    scanner.next()
    return word
  }
  scanner.skipTo(match.end)
  return match.name
}

/** A name between back quotes. */
export function quotedName(scanner: Scanner): string {
  const name = scanner.word.slice(1, -1)
  scanner.next()
  return name
}

/** A name where one is declared: everything up to what cannot be part of a name, or up to the word that ends it. */
export function declaredName(scanner: Scanner, before?: string): string {
  if (scanner.kind === 'quoted') return quotedName(scanner)
  if (scanner.kind !== 'word') scanner.fail()
  let name = scanner.word
  scanner.next()
  while (belongsToName(scanner, before)) {
    name += scanner.from > scanner.last ? ` ${scanner.word}` : scanner.word
    scanner.next()
  }
  return name
}

function belongsToName(scanner: Scanner, before: string | undefined): boolean {
  switch (scanner.kind) {
    case 'word':
      return scanner.word !== before
    case 'number':
      return true
    case 'symbol':
      return scanner.word !== '->' && scanner.word !== '..' && !isPunctuation(scanner.word.charAt(0))
    case 'quoted':
    case 'string':
    case 'end':
      return false
  }
}
