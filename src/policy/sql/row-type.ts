import type { Type } from '#policy/checked/index'
import { numberType, type SqlType } from '#policy/sql/term'
import type { FactDefinition, Vocabulary } from '#policy/vocabulary'

/** How large the numbers of a row may be where its vocabulary does not say. */
export interface NumberBounds {
  readonly digits: number
  readonly scale: number
}

/** What the writer knows of the row: the SQL types of its columns. */
export class RowTypes {
  readonly #vocabulary: Vocabulary
  readonly #bounds: NumberBounds

  constructor(vocabulary: Vocabulary, bounds: NumberBounds = { digits: 11, scale: 2 }) {
    this.#vocabulary = vocabulary
    this.#bounds = bounds
  }

  /** Totals over the row are held to the digits of its largest facts: more stops the query. */
  get largest(): number {
    const digits = [this.#vocabulary.facts, ...this.#vocabulary.lists.map((list) => list.facts)].flatMap((facts) =>
      facts.flatMap((fact) => fact.digits ?? []),
    )
    return digits.length === 0 ? this.#bounds.digits + 3 : Math.max(...digits)
  }

  /** The type of a fact, a list of rows included; undefined when SQL has none for it. */
  fact(column: string): SqlType | undefined {
    const list = this.#vocabulary.lists.find((known) => known.column === column)
    if (list !== undefined) return { kind: 'list', of: { kind: 'row', row: list.column }, nullable: false }
    const fact = this.#vocabulary.facts.find((known) => known.column === column)
    return fact === undefined ? undefined : this.#typeOf(fact)
  }

  cell(row: string, column: string): SqlType | undefined {
    const list = this.#vocabulary.lists.find((known) => known.column === row)
    const fact = list?.facts.find((known) => known.column === column)
    return fact === undefined ? undefined : this.#typeOf(fact)
  }

  #typeOf(fact: FactDefinition): SqlType | undefined {
    if (fact.type.kind !== 'number') return this.sqlType(fact.type)
    const { digits = this.#bounds.digits, scale = this.#bounds.scale } = fact
    return numberType(digits, scale, fact.stored)
  }

  /** The SQL type of data of a FEEL type. */
  sqlType(type: Type): SqlType | undefined {
    switch (type.kind) {
      case 'number':
        return numberType(this.#bounds.digits, this.#bounds.scale)
      case 'string':
      case 'boolean':
      case 'date':
        return { kind: type.kind }
      case 'list': {
        const of = this.sqlType(type.of)
        return of === undefined ? undefined : { kind: 'list', of, nullable: true }
      }
      case 'context': {
        const fields = new Map<string, { type: SqlType; nullable: boolean }>()
        for (const [name, field] of type.fields) {
          const known = this.sqlType(field)
          if (known === undefined) return undefined
          fields.set(name, { type: known, nullable: true })
        }
        return fields.size === 0 ? undefined : { kind: 'struct', fields }
      }
      case 'time':
      case 'date-time':
      case 'months':
      case 'days':
      case 'null':
      case 'any':
      case 'range':
      case 'function':
        return undefined
    }
  }
}

/** The name of a type in a CREATE TABLE. */
export function storedType(type: SqlType): string {
  switch (type.kind) {
    case 'number':
      return type.stored
    case 'boolean':
      return 'BOOLEAN'
    case 'string':
    case 'text':
      return 'VARCHAR'
    case 'date':
      return 'DATE'
    case 'months':
    case 'days':
      return 'BIGINT'
    case 'null':
      return 'INTEGER'
    case 'list':
      return `${storedType(type.of)}[]`
    case 'struct':
      return `STRUCT(${[...type.fields].map(([name, field]) => `"${name.replaceAll('"', '""')}" ${storedType(field.type)}`).join(', ')})`
    case 'row':
      throw new Error(`The rows of ${type.row} are stored by the snapshot`)
  }
}
