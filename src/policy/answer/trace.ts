import type { CheckedDecision, Type } from '#policy/checked/index'
import { isList, toPlain, type PlainValue, type RowValue, type Value } from '#policy/value/index'
import type { Vocabulary } from '#policy/vocabulary'

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
  readonly inputs: TraceInput[]
  /** What is among the inputs already: nothing changes within a run, so that the first note of it is enough. */
  readonly noted: Readonly<Record<TraceInput['kind'], Set<string>>>
  readonly cells: Map<RowValue, Set<string>>
  readonly children: TraceNode[]
  rule: { readonly row: number; readonly annotation: string } | undefined
  article: string | undefined
}

export function unitOf(type: Type): { readonly unit?: string } {
  return type.kind === 'number' && type.unit !== undefined && type.unit !== '' ? { unit: type.unit } : {}
}

type Lists = ReadonlyMap<string, { readonly label: string; readonly units: ReadonlyMap<string, string | undefined> }>

const known = new WeakMap<Vocabulary, Lists>()

/** By column what a list's rows are called, and the units of their facts. */
function listsOf(vocabulary: Vocabulary): Lists {
  let lists = known.get(vocabulary)
  if (lists === undefined) {
    lists = new Map(
      vocabulary.lists.map(({ column, label, facts }) => [
        column,
        { label, units: new Map(facts.map((fact) => [fact.name, unitOf(fact.type).unit])) },
      ]),
    )
    known.set(vocabulary, lists)
  }
  return lists
}

/** Writes down what is read and decided while an answer is computed. */
export class Trace {
  readonly roots: TraceNode[] = []
  readonly #open: Open[] = []
  readonly #lists: Lists

  constructor(vocabulary: Vocabulary) {
    this.#lists = listsOf(vocabulary)
  }

  enter(decision: CheckedDecision): void {
    const { article } = decision
    const noted = { fact: new Set<string>(), parameter: new Set<string>(), decision: new Set<string>() }
    this.#open.push({ decision, inputs: [], noted, cells: new Map(), children: [], rule: undefined, article })
  }

  leave(value: Value): void {
    const closed = this.#open.pop()
    if (closed === undefined) return
    const node: TraceNode = {
      decision: closed.decision.name,
      value: this.#plain(value),
      ...unitOf(closed.decision.type),
      inputs: closed.inputs,
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
    const open = this.#open.at(-1)
    if (open === undefined || open.noted[kind].has(name)) return
    open.noted[kind].add(name)
    open.inputs.push(this.#input(kind, name, value, unit.unit, source))
  }

  /** A fact of a row of a list. */
  noteCell(row: RowValue, name: string, value: Value): void {
    const open = this.#open.at(-1)
    if (open === undefined) return
    let noted = open.cells.get(row)
    if (noted === undefined) {
      noted = new Set()
      open.cells.set(row, noted)
    }
    if (noted.has(name)) return
    noted.add(name)
    const list = this.#lists.get(row.list)
    const label = `${list?.label ?? row.list}${row.index + 1}.${name}`
    open.inputs.push(this.#input('fact', label, value, list?.units.get(name), undefined))
  }

  /** Written out case by case: there are hundreds of inputs in a trace, and spreading objects is slow. */
  #input(
    kind: TraceInput['kind'],
    name: string,
    of: Value,
    unit: string | undefined,
    source: string | undefined,
  ): TraceInput {
    const value = this.#plain(of)
    if (source === undefined) return unit === undefined ? { name, value, kind } : { name, value, unit, kind }
    return unit === undefined ? { name, value, kind, source } : { name, value, unit, kind, source }
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
