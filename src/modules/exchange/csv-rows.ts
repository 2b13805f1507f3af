import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { CsvError, parse, type Parser } from 'csv-parse'
import { FileRefused } from './file-refused.ts'
import type { TextEncoding } from './file-type.ts'
import { portionSize, type RawRow, type RowPortions } from './raw-row.ts'

/** Comma, semicolon or tab: whichever the first line of text has most of. */
function delimiterOf(firstText: string): string {
  const line = firstText.split(/\r?\n/).find((text) => text.trim() !== '') ?? ''
  const counts = [',', '\t', ';'].map((sign) => ({ sign, count: line.split(sign).length }))
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).sign
}

/** Decodes strictly from end to end and feeds the parser; `rowNow` tells where a fault lies. */
async function* decoded(path: string, encoding: TextEncoding, rowNow: () => number): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
    } catch (cause) {
      throw new FileRefused({ code: 'encoding-breaks', row: rowNow() + 1 }, { cause })
    }
  }
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    // The chunks of a file stream without an encoding are buffers.
    yield decode(chunk as Buffer)
  }
  yield decode()
}

async function feed(parser: Parser, first: string, rest: AsyncGenerator<string>): Promise<void> {
  parser.write(first)
  for await (const text of rest) {
    if (parser.destroyed) return
    if (!parser.write(text)) await once(parser, 'drain')
  }
  parser.end()
}

/** The rows of a text table, decoded strictly to its end. */
export async function* readCsv(path: string, encoding: TextEncoding): RowPortions {
  let line = 0
  const text = decoded(path, encoding, () => line)
  const start = await text.next()
  const first = start.done === true ? '' : start.value
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(first),
    relax_column_count: true,
    // A quotation mark within a name is a character like any other.
    relax_quotes: true,
    // One record larger than this is a quotation mark that was never closed.
    max_record_size: 1024 * 1024,
  })
  const fed = feed(parser, first, text)
  // A fault in reading ends the parser, whose iterator then throws it.
  fed.catch((error: Error) => parser.destroy(error))
  try {
    let portion: RawRow[] = []
    // Without `columns` each record is a list of texts.
    for await (const cells of parser as AsyncIterable<string[]>) {
      line++
      portion.push({ line, cells })
      if (portion.length < portionSize) continue
      yield portion
      portion = []
    }
    if (portion.length > 0) yield portion
  } catch (cause) {
    if (cause instanceof CsvError) throw new FileRefused({ code: 'table-damaged', row: line + 1 }, { cause })
    throw cause
  } finally {
    parser.destroy()
  }
}
