/** A FEEL expression as written. `from` and `to` are offsets in the expression's own text. */
export type Expr = ExprNode & Span

interface Span {
  readonly from: number
  readonly to: number
}

export type ArithmeticOp = '+' | '-' | '*' | '/' | '**'
export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>='

export type ExprNode =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'at-literal'; readonly text: string }
  /** Runs of white space in a name are one space. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'path'; readonly of: Expr; readonly name: string; readonly nameFrom: number }
  | { readonly kind: 'filter'; readonly of: Expr; readonly by: Expr }
  | { readonly kind: 'call'; readonly callee: Expr; readonly arguments: readonly Argument[] }
  | { readonly kind: 'negate'; readonly of: Expr }
  | { readonly kind: 'arithmetic'; readonly op: ArithmeticOp; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'compare'; readonly op: CompareOp; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'between'; readonly of: Expr; readonly low: Expr; readonly high: Expr }
  | { readonly kind: 'in'; readonly of: Expr; readonly tests: readonly Test[] }
  | { readonly kind: 'instance-of'; readonly of: Expr; readonly type: TypeExpr }
  | { readonly kind: 'and' | 'or'; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'if'; readonly condition: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: 'for'; readonly iterators: readonly Iterator[]; readonly body: Expr }
  | { readonly kind: 'some' | 'every'; readonly iterators: readonly Iterator[]; readonly body: Expr }
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  | { readonly kind: 'context'; readonly entries: readonly Entry[] }
  | { readonly kind: 'function'; readonly parameters: readonly Parameter[]; readonly body: Expr }
  /** `[1..5)`, and as a value also `(< 5)`, `(>= 5)`, whose other end is absent. */
  | {
      readonly kind: 'range'
      readonly low: Expr | undefined
      readonly high: Expr | undefined
      readonly lowOpen: boolean
      readonly highOpen: boolean
    }
  /** `?`, the value that is tested. */
  | { readonly kind: 'placeholder' }

export interface Argument {
  readonly name?: string
  readonly value: Expr
}

export interface Parameter {
  readonly name: string
  readonly type: TypeExpr | undefined
}

export interface Iterator {
  readonly name: string
  /** What is run over: any expression, or `low..high`, which is a range with both ends included. */
  readonly over: Expr
  /** Written `low..high` without brackets: it may run downwards, where the range `[2..1]` is null (TCK 0084). */
  readonly isBareRange?: true
}

export interface Entry {
  readonly name: string
  readonly value: Expr
}

/** A type as written after `instance of` or `:`. */
export type TypeExpr = Span &
  (
    | { readonly kind: 'named'; readonly name: string }
    | { readonly kind: 'list' | 'range'; readonly of: TypeExpr }
    | {
        readonly kind: 'context'
        readonly fields: readonly { readonly name: string; readonly type: TypeExpr }[]
      }
    | { readonly kind: 'function'; readonly parameters: readonly TypeExpr[]; readonly result: TypeExpr }
  )

/** One alternative of a unary test: a comparison with the tested value, or an expression to equal or lie in. */
export type Test =
  | (Span & { readonly kind: 'compare'; readonly op: CompareOp; readonly value: Expr })
  | (Span & { readonly kind: 'value'; readonly value: Expr })

/** The cell of a decision table. */
export type UnaryTests =
  | { readonly kind: 'any' }
  | { readonly kind: 'tests'; readonly tests: readonly Test[]; readonly negated: boolean }
