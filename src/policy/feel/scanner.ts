import { isDigit, isNameStart, spaceEnd, wordEnd } from '#policy/feel/characters'

/** Why a text is not FEEL, or not FEEL that we read; `from` and `to` are offsets in it. */
export type SyntaxFault =
  /** `found` is empty at the end of the text; `expected` is a word or symbol of the grammar. */
  | {
      readonly kind: 'syntax'
      readonly from: number
      readonly to: number
      readonly found: string
      readonly expected?: string
    }
  | { readonly kind: 'unsupported'; readonly from: number; readonly to: number; readonly what: string }
  | { readonly kind: 'too-deep'; readonly from: number; readonly to: number; readonly limit: number }
  | { readonly kind: 'too-long'; readonly from: number; readonly to: number; readonly limit: number }

/** Carries a fault out of the recursion; it never leaves this folder. */
export class ReadFault extends Error {
  readonly fault: SyntaxFault

  constructor(fault: SyntaxFault) {
    super(fault.kind)
    this.fault = fault
  }
}

/** `quoted` is a name between back quotes. */
export type TokenKind = 'word' | 'quoted' | 'number' | 'string' | 'symbol' | 'end'

/** A place to come back to. */
export interface Mark {
  readonly from: number
  readonly last: number
}

const longSymbols = ['**', '..', '->', '!=', '<=', '>=']

/** As much of a token as a message shows. */
const shown = 40

/** One token of the text after another; the parser may come back to an earlier place. */
export class Scanner {
  readonly text: string
  kind: TokenKind = 'end'
  from = 0
  to = 0
  /** The token as written. */
  word = ''
  /** Where the token before this one ended. */
  last = 0

  constructor(text: string) {
    this.text = text
    this.#scan(0)
  }

  next(): void {
    this.last = this.to
    this.#scan(this.to)
  }

  /** Takes everything up to `end` as one token. */
  skipTo(end: number): void {
    this.last = end
    this.#scan(end)
  }

  mark(): Mark {
    return { from: this.from, last: this.last }
  }

  reset(mark: Mark): void {
    this.#scan(mark.from)
    this.last = mark.last
  }

  is(symbol: string): boolean {
    return this.kind === 'symbol' && this.word === symbol
  }

  isWord(word: string): boolean {
    return this.kind === 'word' && this.word === word
  }

  take(symbol: string): boolean {
    if (!this.is(symbol)) return false
    this.next()
    return true
  }

  expect(symbol: string): void {
    if (!this.take(symbol)) this.fail(symbol)
  }

  expectWord(word: string): void {
    if (!this.isWord(word)) this.fail(word)
    this.next()
  }

  fail(expected?: string): never {
    throw new ReadFault({
      kind: 'syntax',
      from: this.from,
      to: this.to,
      found: this.word.slice(0, shown),
      ...(expected === undefined ? {} : { expected }),
    })
  }

  #token(kind: TokenKind, to: number): void {
    this.kind = kind
    this.to = to
    this.word = this.text.slice(this.from, to)
  }

  #scan(start: number): void {
    const text = this.text
    this.from = this.#blankEnd(start)
    const code = text.codePointAt(this.from)
    if (code === undefined) return this.#token('end', this.from)
    if (isDigit(code) || (code === 0x2e && isDigit(text.charCodeAt(this.from + 1)))) {
      return this.#token('number', this.#numberEnd(this.from))
    }
    if (isNameStart(code)) return this.#token('word', wordEnd(text, this.from))
    if (code === 0x22) return this.#token('string', this.#stringEnd(this.from))
    if (code === 0x60) return this.#token('quoted', this.#closedBy('`', this.from + 1))
    const two = text.slice(this.from, this.from + 2)
    const size = longSymbols.includes(two) || code > 0xffff ? 2 : 1
    return this.#token('symbol', this.from + size)
  }

  /** Skips white space and comments. */
  #blankEnd(start: number): number {
    let at = spaceEnd(this.text, start)
    for (;;) {
      if (this.text.startsWith('//', at)) {
        const line = this.text.indexOf('\n', at)
        at = line === -1 ? this.text.length : line
      } else if (this.text.startsWith('/*', at)) {
        this.from = at
        at = this.#closedBy('*/', at + 2)
      } else return at
      at = spaceEnd(this.text, at)
    }
  }

  #closedBy(end: string, from: number): number {
    const at = this.text.indexOf(end, from)
    if (at === -1) this.#unclosed(end)
    return at + end.length
  }

  #unclosed(end: string): never {
    this.#token('symbol', this.text.length)
    return this.fail(end)
  }

  #stringEnd(from: number): number {
    for (let at = from + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at)
      if (code === 0x5c) at++
      else if (code === 0x22) return at + 1
    }
    return this.#unclosed('"')
  }

  #numberEnd(from: number): number {
    const digits = (start: number): number => {
      let at = start
      while (isDigit(this.text.charCodeAt(at))) at++
      return at
    }
    let at = digits(from)
    // Two points are those of a range: `1..3`.
    if (this.text.charAt(at) === '.' && isDigit(this.text.charCodeAt(at + 1))) at = digits(at + 1)
    const exponent = /[eE][+-]?\d/y
    exponent.lastIndex = at
    const size = exponent.exec(this.text)?.[0].length
    return size === undefined ? at : digits(at + size)
  }
}
