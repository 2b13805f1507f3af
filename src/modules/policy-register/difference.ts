import type {
  changes,
  DecisionTable,
  DifferentDecision,
  DifferentStandard,
  Pair,
  PolicyDecision,
  StandardEdit,
} from '#contracts/policy-register'

type Change = (typeof changes)[number]
type Cells = readonly string[]

/**
 * Pairs the items of two lists in their order, so that what is alike stands side by side and as much as possible is
 * alike. `likeness` of 0 is never paired.
 */
export function paired<T>(
  before: readonly T[],
  after: readonly T[],
  likeness: (a: T, b: T) => number,
): readonly { readonly before: T | undefined; readonly after: T | undefined }[] {
  const width = after.length + 1
  const best = new Float64Array((before.length + 1) * width)
  const at = (i: number, j: number): number => best[i * width + j] ?? 0
  const score = (i: number, j: number): number => {
    const [a, b] = [before[i], after[j]]
    return a === undefined || b === undefined ? 0 : likeness(a, b)
  }
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      const like = score(i, j)
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), like > 0 ? like + at(i + 1, j + 1) : 0)
    }
  }
  const pairs: { before: T | undefined; after: T | undefined }[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const like = score(i, j)
    if (i < before.length && j < after.length && like > 0 && at(i, j) === like + at(i + 1, j + 1)) {
      pairs.push({ before: before[i++], after: after[j++] })
    } else if (i < before.length && at(i, j) === at(i + 1, j)) {
      pairs.push({ before: before[i++], after: undefined })
    } else {
      pairs.push({ before: undefined, after: after[j++] })
    }
  }
  return pairs
}

function changeOf(pair: { readonly before: unknown; readonly after: unknown }, same: boolean): Change {
  if (pair.before === undefined || pair.before === null) return 'added'
  if (pair.after === undefined || pair.after === null) return 'removed'
  return same ? 'same' : 'changed'
}

/** Spaces between words mean nothing in an expression; those inside quotes do. */
function normal(text: string): string {
  return text.trim().replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, quoted: string | undefined) => quoted ?? ' ')
}

function alike(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && normal(a) === normal(b))
}

function pair(before: string | null | undefined, after: string | null | undefined): Pair {
  const both = { before: before ?? null, after: after ?? null }
  return alike(both.before, both.after) ? { before: both.before, after: both.before } : both
}

function differs({ before, after }: Pair): boolean {
  return before !== after
}

/** The columns of a table: conditions, conclusions, remarks, each by its heading. */
function columnsOf(table: DecisionTable): readonly { readonly kind: string; readonly title: string }[] {
  return [
    ...table.inputs.map((title) => ({ kind: 'input', title })),
    ...table.outputs.map((title) => ({ kind: 'output', title })),
    ...table.annotations.map((title) => ({ kind: 'annotation', title })),
  ]
}

function rowsOf(table: DecisionTable): readonly Cells[] {
  return table.rules.map((rule) => [...rule.inputs, ...rule.outputs, ...rule.annotations])
}

const emptyTable: DecisionTable = { hitPolicy: '', inputs: [], outputs: [], annotations: [], rules: [] }

function differentTable(before: DecisionTable | null, after: DecisionTable | null): DifferentDecision['table'] {
  if (before === null && after === null) return null
  const [old, now] = [before ?? emptyTable, after ?? emptyTable]
  const place = <T>(items: readonly T[]): { item: T; index: number }[] => items.map((item, index) => ({ item, index }))
  const columns = paired(place(columnsOf(old)), place(columnsOf(now)), (a, b) => {
    if (a.item.kind !== b.item.kind) return 0
    // A heading that was reworded is still the column of its place.
    return alike(a.item.title, b.item.title) ? 3 : a.index === b.index ? 1 : 0
  })
  const cellsOf = (row: Cells | undefined, index: number | undefined): string | null =>
    row === undefined || index === undefined ? null : (row[index] ?? '')
  const shared = columns.filter((column) => column.before !== undefined && column.after !== undefined)
  const rows = paired(rowsOf(old), rowsOf(now), (a, b) => {
    const same = shared.filter((column) => alike(a[column.before?.index ?? 0] ?? '', b[column.after?.index ?? 0] ?? ''))
    return same.length * 2 >= shared.length ? same.length + 1 : 0
  })
  return {
    hitPolicy: pair(before?.hitPolicy, after?.hitPolicy),
    columns: columns.map((column) => {
      const title = pair(column.before?.item.title, column.after?.item.title)
      return { title, change: changeOf(column, !differs(title)) }
    }),
    rows: rows.map((row) => {
      const cells = columns.map((column) =>
        pair(cellsOf(row.before, column.before?.index), cellsOf(row.after, column.after?.index)),
      )
      return { change: changeOf(row, !cells.some(differs)), cells }
    }),
  }
}

/** The decisions of a folder that differ, cell by cell. */
export function differentDecisions(
  folder: string,
  before: readonly PolicyDecision[],
  after: readonly PolicyDecision[],
): DifferentDecision[] {
  const names = [...new Set([...after, ...before].map(({ name }) => name))]
  return names.flatMap((name) => {
    const [old, now] = [before, after].map((decisions) => decisions.find((decision) => decision.name === name))
    const description = pair(old?.description, now?.description)
    const expression = pair(old?.expression, now?.expression)
    const table = differentTable(old?.table ?? null, now?.table ?? null)
    const same =
      !differs(description) &&
      !differs(expression) &&
      (table === null ||
        (!differs(table.hitPolicy) && [...table.columns, ...table.rows].every(({ change }) => change === 'same')))
    const change = changeOf({ before: old, after: now }, same)
    if (change === 'same') return []
    const noExpression = expression.before === null && expression.after === null
    return [{ folder, name, change, description, expression: noExpression ? null : expression, table }]
  })
}

export interface NamedStandard {
  readonly folder: string
  readonly name: string
  readonly rows: readonly StandardEdit[]
}

/** The rows of standards that differ: by place, case and first day. */
export function differentStandards(
  before: readonly NamedStandard[],
  after: readonly NamedStandard[],
  nameOf: (division: string) => string,
): DifferentStandard[] {
  const keyOf = (row: StandardEdit): string =>
    [row.division, ...Object.entries(row.dimensions).flat(), row.from].join('\n')
  const standards = new Map([...before, ...after].map((standard) => [`${standard.folder}/${standard.name}`, standard]))
  return [...standards.values()].flatMap(({ folder, name }) => {
    const [old, now] = [before, after].map(
      (list) =>
        new Map(
          (list.find((one) => one.folder === folder && one.name === name)?.rows ?? []).map((row) => [keyOf(row), row]),
        ),
    )
    const keys = [...new Set([...(now?.keys() ?? []), ...(old?.keys() ?? [])])]
    const rows = keys.flatMap((key) => {
      const [was, is] = [old?.get(key), now?.get(key)]
      const row = is ?? was
      if (row === undefined) return []
      const [value, until, document] = [
        pair(was?.value, is?.value),
        pair(was?.until, is?.until),
        pair(was?.document, is?.document),
      ]
      const change = changeOf({ before: was, after: is }, ![value, until, document].some(differs))
      if (change === 'same') return []
      const { division, dimensions, from } = row
      return [{ change, division, divisionName: nameOf(division), dimensions, from, value, until, document }]
    })
    return rows.length === 0 ? [] : [{ folder, name, rows }]
  })
}
