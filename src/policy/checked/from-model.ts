import { binder, broken, core, problem, type CheckPlace, type FunctionCall } from '#policy/checked/check'
import { checkBoxed, type BoxedPlace } from '#policy/checked/boxed'
import type { Binder, Core } from '#policy/checked/core'
import { declaredType } from '#policy/checked/declared-types'
import { checkExpression, declared } from '#policy/checked/expression'
import { ModelNames } from '#policy/checked/model-names'
import type { CheckedDecision } from '#policy/checked/program'
import { variable } from '#policy/checked/check'
import type { Referent, Scope } from '#policy/checked/scope'
import type { Type } from '#policy/checked/type'
import type { BusinessKnowledge, Decision, Model, Parameter } from '#policy/model/index'
import { LineIndex, type Position, type SourceText } from '#policy/position'
import { report, type PolicyError, type ProblemSink } from '#policy/problem'
import { articlePattern } from '#policy/words.zh'

/** Checks every decision of every model, those it depends on first. */
export function checkModels(
  models: readonly Model[],
  parameters: ReadonlyMap<string, Parameter>,
  errors: PolicyError[],
): ReadonlyMap<string, CheckedDecision> {
  const checker = new ModelChecker(models, parameters, errors)
  for (const model of models) for (const decision of model.decisions) checker.decision(decision.name)
  for (const model of models) checker.functionsAlone(model)
  return checker.checked
}

class ModelChecker {
  readonly checked = new Map<string, CheckedDecision>()
  readonly #names: ModelNames
  readonly #errors: PolicyError[]
  readonly #lines = new Map<Model, LineIndex>()
  readonly #homes = new Map<string, { readonly model: Model; readonly decision: Decision }>()
  readonly #open: string[] = []
  readonly #inlined = new Set<BusinessKnowledge>()
  #lastId = 0

  constructor(models: readonly Model[], parameters: ReadonlyMap<string, Parameter>, errors: PolicyError[]) {
    this.#errors = errors
    this.#names = new ModelNames(models, parameters, (model, offset, what) => {
      report(this.#sink(model), this.#position(model, offset), what)
    })
    for (const model of models) {
      for (const decision of model.decisions) {
        const home = this.#homes.get(decision.name)
        if (home === undefined) this.#homes.set(decision.name, { model, decision })
        else {
          const other = `${home.model.folder}/${home.model.file}`
          report(this.#sink(model), this.#position(model, decision.offset), {
            code: 'duplicate-decision',
            name: decision.name,
            other,
          })
        }
      }
    }
  }

  #sink(model: Model): ProblemSink {
    return { folder: model.folder, file: model.file, errors: this.#errors }
  }

  #position(model: Model, offset: number): Position {
    let lines = this.#lines.get(model)
    if (lines === undefined) {
      lines = new LineIndex(model.text)
      this.#lines.set(model, lines)
    }
    return lines.position(offset)
  }

  #place(model: Model, decision: string, position: (offset: number) => Position, cell?: string): CheckPlace {
    return {
      sink: this.#sink(model),
      decision,
      cell,
      position,
      freshId: () => ++this.#lastId,
      decisionType: (name) => this.decision(name),
      check: checkExpression,
      inline: (call) => this.#inline(call),
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
      names: Object.fromEntries([...scope.known()].map((name) => [name, null])),
      at,
      atOffset,
      declared: (typeRef, offset) => {
        const place = atOffset(offset)
        return declaredType(typeRef, this.#names.visibleModels(model), place, place.position(0))
      },
    }
  }

  /** The type of a decision, which is checked now when it has not been. */
  decision(name: string): Type {
    const done = this.checked.get(name)
    if (done !== undefined) return done.type
    const home = this.#homes.get(name)
    if (home === undefined) return { kind: 'any' }
    const { model, decision } = home
    if (this.#open.includes(name)) {
      const names = [...this.#open.slice(this.#open.indexOf(name)), name]
      report(this.#sink(model), this.#position(model, decision.offset), { code: 'cycle', names }, { decision: name })
      return { kind: 'any' }
    }
    this.#open.push(name)
    const scope = this.#names.scope(model, decision.requires)
    const place = this.#boxedPlace(model, name, scope)
    const value = checkBoxed(decision.logic, scope, place)
    const type = declared(value, place.declared(decision.typeRef, decision.offset), place.atOffset(decision.offset))
    this.#open.pop()
    this.checked.set(name, {
      folder: model.folder,
      file: model.file,
      name,
      type,
      core: value,
      description: decision.description,
      article: articlePattern.exec(decision.description ?? '')?.[1],
      text: decision.logic.kind === 'literal' ? decision.logic.text.text.trim() : '',
    })
    return type
  }

  /** Spells out a call: arguments become local names of the function's body, which is checked for their types. */
  #inline(call: FunctionCall): Core {
    const { function: called, model } = call.referent
    if (this.#open.includes(called.name)) {
      problem(call.place, call.at, {
        code: 'cycle',
        names: [...this.#open.slice(this.#open.indexOf(called.name)), called.name],
      })
      return broken(call.at)
    }
    if (call.arguments.length !== called.parameters.length) {
      const expected = String(called.parameters.length)
      problem(call.place, call.at, {
        code: 'argument-count',
        name: called.name,
        expected,
        found: call.arguments.length,
      })
      return broken(call.at)
    }
    const bound: { readonly binder: Binder; readonly value: Core }[] = []
    const locals: [string, Referent][] = []
    called.parameters.forEach((parameter, index) => {
      const given = call.arguments.find((argument) => argument.name === parameter.name) ?? call.arguments[index]
      if (given === undefined) return
      const place = this.#boxedPlace(model, called.name, this.#names.scope(model, called.requires))
      const type = declared(given.value, place.declared(parameter.typeRef, parameter.offset), call.place)
      const local = binder(call.place, parameter.name, type)
      bound.push({ binder: local, value: given.value })
      locals.push([parameter.name, { kind: 'variable', binder: local }])
    })
    this.#open.push(called.name)
    this.#inlined.add(called)
    const body = this.#body(called, model, locals)
    this.#open.pop()
    return bound.reduceRight<Core>((inner, { binder: of, value }) => {
      return core(inner.type, call.at, { kind: 'let', binder: of, value, body: inner })
    }, body)
  }

  #body(called: BusinessKnowledge, model: Model, locals: readonly (readonly [string, Referent])[]): Core {
    const scope = this.#names.scope(model, called.requires).with(locals)
    return checkBoxed(called.logic, scope, this.#boxedPlace(model, called.name, scope))
  }

  /** A function that nobody calls is checked too, for arguments of its declared types. */
  functionsAlone(model: Model): void {
    for (const alone of model.functions.filter((known) => !this.#inlined.has(known))) {
      const scope = this.#names.scope(model, alone.requires)
      const place = this.#boxedPlace(model, alone.name, scope)
      const here = place.atOffset(alone.offset)
      const locals = alone.parameters.map((parameter): [string, Referent] => {
        const type = place.declared(parameter.typeRef, parameter.offset) ?? { kind: 'any' }
        return [parameter.name, { kind: 'value', core: variable(binder(here, parameter.name, type), here.position(0)) }]
      })
      this.#open.push(alone.name)
      this.#body(alone, model, locals)
      this.#open.pop()
    }
  }
}
