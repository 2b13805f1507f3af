import type { Day } from '#kernel/day'
import { through } from '#policy/answer/lift'
import type { StandardChooser } from '#policy/answer/parameter'
import type { Code, Compilation, Run, Site } from '#policy/answer/run'
import { unitOf } from '#policy/answer/trace'
import { heaviest } from '#policy/answer/weight'
import type { Core } from '#policy/checked/index'
import {
  isList,
  isNumber,
  isTemporal,
  isUnknown,
  spend,
  temporalProperty,
  unknown,
  unknownFrom,
  type RangeValue,
  type Value,
} from '#policy/value/index'

type Read = Extract<Core, { kind: 'as-of' | 'fact' | 'parameter' | 'decision' | 'variable' | 'field' | 'item-field' }>

/** What is looked up: facts, standards, decisions, local names and fields. Only these are written into the trace. */
export function compileRead(of: Read, site: Site): Code {
  switch (of.kind) {
    case 'as-of':
      return (frame) => frame.run.asOf
    case 'fact':
      return fact(of.column, of.name, site.on)
    case 'parameter':
      return parameter(of, site)
    case 'decision': {
      const place = site.on.decisionPlace(of.name)
      return (frame) => decide(place, frame.run, site.on)
    }
    case 'variable': {
      const slot = site.scope.find(of.binder)
      const { nothing } = site.on
      if (site.on.growing.has(of.binder.id)) {
        return (frame) => {
          const sofar = frame.slots[slot] ?? nothing
          if (!isList(sofar)) return sofar
          spend(sofar.length >> 1)
          return sofar.slice()
        }
      }
      return (frame) => frame.slots[slot] ?? nothing
    }
    case 'field': {
      const holder = site.code(of.of)
      const { name, column } = of
      return (frame) => fieldOf(holder(frame), name, column, frame.run, site.on)
    }
    case 'item-field': {
      const slot = site.scope.find(of.item)
      const otherwise = site.code(of.otherwise)
      return (frame) => {
        const item = frame.slots[slot] ?? null
        return ownField(item, of.name) ?? otherwise(frame)
      }
    }
  }
}

function readFact(place: number, column: string, run: Run): Value {
  let value = run.facts[place]
  if (value === undefined) {
    value = run.source.read(column)
    run.facts[place] = value
  }
  return value
}

function fact(column: string, name: string, on: Compilation): Code {
  const place = on.factPlace(column)
  const { vocabulary } = on.program
  const isRows = vocabulary.lists.some((list) => list.column === column)
  if (isRows) return (frame) => readFact(place, column, frame.run)
  const type = vocabulary.facts.find((known) => known.column === column)?.type
  const unit = type === undefined ? {} : unitOf(type)
  return (frame) => {
    const value = readFact(place, column, frame.run) ?? on.nothing
    frame.run.trace?.note('fact', name, value, unit)
    return value
  }
}

/** The value of a decision, computed once in a run. */
export function decide(place: number, run: Run, on: Compilation): Value {
  let value = run.decisions[place]
  const { trace } = run
  if (value === undefined || (trace !== undefined && run.untraced?.has(place) === true)) {
    const unit = on.decisionUnit(place)
    if (run.load + unit.weight > heaviest) return on.nothing
    trace?.enter(unit.decision)
    run.load += unit.weight
    value = unit.code({ run, slots: [] })
    run.load -= unit.weight
    run.decisions[place] = value
    if (trace !== undefined) {
      run.untraced?.delete(place)
      trace.leave(value)
    } else if (run.traced) (run.untraced ??= new Set()).add(place)
  }
  if (trace !== undefined) {
    const { decision } = on.decisionUnit(place)
    trace.note('decision', decision.name, value, unitOf(decision.type))
  }
  return value
}

const none: readonly Value[] = []
const noNames: readonly string[] = []

function parameter(of: Extract<Core, { kind: 'parameter' }>, site: Site): Code {
  const { on } = site
  const { vocabulary } = on.program
  const definition = on.program.parameters.get(of.name)
  if (definition === undefined) throw new Error(`No parameter ${of.name}`)
  const given = of.arguments.map(site.code)
  let next = 0
  // A dimension that is called like a fact of the row is read from the row, any other is an argument of the call.
  const dimensions = definition.by.map((dimension): Code => {
    const own = vocabulary.facts.find((known) => known.name === dimension)
    if (own !== undefined) return fact(own.column, own.name, on)
    const code = given[next]
    next += 1
    return code ?? (() => on.nothing)
  })
  const { place } = vocabulary
  const placeAt = place === undefined ? undefined : on.factPlace(place.column)
  const unit = definition.unit === undefined ? {} : { unit: definition.unit }
  let kept: { readonly day: Day; readonly choose: StandardChooser } | undefined
  return (frame) => {
    const { run } = frame
    const values = dimensions.length === 0 ? none : dimensions.map((dimension) => dimension(frame))
    const placed = place === undefined || placeAt === undefined ? null : readFact(placeAt, place.column, run)
    const names = values.length === 0 ? noNames : values.filter((value) => typeof value === 'string')
    const division = typeof placed === 'string' ? placed : undefined
    if (kept?.day !== run.day) kept = { day: run.day, choose: on.chooser(of.name, run) }
    const choice = kept.choose(division, names)
    if (choice.kind === 'needs-place') {
      if (place !== undefined) run.trace?.note('fact', place.name, placed, {})
      return isUnknown(placed) ? unknownFrom([placed, ...values]) : on.nothing
    }
    if (names.length < values.length) return values.some(isUnknown) ? unknownFrom(values) : on.nothing
    if (choice.kind === 'none') {
      return on.isPolicy ? unknown([{ kind: 'parameter', name: of.name }]) : on.nothing
    }
    const { row, value } = choice.standard
    if (run.trace !== undefined) {
      const arguments_ = given.map((argument) => argument(frame)).filter((argument) => typeof argument === 'string')
      run.trace.note('parameter', [of.name, ...arguments_].join(' '), value, unit, row.document)
    }
    return value ?? on.nothing
  }
}

const rangeProperties: Readonly<Record<string, (of: RangeValue) => Value>> = {
  start: (of) => of.low ?? null,
  end: (of) => of.high ?? null,
  'start included': (of) => of.lowIncluded,
  'end included': (of) => of.highIncluded,
}

/** A field or property that the value itself has; undefined when it has none of this name. */
function ownField(holder: Value, name: string): Value | undefined {
  if (typeof holder !== 'object' || holder === null || isList(holder) || isNumber(holder)) return undefined
  if (isTemporal(holder)) return temporalProperty(holder, name)
  switch (holder.kind) {
    case 'context':
      return holder.fields.get(name)
    case 'row':
      return holder.read(name, undefined)
    case 'range':
      return Object.hasOwn(rangeProperties, name) ? rangeProperties[name]?.(holder) : undefined
    case 'function':
      return undefined
    case 'unknown':
      return holder
  }
}

function fieldOf(holder: Value, name: string, column: string | undefined, run: Run, on: Compilation): Value {
  if (isList(holder)) {
    spend(holder.length)
    return holder.map((item) => fieldOf(item, name, column, run, on))
  }
  if (typeof holder === 'object' && holder !== null && 'kind' in holder) {
    if (holder.kind === 'row') {
      const value = holder.read(name, column)
      run.trace?.noteCell(holder, name, value)
      return value
    }
    if (holder.kind === 'unknown') return through(holder, run, (value) => fieldOf(value, name, column, run, on))
  }
  return ownField(holder, name) ?? on.nothing
}

/** An expression for those who do not keep its value: the results of a loop so far are then not copied. */
export function codeToLookInto(core: Core, site: Site): Code {
  if (core.kind !== 'variable' || !site.on.growing.has(core.binder.id)) return site.code(core)
  const slot = site.scope.find(core.binder)
  return (frame) => frame.slots[slot] ?? site.on.nothing
}
