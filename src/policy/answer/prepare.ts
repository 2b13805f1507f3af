import type { Day } from '#kernel/day'
import { compileAlone } from '#policy/answer/compile'
import { mostTrials, programFunction } from '#policy/answer/compile-function'
import { decide } from '#policy/answer/compile-read'
import { standardChooser, type StandardChooser } from '#policy/answer/parameter'
import { rowSource, type FactSource, type Row } from '#policy/answer/row'
import { Scope, type Compilation, type DecisionUnit, type FunctionUnit, type Run } from '#policy/answer/run'
import { Trace, type TraceNode } from '#policy/answer/trace'
import { costOf, weightOf } from '#policy/answer/weight'
import type { Core, Program } from '#policy/checked/index'
import {
  distinctMissing,
  missingIn,
  noValue,
  parseDate,
  parseDateTime,
  startOfDay,
  toPlain,
  withEffort,
  type FeelDate,
  type FunctionValue,
  type MissingFact,
  type PlainValue,
  type Value,
} from '#policy/value/index'

export interface Answer {
  readonly values: Readonly<Record<string, PlainValue>>
  /** The values as they were computed. */
  readonly raw: ReadonlyMap<string, Value>
  /** Empty when no reasons were asked for. */
  readonly trace: readonly TraceNode[]
  /** The facts that the unknown decisions asked for wait on; empty when all are known. */
  readonly missing: readonly MissingFact[]
}

/** The day for which is asked, the moment in FEEL's text for the function `now`, and whether reasons are wanted. */
export interface Ask {
  readonly day: Day
  readonly now?: string
  readonly trace: boolean
}

export interface Prepared {
  readonly run: (source: FactSource, ask: Ask) => Answer
}

const compilations = new WeakMap<Program, Compilation>()

/** Compiles nothing yet: each decision, function and standard is made ready when a run first comes to it. */
function compilationOf(program: Program): Compilation {
  const known = compilations.get(program)
  if (known !== undefined) return known
  const names = [...program.decisions.keys()]
  const places = new Map(names.map((name, place) => [name, place]))
  const units: (DecisionUnit | undefined)[] = []
  const functions = new Map<string, FunctionUnit>()
  const facts = new Map<string, number>()
  const choosers = new Map<string, { readonly day: string; readonly choose: StandardChooser }>()
  const isPolicy = program.semantics === 'policy'
  const made: Compilation = {
    program,
    isPolicy,
    rounds: program.quotients === 'rounded',
    nothing: isPolicy ? noValue : null,
    settled: new WeakMap(),
    growing: new Set(),
    decisionPlace: (name) => {
      const place = places.get(name)
      if (place === undefined) throw new Error(`No decision ${name}`)
      return place
    },
    factPlace: (column) => {
      const place = facts.get(column) ?? facts.size
      facts.set(column, place)
      return place
    },
    decisionUnit: (place) => {
      let unit = units[place]
      if (unit === undefined) {
        const decision = program.decisions.get(names[place] ?? '')
        if (decision === undefined) throw new Error(`No decision at ${place}`)
        unit = { decision, code: compileAlone(decision.core, made), weight: weightOf(decision.core) }
        units[place] = unit
      }
      return unit
    },
    functionUnit: (name) => {
      let unit = functions.get(name)
      if (unit === undefined) {
        unit = functionUnit(program, name, made)
        functions.set(name, unit)
      }
      return unit
    },
    chooser: (name, { day }) => {
      const kept = choosers.get(name)
      if (kept?.day === day) return kept.choose
      const parameter = program.parameters.get(name)
      if (parameter === undefined) throw new Error(`No parameter ${name}`)
      const choose = standardChooser(parameter, day)
      choosers.set(name, { day, choose })
      return choose
    },
  }
  compilations.set(program, made)
  return made
}

function functionUnit(program: Program, name: string, on: Compilation): FunctionUnit {
  const definition = program.functions.get(name)
  if (definition === undefined) throw new Error(`No function ${name}`)
  const scope = new Scope()
  const places = definition.parameters.map((parameter) => scope.declare(parameter))
  const code = compileAlone(definition.body, on, scope)
  return {
    parameters: definition.parameters,
    places,
    code,
    weight: weightOf(definition.body),
    cost: costOf(definition.body),
  }
}

/** Loops inside each other can run over very much; no row of a population comes near to this. */
const mostSteps = 5_000_000

/** Parts of values that one row may look at or make: about a second. */
const mostEffort = 10_000_000

/** Days are read once; a sweep asks for one day many times. */
let lastDay: { readonly text: string; readonly day: FeelDate } | undefined

function dayOf(text: string): FeelDate {
  if (lastDay?.text === text) return lastDay.day
  const day = parseDate(text)
  if (day === undefined) throw new Error(`Not a day: ${text}`)
  lastDay = { text, day }
  return day
}

function newRun(on: Compilation, source: FactSource, ask: Ask): Run {
  const now = ask.now === undefined ? undefined : parseDateTime(ask.now)
  if (ask.now !== undefined && now === undefined) throw new Error(`Not a date and time: ${ask.now}`)
  const asOf = dayOf(ask.day)
  return {
    source,
    day: ask.day,
    asOf,
    now: now ?? startOfDay(asOf),
    isPolicy: on.isPolicy,
    rounds: on.rounds,
    facts: [],
    decisions: [],
    untraced: undefined,
    trace: ask.trace ? new Trace(on.program.vocabulary) : undefined,
    traced: ask.trace,
    load: 0,
    steps: mostSteps,
    trials: mostTrials,
    trying: 0,
  }
}

/** Makes decisions ready to be computed for many rows. Throws on a name that does not exist. */
export function prepare(program: Program, decisions: readonly string[]): Prepared {
  const on = compilationOf(program)
  const asked = decisions.map((name) => ({ name, place: on.decisionPlace(name) }))
  return {
    run: (source, ask) => {
      const run = newRun(on, source, ask)
      const compute = (): Answer => {
        const values: Record<string, PlainValue> = {}
        const raw = new Map<string, Value>()
        for (const { name, place } of asked) {
          const value = decide(place, run, on)
          values[name] = toPlain(value)
          raw.set(name, value)
        }
        const missing = distinctMissing(missingIn([...raw.values()].map(withoutPossible)))
        return { values, raw, trace: run.trace?.roots ?? [], missing }
      }
      return withEffort(mostEffort, compute, () => ({
        values: Object.fromEntries(decisions.map((name) => [name, null])),
        raw: new Map(decisions.map((name) => [name, on.nothing])),
        trace: [],
        missing: [],
      }))
    },
  }
}

/** The values of decisions for one row, with their reasons. */
export function answerProgram(program: Program, decisions: readonly string[], row: Row, day: Day): Answer {
  const source = rowSource(program.vocabulary, row, program.semantics)
  return prepare(program, decisions).run(source, { day, trace: true })
}

/** What an unknown may turn out to be is settled by what it waits for. */
function withoutPossible(value: Value): Value {
  if (typeof value !== 'object' || value === null || !('kind' in value) || value.kind !== 'unknown') return value
  return { kind: 'unknown', missing: value.missing }
}

const noFacts: FactSource = { read: () => null }

/** The value of an expression that reads no fact, except where the row lives when all rows live in one place. */
export function evaluateConstant(
  program: Program,
  core: Core,
  ask: { readonly day: Day; readonly place: string | undefined },
): Value {
  const on = compilationOf(program)
  const column = program.vocabulary.place?.column
  const { day, place = null } = ask
  const run = newRun(on, { read: (of) => (of === column ? place : null) }, { day, trace: false })
  return withEffort(
    mostEffort,
    () => compileAlone(core, on)({ run, slots: [] }),
    () => on.nothing,
  )
}

/** A function of the program as a value, for callers from outside. */
export function functionOf(program: Program, name: string, ask: Ask): FunctionValue {
  const on = compilationOf(program)
  return programFunction(name, newRun(on, noFacts, ask), on)
}
