import type { Random } from '#kernel/random'
import type { Type } from '#policy/checked/index'
import type { Vocabulary } from '#policy/vocabulary'
import { emptyVocabulary } from '#policy/vocabulary'

/** The kinds of values that the invented expressions have. */
export type Kind = 'number' | 'string' | 'boolean' | 'date' | 'numbers'

const money = { type: { kind: 'number', unit: undefined } as Type, digits: 5, scale: 2 }
const count = { type: { kind: 'number', unit: undefined } as Type, digits: 2, scale: 0 }
const of = (kind: 'string' | 'boolean' | 'date'): { readonly type: Type } => ({ type: { kind } })

/** A small population without any field of its own: rows with a list of rows. */
export const inventedVocabulary: Vocabulary = {
  ...emptyVocabulary,
  facts: [
    { name: 'a', column: 'a', ...money },
    { name: 'b net', column: 'b', ...money },
    { name: 'n', column: 'n', ...count },
    { name: 's', column: 's', ...of('string') },
    { name: 'p', column: 'p', ...of('boolean') },
    { name: 'q', column: 'q', ...of('boolean') },
    { name: 'd', column: 'd', ...of('date') },
  ],
  lists: [
    {
      name: 'items',
      column: 'items',
      label: 'item',
      facts: [
        { name: 'x', column: 'x', ...money },
        { name: 'k', column: 'k', ...count },
        { name: 'w', column: 'w', ...of('string') },
        { name: 'f', column: 'f', ...of('boolean') },
        { name: 'g', column: 'g', ...of('date') },
      ],
    },
  ],
}

const words = ['"one"', '"two"', '"three"', '""']
const days = ['date("2024-02-29")', 'date("2025-12-31")', 'd']
const places: Readonly<Record<Exclude<Kind, 'numbers'>, readonly string[]>> = {
  number: ['a', 'b net', 'n', '1', '0', '2.5', '10', '0.01', '7'],
  string: ['s', ...words],
  boolean: ['p', 'q', 'true', 'false'],
  date: days,
}

/** The fields of an element of the list, by kind. */
const fields: Readonly<Record<Exclude<Kind, 'numbers'>, string>> = { number: 'x', string: 'w', boolean: 'f', date: 'g' }

/** Well-typed FEEL texts of some depth; inside a loop over the list they may read its element, which is called `one`. */
export class RandomExpressions {
  readonly #random: Random
  #names = 0

  constructor(random: Random) {
    this.#random = random
  }

  of(kind: Kind, depth: number, element?: string): string {
    if (kind === 'numbers') return this.#numbers(depth, element)
    if (depth <= 0) return this.#leaf(kind, element)
    switch (kind) {
      case 'number':
        return this.#number(depth - 1, element)
      case 'string':
        return this.#string(depth - 1, element)
      case 'boolean':
        return this.#boolean(depth - 1, element)
      case 'date':
        return this.#date(depth - 1, element)
    }
  }

  #leaf(kind: Exclude<Kind, 'numbers'>, element: string | undefined): string {
    const own = element === undefined ? [] : [`${element}.${fields[kind]}`, `${element}.${fields[kind]}`]
    return this.#random.pick([...places[kind], ...own])
  }

  #name(): string {
    this.#names += 1
    return `v${this.#names}`
  }

  #number(depth: number, element: string | undefined): string {
    const number = (): string => this.of('number', depth, element)
    const list = (): string => this.of('numbers', depth, element)
    const written = this.#random.pick([
      () => `(${number()} + ${number()})`,
      () => `(${number()} - ${number()})`,
      () => `${this.#leaf('number', element)} * ${this.#leaf('number', element)}`,
      () =>
        `${this.#leaf('number', element)} / ${this.#random.pick(['2', '3', '7', '0.5', 'n', this.#leaf('number', element)])}`,
      () => `-${this.#leaf('number', element)}`,
      () => `if ${this.of('boolean', depth, element)} then ${number()} else ${number()}`,
      () => `sum(${list()})`,
      () => `count(${this.#rows(depth, element)})`,
      () => `max(${list()})`,
      () => `min(${number()}, ${number()}, 3)`,
      () => `mean(${list()})`,
      () => `abs(${number()})`,
      () => `floor(${this.#leaf('number', element)} / 3)`,
      () => `round half up(${this.#leaf('number', element)} / 7, ${this.#random.int(0, 3)})`,
      () => `decimal(${this.#leaf('number', element)} / 8, ${this.#random.int(0, 3)})`,
      () => `modulo(${this.#leaf('number', element)}, ${this.#random.pick(['3', '-7', 'n'])})`,
      () => `string length(${this.of('string', depth, element)})`,
      () => `{u: ${number()}, r: u + 1}.r`,
      () => `{double: function(z) z * 2, r: double(${this.#leaf('number', element)})}.r`,
      () => `${this.of('date', 0, element)}.${this.#random.pick(['year', 'month', 'day', 'weekday'])}`,
      () =>
        `(${this.of('date', 0, element)} - ${this.of('date', 0, element)}) / duration("P${this.#random.int(1, 30)}D")`,
    ])
    return `(${written()})`
  }

  #string(depth: number, element: string | undefined): string {
    const text = (): string => this.of('string', depth, element)
    const written = this.#random.pick([
      () => `${text()} + ${text()}`,
      () => `if ${this.of('boolean', depth, element)} then ${text()} else ${text()}`,
      () => `substring(${text()}, ${this.#random.pick(['1', '2', '-1', '3'])})`,
      () => `substring before(${text()}, "e")`,
      () => `substring after(${text()}, "o")`,
      () => `string(${this.of('number', 0, element)})`,
      () => `upper case(${text()})`,
    ])
    return `(${written()})`
  }

  #boolean(depth: number, element: string | undefined): string {
    const truth = (): string => this.of('boolean', depth, element)
    const kind = this.#random.pick(['number', 'number', 'date'] as const)
    const value = (): string => this.of(kind, depth, element)
    const op = this.#random.pick(['<', '<=', '>', '>=', '=', '!='])
    const item = this.#name()
    const written = this.#random.pick([
      () => `${value()} ${op} ${value()}`,
      () =>
        `${this.of('string', depth, element)} ${this.#random.pick(['=', '!='])} ${this.of('string', depth, element)}`,
      () => `${this.of('string', depth, element)} ${this.#random.pick(['<', '>='])} ${this.of('string', 0, element)}`,
      () => `${truth()} and ${truth()}`,
      () => `${truth()} or ${truth()}`,
      () => `not(${truth()})`,
      () => `${this.of('number', depth, element)} between 1 and ${this.of('number', depth, element)}`,
      () => `${this.of('number', depth, element)} in [${this.#random.int(0, 5)}..${this.#random.int(6, 900)})`,
      () => `${this.of('string', depth, element)} in ("one", "two")`,
      () => `list contains([${words[0]}, ${words[1]}], ${this.of('string', 0, element)})`,
      () => `some ${item} in items satisfies ${this.of('boolean', depth, item)}`,
      () => `every ${item} in items satisfies ${this.of('boolean', depth, item)}`,
      () => `${this.#leaf(kind, element)} = null`,
      () => `if ${truth()} then ${truth()} else ${truth()}`,
      () => `starts with(${this.of('string', 0, element)}, "t")`,
      () => `contains(${this.of('string', depth, element)}, "n")`,
      () => `matches(${this.of('string', 0, element)}, "^t.*e$")`,
    ])
    return `(${written()})`
  }

  #date(depth: number, element: string | undefined): string {
    const written = this.#random.pick([
      () =>
        `if ${this.of('boolean', depth, element)} then ${this.of('date', depth, element)} else ${this.of('date', 0, element)}`,
      () => `${this.of('date', 0, element)} ${this.#random.pick(['+', '-'])} duration("P${this.#random.int(1, 13)}M")`,
      () => `${this.of('date', 0, element)} ${this.#random.pick(['+', '-'])} duration("P${this.#random.int(1, 400)}D")`,
    ])
    return `(${written()})`
  }

  /** Rows of the list, some of them selected. */
  #rows(depth: number, element: string | undefined): string {
    if (depth <= 0 || element !== undefined) return 'items'
    return `items[${this.of('boolean', depth - 1, 'item')}]`
  }

  #numbers(depth: number, element: string | undefined): string {
    const item = this.#name()
    const written = this.#random.pick([
      () => `${this.#rows(depth, element)}.x`,
      () => `for ${item} in ${this.#rows(depth, element)} return ${this.of('number', depth - 1, item)}`,
      () => `[${this.of('number', 0, element)}, ${this.of('number', 0, element)}]`,
      () => `append([${this.of('number', 0, element)}], 4)`,
      () => `for ${item} in 1..3 return ${item} * ${this.#leaf('number', element)}`,
    ])
    return written()
  }

  /** A decision table over one number and one text. */
  table(hitPolicy: string): string {
    const escaped = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    const cell = (text: string): string => `<text>${escaped(text)}</text>`
    const rules = Array.from({ length: this.#random.int(1, 4) }, () => {
      const low = this.#random.int(0, 400)
      const number = this.#random.pick([
        `> ${low}`,
        `<= ${low}`,
        `[${low}..${low + 300}]`,
        '-',
        `${low}, > ${low + 50}`,
      ])
      const text = this.#random.pick(['"one"', 'not("one")', '"two", "three"', '-'])
      return `<rule><inputEntry>${cell(number)}</inputEntry><inputEntry>${cell(text)}</inputEntry><outputEntry>${cell(this.of('number', 1))}</outputEntry></rule>`
    })
    const inputs = ['number', 'string'].map(
      (kind) =>
        `<input><inputExpression>${cell(kind === 'number' ? this.of('number', 1) : 's')}</inputExpression></input>`,
    )
    return `<decisionTable hitPolicy="${hitPolicy}">${inputs.join('')}<output/>${rules.join('')}</decisionTable>`
  }
}
