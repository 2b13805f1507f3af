import type { Binder, Core, CoreNode } from '#policy/checked/core'
import type { Scope } from '#policy/checked/scope'
import { printType, unite, type Type } from '#policy/checked/type'
import type { Expr } from '#policy/feel/index'
import type { Position } from '#policy/position'
import { report, type Problem, type ProblemSink } from '#policy/problem'

/** What checking one expression needs besides the expression: names, places and the sink of problems. */
export interface CheckPlace {
  readonly sink: ProblemSink
  readonly decision: string | undefined
  readonly cell: string | undefined
  /** The position in the file of an offset in the expression's text. */
  position(offset: number): Position
  freshId(): number
  /** The type of a decision, checked first when it has not been. */
  decisionType(name: string, at: Position): Type
  /** Checks a part; `expression.ts` itself, given here so that its parts need not import it. */
  check(expr: Expr, scope: Scope, place: CheckPlace): Core
  /** The checked body of a business knowledge model for these arguments. */
  inline(call: FunctionCall): Core
}

export interface FunctionCall {
  readonly referent: Extract<ReturnType<Scope['find']>, { kind: 'function' }>
  readonly arguments: readonly { readonly name: string | undefined; readonly value: Core }[]
  readonly at: Position
  readonly place: CheckPlace
}

export function problem(place: CheckPlace, at: Position, what: Problem): void {
  report(place.sink, at, what, { decision: place.decision, cell: place.cell })
}

export function core(type: Type, at: Position, node: CoreNode): Core {
  return { ...node, type, at }
}

/** Stands for an expression that has been reported; of type any, so that one mistake gives one error. */
export function broken(at: Position): Core {
  return core({ kind: 'any' }, at, { kind: 'null' })
}

export function binder(place: CheckPlace, name: string, type: Type): Binder {
  return { id: place.freshId(), name, type }
}

export function variable(of: Binder, at: Position): Core {
  return core(of.type, at, { kind: 'variable', binder: of })
}

/** The common type of two expressions; reports when there is none. */
export function uniteOrReport(place: CheckPlace, at: Position, op: string, left: Type, right: Type): Type {
  const union = unite(left, right)
  if (union.ok) return union.type
  if (union.why === 'unit') {
    const hint = union.monthYear ? { hint: 'month-year' as const } : {}
    problem(place, at, { code: 'unit-clash', left: union.left, right: union.right, ...hint })
    return left
  }
  problem(place, at, { code: 'operand-clash', op, left: printType(left), right: printType(right) })
  return { kind: 'any' }
}

export function expectKind(place: CheckPlace, of: Core, kind: Type['kind']): void {
  if (of.type.kind === kind || of.type.kind === 'any' || of.type.kind === 'null') return
  problem(place, of.at, { code: 'type-clash', expected: kind, found: printType(of.type) })
}
