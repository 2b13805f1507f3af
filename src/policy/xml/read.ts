import { attributeValue, Content } from '#policy/xml/content'
import { Prefixes, type XmlElement } from '#policy/xml/element'
import { XmlStop, type XmlFailure } from '#policy/xml/fault'

export type XmlReading = { readonly ok: true; readonly root: XmlElement } | ({ readonly ok: false } & XmlFailure)

/** In UTF-16 units; the largest shipped model has some tens of thousands. */
const maxFile = 20_000_000

const maxDepth = 200

interface Open {
  readonly written: string
  readonly element: Omit<XmlElement, 'content'>
  readonly children: XmlElement[]
  readonly content: Content
}

/** Reads a file into a tree; every character of an expression keeps its place in the file. */
export function readXml(file: string): XmlReading {
  try {
    if (file.length > maxFile) throw new XmlStop('file-too-large', String(maxFile), 0)
    const forbidden = /[^\t\n\r\u0020-\ufffd]/.exec(file)
    if (forbidden !== null) {
      const code = forbidden[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
      throw new XmlStop('character-forbidden', `U+${code}`, forbidden.index)
    }
    return { ok: true, root: new Reader(file).root() }
  } catch (stop) {
    if (stop instanceof XmlStop) return { ok: false, ...stop.failure }
    throw stop
  }
}

class Reader {
  readonly #file: string
  readonly #open: Open[] = []
  #root: XmlElement | undefined

  constructor(file: string) {
    this.#file = file
  }

  root(): XmlElement {
    const file = this.#file
    // The mark of the byte order is no text.
    for (let at = file.startsWith('\ufeff') ? 1 : 0; at < file.length; ) {
      const tag = file.indexOf('<', at)
      const end = tag === -1 ? file.length : tag
      if (end > at) this.#text(at, end)
      if (tag === -1) break
      at = this.#markup(tag)
    }
    const unclosed = this.#open.at(-1)
    if (unclosed !== undefined) throw new XmlStop('tag-unclosed', unclosed.written, unclosed.element.offset)
    if (this.#root === undefined) throw new XmlStop('root-missing', '', 0)
    return this.#root
  }

  #text(from: number, to: number): void {
    const open = this.#open.at(-1)
    if (open !== undefined) {
      open.content.addText(from, to)
      return
    }
    const text = this.#file.slice(from, to)
    if (text.trim() !== '') throw new XmlStop('text-outside-root', text.trim(), from + text.search(/\S/))
  }

  /** Reads what begins with this `<`, and says where it ends. */
  #markup(at: number): number {
    const file = this.#file
    if (file.startsWith('<!--', at)) return this.#after('-->', at, 4)
    if (file.startsWith('<?', at)) return this.#after('?>', at, 2)
    if (file.startsWith('<![CDATA[', at)) {
      const end = this.#after(']]>', at, 9)
      const open = this.#open.at(-1)
      if (open === undefined) throw new XmlStop('text-outside-root', '<![CDATA[', at)
      open.content.addVerbatim(at + 9, end - 3)
      return end
    }
    if (file.startsWith('<!', at)) throw new XmlStop('doctype-refused', file.slice(at, at + 9), at)
    return file.startsWith('</', at) ? this.#close(at) : this.#start(at)
  }

  #after(mark: string, at: number, skip: number): number {
    const end = this.#file.indexOf(mark, at + skip)
    if (end === -1) throw new XmlStop('section-unclosed', this.#file.slice(at, at + skip), at)
    return end + mark.length
  }

  #close(at: number): number {
    const end = this.#file.indexOf('>', at)
    const written = end === -1 ? '' : this.#file.slice(at + 2, end).trimEnd()
    if (!/^[^\s<>/&"'=]+$/.test(written)) throw new XmlStop('tag-malformed', this.#file.slice(at, at + 20), at)
    const open = this.#open.pop()
    if (open?.written !== written) throw new XmlStop('tag-mismatch', `</${written}>`, at)
    this.#finish(open, at)
    return end + 1
  }

  #finish(open: Open, contentEnd: number): void {
    // Text between children is layout and belongs to nobody.
    const content =
      open.children.length === 0 ? open.content.sourceText(contentEnd) : { text: '', origin: [contentEnd] }
    const element: XmlElement = { ...open.element, content }
    const parent = this.#open.at(-1)
    if (parent === undefined) this.#root = element
    else parent.children.push(element)
  }

  #start(at: number): number {
    const file = this.#file
    const name = /<([^\s<>/&"'=!?]+)/y
    name.lastIndex = at
    const written = name.exec(file)?.[1]
    if (written === undefined) throw new XmlStop('tag-malformed', file.slice(at, at + 20), at)
    const raw = new Map<string, string>()
    const end = this.#attributes(at + 1 + written.length, raw, at)
    const isEmpty = file.charAt(end) === '/'
    if (this.#open.length === maxDepth) throw new XmlStop('nested-too-deep', String(maxDepth), at)
    const parent = this.#open.at(-1)
    if (parent === undefined && this.#root !== undefined) throw new XmlStop('text-outside-root', `<${written}>`, at)
    const prefixes = prefixesOf(raw, parent?.element.prefixes ?? ownPrefixes)
    const { prefix, local } = parts(written)
    const namespace = prefixes.get(prefix) ?? (prefix === '' ? '' : undefined)
    if (namespace === undefined) throw new XmlStop('prefix-unknown', written, at)
    const children: XmlElement[] = []
    const element = { name: local, namespace, attributes: named(raw, prefixes), children, offset: at, prefixes }
    const open = { written, element, children, content: new Content(file) }
    if (isEmpty) this.#finish(open, end + 2)
    else this.#open.push(open)
    return isEmpty ? end + 2 : end + 1
  }

  /** Reads attributes up to the `>` or `/>` that ends the tag, whose place is given back. */
  #attributes(from: number, into: Map<string, string>, tag: number): number {
    const file = this.#file
    const attribute = /\s+([^\s<>/&"'=]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
    const tagEnd = /\s*\/?>/y
    for (let at = from; ; at = attribute.lastIndex) {
      tagEnd.lastIndex = at
      const end = tagEnd.exec(file)
      if (end !== null) return at + end[0].length - (end[0].endsWith('/>') ? 2 : 1)
      attribute.lastIndex = at
      const found = attribute.exec(file)
      const [all, name] = found ?? []
      if (all === undefined || name === undefined) {
        const isOpen = file.indexOf('>', at) === -1
        throw new XmlStop(
          isOpen ? 'tag-unclosed' : 'attribute-malformed',
          file.slice(at, at + 20).trim(),
          isOpen ? tag : at,
        )
      }
      if (into.has(name)) throw new XmlStop('attribute-twice', name, at)
      const valueEnd = attribute.lastIndex - 1
      const quote = file.charAt(valueEnd)
      into.set(name, attributeValue(file, at + all.indexOf(quote) + 1, valueEnd))
    }
  }
}

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance'

const ownPrefixes = new Prefixes(new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]))

function parts(written: string): { readonly prefix: string; readonly local: string } {
  const colon = written.indexOf(':')
  return colon === -1
    ? { prefix: '', local: written }
    : { prefix: written.slice(0, colon), local: written.slice(colon + 1) }
}

function prefixesOf(raw: ReadonlyMap<string, string>, around: Prefixes): Prefixes {
  const declared = new Map<string, string>()
  for (const [name, value] of raw) {
    if (name === 'xmlns') declared.set('', value)
    else if (name.startsWith('xmlns:')) declared.set(name.slice('xmlns:'.length), value)
  }
  return declared.size === 0 ? around : new Prefixes(declared, around)
}

const noAttributes: ReadonlyMap<string, string> = new Map()

function named(raw: ReadonlyMap<string, string>, prefixes: Prefixes): ReadonlyMap<string, string> {
  if (raw.size === 0) return noAttributes
  const attributes = new Map<string, string>()
  for (const [name, value] of raw) {
    if (name === 'xmlns' || name.startsWith('xmlns:')) continue
    const { prefix, local } = parts(name)
    attributes.set(prefix !== '' && prefixes.get(prefix) === schemaInstance ? `xsi:${local}` : name, value)
  }
  return attributes
}
