import type { Day } from '#kernel/day'
import { functionOf, prepare, valueSource } from '#policy/answer/index'
import type { Program, Quotients, Type } from '#policy/checked/index'
import { compilePolicies, type Compilation } from '#policy/compile'
import type { PolicyError } from '#policy/problem'
import { runInSql, type AskSql } from '#policy/tck/sql-case'
import type { TestCase, TestFile } from '#policy/tck/test-file'
import { meets, shown, valueOf } from '#policy/tck/values'
import { convert, type Value } from '#policy/value/index'

/** A model file of the kit. */
export interface KitModel {
  readonly file: string
  readonly text: string
}

/** What became of one expected result. */
export interface KitResult {
  readonly case: string
  readonly node: string
  readonly outcome: 'passed' | 'failed' | 'refused'
  readonly expected: string
  readonly got: string
}

/** Any day: the cases of the kit do not depend on it. */
const someDay = '2024-01-01' as Day // A written-out day in the form that Day has.

/** Problems that mean: this engine does not take such a model. Every other problem is a null of the standard. */
const refusals: readonly PolicyError['problem']['code'][] = [
  'xml-malformed',
  'not-dmn',
  'unsupported-element',
  'unsupported-syntax',
  'unsupported-hit-policy',
  'too-deep',
  'too-long',
]

/** The model that a test names and those that it imports, however far, out of the ones beside it. */
export function modelsOf(file: TestFile, beside: readonly KitModel[]): readonly KitModel[] {
  const found = beside.filter((model) => model.file === file.modelName)
  // The list grows while it is walked: what an imported model imports comes too.
  for (const model of found) {
    for (const other of beside) {
      const namespace = /\bnamespace="([^"]*)"/.exec(other.text)?.[1]
      const named = /<(?:\w+:)?import\b/.test(model.text) && model.text.includes(`namespace="${namespace}"`)
      if (named && !found.includes(other)) found.push(other)
    }
  }
  return found
}

/** The models of a test compiled to the letter of the standard: the tested one first, then those it imports. */
export function compileKit(models: readonly KitModel[], quotients: Quotients): Compilation {
  const sources = models.map(({ file, text }) => ({ folder: '', file, text, kind: 'dmn' as const }))
  return compilePolicies(sources, { semantics: 'standard', quotients })
}

/** Runs every case of a test file on the `answer` back end. */
export function runOnAnswer(compilation: Compilation, file: TestFile): readonly KitResult[] {
  return eachResult(compilation, file, (program, testCase, node) => {
    const values = inputsOf(program, testCase)
    if (testCase.invocable !== undefined) return { value: invoked(program, testCase.invocable, values, node) }
    const prepared = prepare(program, [node])
    const { raw } = prepared.run(valueSource(values), { day: someDay, trace: false })
    return { value: raw.get(node) ?? null }
  })
}

/** Runs every case on the SQL back end. `ask` runs one SELECT of a single row and gives its JSON values by column. */
export async function runOnSql(
  compilation: Compilation,
  file: TestFile,
  ask: AskSql,
  folds: boolean,
): Promise<readonly KitResult[]> {
  const results: KitResult[] = []
  for (const testCase of file.cases) {
    for (const expected of testCase.results) {
      const one: TestFile = { ...file, cases: [{ ...testCase, results: [expected] }] }
      const found: { value?: Value; refused?: string; error?: string } = {}
      if (compilation.ok && !isRefused(compilation.warnings, expected.name)) {
        const { program } = compilation.policies
        Object.assign(
          found,
          await runInSql(
            program,
            { testCase, node: expected.name, day: someDay, folds },
            inputsOf(program, testCase),
            ask,
          ),
        )
      }
      results.push(...eachResult(compilation, one, () => found))
    }
  }
  return results
}

type Found = { readonly value?: Value; readonly refused?: string; readonly error?: string }

function isRefused(warnings: readonly PolicyError[], node: string): boolean {
  return warnings.some(
    ({ decision, problem }) => refusals.includes(problem.code) && (decision === undefined || decision === node),
  )
}

function eachResult(
  compilation: Compilation,
  file: TestFile,
  run: (program: Program, testCase: TestCase, node: string) => Found,
): readonly KitResult[] {
  return file.cases.flatMap((testCase) =>
    testCase.results.map((wanted): KitResult => {
      const expected = wanted.expected === undefined ? null : valueOf(wanted.expected)
      const about = { case: testCase.id, node: wanted.name, expected: shown(expected) }
      if (!compilation.ok) return { ...about, outcome: 'refused', got: 'the model does not compile' }
      if (isRefused(compilation.warnings, wanted.name))
        return { ...about, outcome: 'refused', got: 'an unsupported element' }
      const { program } = compilation.policies
      const known = testCase.invocable !== undefined || program.decisions.has(wanted.name)
      const found: Found = known ? run(program, testCase, wanted.name) : { value: null }
      if (found.refused !== undefined) return { ...about, outcome: 'refused', got: found.refused }
      if (found.error !== undefined) return { ...about, outcome: 'failed', got: found.error }
      const value = found.value ?? null
      return { ...about, outcome: meets(value, expected) ? 'passed' : 'failed', got: shown(value) }
    }),
  )
}

/** The given inputs, each brought to the type that the model declares. */
function inputsOf(program: Program, testCase: TestCase): ReadonlyMap<string, Value> {
  const types = new Map<string, Type>(program.vocabulary.facts.map((fact) => [fact.column, fact.type]))
  const values = new Map<string, Value>()
  for (const input of testCase.inputs) {
    const value = valueOf(input.value)
    for (const column of [input.name, `${input.namespace ?? ''}#${input.name}`]) {
      const type = types.get(column)
      values.set(column, type === undefined ? value : convert(value, type))
    }
  }
  return values
}

/** A business knowledge model or decision service called with the inputs of the case. */
function invoked(program: Program, name: string, values: ReadonlyMap<string, Value>, node: string): Value {
  if (!program.functions.has(name)) return null
  const called = functionOf(program, name, { day: someDay, trace: false })
  const value = called.call(called.parameters.map((parameter) => values.get(parameter) ?? null))
  const several = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'context'
  return several ? (value.fields.get(node) ?? value) : value
}
