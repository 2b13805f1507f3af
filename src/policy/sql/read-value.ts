import { quoteName, quoteText, type SqlType } from '#policy/sql/term'
import {
  isList,
  isNumber,
  parseNumber,
  parseTemporal,
  printNumber,
  printTemporal,
  type Value,
} from '#policy/value/index'

/** A value of DuckDB's JSON as FEEL's value. Throws on JSON that the type cannot have. */
export function readSqlValue(type: SqlType, json: unknown): Value {
  if (json === null || json === undefined) return null
  switch (type.kind) {
    case 'null':
      return null
    case 'boolean':
    case 'string':
      return typeof json === 'boolean' || typeof json === 'string' ? json : wrong(type, json)
    case 'number':
      return parseNumber(textOf(json)) ?? wrong(type, json)
    case 'months':
      return { kind: 'months', months: Number(json) }
    case 'days':
      return { kind: 'days', seconds: Number(json) * 86_400, nanos: 0 }
    case 'date':
    case 'text':
      return parseTemporal(textOf(json)) ?? wrong(type, json)
    case 'list':
      return Array.isArray(json) ? json.map((item: unknown) => readSqlValue(type.of, item)) : wrong(type, json)
    case 'struct': {
      const given = new Map(Object.entries(json))
      const fields = [...type.fields].map(([name, field]): [string, Value] => [
        name,
        readSqlValue(field.type, given.get(name)),
      ])
      return { kind: 'context', fields: new Map(fields) }
    }
    case 'row':
      return wrong(type, json)
  }
}

/** Numbers come as JSON numbers or, when they are long, as texts. */
function textOf(json: unknown): string {
  return typeof json === 'string' || typeof json === 'number' ? String(json) : ''
}

function wrong(type: SqlType, json: unknown): never {
  throw new Error(`SQL gave ${JSON.stringify(json)} for ${type.kind}`)
}

/** A value as data of a SQL type; null where it is none. */
export function typedLiteral(value: Value, type: SqlType): string {
  if (value === null) return 'NULL'
  switch (type.kind) {
    case 'number':
      return isNumber(value) ? printNumber(value) : 'NULL'
    case 'string':
      return typeof value === 'string' ? quoteText(value) : 'NULL'
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : 'NULL'
    case 'list':
      return isList(value) ? `[${value.map((item) => typedLiteral(item, type.of)).join(', ')}]` : 'NULL'
    case 'date':
      return isKind(value, 'date') ? `DATE '${printTemporal(value)}'` : 'NULL'
    case 'struct': {
      if (!isKind(value, 'context')) return 'NULL'
      const fields = [...type.fields].map(
        ([name, field]) => `${quoteName(name)} := ${typedLiteral(value.fields.get(name) ?? null, field.type)}`,
      )
      return `struct_pack(${fields.join(', ')})`
    }
    case 'months':
    case 'days':
    case 'text':
    case 'null':
    case 'row':
      return 'NULL'
  }
}

type Kinded = Extract<Value, { readonly kind: string }>

function isKind<K extends Kinded['kind']>(value: Value, kind: K): value is Extract<Kinded, { readonly kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}
