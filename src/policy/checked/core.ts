import type { Type } from '#policy/checked/type'
import type { ArithmeticOp, CompareOp } from '#policy/feel/index'
import type { Position } from '#policy/position'
import type { BuiltinName } from '#policy/checked/builtin-names'

/**
 * A checked expression: names are resolved, every node has its type. Both back ends read this and nothing else.
 * `in`, `between`, implicit filter names and calls of business knowledge models are already spelled out.
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
  | { readonly kind: 'date'; readonly day: string }
  | { readonly kind: 'duration'; readonly unit: 'months' | 'days'; readonly amount: number }
  | { readonly kind: 'as-of' }
  /** A column of the household row, by its English name; or one of the two lists. */
  | { readonly kind: 'fact'; readonly column: string; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly arguments: readonly Core[] }
  | { readonly kind: 'decision'; readonly name: string }
  | { readonly kind: 'variable'; readonly binder: Binder }
  | { readonly kind: 'let'; readonly binder: Binder; readonly value: Core; readonly body: Core }
  /** A field of a context. `column` is the English name when the context is a row of the population. */
  | { readonly kind: 'field'; readonly of: Core; readonly name: string; readonly column?: string }
  | { readonly kind: 'negate'; readonly of: Core }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOp; readonly left: Core; readonly right: Core }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: Core; readonly right: Core }
  /** `x = null`: whether a value is unknown. Always yes or no. */
  | { readonly kind: 'is-null'; readonly of: Core }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Core[] }
  | { readonly kind: 'not'; readonly of: Core }
  | { readonly kind: 'if'; readonly condition: Core; readonly yes: Core; readonly no: Core }
  | { readonly kind: 'filter'; readonly of: Core; readonly binder: Binder; readonly predicate: Core }
  | { readonly kind: 'index'; readonly of: Core; readonly index: Core }
  /** The list of the body's values, one for each item. */
  | { readonly kind: 'map'; readonly of: Core; readonly binder: Binder; readonly body: Core }
  /** As `map` whose bodies are lists, put one after the other: the outer loops of a `for` with several iterators. */
  | { readonly kind: 'flat-map'; readonly of: Core; readonly binder: Binder; readonly body: Core }
  | { readonly kind: 'some' | 'every'; readonly of: Core; readonly binder: Binder; readonly predicate: Core }
  | { readonly kind: 'list'; readonly items: readonly Core[] }
  /** The whole numbers from low to high. */
  | { readonly kind: 'count-up'; readonly low: Core; readonly high: Core }
  | { readonly kind: 'context'; readonly entries: readonly { readonly name: string; readonly value: Core }[] }
  | { readonly kind: 'builtin'; readonly name: BuiltinName; readonly arguments: readonly Core[] }
  | { readonly kind: 'table'; readonly table: Table }

export type HitPolicy = 'unique' | 'any' | 'first' | 'priority' | 'collect'
export type Aggregation = 'list' | 'sum' | 'min' | 'max' | 'count'

export interface Table {
  readonly hitPolicy: HitPolicy
  readonly aggregation: Aggregation
  /** Each input is computed once and bound; the tests of the rules read the binder. */
  readonly inputs: readonly { readonly binder: Binder; readonly value: Core; readonly label: string }[]
  readonly outputs: readonly TableOutput[]
  readonly rules: readonly TableRule[]
}

export interface TableOutput {
  readonly name: string | undefined
  /** In order of priority, for the hit policy P. */
  readonly values: readonly Core[]
  readonly otherwise: Core | undefined
}

export interface TableRule {
  readonly tests: readonly Core[]
  readonly outputs: readonly Core[]
  readonly annotations: readonly { readonly name: string; readonly text: string }[]
  /** Ranks of the outputs under P, smaller is stronger; one for each output. */
  readonly ranks: readonly number[]
}
