import { checkBoxed, declaredValue } from '#policy/checked/boxed'
import type { BoxedPlace } from '#policy/checked/texts'
import { functionBody, type Callable } from '#policy/checked/callable'
import { core, type CheckPlace, type Progress } from '#policy/checked/check'
import { allowed } from '#policy/checked/constraints'
import type { Core } from '#policy/checked/core'
import { TypeNames } from '#policy/checked/declared-types'
import { checkExpression } from '#policy/checked/expression'
import { ModelNames, type ModelElement } from '#policy/checked/model-names'
import type { CheckedDecision, CheckedFunction, Semantics } from '#policy/checked/program'
import { Scope, type Referent } from '#policy/checked/scope'
import { serviceBody, serviceParameters } from '#policy/checked/services'
import { anyType, type Type } from '#policy/checked/type'
import type { BusinessKnowledge, Decision, DecisionService, InputData, Model, Parameter } from '#policy/model/index'
import { LineIndex, type Position, type SourceText } from '#policy/position'
import { report, type PolicyError, type ProblemSink } from '#policy/problem'
import type { Vocabulary } from '#policy/vocabulary'

export interface CheckRequest {
  readonly models: readonly Model[]
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly semantics: Semantics
  readonly vocabulary: Vocabulary
  /** Problems are put here. In standard DMN what is wrong inside an expression gives null and is only a warning. */
  readonly errors: PolicyError[]
}

export interface CheckedModels {
  readonly decisions: ReadonlyMap<string, CheckedDecision>
  readonly functions: ReadonlyMap<string, CheckedFunction>
  /** The input data of the models by name, with the types that they declare. */
  readonly inputs: ReadonlyMap<string, Type>
}

/** Checks every decision of every model, those it depends on first. */
export function checkModels(request: CheckRequest): CheckedModels {
  const checker = new ModelChecker(request)
  for (const model of request.models) {
    for (const element of model.decisions) checker.decision(checker.key({ kind: 'decision', element, model }))
  }
  for (const model of request.models) checker.functionsOf(model)
  checker.finishFunctions()
  return { decisions: checker.checked, functions: checker.functions, inputs: checker.inputs }
}

/** The variable of a function is typed as the function or, in many files, as its result. */
function resultOf(declared: Type | undefined): Type | undefined {
  if (declared?.kind !== 'function') return declared
  return declared.result.kind === 'any' ? undefined : declared.result
}

const nowhere: Position = { line: 1, column: 1 }

class ModelChecker {
  readonly checked = new Map<string, CheckedDecision>()
  readonly functions = new Map<string, CheckedFunction>()
  readonly inputs = new Map<string, Type>()
  readonly #request: CheckRequest
  readonly #names: ModelNames
  readonly #types: TypeNames
  readonly #lines = new Map<Model, LineIndex>()
  readonly #keys = new Map<ModelElement['element'], string>()
  readonly #homes = new Map<string, { readonly model: Model; readonly decision: Decision }>()
  readonly #callables = new Map<BusinessKnowledge | DecisionService, Callable>()
  readonly #waiting = new Map<string, { readonly callable: Callable; readonly place: CheckPlace }>()
  readonly #open: string[] = []
  readonly #progress: Progress = { lastId: 0, inlined: 0, open: new Set() }

  constructor(request: CheckRequest) {
    this.#request = request
    for (const model of request.models) this.#nameElements(model)
    this.#names = new ModelNames({
      ...request,
      note: (model, offset, what) => report(this.#sink(model), this.#position(model, offset), what),
      referent: (of, required) => this.#referent(of, required),
    })
    this.#types = new TypeNames(request.vocabulary, (model) => this.#names.imports(model))
  }

  /** Keys are plain names; a second model's element of the same name is known by its namespace too. */
  #nameElements(model: Model): void {
    const taken = new Set(this.#keys.values())
    const name = (element: ModelElement['element']): string => {
      const key = taken.has(element.name) ? `${model.namespace}#${element.name}` : element.name
      this.#keys.set(element, key)
      return key
    }
    for (const decision of model.decisions) {
      const key = name(decision)
      const home = this.#homes.get(decision.name)
      if (home !== undefined && home.model !== model && this.#request.semantics === 'policy') {
        const other = `${home.model.folder}/${home.model.file}`
        const what = { code: 'duplicate-decision', name: decision.name, other } as const
        report(this.#sink(model), this.#position(model, decision.offset), what)
      }
      this.#homes.set(key, { model, decision })
    }
    for (const element of [...model.functions, ...model.services, ...model.inputs]) name(element)
  }

  key(of: ModelElement): string {
    return this.#keys.get(of.element) ?? of.element.name
  }

  #sink(model: Model): ProblemSink {
    return { folder: model.folder, file: model.file, errors: this.#request.errors }
  }

  #position(model: Model, offset: number): Position {
    let lines = this.#lines.get(model)
    if (lines === undefined) {
      lines = new LineIndex(model.text)
      this.#lines.set(model, lines)
    }
    return lines.position(offset)
  }

  #referent(of: ModelElement, required: boolean): Referent {
    switch (of.kind) {
      case 'input':
        return { kind: 'value', core: this.#input(of.element, of.model) }
      case 'decision':
        return { kind: 'decision', name: this.key(of), required }
      case 'knowledge':
        return { kind: 'callable', callable: this.#knowledge(of.element, of.model), required }
      case 'service':
        return { kind: 'callable', callable: this.#service(of.element, of.model), required }
    }
  }

  /** Input data as it comes in, brought to its declared type. */
  #input(input: InputData, model: Model): Core {
    const known = this.#names.common.find(input.name)
    if (known?.kind === 'fact' || known?.kind === 'as-of') {
      return known.kind === 'as-of'
        ? core({ kind: 'date' }, nowhere, { kind: 'as-of' })
        : core(known.type, nowhere, { kind: 'fact', column: known.column, name: input.name })
    }
    const column = this.key({ kind: 'input', element: input, model })
    const place = this.#boxedPlace(model, input.name, this.#names.common)
    const type = place.declared(input.typeRef, input.offset) ?? anyType
    this.inputs.set(column, type)
    const fact = core(type, nowhere, { kind: 'fact', column, name: input.name })
    return place.allowed(fact, input.typeRef)
  }

  #place(model: Model, element: string, position: (offset: number) => Position, cell?: string): CheckPlace {
    const { semantics, vocabulary } = this.#request
    const sink = this.#sink(model)
    return {
      sink,
      semantics,
      vocabulary,
      progress: this.#progress,
      decision: element,
      cell,
      position,
      decisionType: (name) => this.decision(name),
      check: checkExpression,
      typeOf: (type) =>
        this.#types.written(type, model, (what) =>
          report(sink, position(type.from), what, { decision: element, cell }),
        ),
      require: (callable) => this.#requireFunction(callable, model),
    }
  }

  #boxedPlace(model: Model, element: string, scope: Scope): BoxedPlace {
    const at = (text: SourceText, cell?: string): CheckPlace =>
      this.#place(
        model,
        element,
        (offset) => this.#position(model, text.origin[offset] ?? text.origin.at(-1) ?? 0),
        cell,
      )
    const atOffset = (from: number): CheckPlace =>
      this.#place(model, element, (offset) => this.#position(model, from + offset))
    return {
      names: this.#names.words(model),
      at,
      atOffset,
      declared: (typeRef, offset) =>
        this.#types.declared(typeRef, model, (what) =>
          report(this.#sink(model), this.#position(model, offset), what, { decision: element }),
        ),
      allowed: (value, typeRef) =>
        // A fact of the population is what its catalogue says; constraints are for values that come from anywhere.
        this.#request.semantics === 'policy'
          ? value
          : allowed(value, typeRef, model, { types: this.#types, scope, at: (text) => at(text) }),
    }
  }

  /** The type of a decision, which is checked now when it has not been. */
  decision(key: string): Type {
    const done = this.checked.get(key)
    if (done !== undefined) return done.type
    const home = this.#homes.get(key)
    if (home === undefined) return anyType
    const { model, decision } = home
    if (this.#open.includes(key)) {
      const names = [...this.#open.slice(this.#open.indexOf(key)), key]
      report(this.#sink(model), this.#position(model, decision.offset), { code: 'cycle', names }, { decision: key })
      return anyType
    }
    this.#open.push(key)
    const value = this.decisionLogic(decision, model, [])
    this.#open.pop()
    this.checked.set(key, {
      folder: model.folder,
      file: model.file,
      name: key,
      type: value.type,
      core: value,
      description: decision.description,
      article: this.#request.vocabulary.citations.pattern.exec(decision.description ?? '')?.[1],
      text: decision.logic?.kind === 'literal' ? decision.logic.text.text.trim() : '',
    })
    return value.type
  }

  /** The logic of a decision, with some of what it requires standing for something else. */
  decisionLogic(decision: Decision, model: Model, locals: readonly (readonly [string, Referent])[]): Core {
    const scope = this.#names.scope(model, decision.requires).with(locals)
    const place = this.#boxedPlace(model, decision.name, scope)
    if (decision.logic === undefined) {
      const at = this.#position(model, decision.offset)
      const none = core({ kind: 'null' }, at, { kind: 'null' })
      return declaredValue(none, decision.typeRef, decision.offset, place)
    }
    return declaredValue(checkBoxed(decision.logic, scope, place), decision.typeRef, decision.offset, place)
  }

  #knowledge(known: BusinessKnowledge, model: Model): Callable {
    let callable = this.#callables.get(known)
    if (callable === undefined) {
      const place = this.#boxedPlace(model, known.name, this.#names.common)
      const declared = place.declared(known.typeRef, known.offset)
      callable = {
        name: known.name,
        parameters: known.parameters.map((parameter) => ({
          name: parameter.name,
          type: place.declared(parameter.typeRef, parameter.offset),
        })),
        result: resultOf(declared),
        key: this.key({ kind: 'knowledge', element: known, model }),
        body: (locals) => {
          const self: [string, Referent] = [
            known.name,
            { kind: 'callable', callable: this.#knowledge(known, model), required: true },
          ]
          const scope = this.#names.scope(model, known.requires).with([self, ...locals])
          const at = this.#position(model, known.offset)
          if (known.logic === undefined) return core({ kind: 'null' }, at, { kind: 'null' })
          return checkBoxed(known.logic, scope, this.#boxedPlace(model, known.name, scope))
        },
      }
      this.#callables.set(known, callable)
    }
    return callable
  }

  #service(service: DecisionService, model: Model): Callable {
    let callable = this.#callables.get(service)
    if (callable === undefined) {
      const place = this.#boxedPlace(model, service.name, this.#names.common)
      const elements = {
        find: (of: { readonly href: string; readonly offset: number }, from: Model) => this.#names.required(from, of),
        declared: (typeRef: string | undefined) => place.declared(typeRef, service.offset),
        logic: (decision: Decision, home: Model, locals: readonly (readonly [string, Referent])[]) =>
          this.decisionLogic(decision, home, locals),
      }
      callable = {
        name: service.name,
        parameters: serviceParameters(service, model, elements),
        result: resultOf(place.declared(service.typeRef, service.offset)),
        key: this.key({ kind: 'service', element: service, model }),
        body: (locals, from) =>
          serviceBody(service, model, locals, elements, from, this.#position(model, service.offset)),
      }
      this.#callables.set(service, callable)
    }
    return callable
  }

  #requireFunction(callable: Callable, model: Model): void {
    const { key } = callable
    if (key === undefined || this.functions.has(key) || this.#waiting.has(key)) return
    const place = this.#place(model, callable.name, () => nowhere)
    this.#waiting.set(key, { callable, place })
  }

  /** Every function is checked by itself too, for arguments of its declared types. */
  functionsOf(model: Model): void {
    for (const known of model.functions) this.#requireFunction(this.#knowledge(known, model), model)
    for (const service of model.services) this.#requireFunction(this.#service(service, model), model)
  }

  finishFunctions(): void {
    // Checking one function may ask for another.
    for (const [key, { callable, place }] of this.#waiting)
      this.functions.set(key, functionBody(callable, nowhere, place))
  }
}
