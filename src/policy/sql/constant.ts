import type { Day } from '#kernel/day'
import { constantValue, isSettled } from '#policy/answer/index'
import { parts, type Core, type Program } from '#policy/checked/index'
import { numberLiteral } from '#policy/sql/number'
import { literal, quoteText, Refusal, type Term } from '#policy/sql/term'

/**
 * What does not depend on the household: the day of the sweep, standards that hold for the whole place, and all that
 * is computed from these. The `answer` back end computes it once, while the SQL is made.
 */
export class Constants {
  readonly #program: Program
  readonly #day: Day
  readonly #within: string | undefined
  readonly #known = new Map<Core, boolean>()

  constructor(program: Program, day: Day, within: string | undefined) {
    this.#program = program
    this.#day = day
    this.#within = within
  }

  /** Free of facts and of local names; a lambda's own names make it no constant either. */
  isConstant(of: Core): boolean {
    const known = this.#known.get(of)
    if (known !== undefined) return known
    const constant = this.#decide(of)
    this.#known.set(of, constant)
    return constant
  }

  #decide(of: Core): boolean {
    if (of.kind === 'fact' || of.kind === 'variable' || of.kind === 'table') return false
    if (of.kind === 'decision') {
      const decision = this.#program.decisions.get(of.name)
      return decision !== undefined && this.isConstant(decision.core)
    }
    if (of.kind === 'parameter') {
      const parameter = this.#program.parameters.get(of.name)
      if (parameter === undefined || !isSettled(parameter, this.#day, this.#within)) return false
    }
    return parts(of).every((part) => this.isConstant(part))
  }

  /** The constant as a literal; undefined when it is not one that SQL writes down. */
  literal(of: Core): Term {
    const value = constantValue(this.#program, of, this.#day, this.#within)
    if (value === null) return literal('NULL', { kind: 'null' })
    switch (value.kind) {
      case 'number':
        return numberLiteral(value.text)
      case 'string':
        return literal(quoteText(value.text), { kind: 'string' })
      case 'boolean':
        return literal(value.text, { kind: 'boolean' })
      case 'date':
        return literal(`DATE '${value.text}'`, { kind: 'date' })
      case 'days':
      case 'months':
        return literal(value.text, { kind: value.kind })
      case 'other':
        throw new Refusal('a list or context that is not read item by item', of.at)
    }
  }
}
