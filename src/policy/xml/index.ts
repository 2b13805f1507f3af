/**
 * Pass 1: a DMN file as a tree of elements that know where they stand. Reads the XML of DMN 1.1 to 1.5 with saxen
 * and keeps, for every character of an expression, its offset in the file, so that later passes can point at it.
 * It knows nothing of what the elements mean.
 */
export { childNamed, childrenNamed, plainName, type XmlElement } from '#policy/xml/element'
export { readXml } from '#policy/xml/read'
