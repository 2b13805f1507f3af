import { parse } from 'yaml'
import { householdColumns, listNames, memberColumns, noneOf, obligorColumns, type ColumnDefinition } from '#facts'
import { day, type Day } from '#kernel/day'
import {
  answer,
  withParameterValues,
  type Answer,
  type Cell,
  type HouseholdRow,
  type MissingFact,
  type PlainValue,
  type Policies,
} from '#policy'
import { defaultPolicyFolder, type PolicyFile, readPolicyFiles } from '#policy-files/read'
import { vocabulary } from '#policy-files/vocabulary.zh'
import { exampleWords, valueText } from '#policy-files/words.zh'

/** A household that somebody has worked out by hand. Facts that it does not state are "none". */
export interface Example {
  readonly folder: string
  readonly name: string
  readonly clause: string
  readonly day: Day
  readonly row: HouseholdRow
  readonly parameters: Readonly<Record<string, string>>
  readonly expect: Readonly<Record<string, PlainValue>>
  /** When given: exactly what the unknown decisions wait for, such as `成员1.月均工资`. */
  readonly missing: readonly string[] | undefined
}

type Columns = Readonly<Record<string, ColumnDefinition>>

function record(of: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof of !== 'object' || of === null || Array.isArray(of)) throw new Error(`${what} is not a mapping`)
  // A mapping of YAML has text keys; its values are checked one by one.
  return of as Readonly<Record<string, unknown>>
}

function items(of: unknown): readonly unknown[] {
  return Array.isArray(of) ? of : []
}

function scalar(of: unknown, what: string): string | boolean {
  if (typeof of === 'boolean' || typeof of === 'string') return of
  if (typeof of === 'number') return String(of)
  throw new Error(`${what} is not a value`)
}

function cell(column: ColumnDefinition, written: unknown): Cell {
  if (written === undefined) return column.type === 'boolean' ? false : noneOf[column.type]
  if (written === exampleWords.unknown) return null
  const value = scalar(written, column.zh)
  return column.type === 'boolean' ? value === true || value === 'true' : String(value)
}

function rowOf(columns: Columns, written: Readonly<Record<string, unknown>>, what: string): Record<string, Cell> {
  const known = new Set(Object.values(columns).map((column) => column.zh))
  for (const name of Object.keys(written)) if (!known.has(name)) throw new Error(`${what} has no column ${name}`)
  return Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, cell(column, written[column.zh])]))
}

function exampleFrom(folder: string, written: unknown): Example {
  const given = record(written, `an example of ${folder}`)
  const name = String(scalar(given['name'], 'name'))
  const row = (columns: Columns) => (of: unknown) => rowOf(columns, record(of, name), name)
  const household = row(householdColumns)(given[exampleWords.household] ?? {})
  const expected = Object.entries(record(given['expect'], name))
  const missing = given['missing']
  return {
    folder,
    name,
    clause: String(scalar(given['clause'], 'clause')),
    day: day(String(scalar(given['day'], 'day'))),
    row: {
      ...household,
      householdId: name,
      division: String(scalar(given['division'], 'division')),
      members: items(given[listNames.members]).map(row(memberColumns)),
      obligors: items(given[listNames.obligors]).map(row(obligorColumns)),
    },
    parameters: Object.fromEntries(
      Object.entries(record(given['parameters'] ?? {}, name)).map(([key, value]) => [key, String(scalar(value, key))]),
    ),
    expect: Object.fromEntries(
      expected.map(([key, value]) => [key, value === exampleWords.unknown ? null : scalar(value, key)]),
    ),
    missing: missing === undefined ? undefined : items(missing).map(String),
  }
}

const examplesFile = 'examples.yaml'

/** The worked examples among some policy files. Throws on a file that cannot be read as such. */
export function examplesOf(files: readonly PolicyFile[]): readonly Example[] {
  return files
    .filter(({ file }) => file === examplesFile)
    .flatMap(({ folder, file, text }) => {
      const document: unknown = parse(text, { version: '1.2', schema: 'core' })
      return items(record(document, `${folder}/${file}`)['examples']).map((written) => exampleFrom(folder, written))
    })
}

/** The worked examples of every policy folder. Throws on a file that cannot be read as such. */
export function loadExamples(root: string = defaultPolicyFolder): readonly Example[] {
  return examplesOf(readPolicyFiles(root))
}

export function answerExample(policies: Policies, example: Example): Answer {
  const given = withParameterValues(policies, example.parameters)
  return answer(given, Object.keys(example.expect), example.row, example.day)
}

export interface Deviation {
  readonly decision: string
  readonly expected: PlainValue
  readonly found: PlainValue
}

/** How a missing fact is written in an examples file and on a screen. */
export function missingLabel(missing: MissingFact): string {
  if (missing.list === undefined || missing.index === undefined) return missing.name
  const label = vocabulary.lists.find((list) => list.column === missing.list)?.label ?? missing.list
  return `${label}${missing.index + 1}.${missing.name}`
}

/** Where the answer is not what the example expects; empty when all is well. */
export function deviations(policies: Policies, example: Example): readonly Deviation[] {
  const { values, missing } = answerExample(policies, example)
  const found = Object.entries(example.expect)
    .map(([decision, expected]) => ({ decision, expected, found: values[decision] ?? null }))
    .filter((line) => line.expected !== line.found)
  if (example.missing === undefined) return found
  const labels = missing.map(missingLabel).sort()
  const expected = [...example.missing].sort()
  return JSON.stringify(labels) === JSON.stringify(expected)
    ? found
    : [...found, { decision: 'missing', expected, found: labels }]
}

/** What became of one expectation of an example. */
export interface Outcome {
  readonly decision: string
  /** Both as people read them: 是, 未知, 980. */
  readonly expected: string
  readonly found: string
  readonly passed: boolean
}

/** Worked examples with what each expects and what the policies say. */
export function runExamples(
  policies: Policies,
  examples: readonly Example[],
): readonly (Example & { readonly outcomes: readonly Outcome[] })[] {
  return examples.map((example) => {
    const { values } = answerExample(policies, example)
    const outcomes = Object.entries(example.expect).map(([decision, expected]) => {
      const found = values[decision] ?? null
      return { decision, expected: valueText(expected), found: valueText(found), passed: expected === found }
    })
    return { ...example, outcomes }
  })
}
