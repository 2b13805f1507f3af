import { readCsv } from './csv-rows.ts'
import type { FileType } from './file-type.ts'
import type { Sheet } from './raw-row.ts'
import { readXls } from './xls-rows.ts'
import { readXlsx } from './xlsx-rows.ts'

async function* onlySheet(sheet: Sheet): AsyncGenerator<Sheet> {
  yield sheet
}

/** The sheets of a file of a known type. */
export function readSheets(path: string, type: FileType): AsyncGenerator<Sheet> {
  switch (type.kind) {
    case 'text':
      return onlySheet({ rows: readCsv(path, type.encoding) })
    case 'workbook':
      return readXlsx(path)
    case 'old-workbook':
      return readXls(path)
  }
}
