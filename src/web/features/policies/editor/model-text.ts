/**
 * Between our files, which are DMN 1.5 with Chinese ids, and the editor, which reads and writes DMN 1.3 and takes ASCII
 * ids only. What the author does not touch goes back byte by byte: of the editor's text only those parts are taken
 * over that differ from what it wrote before the first change.
 */

const newNamespaces = 'https://www.omg.org/spec/DMN/20230324/'
const oldNamespaces = 'https://www.omg.org/spec/DMN/20191111/'

const comment = String.raw`<!--[^]*?-->`
const cdata = String.raw`<!\[CDATA\[[^]*?\]\]>`
const instruction = String.raw`<\?[^]*?\?>`
const tag = String.raw`<(\/?)([^\s\/>!?]+)((?:[^"'>]|"[^"]*"|'[^']*')*?)(\/?)>`
const markup = (): RegExp => new RegExp(`${comment}|${cdata}|${instruction}|${tag}`, 'g')

/** The text with each start tag's attributes rewritten; comments, character data and content stay. */
function mapAttributes(xml: string, change: (attributes: string) => string): string {
  return xml.replace(markup(), (whole: string, close?: string, name?: string, attributes?: string, empty?: string) =>
    name === undefined || close !== '' ? whole : `<${name}${change(attributes ?? '')}${empty ?? ''}>`,
  )
}

/** An id in ASCII; the same id always gives the same. */
function asciiId(id: string): string {
  return id.replace(/[^\x20-\x7e]/g, (character) => `_u${character.charCodeAt(0).toString(16)}`)
}

export interface EditorText {
  /** DMN 1.3 with ASCII ids. */
  readonly xml: string
  /** ASCII id → the id of the file. */
  readonly ids: ReadonlyMap<string, string>
}

/** A file as the editor can read it. */
export function toEditor(xml: string): EditorText {
  const ids = new Map<string, string>()
  const written = mapAttributes(xml, (attributes) =>
    attributes
      .replace(/(\sid\s*=\s*)(["'])([^"']*)\2/g, (_, start: string, quote: string, id: string) => {
        ids.set(asciiId(id), id)
        return `${start}${quote}${asciiId(id)}${quote}`
      })
      .replace(/(\shref\s*=\s*)(["'])#([^"']*)\2/g, (_, start: string, quote: string, id: string) => {
        return `${start}${quote}#${asciiId(id)}${quote}`
      })
      .replaceAll(newNamespaces, oldNamespaces),
  )
  return { xml: written, ids }
}

/** The editor's text with the ids and namespaces of our files. */
export function fromEditor(xml: string, ids: ReadonlyMap<string, string>): string {
  const own = (id: string): string => ids.get(id) ?? id
  return mapAttributes(xml, (attributes) =>
    attributes
      .replace(/(\sid\s*=\s*")([^"]*)"/g, (_, start: string, id: string) => `${start}${own(id)}"`)
      .replace(/(\shref\s*=\s*"#)([^"]*)"/g, (_, start: string, id: string) => `${start}${own(id)}"`)
      .replaceAll(oldNamespaces, newNamespaces),
  )
}

interface Part {
  /** What tells an element beneath the root from its siblings: its id, or its name, or its place. */
  readonly key: string
  readonly start: number
  readonly end: number
}

interface Outline {
  /** Where the attributes of the root begin and end. */
  readonly root: { readonly start: number; readonly end: number }
  readonly parts: readonly Part[]
  /** Where the root's end tag begins. */
  readonly close: number
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)?.slice(1).find(Boolean)
}

/** The elements directly beneath the root, with their places. Undefined when the text is not one whole element. */
function outlineOf(xml: string): Outline | undefined {
  const parts: Part[] = []
  const counted = new Map<string, number>()
  let depth = 0
  let root: Outline['root'] | undefined
  let start = 0
  let key = ''
  for (const match of xml.matchAll(markup())) {
    const [whole, close, name, attributes = '', empty] = match
    if (name === undefined) continue
    const end = match.index + whole.length
    if (close === '/') {
      depth -= 1
      if (depth === 1) parts.push({ key, start, end })
      if (depth === 0) return root === undefined ? undefined : { root, parts, close: match.index }
      continue
    }
    if (depth === 0) root = { start: match.index + 1 + name.length, end: end - 1 }
    if (depth === 1) {
      start = match.index
      const local = name.split(':').at(-1) ?? name
      const said =
        attribute(attributes, 'id') ??
        `${attribute(attributes, 'name') ?? ''} ${attribute(attributes, 'namespace') ?? ''}`
      const times = (counted.get(`${local} ${said}`) ?? 0) + 1
      counted.set(`${local} ${said}`, times)
      key = `${local} ${said} ${times}`
      if (empty === '/') parts.push({ key, start, end })
    }
    if (empty !== '/') depth += 1
  }
  return undefined
}

/** Declarations of prefixes that the new parts use and the root of the file does not know. */
function missingDeclarations(parts: readonly string[], root: string, editorRoot: string): string {
  const used = new Set(
    parts.flatMap((part) => [...part.matchAll(/[<\s]\/?([\w-]+):[\w-]+/g)].map((match) => match[1] ?? '')),
  )
  return [...used]
    .filter((prefix) => prefix !== 'xml' && prefix !== 'xmlns' && !root.includes(`xmlns:${prefix}=`))
    .flatMap((prefix) => new RegExp(`\\sxmlns:${prefix}="[^"]*"`).exec(editorRoot) ?? [])
    .join('')
}

export interface EditedModel {
  /** The file as it was opened. */
  readonly original: string
  /** What the editor wrote of it before anything was changed. */
  readonly untouched: string
  /** What the editor writes now. */
  readonly edited: string
  readonly ids: ReadonlyMap<string, string>
}

/** The file with what was changed in the editor, and everything else as it was. */
export function takeOver({ original, untouched, edited, ids }: EditedModel): string {
  const [file, before, after] = [original, fromEditor(untouched, ids), fromEditor(edited, ids)]
  const [was, old, now] = [outlineOf(file), outlineOf(before), outlineOf(after)]
  // A text that is no whole element is not taken apart; the compiler will say what is wrong with it.
  if (was === undefined || old === undefined || now === undefined) return after
  const textOf = (xml: string, part: Part): string => xml.slice(part.start, part.end)
  const oldTexts = new Map(old.parts.map((part) => [part.key, textOf(before, part)]))
  const nowTexts = new Map(now.parts.map((part) => [part.key, textOf(after, part)]))
  const known = new Set(was.parts.map(({ key }) => key))
  const added = now.parts.filter(({ key }) => !known.has(key)).map((part) => textOf(after, part))
  const changed: string[] = [...added]
  let result = ''
  let from = was.root.end
  for (const part of was.parts) {
    const between = file.slice(from, part.start)
    from = part.end
    const [then, current] = [oldTexts.get(part.key), nowTexts.get(part.key)]
    if (current === then) {
      // Also what the editor cannot read, and so never wrote, stays.
      result += between + textOf(file, part)
    } else if (current !== undefined) {
      changed.push(current)
      result += between + current
    }
  }
  const declarations = missingDeclarations(
    changed,
    file.slice(was.root.start, was.root.end),
    after.slice(now.root.start, now.root.end),
  )
  const tail = file.slice(from, was.close)
  return [
    file.slice(0, was.root.end),
    declarations,
    result,
    ...added.map((text) => `\n  ${text}`),
    tail,
    file.slice(was.close),
  ].join('')
}

/** Whether the editor has read the whole file: each part of it must come back, or it would be lost when it is changed. */
export function lostParts(original: EditorText, untouched: string): readonly string[] {
  const [file, written] = [outlineOf(original.xml), outlineOf(untouched)]
  const kept = new Set(written?.parts.map(({ key }) => key) ?? [])
  return (file?.parts ?? []).filter(({ key }) => !kept.has(key)).map(({ key }) => key)
}
