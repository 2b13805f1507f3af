import {
  column,
  nothing,
  ofKind,
  refused,
  value,
  writtenInteger,
  writtenText,
  type Call,
  type Write,
} from '#policy/sql/builtin-call'
import { numberType, quoteText, Refusal, strictTerm, term, type SqlType, type Term } from '#policy/sql/term'

const stringType: SqlType = { kind: 'string' }
const booleanType: SqlType = { kind: 'boolean' }

/** A function of texts that is null when one of them is. */
function texts(count: number, type: SqlType, write: (texts: readonly string[]) => string): Write {
  return (call) => {
    const terms: Term[] = []
    for (let index = 0; index < count; index += 1) {
      const given = ofKind(call, index, 'string')
      if (given === undefined) return nothing()
      terms.push(given)
    }
    return strictTerm(write(terms.map((given) => given.text)), type, terms)
  }
}

/** Letters whose other case differs between Unicode's simple and full mapping; a text with one stops the query. */
const special =
  '[^\\x{0}-\\x{7F}\\x{3000}-\\x{303F}\\x{3400}-\\x{9FFF}\\x{F900}-\\x{FAFF}\\x{FF00}-\\x{FFEF}\\x{20000}-\\x{3FFFF}]'

/** Letters of ASCII, of full width too, change case alike; Chinese has none; other scripts are not for SQL to decide. */
function cased(name: 'upper' | 'lower'): Write {
  return texts(1, stringType, ([of = '']) => {
    const refusal = `error('${name} case of a letter of another script')`
    return `CASE WHEN regexp_matches(${of}, '${special}') THEN ${refusal} ELSE ${name}(${of}) END`
  })
}

/** Characters are code points, counted from 1 or from the end; a start outside the text has no result. */
const substring: Write = (call) => {
  const of = ofKind(call, 0, 'string')
  const start = writtenInteger(call, 1)
  const count = call.arguments[2] === undefined ? undefined : writtenInteger(call, 2)
  if (start === undefined || (call.arguments[2] !== undefined && count === undefined)) return refused(call)
  if (of === undefined || start === 0 || (count !== undefined && count < 1)) return nothing()
  const inside = `length(${of.text}) >= ${Math.abs(start)}`
  const from = start > 0 ? String(start) : `length(${of.text}) - ${Math.abs(start) - 1}`
  const part = count === undefined ? `substring(${of.text}, ${from})` : `substring(${of.text}, ${from}, ${count})`
  return term(`CASE WHEN ${inside} THEN ${part} END`, stringType, [of], true)
}

/** FEEL's text of a value. */
const string: Write = (call) => {
  if (call.arguments.length !== 1) return refused(call)
  const of = column(call, 0)
  switch (of.type.kind) {
    case 'string':
    case 'text':
      return { ...of, type: stringType }
    case 'null':
      return nothing()
    case 'boolean':
      return strictTerm(`CAST(${of.text} AS VARCHAR)`, stringType, [of])
    case 'date':
      return strictTerm(`strftime(${of.text}, '%Y-%m-%d')`, stringType, [of])
    case 'number': {
      const text = `CAST(${of.text} AS VARCHAR)`
      const trimmed = of.type.scale === 0 ? text : `rtrim(rtrim(${text}, '0'), '.')`
      return strictTerm(trimmed, stringType, [of])
    }
    case 'months':
    case 'days':
    case 'list':
    case 'struct':
    case 'row':
      return refused(call)
  }
}

/** Regular expressions whose meaning XPath and RE2 share. */
const plainPattern =
  /^\^?(?:[A-Za-z0-9 _,;:%@#&=!~/"'\p{Script=Han}-]|\.|\\[d.]|\[[A-Za-z0-9\p{Script=Han}]+(?:-[A-Za-z0-9])?\]|\[[0-9A-Za-z]-[0-9A-Za-z]\]|[*+?](?![*+?])|\{\d+(?:,\d*)?\})*\$?$/u

function sharedPattern(call: Call, index: number): string {
  const pattern = writtenText(call, index)
  if (pattern === undefined || call.arguments[index + 1 + (call.name === 'replace' ? 1 : 0)] !== undefined)
    return refused(call)
  if (pattern === '' || !plainPattern.test(pattern))
    throw new Refusal(`the pattern ${pattern} in ${call.name}`, call.at)
  // XPath's point passes over the ends of lines, and its digits are those of all scripts.
  return pattern.replace(/\\.|\./g, (part) =>
    part === '.' ? String.raw`[^\n\r]` : part === String.raw`\d` ? String.raw`\p{Nd}` : part,
  )
}

/** A delimiter without a meaning of its own in patterns. */
function plainText(call: Call, index: number): string {
  const text = writtenText(call, index)
  if (text === undefined || text === '' || /[\\^$.|?*+()[\]{}]/.test(text)) return refused(call)
  return text
}

const join: Write = (call) => {
  const list = ofKind(call, 0, 'list')
  const between = call.arguments[1] === undefined ? "''" : (ofKind(call, 1, 'string')?.text ?? "''")
  if (list === undefined) return nothing()
  const asked = call.arguments[1]?.kind ?? 'string'
  if (asked !== 'string' && asked !== 'null') throw new Refusal('a join of texts with what a row says', call.at)
  if (list.type.kind !== 'list' || (list.type.of.kind !== 'string' && list.type.of.kind !== 'null'))
    return refused(call)
  if (call.generator.semantics === 'policy' && list.type.nullable)
    throw new Refusal('a join of texts that may be unknown', call.at)
  // SQL leaves NULLs out, as FEEL does; of nothing it makes NULL, FEEL the empty text.
  const text = `coalesce(array_to_string(${list.text}, ${between}), '')`
  return list.nullable
    ? term(`CASE WHEN ${list.text} IS NOT NULL THEN ${text} END`, stringType, [list], true)
    : term(text, stringType, [list], false)
}

export const textBuiltins = {
  string,
  substring,
  'string length': texts(1, numberType(6, 0, 'BIGINT'), ([of]) => `length(${of})`),
  'upper case': cased('upper'),
  'lower case': cased('lower'),
  'substring before': texts(
    2,
    stringType,
    ([of, match]) => `substring(${of}, 1, greatest(strpos(${of}, ${match}) - 1, 0))`,
  ),
  'substring after': texts(
    2,
    stringType,
    ([of, match]) =>
      `CASE WHEN contains(${of}, ${match}) THEN substring(${of}, strpos(${of}, ${match}) + length(${match})) WHEN ${of} IS NOT NULL AND ${match} IS NOT NULL THEN '' END`,
  ),
  contains: texts(2, booleanType, ([of, part]) => `contains(${of}, ${part})`),
  'starts with': texts(2, booleanType, ([of, part]) => `starts_with(${of}, ${part})`),
  'ends with': texts(2, booleanType, ([of, part]) => `ends_with(${of}, ${part})`),
  matches: (call: Call) => {
    const of = ofKind(call, 0, 'string')
    const pattern = sharedPattern(call, 1)
    return of === undefined
      ? nothing()
      : strictTerm(`regexp_matches(${of.text}, ${quoteText(pattern)})`, booleanType, [of])
  },
  replace: (call: Call) => {
    const of = ofKind(call, 0, 'string')
    const pattern = sharedPattern(call, 1)
    const by = writtenText(call, 2)
    if (by === undefined || /[$\\]/.test(by)) return refused(call)
    const text = `regexp_replace(${of?.text ?? ''}, ${quoteText(pattern)}, ${quoteText(by)}, 'g')`
    return of === undefined ? nothing() : strictTerm(text, stringType, [of])
  },
  split: (call: Call) => {
    const of = ofKind(call, 0, 'string')
    const delimiter = plainText(call, 1)
    const type: SqlType = { kind: 'list', of: stringType, nullable: false }
    return of === undefined ? nothing() : strictTerm(`string_split(${of.text}, ${quoteText(delimiter)})`, type, [of])
  },
  'string join': join,
} satisfies Readonly<Record<string, Write>>

/** Any value may be asked for. */
export function definedTerm(call: Call): Term {
  const of = value(call, 0)
  return term(`(${of.text} IS NOT NULL)`, booleanType, [of], false)
}
