import type { BuiltinName } from '#policy/checked/builtin-names'
import type { Type } from '#policy/checked/type'
import type { ArithmeticOp, CompareOp } from '#policy/feel/index'
import type { Position } from '#policy/position'

/**
 * A checked expression: names are resolved, every node has its type. Both back ends read this and nothing else.
 * Where the type is `any` the meaning of a node is settled by the values it meets.
 */
export type Core = CoreNode & { readonly type: Type; readonly at: Position }

/** A local name. Ids are unique in a compilation, so that back ends need no scopes. */
export interface Binder {
  readonly id: number
  readonly name: string
  readonly type: Type
}

export type CoreNode =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  /** A date, time, date and time or duration in FEEL's own text; `type` tells which. */
  | { readonly kind: 'temporal'; readonly text: string }
  | { readonly kind: 'as-of' }
  /** A fact of the row by the name of its column: a value, a row or a list of rows. */
  | { readonly kind: 'fact'; readonly column: string; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly arguments: readonly Core[] }
  /** Another decision, by its key in the program. */
  | { readonly kind: 'decision'; readonly name: string }
  | { readonly kind: 'variable'; readonly binder: Binder }
  | { readonly kind: 'let'; readonly binder: Binder; readonly value: Core; readonly body: Core }
  /**
   * A field of a context or row, a property of a temporal value or range; of a list, the list of the items' fields.
   * `column` is the name in the data when the holder is a row of the population.
   */
  | { readonly kind: 'field'; readonly of: Core; readonly name: string; readonly column?: string }
  /** In a filter over items of unknown shape: the item's field of this name if it has one, else `otherwise`. */
  | { readonly kind: 'item-field'; readonly item: Binder; readonly name: string; readonly otherwise: Core }
  | { readonly kind: 'negate'; readonly of: Core }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOp; readonly left: Core; readonly right: Core }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: Core; readonly right: Core }
  /** `x = null`. Where null stands for unknown: whether a value is unknown. Always yes or no. */
  | { readonly kind: 'is-null'; readonly of: Core }
  /**
   * One unary test whose kind only the values tell (DMN 1.5, 7.3.3): true when `test` is true or equals the value, is
   * a range that includes it, or a list that contains it or that holds such a range.
   */
  | { readonly kind: 'satisfies'; readonly value: Core; readonly test: Core }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Core[] }
  | { readonly kind: 'not'; readonly of: Core }
  | { readonly kind: 'if'; readonly condition: Core; readonly yes: Core; readonly no: Core }
  /** `of` is a list, or a value that stands for the list of itself; null gives the empty list. */
  | { readonly kind: 'filter'; readonly of: Core; readonly binder: Binder; readonly predicate: Core }
  | { readonly kind: 'index'; readonly of: Core; readonly index: Core }
  /** `list[by]` where only the value of `by` tells whether it is an index or a condition. */
  | { readonly kind: 'select'; readonly of: Core; readonly binder: Binder; readonly by: Core }
  /** The list of the body's values, one for each item. */
  | { readonly kind: 'map'; readonly of: Core; readonly binder: Binder; readonly body: Core }
  /** As `map` whose bodies are lists, put one after the other: the outer loops of a `for` with several iterators. */
  | { readonly kind: 'flat-map'; readonly of: Core; readonly binder: Binder; readonly body: Core }
  /** A `for` whose body reads `partial`, the list of the results so far. */
  | {
      readonly kind: 'for'
      readonly iterators: readonly { readonly binder: Binder; readonly of: Core }[]
      readonly partial: Binder
      readonly body: Core
    }
  | { readonly kind: 'some' | 'every'; readonly of: Core; readonly binder: Binder; readonly predicate: Core }
  | { readonly kind: 'list'; readonly items: readonly Core[] }
  /** From low to high, upwards or downwards: whole numbers, or days. */
  | { readonly kind: 'count-up'; readonly low: Core; readonly high: Core }
  /** What a loop runs over: a list's items, a range's members, else the value alone. */
  | { readonly kind: 'items'; readonly of: Core }
  | {
      readonly kind: 'range'
      readonly low: Core | undefined
      readonly high: Core | undefined
      readonly lowIncluded: boolean
      readonly highIncluded: boolean
    }
  | { readonly kind: 'context'; readonly entries: readonly { readonly name: string; readonly value: Core }[] }
  | { readonly kind: 'builtin'; readonly name: BuiltinName; readonly arguments: readonly Core[] }
  /** A built-in function as a value. */
  | { readonly kind: 'builtin-value'; readonly name: BuiltinName }
  | { readonly kind: 'function'; readonly parameters: readonly Binder[]; readonly body: Core }
  /** A function of the program by its key; only recursion needs it, other calls are spelled out. */
  | { readonly kind: 'function-value'; readonly name: string }
  | {
      readonly kind: 'call'
      readonly callee: Core
      readonly arguments: readonly { readonly name: string | undefined; readonly value: Core }[]
    }
  /** The value if it conforms to the type (after the coercions of DMN 1.5, 10.3.2.9.4), else null. */
  | { readonly kind: 'convert'; readonly of: Core; readonly to: Type }
  | { readonly kind: 'instance-of'; readonly of: Core; readonly to: Type }
  | { readonly kind: 'table'; readonly table: Table }

export type HitPolicy = 'unique' | 'any' | 'first' | 'priority' | 'rule-order' | 'output-order' | 'collect'
export type Aggregation = 'list' | 'sum' | 'min' | 'max' | 'count'

export interface Table {
  readonly hitPolicy: HitPolicy
  readonly aggregation: Aggregation
  /** Each input is computed once and bound; the tests of the rules read the binder. */
  readonly inputs: readonly TableInput[]
  readonly outputs: readonly TableOutput[]
  readonly rules: readonly TableRule[]
}

export interface TableInput {
  readonly binder: Binder
  readonly value: Core
  readonly label: string
  /** Whether the value is one of the input's allowed values, when they are listed. */
  readonly allowed: Core | undefined
}

export interface TableOutput {
  readonly name: string | undefined
  /** In order of priority, for the hit policies P and O. */
  readonly values: readonly Core[]
  readonly otherwise: Core | undefined
}

export interface TableRule {
  readonly tests: readonly Core[]
  readonly outputs: readonly Core[]
  readonly annotations: readonly { readonly name: string; readonly text: string }[]
  /** Ranks of the outputs under P and O, smaller is stronger; one for each output. */
  readonly ranks: readonly number[]
}
