import { broken, core, problem, variable, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { columnOf, type Referent, type Scope } from '#policy/checked/scope'
import { anyType, booleanType, dateType, printType, stringType, type Type } from '#policy/checked/type'
import type { Parameter } from '#policy/model/index'
import { nearest } from '#policy/nearest'
import type { Position } from '#policy/position'

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

/** Dimensions that are not facts of the household: what a caller must give. */
export function calledDimensions(parameter: Parameter): readonly string[] {
  return parameter.by.filter((dimension) => !columnOf.household.has(dimension))
}

function unknownName(name: string, at: Position, scope: Scope, place: CheckPlace): Core {
  problem(place, at, { code: 'unknown-name', name, nearest: nearest(name, scope.known()) })
  return broken(at)
}

export function resolveName(name: string, at: Position, scope: Scope, place: CheckPlace): Core {
  const referent = scope.find(name)
  if (referent !== undefined) return resolveReferent(name, referent, at, place)
  return unknownName(name, at, scope, place)
}

function resolveReferent(name: string, referent: Referent, at: Position, place: CheckPlace): Core {
  switch (referent.kind) {
    case 'fact':
      return core(referent.type, at, { kind: 'fact', column: referent.column, name })
    case 'as-of':
      return core(dateType, at, { kind: 'as-of' })
    case 'parameter': {
      const missing = calledDimensions(referent.parameter)
      if (missing.length > 0) {
        problem(place, at, { code: 'argument-count', name, expected: String(missing.length), found: 0 })
      }
      return core(parameterType(referent.parameter), at, { kind: 'parameter', name, arguments: [] })
    }
    case 'decision':
      if (!referent.required) problem(place, at, { code: 'not-required', name })
      return core(place.decisionType(referent.name, at), at, { kind: 'decision', name: referent.name })
    case 'variable':
      return variable(referent.binder, at)
    case 'element-field':
      return resolveField(variable(referent.binder, at), referent.name, at, place)
    case 'value':
      return { ...referent.core, at }
    case 'function':
      problem(place, at, {
        code: 'argument-count',
        name,
        expected: String(referent.function.parameters.length),
        found: 0,
      })
      return broken(at)
    case 'model':
      problem(place, at, { code: 'type-clash', expected: 'any', found: 'context' })
      return broken(at)
  }
}

export function resolveField(of: Core, name: string, at: Position, place: CheckPlace): Core {
  if (of.type.kind === 'any') return core(anyType, at, { kind: 'field', of, name })
  if (of.type.kind !== 'context') {
    problem(place, at, { code: 'type-clash', expected: 'context', found: printType(of.type) })
    return broken(at)
  }
  const type = of.type.fields.get(name)
  if (type === undefined) {
    problem(place, at, { code: 'unknown-field', name, nearest: nearest(name, of.type.fields.keys()) })
    return broken(at)
  }
  const column = of.type.row === undefined ? undefined : columnOf[of.type.row].get(name)
  return core(type, at, { kind: 'field', of, name, ...(column === undefined ? {} : { column }) })
}
