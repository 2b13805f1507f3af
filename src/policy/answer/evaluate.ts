import type { Day } from '#kernel/day'
import { calculate, compare, conjunction, disjunction, opposite } from '#policy/answer/arithmetic'
import { builtins } from '#policy/answer/builtins'
import type { Session } from '#policy/answer/session'
import { evaluateTable } from '#policy/answer/table'
import { Decimal, isDecimal, isList, isUnknown, unknown, unknownFrom, type Value } from '#policy/answer/value'
import type { Core } from '#policy/checked/index'

/** Computes an expression for one household. Reads of facts, standards and decisions go through the session. */
export function evaluate(of: Core, session: Session): Value {
  switch (of.kind) {
    case 'number':
      return new Decimal(of.text)
    case 'string':
    case 'boolean':
      return of.value
    case 'null':
      return unknown()
    case 'date':
      // The checker has parsed the literal.
      return { kind: 'date', day: of.day as Day }
    case 'duration':
      return { kind: 'duration', unit: of.unit, amount: new Decimal(of.amount) }
    case 'as-of':
      return { kind: 'date', day: session.day }
    case 'fact':
      return session.fact(of.column, of.name)
    case 'parameter':
      return session.parameter(
        of.name,
        of.arguments.map((argument) => evaluate(argument, session)),
      )
    case 'decision':
      return session.decision(of.name)
    case 'variable':
      return session.read(of.binder)
    case 'let':
      session.bind(of.binder, evaluate(of.value, session))
      return evaluate(of.body, session)
    case 'field':
      return field(of, session)
    case 'negate':
      return calculate('-', zeroLike(of), evaluate(of.of, session))
    case 'arithmetic':
      return calculate(of.op, evaluate(of.left, session), evaluate(of.right, session))
    case 'compare':
      return compare(of.op, evaluate(of.left, session), evaluate(of.right, session))
    case 'is-null':
      return isUnknown(evaluate(of.of, session))
    case 'and':
      return junction(of.parts, session, false)
    case 'or':
      return junction(of.parts, session, true)
    case 'not':
      return opposite(evaluate(of.of, session))
    case 'if': {
      const condition = evaluate(of.condition, session)
      if (isUnknown(condition)) return condition
      return evaluate(condition === true ? of.yes : of.no, session)
    }
    case 'filter':
    case 'map':
    case 'flat-map':
    case 'some':
    case 'every':
      return overList(of, session)
    case 'index':
      return indexed(evaluate(of.of, session), evaluate(of.index, session))
    case 'list':
      return of.items.map((item) => evaluate(item, session))
    case 'count-up':
      return countUp(evaluate(of.low, session), evaluate(of.high, session))
    case 'context':
      return {
        kind: 'context',
        fields: new Map(of.entries.map((entry) => [entry.name, evaluate(entry.value, session)])),
      }
    case 'builtin':
      return builtins[of.name](of.arguments.map((argument) => evaluate(argument, session)))
    case 'table':
      return evaluateTable(of.table, session, evaluate)
  }
}

function zeroLike(of: Core): Value {
  const unit = of.type.kind
  return unit === 'months' || unit === 'days' ? { kind: 'duration', unit, amount: new Decimal(0) } : new Decimal(0)
}

/** Stops at the first part that decides, so that the trace shows no more than was looked at. */
function junction(parts: readonly Core[], session: Session, deciding: boolean): Value {
  const values: Value[] = []
  for (const part of parts) {
    const value = evaluate(part, session)
    if (value === deciding) return deciding
    values.push(value)
  }
  return deciding ? disjunction(values) : conjunction(values)
}

function field(of: Extract<Core, { kind: 'field' }>, session: Session): Value {
  const holder = evaluate(of.of, session)
  if (typeof holder !== 'object' || isList(holder) || isDecimal(holder)) return unknown()
  switch (holder.kind) {
    case 'unknown':
      return holder
    case 'row':
      return session.cell(holder, of.column ?? of.name, of.name)
    case 'context':
      return holder.fields.get(of.name) ?? unknown()
    case 'date':
    case 'duration':
      return unknown()
  }
}

type OverList = Extract<Core, { kind: 'filter' | 'map' | 'flat-map' | 'some' | 'every' }>

function overList(of: OverList, session: Session): Value {
  const list = evaluate(of.of, session)
  if (isUnknown(list)) return list
  if (!isList(list)) return unknown()
  const each = (body: Core): Value[] =>
    list.map((item) => {
      session.bind(of.binder, item)
      return evaluate(body, session)
    })
  switch (of.kind) {
    case 'map':
      return each(of.body)
    case 'flat-map': {
      const lists = each(of.body)
      return lists.some(isUnknown) ? unknownFrom(lists) : lists.flatMap((part) => (isList(part) ? part : [part]))
    }
    case 'some':
      return disjunction(each(of.predicate))
    case 'every':
      return conjunction(each(of.predicate))
    case 'filter': {
      // One unknown predicate leaves the whole selection unknown: who belongs to it cannot be said.
      const kept = each(of.predicate)
      return kept.some(isUnknown) ? unknownFrom(kept) : list.filter((_, index) => kept[index] === true)
    }
  }
}

function indexed(list: Value, index: Value): Value {
  if (isUnknown(list) || isUnknown(index)) return unknownFrom([list, index])
  if (!isList(list) || !isDecimal(index)) return unknown()
  const at = index.toNumber()
  return (at > 0 ? list[at - 1] : list.at(at)) ?? unknown()
}

function countUp(low: Value, high: Value): Value {
  if (isUnknown(low) || isUnknown(high)) return unknownFrom([low, high])
  if (!isDecimal(low) || !isDecimal(high)) return unknown()
  const [from, through] = [low.toNumber(), high.toNumber()]
  const step = from <= through ? 1 : -1
  return Array.from({ length: Math.abs(through - from) + 1 }, (_, index) => new Decimal(from + step * index))
}
