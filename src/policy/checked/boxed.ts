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
import type { Aggregation, Core, HitPolicy, Table, TableOutput, TableRule } from '#policy/checked/core'
import { checkExpression } from '#policy/checked/expression'
import type { Scope } from '#policy/checked/scope'
import { checkCell } from '#policy/checked/tests'
import { listOf, numberType, type Type } from '#policy/checked/type'
import { parseExpression, parseUnaryTests, type KnownNames, type SyntaxFault } from '#policy/feel/index'
import type { Boxed, DecisionTable } from '#policy/model/index'
import type { SourceText } from '#policy/position'
import { words } from '#policy/words.zh'

/** Makes the place of one text of a model, so that offsets in it become lines and columns of the file. */
export interface BoxedPlace {
  readonly names: KnownNames
  at(text: SourceText, cell?: string): CheckPlace
  atOffset(offset: number): CheckPlace
  declared(typeRef: string | undefined, offset: number): Type | undefined
}

export function checkBoxed(boxed: Boxed, scope: Scope, place: BoxedPlace): Core {
  switch (boxed.kind) {
    case 'literal':
      return checkText(boxed.text, scope, place)
    case 'context':
      return checkBoxedContext(boxed, scope, place)
    case 'table':
      return checkTable(boxed, scope, place)
  }
}

function syntaxProblem(fault: SyntaxFault, place: CheckPlace): Core {
  const at = place.position(fault.from)
  if (fault.kind === 'syntax') problem(place, at, { code: 'syntax', found: fault.found })
  else problem(place, at, { code: 'unsupported-syntax', what: fault.what })
  return broken(at)
}

function checkText(text: SourceText, scope: Scope, place: BoxedPlace, cell?: string): Core {
  const here = place.at(text, cell)
  const parsed = parseExpression(text.text, place.names)
  return parsed.ok ? checkExpression(parsed.value, scope, here) : syntaxProblem(parsed.fault, here)
}

function checkBoxedContext(boxed: Extract<Boxed, { kind: 'context' }>, scope: Scope, place: BoxedPlace): Core {
  const here = place.atOffset(boxed.offset)
  const at = here.position(0)
  const entries: { name: string; value: Core }[] = []
  let inner = scope
  const bound: { binder: ReturnType<typeof binder>; value: Core }[] = []
  for (const entry of boxed.entries) {
    const value = checkBoxed(entry.value, inner, place)
    const type = place.declared(entry.typeRef, boxed.offset)
    if (type !== undefined) uniteOrReport(here, value.at, '=', type, value.type)
    if (entry.name === undefined) {
      // The entry without a name is the result; the others are its local names.
      return bound.reduceRight<Core>((body, { binder: of, value: local }) => {
        return core(body.type, at, { kind: 'let', binder: of, value: local, body })
      }, value)
    }
    const local = binder(here, entry.name, value.type)
    bound.push({ binder: local, value })
    entries.push({ name: entry.name, value: variable(local, value.at) })
    inner = inner.with([[entry.name, { kind: 'variable', binder: local }]])
  }
  const fields = new Map(entries.map((entry) => [entry.name, entry.value.type]))
  const context = core({ kind: 'context', fields }, at, { kind: 'context', entries })
  return bound.reduceRight<Core>((body, { binder: of, value: local }) => {
    return core(body.type, at, { kind: 'let', binder: of, value: local, body })
  }, context)
}

const hitPolicies: ReadonlyMap<string, HitPolicy> = new Map<string, HitPolicy>([
  ['UNIQUE', 'unique'],
  ['ANY', 'any'],
  ['FIRST', 'first'],
  ['PRIORITY', 'priority'],
  ['COLLECT', 'collect'],
])

const aggregations: ReadonlyMap<string | undefined, Aggregation> = new Map<string | undefined, Aggregation>([
  [undefined, 'list'],
  ['SUM', 'sum'],
  ['MIN', 'min'],
  ['MAX', 'max'],
  ['COUNT', 'count'],
])

function checkTable(table: DecisionTable, scope: Scope, place: BoxedPlace): Core {
  const here = place.atOffset(table.offset)
  const at = here.position(0)
  const hitPolicy = hitPolicies.get(table.hitPolicy)
  const aggregation = aggregations.get(table.aggregation)
  if (hitPolicy === undefined || aggregation === undefined) {
    problem(here, at, { code: 'unsupported-hit-policy', found: table.aggregation ?? table.hitPolicy })
    return broken(at)
  }
  const inputs = table.inputs.map((input) => {
    const value = checkText(input.text, scope, place)
    return { binder: binder(here, '?', value.type), value, label: input.label ?? input.text.text.trim() }
  })
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
    return all.reduce<Type>(
      (type, cell) => uniteOrReport(here, cell.at, '=', type, cell.type),
      declared ?? { kind: 'null' },
    )
  })
  const [only] = types
  const one: Type =
    types.length === 1 && only !== undefined
      ? only
      : { kind: 'context', fields: new Map(types.map((type, column) => [outputs[column]?.name ?? '', type])) }
  const checked: Table = { hitPolicy, aggregation, inputs, outputs, rules }
  return core(resultType(checked, one, here), at, { kind: 'table', table: checked })
}

function resultType(table: Table, one: Type, place: CheckPlace): Type {
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
  const parsed = parseUnaryTests(text.text, place.names)
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
  const tests = rule.inputs.flatMap((text, column) => {
    const input = inputs[column]
    if (input === undefined) return []
    const cell = `R${row}C${column + 1}`
    const cellPlace = place.at(text, cell)
    const parsed = parseUnaryTests(text.text, place.names)
    if (!parsed.ok) return [syntaxProblem(parsed.fault, cellPlace)]
    const at = cellPlace.position(0)
    const test = checkCell(parsed.value, variable(input.binder, at), scope, cellPlace, at)
    return test === undefined ? [] : [test]
  })
  const cells = rule.outputs.map((text, column) => checkText(text, scope, place, `R${row}O${column + 1}`))
  return {
    tests,
    outputs: cells,
    annotations: rule.annotations.map((text, index) => ({ name: table.annotationNames[index] ?? words.article, text })),
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
