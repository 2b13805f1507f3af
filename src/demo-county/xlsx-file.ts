import { open } from 'node:fs/promises'
import { once } from 'node:events'
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib'
import type { TableFile } from '#demo-county/csv-file'

/*
 * A workbook of one sheet, written as it grows. Of our own, since the writers to be had put the time of writing
 * into the archive, and the same seed must give the same bytes.
 */

/** 1980-01-01, the first day that a zip archive can name. */
const zipDate = 33
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const namespace = 'http://schemas.openxmlformats.org'

const parts: readonly (readonly [path: string, xml: string])[] = [
  [
    '[Content_Types].xml',
    `${declaration}<Types xmlns="${namespace}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${declaration}<Relationships xmlns="${namespace}/package/2006/relationships"><Relationship Id="rId1" Type="${namespace}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${declaration}<workbook xmlns="${namespace}/spreadsheetml/2006/main" xmlns:r="${namespace}/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${declaration}<Relationships xmlns="${namespace}/package/2006/relationships"><Relationship Id="rId1" Type="${namespace}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${namespace}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
  ],
  // Style 1 is a date (number format 14); everything else is style 0.
  [
    'xl/styles.xml',
    `${declaration}<styleSheet xmlns="${namespace}/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  ],
]
const sheetPath = 'xl/worksheets/sheet1.xml'

/** How a cell is stored: as text, as a number, or as a spreadsheet's own date. */
export type CellKind = 'text' | 'number' | 'date'

interface Entry {
  readonly path: string
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

function localHeader(entry: Entry): Buffer {
  const name = Buffer.from(entry.path, 'utf8')
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(8, 8)
  header.writeUInt16LE(zipDate, 12)
  header.writeUInt32LE(entry.crc, 14)
  header.writeUInt32LE(entry.packed, 18)
  header.writeUInt32LE(entry.size, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function centralHeader(entry: Entry): Buffer {
  const name = Buffer.from(entry.path, 'utf8')
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(8, 10)
  header.writeUInt16LE(zipDate, 14)
  header.writeUInt32LE(entry.crc, 16)
  header.writeUInt32LE(entry.packed, 20)
  header.writeUInt32LE(entry.size, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(entry.offset, 42)
  return Buffer.concat([header, name])
}

function endOfArchive(entries: readonly Entry[], offset: number, size: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(offset, 16)
  return end
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function columnName(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : columnName(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26))
}

/** Days from 1970-01-01 back to the day 0 of a spreadsheet. */
const spreadsheetEpoch = 25_569

function cellXml(reference: string, text: string, kind: CellKind): string {
  if (text === '') return ''
  if (kind === 'number' && /^\d+(\.\d+)?$/.test(text)) return `<c r="${reference}"><v>${text}</v></c>`
  if (kind === 'date' && /^\d+$/.test(text)) {
    return `<c r="${reference}" s="1"><v>${Number(text) + spreadsheetEpoch}</v></c>`
  }
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
}

/** Opens a workbook for writing. A cell of kind date is given as its day number, or as text to be kept as text. */
export async function createXlsx(
  path: string,
  headers: readonly string[],
  kinds: readonly CellKind[],
): Promise<TableFile> {
  const file = await open(path, 'w')
  const names = headers.map((_, index) => columnName(index))
  const entries: Entry[] = []
  let offset = 0
  const append = async (bytes: Uint8Array): Promise<void> => {
    await file.write(bytes, 0, bytes.length, offset)
    offset += bytes.length
  }
  for (const [partPath, xml] of parts) {
    const plain = Buffer.from(xml, 'utf8')
    const packed = deflateRawSync(plain)
    const entry = { path: partPath, crc: crc32(plain), packed: packed.length, size: plain.length, offset }
    await append(localHeader(entry))
    await append(packed)
    entries.push(entry)
  }

  const sheetOffset = offset
  // The sizes are not known yet; this header is written again at the end.
  await append(localHeader({ path: sheetPath, crc: 0, packed: 0, size: 0, offset: sheetOffset }))
  const dataOffset = offset
  const deflate = createDeflateRaw()
  const drained: Promise<void> = (async () => {
    for await (const chunk of deflate) {
      if (!(chunk instanceof Uint8Array)) throw new Error('The packer gave something that is no bytes')
      await append(chunk)
    }
  })()
  // Looked at again when the file is closed; until then a failed write must not end the process.
  drained.catch((cause: unknown) => deflate.destroy(cause instanceof Error ? cause : new Error(String(cause))))
  let crc = 0
  let size = 0
  const push = async (xml: string): Promise<void> => {
    const bytes = Buffer.from(xml, 'utf8')
    crc = crc32(bytes, crc)
    size += bytes.length
    if (!deflate.write(bytes)) await once(deflate, 'drain')
  }

  const waiting: string[] = []
  let rowNumber = 0
  const addRow = (cells: readonly string[], cellKinds: readonly CellKind[]): void => {
    rowNumber++
    const xml = cells.map((text, i) => cellXml(`${names[i] ?? ''}${rowNumber}`, text, cellKinds[i] ?? 'text')).join('')
    waiting.push(`<row r="${rowNumber}">${xml}</row>`)
  }
  waiting.push(`${declaration}<worksheet xmlns="${namespace}/spreadsheetml/2006/main"><sheetData>`)
  addRow(headers, [])
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) await push(waiting.splice(0, waiting.length).join(''))
  }
  return {
    add: (cells) => addRow(cells, kinds),
    flush,
    async close() {
      waiting.push('</sheetData></worksheet>')
      await flush()
      deflate.end()
      await drained
      const sheet = { path: sheetPath, crc, packed: offset - dataOffset, size, offset: sheetOffset }
      entries.push(sheet)
      const header = localHeader(sheet)
      await file.write(header, 0, header.length, sheetOffset)
      const directory = Buffer.concat(entries.map(centralHeader))
      const directoryOffset = offset
      await append(directory)
      await append(endOfArchive(entries, directoryOffset, directory.length))
      await file.close()
    },
  }
}
