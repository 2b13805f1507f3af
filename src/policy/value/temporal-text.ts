import { addDays, dateOf } from '#policy/value/calendar'
import type { DaysDuration, FeelDate, FeelDateTime, FeelTime, MonthsDuration, Temporal } from '#policy/value/value'
import { isZone } from '#policy/value/zone'

const datePattern = /^(-?)(\d{4,9})-(\d{2})-(\d{2})$/

/** Reads `YYYY-MM-DD`; a year has four to nine digits, and a longer one does not begin with zero. */
export function parseDate(text: string): FeelDate | undefined {
  const match = datePattern.exec(text)
  if (match === null) return undefined
  const [, sign = '', digits = ''] = match
  if (digits.length > 4 && digits.startsWith('0')) return undefined
  const year = Number(digits)
  if (year === 0 && sign !== '') return undefined
  return dateOf(sign === '' ? year : -year, Number(match[3]), Number(match[4]))
}

const timePattern = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(.*)$/

/** The widest offset from UTC, in seconds. */
const widestOffset = 18 * 3600

/** What follows the seconds of a time: nothing, `Z`, an offset, or `@` and the name of a zone. */
function parseZone(text: string): Pick<FeelTime, 'offset' | 'zone'> | undefined {
  if (text === '') return {}
  if (text === 'Z') return { offset: 0 }
  if (text.startsWith('@')) return isZone(text.slice(1)) ? { zone: text.slice(1) } : undefined
  const match = /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (match === null) return undefined
  const [hours, minutes, seconds] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)]
  const size = hours * 3600 + minutes * 60 + seconds
  if (minutes > 59 || seconds > 59 || size > widestOffset) return undefined
  return { offset: match[1] === '-' && size > 0 ? -size : size }
}

/** A time, and whether it was written as the end of its day, `24:00:00`. */
function parseClock(text: string): { readonly time: FeelTime; readonly nextDay: boolean } | undefined {
  const match = timePattern.exec(text)
  if (match === null) return undefined
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const nano = Number((match[4] ?? '').slice(0, 9).padEnd(9, '0'))
  const zone = parseZone(match[5] ?? '')
  const nextDay = hour === 24 && minute === 0 && second === 0 && nano === 0
  if (zone === undefined || minute > 59 || second > 59 || (hour > 23 && !nextDay)) return undefined
  return { time: { kind: 'time', hour: hour % 24, minute, second, nano, ...zone }, nextDay }
}

export function parseTime(text: string): FeelTime | undefined {
  return parseClock(text)?.time
}

/** A date and time, or a date alone, which stands for its midnight. */
export function parseDateTime(text: string): FeelDateTime | undefined {
  const at = text.indexOf('T')
  const date = parseDate(at === -1 ? text : text.slice(0, at))
  const clock = parseClock(at === -1 ? '00:00:00' : text.slice(at + 1))
  if (date === undefined || clock === undefined) return undefined
  const day = clock.nextDay ? addDays(date, 1) : date
  return day === undefined ? undefined : { kind: 'date-time', date: day, time: clock.time }
}

const monthsPattern = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?$/
const daysPattern = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?$/

/** A duration in years and months, or in days and time; FEEL has none of both. */
export function parseDuration(text: string): MonthsDuration | DaysDuration | undefined {
  if (text.endsWith('P') || text.endsWith('T')) return undefined
  const months = monthsPattern.exec(text)
  if (months !== null) {
    const size = Number(months[2] ?? 0) * 12 + Number(months[3] ?? 0)
    return monthsOf(months[1] === '-' ? -size : size)
  }
  const days = daysPattern.exec(text)
  if (days === null) return undefined
  const size = Number(days[2] ?? 0) * 86_400 + Number(days[3] ?? 0) * 3600 + Number(days[4] ?? 0) * 60
  const nanos = Number((days[6] ?? '').slice(0, 9).padEnd(9, '0'))
  return daysOf(size + Number(days[5] ?? 0), nanos, days[1] === '-')
}

/** A duration of months; undefined when there are more than can be counted. */
export function monthsOf(months: number): MonthsDuration | undefined {
  return Number.isSafeInteger(months) ? { kind: 'months', months: months === 0 ? 0 : months } : undefined
}

export function daysOf(seconds: number, nanos: number, negative: boolean): DaysDuration | undefined {
  if (!Number.isSafeInteger(seconds)) return undefined
  if (!negative) return { kind: 'days', seconds, nanos }
  return { kind: 'days', seconds: seconds === 0 ? 0 : -seconds, nanos: nanos === 0 ? 0 : -nanos }
}

/** Any of the five kinds by its own form, as in `@"2025-04-01"`. */
export function parseTemporal(text: string): Temporal | undefined {
  if (text.startsWith('P') || text.startsWith('-P')) return parseDuration(text)
  if (text.includes('T')) return parseDateTime(text)
  return parseDate(text) ?? parseTime(text)
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

function printDate(of: FeelDate): string {
  const year = String(Math.abs(of.year)).padStart(4, '0')
  return `${of.year < 0 ? '-' : ''}${year}-${two(of.month)}-${two(of.day)}`
}

function printFraction(nano: number): string {
  return nano === 0 ? '' : `.${String(nano).padStart(9, '0').replace(/0+$/, '')}`
}

function printOffset(offset: number): string {
  if (offset === 0) return 'Z'
  const size = Math.abs(offset)
  const seconds = size % 60 === 0 ? '' : `:${two(size % 60)}`
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}:${two(Math.floor(size / 60) % 60)}${seconds}`
}

function printTime(of: FeelTime): string {
  const zone = of.zone === undefined ? (of.offset === undefined ? '' : printOffset(of.offset)) : `@${of.zone}`
  return `${two(of.hour)}:${two(of.minute)}:${two(of.second)}${printFraction(of.nano)}${zone}`
}

function printMonths(months: number): string {
  const size = Math.abs(months)
  const [years, rest] = [Math.floor(size / 12), size % 12]
  const text = `${years === 0 ? '' : `${years}Y`}${rest === 0 ? '' : `${rest}M`}`
  return `${months < 0 ? '-' : ''}P${text === '' ? '0M' : text}`
}

function printDays(of: DaysDuration): string {
  const size = Math.abs(of.seconds)
  const days = Math.floor(size / 86_400)
  const [hours, minutes] = [Math.floor(size / 3600) % 24, Math.floor(size / 60) % 60]
  const seconds = `${size % 60}${printFraction(Math.abs(of.nanos))}`
  const clock = `${hours === 0 ? '' : `${hours}H`}${minutes === 0 ? '' : `${minutes}M`}${seconds === '0' ? '' : `${seconds}S`}`
  const text = `${days === 0 ? '' : `${days}D`}${clock === '' ? '' : `T${clock}`}`
  return `${of.seconds < 0 || of.nanos < 0 ? '-' : ''}P${text === '' ? 'T0S' : text}`
}

/** The text that reads back as the value. */
export function printTemporal(of: Temporal): string {
  switch (of.kind) {
    case 'date':
      return printDate(of)
    case 'time':
      return printTime(of)
    case 'date-time':
      return `${printDate(of.date)}T${printTime(of.time)}`
    case 'months':
      return printMonths(of.months)
    case 'days':
      return printDays(of)
  }
}
