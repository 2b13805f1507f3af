import type { SourceText } from '#policy/position'

/** An element as read. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string
  readonly namespace: string
  /** By name as written, those of XML Schema Instance as `xsi:…`; declarations of namespaces are left out. */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** The character content of an element without children; otherwise empty. */
  readonly content: SourceText
  /** Offset of `<` in the file. */
  readonly offset: number
  /** The namespaces that prefixes stand for here. */
  readonly prefixes: Prefixes
}

/** What prefixes stand for at an element: its own declarations, then those around it. */
export class Prefixes {
  readonly #declared: ReadonlyMap<string, string>
  readonly #around: Prefixes | undefined

  constructor(declared: ReadonlyMap<string, string>, around?: Prefixes) {
    this.#declared = declared
    this.#around = around
  }

  get(prefix: string): string | undefined {
    return this.#declared.get(prefix) ?? this.#around?.get(prefix)
  }
}

/** DMN 1.1 to 1.5; the element names that we read are the same in all of them. */
const dmnNamespaces: ReadonlySet<string> = new Set([
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
  'https://www.omg.org/spec/DMN/20230324/MODEL/',
])

export function isDmn(element: XmlElement): boolean {
  return dmnNamespaces.has(element.namespace)
}

/** Children of a name in the element's own namespace. */
export function childrenNamed(of: XmlElement, name: string): readonly XmlElement[] {
  return ownChildren(of).filter((child) => child.name === name)
}

export function childNamed(of: XmlElement, name: string): XmlElement | undefined {
  return of.children.find((child) => child.name === name && child.namespace === of.namespace)
}

/** Children in the element's own namespace; those of others are extensions. */
export function ownChildren(of: XmlElement): readonly XmlElement[] {
  return of.children.filter((child) => child.namespace === of.namespace)
}
