import type { Core } from '#policy/checked/index'
import type { Generator } from '#policy/sql/generator'
import { literal, numberType, quoteName, Refusal, strictTerm, term, type SqlType, type Term } from '#policy/sql/term'

/** Properties of days and durations as SQL (DMN 1.5, table 65). */
const dateParts: Readonly<Record<string, string>> = { year: 'year', month: 'month', day: 'day', weekday: 'isodow' }

function whole(text: string, of: Term): Term {
  return strictTerm(text, numberType(9, 0, 'BIGINT'), [of])
}

/** A field of a row or context, or a property of a day or duration. */
export function fieldTerm(holder: Term, of: Extract<Core, { kind: 'field' }>, generator: Generator): Term {
  const { type } = holder
  const part = dateParts[of.name]
  if (type.kind === 'row' && of.column !== undefined) {
    const cell = generator.rows.cell(type.row, of.column)
    if (cell === undefined) throw new Refusal(`the field ${of.name}, whose type SQL does not have`, of.at)
    return { ...term(`${holder.text}.${quoteName(of.column)}`, cell, [holder], true), atom: true }
  }
  if (type.kind === 'struct') {
    const field = type.fields.get(of.name)
    if (field !== undefined) {
      const text = `${holder.text}.${quoteName(of.name)}`
      const made = term(text, field.type, [holder], holder.nullable || field.nullable)
      return { ...made, atom: holder.atom }
    }
    if (generator.semantics === 'standard') return literal('NULL', { kind: 'null' })
  }
  if (type.kind === 'null') return literal('NULL', { kind: 'null' })
  if (type.kind === 'date' && part !== undefined) return whole(`CAST(${part}(${holder.text}) AS BIGINT)`, holder)
  if (type.kind === 'months') return monthsPart(holder, of.name) ?? refused(of, type)
  if (type.kind === 'days' && of.name === 'days') return whole(holder.text, holder)
  return refused(of, type)
}

function refused(of: Extract<Core, { kind: 'field' }>, type: SqlType): never {
  throw new Refusal(`the field ${of.name} of ${type.kind}`, of.at)
}

function monthsPart(holder: Term, name: string): Term | undefined {
  // Whole-number division and remainder of SQL go towards zero, as the parts of a negative duration do.
  const months = `CAST(${holder.text} AS BIGINT)`
  if (name === 'years') return whole(`(sign(${months}) * (abs(${months}) // 12))`, holder)
  return name === 'months' ? whole(`(${months} % 12)`, holder) : undefined
}
