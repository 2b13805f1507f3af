import type { SourceText } from '#policy/position'
import { XmlStop } from '#policy/xml/fault'

const entities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

interface Reference {
  readonly text: string
  readonly end: number
}

/** The character that the reference at `at` stands for. A file has no entities of its own. */
function referenceAt(file: string, at: number, limit: number): Reference {
  const reference = /&(?:#x([\da-fA-F]{1,6})|#(\d{1,7})|([a-z]{2,4}));/y
  reference.lastIndex = at
  const [all, hex, decimal, name] = reference.exec(file) ?? []
  if (all === undefined || at + all.length > limit) throw new XmlStop('entity-unknown', file.slice(at, at + 20), at)
  const text = name === undefined ? character(hex, decimal) : entities.get(name)
  if (text === undefined) throw new XmlStop('entity-unknown', all, at)
  return { text, end: at + all.length }
}

function character(hex: string | undefined, decimal: string | undefined): string | undefined {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
  const isSurrogate = code >= 0xd800 && code <= 0xdfff
  return code === 0 || code > 0x10ffff || isSurrogate ? undefined : String.fromCodePoint(code)
}

/** The value of an attribute between `from` and `to`; white space in it counts as spaces. */
export function attributeValue(file: string, from: number, to: number): string {
  const written = file.slice(from, to)
  if (!/[&\n\r\t]/.test(written)) return written
  let value = ''
  for (let at = from; at < to; ) {
    if (file.charAt(at) === '&') {
      const { text, end } = referenceAt(file, at, to)
      value += text
      at = end
    } else {
      value += file.charAt(at)
      at++
    }
  }
  return value.replace(/\r\n|[\n\r\t]/g, ' ')
}

/** Gathers the character content of an element; every character keeps its place in the file. */
export class Content {
  readonly #file: string
  readonly #pieces: string[] = []
  readonly #origin: number[] = []

  constructor(file: string) {
    this.#file = file
  }

  /** Adds text in which `&…;` stands for a character. */
  addText(from: number, to: number): void {
    for (let at = from; at < to; ) {
      const reference = this.#file.indexOf('&', at)
      const end = reference === -1 || reference >= to ? to : reference
      this.addVerbatim(at, end)
      if (end === to) return
      const { text, end: after } = referenceAt(this.#file, end, to)
      this.#pieces.push(text)
      for (let unit = 0; unit < text.length; unit++) this.#origin.push(end)
      at = after
    }
  }

  /** Adds text that stands for itself; the end of a line is one character whichever system wrote it. */
  addVerbatim(from: number, to: number): void {
    let start = from
    for (let at = from; at < to; at++) {
      if (this.#file.charCodeAt(at) === 0x0d && this.#file.charCodeAt(at + 1) === 0x0a) {
        this.#pieces.push(this.#file.slice(start, at))
        start = at + 1
      } else this.#origin.push(at)
    }
    this.#pieces.push(this.#file.slice(start, to))
  }

  sourceText(end: number): SourceText {
    this.#origin.push(end)
    return { text: this.#pieces.join(''), origin: this.#origin }
  }
}
