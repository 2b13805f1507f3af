import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { FileRefused } from './file-refused.ts'

export type TextEncoding = 'utf-8' | 'gb18030'
export type FileType =
  | { readonly kind: 'workbook' }
  | { readonly kind: 'old-workbook' }
  | { readonly kind: 'text'; readonly encoding: TextEncoding }

const megabyte = 1024 * 1024
/** Largest files, in MB: a text or xlsx is streamed, an old workbook must be held in memory as a whole. */
const limits = { any: 2048, oldWorkbook: 50 }
const sampleSize = 256 * 1024

function startsWith(bytes: Buffer, ...signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

/** True when the bytes decode without fault; what a sample cut off at its end is forgiven. */
function decodes(bytes: Buffer, encoding: TextEncoding, wholeFile: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: !wholeFile })
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

function textEncoding(sample: Buffer, wholeFile: boolean): TextEncoding {
  if (startsWith(sample, 0xff, 0xfe) || startsWith(sample, 0xfe, 0xff))
    throw new FileRefused({ code: 'encoding-utf-16' })
  // UTF-8 first: its rule is so strict that Chinese text in GB18030 does not fit it by chance.
  const encoding = (['utf-8', 'gb18030'] as const).find((candidate) => decodes(sample, candidate, wholeFile))
  if (encoding === undefined) throw new FileRefused({ code: 'encoding-unknown' })
  return encoding
}

/** Tells by its content, never by its name, what a file is; refuses what is too large before reading it. */
export async function detectFileType(path: string): Promise<FileType> {
  const info = await stat(path).catch((cause: unknown) => {
    throw new FileRefused({ code: 'file-missing' }, { cause })
  })
  if (!info.isFile()) throw new FileRefused({ code: 'file-missing' })
  refuseAbove(info.size, limits.any)
  if (info.size === 0) throw new FileRefused({ code: 'file-empty' })
  const sample = await readStart(path)
  if (startsWith(sample, 0x50, 0x4b, 0x03, 0x04)) return { kind: 'workbook' }
  if (startsWith(sample, 0x50, 0x4b, 0x05, 0x06)) throw new FileRefused({ code: 'archive-not-a-workbook' })
  if (startsWith(sample, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
    refuseAbove(info.size, limits.oldWorkbook)
    return { kind: 'old-workbook' }
  }
  const encoding = textEncoding(sample, info.size <= sampleSize)
  // Markup that calls itself .xls, and anything with control characters, is no table of text.
  const text = new TextDecoder(encoding).decode(sample)
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text) || /^\s*(?:<|%PDF|\{\\rtf)/i.test(text)) {
    throw new FileRefused({ code: 'type-not-supported' })
  }
  return { kind: 'text', encoding }
}

function refuseAbove(size: number, limit: number): void {
  if (size > limit * megabyte) {
    throw new FileRefused({ code: 'file-too-large', megabytes: Math.ceil(size / megabyte), limit })
  }
}

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleSize), 0, sampleSize, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The digest by which a file that was delivered before is known again. */
export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  // The chunks of a file stream without an encoding are buffers.
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
