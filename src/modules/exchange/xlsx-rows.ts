import { WorkbookReader, type CellValue, type Row } from '@cj-tech-master/excelts'
import { FileRefused } from './file-refused.ts'
import { portionSize, type RawRow, type RowPortions, type Sheet } from './raw-row.ts'
import { numberText } from './number-text.ts'
import { guardWorkbook } from './zip-guard.ts'

/** A day of a workbook has no zone; the reader gives it as if it were in UTC. */
function dayText(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

/** A cell as a person would read it; a formula by its result, an error as nothing that fits any column. */
function cellText(value: CellValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (value instanceof Date) return dayText(value)
  if ('richText' in value) return value.richText.map((run) => run.text).join('')
  if ('error' in value) return value.error
  if ('result' in value) return cellText(value.result)
  if ('text' in value) return value.text
  return ''
}

function rowOf(row: Row): RawRow {
  const cells: string[] = []
  const values = row.values
  if (Array.isArray(values)) {
    // The reader counts columns from 1.
    for (let column = 1; column < values.length; column++) cells.push(cellText(values[column]))
  }
  return { line: row.number, cells }
}

async function* portions(sheet: AsyncIterable<Row>): RowPortions {
  let portion: RawRow[] = []
  try {
    for await (const row of sheet) {
      portion.push(rowOf(row))
      if (portion.length < portionSize) continue
      yield portion
      portion = []
    }
  } catch (cause) {
    throw new FileRefused({ code: 'workbook-damaged' }, { cause })
  }
  if (portion.length > 0) yield portion
}

/** The sheets of an xlsx, each streamed row by row; the archive is examined first. */
export async function* readXlsx(path: string): AsyncGenerator<Sheet> {
  await guardWorkbook(path)
  const reader = new WorkbookReader(path, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    // Without styles a day would come as a bare number, which read-cell.ts takes as well; with them it is certain.
    styles: 'cache',
    entries: 'ignore',
  })
  try {
    for await (const sheet of reader) yield { rows: portions(sheet) }
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause
    throw new FileRefused({ code: 'workbook-damaged' }, { cause })
  }
}
