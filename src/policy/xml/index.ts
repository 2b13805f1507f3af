/**
 * Pass 1: a file as a tree of elements that know where they stand. Reads the part of XML that models are written in
 * (elements, attributes, namespaces, comments, CDATA) and keeps, for every character of an expression, its offset in
 * the file, so that later passes can point at it. A document type is refused, and size and depth are bounded: the file
 * may come from anyone. It knows the namespaces of DMN 1.1 to 1.5 and nothing of what the elements mean.
 */
export { childNamed, childrenNamed, isDmn, ownChildren, type XmlElement } from '#policy/xml/element'

export type { XmlFault } from '#policy/xml/fault'
export { readXml } from '#policy/xml/read'
