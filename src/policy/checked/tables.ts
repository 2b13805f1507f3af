import {
  binder,
  broken,
  core,
  expectKind,
  problem,
  uniteOrReport,
  variable,
  type CheckPlace,
} from '#policy/checked/check'
import { checkText, namesIn, syntaxProblem, type BoxedPlace } from '#policy/checked/texts'
import { converted } from '#policy/checked/convert'
import type { Aggregation, Core, HitPolicy, Table, TableInput, TableOutput, TableRule } from '#policy/checked/core'
import { checkExpression } from '#policy/checked/expression'
import type { Scope } from '#policy/checked/scope'
import { analyseTable } from '#policy/checked/table-analysis'
import { checkCell } from '#policy/checked/tests'
import { listOf, nullType, numberType, type Type } from '#policy/checked/type'
import { parseUnaryTests } from '#policy/feel/index'
import type { DecisionTable } from '#policy/model/index'
import type { SourceText } from '#policy/position'

const hitPolicies: ReadonlyMap<string, HitPolicy> = new Map<string, HitPolicy>([
  ['UNIQUE', 'unique'],
  ['ANY', 'any'],
  ['FIRST', 'first'],
  ['PRIORITY', 'priority'],
  ['RULE ORDER', 'rule-order'],
  ['OUTPUT ORDER', 'output-order'],
  ['COLLECT', 'collect'],
])

const aggregations: ReadonlyMap<string | undefined, Aggregation> = new Map<string | undefined, Aggregation>([
  [undefined, 'list'],
  ['SUM', 'sum'],
  ['MIN', 'min'],
  ['MAX', 'max'],
  ['COUNT', 'count'],
])

/** Checks a decision table (DMN 1.5, 8). A policy's table is also searched for overlaps and gaps. */
export function checkTable(table: DecisionTable, scope: Scope, place: BoxedPlace): Core {
  const here = place.atOffset(table.offset)
  const at = here.position(0)
  const hitPolicy = hitPolicies.get(table.hitPolicy)
  const aggregation = aggregations.get(table.aggregation)
  if (hitPolicy === undefined || aggregation === undefined) {
    problem(here, at, { code: 'unsupported-hit-policy', found: table.aggregation ?? table.hitPolicy })
    return broken(at)
  }
  const before = here.sink.errors.length
  const inputs = table.inputs.map((input) => checkInput(input, scope, place))
  const outputs = table.outputs.map((output, index): TableOutput => {
    const values = output.values === undefined ? [] : listed(output.values, scope, place, `O${index + 1}`)
    const otherwise = output.otherwise === undefined ? undefined : checkText(output.otherwise, scope, place)
    return { name: output.name, values, otherwise }
  })
  const rules = table.rules.map((rule, index) => checkRule(rule, index + 1, table, inputs, outputs, scope, place))
  const types = outputs.map((output, column) => {
    const cells = rules.flatMap((rule) => rule.outputs.slice(column, column + 1))
    const all = output.otherwise === undefined ? cells : [...cells, output.otherwise]
    const declared = place.declared(table.outputs[column]?.typeRef, table.outputs[column]?.offset ?? table.offset)
    const start = here.semantics === 'policy' ? (declared ?? nullType) : nullType
    return all.reduce<Type>((type, cell) => uniteOrReport(here, cell.at, '=', type, cell.type), start)
  })
  const [only] = types
  const one: Type =
    types.length === 1 && only !== undefined
      ? only
      : { kind: 'context', fields: new Map(types.map((type, column) => [outputs[column]?.name ?? '', type])) }
  const checked: Table = { hitPolicy, aggregation, inputs, outputs, rules }
  const sound = here.sink.errors.length === before
  if (here.semantics === 'policy' && sound) analyseTable(checked, table, here)
  return core(resultType(checked, one, here), at, { kind: 'table', table: checked })
}

function checkInput(input: DecisionTable['inputs'][number], scope: Scope, place: BoxedPlace): TableInput {
  const written = checkText(input.text, scope, place)
  const here = place.at(input.text)
  const value =
    here.semantics === 'policy' ? written : converted(written, place.declared(input.typeRef, input.offset), here)
  const local = binder(here, '?', value.type)
  const label = input.label ?? input.text.text.trim()
  if (input.values === undefined || input.values.text.trim() === '')
    return { binder: local, value, label, allowed: undefined }
  const valuesPlace = place.at(input.values)
  const parsed = parseUnaryTests(input.values.text, namesIn(scope, place))
  if (!parsed.ok) return { binder: local, value, label, allowed: syntaxProblem(parsed.fault, valuesPlace) }
  const at = valuesPlace.position(0)
  return { binder: local, value, label, allowed: checkCell(parsed.value, variable(local, at), scope, valuesPlace, at) }
}

function resultType(table: Table, one: Type, place: CheckPlace): Type {
  if (table.hitPolicy === 'rule-order' || table.hitPolicy === 'output-order') return listOf(one)
  if (table.hitPolicy !== 'collect') return one
  if (table.aggregation === 'list') return listOf(one)
  if (table.aggregation === 'count') return numberType
  if (table.aggregation === 'sum') {
    for (const rule of table.rules) for (const output of rule.outputs) expectKind(place, output, 'number')
  }
  return one
}

/** The values of a list of output values, in their order. */
function listed(text: SourceText, scope: Scope, place: BoxedPlace, cell: string): Core[] {
  const here = place.at(text, cell)
  const parsed = parseUnaryTests(text.text, namesIn(scope, place))
  if (!parsed.ok) return [syntaxProblem(parsed.fault, here)]
  if (parsed.value.kind === 'any') return []
  return parsed.value.tests.map((test) => checkExpression(test.value, scope, here))
}

function checkRule(
  rule: DecisionTable['rules'][number],
  row: number,
  table: DecisionTable,
  inputs: Table['inputs'],
  outputs: readonly TableOutput[],
  scope: Scope,
  place: BoxedPlace,
): TableRule {
  const here = place.atOffset(rule.offset)
  const [wanted, found] = [inputs.length + outputs.length, rule.inputs.length + rule.outputs.length]
  if (wanted !== found || rule.inputs.length !== inputs.length) {
    problem(here, here.position(0), { code: 'cell-count', expected: wanted, found })
  }
  const tests = rule.inputs.map((text, column): Core => {
    const input = inputs[column]
    const cellPlace = place.at(text, `R${row}C${column + 1}`)
    const at = cellPlace.position(0)
    const always = core({ kind: 'boolean' }, at, { kind: 'boolean', value: true })
    if (input === undefined) return always
    const parsed = parseUnaryTests(text.text, namesIn(scope, place))
    if (!parsed.ok) return syntaxProblem(parsed.fault, cellPlace)
    return checkCell(parsed.value, variable(input.binder, at), scope, cellPlace, at) ?? always
  })
  const cells = rule.outputs.map((text, column) => {
    const cell = `R${row}O${column + 1}`
    if (text.text.trim() !== '-') return checkText(text, scope, place, cell)
    // An output that a rule leaves open has no value.
    return core(nullType, place.at(text, cell).position(0), { kind: 'null' })
  })
  return {
    tests,
    outputs: cells,
    annotations: rule.annotations.map((text, index) => ({
      name: table.annotationNames[index] ?? here.vocabulary.citations.column,
      text,
    })),
    ranks: cells.map((cell, column) => rank(cell, outputs[column])),
  }
}

/** The place of an output in the list of output values; what is not listed is weakest. */
function rank(cell: Core, output: TableOutput | undefined): number {
  const values = output?.values ?? []
  const index = values.findIndex((value) => {
    if (value.kind === 'string' && cell.kind === 'string') return value.value === cell.value
    if (value.kind === 'number' && cell.kind === 'number') return Number(value.text) === Number(cell.text)
    return value.kind === 'boolean' && cell.kind === 'boolean' && value.value === cell.value
  })
  return index === -1 ? values.length : index
}
