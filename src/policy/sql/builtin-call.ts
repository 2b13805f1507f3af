import type { BuiltinName, Core } from '#policy/checked/index'
import type { Position } from '#policy/position'
import type { Generator } from '#policy/sql/generator'
import type { Lists } from '#policy/sql/lists'
import { literal, Refusal, type SqlType, type Term } from '#policy/sql/term'

/** A call of a built-in function that is to be written. */
export interface Call {
  readonly name: BuiltinName
  readonly arguments: readonly Core[]
  readonly at: Position
  readonly generator: Generator
  readonly lists: Lists
}

export type Write = (call: Call) => Term

export function refused(call: Call): never {
  throw new Refusal(`the function ${call.name}`, call.at)
}

export function argument(call: Call, index: number): Core {
  return call.arguments[index] ?? refused(call)
}

export function value(call: Call, index: number): Term {
  return call.generator.expression(argument(call, index))
}

/** An argument as a column, so that it may be repeated. */
export function column(call: Call, index: number): Term {
  return call.generator.hoist(value(call, index))
}

export function hoister(call: Call): (of: Term) => Term {
  return (of) => call.generator.hoist(of)
}

export function nothing(): Term {
  return literal('NULL', { kind: 'null' })
}

/** An argument of a kind; null for certain gives undefined, any other kind refuses. */
export function ofKind(call: Call, index: number, kind: SqlType['kind']): Term | undefined {
  const term = column(call, index)
  if (term.type.kind === kind) return term
  if (term.type.kind === 'null') return undefined
  throw new Refusal(`the function ${call.name} of ${term.type.kind}`, call.at)
}

/** A whole number that is written out. */
export function writtenInteger(call: Call, index: number): number | undefined {
  const of = call.arguments[index]
  if (of?.kind === 'number' && /^\d+$/.test(of.text)) return Number(of.text)
  if (of?.kind === 'negate' && of.of.kind === 'number' && /^\d+$/.test(of.of.text)) return -Number(of.of.text)
  return undefined
}

/** A text that is written out. */
export function writtenText(call: Call, index: number): string | undefined {
  const of = call.arguments[index]
  return of?.kind === 'string' ? of.value : undefined
}
