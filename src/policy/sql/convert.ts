import type { Core, Type } from '#policy/checked/index'
import type { Generator } from '#policy/sql/generator'
import { literal, Refusal, term, type SqlType, type Term } from '#policy/sql/term'

/** Whether every SQL value of a type, null apart, conforms to a FEEL type; undefined when that depends on the value. */
function conforms(type: SqlType, to: Type): boolean | undefined {
  if (to.kind === 'any') return true
  switch (type.kind) {
    case 'null':
      return true
    case 'number':
    case 'boolean':
    case 'string':
    case 'date':
    case 'months':
    case 'days':
      return type.kind === to.kind
    case 'text':
      return type.of === to.kind
    case 'list':
      return to.kind === 'list' ? conforms(type.of, to.of) : false
    case 'struct':
      return to.kind === 'context' ? structConforms(type, to) : false
    case 'row':
      return to.kind === 'context' && to.fields.size === 0 ? true : undefined
  }
}

function structConforms(
  type: Extract<SqlType, { kind: 'struct' }>,
  to: Extract<Type, { kind: 'context' }>,
): boolean | undefined {
  const fields = [...to.fields].map(([name, field]) => {
    const own = type.fields.get(name)
    return own === undefined ? false : conforms(own.type, field)
  })
  if (fields.includes(false)) return false
  return fields.includes(undefined) ? undefined : true
}

/** The value as one of its declared type, where SQL's own types tell whether it is one. */
export function convertTerm(of: Extract<Core, { kind: 'convert' }>, generator: Generator): Term {
  const value = generator.expression(of.of)
  const found = conforms(value.type, of.to)
  if (found === true) return value
  if (found === undefined) throw new Refusal('a value whose type only the data tells', of.at)
  if (of.to.kind === 'list' && value.type.kind !== 'list' && conforms(value.type, of.to.of) === true) {
    // A value stands for the list of itself; null for no list.
    const type: SqlType = { kind: 'list', of: value.type, nullable: false }
    const text = value.nullable ? `CASE WHEN ${value.text} IS NOT NULL THEN [${value.text}] END` : `[${value.text}]`
    return term(text, type, [value], value.nullable)
  }
  if (value.type.kind === 'list' && of.to.kind !== 'list' && conforms(value.type.of, of.to) === true) {
    const list = generator.hoist(value)
    return term(`CASE WHEN len(${list.text}) = 1 THEN ${list.text}[1] END`, value.type.of, [list], true)
  }
  if (value.type.kind === 'date' && of.to.kind === 'date-time') {
    throw new Refusal('a day as date and time', of.at)
  }
  return literal('NULL', { kind: 'null' })
}

/** `instance of`, where SQL's own types tell. Null is an instance of no type but its own. */
export function instanceTerm(of: Extract<Core, { kind: 'instance-of' }>, generator: Generator): Term {
  const value = generator.expression(of.of)
  const scalar = ['number', 'boolean', 'string', 'date', 'months', 'days', 'text'].includes(value.type.kind)
  const found = scalar ? conforms(value.type, of.to) : undefined
  if (found === undefined) throw new Refusal('instance of a type that only the data tells', of.at)
  if (generator.semantics === 'policy') {
    // Of what is not known nobody can say what it is.
    return term(`CASE WHEN ${value.text} IS NOT NULL THEN ${found} END`, { kind: 'boolean' }, [value], value.nullable)
  }
  if (!found) return literal('false', { kind: 'boolean' })
  return term(`(${value.text} IS NOT NULL)`, { kind: 'boolean' }, [value], false)
}
