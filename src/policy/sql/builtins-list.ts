import {
  argument,
  column,
  nothing,
  refused,
  value,
  writtenInteger,
  type Call,
  type Write,
} from '#policy/sql/builtin-call'
import { united } from '#policy/sql/literal'
import { numberType, Refusal, strictTerm, term, type SqlType, type Term } from '#policy/sql/term'

type ListType = Extract<SqlType, { kind: 'list' }>

/** A list argument. For a policy its items must be known: a function that moves them would hide an unknown one. */
function list(call: Call, index: number): Term & { readonly type: ListType } {
  const of = column(call, index)
  if (of.type.kind !== 'list') throw new Refusal(`the function ${call.name} of ${of.type.kind}`, call.at)
  return { ...of, type: of.type }
}

/** A function of lists is null when one of them is; SQL's own functions would take such a list for an empty one. */
function strictly(write: Write): Write {
  return (call) => {
    const made = write(call)
    const given = call.arguments.flatMap((of, index) => (of.type.kind === 'function' ? [] : [column(call, index)]))
    const lists = given.filter((of) => of.type.kind === 'list' && of.nullable)
    if (lists.length === 0) return made
    const known = [...new Set(lists.map((of) => `${of.text} IS NOT NULL`))].join(' AND ')
    return term(`CASE WHEN ${known} THEN ${made.text} END`, made.type, [made, ...lists], true)
  }
}

/** Lists of one type put together. */
function joined(parts: readonly Term[], call: Call): Term {
  const terms = united(parts, call.at)
  const [first, ...rest] = terms
  if (first === undefined) return refused(call)
  const text = rest.reduce((sofar, part) => `list_concat(${sofar}, ${part.text})`, first.text)
  const nullable = parts.some((part) => part.type.kind === 'list' && part.type.nullable)
  const type = first.type.kind === 'list' ? { ...first.type, nullable } : first.type
  return term(text, type, terms, false)
}

function single(of: Term): Term {
  return term(`[${of.text}]`, { kind: 'list', of: of.type, nullable: of.nullable }, [of], false)
}

/** The part of a list from one place to another, both included. */
function slice(of: Term, from: string, to: string): Term {
  return term(`list_slice(${of.text}, ${from}, ${to})`, of.type, [of], false)
}

/** Items in the order of their first appearance. */
function distinct(of: Term & { readonly type: ListType }, call: Call): Term {
  if (!['string', 'number', 'boolean', 'date'].includes(of.type.of.kind)) return refused(call)
  const text = `list_filter(${of.text}, lambda item, place: list_position(${of.text}, item) = place)`
  return term(text, of.type, [of], false)
}

function asListType(of: Term, call: Call): Term & { readonly type: ListType } {
  return of.type.kind === 'list' ? { ...of, type: of.type } : refused(call)
}

/** A place from 1, or from the end; a place outside the list leaves the call without a value. */
function placed(call: Call, of: Term, index: number, make: (place: string) => Term): Term {
  const place = writtenInteger(call, index)
  if (place === undefined) return refused(call)
  if (place === 0) return nothing()
  const from = place > 0 ? String(place) : `len(${of.text}) - ${-place - 1}`
  const made = make(from)
  return term(`CASE WHEN len(${of.text}) >= ${Math.abs(place)} THEN ${made.text} END`, made.type, [of, made], true)
}

const sublist: Write = (call) => {
  const of = list(call, 0)
  const count = call.arguments[2] === undefined ? undefined : writtenInteger(call, 2)
  if (call.arguments[2] !== undefined && (count === undefined || count < 0)) return refused(call)
  const part = placed(call, of, 1, (from) =>
    slice(of, from, count === undefined ? `len(${of.text})` : `${from} + ${count - 1}`),
  )
  if (count === undefined || part.type.kind === 'null') return part
  const start = writtenInteger(call, 1) ?? 0
  const last = start > 0 ? `${start + count - 1}` : `len(${of.text}) - ${-start - count}`
  return term(`CASE WHEN ${last} <= len(${of.text}) THEN ${part.text} END`, part.type, [of, part], true)
}

const sort: Write = (call) => {
  const of = list(call, 0)
  const by = call.arguments[1]
  if (!['number', 'date', 'string'].includes(of.type.of.kind) || of.type.nullable) return refused(call)
  if (by === undefined) return term(`list_sort(${of.text})`, of.type, [of], false)
  if (by.kind !== 'function' || by.body.kind !== 'compare') return refused(call)
  const { left, right, op } = by.body
  const [first, second] = by.parameters
  const inOrder =
    left.kind === 'variable' && right.kind === 'variable' && left.binder === first && right.binder === second
  if (!inOrder || (op !== '<' && op !== '>')) return refused(call)
  return term(`${op === '<' ? 'list_sort' : 'list_reverse_sort'}(${of.text})`, of.type, [of], false)
}

function policyKnows(call: Call, of: Term & { readonly type: ListType }): void {
  if (call.generator.semantics === 'policy' && of.type.nullable) {
    throw new Refusal(`the function ${call.name} of items that may be unknown`, call.at)
  }
}

const written = {
  append: (call: Call) =>
    joined([list(call, 0), ...call.arguments.slice(1).map((_, index) => single(value(call, index + 1)))], call),
  concatenate: (call: Call) =>
    joined(
      call.arguments.map((_, index) => list(call, index)),
      call,
    ),
  union: (call: Call) => {
    const all = asListType(
      call.generator.hoist(
        joined(
          call.arguments.map((_, index) => list(call, index)),
          call,
        ),
      ),
      call,
    )
    policyKnows(call, all)
    return distinct(all, call)
  },
  'distinct values': (call: Call) => {
    const of = list(call, 0)
    policyKnows(call, of)
    return distinct(of, call)
  },
  reverse: (call: Call) => {
    const of = list(call, 0)
    return term(`list_reverse(${of.text})`, of.type, [of], false)
  },
  sublist,
  'insert before': (call: Call) => {
    const of = list(call, 0)
    const item = single(value(call, 2))
    return placed(call, of, 1, (place) =>
      joined([slice(of, '1', `${place} - 1`), item, slice(of, place, `len(${of.text})`)], call),
    )
  },
  remove: (call: Call) => {
    const of = list(call, 0)
    return placed(call, of, 1, (place) => {
      const text = `list_filter(${of.text}, lambda item, place: place <> ${place})`
      return term(text, of.type, [of], false)
    })
  },
  'index of': (call: Call) => {
    const of = list(call, 0)
    policyKnows(call, of)
    const sought = column(call, 1)
    if (sought.type.kind !== of.type.of.kind || !['string', 'date', 'boolean'].includes(sought.type.kind))
      return refused(call)
    const places = `list_filter(generate_series(1, len(${of.text})), lambda place: ${of.text}[place] IS NOT DISTINCT FROM ${sought.text})`
    const type: SqlType = { kind: 'list', of: numberType(3, 0, 'BIGINT'), nullable: false }
    return term(places, type, [of, sought], false)
  },
  flatten: (call: Call) => flattened(list(call, 0), call),
  sort,
} satisfies Readonly<Record<string, Write>>

function flattened(of: Term & { readonly type: ListType }, call: Call): Term {
  const inner = of.type.of
  if (inner.kind !== 'list') return of
  if (of.type.nullable) throw new Refusal('flatten of lists that may be null', call.at)
  const made = term(`flatten(${of.text})`, inner, [of], false)
  return flattened({ ...made, type: inner }, call)
}

function contains(call: Call): Term {
  const given = argument(call, 0)
  const plain = given.kind === 'list' && given.items.length > 0 && call.generator.semantics === 'policy'
  if (!plain) return call.lists.contains(value(call, 0), value(call, 1), call.at)
  const items = given.items.map((item) => call.generator.expression(item))
  const item = value(call, 1)
  // IN over unequal and unknown values is unknown, as FEEL's comparisons one by one are.
  const text = `(${item.text} IN (${items.map((known) => known.text).join(', ')}))`
  return strictTerm(text, { kind: 'boolean' }, [item, ...items])
}

export const listBuiltins = {
  append: strictly(written.append),
  concatenate: strictly(written.concatenate),
  union: strictly(written.union),
  'distinct values': strictly(written['distinct values']),
  reverse: strictly(written.reverse),
  sublist: strictly(written.sublist),
  'insert before': strictly(written['insert before']),
  remove: strictly(written.remove),
  'index of': strictly(written['index of']),
  flatten: strictly(written.flatten),
  sort: strictly(written.sort),
  'list contains': contains,
} satisfies Readonly<Record<string, Write>>
