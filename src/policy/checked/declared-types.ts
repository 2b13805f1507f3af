import { anyFunction, anyType, listOf, type Type } from '#policy/checked/type'
import { parseType, type TypeExpr } from '#policy/feel/index'
import type { ItemDefinition, Model } from '#policy/model/index'
import { nearest } from '#policy/nearest'
import type { Problem } from '#policy/problem'
import type { Vocabulary } from '#policy/vocabulary'

const basic: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['number', { kind: 'number', unit: undefined }],
  ['string', { kind: 'string' }],
  ['boolean', { kind: 'boolean' }],
  ['date', { kind: 'date' }],
  ['time', { kind: 'time' }],
  ['date and time', { kind: 'date-time' }],
  ['dateTime', { kind: 'date-time' }],
  ['years and months duration', { kind: 'months' }],
  ['yearMonthDuration', { kind: 'months' }],
  ['days and time duration', { kind: 'days' }],
  ['dayTimeDuration', { kind: 'days' }],
  ['Any', anyType],
  ['any', anyType],
  ['Null', { kind: 'null' }],
  ['context', { kind: 'context', fields: new Map() }],
  ['list', listOf(anyType)],
  ['function', anyFunction],
])

/** An item definition and the model whose names its own references are. */
export interface DefinedType {
  readonly definition: ItemDefinition
  readonly model: Model
}

type Note = (what: Problem) => void

/** What the type names of each model stand for. */
export class TypeNames {
  readonly #vocabulary: Vocabulary
  readonly #importsOf: (model: Model) => readonly { readonly prefix: string; readonly model: Model }[]
  readonly #open = new Set<ItemDefinition>()

  constructor(
    vocabulary: Vocabulary,
    importsOf: (model: Model) => readonly { readonly prefix: string; readonly model: Model }[],
  ) {
    this.#vocabulary = vocabulary
    this.#importsOf = importsOf
  }

  /** The item definition that a reference names, also in an imported model as `import.name`. */
  definition(typeRef: string, model: Model): DefinedType | undefined {
    const name = plain(typeRef)
    const own = model.types.find((known) => known.name === name)
    if (own !== undefined) return { definition: own, model }
    for (const imported of this.#importsOf(model)) {
      if (imported.prefix === '') {
        const beside = imported.model.types.find((known) => known.name === name)
        if (beside !== undefined) return { definition: beside, model: imported.model }
      } else if (name.startsWith(`${imported.prefix}.`)) {
        const found = this.definition(name.slice(imported.prefix.length + 1), imported.model)
        if (found !== undefined) return found
      }
    }
    return undefined
  }

  /** The type that a `typeRef` names: FEEL's own, an item definition, or a list of rows of the vocabulary. */
  declared(typeRef: string | undefined, model: Model, note: Note): Type | undefined {
    if (typeRef === undefined || plain(typeRef) === '') return undefined
    const name = plain(typeRef)
    const found = this.definition(name, model)
    if (found !== undefined) return this.#typeOf(found, note)
    const own = basic.get(name) ?? this.#rows(name)
    if (own !== undefined) return own
    if (/[<>]/.test(name)) {
      const parsed = parseType(name)
      if (parsed.ok) return this.written(parsed.value, model, note)
    }
    const lists = this.#vocabulary.lists.map((list) => list.name)
    const known = [...basic.keys(), ...model.types.map((type) => type.name), ...lists]
    note({ code: 'unknown-type', name, nearest: nearest(name, known) })
    return anyType
  }

  /** The lists of rows may be named as types. */
  #rows(name: string): Type | undefined {
    const list = this.#vocabulary.lists.find((known) => known.name === name)
    return list === undefined ? undefined : rowsType(list)
  }

  /** The type that is written in an expression. */
  written(type: TypeExpr, model: Model, note: Note): Type {
    switch (type.kind) {
      case 'named':
        return this.declared(type.name, model, note) ?? anyType
      case 'list':
      case 'range':
        return { kind: type.kind, of: this.written(type.of, model, note) }
      case 'context':
        return {
          kind: 'context',
          fields: new Map(type.fields.map((field) => [field.name, this.written(field.type, model, note)])),
        }
      case 'function':
        return {
          kind: 'function',
          parameters: type.parameters.map((parameter) => this.written(parameter, model, note)),
          result: this.written(type.result, model, note),
        }
    }
  }

  #typeOf({ definition, model }: DefinedType, note: Note): Type {
    // A definition that contains itself is as open as it says.
    if (this.#open.has(definition)) return anyType
    this.#open.add(definition)
    const one = this.#single(definition, model, note)
    this.#open.delete(definition)
    return definition.isCollection ? listOf(one) : one
  }

  #single(definition: ItemDefinition, model: Model, note: Note): Type {
    if (definition.components.length > 0) {
      const fields = new Map(
        definition.components.map((part) => [part.name, this.#typeOf({ definition: part, model }, note)]),
      )
      return { kind: 'context', fields }
    }
    if (definition.functionType !== undefined) {
      const { parameters, result } = definition.functionType
      return {
        kind: 'function',
        parameters: parameters.map((parameter) => this.declared(parameter.typeRef, model, note) ?? anyType),
        result: this.declared(result, model, note) ?? anyType,
      }
    }
    const base = this.declared(definition.typeRef, model, note) ?? anyType
    const unit = this.#vocabulary.units.known.includes(definition.name)
    // An item definition over numbers that is called like a unit is that unit.
    return base.kind === 'number' && unit ? { kind: 'number', unit: definition.name } : base
  }
}

function plain(typeRef: string): string {
  return typeRef.replace(/^feel:/, '').trim()
}

/** The type of a list of rows. */
export function rowsType(list: Vocabulary['lists'][number]): Type {
  const fields = new Map(list.facts.map((fact) => [fact.name, fact.type]))
  return listOf({ kind: 'context', fields, row: list.column })
}
