import type { SourceText } from '#policy/position'

/** An element as read. `name` carries the prefix `dmn:` for every version of the DMN namespace. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** The character content of an element without children; otherwise empty. */
  readonly content: SourceText
  /** Offset of `<` in the file. */
  readonly offset: number
}

/** Children of a name in the DMN namespace. */
export function childrenNamed(of: XmlElement, name: string): readonly XmlElement[] {
  return of.children.filter((child) => child.name === `dmn:${name}`)
}

export function childNamed(of: XmlElement, name: string): XmlElement | undefined {
  return of.children.find((child) => child.name === `dmn:${name}`)
}

/** The name without the prefix that stands for the DMN namespace. */
export function plainName(of: XmlElement): string {
  return of.name.replace(/^dmn:/, '')
}
