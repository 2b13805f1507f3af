import type { BuiltinName } from '#policy/checked/builtin-names'
import type { Type } from '#policy/checked/type'

interface BuiltinParameter {
  readonly name: string
  /** What a policy must give; `any` where nothing is asked. */
  readonly kind: Type['kind']
  readonly optional: boolean
}

/** One way to call a function. With `more`, the last parameter may be given any number of times. */
export interface Overload {
  readonly parameters: readonly BuiltinParameter[]
  readonly more: boolean
}

/**
 * The ways to call each built-in function, as `name:kind`, `?` for what may be left out and `...` for more of the same
 * (DMN 1.5, 10.3.4). Kinds are those that policies are held to; the functions themselves take what the standard allows.
 */
const written: Readonly<Record<BuiltinName, readonly string[]>> = {
  number: ['from, grouping separator?, decimal separator?'],
  string: ['from, mask?'],
  date: ['from', 'year:number, month:number, day:number'],
  time: ['from', 'hour:number, minute:number, second:number, offset?:days'],
  'date and time': [
    'from',
    'date, time:time',
    'date, timezone:string',
    'year:number, month:number, day:number, hour:number, minute:number, second:number',
    'year:number, month:number, day:number, hour:number, minute:number, second:number, offset?',
    'year:number, month:number, day:number, hour:number, minute:number, second:number, timezone',
  ],
  duration: ['from'],
  'years and months duration': ['from, to'],
  range: ['from:string'],
  context: ['entries'],
  not: ['negand:boolean'],
  is: ['value1, value2'],
  'is defined': ['value'],
  substring: ['string:string, start position:number, length?:number'],
  'string length': ['string:string'],
  'upper case': ['string:string'],
  'lower case': ['string:string'],
  'substring before': ['string:string, match:string'],
  'substring after': ['string:string, match:string'],
  replace: ['input:string, pattern:string, replacement:string, flags?:string'],
  contains: ['string:string, match:string'],
  'starts with': ['string:string, match:string'],
  'ends with': ['string:string, match:string'],
  matches: ['input:string, pattern:string, flags?:string'],
  split: ['string:string, delimiter:string'],
  'string join': ['list:list, delimiter?:string'],
  'list contains': ['list:list, element'],
  count: ['list:list'],
  min: ['list...'],
  max: ['list...'],
  sum: ['list...'],
  mean: ['list...'],
  all: ['list...'],
  any: ['list...'],
  sublist: ['list:list, start position:number, length?:number'],
  append: ['list:list, item...'],
  concatenate: ['list...'],
  'insert before': ['list:list, position:number, newItem'],
  remove: ['list:list, position:number'],
  'list replace': ['list:list, position:number, newItem', 'list:list, match:function, newItem'],
  reverse: ['list:list'],
  'index of': ['list:list, match'],
  union: ['list...'],
  'distinct values': ['list:list'],
  flatten: ['list:list'],
  product: ['list...'],
  median: ['list...'],
  stddev: ['list...'],
  mode: ['list...'],
  sort: ['list:list, precedes?:function'],
  decimal: ['n:number, scale:number'],
  floor: ['n:number, scale?:number'],
  ceiling: ['n:number, scale?:number'],
  'round up': ['n:number, scale:number'],
  'round down': ['n:number, scale:number'],
  'round half up': ['n:number, scale:number'],
  'round half down': ['n:number, scale:number'],
  abs: ['n'],
  modulo: ['dividend:number, divisor:number'],
  sqrt: ['number:number'],
  log: ['number:number'],
  exp: ['number:number'],
  odd: ['number:number'],
  even: ['number:number'],
  'day of year': ['date'],
  'day of week': ['date'],
  'month of year': ['date'],
  'week of year': ['date'],
  now: [''],
  today: [''],
  before: ['point1, point2', 'point, range', 'range, point', 'range1, range2'],
  after: ['point1, point2', 'point, range', 'range, point', 'range1, range2'],
  meets: ['range1, range2'],
  'met by': ['range1, range2'],
  overlaps: ['range1, range2'],
  'overlaps before': ['range1, range2'],
  'overlaps after': ['range1, range2'],
  finishes: ['point, range', 'range1, range2'],
  'finished by': ['range, point', 'range1, range2'],
  includes: ['range, point', 'range1, range2'],
  during: ['point, range', 'range1, range2'],
  starts: ['point, range', 'range1, range2'],
  'started by': ['range, point', 'range1, range2'],
  coincides: ['point1, point2', 'range1, range2'],
  'get value': ['m, key:string', 'context, key:string', 'context, keys:list'],
  'get entries': ['m', 'context'],
  'context put': ['context, key, value', 'context, keys:list, value'],
  'context merge': ['contexts:list'],
}

const kinds: readonly Type['kind'][] = ['number', 'string', 'boolean', 'list', 'function', 'time', 'days']

function parameterFrom(text: string): BuiltinParameter {
  const match = /^([a-z0-9A-Z ]+)(\?)?(?::([a-z]+))?$/.exec(text.trim())
  if (match === null) throw new Error(`Not a parameter: ${text}`)
  const kind = kinds.find((known) => known === match[3]) ?? 'any'
  return { name: match[1] ?? '', kind, optional: match[2] === '?' }
}

function overloadFrom(text: string): Overload {
  const more = text.endsWith('...')
  const plain = more ? text.slice(0, -3) : text
  return { parameters: plain === '' ? [] : plain.split(',').map(parameterFrom), more }
}

const overloads = new Map<string, readonly Overload[]>(
  Object.entries(written).map(([name, ways]) => [name, ways.map(overloadFrom)]),
)

export function overloadsOf(name: BuiltinName): readonly Overload[] {
  return overloads.get(name) ?? []
}

export function takes(overload: Overload, count: number): boolean {
  const least = overload.parameters.filter((parameter) => !parameter.optional).length
  return count >= least && (overload.more || count <= overload.parameters.length)
}
