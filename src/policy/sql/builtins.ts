import type { BuiltinName, Core } from '#policy/checked/index'
import type { Position } from '#policy/position'
import type { Generator } from '#policy/sql/generator'
import { decided, type Lists } from '#policy/sql/lists'
import { divide } from '#policy/sql/division'
import { addAll, asDecimal, castDecimal, extreme, numberLiteral, roundWhole, typeOfNumber } from '#policy/sql/number'
import { numberType, Refusal, term, type SqlType, type Term } from '#policy/sql/term'

interface Call {
  readonly name: BuiltinName
  readonly arguments: readonly Core[]
  readonly at: Position
  readonly generator: Generator
  readonly lists: Lists
}

function refused(call: Call): never {
  throw new Refusal(`the function ${call.name}`, call.at)
}

function argument(call: Call, index: number): Core {
  return call.arguments[index] ?? refused(call)
}

function value(call: Call, index: number): Term {
  return call.generator.expression(argument(call, index))
}

/** The arguments themselves, or the items of a list that is written out. */
function spelledOut(call: Call): readonly Core[] | undefined {
  const [first] = call.arguments
  if (call.arguments.length !== 1) return call.arguments
  return first?.kind === 'list' && first.items.length > 0 ? first.items : undefined
}

function pairwise(call: Call, join: (left: Term, right: Term) => Term): Term | undefined {
  return spelledOut(call)
    ?.map((item) => call.generator.expression(item))
    .reduce(join)
}

function hoister(call: Call): (of: Term) => Term {
  return (of) => call.generator.hoist(of)
}

function extremes(name: 'greatest' | 'least', over: 'list_max' | 'list_min'): (call: Call) => Term {
  return (call) => {
    const items = spelledOut(call)?.map((item) => call.generator.expression(item))
    if (items === undefined) return call.lists.extreme(over, value(call, 0), call.at)
    return extreme(name, items, call.at, hoister(call))
  }
}

function truths(op: 'AND' | 'OR'): (call: Call) => Term {
  return (call) =>
    pairwise(call, (left, right) => term(`(${left.text} ${op} ${right.text})`, { kind: 'boolean' }, [left, right])) ??
    decided(call.generator.hoist(value(call, 0)), op === 'OR', call.at)
}

function whole(name: 'floor' | 'ceiling'): (call: Call) => Term {
  return (call) =>
    call.arguments.length === 1 ? roundWhole(name, value(call, 0), call.at, hoister(call)) : refused(call)
}

/** Away from zero or towards it: rounding of the absolute value, with the sign put back. */
function awayOrTowards(name: 'ceiling' | 'floor'): (call: Call) => Term {
  return (call) => {
    const scale = argument(call, 1)
    if (scale.kind !== 'number' || Number(scale.text) !== 0) return refused(call)
    const of = call.generator.hoist(asDecimal(value(call, 0), call.at))
    const rounded = roundWhole(name, term(`abs(${of.text})`, of.type, [of]), call.at, hoister(call))
    const { digits } = typeOfNumber(rounded, call.at)
    const signed = { ...numberType(digits, 0), stored: 'HUGEINT' }
    return castDecimal(term(`(sign(${of.text}) * ${rounded.text})`, signed, [of, rounded]), digits, 0, call.at)
  }
}

function halfUp(call: Call): Term {
  const scale = argument(call, 1)
  if (scale.kind !== 'number' || !/^\d+$/.test(scale.text)) return refused(call)
  const of = value(call, 0)
  const type = typeOfNumber(of, call.at)
  const places = Number(scale.text)
  if (places >= type.scale) return of
  // DuckDB's round takes halves away from zero, as FEEL's does.
  const rounded = term(
    `round(${asDecimal(of, call.at).text}, ${places})`,
    { ...type, scale: places, stored: 'HUGEINT' },
    [of],
  )
  return castDecimal(rounded, type.digits + 1, places, call.at)
}

function texts(write: (texts: readonly string[]) => string, type: SqlType = { kind: 'boolean' }): (call: Call) => Term {
  return (call) => {
    const terms = call.arguments.map((given) => call.generator.expression(given))
    return term(write(terms.map((given) => given.text)), type, terms)
  }
}

const builtins: Readonly<Record<BuiltinName, (call: Call) => Term>> = {
  sum: (call) => {
    const items = spelledOut(call)?.map((item) => ({ term: call.generator.expression(item), sign: '+' as const }))
    return items === undefined ? call.lists.sum(value(call, 0), call.at) : addAll(items, call.at)
  },
  count: (call) => {
    const list = argument(call, 0)
    if (list.kind === 'filter') return call.lists.countOfFilter(list.of, list.binder, list.predicate, call.at)
    const counted = value(call, 0)
    return term(`len(${counted.text})`, numberType(3, 0, 'BIGINT'), [counted])
  },
  min: extremes('least', 'list_min'),
  max: extremes('greatest', 'list_max'),
  mean: (call) => {
    const items = spelledOut(call)
    if (items === undefined) return call.lists.mean(value(call, 0), call.at)
    const addends = items.map((item) => ({ term: call.generator.expression(item), sign: '+' as const }))
    const sum = addAll(addends, call.at)
    return divide(sum, numberLiteral(String(items.length)), call.at, hoister(call))
  },
  abs: (call) => {
    const of = value(call, 0)
    return term(`abs(${of.text})`, typeOfNumber(of, call.at), [of])
  },
  floor: whole('floor'),
  ceiling: whole('ceiling'),
  modulo: refused,
  decimal: refused,
  'round up': awayOrTowards('ceiling'),
  'round down': awayOrTowards('floor'),
  'round half up': halfUp,
  'round half down': refused,
  not: (call) => term(`(NOT ${value(call, 0).text})`, { kind: 'boolean' }, [value(call, 0)]),
  all: truths('AND'),
  any: truths('OR'),
  'is defined': (call) => term(`(${value(call, 0).text} IS NOT NULL)`, { kind: 'boolean' }, [value(call, 0)], false),
  'list contains': (call) => {
    const list = argument(call, 0)
    if (list.kind !== 'list' || list.items.length === 0) {
      return call.lists.contains(value(call, 0), value(call, 1), call.at)
    }
    const items = list.items.map((item) => call.generator.expression(item))
    const item = value(call, 1)
    // IN over unequal and unknown values is unknown, as FEEL's comparisons one by one are.
    const text = `(${item.text} IN (${items.map((known) => known.text).join(', ')}))`
    return term(text, { kind: 'boolean' }, [item, ...items])
  },
  append: refused,
  concatenate: refused,
  string: (call) => (argument(call, 0).type.kind === 'string' ? value(call, 0) : refused(call)),
  'string length': texts(([of]) => `length(${of})`, numberType(6, 0, 'BIGINT')),
  'upper case': refused,
  'lower case': refused,
  contains: texts(([of, part]) => `contains(${of}, ${part})`),
  'starts with': texts(([of, part]) => `starts_with(${of}, ${part})`),
  'ends with': texts(([of, part]) => `ends_with(${of}, ${part})`),
  substring: refused,
  'string join': refused,
}

export function builtinTerm(
  name: BuiltinName,
  args: readonly Core[],
  at: Position,
  generator: Generator,
  lists: Lists,
): Term {
  return builtins[name]({ name, arguments: args, at, generator, lists })
}
