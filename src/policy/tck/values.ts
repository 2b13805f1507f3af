import { parseDay } from '#kernel/day'
import type { Datum } from '#policy/tck/test-file'
import {
  compareNumbers,
  isList,
  isNumber,
  parseDate,
  parseDateTime,
  parseDuration,
  parseNumber,
  parseTime,
  printValue,
  same,
  toDecimal,
  type ContextValue,
  type Value,
} from '#policy/value/index'

/** Numbers of the kit are compared as its own runners do. */
const tolerance = '1e-8'

/** A value of a test file as the engine has it. Throws on a text that is no value of its type. */
export function valueOf(datum: Datum): Value {
  switch (datum.kind) {
    case 'nil':
      return null
    case 'list':
      return datum.items.map(valueOf)
    case 'components':
      return { kind: 'context', fields: new Map(datum.fields.map((field) => [field.name, valueOf(field.value)])) }
    case 'value':
      return simple(datum.type, datum.text)
  }
}

function simple(type: string, text: string): Value {
  const value = read(type, text)
  if (value === undefined) throw new Error(`Not a value of the type ${type}: ${text}`)
  return value
}

function read(type: string, text: string): Value | undefined {
  switch (type) {
    case 'string':
      return text
    case 'boolean':
      return text === 'true' || text === '1'
    case 'date':
      return parseDate(text)
    case 'time':
      return parseTime(text)
    case 'dateTime':
      return parseDay(text) === undefined ? parseDateTime(text) : parseDate(text)
    case 'duration':
      return parseDuration(text)
    case 'decimal':
    case 'double':
    case 'float':
    case 'integer':
    case 'int':
    case 'long':
      return parseNumber(text)
    case '':
      return text === 'true' || text === 'false' ? text === 'true' : (parseNumber(text) ?? text)
    default:
      // Types are words of the test files, not a union of ours.
      return text
  }
}

function isContext(value: Value): value is ContextValue {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'context'
}

/** Whether a result is the expected one: numbers within 1e-8, everything else exactly. */
export function meets(found: Value, expected: Value): boolean {
  if (isNumber(found) && isNumber(expected)) {
    const distance = toDecimal(found).minus(toDecimal(expected)).abs()
    return compareNumbers(found, expected) === 0 || distance.lte(tolerance)
  }
  if (isList(found) && isList(expected)) {
    return found.length === expected.length && found.every((item, index) => meets(item, expected[index] ?? null))
  }
  if (isContext(found) && isContext(expected)) {
    return (
      found.fields.size === expected.fields.size &&
      [...expected.fields].every(([name, field]) => meets(found.fields.get(name) ?? null, field))
    )
  }
  return same(found, expected) === true
}

/** A value for a report. */
export function shown(value: Value): string {
  return value === null ? 'null' : printValue(value)
}
