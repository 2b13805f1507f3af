import { open, type FileHandle } from 'node:fs/promises'
import { encode } from 'iconv-lite'

export interface TableFile {
  /** Adds a line. Kept in memory until the next flush. */
  add(cells: readonly string[]): void
  /** Writes what was added to the disk. */
  flush(): Promise<void>
  close(): Promise<void>
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A csv file as Excel saves it: UTF-8 with its mark, or GB18030; lines end with CR LF. */
export async function createCsv(
  path: string,
  headers: readonly string[],
  encoding: 'utf-8' | 'gb18030',
): Promise<TableFile> {
  const file: FileHandle = await open(path, 'w')
  const lines: string[] = []
  const write = async (text: string): Promise<void> => {
    await file.write(encoding === 'utf-8' ? Buffer.from(text, 'utf8') : encode(text, 'gb18030'))
  }
  const add = (cells: readonly string[]): void => {
    lines.push(`${cells.map(quoted).join(',')}\r\n`)
  }
  if (encoding === 'utf-8') lines.push('\uFEFF')
  add(headers)
  const flush = async (): Promise<void> => {
    if (lines.length > 0) await write(lines.splice(0, lines.length).join(''))
  }
  return {
    add,
    flush,
    async close() {
      await flush()
      await file.close()
    },
  }
}
