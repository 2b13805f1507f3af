import type { BuiltinName } from '#policy/checked/builtin-names'
import { problem, uniteOrReport, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import {
  anyType,
  booleanType,
  dateType,
  listOf,
  nullType,
  numberType,
  printType,
  stringType,
  type Type,
} from '#policy/checked/type'
import type { Position } from '#policy/position'

interface Called {
  readonly place: CheckPlace
  readonly at: Position
  readonly name: BuiltinName
  readonly args: readonly Core[]
}

type Result = (call: Called) => Type

const gives =
  (type: Type): Result =>
  () =>
    type

const first: Result = ({ args }) => args[0]?.type ?? anyType

function itemType(type: Type): Type {
  return type.kind === 'list' ? type.of : type
}

function asList(type: Type): Type {
  return type.kind === 'list' || type.kind === 'any' ? type : listOf(type)
}

const firstList: Result = ({ args }) => asList(args[0]?.type ?? anyType)

/** The items of one list, or of the same values given as separate arguments: `sum([1, 2])` and `sum(1, 2)`. */
function gathered({ place, at, name, args }: Called): Type {
  const [only] = args
  if (args.length === 1 && only !== undefined) return itemType(only.type)
  return args.map((arg) => arg.type).reduce((left, right) => uniteOrReport(place, at, name, left, right), nullType)
}

/** An aggregate over items of one kind. */
function over(kind: Type['kind'], result: (items: Type) => Type): Result {
  return (call) => {
    const items = gathered(call)
    const fits = items.kind === kind || items.kind === 'any' || items.kind === 'null'
    if (!fits) {
      problem(call.place, call.at, {
        code: 'type-clash',
        expected: `list<${kind}>`,
        found: `list<${printType(items)}>`,
      })
    }
    return fits ? result(items) : result({ kind: 'any' })
  }
}

const sameItems = (items: Type): Type => items

/** Lists put together, or a list and more items. */
function joined(call: Called, parts: readonly Type[]): Type {
  return listOf(parts.reduce((left, right) => uniteOrReport(call.place, call.at, call.name, left, right), nullType))
}

const comparedTo: Result = ({ place, at, args }) => {
  const [list, item] = args
  if (list !== undefined && item !== undefined && place.semantics === 'policy') {
    uniteOrReport(place, at, '=', itemType(list.type), item.type)
  }
  return booleanType
}

const truth = gives(booleanType)
const text = gives(stringType)
const number = gives(numberType)
const anything = gives(anyType)

const results: Readonly<Record<BuiltinName, Result>> = {
  number,
  string: text,
  date: gives(dateType),
  time: gives({ kind: 'time' }),
  'date and time': gives({ kind: 'date-time' }),
  duration: anything,
  'years and months duration': gives({ kind: 'months' }),
  range: gives({ kind: 'range', of: anyType }),
  context: anything,
  not: truth,
  is: truth,
  'is defined': truth,
  substring: text,
  'string length': number,
  'upper case': text,
  'lower case': text,
  'substring before': text,
  'substring after': text,
  replace: text,
  contains: truth,
  'starts with': truth,
  'ends with': truth,
  matches: truth,
  split: gives(listOf(stringType)),
  'string join': text,
  'list contains': comparedTo,
  count: number,
  min: gathered,
  max: gathered,
  sum: over('number', sameItems),
  mean: over('number', sameItems),
  all: over('boolean', () => booleanType),
  any: over('boolean', () => booleanType),
  sublist: firstList,
  append: (call) =>
    joined(
      call,
      call.args.map((arg, index) => (index === 0 ? itemType(arg.type) : arg.type)),
    ),
  concatenate: (call) =>
    joined(
      call,
      call.args.map((arg) => itemType(arg.type)),
    ),
  'insert before': (call) => joined(call, [itemType(call.args[0]?.type ?? anyType), call.args[2]?.type ?? anyType]),
  remove: firstList,
  'list replace': (call) => joined(call, [itemType(call.args[0]?.type ?? anyType), call.args[2]?.type ?? anyType]),
  reverse: firstList,
  'index of': gives(listOf(numberType)),
  union: (call) =>
    joined(
      call,
      call.args.map((arg) => itemType(arg.type)),
    ),
  'distinct values': firstList,
  flatten: ({ args }) => listOf(deepItem(args[0]?.type ?? anyType)),
  product: over('number', () => numberType),
  median: over('number', sameItems),
  stddev: over('number', sameItems),
  mode: over('number', (items) => listOf(items)),
  sort: firstList,
  decimal: first,
  floor: first,
  ceiling: first,
  'round up': first,
  'round down': first,
  'round half up': first,
  'round half down': first,
  abs: first,
  modulo: first,
  sqrt: number,
  log: number,
  exp: number,
  odd: truth,
  even: truth,
  'day of year': number,
  'day of week': text,
  'month of year': text,
  'week of year': number,
  now: gives({ kind: 'date-time' }),
  today: gives(dateType),
  before: truth,
  after: truth,
  meets: truth,
  'met by': truth,
  overlaps: truth,
  'overlaps before': truth,
  'overlaps after': truth,
  finishes: truth,
  'finished by': truth,
  includes: truth,
  during: truth,
  starts: truth,
  'started by': truth,
  coincides: truth,
  'get value': ({ args }) => {
    const [context, key] = args
    const known =
      context?.type.kind === 'context' && key?.kind === 'string' ? context.type.fields.get(key.value) : undefined
    return known ?? anyType
  },
  'get entries': ({ args }) => {
    const context = args[0]?.type
    const values = context?.kind === 'context' ? [...context.fields.values()] : []
    const [one] = values
    const same =
      one !== undefined && values.every((type) => type.kind === one.kind && !('of' in type) && !('fields' in type))
    return listOf({
      kind: 'context',
      fields: new Map([
        ['key', stringType],
        ['value', same ? one : anyType],
      ]),
    })
  },
  'context put': anything,
  'context merge': anything,
}

function deepItem(type: Type): Type {
  return type.kind === 'list' ? deepItem(type.of) : type
}

/** What a call of a built-in function gives; reports items of the wrong kind. */
export function resultType(place: CheckPlace, at: Position, name: BuiltinName, args: readonly Core[]): Type {
  return results[name]({ place, at, name, args })
}
