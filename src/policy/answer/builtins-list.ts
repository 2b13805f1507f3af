import { holder, itself, listFrom, shape, whole, type Builtin, type BuiltinDefinition } from '#policy/answer/builtin'
import { indexFrom } from '#policy/answer/builtins-text'
import { gathered } from '#policy/answer/builtins-number'
import {
  conjunction,
  disjunction,
  equal,
  isList,
  isNumber,
  isUnknown,
  order,
  printNumber,
  spend,
  undecided,
  unknownFrom,
  type FunctionValue,
  type Value,
} from '#policy/value/index'

/** A place in a list of so many items, from 1 or from the end, as an index from 0; undefined beyond the ends. */
function placeIn(value: Value | undefined, length: number): number | undefined {
  const at = indexFrom(value)
  if (at === undefined || at === 0 || Math.abs(at) > length) return undefined
  return at > 0 ? at - 1 : length + at
}

function isFunction(value: Value | undefined): value is FunctionValue {
  return typeof value === 'object' && value !== null && 'call' in value
}

function ofList(least: number, most: number, compute: (list: readonly Value[], rest: readonly Value[]) => Value) {
  return shape(least, most, ([first, ...rest]) => {
    const list = listFrom(first)
    return list === undefined ? null : compute(list, rest)
  })
}

function quantified(settle: (parts: readonly Value[]) => Value): Builtin {
  return (args) => {
    const [only] = args
    if (args.length === 1 && only !== undefined && isUnknown(only)) return unknownFrom(args)
    const values = gathered(args)
    if (values === undefined) return null
    // A value that is neither is an error; null leaves it open.
    const fits = values.every((value) => value === null || typeof value === 'boolean' || isUnknown(value))
    return fits ? settle(values) : null
  }
}

/** What two equal texts, numbers or truth values have in common, and no others. */
function plainKey(value: Value): string | undefined {
  if (value !== null && isNumber(value)) return `number ${printNumber(value)}`
  return typeof value === 'string' || typeof value === 'boolean' ? `${typeof value} ${value}` : undefined
}

/** The first of values that are equal; comparisons need every item to be known. */
function distinct(values: readonly Value[]): readonly Value[] {
  const seen = new Set<string>()
  const others: Value[] = []
  return values.filter((value) => {
    const key = plainKey(value)
    const isNew = key === undefined ? !others.some((other) => equal(other, value) === true) : !seen.has(key)
    if (key !== undefined) seen.add(key)
    else if (isNew) others.push(value)
    return isNew
  })
}

/** Lists put one after the other; a value that is no list stands for the list of itself. */
function concatenated(lists: readonly Value[]): readonly Value[] | null {
  if (lists.includes(null)) return null
  return lists.flatMap((list) => (isList(list) ? list : [list]))
}

function flatten(list: readonly Value[], into: Value[]): readonly Value[] {
  spend(list.length)
  for (const item of list) {
    if (isList(item)) flatten(item, into)
    else into.push(item)
  }
  return into
}

const replaced: Builtin = ([given, match, newItem = null]) => {
  const list = listFrom(given)
  if (list === undefined) return null
  if (isFunction(match)) {
    if (match.parameters.length !== 2) return null
    const chosen = list.map((item) => match.call([item, newItem]))
    if (!chosen.every((one) => typeof one === 'boolean')) return null
    return list.map((item, index) => (chosen[index] === true ? newItem : item))
  }
  const place = placeIn(match, list.length)
  return place === undefined ? null : list.with(place, newItem)
}

/** Merge sort, so that equal items keep their order and a strange comparison still ends. */
function sortedBy(list: readonly Value[], precedes: (left: Value, right: Value) => boolean): readonly Value[] {
  if (list.length < 2) return list
  const middle = list.length >> 1
  const [left, right] = [sortedBy(list.slice(0, middle), precedes), sortedBy(list.slice(middle), precedes)]
  const merged: Value[] = []
  let [a, b] = [0, 0]
  while (a < left.length && b < right.length) {
    const [first = null, second = null] = [left[a], right[b]]
    if (precedes(second, first) && !precedes(first, second)) {
      merged.push(second)
      b += 1
    } else {
      merged.push(first)
      a += 1
    }
  }
  return [...merged, ...left.slice(a), ...right.slice(b)]
}

const sort: Builtin = ([given, precedes]) => {
  const list = listFrom(given)
  if (list === undefined) return null
  const open: Value[] = []
  const isBefore = (left: Value, right: Value): boolean => {
    if (precedes === undefined || precedes === null) {
      const ordered = order(left, right)
      if (ordered === undefined) open.push(null)
      return ordered !== undefined && ordered < 0
    }
    const answer = isFunction(precedes) ? precedes.call([left, right]) : null
    if (typeof answer !== 'boolean') open.push(answer)
    return answer === true
  }
  const sorted = sortedBy(list, isBefore)
  if (open.length === 0) return sorted
  // Without an order there is no list; what the order waits for is what the list waits for.
  return open.every(isUnknown) ? disjunction(open) : null
}

export const listBuiltins = {
  'list contains': itself(2, 2, ([given = null, element = null]) => {
    if (isUnknown(given)) return undecided([given, element])
    const list = listFrom(given)
    if (list === undefined) return null
    const parts = list.map((item) => equal(item, element) ?? false)
    return disjunction(parts)
  }),
  count: ofList(1, 1, (list) => list.length),
  all: itself(1, Infinity, quantified(conjunction)),
  any: itself(1, Infinity, quantified(disjunction)),
  sublist: ofList(2, 3, (list, [start, length = null]) => {
    const from = placeIn(start, list.length)
    if (from === undefined) return null
    if (length === null) return list.slice(from)
    const count = indexFrom(length)
    return count === undefined || count < 0 || from + count > list.length ? null : list.slice(from, from + count)
  }),
  append: holder(2, Infinity, ([given, ...items]) => {
    const list = listFrom(given)
    return list === undefined ? null : [...list, ...items]
  }),
  concatenate: shape(1, Infinity, concatenated),
  'insert before': holder(3, 3, ([given, position, item = null]) => {
    if (position !== undefined && isUnknown(position)) return position
    const list = listFrom(given)
    const place = list === undefined ? undefined : placeIn(position, list.length)
    return list === undefined || place === undefined ? null : list.toSpliced(place, 0, item)
  }),
  remove: ofList(2, 2, (list, [position]) => {
    const place = placeIn(position, list.length)
    return place === undefined ? null : list.toSpliced(place, 1)
  }),
  'list replace': whole(3, 3, replaced),
  reverse: ofList(1, 1, (list) => list.toReversed()),
  'index of': whole(2, 2, ([given, match = null]) => {
    const list = listFrom(given)
    if (list === undefined) return null
    return list.flatMap((item, index) => (equal(item, match) === true ? [index + 1] : []))
  }),
  union: whole(1, Infinity, (args) => {
    const all = concatenated(args)
    return all === null ? null : distinct(all)
  }),
  'distinct values': whole(1, 1, ([given]) => {
    const list = listFrom(given)
    return list === undefined ? null : distinct(list)
  }),
  flatten: ofList(1, 1, (list) => flatten(list, [])),
  sort: whole(1, 2, sort),
} satisfies Readonly<Record<string, BuiltinDefinition>>
