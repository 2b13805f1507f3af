import {
  column,
  nothing,
  ofKind,
  refused,
  writtenInteger,
  writtenText,
  type Call,
  type Write,
} from '#policy/sql/builtin-call'
import { numberType, strictTerm, term, type SqlType, type Term } from '#policy/sql/term'
import { monthNames, weekdayNames } from '#policy/value/index'

const dateType: SqlType = { kind: 'date' }
const stringType: SqlType = { kind: 'string' }

/** `date(year, month, day)`, or a day itself; a day that the calendar does not have is null. */
const date: Write = (call) => {
  if (call.arguments.length === 1) {
    const of = column(call, 0)
    if (of.type.kind === 'null') return nothing()
    return of.type.kind === 'date' ? of : fromText(call, of)
  }
  const parts = [0, 1, 2].map((index) => ofKind(call, index, 'number'))
  const [year, month, day] = parts
  const written = writtenInteger(call, 0)
  if (written !== undefined && (written < 1 || written > 9999)) return refused(call)
  if (year === undefined || month === undefined || day === undefined) return nothing()
  if ([year, month, day].some((part) => part.type.kind === 'number' && part.type.scale > 0)) return refused(call)
  const [y, m, d] = [year, month, day].map((part) => `CAST(${part.text} AS BIGINT)`)
  const first = `make_date(${y}, ${m}, 1)`
  const valid = `${y} BETWEEN 1 AND 9999 AND ${m} BETWEEN 1 AND 12 AND ${d} BETWEEN 1 AND 31`
  const text = `CASE WHEN ${valid} THEN CASE WHEN ${d} <= day(last_day(${first})) THEN ${first} + CAST(${d} - 1 AS INTEGER) END END`
  // Years of other lengths are days too, but not for SQL's texts of them.
  const checked = `CASE WHEN ${y} < 1 OR ${y} > 9999 THEN error('a year of other than four digits') ELSE ${text} END`
  return term(checked, dateType, [year, month, day], true)
}

/** The text of a day as data write it; any other text that FEEL would read stops the query. */
function fromText(call: Call, of: Term): Term {
  if (of.type.kind !== 'string' || writtenText(call, 0) !== undefined) return refused(call)
  const plain = `regexp_full_match(${of.text}, '[0-9]{4}-[0-9]{2}-[0-9]{2}')`
  const strange = `regexp_matches(${of.text}, '^-?[0-9]{5,}-|^-[0-9]{4}-')`
  const text = `CASE WHEN ${plain} THEN TRY_CAST(${of.text} AS DATE) WHEN ${strange} THEN error('a year of other than four digits') END`
  return term(text, dateType, [of], true)
}

function ofDate(type: SqlType, write: (date: string) => string): Write {
  return (call) => {
    const of = ofKind(call, 0, 'date')
    return of === undefined ? nothing() : strictTerm(write(of.text), type, [of])
  }
}

function named(names: readonly string[], part: string): (date: string) => string {
  const list = names.map((name) => `'${name}'`).join(', ')
  return (of) => `([${list}])[${part}(${of})]`
}

/** Whole months between two days, towards zero. */
const monthsBetween: Write = (call) => {
  const [from, to] = [ofKind(call, 0, 'date'), ofKind(call, 1, 'date')]
  if (from === undefined || to === undefined) return nothing()
  const [a, b] = [from.text, to.text]
  const difference = `((year(${b}) - year(${a})) * 12 + month(${b}) - month(${a}))`
  const short = `CASE WHEN ${a} <= ${b} THEN -CAST(day(${b}) < day(${a}) AS INTEGER) ELSE CAST(day(${b}) > day(${a}) AS INTEGER) END`
  return strictTerm(`(${difference} + ${short})`, { kind: 'months' }, [from, to])
}

export const dateBuiltins = {
  date,
  duration: refused,
  'years and months duration': monthsBetween,
  'day of year': ofDate(numberType(3, 0, 'BIGINT'), (of) => `CAST(dayofyear(${of}) AS BIGINT)`),
  'week of year': ofDate(numberType(2, 0, 'BIGINT'), (of) => `CAST(weekofyear(${of}) AS BIGINT)`),
  'day of week': ofDate(stringType, named(weekdayNames, 'isodow')),
  'month of year': ofDate(stringType, named(monthNames, 'month')),
} satisfies Readonly<Record<string, Write>>
