import { builtinNames, isBuiltin, type BuiltinName } from '#policy/checked/builtin-names'
import { namedBuiltinCall } from '#policy/checked/builtins'
import { called, canSpellOut, type CallArgument } from '#policy/checked/callable'
import { broken, core, expectKind, problem, variable, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { temporalLiteral } from '#policy/checked/literals'
import { calledDimensions, parameterType } from '#policy/checked/names'
import type { Referent, Scope } from '#policy/checked/scope'
import { anyType, printType } from '#policy/checked/type'
import type { Expr } from '#policy/feel/index'
import { nearest } from '#policy/nearest'
import type { Position } from '#policy/position'
import { parseTemporal } from '#policy/value/index'

type Call = Extract<Expr, { kind: 'call' }>

export function checkCall(expr: Call, scope: Scope, place: CheckPlace): Core {
  const at = place.position(expr.from)
  const literal = writtenOut(expr, scope, place)
  if (literal !== undefined) return literal
  const args = expr.arguments.map((argument) => ({
    name: argument.name,
    value: place.check(argument.value, scope, place),
  }))
  const { callee } = expr
  const { name, referent } = calleeOf(callee, scope)
  if (name !== undefined && referent === undefined && isBuiltin(name)) return namedBuiltinCall(place, at, name, args)
  if (name !== undefined && referent === undefined && callee.kind === 'name') {
    problem(place, at, { code: 'unknown-function', name, nearest: nearest(name, [...builtinNames, ...scope.known()]) })
    return broken(at)
  }
  return callOf(name ?? '', referent, args, at, place, () => place.check(callee, scope, place))
}

/** A call of what a name stands for; `otherwise` gives the function when it is any other expression. */
export function callOf(
  name: string,
  referent: Referent | undefined,
  args: readonly CallArgument[],
  at: Position,
  place: CheckPlace,
  otherwise: () => Core,
): Core {
  if (referent?.kind === 'callable') {
    if (!referent.required) problem(place, at, { code: 'not-required', name })
    return called(referent.callable, args, at, place)
  }
  if (referent?.kind === 'local-function') {
    if (canSpellOut(referent.callable, place)) return called(referent.callable, args, at, place)
    return dynamicCall(variable(referent.binder, at), args, at, place)
  }
  if (referent?.kind === 'parameter') {
    const dimensions = calledDimensions(referent.parameter, place.vocabulary)
    if (args.length !== dimensions.length) {
      problem(place, at, { code: 'argument-count', name, expected: String(dimensions.length), found: args.length })
    }
    for (const { value } of args) expectKind(place, value, 'string')
    const type = parameterType(referent.parameter)
    return core(type, at, { kind: 'parameter', name, arguments: args.map(({ value }) => value) })
  }
  return dynamicCall(otherwise(), args, at, place)
}

function dynamicCall(callee: Core, args: readonly CallArgument[], at: Position, place: CheckPlace): Core {
  if (callee.kind === 'builtin-value') return namedBuiltinCall(place, at, callee.name, args)
  if (callee.type.kind !== 'function' && callee.type.kind !== 'any') {
    problem(place, at, { code: 'type-clash', expected: 'function', found: printType(callee.type) })
    return broken(at)
  }
  const type = callee.type.kind === 'function' ? callee.type.result : anyType
  return core(type, at, { kind: 'call', callee, arguments: args })
}

/** A plain name, or the name of something in an imported model: `m.total`. */
function calleeOf(
  callee: Expr,
  scope: Scope,
): { readonly name: string | undefined; readonly referent: Referent | undefined } {
  if (callee.kind === 'name') return { name: callee.name, referent: scope.find(callee.name) }
  if (callee.kind === 'path' && callee.of.kind === 'name') {
    const model = scope.find(callee.of.name)
    if (model?.kind === 'model') {
      return { name: `${callee.of.name}.${callee.name}`, referent: model.names.find(callee.name) }
    }
  }
  return { name: undefined, referent: undefined }
}

const constructors: Readonly<Partial<Record<BuiltinName, readonly string[]>>> = {
  date: ['date'],
  time: ['time'],
  'date and time': ['date-time'],
  duration: ['months', 'days'],
}

/** `date("…")`, `duration("…")` and the like of a literal that is one. A policy must not write any other literal. */
function writtenOut(expr: Call, scope: Scope, place: CheckPlace): Core | undefined {
  if (expr.callee.kind !== 'name' || !isBuiltin(expr.callee.name) || scope.find(expr.callee.name) !== undefined) {
    return undefined
  }
  const kinds = constructors[expr.callee.name]
  const [only] = expr.arguments
  if (kinds === undefined || expr.arguments.length !== 1 || only?.value.kind !== 'string') return undefined
  const value = parseTemporal(only.value.value)
  if (value !== undefined && kinds.includes(value.kind)) return temporalLiteral(only.value.value, expr, place)
  if (place.semantics === 'standard') return undefined
  const at = place.position(expr.from)
  problem(place, at, {
    code: 'bad-literal',
    text: only.value.value,
    type: expr.callee.name === 'duration' ? 'duration' : 'date',
  })
  return broken(at)
}
