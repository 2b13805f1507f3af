import type { BuiltinName } from '#policy/checked/builtin-names'
import { core, expectKind, problem, uniteOrReport, type CheckPlace } from '#policy/checked/check'
import type { Core } from '#policy/checked/core'
import { anyType, booleanType, countType, listOf, stringType, type Type } from '#policy/checked/type'
import type { Position } from '#policy/position'

interface Signature {
  readonly least: number
  readonly most: number
  /** The result's type; reports arguments that do not fit. */
  type(place: CheckPlace, args: readonly Core[], at: Position): Type
}

function itemType(type: Type): Type {
  return type.kind === 'list' ? type.of : type
}

/** One list, or the same values as separate arguments: `sum([1, 2])` and `sum(1, 2)`. */
function gathered(place: CheckPlace, args: readonly Core[], at: Position, op: string): Type {
  const [first] = args
  if (args.length === 1 && first !== undefined) {
    expectKind(place, first, 'list')
    return itemType(first.type)
  }
  return args.map((arg) => arg.type).reduce((left, right) => uniteOrReport(place, at, op, left, right))
}

function expectItems(place: CheckPlace, items: Type, kind: Type['kind'], at: Position, found: Core | undefined): void {
  if (items.kind === kind || items.kind === 'any' || items.kind === 'null' || found === undefined) return
  problem(place, at, { code: 'type-clash', expected: `list<${kind}>`, found: `list<${items.kind}>` })
}

function numbers(op: string): Signature {
  return {
    least: 1,
    most: Number.POSITIVE_INFINITY,
    type(place, args, at) {
      const items = gathered(place, args, at, op)
      expectItems(place, items, 'number', at, args[0])
      return items
    },
  }
}

function extreme(op: string): Signature {
  return { least: 1, most: Number.POSITIVE_INFINITY, type: (place, args, at) => gathered(place, args, at, op) }
}

function truths(op: string): Signature {
  return {
    least: 1,
    most: Number.POSITIVE_INFINITY,
    type(place, args, at) {
      const items = gathered(place, args, at, op)
      expectItems(place, items, 'boolean', at, args[0])
      return booleanType
    },
  }
}

/** Fixed kinds of arguments; the result's type may depend on the first. */
function fixed(kinds: readonly Type['kind'][], result: (first: Type) => Type, least = kinds.length): Signature {
  return {
    least,
    most: kinds.length,
    type(place, args) {
      args.forEach((arg, index) => {
        const kind = kinds[index]
        if (kind !== undefined && kind !== 'any') expectKind(place, arg, kind)
      })
      return result(args[0]?.type ?? anyType)
    },
  }
}

const same = (first: Type): Type => first
const toBoolean = (): Type => booleanType
const toString = (): Type => stringType

const signatures: Readonly<Record<BuiltinName, Signature>> = {
  sum: numbers('sum'),
  min: extreme('min'),
  max: extreme('max'),
  mean: numbers('mean'),
  count: fixed(['list'], () => countType),
  abs: fixed(['number'], same),
  floor: fixed(['number', 'number'], same, 1),
  ceiling: fixed(['number', 'number'], same, 1),
  modulo: fixed(['number', 'number'], same),
  decimal: fixed(['number', 'number'], same),
  'round up': fixed(['number', 'number'], same),
  'round down': fixed(['number', 'number'], same),
  'round half up': fixed(['number', 'number'], same),
  'round half down': fixed(['number', 'number'], same),
  not: fixed(['boolean'], toBoolean),
  all: truths('all'),
  any: truths('any'),
  'is defined': fixed(['any'], toBoolean),
  'list contains': {
    least: 2,
    most: 2,
    type(place, args, at) {
      const [list, item] = args
      if (list !== undefined) expectKind(place, list, 'list')
      if (list !== undefined && item !== undefined) uniteOrReport(place, at, '=', itemType(list.type), item.type)
      return booleanType
    },
  },
  append: {
    least: 2,
    most: Number.POSITIVE_INFINITY,
    type(place, args, at) {
      const [list, ...items] = args
      if (list === undefined) return anyType
      expectKind(place, list, 'list')
      return listOf(
        items.reduce((type, item) => uniteOrReport(place, at, 'append', type, item.type), itemType(list.type)),
      )
    },
  },
  concatenate: {
    least: 1,
    most: Number.POSITIVE_INFINITY,
    type(place, args, at) {
      for (const arg of args) expectKind(place, arg, 'list')
      const items = args.map((arg) => itemType(arg.type))
      return listOf(items.reduce((left, right) => uniteOrReport(place, at, 'concatenate', left, right)))
    },
  },
  string: fixed(['any'], toString),
  'string length': fixed(['string'], () => countType),
  'upper case': fixed(['string'], toString),
  'lower case': fixed(['string'], toString),
  contains: fixed(['string', 'string'], toBoolean),
  'starts with': fixed(['string', 'string'], toBoolean),
  'ends with': fixed(['string', 'string'], toBoolean),
  substring: fixed(['string', 'number', 'number'], toString, 2),
  'string join': fixed(['list', 'string'], toString, 1),
}

export function builtinCall(place: CheckPlace, at: Position, name: BuiltinName, args: readonly Core[]): Core {
  const signature = signatures[name]
  if (args.length < signature.least || args.length > signature.most) {
    const most = Number.isFinite(signature.most) ? `–${signature.most}` : '+'
    const expected = signature.least === signature.most ? String(signature.least) : `${signature.least}${most}`
    problem(place, at, { code: 'argument-count', name, expected, found: args.length })
    return core(anyType, at, { kind: 'null' })
  }
  const type = signature.type(place, args, at)
  const [first] = args
  if (name === 'not' && first !== undefined) return core(booleanType, at, { kind: 'not', of: first })
  if (name === 'is defined' && first !== undefined) {
    return core(booleanType, at, { kind: 'not', of: core(booleanType, at, { kind: 'is-null', of: first }) })
  }
  return core(type, at, { kind: 'builtin', name, arguments: args })
}
