import { functionValue, type Callable } from '#policy/checked/callable'
import { callOf } from '#policy/checked/call'
import { binder, core, expectKind, uniteOrReport, variable } from '#policy/checked/check'
import { converted } from '#policy/checked/convert'
import type { Binder, Core } from '#policy/checked/core'
import { checkFilter, checkQuantified, forOver, itemsOf } from '#policy/checked/loops'
import type { Referent, Scope } from '#policy/checked/scope'
import { checkTable } from '#policy/checked/tables'
import { checkText, type BoxedPlace } from '#policy/checked/texts'
import { anyType, booleanType, listOf, nullType, type Type } from '#policy/checked/type'
import type { Boxed, FormalParameter } from '#policy/model/index'

/** Checks boxed logic (DMN 1.5, 7.3 and 10.2). */
export function checkBoxed(boxed: Boxed, scope: Scope, place: BoxedPlace): Core {
  const value = unconverted(boxed, scope, place)
  return declaredValue(value, boxed.typeRef, boxed.offset, place)
}

export function declaredValue(value: Core, typeRef: string | undefined, offset: number, place: BoxedPlace): Core {
  return place.allowed(converted(value, place.declared(typeRef, offset), place.atOffset(offset)), typeRef)
}

function unconverted(boxed: Boxed, scope: Scope, place: BoxedPlace): Core {
  const here = place.atOffset(boxed.offset)
  const at = here.position(0)
  switch (boxed.kind) {
    case 'literal':
      return checkText(boxed.text, scope, place)
    case 'context':
      return checkBoxedContext(boxed, scope, place)
    case 'table':
      return checkTable(boxed, scope, place)
    case 'list': {
      const items = boxed.items.map((item) => checkBoxed(item, scope, place))
      const type = items.reduce<Type>((sofar, item) => uniteOrReport(here, at, 'list', sofar, item.type), nullType)
      return core(listOf(type), at, { kind: 'list', items })
    }
    case 'relation':
      return checkRelation(boxed, scope, place)
    case 'invocation':
      return checkInvocation(boxed, scope, place)
    case 'function':
      return functionValue(boxedFunction(boxed, '', scope, place), at, here)
    case 'conditional': {
      const condition = checkBoxed(boxed.condition, scope, place)
      expectKind(here, condition, 'boolean')
      const [yes, no] = [checkBoxed(boxed.yes, scope, place), checkBoxed(boxed.no, scope, place)]
      return core(uniteOrReport(here, at, 'if', yes.type, no.type), at, { kind: 'if', condition, yes, no })
    }
    case 'filter':
      return checkFilter(at, checkBoxed(boxed.of, scope, place), scope, here, (inner) =>
        checkBoxed(boxed.by, inner, place),
      )
    case 'for': {
      const { item, inner } = iterator(boxed, scope, place)
      return forOver(at, [item], inner, here, (within) => checkBoxed(boxed.body, within, place))
    }
    case 'some':
    case 'every': {
      const { item, inner } = iterator(boxed, scope, place)
      const predicate = checkQuantified(boxed.kind, [], inner, here, (within) => checkBoxed(boxed.body, within, place))
      return core(booleanType, at, { kind: boxed.kind, of: item.of, binder: item.binder, predicate })
    }
  }
}

type Loop = Extract<Boxed, { kind: 'for' | 'some' | 'every' }>

function iterator(
  boxed: Loop,
  scope: Scope,
  place: BoxedPlace,
): { readonly item: { readonly of: Core; readonly binder: Binder }; readonly inner: Scope } {
  const of = itemsOf(checkBoxed(boxed.over, scope, place))
  const local = binder(place.atOffset(boxed.offset), boxed.iterator, of.type.kind === 'list' ? of.type.of : anyType)
  return { item: { of, binder: local }, inner: scope.with([[boxed.iterator, { kind: 'variable', binder: local }]]) }
}

function checkBoxedContext(boxed: Extract<Boxed, { kind: 'context' }>, scope: Scope, place: BoxedPlace): Core {
  const here = place.atOffset(boxed.offset)
  const at = here.position(0)
  const entries: { name: string; value: Core }[] = []
  const bound: { readonly local: Binder; readonly value: Core }[] = []
  const wrapped = (body: Core): Core =>
    bound.reduceRight<Core>(
      (inner, { local, value }) => core(inner.type, at, { kind: 'let', binder: local, value, body: inner }),
      body,
    )
  let inner = scope
  for (const entry of boxed.entries) {
    const callable =
      entry.value.kind === 'function' ? boxedFunction(entry.value, entry.name ?? '', inner, place) : undefined
    const made = checkBoxed(entry.value, inner, place)
    const value = declaredValue(made, entry.typeRef, boxed.offset, place)
    // The entry without a name is the result; the others are its local names.
    if (entry.name === undefined) return wrapped(value)
    const local = binder(here, entry.name, value.type)
    bound.push({ local, value })
    entries.push({ name: entry.name, value: variable(local, value.at) })
    const referent: Referent =
      callable === undefined ? { kind: 'variable', binder: local } : { kind: 'local-function', callable, binder: local }
    inner = inner.with([[entry.name, referent]])
  }
  const fields = new Map(entries.map((entry) => [entry.name, entry.value.type]))
  return wrapped(core({ kind: 'context', fields }, at, { kind: 'context', entries }))
}

function checkRelation(boxed: Extract<Boxed, { kind: 'relation' }>, scope: Scope, place: BoxedPlace): Core {
  const here = place.atOffset(boxed.offset)
  const at = here.position(0)
  const rows = boxed.rows.map((row) => {
    const entries = boxed.columns.map((column, index) => {
      const cell = row[index]
      const value = cell === undefined ? core(nullType, at, { kind: 'null' }) : checkBoxed(cell, scope, place)
      return { name: column.name, value: declaredValue(value, column.typeRef, boxed.offset, place) }
    })
    const fields = new Map(entries.map((entry) => [entry.name, entry.value.type]))
    return core({ kind: 'context', fields }, at, { kind: 'context', entries })
  })
  const type = rows.reduce<Type>((sofar, row) => uniteOrReport(here, at, 'list', sofar, row.type), nullType)
  return core(listOf(type), at, { kind: 'list', items: rows })
}

function checkInvocation(boxed: Extract<Boxed, { kind: 'invocation' }>, scope: Scope, place: BoxedPlace): Core {
  const here = place.atOffset(boxed.offset)
  const at = here.position(0)
  const args = boxed.bindings.map((binding) => {
    const value =
      binding.value === undefined ? core(nullType, at, { kind: 'null' }) : checkBoxed(binding.value, scope, place)
    return { name: binding.name, value }
  })
  const { callee } = boxed
  const name = callee.kind === 'literal' ? callee.text.text.trim().replace(/\s+/g, ' ') : ''
  const referent = name === '' ? undefined : invoked(name, scope)
  return callOf(name, referent, args, at, here, () => checkBoxed(callee, scope, place))
}

/** The function that an invocation names, also in an imported model. */
function invoked(name: string, scope: Scope): Referent | undefined {
  const own = scope.find(name)
  if (own !== undefined) return own
  const dot = name.indexOf('.')
  if (dot === -1) return undefined
  const model = scope.find(name.slice(0, dot).trim())
  return model?.kind === 'model' ? invoked(name.slice(dot + 1).trim(), model.names) : undefined
}

/** A boxed function in the scope where it stands. */
function boxedFunction(
  boxed: { readonly parameters: readonly FormalParameter[]; readonly body: Boxed },
  name: string,
  scope: Scope,
  place: BoxedPlace,
): Callable {
  return {
    name,
    parameters: boxed.parameters.map((parameter) => ({
      name: parameter.name,
      type: place.declared(parameter.typeRef, parameter.offset),
    })),
    result: undefined,
    key: undefined,
    body: (locals) => checkBoxed(boxed.body, scope.with(locals), place),
  }
}
