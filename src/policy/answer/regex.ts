/** Longer patterns and subjects are refused, since a pattern can be written so that matching takes for ever. */
const longestPattern = 1000
const longestSubject = 100_000

/** Compiled patterns are kept; more are forgotten all at once. */
const kept = new Map<string, RegExp | null>()
const mostKept = 500

/**
 * A pattern of XPath and XQuery (F&O 3.1, 5.6.1) as a regular expression of JavaScript; null for one that is wrong.
 * Classes may be subtracted (`[a-z-[aeiou]]`), `\i` and `\c` stand for the characters of XML names.
 */
export function regexFrom(pattern: string, flags: string, subject: string, everywhere: boolean): RegExp | null {
  if (pattern.length > longestPattern || subject.length > longestSubject) return null
  const key = `${everywhere ? 'g' : ''}/${flags}/${pattern}`
  const known = kept.get(key)
  if (known !== undefined) {
    if (known !== null) known.lastIndex = 0
    return known
  }
  const made = compile(pattern, flags, everywhere)
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, made)
  return made
}

function compile(pattern: string, flags: string, everywhere: boolean): RegExp | null {
  if (!/^[smixq]*$/.test(flags)) return null
  const translated = flags.includes('q') ? escaped(pattern) : new Translator(pattern, flags).whole()
  if (translated === undefined) return null
  const own = `v${everywhere ? 'g' : ''}${flags.includes('i') ? 'i' : ''}${flags.includes('q') ? '' : lineFlags(flags)}`
  try {
    return new RegExp(translated, own)
  } catch (error) {
    // The engine knows best what is no pattern.
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function lineFlags(flags: string): string {
  return `${flags.includes('s') ? 's' : ''}${flags.includes('m') ? 'm' : ''}`
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, (sign) => `\\${sign}`)
}

const nameStart =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}'
const nameRest = `${nameStart}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}\\u{2040}`

/** Escapes of several characters, as members of a class. */
const classEscapes: Readonly<Record<string, string>> = {
  s: '[ \\t\\n\\r]',
  S: '[^ \\t\\n\\r]',
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  w: '[^\\p{P}\\p{Z}\\p{C}]',
  W: '[\\p{P}\\p{Z}\\p{C}]',
  i: `[${nameStart}]`,
  I: `[^${nameStart}]`,
  c: `[${nameRest}]`,
  C: `[^${nameRest}]`,
}

const singleEscapes: Readonly<Record<string, string>> = { n: '\\n', r: '\\r', t: '\\t' }

/** Reads a pattern once, from left to right; `undefined` says that it is wrong. */
class Translator {
  readonly #text: string
  readonly #ignoresSpace: boolean
  readonly #dotAll: boolean
  #at = 0
  #groups = 0
  readonly #open: number[] = []
  readonly #closed = new Set<number>()

  constructor(text: string, flags: string) {
    this.#text = text
    this.#ignoresSpace = flags.includes('x')
    this.#dotAll = flags.includes('s')
  }

  whole(): string | undefined {
    let result = ''
    while (this.#at < this.#text.length) {
      const part = this.#part()
      if (part === undefined) return undefined
      result += part
    }
    return this.#open.length === 0 ? result : undefined
  }

  #take(): string {
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0)
    this.#at += character.length
    return character
  }

  #skipSpace(): void {
    while (this.#ignoresSpace && /[ \t\n\r]/.test(this.#text.charAt(this.#at))) this.#at += 1
  }

  #part(): string | undefined {
    this.#skipSpace()
    if (this.#at >= this.#text.length) return ''
    const character = this.#take()
    switch (character) {
      case '\\':
        return this.#escape(false)
      case '[':
        return this.#class()
      case '.':
        return this.#dotAll ? '.' : '[^\\n\\r]'
      case '(':
        return this.#group()
      case ')': {
        const group = this.#open.pop()
        if (group === undefined) return undefined
        if (group > 0) this.#closed.add(group)
        return ')'
      }
      case ']':
      case '}':
        return undefined
      case '{': {
        const match = /^\d+(?:,\d*)?\}/.exec(this.#text.slice(this.#at).replaceAll(this.#ignoresSpace ? ' ' : '\0', ''))
        if (match === null) return undefined
        while (this.#take() !== '}');
        return `{${match[0]}`
      }
      case '/':
        return '\\/'
    }
    return character
  }

  #group(): string | undefined {
    this.#skipSpace()
    if (this.#text.charAt(this.#at) !== '?') {
      this.#groups += 1
      this.#open.push(this.#groups)
      return '('
    }
    if (this.#text.slice(this.#at, this.#at + 2) !== '?:') return undefined
    this.#at += 2
    this.#open.push(0)
    return '(?:'
  }

  #escape(inClass: boolean): string | undefined {
    this.#skipSpace()
    if (this.#at >= this.#text.length) return undefined
    const character = this.#take()
    if (character === 'p' || character === 'P') return this.#category(character)
    const several = Object.hasOwn(classEscapes, character) ? classEscapes[character] : undefined
    if (several !== undefined) return several
    const single = Object.hasOwn(singleEscapes, character) ? singleEscapes[character] : undefined
    if (single !== undefined) return single
    if (/^[1-9]$/.test(character)) return inClass ? undefined : this.#backReference(Number(character))
    if (/^[\\|.?*+(){}$\-[\]^]$/.test(character)) return `\\${character}`
    return undefined
  }

  /** A group that has ended; a second digit belongs to the number as long as there are so many groups. */
  #backReference(first: number): string | undefined {
    let number = first
    for (;;) {
      const digit = this.#text.charAt(this.#at)
      const longer = number * 10 + Number(digit)
      if (!/^\d$/.test(digit) || longer > this.#groups) break
      number = longer
      this.#at += 1
    }
    return this.#closed.has(number) ? `(?:\\${number})` : undefined
  }

  #category(sign: string): string | undefined {
    const match = /^\{([A-Za-z0-9-]+)\}/.exec(this.#text.slice(this.#at))
    if (match === null) return undefined
    this.#at += match[0].length
    const name = match[1] ?? ''
    if (!name.startsWith('Is')) return /^[A-Z][a-z]?$/.test(name) ? `\\${sign}{${name}}` : undefined
    const block = Object.hasOwn(blocks, name.slice(2)) ? blocks[name.slice(2)] : undefined
    return block === undefined ? undefined : `[${sign === 'P' ? '^' : ''}${block}]`
  }

  /** A class after its `[`; what follows a final `-[` is taken away from it. */
  #class(): string | undefined {
    const negated = this.#text.charAt(this.#at) === '^'
    if (negated) this.#at += 1
    let members = ''
    let isEmpty = true
    for (;;) {
      if (this.#at >= this.#text.length) return undefined
      const character = this.#take()
      if (character === ']') break
      if (character === '-' && this.#text.charAt(this.#at) === '[') {
        this.#at += 1
        const taken = this.#class()
        if (taken === undefined || isEmpty || this.#take() !== ']') return undefined
        return `[[${negated ? '^' : ''}${members}]--${taken}]`
      }
      const member = this.#member(character, isEmpty)
      if (member === undefined) return undefined
      members += member
      isEmpty = false
    }
    return isEmpty ? undefined : `[${negated ? '^' : ''}${members}]`
  }

  #member(character: string, isFirst: boolean): string | undefined {
    if (character === '[') return undefined
    if (character === '\\') return this.#escape(true)
    if (character === '-') {
      const next = this.#text.charAt(this.#at)
      // A hyphen stands for itself at either end, else between the ends of a range.
      return isFirst || next === ']' ? '\\-' : '-'
    }
    return /^[()[\]{}/\-|&!#%,:;<=>@`~^$*+.?]$/.test(character) ? `\\${character}` : character
  }
}

/** Blocks of Unicode that patterns are likely to name. */
const blocks: Readonly<Record<string, string>> = {
  BasicLatin: '\\u{0}-\\u{7F}',
  'Latin-1Supplement': '\\u{80}-\\u{FF}',
  'LatinExtended-A': '\\u{100}-\\u{17F}',
  'LatinExtended-B': '\\u{180}-\\u{24F}',
  Greek: '\\u{370}-\\u{3FF}',
  GreekandCoptic: '\\u{370}-\\u{3FF}',
  Cyrillic: '\\u{400}-\\u{4FF}',
  Hebrew: '\\u{590}-\\u{5FF}',
  Arabic: '\\u{600}-\\u{6FF}',
  Thai: '\\u{E00}-\\u{E7F}',
  Tibetan: '\\u{F00}-\\u{FFF}',
  Mongolian: '\\u{1800}-\\u{18AF}',
  GeneralPunctuation: '\\u{2000}-\\u{206F}',
  CurrencySymbols: '\\u{20A0}-\\u{20CF}',
  CJKSymbolsandPunctuation: '\\u{3000}-\\u{303F}',
  Hiragana: '\\u{3040}-\\u{309F}',
  Katakana: '\\u{30A0}-\\u{30FF}',
  HangulSyllables: '\\u{AC00}-\\u{D7AF}',
  CJKUnifiedIdeographs: '\\u{4E00}-\\u{9FFF}',
  CJKUnifiedIdeographsExtensionA: '\\u{3400}-\\u{4DBF}',
}

/**
 * The replacement of XPath's `replace` in JavaScript's own: `$1` a group, `\$` and `\\` the signs themselves; null for
 * one that is wrong.
 */
export function replacementFrom(text: string, groups: number): string | null {
  let result = ''
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '\\') {
      at += 1
      const next = text.charAt(at)
      if (next !== '\\' && next !== '$') return null
      result += next === '$' ? '$$' : '\\'
    } else if (character === '$') {
      const digits = /^\d+/.exec(text.slice(at + 1))?.[0]
      if (digits === undefined) return null
      let used = digits
      // As many digits as make the number of a group; what is left stands for itself.
      while (used.length > 1 && Number(used) > groups) used = used.slice(0, -1)
      at += used.length
      if (Number(used) === 0) result += '$&'
      else if (Number(used) <= groups) result += `$${used.padStart(2, '0')}`
    } else result += character
  }
  return result
}
