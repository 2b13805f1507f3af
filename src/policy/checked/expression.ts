import { functionValue, type Callable } from '#policy/checked/callable'
import { checkCall } from '#policy/checked/call'
import {
  binder,
  broken,
  core,
  expectKind,
  problem,
  uniteOrReport,
  variable,
  type CheckPlace,
} from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { temporalLiteral } from '#policy/checked/literals'
import { checkFilter, checkFor, checkQuantified } from '#policy/checked/loops'
import { resolveField, resolveName, resolveReferent } from '#policy/checked/names'
import { arithmetic, comparison, junction } from '#policy/checked/operators'
import type { Referent, Scope } from '#policy/checked/scope'
import { checkTests } from '#policy/checked/tests'
import { anyType, booleanType, listOf, nullType, numberType, stringType, type Type } from '#policy/checked/type'
import type { Expr } from '#policy/feel/index'
import { nearest } from '#policy/nearest'

/** Resolves the names of an expression, infers its type and checks units; reports and goes on. */
export function checkExpression(expr: Expr, scope: Scope, place: CheckPlace): Core {
  const at = place.position(expr.from)
  const check = (part: Expr): Core => checkExpression(part, scope, place)
  switch (expr.kind) {
    case 'number':
      return core(numberType, at, { kind: 'number', text: expr.text })
    case 'string':
      return core(stringType, at, { kind: 'string', value: expr.value })
    case 'boolean':
      return core(booleanType, at, { kind: 'boolean', value: expr.value })
    case 'null':
      return core(nullType, at, { kind: 'null' })
    case 'at-literal':
      return temporalLiteral(expr.text, expr, place)
    case 'name':
      return resolveName(expr.name, at, scope, place)
    case 'path':
      return checkPath(expr, scope, place)
    case 'filter':
      return checkFilter(at, check(expr.of), scope, place, (inner) => checkExpression(expr.by, inner, place))
    case 'call':
      return checkCall(expr, scope, place)
    case 'negate': {
      const of = check(expr.of)
      if (of.type.kind !== 'months' && of.type.kind !== 'days') expectKind(place, of, 'number')
      return core(of.type, at, { kind: 'negate', of })
    }
    case 'arithmetic':
      return arithmetic(place, place.position(expr.left.to), expr.op, check(expr.left), check(expr.right))
    case 'compare':
      return comparison(place, at, expr.op, check(expr.left), check(expr.right))
    case 'between': {
      const of = check(expr.of)
      const low = comparison(place, at, '>=', of, check(expr.low))
      return junction(place, at, 'and', [low, comparison(place, at, '<=', of, check(expr.high))])
    }
    case 'in':
      return checkTests(expr.tests, check(expr.of), scope, place, at)
    case 'instance-of':
      return core(booleanType, at, { kind: 'instance-of', of: check(expr.of), to: place.typeOf(expr.type) })
    case 'and':
    case 'or':
      return junction(place, at, expr.kind, flatten(expr.kind, expr).map(check))
    case 'if': {
      const condition = check(expr.condition)
      expectKind(place, condition, 'boolean')
      const [yes, no] = [check(expr.yes), check(expr.no)]
      const type = uniteOrReport(place, at, 'if', yes.type, no.type)
      return core(type, at, { kind: 'if', condition, yes, no })
    }
    case 'for':
      return checkFor(at, expr.iterators, scope, place, (inner) => checkExpression(expr.body, inner, place))
    case 'some':
    case 'every':
      return checkQuantified(expr.kind, expr.iterators, scope, place, (inner) =>
        checkExpression(expr.body, inner, place),
      )
    case 'list': {
      const items = expr.items.map(check)
      const type = items
        .map((item) => item.type)
        .reduce((left, right) => uniteOrReport(place, at, 'list', left, right), nullType)
      return core(listOf(type), at, { kind: 'list', items })
    }
    case 'context':
      return checkContext(expr, scope, place)
    case 'function':
      return functionValue(literalFunction(expr, '', scope, place), at, place)
    case 'range':
      return checkRange(expr, scope, place)
    case 'placeholder':
      return resolveName('?', at, scope, place)
  }
}

function flatten(kind: 'and' | 'or', expr: Expr): readonly Expr[] {
  if (expr.kind !== kind) return [expr]
  return [...flatten(kind, expr.left), ...flatten(kind, expr.right)]
}

function checkPath(expr: Extract<Expr, { kind: 'path' }>, scope: Scope, place: CheckPlace): Core {
  const at = place.position(expr.nameFrom)
  const model = modelNames(expr.of, scope)
  if (model === undefined) return resolveField(checkExpression(expr.of, scope, place), expr.name, at, place)
  const referent = model.find(expr.name)
  if (referent !== undefined) return resolveReferent(expr.name, referent, at, model, place)
  problem(place, at, { code: 'unknown-name', name: expr.name, nearest: nearest(expr.name, model.known()) })
  return broken(at)
}

/** The names of the imported model that an expression names, also through other imports. */
function modelNames(expr: Expr, scope: Scope): Scope | undefined {
  if (expr.kind === 'name') {
    const referent = scope.find(expr.name)
    return referent?.kind === 'model' ? referent.names : undefined
  }
  if (expr.kind !== 'path') return undefined
  const referent = modelNames(expr.of, scope)?.find(expr.name)
  return referent?.kind === 'model' ? referent.names : undefined
}

function checkRange(expr: Extract<Expr, { kind: 'range' }>, scope: Scope, place: CheckPlace): Core {
  const at = place.position(expr.from)
  const low = expr.low === undefined ? undefined : checkExpression(expr.low, scope, place)
  const high = expr.high === undefined ? undefined : checkExpression(expr.high, scope, place)
  const of = uniteOrReport(place, at, '..', low?.type ?? nullType, high?.type ?? nullType)
  return core({ kind: 'range', of }, at, {
    kind: 'range',
    low,
    high,
    lowIncluded: low !== undefined && !expr.lowOpen,
    highIncluded: high !== undefined && !expr.highOpen,
  })
}

/** A function as written, in the scope where it is written. */
function literalFunction(
  expr: Extract<Expr, { kind: 'function' }>,
  name: string,
  scope: Scope,
  place: CheckPlace,
): Callable {
  return {
    name,
    parameters: expr.parameters.map((parameter) => ({
      name: parameter.name,
      type: parameter.type === undefined ? undefined : place.typeOf(parameter.type),
    })),
    result: undefined,
    key: undefined,
    body: (locals) => checkExpression(expr.body, scope.with(locals), place),
  }
}

function checkContext(expr: Extract<Expr, { kind: 'context' }>, scope: Scope, place: CheckPlace): Core {
  const at = place.position(expr.from)
  const entries: { name: string; value: Core }[] = []
  const bound: { readonly local: ReturnType<typeof binder>; readonly value: Core }[] = []
  let inner = scope
  for (const entry of expr.entries) {
    const callable =
      entry.value.kind === 'function' ? literalFunction(entry.value, entry.name, inner, place) : undefined
    const value = checkExpression(entry.value, inner, place)
    if (entries.some((known) => known.name === entry.name)) {
      problem(place, place.position(entry.value.from), { code: 'duplicate-name', name: entry.name })
      // DMN 1.5, 10.3.2.6: keys of a context are distinct.
      if (place.semantics === 'standard') return core(anyType, at, { kind: 'null' })
    }
    const local = binder(place, entry.name, value.type)
    bound.push({ local, value })
    entries.push({ name: entry.name, value: variable(local, value.at) })
    const referent: Referent =
      callable === undefined ? { kind: 'variable', binder: local } : { kind: 'local-function', callable, binder: local }
    inner = inner.with([[entry.name, referent]])
  }
  const fields = new Map<string, Type>(entries.map((entry) => [entry.name, entry.value.type]))
  const context = core({ kind: 'context', fields }, at, { kind: 'context', entries })
  return bound.reduceRight<Core>(
    (body, { local, value }) => core(body.type, at, { kind: 'let', binder: local, value, body }),
    context,
  )
}
