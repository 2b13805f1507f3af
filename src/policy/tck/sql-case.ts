import type { Day } from '#kernel/day'
import type { Core, Program } from '#policy/checked/index'
import { duckdbSql, readSqlValue, RowTypes, storedType, typedLiteral, type NumberBounds } from '#policy/sql/index'
import type { TestCase } from '#policy/tck/test-file'
import { isList, isNumber, printNumber, type Value } from '#policy/value/index'

/** Runs a SELECT of one row and gives its JSON values by column, or the text of the database's error. */
export type AskSql = (
  sql: string,
) => Promise<
  | { readonly ok: true; readonly row: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: string }
>

interface SqlCase {
  readonly testCase: TestCase
  readonly node: string
  readonly day: Day
  readonly folds: boolean
}

/** The value of a decision as SQL over one row that holds the inputs; or why SQL refuses it. */
export async function runInSql(
  program: Program,
  { testCase, node, day, folds }: SqlCase,
  values: ReadonlyMap<string, Value>,
  ask: AskSql,
): Promise<{ readonly value: Value } | { readonly refused: string } | { readonly error: string }> {
  const asked = testCase.invocable === undefined ? { program, name: node } : withCall(program, testCase.invocable)
  if (asked === undefined || !asked.program.decisions.has(asked.name)) return { value: null }
  const bounds = boundsOf([...values.values()])
  const source = sourceOf(asked.program, values, bounds)
  const written = duckdbSql(asked.program, {
    decisions: [asked.name],
    dialect: 'duckdb',
    day,
    source,
    keys: [],
    bounds,
    folds,
  })
  if (!written.ok) return { refused: written.reason }
  const type = written.types.get(asked.name)
  if (type === undefined) throw new Error(`No column for ${asked.name}`)
  const answered = await ask(written.sql)
  if (!answered.ok) return { error: answered.error }
  const value = readSqlValue(type, answered.row[asked.name])
  const several = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'context'
  return { value: several && testCase.invocable !== undefined ? (value.fields.get(node) ?? value) : value }
}

const calledName = 'the call of the test'

/** The program with a decision that calls a function of it with facts of the same names as its parameters. */
function withCall(program: Program, name: string): { readonly program: Program; readonly name: string } | undefined {
  const known = program.functions.get(name)
  if (known === undefined) return undefined
  const at = known.body.at
  const callee: Core = { kind: 'function-value', name, type: { kind: 'any' }, at }
  const args = known.parameters.map((parameter) => {
    const fact = program.vocabulary.facts.find((one) => one.column === parameter.name)
    const type = fact?.type ?? ({ kind: 'string' } as const)
    return { name: undefined, value: { kind: 'fact', column: parameter.name, name: parameter.name, type, at } as const }
  })
  const core: Core = { kind: 'call', callee, arguments: args, type: known.body.type, at }
  const facts = args.flatMap(({ value }) => {
    const there = program.vocabulary.facts.some((fact) => fact.column === value.column)
    return there ? [] : [{ name: value.name, column: value.column, type: value.type }]
  })
  const decision = {
    folder: '',
    file: '',
    name: calledName,
    type: core.type,
    core,
    description: undefined,
    article: undefined,
    text: '',
  }
  return {
    name: calledName,
    program: {
      ...program,
      vocabulary: { ...program.vocabulary, facts: [...program.vocabulary.facts, ...facts] },
      decisions: new Map([...program.decisions, [calledName, decision]]),
    },
  }
}

/** The digits that the numbers among the inputs have. */
function boundsOf(values: readonly Value[]): NumberBounds {
  let [digits, scale] = [1, 0]
  const look = (value: Value): void => {
    if (isNumber(value)) {
      const [whole = '', fraction = ''] = printNumber(value).replace('-', '').split('.')
      digits = Math.max(digits, whole.length)
      scale = Math.max(scale, fraction.length)
    } else if (isList(value)) value.forEach(look)
    else if (typeof value === 'object' && value !== null && 'fields' in value) [...value.fields.values()].forEach(look)
  }
  values.forEach(look)
  return { digits, scale }
}

/** A relation of one row with a column for each fact that SQL has a type for. */
function sourceOf(program: Program, values: ReadonlyMap<string, Value>, bounds: NumberBounds): string {
  const rows = new RowTypes(program.vocabulary, bounds)
  const columns = program.vocabulary.facts.flatMap((fact) => {
    const type = rows.fact(fact.column)
    if (type === undefined) return []
    const text = typedLiteral(values.get(fact.column) ?? null, type)
    return [`CAST(${text} AS ${storedType(type)}) AS "${fact.column.replaceAll('"', '""')}"`]
  })
  return `(SELECT ${['1 AS "_row"', ...columns].join(', ')})`
}
