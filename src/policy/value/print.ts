import { spend } from '#policy/value/effort'
import { isNumber, printNumber } from '#policy/value/number'
import { isTemporal } from '#policy/value/temporal'
import { printTemporal } from '#policy/value/temporal-text'
import { isList } from '#policy/value/unknown'
import type { RangeValue, Value } from '#policy/value/value'

/** A value to hand out: numbers, days and durations as text, unknown as null. The decision's type tells which. */
export type PlainValue = null | boolean | string | readonly PlainValue[] | { readonly [name: string]: PlainValue }

export function toPlain(value: Value): PlainValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (isNumber(value)) return printNumber(value)
  if (isList(value)) {
    spend(value.length)
    return value.map(toPlain)
  }
  if (isTemporal(value)) return printTemporal(value)
  switch (value.kind) {
    case 'unknown':
      return null
    case 'range':
    case 'function':
      return printValue(value)
    case 'context':
      spend(value.fields.size)
      return Object.fromEntries([...value.fields].map(([name, field]) => [name, toPlain(field)]))
    case 'row':
      return Object.fromEntries(Object.entries(value.cells).map(([name, cell]) => [name, plainCell(cell)]))
  }
}

function plainCell(cell: unknown): PlainValue {
  if (typeof cell === 'number') return String(cell)
  return typeof cell === 'boolean' || typeof cell === 'string' ? cell : null
}

/** FEEL's `string`: a text as it is, anything else as FEEL would write it. */
export function printValue(value: Value): string {
  return typeof value === 'string' ? value : printPart(value)
}

/** A part of a list or context, where a text stands in quotes. */
function printPart(value: Value): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'boolean') return String(value)
  if (isNumber(value)) return printNumber(value)
  if (isList(value)) {
    spend(value.length)
    return `[${value.map(printPart).join(', ')}]`
  }
  if (isTemporal(value)) return printTemporal(value)
  switch (value.kind) {
    case 'unknown':
      return 'null'
    case 'range':
      return printRange(value)
    case 'context':
      spend(value.fields.size)
      return `{${[...value.fields].map(([name, field]) => `${printKey(name)}: ${printPart(field)}`).join(', ')}}`
    case 'row':
      return `${value.list}[${value.index + 1}]`
    case 'function':
      return value.name
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** A key needs quotes when it would not read back as a name. */
function printKey(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$ .'*+/-]*$/u.test(name) ? name : quoted(name)
}

function printRange(range: RangeValue): string {
  const { low, high } = range
  if (low === undefined) return `(${range.highIncluded ? '<=' : '<'} ${printPart(high ?? null)})`
  if (high === undefined) return `(${range.lowIncluded ? '>=' : '>'} ${printPart(low)})`
  return `${range.lowIncluded ? '[' : '('}${printPart(low)}..${printPart(high)}${range.highIncluded ? ']' : ')'}`
}
