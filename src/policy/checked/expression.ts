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
import { checkCall } from '#policy/checked/call'
import type { Core } from '#policy/checked/core'
import { temporalLiteral } from '#policy/checked/literals'
import { resolveField, resolveName } from '#policy/checked/names'
import { arithmetic, comparison, junction } from '#policy/checked/operators'
import type { Scope } from '#policy/checked/scope'
import { anyType, booleanType, listOf, numberType, printType, stringType, type Type } from '#policy/checked/type'
import type { Expr, Iterator } from '#policy/feel/index'
import { checkTests } from '#policy/checked/tests'
import { words } from '#policy/words.zh'

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
      return core({ kind: 'null' }, at, { kind: 'null' })
    case 'at-literal':
      return temporalLiteral(expr.text, expr, place)
    case 'name':
      return resolveName(expr.name, at, scope, place)
    case 'path':
      return checkPath(expr, scope, place)
    case 'filter':
      return checkFilter(expr, scope, place)
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
      return checkFor(expr.iterators, expr.body, scope, place)
    case 'some':
    case 'every':
      return checkQuantified(expr.kind, expr.iterators, expr.body, scope, place)
    case 'list': {
      const items = expr.items.map(check)
      const type = items
        .map((item) => item.type)
        .reduce((left, right) => uniteOrReport(place, at, 'list', left, right), {
          kind: 'null',
        } as Type) // The empty list's item type; widened to Type so that reduce may replace it.
      return core(listOf(type), at, { kind: 'list', items })
    }
    case 'context':
      return checkContext(expr, scope, place)
    case 'range':
      problem(place, at, { code: 'unsupported-syntax', what: '[..]' })
      return broken(at)
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
  if (expr.of.kind === 'name') {
    const referent = scope.find(expr.of.name)
    if (referent?.kind === 'model') return resolveName(`${expr.of.name}.${expr.name}`, at, scope, place)
  }
  const of = checkExpression(expr.of, scope, place)
  if (of.type.kind === 'list') {
    const item = binder(place, words.item, of.type.of)
    const body = resolveField(variable(item, at), expr.name, at, place)
    return core(listOf(body.type), at, { kind: 'map', of, binder: item, body })
  }
  return resolveField(of, expr.name, at, place)
}

/** A value where a list is wanted stands for the list of itself. */
function asList(of: Core): Core {
  if (of.type.kind === 'list' || of.type.kind === 'any') return of
  return core(listOf(of.type), of.at, { kind: 'list', items: [of] })
}

function itemOf(type: Type): Type {
  return type.kind === 'list' ? type.of : anyType
}

function checkFilter(expr: Extract<Expr, { kind: 'filter' }>, scope: Scope, place: CheckPlace): Core {
  const at = place.position(expr.from)
  const of = asList(checkExpression(expr.of, scope, place))
  const element = binder(place, words.item, itemOf(of.type))
  const inner = scope.with([
    ...(element.type.kind === 'context'
      ? [...element.type.fields.keys()].map((name) => [name, { kind: 'element-field', binder: element, name }] as const)
      : []),
    [words.item, { kind: 'variable', binder: element }],
  ])
  const by = checkExpression(expr.by, inner, place)
  if (by.type.kind === 'number') return core(element.type, at, { kind: 'index', of, index: by })
  expectKind(place, by, 'boolean')
  return core(of.type, at, { kind: 'filter', of, binder: element, predicate: by })
}

/** What an iterator runs over: a list, or whole numbers from a range. */
function iterated(over: Expr, scope: Scope, place: CheckPlace): Core {
  if (over.kind !== 'range') return asList(checkExpression(over, scope, place))
  const [low, high] = [checkExpression(over.low, scope, place), checkExpression(over.high, scope, place)]
  expectKind(place, low, 'number')
  expectKind(place, high, 'number')
  return core(listOf(numberType), place.position(over.from), { kind: 'count-up', low, high })
}

function checkFor(iterators: readonly Iterator[], body: Expr, scope: Scope, place: CheckPlace): Core {
  const [first, ...rest] = iterators
  if (first === undefined) return checkExpression(body, scope, place)
  const of = iterated(first.over, scope, place)
  const item = binder(place, first.name, itemOf(of.type))
  const inner = scope.with([[first.name, { kind: 'variable', binder: item }]])
  const each = checkFor(rest, body, inner, place)
  if (rest.length > 0) return core(each.type, of.at, { kind: 'flat-map', of, binder: item, body: each })
  return core(listOf(each.type), of.at, { kind: 'map', of, binder: item, body: each })
}

function checkQuantified(
  kind: 'some' | 'every',
  iterators: readonly Iterator[],
  body: Expr,
  scope: Scope,
  place: CheckPlace,
): Core {
  const [first, ...rest] = iterators
  if (first === undefined) {
    const predicate = checkExpression(body, scope, place)
    expectKind(place, predicate, 'boolean')
    return predicate
  }
  const of = iterated(first.over, scope, place)
  const item = binder(place, first.name, itemOf(of.type))
  const inner = scope.with([[first.name, { kind: 'variable', binder: item }]])
  return core(booleanType, of.at, {
    kind,
    of,
    binder: item,
    predicate: checkQuantified(kind, rest, body, inner, place),
  })
}

function checkContext(expr: Extract<Expr, { kind: 'context' }>, scope: Scope, place: CheckPlace): Core {
  const entries: { name: string; value: Core }[] = []
  let inner = scope
  for (const entry of expr.entries) {
    const value = checkExpression(entry.value, inner, place)
    if (entries.some((known) => known.name === entry.name)) {
      problem(place, place.position(entry.value.from), { code: 'duplicate-name', name: entry.name })
    }
    entries.push({ name: entry.name, value })
    inner = inner.with([[entry.name, { kind: 'value', core: value }]])
  }
  const fields = new Map(entries.map((entry) => [entry.name, entry.value.type]))
  return core({ kind: 'context', fields }, place.position(expr.from), { kind: 'context', entries })
}

/** Reports when an expression's type is not the declared one; gives the more telling of the two. */
export function declared(of: Core, type: Type | undefined, place: CheckPlace): Type {
  if (type === undefined) return of.type
  if (type.kind === 'context' && of.type.kind !== 'context' && of.type.kind !== 'any') {
    problem(place, of.at, { code: 'type-clash', expected: printType(type), found: printType(of.type) })
    return type
  }
  return uniteOrReport(place, of.at, '=', type, of.type)
}
