import type { Day } from '#kernel/day'
import { evaluateConstant, isSettled } from '#policy/answer/index'
import { bindersOf, parts, type Core, type Program } from '#policy/checked/index'
import { literalOf } from '#policy/sql/literal'
import { literal, type Term } from '#policy/sql/term'

const nothing: ReadonlySet<number> = new Set()

/**
 * What does not depend on the row: the day of the sweep, standards that hold for the whole place, and all that is
 * computed from these. The `answer` back end computes it once, while the SQL is made.
 */
export class Constants {
  readonly #program: Program
  readonly #day: Day
  readonly #within: string | undefined
  readonly #free = new Map<Core, ReadonlySet<number> | undefined>()
  readonly #open = new Set<string>()

  constructor(program: Program, day: Day, within: string | undefined) {
    this.#program = program
    this.#day = day
    this.#within = within
  }

  /** Free of facts and of names that are bound outside it. */
  isConstant(of: Core): boolean {
    return this.#freeIn(of)?.size === 0
  }

  /** The local names that an expression reads and does not bind; undefined when it reads the row. */
  #freeIn(of: Core): ReadonlySet<number> | undefined {
    if (this.#free.has(of)) return this.#free.get(of)
    const free = this.#decide(of)
    this.#free.set(of, free)
    return free
  }

  #decide(of: Core): ReadonlySet<number> | undefined {
    if (of.kind === 'fact') return undefined
    if (of.kind === 'variable') return new Set([of.binder.id])
    if (of.kind === 'decision') {
      const decision = this.#program.decisions.get(of.name)
      return decision === undefined ? undefined : this.#freeIn(decision.core)
    }
    if (of.kind === 'function-value') return this.#function(of.name)
    if (of.kind === 'parameter') {
      const parameter = this.#program.parameters.get(of.name)
      if (parameter === undefined || !isSettled(this.#program, parameter, this.#day, this.#within)) return undefined
    }
    const found = new Set<number>(of.kind === 'item-field' ? [of.item.id] : [])
    for (const part of parts(of)) {
      const inside = this.#freeIn(part)
      if (inside === undefined) return undefined
      for (const id of inside) found.add(id)
    }
    for (const binder of bindersOf(of)) found.delete(binder.id)
    return found.size === 0 ? nothing : found
  }

  #function(name: string): ReadonlySet<number> | undefined {
    // A function that calls itself reads what its body reads besides.
    if (this.#open.has(name)) return nothing
    const known = this.#program.functions.get(name)
    if (known === undefined) return undefined
    this.#open.add(name)
    const inside = this.#freeIn(known.body)
    this.#open.delete(name)
    return inside === undefined ? undefined : nothing
  }

  /** The constant as a literal; refuses a value that SQL cannot write down. */
  literal(of: Core): Term {
    const value = evaluateConstant(this.#program, of, { day: this.#day, place: this.#within })
    return value === null ? literal('NULL', { kind: 'null' }) : literalOf(value, of.at)
  }
}
