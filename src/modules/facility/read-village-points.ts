import { CsvError, parse } from 'csv-parse/sync'
import type { FacilityRefusal, VillagePointFault } from '#contracts/facility'
import { pointHeaders } from './messages.zh.ts'
import { villageEnding } from './village-file.zh.ts'

/** A line of the file that nothing is wrong with. Degrees, CGCS2000 (for this purpose the same as WGS-84). */
interface ReadPoint {
  readonly code: string
  readonly longitude: number
  readonly latitude: number
}

type Column = keyof typeof pointHeaders
type Columns = Readonly<Record<Exclude<Column, 'name'>, number>> & { readonly name: number | undefined }

/** Where the whole of China lies, in degrees: what is beyond was written wrongly. */
const china = { west: 73, east: 136, south: 3, north: 54 }
/** No county has as many villages; more is not a file of villages. */
export const mostLines = 5000

export type ReadPoints =
  | { readonly ok: true; readonly points: readonly ReadPoint[] }
  | { readonly ok: false; readonly refusal: FacilityRefusal }

/**
 * Reads a table of villages and their positions: a line with the names of the columns, then a line a village. All lines
 * are looked at, and what is wrong is told of each; `divisions` are the names of those that may be in it, by code.
 */
export function readVillagePoints(csv: string, divisions: ReadonlyMap<string, string>): ReadPoints {
  const lines = readLines(csv)
  if ('damagedAt' in lines) return refused({ code: 'village-points-unreadable', line: lines.damagedAt })
  const [header, ...rest] = lines
  const columns = columnsOf(header?.cells ?? [])
  if (columns === undefined) return refused({ code: 'village-points-without-header' })
  if (rest.length > mostLines) return refused({ code: 'village-points-too-many', most: mostLines })
  const seen = new Map<string, number>()
  const faults: VillagePointFault[] = []
  const points: ReadPoint[] = []
  for (const { line, cells } of rest) {
    // A village that nobody has been to yet: the template names all, and is filled in bit by bit.
    if (isBlank(cells[columns.longitude]) && isBlank(cells[columns.latitude])) continue
    const read = readPoint(cells, columns, divisions)
    if ('fault' in read) {
      faults.push({ line, ...read.fault })
      continue
    }
    const before = seen.get(read.code)
    if (before !== undefined) faults.push({ line, code: 'twice', before })
    seen.set(read.code, line)
    points.push(read)
  }
  if (faults.length === 0 && points.length === 0) return refused({ code: 'village-points-empty' })
  return faults.length > 0
    ? refused({ code: 'village-points-faulty', count: faults.length, faults: faults.slice(0, mostFaultsTold) })
    : { ok: true, points }
}

const isBlank = (cell: string | undefined): boolean => cell === undefined || cell === ''

/** Nobody mends more at a time. */
const mostFaultsTold = 100

const refused = (refusal: FacilityRefusal): ReadPoints => ({ ok: false, refusal })

interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

/** The lines of the file as spreadsheets count them, or the line at which it is damaged. */
function readLines(csv: string): readonly Line[] | { readonly damagedAt: number } {
  try {
    const rows = parse(csv, {
      bom: true,
      delimiter: [',', '\t', ';'],
      relax_column_count: true,
      skip_records_with_empty_values: true,
      trim: true,
      info: true,
    })
    // With `info` and without `columns` each record is the list of its texts, with where it stood.
    return (rows as unknown as readonly { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      line: info.lines,
      cells: record,
    }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { damagedAt: Number(error['lines'] ?? 1) }
  }
}

function columnsOf(header: readonly string[]): Columns | undefined {
  const at = (column: Column): number | undefined => {
    const words: readonly string[] = pointHeaders[column]
    const found = header.findIndex((cell) => words.includes(cell.replaceAll(/\s/g, '')))
    return found < 0 ? undefined : found
  }
  const [code, longitude, latitude] = [at('code'), at('longitude'), at('latitude')]
  if (code === undefined || longitude === undefined || latitude === undefined) return undefined
  return { code, longitude, latitude, name: at('name') }
}

/** A fault without the line at which it stands. */
type Fault = VillagePointFault extends infer F ? (F extends unknown ? Omit<F, 'line'> : never) : never

function readPoint(
  cells: readonly string[],
  columns: Columns,
  divisions: ReadonlyMap<string, string>,
): ReadPoint | { readonly fault: Fault } {
  const cell = (at: number | undefined): string => (at === undefined ? '' : (cells[at] ?? ''))
  // In groups, as our template writes it: a spreadsheet makes 3.6E+11 of twelve digits in a row, and saves that.
  const code = cell(columns.code).replaceAll(/[\s-]/g, '')
  if (!/^[0-9]{9}([0-9]{3})?$/.test(code)) return { fault: { code: 'code-malformed', text: short(code) } }
  const known = divisions.get(code)
  if (known === undefined) return { fault: { code: 'code-unknown', division: code } }
  const name = cell(columns.name)
  if (name !== '' && !isSamePlace(name, known)) return { fault: { code: 'name-differs', name: short(name), known } }
  const [longitude, latitude] = [degrees(cell(columns.longitude)), degrees(cell(columns.latitude))]
  if (longitude === undefined) return { fault: { code: 'not-degrees', text: short(cell(columns.longitude)) } }
  if (latitude === undefined) return { fault: { code: 'not-degrees', text: short(cell(columns.latitude)) } }
  if (isInChina(longitude, latitude)) return { code, longitude, latitude }
  return { fault: { code: isInChina(latitude, longitude) ? 'swapped' : 'outside-china', longitude, latitude } }
}

/** A decimal number of degrees, and nothing else: no minutes and seconds, no thousands, no exponents. */
function degrees(text: string): number | undefined {
  return /^-?[0-9]{1,3}(\.[0-9]{1,15})?$/.test(text) ? Number(text) : undefined
}

function isInChina(longitude: number, latitude: number): boolean {
  return longitude >= china.west && longitude <= china.east && latitude >= china.south && latitude <= china.north
}

/** Offices write the same village with and without what it ends in, and with its town before it. */
function isSamePlace(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => name.replaceAll(/\s/g, '').replace(villageEnding, ''))
  return a !== undefined && b !== undefined && (a.endsWith(b) || b.endsWith(a))
}

const short = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text)
