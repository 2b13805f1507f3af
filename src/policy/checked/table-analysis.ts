import { problem, type CheckPlace } from '#policy/checked/check'
import type { Core, Table } from '#policy/checked/core'
import { holdsIn, regionsOf, type Region } from '#policy/checked/table-regions'
import type { DecisionTable } from '#policy/model/index'

/** Enough for any table that people can read; a larger one is not searched to the end. */
const mostSteps = 200_000
const mostCells = 4_000_000

interface Column {
  readonly label: string
  readonly regions: readonly Region[]
  /** For each rule and region: whether the test holds; undefined when that cannot be told. */
  readonly holds: readonly (readonly (boolean | undefined)[])[]
}

/**
 * Searches a policy's table for rules of U that overlap, rules of A that contradict each other, and inputs that no rule
 * of a single-hit table without a default covers (after Calvanese et al., Semantics and analysis of DMN decision
 * tables, 2016; each column is cut into the regions that its cells can tell apart).
 */
export function analyseTable(table: Table, written: DecisionTable, place: CheckPlace): void {
  // Of an input without a type (a parameter of a function that nobody has called yet) there is nothing to say.
  if (table.inputs.some((input) => input.value.type.kind === 'any')) return
  // Each column has up to two regions a rule.
  if (table.rules.length ** 2 * 2 * table.inputs.length > mostCells) return
  const columns = columnsOf(table, written, place)
  if (table.hitPolicy === 'unique' || table.hitPolicy === 'any') noteOverlaps(table, columns, place)
  const single = ['unique', 'any', 'first', 'priority'].includes(table.hitPolicy)
  const open = table.outputs.some((output) => output.otherwise === undefined)
  if (single && open) noteGap(table, columns, place)
}

/** One column for each different input expression: two columns over one input must agree. */
function columnsOf(table: Table, written: DecisionTable, place: CheckPlace): readonly Column[] {
  const groups = new Map<string, number[]>()
  written.inputs.forEach((input, index) => {
    const text = input.text.text.trim()
    groups.set(text, [...(groups.get(text) ?? []), index])
  })
  return [...groups.values()].flatMap((indexes) => {
    const inputs = indexes.flatMap((index) => table.inputs[index] ?? [])
    const [first] = inputs
    if (first === undefined) return []
    const binders = new Set(inputs.map((input) => input.binder.id))
    const tests = table.rules.map((rule) => indexes.flatMap((index) => rule.tests[index] ?? []))
    const limits = inputs.flatMap((input) => input.allowed ?? [])
    const all = regionsOf(first, [...tests.flat(), ...limits], binders, place.vocabulary)
    const regions = all.filter((region) => limits.every((limit) => holdsIn(limit, region, binders) !== false))
    const holds = tests.map((cells) =>
      regions.map((region) => all3(cells.map((cell) => holdsIn(cell, region, binders)))),
    )
    return [{ label: first.label, regions, holds }]
  })
}

function all3(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(false)) return false
  return parts.includes(undefined) ? undefined : true
}

function noteOverlaps(table: Table, columns: readonly Column[], place: CheckPlace): void {
  let steps = 0
  table.rules.forEach((rule, second) => {
    for (let first = 0; first < second && steps < mostCells * 10; first += 1) {
      steps += columns.reduce((sum, column) => sum + column.regions.length, 0)
      const shared = columns.map((column) =>
        column.regions.findIndex(
          (_, region) => column.holds[first]?.[region] === true && column.holds[second]?.[region] === true,
        ),
      )
      if (shared.includes(-1)) continue
      const other = table.rules[first]
      if (table.hitPolicy === 'any' && other !== undefined && !contradict(other.outputs, rule.outputs)) continue
      const example = exampleOf(columns, shared)
      const [at] = rule.outputs
      if (at !== undefined)
        problem(place, at.at, { code: 'table-overlap', first: first + 1, second: second + 1, example })
    }
  })
}

/** Whether two rows of literals differ; other outputs are compared when they are computed. */
function contradict(left: readonly Core[], right: readonly Core[]): boolean {
  return left.some((cell, index) => {
    const other = right[index]
    if (other === undefined) return false
    if (cell.kind === 'string' && other.kind === 'string') return cell.value !== other.value
    if (cell.kind === 'number' && other.kind === 'number') return Number(cell.text) !== Number(other.text)
    return cell.kind === 'boolean' && other.kind === 'boolean' && cell.value !== other.value
  })
}

function noteGap(table: Table, columns: readonly Column[], place: CheckPlace): void {
  const covered = new Set<string>()
  let steps = 0
  const path: number[] = []
  /** The path to an input that none of these rules covers. */
  const search = (depth: number, rules: readonly number[]): boolean => {
    if (rules.length === 0) return true
    const column = columns[depth]
    if (column === undefined) return false
    const state = `${depth} ${rules.join(',')}`
    steps += 1
    if (covered.has(state) || steps > mostSteps) return false
    for (const [index] of column.regions.entries()) {
      // A test that cannot be told may hold: no gap is claimed there.
      const left = rules.filter((rule) => column.holds[rule]?.[index] !== false)
      path.push(index)
      if (search(depth + 1, left)) return true
      path.pop()
    }
    covered.add(state)
    return false
  }
  if (!search(0, [...table.rules.keys()])) return
  const example = exampleOf(columns, path)
  const [first] = table.rules
  const at = first?.outputs[0]?.at ?? table.inputs[0]?.value.at ?? place.position(0)
  problem(place, at, { code: 'table-gap', example })
}

function exampleOf(columns: readonly Column[], path: readonly number[]): string {
  return columns
    .flatMap((column, index) => {
      const region = column.regions[path[index] ?? 0]
      return region === undefined ? [] : [`${column.label} = ${region.example}`]
    })
    .join(', ')
}
