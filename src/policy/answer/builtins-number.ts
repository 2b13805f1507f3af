import { listFrom, scalars, whole, type Builtin, type BuiltinDefinition } from '#policy/answer/builtin'
import {
  add,
  calculate,
  canonical,
  compareNumbers,
  Decimal,
  divide,
  divideRounded,
  isNumber,
  isTemporal,
  modulo,
  multiply,
  negated,
  numberFrom,
  order,
  parseNumber,
  toDecimal,
  toInteger,
  type Num,
  type Value,
} from '#policy/value/index'

/** decimal.js's numbers of its rounding modes. */
type Rounding = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

/** Scales that a number of 34 digits may have (DMN 1.5, table 75). */
const scales = { least: -6111, most: 6176 }

function rounded(value: Value | undefined, scale: Value | undefined, mode: Rounding): Value {
  if (value === undefined || scale === undefined || !isNumber(value) || !isNumber(scale)) return null
  const places = typeof scale === 'number' ? scale : scale.trunc().toNumber()
  if (places < scales.least || places > scales.most) return null
  if (typeof value === 'number' && places >= 0) return value
  const number = toDecimal(value)
  if (places >= number.decimalPlaces()) return value
  if (places >= 0) return canonical(number.toDecimalPlaces(places, mode))
  return numberFrom(number.toNearest(new Decimal(10).pow(-places), mode))
}

function rounding(least: number, mode: Rounding): BuiltinDefinition {
  return scalars(least, 2, (args) => rounded(args[0], args.length === 1 ? 0 : args[1], mode))
}

function ofNumber(compute: (of: Num) => Value): BuiltinDefinition {
  return scalars(1, 1, ([value]) => (value !== undefined && isNumber(value) ? compute(value) : null))
}

/** The items of one list, or the arguments themselves; null in a list of values stays. */
export function gathered(args: readonly Value[]): readonly Value[] | undefined {
  return args.length === 1 ? listFrom(args[0]) : args
}

/** A function of one or more numbers, given as a list or one by one; null as soon as one is no number. */
function overNumbers(compute: (numbers: readonly Num[]) => Value): BuiltinDefinition {
  const call: Builtin = (args) => {
    const numbers = gathered(args)
    if (numbers === undefined) return null
    const known = numbers.filter(isNumber)
    return known.length === numbers.length ? compute(known) : null
  }
  return whole(1, Infinity, call)
}

/** Sums of numbers or of durations of one kind. */
function sumOf(values: readonly Value[]): Value {
  const [first, ...rest] = values
  if (first === undefined || !(isNumber(first) || isDuration(first))) return null
  let sofar = first
  for (const value of rest) sofar = calculate('+', sofar, value)
  return sofar
}

function isDuration(value: Value): boolean {
  return !isNumber(value) && isTemporal(value) && (value.kind === 'months' || value.kind === 'days')
}

const mean: Builtin = (args, { rounds }) => {
  const values = gathered(args)
  const all = values === undefined ? null : sumOf(values)
  if (all === null || values === undefined) return null
  if (!isNumber(all)) return calculate('/', all, values.length)
  return rounds ? divideRounded(all, values.length) : divide(all, values.length)
}

function extreme(sign: 1 | -1): BuiltinDefinition {
  const call: Builtin = (args) => {
    const [first, ...rest] = gathered(args) ?? []
    if (first === undefined || order(first, first) === undefined) return null
    let best = first
    for (const value of rest) {
      const ordered = order(value, best)
      if (ordered === undefined) return null
      if (ordered * sign > 0) best = value
    }
    return best
  }
  return whole(1, Infinity, call)
}

function sorted(numbers: readonly Num[]): readonly Num[] {
  return [...numbers].sort(compareNumbers)
}

function median(numbers: readonly Num[]): Value {
  const ordered = sorted(numbers)
  const [low, high] = [ordered[(ordered.length - 1) >> 1], ordered[ordered.length >> 1]]
  if (low === undefined || high === undefined) return null
  const both = add(low, high)
  return both === null ? null : divide(both, 2)
}

/** The numbers that occur most often, the smallest first. */
function mode(numbers: readonly Num[]): Value {
  const counts = new Map<string, { readonly number: Num; count: number }>()
  let most = 0
  for (const number of sorted(numbers)) {
    const key = String(number)
    const entry = counts.get(key) ?? { number, count: 0 }
    entry.count += 1
    counts.set(key, entry)
    most = Math.max(most, entry.count)
  }
  return [...counts.values()].filter((entry) => entry.count === most).map((entry) => entry.number)
}

/** The deviation of a sample, which needs two numbers. */
function deviation(numbers: readonly Num[]): Value {
  if (numbers.length < 2) return null
  const all = numbers.map(toDecimal)
  const middle = all.reduce((sofar, number) => sofar.plus(number), new Decimal(0)).div(all.length)
  const squares = all.reduce((sofar, number) => sofar.plus(number.minus(middle).pow(2)), new Decimal(0))
  return numberFrom(squares.div(all.length - 1).sqrt())
}

/** `number("1.000,50", ".", ",")`: the separators are told, and differ. */
const fromText: Builtin = ([text, grouping = null, point = null]) => {
  if (isNumber(text ?? null) && grouping === null && point === null) return text ?? null
  if (typeof text !== 'string') return null
  if (grouping !== null && !(typeof grouping === 'string' && [' ', ',', '.'].includes(grouping))) return null
  if (point !== null && !(typeof point === 'string' && [',', '.'].includes(point))) return null
  if (grouping !== null && grouping === point) return null
  const digits = typeof grouping === 'string' ? text.replaceAll(grouping, '') : text
  const plain = typeof point === 'string' && point !== '.' ? pointed(digits, point) : digits
  return plain === undefined ? null : (parseNumber(plain) ?? null)
}

/** With another sign for the point, a point is no part of a number. */
function pointed(text: string, point: string): string | undefined {
  return text.includes('.') ? undefined : text.replaceAll(point, '.')
}

function isEven(of: Num): boolean | undefined {
  const digits = toInteger(of)
  if (digits !== undefined) return digits % 2 === 0
  const number = toDecimal(of)
  return number.isInteger() ? number.mod(2).isZero() : undefined
}

export const numberBuiltins = {
  number: scalars(1, 3, fromText),
  decimal: rounding(2, Decimal.ROUND_HALF_EVEN),
  floor: rounding(1, Decimal.ROUND_FLOOR),
  ceiling: rounding(1, Decimal.ROUND_CEIL),
  'round up': rounding(2, Decimal.ROUND_UP),
  'round down': rounding(2, Decimal.ROUND_DOWN),
  'round half up': rounding(2, Decimal.ROUND_HALF_UP),
  'round half down': rounding(2, Decimal.ROUND_HALF_DOWN),
  abs: scalars(1, 1, ([value = null]) => {
    if (isNumber(value)) return compareNumbers(value, 0) < 0 ? negated(value) : value
    if (!isDuration(value) || !isTemporal(value)) return null
    const isNegative = value.kind === 'months' ? value.months < 0 : value.kind === 'days' && isBelowZero(value)
    return isNegative ? negated(value) : value
  }),
  modulo: scalars(2, 2, ([value = null, by = null]) => (isNumber(value) && isNumber(by) ? modulo(value, by) : null)),
  sqrt: ofNumber((of) => numberFrom(toDecimal(of).sqrt())),
  log: ofNumber((of) => numberFrom(toDecimal(of).ln())),
  exp: ofNumber((of) => numberFrom(toDecimal(of).exp())),
  odd: ofNumber((of) => {
    const even = isEven(of)
    return even === undefined ? null : !even
  }),
  even: ofNumber((of) => isEven(of) ?? null),
  sum: whole(1, Infinity, (args) => sumOf(gathered(args) ?? [])),
  mean: whole(1, Infinity, mean),
  min: extreme(-1),
  max: extreme(1),
  product: overNumbers((numbers) => {
    let product: Num | null = numbers.length === 0 ? null : 1
    for (const number of numbers) product = product === null ? null : multiply(product, number)
    return product
  }),
  median: overNumbers(median),
  stddev: overNumbers(deviation),
  mode: overNumbers(mode),
} satisfies Readonly<Record<string, BuiltinDefinition>>

function isBelowZero(of: { readonly seconds: number; readonly nanos: number }): boolean {
  return of.seconds < 0 || of.nanos < 0
}
