import type { Position } from '#policy/position'
import { numberLiteral, unitedNumbers } from '#policy/sql/number'
import { literal, maxWidth, quoteName, quoteText, Refusal, term, type SqlType, type Term } from '#policy/sql/term'
import { isDecimal, isList, printNumber, printTemporal, type Num, type Temporal, type Value } from '#policy/value/index'

/** A value that is known while the SQL is made, written down. */
export function literalOf(value: Value, at: Position): Term {
  if (value === null) return literal('NULL', { kind: 'null' })
  if (typeof value === 'string') return literal(quoteText(value), { kind: 'string' })
  if (typeof value === 'boolean') return literal(String(value), { kind: 'boolean' })
  if (typeof value === 'number' || isDecimal(value)) return numeric(value, at)
  if (isList(value)) return listLiteral(value, at)
  switch (value.kind) {
    case 'unknown':
      return literal('NULL', { kind: 'null' })
    case 'context':
      return structLiteral(value.fields, at)
    case 'date':
    case 'time':
    case 'date-time':
    case 'months':
    case 'days':
      return temporal(value)
    case 'range':
    case 'row':
    case 'function':
      throw new Refusal(`a value of the kind ${value.kind}`, at)
  }
}

function numeric(value: Num, at: Position): Term {
  const text = printNumber(value)
  if (text.replace(/\D/g, '').length > maxWidth) throw new Refusal(`a number of more than ${maxWidth} digits`, at)
  return numberLiteral(text)
}

const secondsOfDay = 86_400

function temporal(value: Temporal): Term {
  switch (value.kind) {
    case 'date':
      // SQL's own texts of days are FEEL's for years of four digits only.
      if (value.year < 1 || value.year > 9999)
        return literal(quoteText(printTemporal(value)), { kind: 'text', of: 'date' })
      return literal(`DATE '${printTemporal(value)}'`, { kind: 'date' })
    case 'months':
      return literal(String(value.months), { kind: 'months' })
    case 'days':
      if (value.nanos === 0 && value.seconds % secondsOfDay === 0) {
        return literal(String(value.seconds / secondsOfDay), { kind: 'days' })
      }
      return literal(quoteText(printTemporal(value)), { kind: 'text', of: 'days' })
    case 'time':
    case 'date-time':
      return literal(quoteText(printTemporal(value)), { kind: 'text', of: value.kind })
  }
}

function listLiteral(items: readonly Value[], at: Position): Term {
  const terms = united(
    items.map((item) => literalOf(item, at)),
    at,
  )
  const of: SqlType = terms.find((part) => part.type.kind !== 'null')?.type ?? { kind: 'null' }
  const type: SqlType = { kind: 'list', of, nullable: terms.some((part) => part.nullable) }
  return term(`[${terms.map((part) => part.text).join(', ')}]`, type, terms, false)
}

function structLiteral(fields: ReadonlyMap<string, Value>, at: Position): Term {
  const entries = [...fields].map(([name, value]) => ({ name, value: literalOf(value, at) }))
  return structOf(entries, at)
}

/** A struct of named terms. SQL's fields have names that differ in more than the case of their letters. */
export function structOf(entries: readonly { readonly name: string; readonly value: Term }[], at: Position): Term {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()))
  if (names.size === 0 || names.size < entries.length || names.has('')) {
    throw new Refusal('a context whose fields SQL cannot name', at)
  }
  const fields = new Map(
    entries.map(({ name, value }) => [name, { type: value.type, nullable: value.nullable }] as const),
  )
  const text = `struct_pack(${entries.map(({ name, value }) => `${quoteName(name)} := ${value.text}`).join(', ')})`
  return term(
    text,
    { kind: 'struct', fields },
    entries.map(({ value }) => value),
    false,
  )
}

/** The terms as values of one SQL type; refuses when there is none. */
export function united(terms: readonly Term[], at: Position): readonly Term[] {
  const typed = terms.filter((part) => part.type.kind !== 'null')
  const [first] = typed
  if (first === undefined) return terms
  if (typed.every((part) => part.type.kind === 'number')) {
    const { terms: decimals, type } = unitedNumbers(terms, at)
    return decimals.map((part) => ({ ...part, type }))
  }
  const type = typed.map((part) => part.type).reduce((left, right) => unitedType(left, right, at))
  return terms.map((part) => ({ ...part, type }))
}

/** One type for two that DuckDB holds in one column; numbers inside lists and structs must already be alike. */
function unitedType(left: SqlType, right: SqlType, at: Position): SqlType {
  if (left.kind === 'null') return right
  if (right.kind === 'null') return left
  if (left.kind === 'list' && right.kind === 'list') {
    return { kind: 'list', of: unitedType(left.of, right.of, at), nullable: left.nullable || right.nullable }
  }
  if (left.kind === 'struct' && right.kind === 'struct' && left.fields.size === right.fields.size) {
    const fields = new Map(
      [...left.fields].map(([name, field]) => {
        const other = right.fields.get(name)
        if (other === undefined) throw new Refusal('contexts of different fields in one list', at)
        return [name, { type: unitedType(field.type, other.type, at), nullable: field.nullable || other.nullable }]
      }),
    )
    return { kind: 'struct', fields }
  }
  if (left.kind === 'number' && right.kind === 'number') {
    const digits = Math.max(left.digits, right.digits)
    const scale = Math.max(left.scale, right.scale)
    if (digits + scale > maxWidth) throw new Refusal(`${digits}+${scale} decimal digits do not fit ${maxWidth}`, at)
    return {
      ...left,
      digits,
      scale,
      stored: `DECIMAL(${digits + scale},${scale})`,
      most: Math.max(left.most, right.most),
    }
  }
  const alike = left.kind === right.kind && (left.kind !== 'text' || right.kind !== 'text' || left.of === right.of)
  if (!alike) throw new Refusal(`${left.kind} and ${right.kind} in one place`, at)
  return left
}
