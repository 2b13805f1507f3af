import { LineCounter, parseDocument, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml'
import { never, parseDay, type Day } from '#kernel/day'
import type { Position } from '#policy/position'
import { report, type ProblemSink } from '#policy/problem'

/** A number, text or yes-no that law fixes, by place, time and dimensions. */
export interface Parameter {
  readonly folder: string
  readonly file: string
  readonly name: string
  readonly unit: string | undefined
  readonly type: 'number' | 'text' | 'boolean'
  /** Names of dimensions: a fact of the household (applied by itself) or anything else (an argument of a call). */
  readonly by: readonly string[]
  readonly rows: readonly ParameterRow[]
}

export interface ParameterRow {
  /** A division code; `00` is the whole country. A household's nearest ancestor division wins. */
  readonly division: string
  readonly dimensions: readonly string[]
  readonly value: string | boolean
  readonly from: Day
  /** Exclusive; `never` when open. */
  readonly until: Day
  readonly document: string
  readonly source: string
  readonly at: Position
}

export const wholeCountry = '00'

/** A mapping of a YAML file with places for its values. */
export class YamlReader {
  readonly sink: ProblemSink
  readonly #lines = new LineCounter()
  readonly root: Node | null

  constructor(text: string, sink: ProblemSink) {
    this.sink = sink
    const document = parseDocument(text, { lineCounter: this.#lines, strict: true })
    for (const error of [...document.errors, ...document.warnings]) {
      const { line, col } = this.#lines.linePos(error.pos[0])
      const detail = error.message.split('\n')[0] ?? error.message
      report(sink, { line, column: col }, { code: 'yaml-malformed', detail })
    }
    this.root = document.contents
  }

  at(node: Node | null | undefined): Position {
    const { line, col } = this.#lines.linePos(node?.range?.[0] ?? 0)
    return { line, column: col }
  }

  invalid(node: Node | null | undefined, field: string, found: string): void {
    report(this.sink, this.at(node), { code: 'standard-invalid', field, found })
  }

  /** A scalar as the text of the file, so that 0.30 and 36 keep their digits. */
  text(map: YAMLMap, field: string): string | undefined {
    const node = map.get(field, true)
    return isScalar(node) && node.value !== null ? node.source : undefined
  }

  required(map: YAMLMap, field: string): string {
    const text = this.text(map, field)
    if (text === undefined) this.invalid(map, field, '')
    return text ?? ''
  }

  maps(holder: unknown, field: string): YAMLMap[] {
    const list = isMap(holder) ? holder.get(field, true) : undefined
    if (list === undefined) return []
    if (!isSeq(list)) {
      this.invalid(isMap(holder) ? holder : null, field, String(list))
      return []
    }
    return list.items.flatMap((item) => {
      if (isMap(item)) return [item]
      this.invalid(list, field, String(item))
      return []
    })
  }
}

export function parametersFromYaml(text: string, sink: ProblemSink): readonly Parameter[] {
  const reader = new YamlReader(text, sink)
  return reader.maps(reader.root, 'parameters').map((map) => parameterFrom(map, reader))
}

function parameterFrom(map: YAMLMap, reader: YamlReader): Parameter {
  const name = reader.required(map, 'name')
  const typeText = reader.text(map, 'type') ?? 'number'
  if (!['number', 'text', 'boolean'].includes(typeText)) reader.invalid(map, 'type', typeText)
  const type = typeText === 'text' || typeText === 'boolean' ? typeText : 'number'
  const byNode = map.get('by', true)
  const by = isSeq(byNode) ? byNode.items.map((item) => (isScalar(item) ? String(item.value) : '')) : []
  const rows = reader.maps(map, 'rows').map((row) => rowFrom(row, type, by, reader))
  if (rows.length === 0) reader.invalid(map, 'rows', '')
  noteOverlaps(name, rows, reader)
  return { folder: reader.sink.folder, file: reader.sink.file, name, unit: reader.text(map, 'unit'), type, by, rows }
}

function rowFrom(map: YAMLMap, type: Parameter['type'], by: readonly string[], reader: YamlReader): ParameterRow {
  const dayOf = (field: string, text: string): Day => {
    const parsed = parseDay(text)
    if (parsed === undefined) reader.invalid(map, field, text)
    return parsed ?? never
  }
  const division = reader.required(map, 'division')
  if (!/^\d{2}(?:\d{2}(?:\d{2}(?:\d{3}(?:\d{3})?)?)?)?$/.test(division)) reader.invalid(map, 'division', division)
  const written = reader.required(map, 'value')
  if (type === 'number' && !/^-?\d{1,16}(?:\.\d{1,6})?$/.test(written)) reader.invalid(map, 'value', written)
  if (type === 'boolean' && written !== 'true' && written !== 'false') reader.invalid(map, 'value', written)
  const untilText = reader.text(map, 'until')
  const from = dayOf('from', reader.required(map, 'from'))
  const until = untilText === undefined ? never : dayOf('until', untilText)
  if (from !== never && until <= from) reader.invalid(map, 'until', untilText ?? '')
  return {
    division,
    dimensions: by.map((dimension) => plain(reader.required(map, dimension))),
    value: type === 'boolean' ? written === 'true' : plain(written),
    from,
    until,
    document: plain(reader.required(map, 'document')),
    source: plain(reader.text(map, 'source') ?? ''),
    at: reader.at(map),
  }
}

/** A scalar's source still has its quotes. */
function plain(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text
}

function noteOverlaps(parameter: string, rows: readonly ParameterRow[], reader: YamlReader): void {
  const print = (row: ParameterRow): string => {
    const where = [row.division, ...row.dimensions].join(' ')
    return `${where} ${row.from}…${row.until === never ? '' : row.until} = ${String(row.value)}`
  }
  rows.forEach((first, index) => {
    for (const second of rows.slice(index + 1)) {
      const same = first.division === second.division && first.dimensions.join('\n') === second.dimensions.join('\n')
      if (!same || first.until <= second.from || second.until <= first.from) continue
      report(reader.sink, second.at, {
        code: 'standards-overlap',
        parameter,
        first: print(first),
        second: print(second),
      })
    }
  })
}
