/** A regular expression as a tree, of what `regexFrom` writes: no look-around, no named groups. */
export type RegexNode =
  /** One character, as a pattern of its own. */
  | { readonly kind: 'character'; readonly pattern: string }
  | { readonly kind: 'edge'; readonly at: 'start' | 'end' }
  | { readonly kind: 'group'; readonly number: number; readonly of: RegexNode }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly RegexNode[] }
  | {
      readonly kind: 'repeat'
      readonly of: RegexNode
      readonly least: number
      readonly most: number
      readonly greedy: boolean
    }

/** Reads a pattern that JavaScript has accepted; undefined when it refers back to a group. */
export function regexNodes(pattern: string): RegexNode | undefined {
  if (/\(\?:\\\d+\)/.test(pattern)) return undefined
  return new Reader(pattern).choice()
}

class Reader {
  readonly #text: string
  #at = 0
  #groups = 0

  constructor(text: string) {
    this.#text = text
  }

  choice(): RegexNode {
    const parts = [this.#sequence()]
    while (this.#text.charAt(this.#at) === '|') {
      this.#at += 1
      parts.push(this.#sequence())
    }
    const [only] = parts
    return parts.length === 1 && only !== undefined ? only : { kind: 'choice', parts }
  }

  #sequence(): RegexNode {
    const parts: RegexNode[] = []
    while (this.#at < this.#text.length && !/[|)]/.test(this.#text.charAt(this.#at))) {
      parts.push(this.#repeated(this.#single()))
    }
    return { kind: 'sequence', parts }
  }

  #taken(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match === null) return undefined
    this.#at += match[0].length
    return match
  }

  #repeated(of: RegexNode): RegexNode {
    const match = this.#taken(/(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/y)
    if (match === undefined) return of
    const [, sign, low = '', comma, high = '', lazy] = match
    const greedy = lazy === ''
    if (sign !== undefined) {
      return { kind: 'repeat', of, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity, greedy }
    }
    const least = Number(low)
    const most = comma === '' ? least : high === '' ? Infinity : Number(high)
    return { kind: 'repeat', of, least, most, greedy }
  }

  #single(): RegexNode {
    if (this.#taken(/\(\?:/y) !== undefined) return this.#closed(this.choice())
    if (this.#taken(/\(/y) !== undefined) {
      this.#groups += 1
      const number = this.#groups
      return { kind: 'group', number, of: this.#closed(this.choice()) }
    }
    const edge = this.#taken(/[$^]/y)?.[0]
    if (edge !== undefined) return { kind: 'edge', at: edge === '^' ? 'start' : 'end' }
    const from = this.#at
    if (this.#text.charAt(from) === '[') this.#class()
    else this.#taken(/\\[pP]\{[^}]*\}|\\[^]|[^]/uy)
    return { kind: 'character', pattern: this.#text.slice(from, this.#at) }
  }

  #closed(of: RegexNode): RegexNode {
    this.#at += 1
    return of
  }

  /** A class holds others, and what is escaped in it is no bracket. */
  #class(): void {
    let depth = 0
    do {
      const sign = this.#taken(/\\[^]|[^]/uy)?.[0]
      if (sign === '[') depth += 1
      if (sign === ']') depth -= 1
    } while (depth > 0 && this.#at < this.#text.length)
  }
}

const beyond = 1e15

/** At most so many ways there are to match a text of a length from one place on, which a backtracking search may try. */
export function waysToMatch(of: RegexNode, length: number): number {
  switch (of.kind) {
    case 'character':
    case 'edge':
      return 1
    case 'group':
      return waysToMatch(of.of, length)
    case 'sequence':
      return of.parts.reduce((ways, part) => Math.min(beyond, ways * waysToMatch(part, length)), 1)
    case 'choice':
      return of.parts.reduce((ways, part) => Math.min(beyond, ways + waysToMatch(part, length)), 0)
    case 'repeat': {
      const ways = waysToMatch(of.of, length)
      const times = Math.min(of.most, Math.max(length, of.least))
      return ways === 1 ? times - Math.min(of.least, times) + 1 : Math.min(beyond, ways ** Math.min(times + 1, 64))
    }
  }
}
