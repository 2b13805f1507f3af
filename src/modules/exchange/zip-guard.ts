import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { FileRefused } from './file-refused.ts'

const megabyte = 1024 * 1024
/** What no honest workbook comes near: sheets of text shrink to a tenth, now and then to a fiftieth. */
const limits = { entries: 5000, unpacked: 4096 * megabyte, ratio: 200, ratioAbove: 32 * megabyte }
/** Bytes of the local header of an entry before its name and extra fields; and room for those fields. */
const localHeader = 30
const slackPerEntry = 512

function inspect(entries: readonly Entry[], fileSize: number): void {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize + localHeader, 0)
  const swollen = entries.some(
    (entry) =>
      entry.uncompressedSize > limits.ratioAbove && entry.uncompressedSize > entry.compressedSize * limits.ratio,
  )
  if (unpacked > limits.unpacked || swollen || entries.length > limits.entries) {
    throw new FileRefused({ code: 'archive-unpacks-too-large' })
  }
  // More than the file holds: entries overlap. Far less: something lies in it that the directory does not name.
  // The streaming reader follows the file, not the directory, so that both must tell the same story.
  const accounted = packed + entries.length * 2 * slackPerEntry + 64 * 1024
  if (packed > fileSize || accounted < fileSize) throw new FileRefused({ code: 'archive-damaged' })
  if (!entries.some((entry) => entry.fileName === 'xl/workbook.xml')) {
    throw new FileRefused({ code: 'archive-not-a-workbook' })
  }
}

/** Unpacks once into nothing; yauzl stops at the first byte beyond the size that the directory names. */
async function measure(archive: ZipFile, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    const stream = await archive.openReadStreamPromise(entry)
    for await (const chunk of stream) void chunk
  }
}

/** Refuses a damaged archive and a bomb before any reader of workbooks sees it. */
export async function guardWorkbook(path: string): Promise<void> {
  let archive: ZipFile | undefined
  try {
    archive = await openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
    if (archive.entryCount > limits.entries) throw new FileRefused({ code: 'archive-unpacks-too-large' })
    const entries: Entry[] = []
    for await (const entry of archive.eachEntry()) entries.push(entry)
    inspect(entries, archive.fileSize)
    await measure(archive, entries)
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause
    throw new FileRefused({ code: 'archive-damaged' }, { cause })
  } finally {
    archive?.close()
  }
}
