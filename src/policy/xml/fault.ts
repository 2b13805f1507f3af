/** Why a file is refused as XML. A document type is refused since its entities could grow without end. */
export type XmlFault =
  | 'attribute-malformed'
  | 'attribute-twice'
  | 'character-forbidden'
  | 'doctype-refused'
  | 'entity-unknown'
  | 'file-too-large'
  | 'nested-too-deep'
  | 'prefix-unknown'
  | 'root-missing'
  | 'section-unclosed'
  | 'tag-malformed'
  | 'tag-mismatch'
  | 'tag-unclosed'
  | 'text-outside-root'

/** A fault, the words that show it (they may be empty), and where they stand. */
export interface XmlFailure {
  readonly fault: XmlFault
  readonly found: string
  readonly offset: number
}

/** Carries a failure out of the reader; it never leaves this folder. */
export class XmlStop extends Error {
  readonly failure: XmlFailure

  constructor(fault: XmlFault, found: string, offset: number) {
    super(fault)
    this.failure = { fault, found: found.slice(0, 40), offset }
  }
}
