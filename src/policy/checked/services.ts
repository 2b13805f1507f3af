import { binder, core, variable, type CheckPlace } from '#policy/checked/check'
import type { Binder, Core } from '#policy/checked/core'
import type { ModelElement } from '#policy/checked/model-names'
import type { Referent } from '#policy/checked/scope'
import type { Type } from '#policy/checked/type'
import type { Decision, DecisionService, Model } from '#policy/model/index'
import type { Position } from '#policy/position'

interface Reference {
  readonly href: string
  readonly offset: number
}

/** What a service needs of the models. */
export interface ServiceElements {
  find(of: Reference, from: Model): ModelElement | undefined
  declared(typeRef: string | undefined): Type | undefined
  logic(decision: Decision, home: Model, locals: readonly (readonly [string, Referent])[]): Core
}

/** A service is called with its input data and its input decisions (DMN 1.5, 10.4). */
export function serviceParameters(
  service: DecisionService,
  model: Model,
  elements: ServiceElements,
): readonly { readonly name: string; readonly type: Type | undefined }[] {
  return [...service.inputData, ...service.inputDecisions].flatMap((reference) => {
    const found = elements.find(reference, model)
    if (found === undefined || found.kind === 'service' || found.kind === 'knowledge') return []
    return [{ name: found.element.name, type: elements.declared(found.element.typeRef) }]
  })
}

/** The decisions inside a service as local names over its parameters, and its outputs. */
export function serviceBody(
  service: DecisionService,
  model: Model,
  locals: readonly (readonly [string, Referent])[],
  elements: ServiceElements,
  place: CheckPlace,
  at: Position,
): Core {
  const bound: { readonly local: Binder; readonly value: Core }[] = []
  const known = new Map<string, Referent>(locals)
  const open = new Set<Decision>()
  const inside = new Set(
    [...service.outputs, ...service.encapsulated].flatMap(
      (reference) => elements.find(reference, model)?.element ?? [],
    ),
  )
  const define = (found: ModelElement | undefined): void => {
    if (found?.kind !== 'decision' || known.has(found.element.name) || open.has(found.element)) return
    open.add(found.element)
    for (const requirement of found.element.requires) {
      const required = elements.find(requirement, found.model)
      if (required !== undefined && inside.has(required.element)) define(required)
    }
    const value = elements.logic(found.element, found.model, [...known])
    const local = binder(place, found.element.name, value.type)
    bound.push({ local, value })
    known.set(found.element.name, { kind: 'variable', binder: local })
  }
  const outputs = service.outputs.flatMap((reference) => elements.find(reference, model) ?? [])
  outputs.forEach(define)
  const values = outputs.flatMap((output) => {
    const local = bound.find((one) => one.local.name === output.element.name)?.local
    return local === undefined ? [] : [{ name: output.element.name, value: variable(local, at) }]
  })
  const [only] = values
  const result =
    values.length === 1 && only !== undefined
      ? only.value
      : core({ kind: 'context', fields: new Map(values.map(({ name, value }) => [name, value.type])) }, at, {
          kind: 'context',
          entries: values,
        })
  return bound.reduceRight<Core>(
    (inner, { local, value }) => core(inner.type, at, { kind: 'let', binder: local, value, body: inner }),
    result,
  )
}
