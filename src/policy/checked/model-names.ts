import { factNames, Scope, type Referent } from '#policy/checked/scope'
import type { Model, Parameter } from '#policy/model/index'
import { nearest } from '#policy/nearest'
import type { Problem } from '#policy/problem'

type Note = (model: Model, offset: number, what: Problem) => void

interface Requirable {
  readonly href: string
  readonly offset: number
}

/** Which names each model sees: facts, parameters, its own decisions and functions, and those that it imports. */
export class ModelNames {
  readonly #byNamespace = new Map<string, Model>()
  readonly #common: Scope
  readonly #note: Note

  constructor(models: readonly Model[], parameters: ReadonlyMap<string, Parameter>, note: Note) {
    this.#note = note
    for (const model of models) this.#byNamespace.set(model.namespace, model)
    this.#common = new Scope(
      new Map<string, Referent>([
        ...factNames,
        ...[...parameters.values()].map((parameter): [string, Referent] => [
          parameter.name,
          { kind: 'parameter', parameter },
        ]),
      ]),
    )
    for (const model of models) this.#noteNames(model)
  }

  #noteNames(model: Model): void {
    const seen = new Set<string>()
    for (const element of [...model.decisions, ...model.functions]) {
      if (seen.has(element.name)) this.#note(model, element.offset, { code: 'duplicate-name', name: element.name })
      else if (this.#common.find(element.name) !== undefined) {
        this.#note(model, element.offset, { code: 'name-taken', name: element.name })
      }
      seen.add(element.name)
    }
    for (const input of model.inputs) {
      if (this.#common.find(input.name) !== undefined) continue
      const near = nearest(input.name, this.#common.known())
      this.#note(model, input.offset, { code: 'unknown-name', name: input.name, nearest: near })
    }
    for (const imported of model.imports) {
      if (this.#byNamespace.has(imported.namespace)) continue
      this.#note(model, imported.offset, { code: 'unknown-import', namespace: imported.namespace })
    }
    for (const element of [...model.decisions, ...model.functions]) {
      for (const requirement of element.requires) {
        if (this.#required(model, requirement) !== undefined) continue
        this.#note(model, requirement.offset, { code: 'broken-reference', href: requirement.href })
      }
    }
  }

  #imports(model: Model): { readonly prefix: string; readonly model: Model }[] {
    return model.imports.flatMap((imported) => {
      const target = this.#byNamespace.get(imported.namespace)
      return target === undefined ? [] : [{ prefix: imported.name, model: target }]
    })
  }

  /** A model and those that it imports: whose item definitions may be named. */
  visibleModels(model: Model): readonly Model[] {
    return [model, ...this.#imports(model).map((imported) => imported.model)]
  }

  /** The element that a requirement points at. */
  #required(model: Model, requirement: Requirable): unknown {
    const hash = requirement.href.indexOf('#')
    const namespace = requirement.href.slice(0, Math.max(0, hash))
    const id = requirement.href.slice(hash + 1)
    const home = namespace === '' ? model : this.#byNamespace.get(namespace)
    if (home === undefined) return undefined
    return [...home.decisions, ...home.functions, ...home.inputs].find((element) => element.id === id)
  }

  /** The names that an element with these requirements sees. What it sees but does not require is marked. */
  scope(model: Model, requires: readonly Requirable[]): Scope {
    const required = new Set(requires.map((requirement) => this.#required(model, requirement)))
    const names = new Map<string, Referent>()
    const add = (prefix: string, from: Model): void => {
      const under = (name: string): string => (prefix === '' ? name : `${prefix}.${name}`)
      for (const decision of from.decisions) {
        names.set(under(decision.name), { kind: 'decision', name: decision.name, required: required.has(decision) })
      }
      for (const known of from.functions) {
        names.set(under(known.name), { kind: 'function', function: known, model: from, required: required.has(known) })
      }
      if (prefix !== '') names.set(prefix, { kind: 'model', model: from })
    }
    for (const imported of this.#imports(model)) add(imported.prefix, imported.model)
    add('', model)
    return new Scope(names, this.#common)
  }
}
