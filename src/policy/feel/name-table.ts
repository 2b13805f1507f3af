import { isPunctuation, spaceEnd, wordEnd } from '#policy/feel/characters'

interface Branch {
  readonly next: Map<string, Branch>
  name: string | undefined
}

interface Piece {
  readonly text: string
  readonly isWord: boolean
  readonly end: number
}

export interface NameMatch {
  readonly name: string
  readonly end: number
}

/**
 * A piece of a name: a run of name characters, or one other character. White space between two words says nothing;
 * beside an operator it does, so that with `a-b` known `a - b` is still a subtraction.
 */
function pieceAt(text: string, from: number, previous: Piece | undefined): Piece | undefined {
  const at = spaceEnd(text, from)
  const code = text.codePointAt(at)
  if (code === undefined) return undefined
  const end = wordEnd(text, at)
  const isWord = end > at
  const symbol = String.fromCodePoint(code)
  if (!isWord && isPunctuation(symbol)) return undefined
  const besideOperator = !isWord || previous?.isWord === false
  const gap = previous !== undefined && at > from && besideOperator ? ' ' : ''
  return isWord
    ? { text: gap + text.slice(at, end), isWord, end }
    : { text: gap + symbol, isWord, end: at + symbol.length }
}

/** A name with every run of white space as one space. */
function plainSpaces(name: string): string {
  return name.trim().replace(/[\s\u0085\u180e\u200b]+/gu, ' ')
}

/**
 * The names in scope that hold white space or operators: only someone who knows them can tell them from an
 * expression. A name of one word needs no entry and gets none.
 */
export class NameTable {
  readonly #first = new Map<string, Branch>()
  readonly #outer: NameTable | undefined

  constructor(names: Iterable<string>, outer?: NameTable) {
    this.#outer = outer
    for (const name of names) this.add(name)
  }

  add(name: string): void {
    if (wordEnd(name, 0) === name.length) return
    const plain = plainSpaces(name)
    let piece = pieceAt(plain, 0, undefined)
    if (piece === undefined || piece.end === plain.length) return
    let branches = this.#first
    let branch: Branch | undefined
    while (piece !== undefined) {
      branch = branches.get(piece.text)
      if (branch === undefined) {
        branch = { next: new Map(), name: undefined }
        branches.set(piece.text, branch)
      }
      if (piece.end === plain.length) branch.name = plain
      branches = branch.next
      piece = pieceAt(plain, piece.end, piece)
    }
  }

  /** The longest known name that begins with the word between these offsets, here or in an outer table. */
  longest(text: string, from: number, to: number): NameMatch | undefined {
    const first = text.slice(from, to)
    let best = this.#longestHere(text, first, to)
    for (let table = this.#outer; table !== undefined; table = table.#outer) {
      const found = table.#longestHere(text, first, to)
      if (found !== undefined && (best === undefined || found.end > best.end)) best = found
    }
    return best
  }

  #longestHere(text: string, first: string, to: number): NameMatch | undefined {
    let branch = this.#first.get(first)
    if (branch === undefined) return undefined
    let best: NameMatch | undefined
    let piece: Piece | undefined = { text: first, isWord: true, end: to }
    while (branch !== undefined) {
      if (branch.name !== undefined) best = { name: branch.name, end: piece.end }
      piece = pieceAt(text, piece.end, piece)
      if (piece === undefined) break
      branch = branch.next.get(piece.text)
    }
    return best
  }
}
