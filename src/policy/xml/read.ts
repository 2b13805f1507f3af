import { Parser } from 'saxen'
import { LineIndex, type SourceText } from '#policy/position'
import type { XmlElement } from '#policy/xml/element'

/** DMN 1.1 to 1.5; the element names that we read are the same in all of them. */
const dmnNamespaces = [
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
]

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

interface Open {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly offset: number
  readonly contentStart: number
  readonly children: XmlElement[]
}

export type XmlReading =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly detail: string; readonly offset: number }

/** Reads a file into a tree; every character of an expression keeps its place in the file. */
export function readXml(file: string): XmlReading {
  const lines = new LineIndex(file)
  const stack: Open[] = []
  let root: XmlElement | undefined
  let failure: { detail: string; offset: number } | undefined
  const fail = (detail: string, offset: number): void => {
    failure ??= { detail, offset }
  }
  const parser = new Parser()
  parser.ns(Object.fromEntries(dmnNamespaces.map((namespace) => [namespace, 'dmn'])))
  parser.on('openTag', (name, attributes, decode, _selfClosing, context) => {
    const { line, column, data } = context()
    const offset = lines.offset(line + 1, column + 1)
    const decoded = Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [key, decode(value)]))
    stack.push({ name, attributes: decoded, offset, contentStart: offset + data.length, children: [] })
  })
  parser.on('closeTag', (_name, _decode, selfClosing, context) => {
    const open = stack.pop()
    if (open === undefined) return
    const { line, column } = context()
    const end = selfClosing ? open.contentStart : lines.offset(line + 1, column + 1)
    const leaf = open.children.length === 0
    const element: XmlElement = {
      name: open.name,
      attributes: open.attributes,
      children: open.children,
      content: leaf ? decodeContent(file, open.contentStart, end) : { text: '', origin: [open.contentStart] },
      offset: open.offset,
    }
    const parent = stack.at(-1)
    if (parent === undefined) root = element
    else parent.children.push(element)
  })
  parser.on('error', (error, context) => {
    const { line, column } = context()
    fail(error.message, lines.offset(line + 1, column + 1))
  })
  parser.on('warn', (error, context) => {
    const { line, column } = context()
    fail(error.message, lines.offset(line + 1, column + 1))
  })
  parser.parse(file)
  if (failure !== undefined) return { ok: false, ...failure }
  if (root === undefined) return { ok: false, detail: 'no root element', offset: 0 }
  return { ok: true, root }
}

/** Decodes entities, character references and CDATA sections and drops comments, keeping offsets. */
function decodeContent(file: string, from: number, end: number): SourceText {
  let text = ''
  const origin: number[] = []
  const put = (piece: string, at: number): void => {
    for (let i = 0; i < piece.length; i++) origin.push(at)
    text += piece
  }
  for (let at = from; at < end; ) {
    if (file.startsWith('<!--', at)) {
      at = file.indexOf('-->', at) + 3
    } else if (file.startsWith('<![CDATA[', at)) {
      const close = file.indexOf(']]>', at)
      for (let i = at + 9; i < close; i++) put(file.charAt(i), i)
      at = close + 3
    } else if (file.charAt(at) === '&') {
      const semicolon = file.indexOf(';', at)
      const name = file.slice(at + 1, semicolon)
      const numeric = /^#(?:x([\da-fA-F]+)|(\d+))$/.exec(name)
      const decoded = numeric
        ? String.fromCodePoint(numeric[1] === undefined ? Number(numeric[2]) : Number.parseInt(numeric[1], 16))
        : entities[name]
      if (decoded === undefined) {
        put('&', at)
        at++
      } else {
        put(decoded, at)
        at = semicolon + 1
      }
    } else {
      put(file.charAt(at), at)
      at++
    }
  }
  origin.push(end)
  return { text, origin }
}
