import { answerProgram, heaviest, weightOf, type Answer, type HouseholdRow } from '#policy/answer/index'
import { checkModels, printType, type Program, type Quotients, type Semantics, type Type } from '#policy/checked/index'
import type { Day } from '#kernel/day'
import { never } from '#kernel/day'
import { describeInEnglish, placeInEnglish } from '#policy/messages.en'
import { describeInChinese, placeInChinese } from '#policy/messages.zh'
import { modelFromXml, parametersFromYaml, type Model, type Parameter } from '#policy/model/index'
import { inOrder, report, type PolicyError, type ProblemPlace, type ProblemSink } from '#policy/problem'
import { duckdbSql, type SqlRequest, type SqlResult } from '#policy/sql/index'
import { withEffort } from '#policy/value/index'
import { emptyVocabulary, type Vocabulary } from '#policy/vocabulary'

/** A policy file. `standards` is YAML, of which only `parameters` is read; `dmn` is DMN 1.1 to 1.5. */
export interface PolicySource {
  readonly folder: string
  readonly file: string
  readonly text: string
  readonly kind: 'dmn' | 'standards'
}

export interface DecisionSummary {
  readonly folder: string
  readonly file: string
  readonly name: string
  /** FEEL's name of the type; a unit follows a number's. */
  readonly type: string
  readonly unit?: string
  readonly description?: string
}

/** One row of a standard as people read it. */
export interface ParameterSummary {
  readonly folder: string
  readonly file: string
  readonly name: string
  readonly unit?: string
  readonly division: string
  /** Dimension → its value, such as 户口性质 → 城镇. */
  readonly dimensions: Readonly<Record<string, string>>
  readonly value: string
  readonly from: Day
  /** Exclusive; absent while open. */
  readonly until?: Day
  readonly document: string
  readonly source: string
}

/** A set of policies that compiled without a single error. */
export interface Policies {
  readonly decisions: readonly DecisionSummary[]
  readonly parameters: readonly ParameterSummary[]
  /** The DMN files as read, for people to look at. */
  readonly models: readonly Model[]
  readonly program: Program
}

export type Compilation =
  /** Warnings are for standard DMN alone; a policy with a problem does not compile. */
  | { readonly ok: true; readonly policies: Policies; readonly warnings: readonly PolicyError[] }
  | { readonly ok: false; readonly errors: readonly PolicyError[] }

export interface CompileOptions {
  /** What may be asked of a row; without it only what the models bring. */
  readonly vocabulary?: Vocabulary
  readonly semantics?: Semantics
  /** Policies round; standard DMN does not unless SQL is to give the same. */
  readonly quotients?: Quotients
}

/** Every file of a set of policies, checked together. Nothing runs that has a single error. */
export function compilePolicies(sources: readonly PolicySource[], options: CompileOptions = {}): Compilation {
  const { vocabulary = emptyVocabulary, semantics = 'policy' } = options
  const { quotients = semantics === 'policy' ? 'rounded' : 'full' } = options
  const errors: PolicyError[] = []
  const models: Model[] = []
  const parameters = new Map<string, Parameter>()
  for (const source of sources) {
    const sink: ProblemSink = { folder: source.folder, file: source.file, errors }
    if (source.kind === 'dmn') {
      const model = modelFromXml(source.text, sink)
      if (model !== undefined) models.push(model)
      continue
    }
    for (const parameter of parametersFromYaml(source.text, sink)) {
      const position = parameter.rows[0]?.at ?? { line: 1, column: 1 }
      if (parameters.has(parameter.name)) report(sink, position, { code: 'duplicate-name', name: parameter.name })
      parameters.set(parameter.name, parameter)
    }
  }
  // Standard DMN runs what can be run: a mistake inside an expression is null there, and only a warning.
  const fatal = semantics === 'policy' ? errors : errors.filter((error) => error.problem.code === 'xml-malformed')
  const checked = bounded(() => checkModels({ models, parameters, semantics, vocabulary, errors }))
  const isDeep = (): boolean => [...(checked?.decisions.values() ?? [])].some((one) => weightOf(one.core) > heaviest)
  if (checked === undefined || (bounded(isDeep) ?? true)) {
    const { folder, file } = sources[0] ?? { folder: '', file: '' }
    report({ folder, file, errors }, { line: 1, column: 1 }, { code: 'too-much' })
    return { ok: false, errors: inOrder(errors) }
  }
  if (fatal.length > 0) return { ok: false, errors: inOrder(errors) }
  const { decisions, functions, inputs } = checked
  const program: Program = {
    semantics,
    quotients,
    vocabulary: { ...vocabulary, facts: [...vocabulary.facts, ...inputFacts(inputs)] },
    decisions,
    functions,
    parameters,
  }
  return { ok: true, policies: summarise(program, models), warnings: inOrder(errors) }
}

/** Expressions and types that a set of models may come to when its calls are spelled out: some seconds. */
const mostChecked = 1_000_000

/** Undefined when there is no end to it: a few lines that double each other spell out more than any memory holds. */
function bounded<T>(compute: () => T): T | undefined {
  try {
    return withEffort(mostChecked, compute, () => undefined)
  } catch (error) {
    // The stack, whose end no other sign announces.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Input data that no vocabulary knows is read by its name. */
function inputFacts(inputs: ReadonlyMap<string, Type>): Vocabulary['facts'] {
  return [...inputs].map(([name, type]) => ({ name, column: name, type }))
}

function unitOf(type: Type): { readonly unit?: string } {
  return type.kind === 'number' && type.unit !== undefined && type.unit !== '' ? { unit: type.unit } : {}
}

function summarise(program: Program, models: readonly Model[]): Policies {
  return {
    decisions: [...program.decisions.values()].map((decision) => ({
      folder: decision.folder,
      file: decision.file,
      name: decision.name,
      type: printType(decision.type),
      ...unitOf(decision.type),
      ...(decision.description === undefined ? {} : { description: decision.description }),
    })),
    parameters: [...program.parameters.values()].flatMap((parameter) =>
      parameter.rows.map((row) => ({
        folder: parameter.folder,
        file: parameter.file,
        name: parameter.name,
        ...(parameter.unit === undefined ? {} : { unit: parameter.unit }),
        division: row.division,
        dimensions: Object.fromEntries(
          parameter.by.map((dimension, index) => [dimension, row.dimensions[index] ?? '']),
        ),
        value: String(row.value),
        from: row.from,
        ...(row.until === never ? {} : { until: row.until }),
        document: row.document,
        source: row.source,
      })),
    ),
    models,
    program,
  }
}

/** The values of the named decisions for one household, with their reasons. Throws on a name that does not exist. */
export function answer(policies: Policies, decisionNames: readonly string[], row: HouseholdRow, day: Day): Answer {
  return answerProgram(policies.program, decisionNames, row, day)
}

/** One SELECT that gives the named decisions for every household of a relation; refuses rather than be wrong. */
export function toSql(policies: Policies, request: SqlRequest): SqlResult {
  return duckdbSql(policies.program, request)
}

/** An error as a line of text. */
export function describePolicyError(error: PolicyError, language: 'zh' | 'en' = 'zh'): string {
  return language === 'zh' ? describeInChinese(error) : describeInEnglish(error)
}

/** What stands before the text of an error, for errors in policy files that are not the engine's. */
export function describePlace(place: ProblemPlace, language: 'zh' | 'en'): string {
  return language === 'zh' ? placeInChinese(place) : placeInEnglish(place)
}
