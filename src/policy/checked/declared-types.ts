import { problem, type CheckPlace } from '#policy/checked/check'
import type { Type } from '#policy/checked/type'
import type { ItemDefinition, Model } from '#policy/model/index'
import { nearest } from '#policy/nearest'
import { columnOf, factNames } from '#policy/checked/scope'
import type { Position } from '#policy/position'
import { knownUnits, words } from '#policy/words.zh'

const basic: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['number', { kind: 'number', unit: undefined }],
  ['string', { kind: 'string' }],
  ['boolean', { kind: 'boolean' }],
  ['date', { kind: 'date' }],
  ['years and months duration', { kind: 'months' }],
  ['yearMonthDuration', { kind: 'months' }],
  ['days and time duration', { kind: 'days' }],
  ['dayTimeDuration', { kind: 'days' }],
  ['Any', { kind: 'any' }],
  ['any', { kind: 'any' }],
  ['context', { kind: 'any' }],
])

/** The two row types of the population may be named as types: 成员 and 法定义务人 are lists of them. */
function rowList(name: string): Type | undefined {
  const referent = name === words.members || name === words.obligors ? factNames.get(name) : undefined
  return referent?.kind === 'fact' && columnOf.household.size > 0 ? referent.type : undefined
}

/** The type that a `typeRef` names: FEEL's own, an item definition of the model, or a list of rows. */
export function declaredType(
  typeRef: string | undefined,
  models: readonly Model[],
  place: CheckPlace,
  at: Position,
): Type | undefined {
  if (typeRef === undefined) return undefined
  const name = typeRef.replace(/^feel:/, '').trim()
  const own = basic.get(name) ?? rowList(name)
  if (own !== undefined) return own
  const definitions = models.flatMap((model) => model.types)
  const definition = definitions.find((known) => known.name === name)
  if (definition === undefined) {
    const known = [...basic.keys(), ...definitions.map((type) => type.name), words.members, words.obligors]
    problem(place, at, { code: 'unknown-type', name, nearest: nearest(name, known) })
    return { kind: 'any' }
  }
  return typeOf(definition, models, place, at)
}

function typeOf(definition: ItemDefinition, models: readonly Model[], place: CheckPlace, at: Position): Type {
  const one = single(definition, models, place, at)
  return definition.isCollection ? { kind: 'list', of: one } : one
}

function single(definition: ItemDefinition, models: readonly Model[], place: CheckPlace, at: Position): Type {
  if (definition.components.length > 0) {
    const fields = new Map(definition.components.map((part) => [part.name, typeOf(part, models, place, at)]))
    return { kind: 'context', fields }
  }
  const base = declaredType(definition.typeRef, models, place, at) ?? { kind: 'any' }
  // An item definition over numbers that is called like a unit is that unit: 元/月, 人.
  if (base.kind === 'number' && knownUnits.includes(definition.name)) return { kind: 'number', unit: definition.name }
  return base
}
