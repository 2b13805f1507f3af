import type { Day } from '#kernel/day'
import type { Trace } from '#policy/answer/trace'
import type { FactSource } from '#policy/answer/row'
import type { StandardChooser } from '#policy/answer/parameter'
import type { Binder, CheckedDecision, Core, Program } from '#policy/checked/index'
import type { FeelDate, FeelDateTime, Unknown, Value } from '#policy/value/index'

/** A compiled expression. */
export type Code = (frame: Frame) => Value

/** The local variables of one activation of a decision or function. */
export interface Frame {
  readonly run: Run
  readonly slots: Value[]
}

/** What is compiled of a program so far; everything is compiled when it is first needed. */
export interface Compilation {
  readonly program: Program
  /** Whether null stands for unknown. */
  readonly isPolicy: boolean
  /** Whether quotients are rounded to the scale that both back ends share. */
  readonly rounds: boolean
  /** What an operation without a result gives. */
  readonly nothing: null | Unknown
  /** Expressions whose value no row changes: it is computed once, or once for a day. */
  readonly settled: WeakMap<Core, 'always' | 'by-day'>
  /** Places of decisions and facts in the arrays of a run. */
  readonly decisionPlace: (name: string) => number
  readonly factPlace: (column: string) => number
  readonly decisionUnit: (place: number) => DecisionUnit
  readonly functionUnit: (name: string) => FunctionUnit
  /** The binders of the results of a loop so far, which grow while they are read. */
  readonly growing: Set<number>
  readonly chooser: (parameter: string, run: Run) => StandardChooser
}

export interface DecisionUnit {
  readonly code: Code
  /** How much of the stack it needs. */
  readonly weight: number
  readonly decision: CheckedDecision
}

export interface FunctionUnit {
  readonly code: Code
  readonly weight: number
  /** What a call costs. */
  readonly cost: number
  readonly parameters: readonly Binder[]
  /** The slots of the parameters. */
  readonly places: readonly number[]
}

/** One row on one day: what has been computed, and what the decision at hand has read. */
export interface Run {
  readonly source: FactSource
  readonly isPolicy: boolean
  readonly rounds: boolean
  readonly day: Day
  readonly asOf: FeelDate
  readonly now: FeelDateTime
  readonly facts: (Value | undefined)[]
  readonly decisions: (Value | undefined)[]
  /** Decisions that were computed only to learn what they miss are not in the trace. */
  untraced: Set<number> | undefined
  /** Undefined when nobody asked for reasons, and while something is only tried. */
  trace: Trace | undefined
  readonly traced: boolean
  /** The decisions and functions that are not finished, by their weight. */
  load: number
  /** Items that loops, filters and quantifiers may still look at. */
  steps: number
  /** Calls that may still be made only to learn what is missing. */
  trials: number
  trying: number
}

/** Where the expressions of one unit put their local variables, and what they take over from around them. */
export class Scope {
  readonly #slots = new Map<number, number>()
  readonly #outer: Scope | undefined
  readonly captured: { readonly from: number; readonly to: number }[] = []

  constructor(outer?: Scope) {
    this.#outer = outer
  }

  declare(binder: Binder): number {
    const known = this.#slots.get(binder.id)
    if (known !== undefined) return known
    const slot = this.#slots.size
    this.#slots.set(binder.id, slot)
    return slot
  }

  /** The slot of a binder; one of an outer scope is copied into this one when a function is made. */
  find(binder: Binder): number {
    const known = this.#slots.get(binder.id)
    if (known !== undefined) return known
    if (this.#outer === undefined) throw new Error(`No binder ${binder.name}`)
    const from = this.#outer.find(binder)
    const to = this.declare(binder)
    this.captured.push({ from, to })
    return to
  }
}

/** Where an expression is compiled. */
export interface Site {
  readonly on: Compilation
  readonly scope: Scope
  readonly code: (core: Core) => Code
  /** Compiles the body of a function in a scope of its own. */
  readonly inside: (scope: Scope, core: Core) => Code
}

/** Computes something without leaving a mark in the trace. */
export function tried<T>(run: Run, compute: () => T): T {
  const { trace } = run
  run.trace = undefined
  run.trying += 1
  try {
    return compute()
  } finally {
    run.trace = trace
    run.trying -= 1
  }
}
