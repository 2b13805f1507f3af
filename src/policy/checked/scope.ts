import { householdColumns, memberColumns, obligorColumns, type ColumnDefinition } from '#facts'
import type { Binder, Core } from '#policy/checked/core'
import { booleanType, dateType, stringType, type Type } from '#policy/checked/type'
import type { BusinessKnowledge, Model, Parameter } from '#policy/model/index'
import { words } from '#policy/words.zh'

/** What a name stands for. */
export type Referent =
  | { readonly kind: 'fact'; readonly column: string; readonly type: Type }
  | { readonly kind: 'as-of' }
  | { readonly kind: 'parameter'; readonly parameter: Parameter }
  | { readonly kind: 'decision'; readonly name: string; readonly required: boolean }
  | {
      readonly kind: 'function'
      readonly function: BusinessKnowledge
      readonly model: Model
      readonly required: boolean
    }
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'variable'; readonly binder: Binder }
  /** A field of the element that a filter looks at. */
  | { readonly kind: 'element-field'; readonly binder: Binder; readonly name: string }
  /** A context entry or a parameter of a called function, already checked. */
  | { readonly kind: 'value'; readonly core: Core }

/** Names visible at a place; looks outwards. */
export class Scope {
  readonly #names: ReadonlyMap<string, Referent>
  readonly #outer: Scope | undefined

  constructor(names: ReadonlyMap<string, Referent>, outer?: Scope) {
    this.#names = names
    this.#outer = outer
  }

  find(name: string): Referent | undefined {
    return this.#names.get(name) ?? this.#outer?.find(name)
  }

  *known(): Generator<string> {
    yield* this.#names.keys()
    if (this.#outer !== undefined) yield* this.#outer.known()
  }

  with(names: Iterable<readonly [string, Referent]>): Scope {
    return new Scope(new Map(names), this)
  }
}

function columnType(column: ColumnDefinition): Type {
  switch (column.type) {
    case 'number':
      return { kind: 'number', unit: column.unit ?? '' }
    case 'text':
      return stringType
    case 'boolean':
      return booleanType
    case 'day':
      return dateType
  }
}

function rowType(row: 'member' | 'obligor', columns: Readonly<Record<string, ColumnDefinition>>): Type {
  const fields = new Map(Object.values(columns).map((column) => [column.zh, columnType(column)]))
  return { kind: 'context', fields, row }
}

function byChineseName(columns: Readonly<Record<string, ColumnDefinition>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(columns).map(([key, column]) => [column.zh, key]))
}

/** From the Chinese name that policies use to the English name of the snapshot column. */
export const columnOf = {
  household: byChineseName(householdColumns),
  member: byChineseName(memberColumns),
  obligor: byChineseName(obligorColumns),
} as const

const memberType = rowType('member', memberColumns)
const obligorType = rowType('obligor', obligorColumns)

/** The names that every model knows: the columns of the household row, its two lists and the as-of day. */
export const factNames: ReadonlyMap<string, Referent> = new Map<string, Referent>([
  ...Object.entries(householdColumns).map(([key, column]): [string, Referent] => [
    column.zh,
    { kind: 'fact', column: key, type: columnType(column) },
  ]),
  [words.members, { kind: 'fact', column: 'members', type: { kind: 'list', of: memberType } }],
  [words.obligors, { kind: 'fact', column: 'obligors', type: { kind: 'list', of: obligorType } }],
  [words.asOf, { kind: 'as-of' }],
])
