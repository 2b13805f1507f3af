import type { Type } from '#policy/checked/type'
import { spend } from '#policy/value/effort'
import { isNumber } from '#policy/value/number'
import { startOfDay } from '#policy/value/temporal'
import { isList, isUnknown } from '#policy/value/unknown'
import type { Value } from '#policy/value/value'

/** Whether a value belongs to a type (DMN 1.5, 10.3.2.9.3). Null and what is unknown belong to every type. */
function conforms(value: Value, type: Type): boolean {
  if (value === null || isUnknown(value)) return true
  spend(1)
  switch (type.kind) {
    case 'any':
      return true
    case 'null':
      return false
    case 'number':
      return isNumber(value)
    case 'string':
    case 'boolean':
      return typeof value === type.kind
    case 'date':
    case 'time':
    case 'date-time':
    case 'months':
    case 'days':
      return kindOf(value) === type.kind
    case 'list':
      return isList(value) && value.every((item) => conforms(item, type.of))
    case 'range':
      if (kindOf(value) !== 'range' || typeof value !== 'object' || !('low' in value)) return false
      return conforms(value.low ?? null, type.of) && conforms(value.high ?? null, type.of)
    case 'context': {
      if (kindOf(value) === 'row') return true
      if (typeof value !== 'object' || !('fields' in value)) return false
      const { fields } = value
      return [...type.fields].every(([name, of]) => {
        const field = fields.get(name)
        return field !== undefined && conforms(field, of)
      })
    }
    case 'function':
      if (typeof value !== 'object' || !('call' in value)) return false
      if (type.parameters === undefined) return true
      return value.takes?.(type.parameters.length) ?? type.parameters.length === value.parameters.length
  }
}

function kindOf(value: Value): string | undefined {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined
}

/** `instance of`; null is an instance of nothing. */
export function isInstance(value: Value, type: Type): boolean {
  return value !== null && conforms(value, type)
}

/**
 * The value as one of the type (DMN 1.5, 10.3.2.9.4): itself if it conforms, the item of a list of one, the list of a
 * single value, the midnight of a day; else null.
 */
export function convert(value: Value, to: Type): Value {
  if (conforms(value, to)) return value
  if (isList(value)) {
    const [only] = value
    return value.length === 1 && only !== undefined && to.kind !== 'list' ? convertItem(only, to) : null
  }
  if (to.kind === 'list' && conforms(value, to.of)) return [value]
  return convertItem(value, to)
}

function convertItem(value: Value, to: Type): Value {
  if (conforms(value, to)) return value
  const isDay = to.kind === 'date-time' && typeof value === 'object' && value !== null && 'year' in value
  return isDay ? startOfDay(value) : null
}
