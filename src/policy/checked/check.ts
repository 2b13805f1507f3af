import type { Callable } from '#policy/checked/callable'
import type { Binder, Core, CoreNode } from '#policy/checked/core'
import type { Semantics } from '#policy/checked/program'
import type { Scope } from '#policy/checked/scope'
import { anyType, printType, unite, type Type } from '#policy/checked/type'
import type { Expr, TypeExpr } from '#policy/feel/index'
import type { Position } from '#policy/position'
import { spend } from '#policy/value/index'
import { report, type Problem, type ProblemSink } from '#policy/problem'
import type { Vocabulary } from '#policy/vocabulary'

/** What checking one expression needs besides the expression: names, places and the sink of problems. */
export interface CheckPlace {
  readonly sink: ProblemSink
  readonly semantics: Semantics
  readonly vocabulary: Vocabulary
  readonly progress: Progress
  readonly decision: string | undefined
  readonly cell: string | undefined
  /** The position in the file of an offset in the expression's text. */
  position(offset: number): Position
  /** The type of a decision, checked first when it has not been. */
  decisionType(name: string, at: Position): Type
  /** Checks a part; `expression.ts` itself, given here so that its parts need not import it. */
  check(expr: Expr, scope: Scope, place: CheckPlace): Core
  /** The type that a type expression names. */
  typeOf(type: TypeExpr): Type
  /** Makes sure that a function stands in the program. */
  require(callable: Callable): void
}

/** What one compilation counts and what it is in the middle of. */
export interface Progress {
  lastId: number
  inlined: number
  /** Functions whose bodies are being spelled out. */
  readonly open: Set<Callable>
}

export function problem(place: CheckPlace, at: Position, what: Problem): void {
  report(place.sink, at, what, { decision: place.decision, cell: place.cell })
}

export function core(type: Type, at: Position, node: CoreNode): Core {
  spend(1)
  return { ...node, type, at }
}

/** Stands for an expression that has been reported; of type any, so that one mistake gives one error. */
export function broken(at: Position): Core {
  return core(anyType, at, { kind: 'null' })
}

export function binder(place: CheckPlace, name: string, type: Type): Binder {
  place.progress.lastId += 1
  return { id: place.progress.lastId, name, type }
}

export function variable(of: Binder, at: Position): Core {
  return core(of.type, at, { kind: 'variable', binder: of })
}

/** Binds a value to a local name, unless it is one already. */
export function bound(place: CheckPlace, value: Core, body: (of: Core) => Core): Core {
  const simple = ['variable', 'fact', 'decision', 'number', 'string', 'boolean', 'null', 'temporal', 'as-of']
  if (simple.includes(value.kind)) return body(value)
  const local = binder(place, '?', value.type)
  const inner = body(variable(local, value.at))
  return core(inner.type, value.at, { kind: 'let', binder: local, value, body: inner })
}

/**
 * The common type of two expressions. When there is none, that is an error of a policy; in standard DMN a list or a
 * choice may hold both, and nothing is known of its values.
 */
export function uniteOrReport(place: CheckPlace, at: Position, op: string, left: Type, right: Type): Type {
  const union = unite(left, right, place.vocabulary.units)
  if (union.ok) return union.type
  if (place.semantics === 'standard') return anyType
  if (union.why === 'unit') {
    const hint = union.monthYear ? { hint: 'month-year' as const } : {}
    problem(place, at, { code: 'unit-clash', left: union.left, right: union.right, ...hint })
    return left
  }
  problem(place, at, { code: 'operand-clash', op, left: printType(left), right: printType(right) })
  return anyType
}

export function expectKind(place: CheckPlace, of: Core, kind: Type['kind']): void {
  if (of.type.kind === kind || of.type.kind === 'any' || of.type.kind === 'null') return
  problem(place, of.at, { code: 'type-clash', expected: kind, found: printType(of.type) })
}
