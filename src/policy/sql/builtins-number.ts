import {
  argument,
  column,
  hoister,
  nothing,
  ofKind,
  refused,
  value,
  writtenInteger,
  type Call,
  type Write,
} from '#policy/sql/builtin-call'
import type { Core } from '#policy/checked/index'
import { quotient } from '#policy/sql/division'
import { decided } from '#policy/sql/lists'
import { addAll, asDecimal, extreme, multiply, numberLiteral, roundWhole, typeOfNumber } from '#policy/sql/number'
import { moduloTerm, rescaled, type Rounding } from '#policy/sql/rounding'
import { numberType, strictTerm, term, type SqlType, type Term } from '#policy/sql/term'

const booleanType: SqlType = { kind: 'boolean' }

/** The arguments themselves, or the items of a list that is written out. */
function spelledOut(call: Call): readonly Core[] | undefined {
  const [first] = call.arguments
  if (call.arguments.length !== 1) return call.arguments
  return first?.kind === 'list' && first.items.length > 0 ? first.items : undefined
}

type Numbers = readonly Term[] | 'in a list' | 'null'

/** The items as terms when they are spelled out and all are numbers; one that is null makes the whole null. */
function numbers(call: Call): Numbers {
  const items = spelledOut(call)?.map((item) => call.generator.expression(item))
  if (items === undefined) return 'in a list'
  if (items.some((item) => item.type.kind === 'null')) return 'null'
  return items.every((item) => item.type.kind === 'number') ? items : refused(call)
}

const plus = (term: Term): { readonly term: Term; readonly sign: '+' } => ({ term, sign: '+' })

function sum(call: Call): Term {
  const items = numbers(call)
  if (items === 'null') return nothing()
  return items === 'in a list' ? call.lists.sum(value(call, 0), call.at) : addAll(items.map(plus), call.at)
}

function mean(call: Call): Term {
  const items = numbers(call)
  if (items === 'null') return nothing()
  if (items === 'in a list') return call.lists.mean(value(call, 0), call.at)
  const count = numberLiteral(String(items.length))
  return quotient(addAll(items.map(plus), call.at), count, call.at, call.generator)
}

function extremes(name: 'greatest' | 'least', over: 'list_max' | 'list_min'): Write {
  return (call) => {
    const items = numbers(call)
    if (items === 'null') return nothing()
    return items === 'in a list'
      ? call.lists.extreme(over, value(call, 0), call.at)
      : extreme(name, items, call.at, hoister(call))
  }
}

function truths(op: 'AND' | 'OR'): Write {
  return (call) => {
    const items = spelledOut(call)?.map((item) => call.generator.truth(item))
    if (items === undefined) return decided(call.generator.hoist(value(call, 0)), op === 'OR', call.at)
    return term(`(${items.map((item) => item.text).join(` ${op} `)})`, booleanType, items)
  }
}

/** Rounding to so many decimals, which must be written out. */
function rounded(rounding: Rounding): Write {
  return (call) => {
    const places = call.arguments[1] === undefined ? 0 : writtenInteger(call, 1)
    const of = ofKind(call, 0, 'number')
    if (places === undefined) return refused(call)
    if (of === undefined) return nothing()
    if (places === 0 && (rounding === 'floor' || rounding === 'ceiling')) {
      return roundWhole(rounding, of, call.at, hoister(call))
    }
    return rescaled(of, places, rounding, call.at, hoister(call))
  }
}

function absolute(call: Call): Term {
  const of = value(call, 0)
  if (of.type.kind === 'months' || of.type.kind === 'days') return strictTerm(`abs(${of.text})`, of.type, [of])
  return strictTerm(`abs(${of.text})`, typeOfNumber(of, call.at), [of])
}

function parity(odd: boolean): Write {
  return (call) => {
    const of = ofKind(call, 0, 'number')
    if (of === undefined) return nothing()
    // A number with decimals is neither; the answer for it is left to the other back end.
    if (of.type.kind !== 'number' || of.type.scale > 0) return refused(call)
    return strictTerm(`(abs(${of.text} % 2) = ${odd ? 1 : 0})`, booleanType, [of])
  }
}

function product(call: Call): Term {
  const items = numbers(call)
  if (items === 'null') return nothing()
  const [first, ...rest] = items === 'in a list' ? [] : items
  if (first === undefined) return refused(call)
  return rest.reduce((sofar, item) => multiply(sofar, item, call.at), asDecimal(first, call.at))
}

function modulo(call: Call): Term {
  const [a, b] = [ofKind(call, 0, 'number'), ofKind(call, 1, 'number')]
  return a === undefined || b === undefined ? nothing() : moduloTerm(a, b, call.at, hoister(call))
}

function count(call: Call): Term {
  const list = argument(call, 0)
  if (list.kind === 'filter') return call.lists.countOfFilter(list.of, list.binder, list.predicate, call.at)
  const counted = column(call, 0)
  if (counted.type.kind !== 'list') return refused(call)
  return strictTerm(`len(${counted.text})`, numberType(3, 0, 'BIGINT'), [counted])
}

export const numberBuiltins = {
  sum,
  mean,
  count,
  product,
  min: extremes('least', 'list_min'),
  max: extremes('greatest', 'list_max'),
  all: truths('AND'),
  any: truths('OR'),
  abs: absolute,
  odd: parity(true),
  even: parity(false),
  modulo,
  decimal: rounded('half-even'),
  floor: rounded('floor'),
  ceiling: rounded('ceiling'),
  'round up': rounded('up'),
  'round down': rounded('down'),
  'round half up': rounded('half-up'),
  'round half down': rounded('half-down'),
} satisfies Readonly<Record<string, Write>>
