import type { Binder } from '#policy/checked/index'
import { quoteName, term, type Term } from '#policy/sql/term'

interface Step {
  readonly name: string
  readonly text: string
  readonly after: number
}

/** Shorter texts are repeated rather than carried: a pass over the list costs more. */
const worthCarrying = 120

/**
 * What `Stages` is for the household, for the elements of one list: a long part of a lambda's body that is used twice
 * becomes a field that an earlier pass over the list adds to each element.
 */
export class ElementSteps {
  readonly variable: string
  readonly #id: number
  readonly #steps: Step[] = []
  readonly #byText = new Map<string, Term>()

  constructor(binder: Binder) {
    this.variable = `x${binder.id}`
    this.#id = binder.id
  }

  /** The element itself, wherever it has been carried to. */
  get element(): string {
    return `${this.variable}."_row"`
  }

  hoist(of: Term): Term {
    if (of.text.length < worthCarrying) return of
    const known = this.#byText.get(of.text)
    if (known !== undefined) return known
    const after = of.reads.get(this.#id) ?? 0
    const step: Step = { name: `_${this.#steps.length + 1}`, text: of.text, after }
    this.#steps.push(step)
    const made = term(`${this.variable}.${quoteName(step.name)}`, of.type, [of])
    const hoisted: Term = { ...made, reads: new Map(of.reads).set(this.#id, after + 1), atom: true }
    this.#byText.set(of.text, hoisted)
    return hoisted
  }

  /** `list_transform` of the list with the body, after the passes that add the carried fields. */
  write(list: string, body: string): string {
    const plain = (text: string): string => text.replaceAll(this.element, this.variable)
    if (this.#steps.length === 0) return `list_transform(${list}, lambda ${this.variable}: ${plain(body)})`
    const depth = Math.max(...this.#steps.map((step) => step.after))
    let carried: string[] = []
    let text = list
    for (let pass = 0; pass <= depth; pass++) {
      const here = this.#steps.filter((step) => step.after === pass)
      const read = (of: string): string => (pass === 0 ? plain(of) : of)
      const fields = [
        `"_row" := ${pass === 0 ? this.variable : this.element}`,
        ...carried.map((name) => `${quoteName(name)} := ${this.variable}.${quoteName(name)}`),
        ...here.map((step) => `${quoteName(step.name)} := ${read(step.text)}`),
      ]
      text = `list_transform(${text}, lambda ${this.variable}: struct_pack(${fields.join(', ')}))`
      carried = [...carried, ...here.map((step) => step.name)]
    }
    return `list_transform(${text}, lambda ${this.variable}: ${body})`
  }
}
