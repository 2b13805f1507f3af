import { parseDay } from '#kernel/day'
import type { Semantics, Type } from '#policy/checked/index'
import {
  noValue,
  parseDate,
  parseNumber,
  parseTemporal,
  unknown,
  type MissingFact,
  type RowValue,
  type Value,
} from '#policy/value/index'
import type { FactDefinition, ListDefinition, Vocabulary } from '#policy/vocabulary'

/** A cell of the population row: a decimal as text or number, a day as `YYYY-MM-DD`, null for unknown. */
export type Cell = string | number | boolean | null

type Cells = Readonly<Record<string, Cell | undefined>>

/** One row as the data has it, by its columns: cells, and lists of rows. A key that is absent is unknown. */
export type Row = Readonly<Record<string, Cell | readonly Cells[] | undefined>>

/** Where the values of facts come from. */
export interface FactSource {
  readonly read: (column: string) => Value
}

/** A cell of the wrong kind is a fault of the caller, not an unknown fact. */
function wrong(column: string, cell: unknown): never {
  throw new Error(`The cell ${column} of a row holds ${JSON.stringify(cell)}`)
}

/** Days and amounts recur from row to row; what has been read is kept, and forgotten all at once when it is too much. */
const mostKept = 50_000

function remembering<T>(read: (text: string) => T | undefined): (text: string) => T | undefined {
  const kept = new Map<string, T>()
  return (text) => {
    const known = kept.get(text)
    if (known !== undefined) return known
    const value = read(text)
    if (value === undefined) return undefined
    if (kept.size >= mostKept) kept.clear()
    kept.set(text, value)
    return value
  }
}

const dayFrom = remembering((text) => (parseDay(text) === undefined ? undefined : parseDate(text)))
const numberFrom = remembering(parseNumber)

/** Texts of whole numbers that need no decimals. */
const shortWhole = /^-?\d{1,15}$/

/** Reads a cell as a value of its column's type. */
function readCell(column: string, type: Type, cell: unknown): Value {
  switch (type.kind) {
    case 'number': {
      if (typeof cell === 'number' && Number.isSafeInteger(cell)) return cell === 0 ? 0 : cell
      if (typeof cell === 'string' && shortWhole.test(cell)) return Number(cell) + 0
      const number = numberFrom(typeof cell === 'number' || typeof cell === 'string' ? String(cell) : '')
      return number ?? wrong(column, cell)
    }
    case 'string':
      return typeof cell === 'string' ? cell : wrong(column, cell)
    case 'boolean':
      return typeof cell === 'boolean' ? cell : wrong(column, cell)
    case 'date': {
      return (typeof cell === 'string' ? dayFrom(cell) : undefined) ?? wrong(column, cell)
    }
    case 'time':
    case 'date-time':
    case 'months':
    case 'days': {
      const value = typeof cell === 'string' ? parseTemporal(cell) : undefined
      return value?.kind === type.kind ? value : wrong(column, cell)
    }
    case 'list':
    case 'range':
    case 'context':
    case 'function':
    case 'null':
    case 'any':
      return wrong(column, cell)
  }
}

interface Place {
  readonly fact: FactDefinition
  readonly index: number
}

interface Columns {
  readonly byColumn: ReadonlyMap<string, Place>
  readonly byName: ReadonlyMap<string, Place>
  /** What says that a fact of the row itself is missing. */
  readonly missing: ReadonlyMap<string, Value>
}

interface Catalogue {
  readonly row: Columns
  readonly lists: ReadonlyMap<string, { readonly definition: ListDefinition; readonly columns: Columns }>
}

const catalogues = new WeakMap<Vocabulary, Catalogue>()

function columnsOf(facts: readonly FactDefinition[]): Columns {
  return {
    byColumn: new Map(facts.map((fact, index) => [fact.column, { fact, index }])),
    byName: new Map(facts.map((fact, index) => [fact.name, { fact, index }])),
    missing: new Map(facts.map((fact) => [fact.column, unknown([{ kind: 'fact', name: fact.name }])])),
  }
}

function catalogueOf(vocabulary: Vocabulary): Catalogue {
  const known = catalogues.get(vocabulary)
  if (known !== undefined) return known
  const { facts, place } = vocabulary
  const isFact = place === undefined || facts.some((fact) => fact.column === place.column)
  const made: Catalogue = {
    row: columnsOf(isFact ? facts : [...facts, { ...place, type: { kind: 'string' } }]),
    lists: new Map(vocabulary.lists.map((list) => [list.column, { definition: list, columns: columnsOf(list.facts) }])),
  }
  catalogues.set(vocabulary, made)
  return made
}

/** A row of a list; its cells are read once. */
class ListRow implements RowValue {
  readonly kind = 'row'
  readonly list: string
  readonly index: number
  readonly cells: Cells
  readonly #columns: Columns
  readonly #absent: Absent
  readonly #known: (Value | undefined)[] = []

  constructor(list: string, columns: Columns, index: number, cells: Cells, absent: Absent) {
    this.list = list
    this.index = index
    this.cells = cells
    this.#columns = columns
    this.#absent = absent
  }

  read(name: string, column: string | undefined): Value {
    const { byColumn, byName } = this.#columns
    const place = column === undefined ? byName.get(name) : byColumn.get(column)
    if (place === undefined) return this.#absent(undefined)
    let value = this.#known[place.index]
    if (value === undefined) {
      value = this.#readCell(place.fact)
      this.#known[place.index] = value
    }
    return value
  }

  #readCell(fact: FactDefinition): Value {
    const cell = this.cells[fact.column]
    if (cell !== null && cell !== undefined) return readCell(fact.column, fact.type, cell)
    return this.#absent({ kind: 'fact', name: fact.name, list: this.list, index: this.index })
  }
}

type Absent = (fact: MissingFact | undefined) => Value

const absentIn: Readonly<Record<Semantics, Absent>> = {
  policy: (fact) => (fact === undefined ? noValue : unknown([fact])),
  standard: () => null,
}

/** Reads a row of the population. What is null there is unknown under the semantics of policies. */
export function rowSource(vocabulary: Vocabulary, row: Row, semantics: Semantics): FactSource {
  const catalogue = catalogueOf(vocabulary)
  const absent = absentIn[semantics]
  const read = (column: string): Value => {
    const cell = row[column]
    const list = catalogue.lists.get(column)
    if (list !== undefined) {
      if (cell === null || cell === undefined) return absent({ kind: 'fact', name: list.definition.name })
      if (typeof cell !== 'object') return wrong(column, cell)
      return cell.map((cells, index) => new ListRow(column, list.columns, index, cells, absent))
    }
    if (cell !== null && cell !== undefined) {
      const place = catalogue.row.byColumn.get(column)
      return place === undefined ? wrong(column, cell) : readCell(column, place.fact.type, cell)
    }
    return semantics === 'standard' ? null : (catalogue.row.missing.get(column) ?? noValue)
  }
  return { read }
}

/** Facts that are values already, such as the input data of a DMN model. */
export function valueSource(values: ReadonlyMap<string, Value>): FactSource {
  return { read: (column) => values.get(column) ?? null }
}
