import { codeToLookInto } from '#policy/answer/compile-read'
import { oneOf, through } from '#policy/answer/lift'
import type { Code, Frame, Run, Site } from '#policy/answer/run'
import { costOf } from '#policy/answer/weight'
import type { Core } from '#policy/checked/index'
import {
  countUp,
  conjunction,
  disjunction,
  isList,
  isUnknown,
  loopItems,
  noValue,
  spend,
  toInteger,
  undecided,
  unknown,
  unknownFrom,
  type Value,
} from '#policy/value/index'

type OfList = Extract<
  Core,
  {
    kind: 'filter' | 'index' | 'select' | 'map' | 'flat-map' | 'for' | 'some' | 'every' | 'count-up' | 'items'
  }
>

export function compileList(of: OfList, site: Site): Code {
  const { nothing } = site.on
  switch (of.kind) {
    case 'filter':
      return overList(
        site.code(of.of),
        filter(site.scope.declare(of.binder), site.code(of.predicate), nothing, costOf(of.predicate)),
      )
    case 'index': {
      const list = codeToLookInto(of.of, site)
      const index = site.code(of.index)
      return (frame) => indexed(list(frame), index(frame), frame.run) ?? nothing
    }
    case 'select': {
      const slot = site.scope.declare(of.binder)
      const by = site.code(of.by)
      return overList(site.code(of.of), selected(slot, by, nothing, costOf(of.by)))
    }
    case 'map': {
      const slot = site.scope.declare(of.binder)
      const bodies = each(slot, site.code(of.body), costOf(of.body))
      return overItems(site.code(of.of), nothing, (list, frame) => bodies(list, frame) ?? nothing)
    }
    case 'flat-map': {
      const slot = site.scope.declare(of.binder)
      const bodies = each(slot, site.code(of.body), costOf(of.body))
      return overItems(site.code(of.of), nothing, (list, frame) => {
        const lists = bodies(list, frame)
        return lists === undefined ? nothing : flattened(lists)
      })
    }
    case 'for':
      return loop(of, site)
    case 'some':
    case 'every':
      return quantifier(of, site)
    case 'count-up': {
      const [low, high] = [site.code(of.low), site.code(of.high)]
      return (frame) => countUp(low(frame), high(frame)) ?? nothing
    }
    case 'items': {
      const inner = site.code(of.of)
      return (frame) => loopItems(inner(frame)) ?? nothing
    }
  }
}

type OnList = (list: readonly Value[], frame: Frame) => Value

/** Null stands for the empty list, a single value for the list of itself; an unknown list is tried. */
function overList(of: Code, apply: OnList): Code {
  return (frame) => {
    const list = of(frame)
    return isList(list) ? apply(list, frame) : overOther(list, frame, apply)
  }
}

/** As above, but there is nothing to run over in null. */
function overItems(of: Code, nothing: Value, apply: OnList): Code {
  return (frame) => {
    const list = of(frame)
    if (isList(list)) return apply(list, frame)
    return list === null ? nothing : overOther(list, frame, apply)
  }
}

function overOther(list: Value, frame: Frame, apply: OnList): Value {
  if (isUnknown(list)) return through(list, frame.run, (value) => apply(asList(value), frame))
  return apply(list === null ? [] : [list], frame)
}

/** Takes as many steps as the list has items, each of which costs so much; false when too many have been taken. */
function steps(list: readonly Value[], { run }: Frame, cost: number): boolean {
  run.steps -= list.length
  spend(list.length * cost)
  return run.steps >= 0
}

/** The values of a body for each item; undefined when there have been too many in all. */
function each(slot: number, body: Code, cost: number): (list: readonly Value[], frame: Frame) => Value[] | undefined {
  return (list, frame) => {
    if (!steps(list, frame, cost)) return undefined
    const results: Value[] = []
    for (const item of list) {
      frame.slots[slot] = item
      results.push(body(frame))
    }
    // A loop inside may have come to its end before it was done.
    if (frame.run.steps < 0) return undefined
    return results
  }
}

/**
 * One unknown predicate leaves the whole selection unknown: who belongs to it cannot be said. Null keeps an item out;
 * what is neither true, false nor null is no predicate at all.
 */
function filter(slot: number, predicate: Code, nothing: Value, cost: number): OnList {
  return (list, frame) => {
    if (!steps(list, frame, cost)) return nothing
    const kept: Value[] = []
    let open: Value[] | undefined
    for (const item of list) {
      frame.slots[slot] = item
      const met = predicate(frame)
      if (met === true) kept.push(item)
      else if (isUnknown(met)) {
        kept.push(item)
        ;(open ??= []).push(met)
      } else if (met !== false && met !== null) return nothing
    }
    if (frame.run.steps < 0) return nothing
    return open === undefined ? kept : oneOf(unknownFrom(open), [kept])
  }
}

/** The item at a place from 1, or from the end for a negative one; null beyond the ends. */
function indexed(list: Value, index: Value, run: Run): Value {
  if (isUnknown(list)) {
    const all = through(list, run, (value) => value)
    return isUnknown(index) && index.missing.length === 0 ? noValue : anyItem(all, [all, index])
  }
  const items = isList(list) ? list : list === null ? [] : [list]
  if (isUnknown(index)) return oneOf(index, items)
  const at = toInteger(index)
  if (at === undefined || at === 0) return null
  return items[at > 0 ? at - 1 : items.length + at] ?? null
}

/** Some item of a list of which not even the items are known. */
function anyItem(list: Value, deciding: readonly Value[]): Value {
  const possible = isUnknown(list) ? (list.possible ?? []) : []
  const items = possible.flatMap((one) => (isList(one) ? one : [one]))
  const missing = deciding.filter(isUnknown).flatMap((one) => one.missing)
  return oneOf(unknown([...new Set(missing)]), items)
}

/** Whether it is an index or a condition is told by its value for the first item. */
function selected(slot: number, by: Code, nothing: Value, cost: number): OnList {
  const filtered = filter(slot, by, nothing, cost)
  return (list, frame) => {
    frame.slots[slot] = list[0] ?? nothing
    const first = by(frame)
    if (typeof first === 'number') return indexed(list, first, frame.run) ?? nothing
    if (typeof first === 'object' && first !== null && !isUnknown(first)) return nothing
    return filtered(list, frame)
  }
}

/** Lists put one after the other; unknown when one of them is. */
function flattened(lists: readonly Value[]): Value {
  const items: Value[] = []
  let open: Value[] | undefined
  for (const list of lists) {
    if (isUnknown(list)) {
      ;(open ??= []).push(list)
      for (const possible of list.possible ?? []) items.push(...(isList(possible) ? possible : [possible]))
    } else if (isList(list)) {
      spend(list.length)
      for (const item of list) items.push(item)
    } else items.push(list)
  }
  if (open === undefined) return items
  const missing = open.filter(isUnknown)
  if (missing.some((one) => one.missing.length === 0)) return noValue
  return oneOf(unknown([...new Set(missing.flatMap((one) => one.missing))]), [items])
}

/**
 * `some` and `every`. An item that only may be in the list decides nothing, so that of an unknown list every item is
 * looked at.
 */
function quantifier(of: Extract<Core, { kind: 'some' | 'every' }>, site: Site): Code {
  const { nothing, isPolicy } = site.on
  const slot = site.scope.declare(of.binder)
  const predicate = site.code(of.predicate)
  const cost = costOf(of.predicate)
  const deciding = of.kind === 'some'
  const settle = deciding ? disjunction : conjunction
  const over = site.code(of.of)
  return (frame) => {
    const given = over(frame)
    if (given === null) return nothing
    if (isUnknown(given))
      return through(given, frame.run, (value) => undecided(each(slot, predicate, cost)(asList(value), frame) ?? []))
    const list = asList(given)
    if (!steps(list, frame, cost)) return nothing
    let open: Value[] | undefined
    let isDecided = false
    for (const item of list) {
      frame.slots[slot] = item
      const met = predicate(frame)
      if (met === deciding) {
        // What comes after cannot change the answer of a policy; the standard still wants conditions.
        if (isPolicy) return deciding
        isDecided = true
      } else if (met === null || isUnknown(met)) (open ??= []).push(met)
      else if (met !== !deciding) return nothing
    }
    if (frame.run.steps < 0) return nothing
    if (isDecided) return deciding
    return open === undefined ? !deciding : (settle(open) ?? nothing)
  }
}

function asList(value: Value): readonly Value[] {
  return isList(value) ? value : [value]
}

/** A loop whose body reads the results so far. */
function loop(of: Extract<Core, { kind: 'for' }>, site: Site): Code {
  const { nothing } = site.on
  site.on.growing.add(of.partial.id)
  const partial = site.scope.declare(of.partial)
  const iterators = of.iterators.map(({ binder, of: over }) => {
    const list = site.code(over)
    return { list, slot: site.scope.declare(binder) }
  })
  const body = site.code(of.body)
  const cost = costOf(of.body)
  const run = (frame: Frame, depth: number, results: Value[]): Value | undefined => {
    const iterator = iterators[depth]
    if (iterator === undefined) {
      frame.slots[partial] = results
      results.push(body(frame))
      return undefined
    }
    const list = iterator.list(frame)
    if (isUnknown(list)) {
      return through(list, frame.run, (value) => {
        const further: Value[] = []
        for (const item of asList(value)) {
          frame.slots[iterator.slot] = item
          run(frame, depth + 1, further)
        }
        return further
      })
    }
    if (list === null || !steps(asList(list), frame, cost)) return nothing
    for (const item of asList(list)) {
      frame.slots[iterator.slot] = item
      const stopped = run(frame, depth + 1, results)
      if (stopped !== undefined) return stopped
    }
    return undefined
  }
  return (frame) => {
    const results: Value[] = []
    const stopped = run(frame, 0, results)
    if (frame.run.steps < 0) return nothing
    return stopped === undefined ? results : stopped
  }
}
