import type { CellType } from '#facts'
import { fromDayNumber, parseDay, type Day } from '#kernel/day'
import { parseYuan } from '#kernel/fen'
import { readResidentId } from '#kernel/resident-id'
import type { QuarantineCode, ReviewCode } from '#contracts/exchange'
import {
  amountAffixes,
  blankWords,
  levelWords,
  noWords,
  numberUnits,
  openEndedWords,
  writtenDay,
  writtenMonth,
  yesWords,
} from './cell-words.zh.ts'

/** A value as the database takes it in text form; null for a blank cell. */
export type CellReading =
  | { readonly ok: true; readonly value: string | null; readonly repaired?: true }
  | { readonly ok: false; readonly code: QuarantineCode | ReviewCode }

const blank: CellReading = { ok: true, value: null }
const plainAscii = /^[\x21-\x7e]*$/

/** Full-width forms to half-width, invisible characters away, no space at either end. */
export function tidy(text: string): string {
  if (plainAscii.test(text)) return text
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u200b|\u200c|\u200d|\u2060|\ufeff/g, '')
    .replace(/[\u00a0\u3000]/g, ' ')
    .trim()
}

/** Day 1 of a spreadsheet, 1900-01-01, as days since 1970-01-01; they count a 29 February 1900 that never was. */
const spreadsheetEpoch = -25_569

function fromSerialNumber(text: string): Day | undefined {
  const serial = Number(text)
  // From 1927 to 2064, which no writing of a year or month in digits reaches into.
  return serial >= 10_000 && serial <= 60_000 ? fromDayNumber(Math.floor(serial) + spreadsheetEpoch) : undefined
}

function composeDay(
  year: string | undefined,
  month: string | undefined,
  dayOfMonth: string | undefined,
): Day | undefined {
  return parseDay(`${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(dayOfMonth ?? '').padStart(2, '0')}`)
}

function readDay(text: string): Day | undefined {
  const date = text.replace(/[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|\+08:00)?$/, '').replace(/\s+/g, '')
  if (/^\d{5}(?:\.\d+)?$/.test(date)) return fromSerialNumber(date)
  const match =
    /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(date) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(date) ??
    /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(date) ??
    writtenDay.exec(date)
  return match === null ? undefined : composeDay(match[1], match[2], match[3])
}

function readMonth(text: string): Day | undefined {
  const date = text.replace(/\s+/g, '')
  const match = /^(\d{4})[-/.]?(\d{2})$/.exec(date) ?? /^(\d{4})[-/.](\d{1,2})$/.exec(date) ?? writtenMonth.exec(date)
  if (match !== null) return composeDay(match[1], match[2], '1')
  const whole = readDay(text)
  return whole === undefined ? undefined : composeDay(whole.slice(0, 4), whole.slice(5, 7), '1')
}

function readYuan(text: string): string | undefined {
  const amount = text.replace(amountAffixes, '').replace(/\s+/g, '').replace(/^\+/, '').replace(/^\./, '0.')
  const fen = parseYuan(amount)
  if (fen === undefined) return undefined
  const digits = (fen < 0n ? 0n - fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function readNumber(text: string): string | undefined {
  const number = text.replace(/[\s,]/g, '').replace(numberUnits, '')
  return /^\d{1,12}(?:\.\d{1,6})?$/.test(number) ? number : undefined
}

/** 9 digits of a township, or 12 of a village; the statistical code of a township is padded with zeros to 12. */
function readDivision(text: string): string | undefined {
  const code = text.replace(/\s+/g, '')
  if (!/^[1-9]\d{8}(?:\d{3})?$/.test(code)) return undefined
  return code.length === 12 && code.endsWith('000') ? code.slice(0, 9) : code
}

function readId(text: string): CellReading {
  // Spreadsheets keep 15 digits of a number; an identity number once stored as one is past repair.
  if (/^\d(?:\.\d+)?E\+\d+$/i.test(text)) return { ok: false, code: 'resident-id-lost-digits' }
  const reading = readResidentId(text)
  if (reading.ok)
    return reading.repaired ? { ok: true, value: reading.id, repaired: true } : { ok: true, value: reading.id }
  if (reading.fault === 'empty') return blank
  return {
    ok: false,
    code: reading.fault === 'check-character' ? 'resident-id-check-character' : 'resident-id-malformed',
  }
}

/** Identity number, a digit for the type and one for the level. */
function readDisabilityCard(text: string): string | undefined {
  const card = text.replace(/\s+/g, '').toUpperCase()
  const reading = readResidentId(card.slice(0, 18))
  return reading.ok && /^[1-7][1-4](?:B\d)?$/.test(card.slice(18)) ? reading.id + card.slice(18) : undefined
}

function given(value: string | undefined, code: QuarantineCode): CellReading {
  return value === undefined ? { ok: false, code } : { ok: true, value }
}

function readYesNo(text: string): string | undefined {
  if (yesWords.has(text)) return 'true'
  return noWords.has(text) ? 'false' : undefined
}

/** Reads one cell as its column declares it. */
export function readCell(type: CellType, raw: string, openEnded: boolean): CellReading {
  const text = tidy(raw)
  if (text === '' || blankWords.has(text)) return blank
  switch (type) {
    case 'text':
      return { ok: true, value: text }
    case 'resident-id':
      return readId(text)
    case 'yuan':
      return given(readYuan(text), 'not-a-yuan-amount')
    case 'number':
      return given(readNumber(text), 'not-a-number')
    case 'day':
      return openEnded && openEndedWords.has(text) ? blank : given(readDay(text), 'not-a-day')
    case 'month':
      return openEnded && openEndedWords.has(text) ? blank : given(readMonth(text), 'not-a-month')
    case 'level':
      return given(levelWords.get(text), 'not-a-level')
    case 'yes-no':
      return given(readYesNo(text), 'not-yes-or-no')
    case 'division':
      return given(readDivision(text), 'not-a-division')
    case 'disability-card':
      return given(readDisabilityCard(text), 'not-a-disability-card')
  }
}
