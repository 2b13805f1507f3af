import type { Semantics } from '#policy/checked/index'
import type { CompareOp } from '#policy/feel/index'
import type { Position } from '#policy/position'
import { unitedNumbers } from '#policy/sql/number'
import { literal, Refusal, strictTerm, term, type SqlType, type Term } from '#policy/sql/term'

const booleanType: SqlType = { kind: 'boolean' }

/** Texts are ordered by code points on both sides: DuckDB compares their bytes in UTF-8. */
const ordered: readonly SqlType['kind'][] = ['number', 'string', 'date', 'days', 'months', 'null']

/** Whether equality of SQL values of a type is FEEL's equality of them. */
function isComparable(type: SqlType): boolean {
  if (type.kind === 'list') return isComparable(type.of)
  if (type.kind === 'struct') return [...type.fields.values()].every((field) => isComparable(field.type))
  return ordered.includes(type.kind) || type.kind === 'boolean'
}

function hasNumbers(type: SqlType): boolean {
  if (type.kind === 'list') return hasNumbers(type.of)
  if (type.kind === 'struct') return [...type.fields.values()].some((field) => hasNumbers(field.type))
  return type.kind === 'number'
}

function mayHoldNull(type: SqlType): boolean {
  if (type.kind === 'list') return type.nullable || mayHoldNull(type.of)
  if (type.kind !== 'struct') return false
  return [...type.fields.values()].some((field) => field.nullable || mayHoldNull(field.type))
}

/**
 * A comparison. For a policy a null side leaves it unknown. In standard DMN null equals null alone, and an order with
 * null is null (DMN 1.5, table 44 and 45).
 */
export function compareTerm(op: CompareOp, left: Term, right: Term, semantics: Semantics, at: Position): Term {
  const kinds = [left.type.kind, right.type.kind]
  const equality = op === '=' || op === '!='
  if (semantics === 'standard' && (kinds.includes('null') || left.type.kind !== right.type.kind)) {
    return unlike(op, left, right, at)
  }
  const fits = [left, right].every((side) => (equality ? isComparable(side.type) : ordered.includes(side.type.kind)))
  if (!fits) throw new Refusal(`${op} of ${kinds.join(' and ')}`, at)
  if (left.type.kind === 'number' && right.type.kind === 'number') {
    // A common type must exist, or DuckDB would compare something else.
    unitedNumbers([left, right], at)
  } else if (semantics === 'policy' && [left, right].some((side) => mayHoldNull(side.type))) {
    // An unknown part leaves a comparison of wholes unknown; SQL would say no.
    throw new Refusal('a comparison of lists or contexts whose parts may be unknown', at)
  } else if ((left.type.kind === 'list' || left.type.kind === 'struct') && hasNumbers(left.type)) {
    throw new Refusal('a comparison of lists or contexts that hold numbers', at)
  }
  const sql = op === '!=' ? '<>' : op
  if (semantics === 'standard' && equality && (left.nullable || right.nullable)) {
    const word = op === '=' ? 'IS NOT DISTINCT FROM' : 'IS DISTINCT FROM'
    return term(`(${left.text} ${word} ${right.text})`, booleanType, [left, right], false)
  }
  return strictTerm(`(${left.text} ${sql} ${right.text})`, booleanType, [left, right])
}

/** Two kinds, or a side that is null for certain. */
function unlike(op: CompareOp, left: Term, right: Term, at: Position): Term {
  if (op !== '=' && op !== '!=') return literal('NULL', booleanType)
  const [a, b] = [left.type.kind, right.type.kind]
  if (a === 'null' && b === 'null') return literal(String(op === '='), booleanType)
  if (a === 'null' || b === 'null') {
    const other = a === 'null' ? right : left
    return term(`(${other.text} IS ${op === '=' ? '' : 'NOT '}NULL)`, booleanType, [other], false)
  }
  throw new Refusal(`${op} of ${a} and ${b}`, at)
}
