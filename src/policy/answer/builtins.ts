import { conjunction, disjunction, equal, order } from '#policy/answer/arithmetic'
import {
  Decimal,
  divide,
  isDecimal,
  isList,
  isUnknown,
  printDuration,
  printNumber,
  unknown,
  unknownFrom,
  type Value,
} from '#policy/answer/value'
import type { BuiltinName } from '#policy/checked/index'

/** decimal.js's numbers of its rounding modes. */
type Rounding = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

type Builtin = (args: readonly Value[]) => Value

/** The items of one list argument, or the arguments themselves. */
function items(args: readonly Value[]): readonly Value[] | undefined {
  const [first] = args
  if (args.length !== 1 || first === undefined) return args
  return isList(first) ? first : undefined
}

/** Over known numbers; unknown when the list or an item is. FEEL gives null for an empty list. */
function overItems(compute: (values: readonly Value[]) => Value): Builtin {
  return (args) => {
    if (args.some(isUnknown)) return unknownFrom(args)
    const values = items(args)
    if (values === undefined || values.length === 0) return unknown()
    return values.some(isUnknown) ? unknownFrom(values) : compute(values)
  }
}

function extreme(sign: 1 | -1): Builtin {
  return overItems((values) =>
    values.reduce((best, value) => {
      const ordered = order(value, best)
      if (ordered === undefined) return unknown()
      return ordered * sign > 0 ? value : best
    }),
  )
}

function total(values: readonly Value[]): Value {
  return values.reduce((sum, value) => (isDecimal(sum) && isDecimal(value) ? sum.plus(value) : unknown()))
}

function rounding(mode: Rounding, scaleOf: (args: readonly Value[]) => Value | undefined): Builtin {
  return (args) => {
    if (args.some(isUnknown)) return unknownFrom(args)
    const [value] = args
    const scale = scaleOf(args)
    if (value === undefined || !isDecimal(value) || scale === undefined || !isDecimal(scale)) return unknown()
    return value.toNearest(new Decimal(10).pow(scale.negated()), mode)
  }
}

const optionalScale = (args: readonly Value[]): Value => args[1] ?? new Decimal(0)
const givenScale = (args: readonly Value[]): Value | undefined => args[1]

/** A function of texts that are all known. */
function ofTexts(compute: (texts: readonly string[]) => Value): Builtin {
  return (args) => {
    if (args.some(isUnknown)) return unknownFrom(args)
    const texts = args.filter((arg) => typeof arg === 'string')
    return texts.length === args.length ? compute(texts) : unknown()
  }
}

function printValue(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (isList(value)) return `[${value.map(printValue).join(', ')}]`
  if (isDecimal(value)) return printNumber(value)
  switch (value.kind) {
    case 'unknown':
      return 'null'
    case 'date':
      return value.day
    case 'duration':
      return printDuration(value.unit, value.amount)
    case 'context':
      return `{${[...value.fields].map(([name, field]) => `${name}: ${printValue(field)}`).join(', ')}}`
    case 'row':
      return `${value.list}[${value.index + 1}]`
  }
}

function substring(args: readonly Value[]): Value {
  if (args.some(isUnknown)) return unknownFrom(args)
  const [text, start, length] = args
  if (typeof text !== 'string' || start === undefined || !isDecimal(start) || start.isZero()) return unknown()
  const characters = Array.from(text)
  const from = start.isNegative() ? characters.length + start.toNumber() : start.toNumber() - 1
  if (from < 0) return unknown()
  const count = length !== undefined && isDecimal(length) ? length.toNumber() : characters.length
  return characters.slice(from, from + count).join('')
}

function flatConcatenation(args: readonly Value[]): Value {
  if (args.some(isUnknown)) return unknownFrom(args)
  return args.flatMap((arg) => (isList(arg) ? arg : [arg]))
}

export const builtins: Readonly<Record<BuiltinName, Builtin>> = {
  sum: overItems(total),
  count: ([list]) => {
    if (list === undefined || isUnknown(list)) return list ?? unknown()
    return isList(list) ? new Decimal(list.length) : unknown()
  },
  min: extreme(-1),
  max: extreme(1),
  mean: overItems((values) => {
    const sum = total(values)
    return isDecimal(sum) ? divide(sum, new Decimal(values.length)) : sum
  }),
  abs: ([value]) => (value !== undefined && isDecimal(value) ? value.abs() : (value ?? unknown())),
  floor: rounding(Decimal.ROUND_FLOOR, optionalScale),
  ceiling: rounding(Decimal.ROUND_CEIL, optionalScale),
  modulo: (args) => {
    if (args.some(isUnknown)) return unknownFrom(args)
    const [value, by] = args
    if (value === undefined || by === undefined || !isDecimal(value) || !isDecimal(by) || by.isZero()) return unknown()
    // FEEL's modulo has the sign of the divisor.
    const rest = value.mod(by)
    return rest.isZero() || rest.isNegative() === by.isNegative() ? rest : rest.plus(by)
  },
  decimal: rounding(Decimal.ROUND_HALF_EVEN, givenScale),
  'round up': rounding(Decimal.ROUND_UP, givenScale),
  'round down': rounding(Decimal.ROUND_DOWN, givenScale),
  'round half up': rounding(Decimal.ROUND_HALF_UP, givenScale),
  'round half down': rounding(Decimal.ROUND_HALF_DOWN, givenScale),
  not: ([value]) => (typeof value === 'boolean' ? !value : (value ?? unknown())),
  all: (args) => (args.some(isUnknown) && args.length === 1 ? unknownFrom(args) : conjunction(items(args) ?? [])),
  any: (args) => (args.some(isUnknown) && args.length === 1 ? unknownFrom(args) : disjunction(items(args) ?? [])),
  'is defined': ([value]) => value !== undefined && !isUnknown(value),
  'list contains': ([list, item]) => {
    if (list === undefined || item === undefined) return unknown()
    if (isUnknown(list)) return list
    return isList(list) ? disjunction(list.map((known) => equal(known, item))) : unknown()
  },
  append: ([list, ...rest]) => {
    if (list === undefined || isUnknown(list)) return list ?? unknown()
    return isList(list) ? [...list, ...rest] : unknown()
  },
  concatenate: flatConcatenation,
  string: ([value]) => (value === undefined || isUnknown(value) ? (value ?? unknown()) : printValue(value)),
  'string length': ofTexts(([text = '']) => new Decimal(Array.from(text).length)),
  'upper case': ofTexts(([text = '']) => text.toUpperCase()),
  'lower case': ofTexts(([text = '']) => text.toLowerCase()),
  contains: ofTexts(([text = '', part = '']) => text.includes(part)),
  'starts with': ofTexts(([text = '', part = '']) => text.startsWith(part)),
  'ends with': ofTexts(([text = '', part = '']) => text.endsWith(part)),
  substring,
  'string join': ([list, delimiter]) => {
    if (list === undefined || isUnknown(list) || !isList(list)) return list ?? unknown()
    if (delimiter !== undefined && isUnknown(delimiter)) return delimiter
    if (list.some(isUnknown)) return unknownFrom(list)
    return list.map(printValue).join(typeof delimiter === 'string' ? delimiter : '')
  },
}
