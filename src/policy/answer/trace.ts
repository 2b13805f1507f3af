import type { CheckedDecision, Type } from '#policy/checked/index'
import { isList, toPlain, type PlainValue, type Value } from '#policy/value/index'
import type { ListDefinition, Vocabulary } from '#policy/vocabulary'

/** What a decision read. */
export interface TraceInput {
  /** The name in policies; for a row of a list with its number from 1, as `成员2.月均工资`. */
  readonly name: string
  readonly value: PlainValue
  readonly unit?: string
  readonly kind: 'fact' | 'parameter' | 'decision'
  /** The document that sets a parameter. */
  readonly source?: string
}

/** One decision with its reasons. A decision that several others use has its children only where it comes first. */
export interface TraceNode {
  readonly decision: string
  readonly value: PlainValue
  readonly unit?: string
  readonly inputs: readonly TraceInput[]
  /** The rule of a table that gave the value; rows count from 1. Of several the last that was applied. */
  readonly rule?: { readonly row: number; readonly annotation: string }
  readonly article?: string
  readonly expressionText: string
  readonly children: readonly TraceNode[]
}

interface Open {
  readonly decision: CheckedDecision
  readonly inputs: Map<string, TraceInput>
  readonly children: TraceNode[]
  rule: { readonly row: number; readonly annotation: string } | undefined
  article: string | undefined
}

export function unitOf(type: Type): { readonly unit?: string } {
  return type.kind === 'number' && type.unit !== undefined && type.unit !== '' ? { unit: type.unit } : {}
}

/** Writes down what is read and decided while an answer is computed. */
export class Trace {
  readonly roots: TraceNode[] = []
  readonly #open: Open[] = []
  readonly #lists: ReadonlyMap<string, ListDefinition>

  constructor(vocabulary: Vocabulary) {
    this.#lists = new Map(vocabulary.lists.map((list) => [list.column, list]))
  }

  enter(decision: CheckedDecision): void {
    const { article } = decision
    this.#open.push({ decision, inputs: new Map(), children: [], rule: undefined, article })
  }

  leave(value: Value): void {
    const closed = this.#open.pop()
    if (closed === undefined) return
    const node: TraceNode = {
      decision: closed.decision.name,
      value: this.#plain(value),
      ...unitOf(closed.decision.type),
      inputs: [...closed.inputs.values()],
      ...(closed.rule === undefined ? {} : { rule: closed.rule }),
      ...(closed.article === undefined ? {} : { article: closed.article }),
      expressionText: closed.decision.text,
      children: closed.children,
    }
    const above = this.#open.at(-1)
    if (above === undefined) this.roots.push(node)
    else above.children.push(node)
  }

  note(kind: TraceInput['kind'], name: string, value: Value, unit: { readonly unit?: string }, source?: string): void {
    const input = { name, value: this.#plain(value), ...unit, kind, ...(source === undefined ? {} : { source }) }
    this.#open.at(-1)?.inputs.set(`${kind} ${name}`, input)
  }

  /** A fact of a row of a list. */
  noteCell(list: string, index: number, name: string, value: Value): void {
    const definition = this.#lists.get(list)
    const type = definition?.facts.find((fact) => fact.name === name)?.type
    this.note('fact', `${definition?.label ?? list}${index + 1}.${name}`, value, type === undefined ? {} : unitOf(type))
  }

  noteRule(rule: { readonly row: number; readonly annotation: string }, article: string | undefined): void {
    const open = this.#open.at(-1)
    if (open === undefined) return
    open.rule = rule
    if (article !== undefined && article !== '') open.article = article
  }

  /** A list of rows is told by its numbers: who was counted, not everything about them. */
  #plain(value: Value): PlainValue {
    if (!isList(value)) return toPlain(value)
    return value.map((item) => {
      const isRow = typeof item === 'object' && item !== null && 'kind' in item && item.kind === 'row'
      return isRow ? `${this.#lists.get(item.list)?.label ?? item.list}${item.index + 1}` : toPlain(item)
    })
  }
}
