import { rowsType } from '#policy/checked/declared-types'
import { Scope, type Referent } from '#policy/checked/scope'
import { NameTable } from '#policy/feel/index'
import type {
  Boxed,
  BusinessKnowledge,
  Decision,
  DecisionService,
  InputData,
  ItemDefinition,
  Model,
  Parameter,
} from '#policy/model/index'
import { nearest } from '#policy/nearest'
import type { Problem } from '#policy/problem'
import type { Semantics } from '#policy/checked/program'
import type { Vocabulary } from '#policy/vocabulary'

export type ModelElement =
  | { readonly kind: 'input'; readonly element: InputData; readonly model: Model }
  | { readonly kind: 'decision'; readonly element: Decision; readonly model: Model }
  | { readonly kind: 'knowledge'; readonly element: BusinessKnowledge; readonly model: Model }
  | { readonly kind: 'service'; readonly element: DecisionService; readonly model: Model }

interface Reference {
  readonly href: string
  readonly offset: number
}

export interface ModelNamesRequest {
  readonly models: readonly Model[]
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly semantics: Semantics
  readonly vocabulary: Vocabulary
  readonly note: (model: Model, offset: number, what: Problem) => void
  /** What an element stands for in an expression. */
  readonly referent: (of: ModelElement, required: boolean) => Referent
}

/** Which names each model sees: facts, parameters, its own elements and those that it imports. */
export class ModelNames {
  readonly common: Scope
  readonly #request: ModelNamesRequest
  readonly #byNamespace = new Map<string, Model>()
  readonly #words = new Map<Model, NameTable>()

  constructor(request: ModelNamesRequest) {
    this.#request = request
    for (const model of request.models) this.#byNamespace.set(model.namespace, model)
    const { vocabulary, parameters } = request
    this.common = new Scope(
      new Map<string, Referent>([
        ...vocabulary.facts.map((fact): [string, Referent] => [
          fact.name,
          { kind: 'fact', column: fact.column, type: fact.type },
        ]),
        ...vocabulary.lists.map((list): [string, Referent] => [
          list.name,
          { kind: 'fact', column: list.column, type: rowsType(list) },
        ]),
        ...(vocabulary.asOf === '' ? [] : [[vocabulary.asOf, { kind: 'as-of' }] satisfies [string, Referent]]),
        ...[...parameters.values()].map((parameter): [string, Referent] => [
          parameter.name,
          { kind: 'parameter', parameter },
        ]),
      ]),
    )
    for (const model of request.models) this.#noteNames(model)
  }

  #noteNames(model: Model): void {
    const { note } = this.#request
    const seen = new Set<string>()
    for (const element of [...model.decisions, ...model.functions, ...model.services]) {
      if (seen.has(element.name)) note(model, element.offset, { code: 'duplicate-name', name: element.name })
      else if (this.common.find(element.name) !== undefined) {
        note(model, element.offset, { code: 'name-taken', name: element.name })
      }
      seen.add(element.name)
    }
    if (this.#request.semantics === 'policy') {
      for (const input of model.inputs) {
        if (this.common.find(input.name) !== undefined) continue
        const near = nearest(input.name, this.common.known())
        note(model, input.offset, { code: 'unknown-name', name: input.name, nearest: near })
      }
    }
    for (const imported of model.imports) {
      if (this.#byNamespace.has(imported.namespace)) continue
      note(model, imported.offset, { code: 'unknown-import', namespace: imported.namespace })
    }
    const services = model.services.flatMap((service) => [
      ...service.outputs,
      ...service.encapsulated,
      ...service.inputDecisions,
      ...service.inputData,
    ])
    for (const requirement of [...[...model.decisions, ...model.functions].flatMap((of) => of.requires), ...services]) {
      if (this.required(model, requirement) !== undefined) continue
      note(model, requirement.offset, { code: 'broken-reference', href: requirement.href })
    }
  }

  imports(model: Model): { readonly prefix: string; readonly model: Model }[] {
    return model.imports.flatMap((imported) => {
      const target = this.#byNamespace.get(imported.namespace)
      return target === undefined ? [] : [{ prefix: imported.name, model: target }]
    })
  }

  /** The element that a requirement points at. */
  required(model: Model, requirement: Reference): ModelElement | undefined {
    const hash = requirement.href.indexOf('#')
    const namespace = requirement.href.slice(0, Math.max(0, hash))
    const id = requirement.href.slice(hash + 1)
    const home = namespace === '' ? model : this.#byNamespace.get(namespace)
    return home === undefined ? undefined : elementsOf(home).find(({ element }) => element.id === id)
  }

  /**
   * The names that an element with these requirements sees. A policy sees all of its model and its imports, and what it
   * uses without requiring it is reported; standard DMN sees only what is required.
   */
  scope(model: Model, requires: readonly Reference[]): Scope {
    const required = requires.flatMap((requirement) => this.required(model, requirement) ?? [])
    if (this.#request.semantics === 'policy') {
      return this.#everything(model, new Set(required.map(({ element }) => element)))
    }
    return this.#only(model, required)
  }

  #only(model: Model, required: readonly ModelElement[]): Scope {
    const own = new Map<string, Referent>()
    const imported = new Map<string, Map<string, Referent>>()
    for (const found of required) {
      const referent = this.#request.referent(found, true)
      const prefix = found.model === model ? '' : this.#prefix(model, found.model)
      if (prefix === '') own.set(found.element.name, referent)
      else {
        const names = imported.get(prefix) ?? new Map<string, Referent>()
        imported.set(prefix, names.set(found.element.name, referent))
      }
    }
    // Functions of a model that is imported by name may be used without a requirement.
    for (const { prefix, model: other } of this.imports(model)) {
      if (prefix === '') continue
      const names = imported.get(prefix) ?? new Map<string, Referent>()
      for (const found of elementsOf(other)) {
        if (names.has(found.element.name) || found.kind === 'input' || found.kind === 'decision') continue
        names.set(found.element.name, this.#request.referent(found, true))
      }
      imported.set(prefix, names)
    }
    for (const [prefix, names] of imported) own.set(prefix, { kind: 'model', names: new Scope(names) })
    return new Scope(own, this.common)
  }

  #prefix(model: Model, imported: Model): string {
    return this.imports(model).find((known) => known.model === imported)?.prefix ?? imported.name
  }

  #everything(model: Model, required: ReadonlySet<ModelElement['element']>): Scope {
    const names = new Map<string, Referent>()
    const add = (into: Map<string, Referent>, from: Model): void => {
      for (const found of elementsOf(from)) {
        if (found.kind === 'input') continue
        into.set(found.element.name, this.#request.referent(found, required.has(found.element)))
      }
    }
    for (const { prefix, model: imported } of this.imports(model)) {
      if (prefix === '') add(names, imported)
      else {
        const inside = new Map<string, Referent>()
        add(inside, imported)
        names.set(prefix, { kind: 'model', names: new Scope(inside) })
      }
    }
    add(names, model)
    return new Scope(names, this.common)
  }

  /** Every name that a model or its imports write anywhere, for the parser. */
  words(model: Model): NameTable {
    let table = this.#words.get(model)
    if (table === undefined) {
      const seen = new Set<Model>()
      const names = new Set<string>(this.common.known())
      for (const list of this.#request.vocabulary.lists) for (const fact of list.facts) names.add(fact.name)
      this.#collect(model, seen, names)
      // A name with a dot in it is one name only where it is in scope: elsewhere the dot is a path.
      table = new NameTable([...names].filter((name) => !name.includes('.')))
      this.#words.set(model, table)
    }
    return table
  }

  #collect(model: Model, seen: Set<Model>, names: Set<string>): void {
    if (seen.has(model)) return
    seen.add(model)
    for (const { element } of elementsOf(model)) names.add(element.name)
    for (const type of model.types) collectType(type, names)
    for (const decision of model.decisions) if (decision.logic !== undefined) collectBoxed(decision.logic, names)
    for (const known of model.functions) {
      for (const parameter of known.parameters) names.add(parameter.name)
      if (known.logic !== undefined) collectBoxed(known.logic, names)
    }
    for (const { prefix, model: imported } of this.imports(model)) {
      names.add(prefix)
      this.#collect(imported, seen, names)
    }
  }
}

function elementsOf(model: Model): readonly ModelElement[] {
  return [
    ...model.inputs.map((element) => ({ kind: 'input', element, model }) as const),
    ...model.decisions.map((element) => ({ kind: 'decision', element, model }) as const),
    ...model.functions.map((element) => ({ kind: 'knowledge', element, model }) as const),
    ...model.services.map((element) => ({ kind: 'service', element, model }) as const),
  ]
}

function collectType(type: ItemDefinition, names: Set<string>): void {
  names.add(type.name)
  for (const component of type.components) collectType(component, names)
}

function collectBoxed(boxed: Boxed, names: Set<string>): void {
  const inside = (part: Boxed | undefined): void => {
    if (part !== undefined) collectBoxed(part, names)
  }
  switch (boxed.kind) {
    case 'literal':
      return
    case 'context':
      for (const entry of boxed.entries) {
        if (entry.name !== undefined) names.add(entry.name)
        inside(entry.value)
      }
      return
    case 'list':
      boxed.items.forEach(inside)
      return
    case 'relation':
      for (const column of boxed.columns) names.add(column.name)
      boxed.rows.flat().forEach(inside)
      return
    case 'invocation':
      for (const binding of boxed.bindings) inside(binding.value)
      return
    case 'function':
      for (const parameter of boxed.parameters) names.add(parameter.name)
      return inside(boxed.body)
    case 'conditional':
      return [boxed.condition, boxed.yes, boxed.no].forEach(inside)
    case 'filter':
      return [boxed.of, boxed.by].forEach(inside)
    case 'for':
    case 'some':
    case 'every':
      names.add(boxed.iterator)
      return [boxed.over, boxed.body].forEach(inside)
    case 'table':
      for (const output of boxed.outputs) if (output.name !== undefined) names.add(output.name)
      return
  }
}
