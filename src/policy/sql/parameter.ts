import type { Day } from '#kernel/day'
import type { Vocabulary } from '#policy/vocabulary'
import { covers, rowsWithin } from '#policy/answer/index'
import { wholeCountry, type Parameter, type ParameterRow } from '#policy/model/index'
import { numberLiteral } from '#policy/sql/number'
import {
  literal,
  numberType,
  quoteName,
  quoteText,
  term,
  type SqlType,
  type Term,
  readsNothing,
} from '#policy/sql/term'

/** A standard and where and when it is asked for. */
export interface AskedStandard {
  readonly parameter: Parameter
  readonly vocabulary: Vocabulary
  readonly day: Day
  readonly within: string | undefined
}

function textColumn(name: string): Term {
  return { text: quoteName(name), type: { kind: 'string' }, nullable: true, level: 0, reads: readsNothing, atom: true }
}

interface Written {
  readonly type: SqlType
  text(row: ParameterRow): string
}

function written(parameter: Parameter, rows: readonly ParameterRow[]): Written {
  if (parameter.type === 'text') return { type: { kind: 'string' }, text: (row) => quoteText(String(row.value)) }
  if (parameter.type === 'boolean') return { type: { kind: 'boolean' }, text: (row) => String(row.value) }
  const numbers = rows.map((row) => numberLiteral(String(row.value)).type).filter((type) => type.kind === 'number')
  const most = (of: (type: (typeof numbers)[number]) => number): number => Math.max(...numbers.map(of), 0)
  const type = numberType(
    Math.max(
      1,
      most((number) => number.digits),
    ),
    most((number) => number.scale),
  )
  return { type, text: (row) => `CAST(${String(row.value)} AS ${type.stored})` }
}

/**
 * A standard as a CASE over the divisions that have rows in force on the day, the nearest ancestor first. What the
 * place or a dimension must decide is NULL when that is unknown.
 */
export function parameterTerm(asked: AskedStandard, given: readonly Term[], hoist: (of: Term) => Term): Term {
  const { parameter, vocabulary, day, within } = asked
  const division = textColumn(vocabulary.place?.column ?? '')
  const rows = rowsWithin(parameter, day, within)
  const waiting = [...given]
  const dimensions = parameter.by.map((dimension): Term => {
    const fact = vocabulary.facts.find((known) => known.name === dimension)
    return fact === undefined ? (waiting.shift() ?? literal('NULL', { kind: 'null' })) : textColumn(fact.column)
  })
  const value = written(parameter, rows)
  if (rows.length === 0) return literal('NULL', { kind: 'null' })
  const called = dimensions.some((dimension) => dimension.reads.size > 0)
  const place = { division, within, local: rows.some((row) => !holdsEverywhere(row, within)) }
  return called ? byCall(rows, dimensions, value, place, hoist) : cases(rows, dimensions, value, place)
}

interface Place {
  /** The column that says where a row lives. */
  readonly division: Term
  readonly within: string | undefined
  /** Whether any row of the parameter depends on the place; then an unknown place leaves every value unknown. */
  readonly local: boolean
}

function holdsEverywhere(row: ParameterRow, within: string | undefined): boolean {
  return within === undefined ? row.division === wholeCountry : covers(row, within)
}

function cases(
  rows: readonly ParameterRow[],
  dimensions: readonly (Term | undefined)[],
  value: Written,
  { division, within, local }: Place,
): Term {
  const branches = rows.map((row) => {
    const conditions = holdsEverywhere(row, within) ? [] : [`starts_with(${division.text}, ${quoteText(row.division)})`]
    row.dimensions.forEach((wanted, index) => {
      const dimension = dimensions[index]
      if (dimension !== undefined) conditions.push(`${dimension.text} = ${quoteText(wanted)}`)
    })
    return `WHEN ${conditions.length === 0 ? 'true' : conditions.join(' AND ')} THEN ${value.text(row)}`
  })
  const unplaced = local ? `WHEN ${division.text} IS NULL THEN NULL ` : ''
  const read = dimensions.filter((dimension) => dimension !== undefined)
  return term(`CASE ${unplaced}${branches.join(' ')} END`, value.type, [...(local ? [division] : []), ...read], true)
}

/** Inside a lambda: the place is settled once a household, for each value that the argument may have. */
function byCall(
  rows: readonly ParameterRow[],
  dimensions: readonly Term[],
  value: Written,
  place: Place,
  hoist: (of: Term) => Term,
): Term {
  const groups = new Map<string, ParameterRow[]>()
  for (const row of rows) {
    const key = JSON.stringify(row.dimensions.filter((_, index) => (dimensions[index]?.reads.size ?? 0) > 0))
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const used: Term[] = [...dimensions]
  const branches = [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const settled = hoist(
      cases(
        group,
        dimensions.map((dimension) => (dimension.reads.size > 0 ? undefined : dimension)),
        value,
        place,
      ),
    )
    used.push(settled)
    const conditions = dimensions.flatMap((dimension, index) =>
      dimension.reads.size > 0 ? [`${dimension.text} = ${quoteText(first.dimensions[index] ?? '')}`] : [],
    )
    return [`WHEN ${conditions.join(' AND ')} THEN ${settled.text}`]
  })
  return term(`CASE ${branches.join(' ')} END`, value.type, used, true)
}
