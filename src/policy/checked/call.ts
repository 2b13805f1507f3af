import { isBuiltin, builtinNames } from '#policy/checked/builtin-names'
import { builtinCall } from '#policy/checked/builtins'
import { broken, core, expectKind, problem, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { temporalLiteral } from '#policy/checked/literals'
import { calledDimensions, parameterType } from '#policy/checked/names'
import type { Scope } from '#policy/checked/scope'
import type { Expr } from '#policy/feel/index'
import { nearest } from '#policy/nearest'
import type { Position } from '#policy/position'

type Call = Extract<Expr, { kind: 'call' }>

export function checkCall(expr: Call, scope: Scope, place: CheckPlace): Core {
  const at = place.position(expr.from)
  const name = calleeName(expr.callee)
  if (name === undefined) {
    problem(place, at, { code: 'unsupported-syntax', what: 'function value' })
    return broken(at)
  }
  if (name === 'date' || name === 'duration') return constructed(expr, place, at)
  const args = expr.arguments.map((argument) => ({
    name: argument.name,
    value: place.check(argument.value, scope, place),
  }))
  const referent = scope.find(name)
  if (referent?.kind === 'function') {
    if (!referent.required) problem(place, at, { code: 'not-required', name })
    return place.inline({ referent, arguments: args, at, place })
  }
  if (referent?.kind === 'parameter') {
    const dimensions = calledDimensions(referent.parameter)
    if (args.length !== dimensions.length) {
      problem(place, at, { code: 'argument-count', name, expected: String(dimensions.length), found: args.length })
    }
    for (const { value } of args) expectKind(place, value, 'string')
    const type = parameterType(referent.parameter)
    return core(type, at, { kind: 'parameter', name, arguments: args.map(({ value }) => value) })
  }
  if (!isBuiltin(name)) {
    problem(place, at, { code: 'unknown-function', name, nearest: nearest(name, [...builtinNames, ...scope.known()]) })
    return broken(at)
  }
  if (args.some((argument) => argument.name !== undefined)) {
    problem(place, at, { code: 'unsupported-syntax', what: `${name}(name: value)` })
    return broken(at)
  }
  return builtinCall(
    place,
    at,
    name,
    args.map(({ value }) => value),
  )
}

/** A plain name, or the name of a function of an imported model: `户.合计`. */
function calleeName(callee: Expr): string | undefined {
  if (callee.kind === 'name') return callee.name
  if (callee.kind === 'path' && callee.of.kind === 'name') return `${callee.of.name}.${callee.name}`
  return undefined
}

/** `date("…")` and `duration("…")` of literals; the other ways to make a date are not compiled. */
function constructed(expr: Call, place: CheckPlace, at: Position): Core {
  const [only] = expr.arguments
  if (expr.arguments.length !== 1 || only?.value.kind !== 'string') {
    problem(place, at, { code: 'unsupported-syntax', what: 'date(…), duration(…)' })
    return broken(at)
  }
  return temporalLiteral(only.value.value, expr, place)
}
