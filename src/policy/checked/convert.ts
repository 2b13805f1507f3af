import { core, uniteOrReport, problem, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { printType, surelyConforms, type Type } from '#policy/checked/type'

/**
 * An expression as a value of its declared type. A policy's clash is an error; standard DMN gives null for a value that
 * does not conform (DMN 1.5, 10.3.2.9.4).
 */
export function converted(of: Core, to: Type | undefined, place: CheckPlace): Core {
  if (to === undefined || to.kind === 'any') return of
  if (place.semantics === 'policy') return declaredByPolicy(of, to, place)
  if (surelyConforms(of.type, to)) return of.type.kind === 'null' ? { ...of, type: to } : of
  return core(to, of.at, { kind: 'convert', of, to })
}

function declaredByPolicy(of: Core, to: Type, place: CheckPlace): Core {
  if (of.type.kind === 'any') {
    // A reported mistake stands as null and must not be reported twice.
    return of.kind === 'null' ? { ...of, type: to } : core(to, of.at, { kind: 'convert', of, to })
  }
  if (to.kind === 'context' && of.type.kind !== 'context' && of.type.kind !== 'null') {
    problem(place, of.at, { code: 'type-clash', expected: printType(to), found: printType(of.type) })
    return of
  }
  const type = uniteOrReport(place, of.at, '=', to, of.type)
  return { ...of, type }
}
