import { LineIndex } from '#policy/position'
import { report, type Problem, type ProblemSink } from '#policy/problem'
import { ownChildren, type XmlElement } from '#policy/xml/index'

/** Elements that say nothing about a value, wherever they stand. */
const silent: readonly string[] = ['description', 'extensionElements']

/** A DMN file being read: where its problems go, and what the prefixes of its type references mean. */
export class ModelFile {
  readonly #sink: ProblemSink
  readonly #lines: LineIndex
  /** The names under which other models are imported, by namespace. */
  readonly #imports = new Map<string, string>()
  #decision: string | undefined

  constructor(text: string, sink: ProblemSink) {
    this.#lines = new LineIndex(text)
    this.#sink = sink
  }

  report(offset: number, problem: Problem): void {
    report(this.#sink, this.#lines.position(offset), problem, { decision: this.#decision })
  }

  /** Problems of what is read here belong to this decision or function. */
  within<T>(decision: string, read: () => T): T {
    this.#decision = decision
    const value = read()
    this.#decision = undefined
    return value
  }

  missing(element: XmlElement, part: string): void {
    this.report(element.offset, { code: 'missing-part', element: element.name, part })
  }

  unsupported(element: XmlElement, detail = ''): void {
    const name = detail === '' ? element.name : `${element.name} ${detail}`
    this.report(element.offset, { code: 'unsupported-element', element: name })
  }

  /** Reports every child in the DMN namespace that the reader of this element does not know. */
  noteUnknown(element: XmlElement, known: readonly string[]): void {
    for (const child of ownChildren(element)) {
      if (!known.includes(child.name) && !silent.includes(child.name)) this.unsupported(child)
    }
  }

  attribute(element: XmlElement, name: string): string {
    const value = element.attributes.get(name)?.trim() ?? ''
    if (value === '') this.missing(element, name)
    return value
  }

  /** The element's name; runs of white space in it are one space, as in expressions. */
  name(element: XmlElement): string {
    return this.attribute(element, 'name').replace(/\s+/g, ' ')
  }

  noteImport(namespace: string, name: string): void {
    this.#imports.set(namespace, name)
  }

  typeRef(element: XmlElement): string | undefined {
    return this.typeName(element, element.attributes.get('typeRef'))
  }

  /** A type as FEEL writes it. DMN 1.1 wrote prefixes: of FEEL, of the model itself, or of an imported one. */
  typeName(element: XmlElement, written: string | undefined): string | undefined {
    const plain = written?.trim().replace(/\s+/g, ' ') ?? ''
    if (plain === '') return undefined
    const [, prefix, local] = /^([^\s:<>]+):([^\s:<>].*)$/.exec(plain) ?? []
    if (prefix === undefined || local === undefined) return plain
    const imported = this.#imports.get(element.prefixes.get(prefix) ?? '') ?? ''
    return imported === '' ? local : `${imported}.${local}`
  }
}
