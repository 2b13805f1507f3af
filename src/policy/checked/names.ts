import { functionValue } from '#policy/checked/callable'
import { binder, broken, core, problem, variable, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { isBuiltin } from '#policy/checked/builtin-names'
import type { Referent, Scope } from '#policy/checked/scope'
import {
  anyFunction,
  anyType,
  booleanType,
  dateType,
  listOf,
  numberType,
  printType,
  stringType,
  type Type,
} from '#policy/checked/type'
import type { Parameter } from '#policy/model/index'
import { nearest } from '#policy/nearest'
import type { Position } from '#policy/position'
import type { Vocabulary } from '#policy/vocabulary'

export function parameterType(parameter: Parameter): Type {
  switch (parameter.type) {
    case 'number':
      return { kind: 'number', unit: parameter.unit ?? '' }
    case 'text':
      return stringType
    case 'boolean':
      return booleanType
  }
}

/** Dimensions that are not facts of the row: what a caller must give. */
export function calledDimensions(parameter: Parameter, vocabulary: Vocabulary): readonly string[] {
  return parameter.by.filter((dimension) => !vocabulary.facts.some((fact) => fact.name === dimension))
}

function unknownName(name: string, at: Position, scope: Scope, place: CheckPlace): Core {
  problem(place, at, { code: 'unknown-name', name, nearest: nearest(name, scope.known()) })
  return broken(at)
}

export function resolveName(name: string, at: Position, scope: Scope, place: CheckPlace): Core {
  const referent = scope.find(name)
  if (referent !== undefined) return resolveReferent(name, referent, at, scope, place)
  if (isBuiltin(name)) return core(anyFunction, at, { kind: 'builtin-value', name })
  return unknownName(name, at, scope, place)
}

export function resolveReferent(name: string, referent: Referent, at: Position, scope: Scope, place: CheckPlace): Core {
  switch (referent.kind) {
    case 'fact':
      return core(referent.type, at, { kind: 'fact', column: referent.column, name })
    case 'as-of':
      return core(dateType, at, { kind: 'as-of' })
    case 'parameter': {
      const missing = calledDimensions(referent.parameter, place.vocabulary)
      if (missing.length > 0) {
        problem(place, at, { code: 'argument-count', name, expected: String(missing.length), found: 0 })
      }
      return core(parameterType(referent.parameter), at, { kind: 'parameter', name, arguments: [] })
    }
    case 'decision':
      if (!referent.required) problem(place, at, { code: 'not-required', name })
      return core(place.decisionType(referent.name, at), at, { kind: 'decision', name: referent.name })
    case 'callable':
      if (!referent.required) problem(place, at, { code: 'not-required', name })
      return functionValue(referent.callable, at, place)
    case 'variable':
    case 'local-function':
      return variable(referent.binder, at)
    case 'element-field':
      return resolveField(variable(referent.binder, at), referent.name, at, place)
    case 'element-name': {
      const otherwise =
        referent.outer !== undefined
          ? resolveReferent(name, referent.outer, at, scope, place)
          : isBuiltin(name)
            ? core(anyFunction, at, { kind: 'builtin-value', name })
            : core(anyType, at, { kind: 'null' })
      return core(anyType, at, { kind: 'item-field', item: referent.binder, name, otherwise })
    }
    case 'value':
      return { ...referent.core, at }
    case 'model':
      return wholeModel(referent.names, at, scope, place)
  }
}

/** The name of an import alone stands for a context of what the other model gives. */
function wholeModel(names: Scope, at: Position, scope: Scope, place: CheckPlace): Core {
  const entries = [...names.known()].flatMap((name) => {
    const referent = names.find(name)
    if (referent === undefined || referent.kind === 'model') return []
    return [{ name, value: resolveReferent(name, referent, at, scope, place) }]
  })
  const fields = new Map(entries.map(({ name, value }) => [name, value.type]))
  return core({ kind: 'context', fields }, at, { kind: 'context', entries })
}

const dateFields: Readonly<Record<string, Type>> = {
  year: numberType,
  month: numberType,
  day: numberType,
  weekday: numberType,
}
const timeFields: Readonly<Record<string, Type>> = {
  hour: numberType,
  minute: numberType,
  second: numberType,
  'time offset': { kind: 'days' },
  timezone: stringType,
}

/** The properties of values that are no contexts (DMN 1.5, table 65). */
function propertyType(of: Type, name: string): Type | undefined {
  switch (of.kind) {
    case 'date':
      return dateFields[name]
    case 'time':
      return timeFields[name]
    case 'date-time':
      return dateFields[name] ?? timeFields[name]
    case 'months':
      return name === 'years' || name === 'months' ? numberType : undefined
    case 'days':
      return ['days', 'hours', 'minutes', 'seconds'].includes(name) ? numberType : undefined
    case 'range':
      if (name === 'start' || name === 'end') return of.of
      return name === 'start included' || name === 'end included' ? booleanType : undefined
    case 'number':
    case 'string':
    case 'boolean':
    case 'null':
    case 'any':
    case 'list':
    case 'context':
    case 'function':
      return undefined
  }
}

export function resolveField(of: Core, name: string, at: Position, place: CheckPlace): Core {
  if (of.type.kind === 'any' || of.type.kind === 'null') return core(anyType, at, { kind: 'field', of, name })
  if (of.type.kind === 'list') {
    const item = binder(place, 'item', of.type.of)
    const body = resolveField(variable(item, at), name, at, place)
    return core(listOf(body.type), at, { kind: 'map', of, binder: item, body })
  }
  if (of.type.kind !== 'context') {
    const property = propertyType(of.type, name)
    if (property !== undefined) return core(property, at, { kind: 'field', of, name })
    problem(place, at, { code: 'type-clash', expected: 'context', found: printType(of.type) })
    return broken(at)
  }
  const type = of.type.fields.get(name)
  if (type === undefined) {
    problem(place, at, { code: 'unknown-field', name, nearest: nearest(name, of.type.fields.keys()) })
    // A value may have more fields than its type names; standard DMN asks it.
    return place.semantics === 'standard' ? core(anyType, at, { kind: 'field', of, name }) : broken(at)
  }
  const { row } = of.type
  const list = row === undefined ? undefined : place.vocabulary.lists.find((known) => known.column === row)
  const column = list?.facts.find((fact) => fact.name === name)?.column
  return core(type, at, { kind: 'field', of, name, ...(column === undefined ? {} : { column }) })
}
