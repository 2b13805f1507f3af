import type { Type } from '#policy/checked/type'

/**
 * What the engine must be told about the rows it runs over and about the words of the field, since it knows no field
 * by itself. Facts are named as policies name them; columns as the data does.
 */
export interface Vocabulary {
  /** Facts of the row itself. */
  readonly facts: readonly FactDefinition[]
  /** Lists of rows inside the row, such as the members of a household. */
  readonly lists: readonly ListDefinition[]
  /** The name of the day for which an answer is asked; empty when policies may not ask for it. */
  readonly asOf: string
  /** The column that says where the row lives, for standards that differ by place; and its name for people. */
  readonly place: { readonly column: string; readonly name: string } | undefined
  readonly units: UnitWords
  readonly citations: CitationWords
}

export interface FactDefinition {
  readonly name: string
  readonly column: string
  readonly type: Type
  /** For a number: the most digits before the point, and the digits after it. Needed by SQL alone. */
  readonly digits?: number
  readonly scale?: number
  /** The column's own SQL type where it is wider than the digits ask. */
  readonly stored?: string
}

export interface ListDefinition {
  readonly name: string
  readonly column: string
  /** What a row of the list is called before its number, as in `member 2`. */
  readonly label: string
  readonly facts: readonly FactDefinition[]
}

export interface UnitWords {
  /** Units of things that are counted; they vanish in products. */
  readonly counted: readonly string[]
  /** Units of calendar time, which meet only after a conversion. */
  readonly calendar: readonly string[]
  /** Every unit; an item definition of numbers that is called like one is that unit. */
  readonly known: readonly string[]
}

interface CitationWords {
  /** The annotation column of a decision table that cites the article. */
  readonly column: string
  /** Finds the article in a decision's description, in its first group. */
  readonly pattern: RegExp
}

/** For models that bring their own input data and know no units. */
export const emptyVocabulary: Vocabulary = {
  facts: [],
  lists: [],
  asOf: '',
  place: undefined,
  units: { counted: [], calendar: [], known: [] },
  citations: { column: '', pattern: /(?!)/ },
}
