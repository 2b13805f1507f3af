import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { read, utils, type CellObject } from '@e965/xlsx'
import { numberText } from './number-text.ts'
import { portionSize, type RawRow } from './raw-row.ts'

/** From the worker to its master: a sheet begins, rows of it, the end, or a file that cannot be read. */
export type WorkerSays =
  | { readonly kind: 'sheet' }
  | { readonly kind: 'rows'; readonly rows: readonly RawRow[] }
  | { readonly kind: 'damaged' }

function cellText(cell: CellObject | undefined): string {
  if (cell === undefined || cell.v === undefined || cell.v === null) return ''
  if (cell.v instanceof Date) return cell.v.toISOString().slice(0, 10)
  if (typeof cell.v === 'number') return numberText(cell.v)
  if (typeof cell.v === 'boolean') return cell.v ? 'TRUE' : 'FALSE'
  // An error cell has a number as its value and its sign as its text.
  return cell.t === 'e' ? (cell.w ?? '') : cell.v
}

function say(message: WorkerSays): void {
  parentPort?.postMessage(message)
}

/** Reads a whole old workbook in a thread of its own, whose memory is limited and goes with it. */
function readOldWorkbook(path: string): void {
  const workbook = read(readFileSync(path), {
    dense: true,
    cellDates: true,
    UTC: true,
    cellHTML: false,
    cellFormula: false,
  })
  for (const name of workbook.SheetNames) {
    const sheet = workbook.Sheets[name]
    if (sheet?.['!ref'] === undefined) continue
    say({ kind: 'sheet' })
    const range = utils.decode_range(sheet['!ref'])
    const data = sheet['!data'] ?? []
    let rows: RawRow[] = []
    for (let line = range.s.r; line <= range.e.r; line++) {
      const cells = data[line] ?? []
      rows.push({ line: line + 1, cells: Array.from({ length: cells.length }, (_, i) => cellText(cells[i])) })
      if (rows.length < portionSize) continue
      say({ kind: 'rows', rows })
      rows = []
    }
    if (rows.length > 0) say({ kind: 'rows', rows })
  }
}

try {
  // The master gives the path and nothing else.
  readOldWorkbook(workerData as string)
} catch (error) {
  // What the library throws at a damaged file is of many kinds and may quote its content: only the fact goes out.
  if (!(error instanceof Error)) throw error
  say({ kind: 'damaged' })
}
