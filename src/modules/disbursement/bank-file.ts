import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'
import type { BankProfile, FileProblem, PaymentRefusal } from '#contracts/disbursement'
import { type Fen, fen } from '#kernel/fen'
import type { Outcome } from '#kernel/outcome'
import { record, refuse } from '#kernel/outcome'
import { bankWords } from './messages.zh.ts'

/** What the bank gets of a payment. */
export interface BankLine {
  readonly line: number
  readonly account: string
  readonly holder: string
  readonly bank: string
  readonly amount: Fen
  readonly remark: string
}

/** What the bank says of a payment that it could not make. */
export interface BankReturn {
  readonly line: number
  readonly amount: Fen
  readonly reason: string
}

type FieldName = keyof BankLine | 'reason'

/** A field of a bank's file: at most, or in a file of fixed width exactly, so many bytes in GB18030. */
interface Field {
  readonly name: FieldName
  readonly bytes: number
  readonly align: 'left' | 'right'
  readonly pad: ' ' | '0'
}

interface Profile {
  readonly separator: ',' | ''
  readonly header: boolean
  readonly money: 'yuan' | 'fen'
  readonly extension: string
  readonly fields: readonly Field[]
  readonly returnFields: readonly Field[]
}

const left = (name: FieldName, bytes: number): Field => ({ name, bytes, align: 'left', pad: ' ' })
const right = (name: FieldName, bytes: number): Field => ({ name, bytes, align: 'right', pad: '0' })

/** What our two kinds of file look like. A bank with other widths is another row here, nothing else. */
const profiles: Readonly<Record<BankProfile, Profile>> = {
  csv: {
    separator: ',',
    header: true,
    money: 'yuan',
    extension: 'csv',
    fields: [
      left('line', 8),
      left('account', 32),
      left('holder', 80),
      left('bank', 120),
      left('amount', 15),
      left('remark', 60),
    ],
    returnFields: [left('line', 8), left('amount', 15), left('reason', 400)],
  },
  'fixed-width': {
    separator: '',
    header: false,
    money: 'fen',
    extension: 'txt',
    fields: [
      right('line', 8),
      left('account', 32),
      left('holder', 60),
      left('bank', 60),
      right('amount', 15),
      left('remark', 60),
    ],
    returnFields: [right('line', 8), right('amount', 15), left('reason', 60)],
  },
}

const lineEnd = '\r\n'
const newline = 0x0a
const controls = /\p{Cc}/u
const ascii = /^[\x20-\x7e]*$/

/** Yuan with two decimals and nothing else, as banks read it. */
function plainYuan(amount: Fen): string {
  return `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`
}

function textOf(profile: Profile, of: BankLine | BankReturn, name: FieldName): string {
  switch (name) {
    case 'amount':
      return profile.money === 'fen' ? String(of.amount) : plainYuan(of.amount)
    case 'line':
      return String(of.line)
    case 'reason':
      return 'reason' in of ? of.reason : ''
    case 'account':
    case 'holder':
    case 'bank':
    case 'remark':
      return 'account' in of ? of[name] : ''
  }
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

/** A field in bytes; refused when it does not fit or cannot be read back as it was. Nothing is cut. */
function encodeField(profile: Profile, field: Field, of: BankLine | BankReturn): Outcome<Buffer, PaymentRefusal> {
  const text = textOf(profile, of, field.name)
  const label = field.name === 'reason' ? field.name : bankWords.fields[field.name]
  // Numbers and amounts, which are most of the file, are the same bytes in every encoding.
  const isPlain = ascii.test(text)
  const bytes = isPlain ? Buffer.from(text, 'latin1') : iconv.encode(text, 'gb18030')
  const isWhole = isPlain || (!controls.test(text) && iconv.decode(bytes, 'gb18030') === text)
  const survives = isWhole && text === text.trim()
  if (!survives) return refuse({ code: 'bank-file-unwritable', line: of.line, field: label })
  if (bytes.length > field.bytes) {
    return refuse({
      code: 'bank-file-field-too-long',
      line: of.line,
      field: label,
      bytes: bytes.length,
      limit: field.bytes,
    })
  }
  if (profile.separator !== '') return record(/[",]/.test(text) ? iconv.encode(quoted(text), 'gb18030') : bytes)
  const padding = Buffer.alloc(field.bytes - bytes.length, field.pad)
  return record(Buffer.concat(field.align === 'left' ? [bytes, padding] : [padding, bytes]))
}

function write(
  profile: Profile,
  fields: readonly Field[],
  rows: readonly (BankLine | BankReturn)[],
): Outcome<Buffer, PaymentRefusal> {
  const end = Buffer.from(lineEnd)
  const separator = Buffer.from(profile.separator)
  const written: Buffer[] = []
  for (const row of rows) {
    // Joined line by line: a file of a county has millions of fields.
    const parts: Buffer[] = []
    for (const [index, field] of fields.entries()) {
      const encoded = encodeField(profile, field, row)
      if (!encoded.ok) return encoded
      if (index > 0) parts.push(separator)
      parts.push(...encoded.events)
    }
    parts.push(end)
    written.push(Buffer.concat(parts))
  }
  return record(Buffer.concat(written))
}

/**
 * The payments as the bank takes them, in GB18030 with fields counted in bytes. A name that does not fit is refused and
 * named, never cut: cut in the middle of a character it would be another name.
 */
export function writeBankFile(of: BankProfile, lines: readonly BankLine[]): Outcome<Buffer, PaymentRefusal> {
  const profile = profiles[of]
  const written = write(profile, profile.fields, lines)
  if (!written.ok || !profile.header) return written
  return record(Buffer.concat([iconv.encode(bankWords.headers.join(',') + lineEnd, 'gb18030'), ...written.events]))
}

/** The bank's answer in the same shape; for tests, and for an office that types it in. */
export function writeReturnsFile(of: BankProfile, returns: readonly BankReturn[]): Outcome<Buffer, PaymentRefusal> {
  const profile = profiles[of]
  return write(profile, profile.returnFields, returns)
}

class Wrong extends Error {
  readonly refusal: PaymentRefusal
  constructor(line: number, problem: FileProblem, value: string) {
    super(problem)
    this.refusal = { code: 'returns-file-wrong', line, problem, value: value.slice(0, 40) }
  }
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  let from = 0
  while (from < bytes.length) {
    const found = bytes.indexOf(newline, from)
    const until = found < 0 ? bytes.length : found
    const line = bytes.subarray(from, until)
    yield line.at(-1) === 0x0d ? line.subarray(0, -1) : line
    from = until + 1
  }
}

/** The fields of a comma-separated line; a quoted field may hold commas and doubled quotes. */
function splitCsv(text: string, line: number): string[] {
  const found = [...text.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)]
  // What no field has taken up, such as a quote in the middle of a word, must not be lost.
  if (found.reduce((sum, match) => sum + match[0].length, 0) !== text.length) throw new Wrong(line, 'columns', text)
  return found.map((match) => (match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"')))
}

function splitFixed(fields: readonly Field[], bytes: Buffer, line: number): Buffer[] {
  const width = fields.reduce((sum, field) => sum + field.bytes, 0)
  if (bytes.length !== width) throw new Wrong(line, 'length', String(bytes.length))
  let from = 0
  return fields.map((field) => {
    const part = bytes.subarray(from, from + field.bytes)
    from += field.bytes
    return part
  })
}

function decode(bytes: Buffer, line: number): string {
  const text = iconv.decode(bytes, 'gb18030')
  if (text.includes('\u{FFFD}')) throw new Wrong(line, 'encoding', text)
  return text
}

function readMoney(profile: Profile, text: string, line: number): Fen {
  const match = profile.money === 'fen' ? /^(\d{1,15})()$/.exec(text) : /^(\d{1,13})\.(\d{2})$/.exec(text)
  if (match === null) throw new Wrong(line, 'amount', text)
  return fen(BigInt(`${match[1] ?? ''}${match[2] ?? ''}`))
}

interface Row {
  /** Its line in the file, the first being 1. */
  readonly at: number
  readonly texts: ReadonlyMap<FieldName, string>
}

function readRows(of: BankProfile, fields: readonly Field[], bytes: Buffer): Row[] {
  const profile = profiles[of]
  const rows: Row[] = []
  let at = 0
  for (const raw of linesOf(bytes)) {
    at += 1
    if (raw.length === 0) continue
    const line = at
    const texts =
      profile.separator === ''
        ? splitFixed(fields, raw, line).map((part) => decode(part, line).trim())
        : splitCsv(decode(raw, line), line)
    if (texts.length !== fields.length) throw new Wrong(line, 'columns', String(texts.length))
    // A heading is the one first line whose number is none.
    if (line === 1 && profile.separator !== '' && !/^\d+$/.test(texts[0] ?? '')) continue
    rows.push({ at, texts: new Map(fields.map((field, index) => [field.name, texts[index] ?? ''])) })
  }
  return rows
}

function numberOf({ at, texts }: Row): number {
  const text = texts.get('line') ?? ''
  if (!/^\d{1,8}$/.test(text)) throw new Wrong(at, 'number', text)
  return Number(text)
}

/** Reads a bank file back, so that what was written can be compared with what was meant. */
export function readBankFile(of: BankProfile, bytes: Buffer): BankLine[] {
  const profile = profiles[of]
  return readRows(of, profile.fields, bytes).map((row) => ({
    line: numberOf(row),
    account: row.texts.get('account') ?? '',
    holder: row.texts.get('holder') ?? '',
    bank: row.texts.get('bank') ?? '',
    amount: readMoney(profile, row.texts.get('amount') ?? '', row.at),
    remark: row.texts.get('remark') ?? '',
  }))
}

export type Returns =
  | { readonly ok: true; readonly returns: readonly (BankReturn & { readonly at: number })[] }
  | { readonly ok: false; readonly refusal: PaymentRefusal }

/** Reads what the bank could not pay. The first thing that is wrong refuses the whole file, with its line. */
export function readReturnsFile(of: BankProfile, bytes: Buffer): Returns {
  const profile = profiles[of]
  try {
    const returns = readRows(of, profile.returnFields, bytes).map((row) => ({
      at: row.at,
      line: numberOf(row),
      amount: readMoney(profile, row.texts.get('amount') ?? '', row.at),
      reason: row.texts.get('reason') ?? '',
    }))
    return { ok: true, returns }
  } catch (error) {
    if (error instanceof Wrong) return { ok: false, refusal: error.refusal }
    throw error
  }
}

export function encodeText(text: string): Buffer {
  return iconv.encode(text, 'gb18030')
}

/** The same batch always has the same file of the same name. */
export function bankFileName(of: BankProfile, batch: { county: string; month: string; id: string }): string {
  return `payment-${batch.county}-${batch.month.replace('-', '')}-${batch.id}.${profiles[of].extension}`
}

export function digestsOf(bytes: Buffer): { sm3: string; sha256: string } {
  const digest = (name: string): string => createHash(name).update(bytes).digest('hex')
  return { sm3: digest('sm3'), sha256: digest('sha256') }
}
