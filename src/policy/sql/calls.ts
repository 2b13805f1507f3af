import type { Binder, Core, Program } from '#policy/checked/index'
import type { Generator } from '#policy/sql/generator'
import { Refusal, type Term } from '#policy/sql/term'

type FunctionCore = { readonly parameters: readonly Binder[]; readonly body: Core; readonly name: string | undefined }

/** Functions that call each other twice would make a text without end. */
const mostWritten = 5_000

/** Calls of functions that are known while the SQL is made: the body stands where the call stood. */
export class CallWriter {
  readonly #generator: Generator
  readonly #program: Program
  readonly #functions = new Map<number, Core>()
  readonly #open = new Set<string>()
  #written = 0

  constructor(generator: Generator, program: Program) {
    this.#generator = generator
    this.#program = program
  }

  isFunction(of: Core): boolean {
    return of.type.kind === 'function'
  }

  /** A local name that stands for a function. */
  bind(binder: Binder, value: Core): void {
    this.#functions.set(binder.id, value)
  }

  call(of: Extract<Core, { kind: 'call' }>): Term {
    this.#written += 1
    if (this.#written > mostWritten) throw new Refusal(`more than ${mostWritten} calls of functions`, of.at)
    const callee = this.#functionOf(of.callee)
    const { name } = callee
    if (name !== undefined && this.#open.has(name)) throw new Refusal(`a function that calls itself: ${name}`, of.at)
    callee.parameters.forEach((parameter, index) => {
      const named = of.arguments.find((argument) => argument.name === parameter.name)
      const given = named ?? of.arguments[index]
      if (given === undefined || of.arguments.length !== callee.parameters.length) {
        throw new Refusal('a call with other arguments than parameters', of.at)
      }
      if (this.isFunction(given.value)) this.bind(parameter, given.value)
      else this.#generator.bind(parameter, this.#generator.hoist(this.#generator.expression(given.value)))
    })
    if (name !== undefined) this.#open.add(name)
    const value = this.#generator.expression(callee.body)
    if (name !== undefined) this.#open.delete(name)
    return value
  }

  #functionOf(of: Core): FunctionCore {
    if (of.kind === 'function') return { parameters: of.parameters, body: of.body, name: undefined }
    if (of.kind === 'variable') {
      const bound = this.#functions.get(of.binder.id)
      if (bound !== undefined) return this.#functionOf(bound)
    }
    if (of.kind === 'function-value') {
      const known = this.#program.functions.get(of.name)
      if (known !== undefined) return { ...known, name: of.name }
    }
    throw new Refusal('a function that only the values tell', of.at)
  }
}
