import { binder, core, expectKind, type CheckPlace } from '#policy/checked/check'
import type { Binder, Core } from '#policy/checked/core'
import type { Referent, Scope } from '#policy/checked/scope'
import { anyType, booleanType, listOf, numberType, type Type } from '#policy/checked/type'
import { within } from '#policy/checked/walk'
import type { Expr, Iterator } from '#policy/feel/index'
import type { Position } from '#policy/position'

const itemName = 'item'
const partialName = 'partial'

/** A value where a list is wanted stands for the list of itself. */
function asList(of: Core): Core {
  if (of.type.kind === 'list' || of.type.kind === 'any' || of.type.kind === 'null') return of
  return core(listOf(of.type), of.at, { kind: 'list', items: [of] })
}

function itemOf(type: Type): Type {
  return type.kind === 'list' ? type.of : anyType
}

/** `list[by]`: a selection, or the item at an index. `check` checks `by` in the scope of an element. */
export function checkFilter(
  at: Position,
  over: Core,
  scope: Scope,
  place: CheckPlace,
  check: (inner: Scope) => Core,
): Core {
  const of = place.semantics === 'policy' ? asList(over) : over
  const itemType = over.type.kind === 'list' ? over.type.of : over.type
  const element = binder(place, itemName, itemType.kind === 'null' ? anyType : itemType)
  const by = check(elementScope(scope, element))
  const list = over.type.kind === 'list' || over.type.kind === 'any' ? over.type : listOf(over.type)
  if (by.type.kind === 'number') return core(element.type, at, { kind: 'index', of, index: by })
  if (by.type.kind === 'boolean') return core(list, at, { kind: 'filter', of, binder: element, predicate: by })
  if (by.type.kind !== 'any' && by.type.kind !== 'null') expectKind(place, by, 'boolean')
  return core(anyType, at, { kind: 'select', of, binder: element, by })
}

function elementScope(scope: Scope, element: Binder): Scope {
  const item: [string, Referent] = [itemName, { kind: 'variable', binder: element }]
  if (element.type.kind === 'any') return scope.withElement(element, [item])
  if (element.type.kind !== 'context') return scope.with([item])
  const fields = [...element.type.fields.keys()].map((name): [string, Referent] => {
    return [name, { kind: 'element-field', binder: element, name }]
  })
  return scope.with([item, ...fields])
}

/** What an iterator runs over: a list, or what lies between two ends. */
function iterated(over: Expr, scope: Scope, place: CheckPlace): Core {
  // `low..high` begins where low begins; a range in brackets is a value like any other.
  if (over.kind !== 'range' || over.low === undefined || over.high === undefined || over.from !== over.low.from) {
    return itemsOf(place.check(over, scope, place))
  }
  const [low, high] = [place.check(over.low, scope, place), place.check(over.high, scope, place)]
  if (low.type.kind === 'date' && high.type.kind === 'date') {
    return core(listOf(low.type), place.position(over.from), { kind: 'count-up', low, high })
  }
  if (low.type.kind !== 'any') expectKind(place, low, 'number')
  if (high.type.kind !== 'any') expectKind(place, high, 'number')
  const numbers = low.type.kind === 'number' && high.type.kind === 'number'
  return core(listOf(numbers ? numberType : anyType), place.position(over.from), { kind: 'count-up', low, high })
}

/** The items that a loop over a value runs through. */
export function itemsOf(of: Core): Core {
  if (of.type.kind === 'list') return of
  const item = of.type.kind === 'range' ? of.type.of : of.type
  return core(listOf(item.kind === 'null' ? anyType : item), of.at, { kind: 'items', of })
}

/** A `for`; `check` checks its body. */
export function checkFor(
  at: Position,
  iterators: readonly Iterator[],
  scope: Scope,
  place: CheckPlace,
  check: (inner: Scope) => Core,
): Core {
  const opened: { readonly of: Core; readonly binder: Binder }[] = []
  let inner = scope
  for (const iterator of iterators) {
    const of = iterated(iterator.over, inner, place)
    const item = binder(place, iterator.name, itemOf(of.type))
    opened.push({ of, binder: item })
    inner = inner.with([[iterator.name, { kind: 'variable', binder: item }]])
  }
  return forOver(at, opened, inner, place, check)
}

export function forOver(
  at: Position,
  iterators: readonly { readonly of: Core; readonly binder: Binder }[],
  scope: Scope,
  place: CheckPlace,
  check: (inner: Scope) => Core,
): Core {
  const partial = binder(place, partialName, listOf(anyType))
  const body = check(scope.with([[partialName, { kind: 'variable', binder: partial }]]))
  const readsPartial = [...within(body)].some((part) => part.kind === 'variable' && part.binder.id === partial.id)
  if (readsPartial) return core(listOf(body.type), at, { kind: 'for', iterators, partial, body })
  return iterators.reduceRight<Core>((inner, { of, binder: item }, index) => {
    if (index === iterators.length - 1)
      return core(listOf(inner.type), at, { kind: 'map', of, binder: item, body: inner })
    return core(inner.type, at, { kind: 'flat-map', of, binder: item, body: inner })
  }, body)
}

/** `some` and `every`; `check` checks the condition. */
export function checkQuantified(
  kind: 'some' | 'every',
  iterators: readonly Iterator[],
  scope: Scope,
  place: CheckPlace,
  check: (inner: Scope) => Core,
): Core {
  const [first, ...rest] = iterators
  if (first === undefined) {
    const predicate = check(scope)
    expectKind(place, predicate, 'boolean')
    return predicate
  }
  const of = iterated(first.over, scope, place)
  const item = binder(place, first.name, itemOf(of.type))
  const inner = scope.with([[first.name, { kind: 'variable', binder: item }]])
  const predicate = checkQuantified(kind, rest, inner, place, check)
  return core(booleanType, of.at, { kind, of, binder: item, predicate })
}
