/** A FEEL expression as written. `from` and `to` are offsets in the expression's own text. */
export type Expr = ExprNode & { readonly from: number; readonly to: number }

export type ArithmeticOp = '+' | '-' | '*' | '/' | '**'
export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>='

export type ExprNode =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'at-literal'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'path'; readonly of: Expr; readonly name: string; readonly nameFrom: number }
  | { readonly kind: 'filter'; readonly of: Expr; readonly by: Expr }
  | { readonly kind: 'call'; readonly callee: Expr; readonly arguments: readonly Argument[] }
  | { readonly kind: 'negate'; readonly of: Expr }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOp; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'between'; readonly of: Expr; readonly low: Expr; readonly high: Expr }
  | { readonly kind: 'in'; readonly of: Expr; readonly tests: readonly Test[] }
  | { readonly kind: 'and' | 'or'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'if'; readonly condition: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: 'for'; readonly iterators: readonly Iterator[]; readonly body: Expr }
  | { readonly kind: 'some' | 'every'; readonly iterators: readonly Iterator[]; readonly body: Expr }
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  | { readonly kind: 'context'; readonly entries: readonly Entry[] }
  | {
      readonly kind: 'range'
      readonly low: Expr
      readonly high: Expr
      readonly lowOpen: boolean
      readonly highOpen: boolean
    }
  | { readonly kind: 'placeholder' }

export interface Argument {
  readonly name?: string
  readonly value: Expr
}

export interface Iterator {
  readonly name: string
  /** A list, or a range of whole numbers `1..n`. */
  readonly over: Expr
}

export interface Entry {
  readonly name: string
  readonly value: Expr
}

/** One alternative of a unary test: a comparison with the tested value, or an expression to equal or lie in. */
export type Test =
  | {
      readonly kind: 'compare'
      readonly op: CompareOp
      readonly value: Expr
      readonly from: number
      readonly to: number
    }
  | { readonly kind: 'value'; readonly value: Expr; readonly from: number; readonly to: number }

/** The cell of a decision table. */
export type UnaryTests =
  | { readonly kind: 'any' }
  | { readonly kind: 'tests'; readonly tests: readonly Test[]; readonly negated: boolean }
