import { isMap, isScalar, isSeq, parseDocument, Scalar, YAMLMap, type YAMLSeq } from 'yaml'
import type { StandardEdit } from '#contracts/policy-register'
import type { ParameterSummary } from '#policy'

/** The rows of a standard as its author writes them. */
export function editsOf(rows: readonly ParameterSummary[]): StandardEdit[] {
  return rows.map((row) => ({
    division: row.division,
    dimensions: { ...row.dimensions },
    value: row.value,
    from: row.from,
    until: row.until ?? null,
    document: row.document,
    source: row.source,
  }))
}

function sameCase(a: StandardEdit, b: Pick<StandardEdit, 'division' | 'dimensions'>): boolean {
  const names = Object.keys(a.dimensions)
  return a.division === b.division && names.every((name) => a.dimensions[name] === b.dimensions[name])
}

/**
 * The rows with one more value from a day on: it takes the place of a row of the same day, and ends the row that held
 * until then; a row that begins later still follows it.
 */
export function withValue(rows: readonly StandardEdit[], change: Omit<StandardEdit, 'until'>): readonly StandardEdit[] {
  const same = rows.filter((row) => sameCase(row, change))
  const sameDay = same.find(({ from }) => from === change.from)
  if (sameDay !== undefined) {
    return rows.map((row) => (row === sameDay ? { ...change, until: row.until } : row))
  }
  const held = same.find(({ from, until }) => from < change.from && (until === null || until > change.from))
  const next = same.map(({ from }) => from).filter((from) => from > change.from)
  const until = held === undefined ? (next.toSorted()[0] ?? null) : held.until
  const added = { ...change, until }
  if (held === undefined) return [...rows, added]
  return rows.flatMap((row) => (row === held ? [{ ...row, until: change.from }, added] : [row]))
}

/** A number keeps its digits, so that 0.30 stays 0.30; anything else is a text. */
function valueNode(value: string): Scalar {
  if (!/^-?\d+(\.\d+)?$/.test(value) && value !== 'true' && value !== 'false') return new Scalar(value)
  const { contents } = parseDocument(value)
  return isScalar(contents) ? contents : new Scalar(value)
}

function rowNode(row: StandardEdit): YAMLMap {
  const map = new YAMLMap()
  map.flow = true
  const put = (key: string, value: Scalar): void => map.add({ key: new Scalar(key), value })
  const division = new Scalar(row.division)
  division.type = 'QUOTE_SINGLE'
  put('division', division)
  for (const [name, value] of Object.entries(row.dimensions)) put(name, new Scalar(value))
  put('value', valueNode(row.value))
  put('from', new Scalar(row.from))
  if (row.until !== null) put('until', new Scalar(row.until))
  put('document', new Scalar(row.document))
  if (row.source !== '') put('source', new Scalar(row.source))
  return map
}

function textOf(map: YAMLMap, key: string): string {
  const node = map.get(key, true)
  return isScalar(node) ? (typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))) : ''
}

function says(node: unknown, row: StandardEdit): node is YAMLMap {
  if (!isMap(node)) return false
  const fields: Readonly<Record<string, string>> = {
    division: row.division,
    ...row.dimensions,
    value: row.value,
    from: row.from,
    until: row.until ?? '',
    document: row.document,
    source: row.source,
  }
  return Object.entries(fields).every(([key, value]) => textOf(node, key) === value)
}

/**
 * A standards file with the rows of one standard in another wording; rows that say the same keep their own, with their
 * comments. Undefined when the file has no such standard.
 */
export function withRows(text: string, name: string, rows: readonly StandardEdit[]): string | undefined {
  const document = parseDocument(text, { version: '1.2', schema: 'core' })
  const parameters = document.get('parameters', true)
  if (!isSeq(parameters)) return undefined
  const standard = parameters.items.find((item) => isMap(item) && item.get('name') === name)
  const old = isMap(standard) ? standard.get('rows', true) : undefined
  if (!isSeq(old)) return undefined
  const seq: YAMLSeq = old
  if (rows.length === seq.items.length && rows.every((row, place) => says(seq.items[place], row))) return text
  const left = [...seq.items]
  seq.items = rows.map((row) => {
    const known = left.findIndex((item) => says(item, row))
    return known === -1 ? rowNode(row) : left.splice(known, 1)[0]
  })
  return document.toString({ lineWidth: 0 })
}

/** A standard as a file has it, whether or not the file as a whole is free of mistakes. */
export interface WrittenStandard {
  readonly name: string
  readonly unit: string | undefined
  readonly dimensionNames: readonly string[]
  readonly rows: readonly StandardEdit[]
}

export function readStandards(text: string): WrittenStandard[] {
  const parameters = parseDocument(text, { version: '1.2', schema: 'core' }).get('parameters', true)
  if (!isSeq(parameters)) return []
  return parameters.items.filter(isMap).map((standard) => {
    const by = standard.get('by', true)
    const dimensionNames = isSeq(by) ? by.items.map((item) => (isScalar(item) ? String(item.value) : '')) : []
    const rows = standard.get('rows', true)
    const unit = textOf(standard, 'unit')
    return {
      name: textOf(standard, 'name'),
      unit: unit === '' ? undefined : unit,
      dimensionNames,
      rows: (isSeq(rows) ? rows.items : []).filter(isMap).map((row) => {
        const until = textOf(row, 'until')
        return {
          division: textOf(row, 'division'),
          dimensions: Object.fromEntries(dimensionNames.map((name) => [name, textOf(row, name)])),
          value: textOf(row, 'value'),
          from: textOf(row, 'from'),
          until: until === '' ? null : until,
          document: textOf(row, 'document'),
          source: textOf(row, 'source'),
        }
      }),
    }
  })
}
