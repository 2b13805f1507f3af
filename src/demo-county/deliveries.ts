import { join } from 'node:path'
import { addMonths, parseDay, toDayNumber, type Day } from '#kernel/day'
import { feeds, type FeedColumn, type FeedName } from '#facts'
import { createCsv, type TableFile } from '#demo-county/csv-file'
import type { Dirt, Soiled } from '#demo-county/dirt'
import type { Row } from '#demo-county/rows'
import { levelWords } from '#demo-county/words.zh'
import { createXlsx, type CellKind } from '#demo-county/xlsx-file'

/** How a department saves a file and writes its days, months and levels. */
interface Shape {
  readonly format: 'csv' | 'csv-gb18030' | 'xlsx'
  readonly days: 'dashes' | 'plain' | 'slashes' | 'spreadsheet'
  readonly months: 'dashes' | 'plain'
  readonly levels: 'words' | 'digits'
  /** Which spelling of a header: 0 as in the contract, from 1 one of its aliases. */
  readonly spelling: number
  /** Months between the files of a feed that comes in several; the last ends with the as-of day. */
  readonly every?: { readonly months: number; readonly files: number }
}

const usual = { days: 'dashes', months: 'dashes', levels: 'digits', spelling: 0 } as const

const shapes: Record<FeedName, Shape> = {
  residents: { ...usual, format: 'csv' },
  policeHousehold: { ...usual, format: 'csv-gb18030', days: 'plain', spelling: 1 },
  policeDeaths: { ...usual, format: 'xlsx', days: 'spreadsheet', spelling: 1 },
  cremations: { ...usual, format: 'xlsx', days: 'slashes', every: { months: 6, files: 2 } },
  medicalSettlements: {
    ...usual,
    format: 'csv-gb18030',
    days: 'plain',
    spelling: 3,
    every: { months: 3, files: 4 },
  },
  disabilityCertificates: { ...usual, format: 'xlsx', levels: 'words' },
  wages: { ...usual, format: 'csv', months: 'plain', spelling: 2 },
  unemployment: { ...usual, format: 'xlsx', days: 'slashes' },
  pensions: { ...usual, format: 'csv-gb18030', spelling: 2 },
  workInjuryNursing: { ...usual, format: 'xlsx' },
  vehicles: { ...usual, format: 'csv-gb18030', days: 'slashes', spelling: 1 },
  realEstate: { ...usual, format: 'csv', spelling: 3 },
  childSituations: { ...usual, format: 'xlsx', levels: 'words' },
  currentBenefits: { ...usual, format: 'xlsx' },
  householdSurvey: { ...usual, format: 'csv' },
  obligorSurvey: { ...usual, format: 'xlsx', levels: 'words' },
}

interface DeliveredFile {
  readonly name: string
  readonly feed: FeedName
  readonly lines: number
}

interface Deliveries {
  /** Soils a line and adds it to the file that it belongs in. Gives what became of it. */
  deliver(row: Row): Soiled
  flush(): Promise<void>
  close(): Promise<DeliveredFile[]>
}

function headerOf(column: FeedColumn, spelling: number): string {
  const spellings = [column.header, ...(column.aliases ?? [])]
  return spellings[Math.min(spelling, spellings.length - 1)] ?? column.header
}

function dayIn(shape: Shape, day: Day): string {
  if (shape.days === 'plain') return day.replaceAll('-', '')
  if (shape.days === 'spreadsheet') return String(toDayNumber(day))
  if (shape.days === 'slashes') {
    return `${Number(day.slice(0, 4))}/${Number(day.slice(5, 7))}/${Number(day.slice(8))}`
  }
  return day
}

function cellIn(shape: Shape, column: FeedColumn, text: string): string {
  if (text === '') return text
  if (column.type === 'day') {
    const day = parseDay(text)
    // What is no plain day is dirt, and stays as it was typed.
    return day === undefined ? text : dayIn(shape, day)
  }
  if (column.type === 'month' && shape.months === 'plain') return text.replace('-', '')
  if (column.type === 'level' && shape.levels === 'words') return levelWords[Number(text) - 1] ?? text
  return text
}

function kindOf(shape: Shape, column: FeedColumn): CellKind {
  if (column.type === 'yuan' || column.type === 'number') return 'number'
  return column.type === 'day' && shape.days === 'spreadsheet' ? 'date' : 'text'
}

interface OpenFile {
  readonly name: string
  /** The last day of the file's span. */
  readonly through: number
  readonly table: TableFile
  lines: number
}

interface OpenFeed {
  readonly columns: readonly (readonly [key: string, column: FeedColumn])[]
  readonly shape: Shape
  readonly files: readonly OpenFile[]
}

async function openFeed(folder: string, feedName: FeedName, asOf: Day): Promise<OpenFeed> {
  const feed = feeds[feedName]
  const shape = shapes[feedName]
  const columns: readonly (readonly [string, FeedColumn])[] = Object.entries(feed.columns)
  const headers = columns.map(([, column]) => headerOf(column, shape.spelling))
  const { files: count, months } = shape.every ?? { files: 1, months: 0 }
  const files: OpenFile[] = []
  for (let index = 0; index < count; index++) {
    const end = addMonths(asOf, -months * (count - 1 - index))
    const name = `${feed.title}_${end.replaceAll('-', '')}.${shape.format === 'xlsx' ? 'xlsx' : 'csv'}`
    const path = join(folder, name)
    const table =
      shape.format === 'xlsx'
        ? await createXlsx(
            path,
            headers,
            columns.map(([, column]) => kindOf(shape, column)),
          )
        : await createCsv(path, headers, shape.format === 'csv' ? 'utf-8' : 'gb18030')
    files.push({ name, through: toDayNumber(end), table, lines: 0 })
  }
  return { columns, shape, files }
}

function feedNames(): FeedName[] {
  // Object.keys forgets the key type; these are exactly the keys of `feeds`.
  return Object.keys(feeds) as FeedName[]
}

/** Opens every department file of a county in a folder. */
export async function openDeliveries(folder: string, asOf: Day, dirt: Dirt): Promise<Deliveries> {
  const open = new Map<FeedName, OpenFeed>()
  for (const name of feedNames()) open.set(name, await openFeed(folder, name, asOf))
  const allFiles = (): (readonly [FeedName, OpenFile])[] =>
    [...open].flatMap(([name, { files }]) => files.map((file) => [name, file] as const))
  return {
    deliver(row) {
      const feed = open.get(row.feed)
      if (feed === undefined) throw new Error(`No file is open for ${row.feed}`)
      const soiled = dirt.soil(row)
      const { columns, shape, files } = feed
      const { on } = row
      const due = on === undefined ? files.length - 1 : files.findIndex((file) => on <= file.through)
      if (due < 0) throw new Error(`A line of ${row.feed} is dated after the as-of day`)
      const file = files[soiled.late ? Math.min(due + 1, files.length - 1) : due]
      if (file === undefined) throw new Error(`No file is open for ${row.feed}`)
      const cells = columns.map(([key, column]) => cellIn(shape, column, soiled.cells[key] ?? ''))
      for (let i = 0; i < (soiled.twice ? 2 : 1); i++) {
        file.table.add(cells)
        file.lines++
      }
      return soiled
    },
    async flush() {
      for (const [, file] of allFiles()) await file.table.flush()
    },
    async close() {
      for (const [, file] of allFiles()) await file.table.close()
      return allFiles().map(([feed, { name, lines }]) => ({ name, feed, lines }))
    },
  }
}
