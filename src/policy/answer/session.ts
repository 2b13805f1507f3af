import type { Day } from '#kernel/day'
import { chooseRow, rowsInForce } from '#policy/answer/parameter'
import { columnUnit, readCell, type HouseholdRow } from '#policy/answer/row'
import type { TraceInput, TraceNode } from '#policy/answer/trace'
import { Decimal, isUnknown, toPlain, unknown, type RowValue, type Value } from '#policy/answer/value'
import { columnOf, type Binder, type CheckedDecision, type Core, type Program, type Type } from '#policy/checked/index'
import type { ParameterRow } from '#policy/model/index'
import { words } from '#policy/words.zh'

interface Frame {
  readonly decision: CheckedDecision
  readonly inputs: Map<string, TraceInput>
  readonly children: TraceNode[]
  rule: { readonly row: number; readonly annotation: string } | undefined
  article: string | undefined
}

type Evaluate = (of: Core, session: Session) => Value

/** One household on one day: what has been computed, what is bound, and what the decision at hand has read. */
export class Session {
  readonly day: Day
  readonly roots: TraceNode[] = []
  readonly #program: Program
  readonly #row: HouseholdRow
  readonly #cells: Readonly<Record<string, unknown>>
  readonly #evaluate: Evaluate
  readonly #bound: Value[] = []
  readonly #values = new Map<string, Value>()
  readonly #frames: Frame[] = []
  readonly #inForce = new Map<string, readonly ParameterRow[]>()

  constructor(program: Program, row: HouseholdRow, day: Day, evaluate: Evaluate) {
    this.#program = program
    this.#row = row
    this.#cells = row
    this.day = day
    this.#evaluate = evaluate
  }

  bind(binder: Binder, value: Value): void {
    this.#bound[binder.id] = value
  }

  read(binder: Binder): Value {
    return this.#bound[binder.id] ?? unknown()
  }

  fact(column: string, name: string): Value {
    if (column === 'members' || column === 'obligors') {
      return this.#row[column].map((cells, index): RowValue => ({ kind: 'row', list: column, index, cells }))
    }
    const value = readCell('household', column, this.#cells[column], { kind: 'fact', name })
    this.#noteFact(name, value, columnUnit('household', column))
    return value
  }

  cell(row: RowValue, column: string, name: string): Value {
    const missing = { kind: 'fact', name, list: row.list, index: row.index } as const
    const value = readCell(row.list, column, row.cells[column], missing)
    const list = row.list === 'members' ? words.members : words.obligors
    this.#noteFact(`${list}${row.index + 1}.${name}`, value, columnUnit(row.list, column))
    return value
  }

  parameter(name: string, given: readonly Value[]): Value {
    const parameter = this.#program.parameters.get(name)
    if (parameter === undefined) throw new Error(`No parameter ${name}`)
    const waiting = [...given]
    const values = parameter.by.map((dimension): Value => {
      const column = columnOf.household.get(dimension)
      return column === undefined ? (waiting.shift() ?? unknown()) : this.fact(column, dimension)
    })
    const division = this.#row.division
    const dimensions = values.map((value) => (typeof value === 'string' ? value : undefined))
    let inForce = this.#inForce.get(name)
    if (inForce === undefined) {
      inForce = rowsInForce(parameter, this.day)
      this.#inForce.set(name, inForce)
    }
    const choice = chooseRow(inForce, typeof division === 'string' ? division : undefined, dimensions)
    if (choice.kind === 'needs') {
      if (choice.dimension === 'division') return this.fact('division', divisionName)
      const value = values[choice.dimension]
      return value !== undefined && isUnknown(value) ? value : unknown()
    }
    if (choice.kind === 'none') return unknown([{ kind: 'parameter', name }])
    const { value: written, document } = choice.row
    const value: Value = parameter.type === 'number' ? new Decimal(String(written)) : written
    this.#note({
      name: [name, ...given.filter((argument) => typeof argument === 'string')].join(' '),
      value: toPlain(value),
      ...(parameter.unit === undefined ? {} : { unit: parameter.unit }),
      kind: 'parameter',
      source: document,
    })
    return value
  }

  decision(name: string): Value {
    const decision = this.#program.decisions.get(name)
    if (decision === undefined) throw new Error(`No decision ${name}`)
    let value = this.#values.get(name)
    if (value === undefined) {
      const frame: Frame = { decision, inputs: new Map(), children: [], rule: undefined, article: decision.article }
      this.#frames.push(frame)
      value = this.#evaluate(decision.core, this)
      this.#frames.pop()
      this.#values.set(name, value)
      const node = traceNode(frame, value)
      const above = this.#frames.at(-1)
      if (above === undefined) this.roots.push(node)
      else above.children.push(node)
    }
    this.#note({ name, value: inputValue(value), ...unitOf(decision.type), kind: 'decision' })
    return value
  }

  noteRule(rule: { readonly row: number; readonly annotation: string }, article: string | undefined): void {
    const frame = this.#frames.at(-1)
    if (frame === undefined) return
    frame.rule = rule
    if (article !== undefined && article !== '') frame.article = article
  }

  #noteFact(name: string, value: Value, unit: string | undefined): void {
    this.#note({ name, value: toPlain(value), ...(unit === undefined ? {} : { unit }), kind: 'fact' })
  }

  #note(input: TraceInput): void {
    this.#frames.at(-1)?.inputs.set(`${input.kind} ${input.name}`, input)
  }
}

const divisionName = [...columnOf.household].find(([, column]) => column === 'division')?.[0] ?? 'division'

function unitOf(type: Type): { readonly unit?: string } {
  return type.kind === 'number' && type.unit !== undefined && type.unit !== '' ? { unit: type.unit } : {}
}

/** A list of rows is told by its numbers: who was counted, not everything about them. */
function inputValue(value: Value): TraceInput['value'] {
  if (!Array.isArray(value)) return toPlain(value)
  return value.map((item) => {
    const isRow = typeof item === 'object' && 'kind' in item && item.kind === 'row'
    return isRow ? `${item.list === 'members' ? words.members : words.obligors}${item.index + 1}` : toPlain(item)
  })
}

function traceNode(frame: Frame, value: Value): TraceNode {
  return {
    decision: frame.decision.name,
    value: inputValue(value),
    ...unitOf(frame.decision.type),
    inputs: [...frame.inputs.values()],
    ...(frame.rule === undefined ? {} : { rule: frame.rule }),
    ...(frame.article === undefined ? {} : { article: frame.article }),
    expressionText: frame.decision.text,
    children: frame.children,
  }
}
