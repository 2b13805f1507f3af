import { addDays, addMonths, dateFromDayNumber, dayNumber, monthsBetween, weekday } from '#policy/value/calendar'
import { spend } from '#policy/value/effort'
import { canonical, Decimal, numberFrom, toDecimal } from '#policy/value/number'
import { daysOf, monthsOf } from '#policy/value/temporal-text'
import type {
  DaysDuration,
  FeelDate,
  FeelDateTime,
  FeelTime,
  MonthsDuration,
  Num,
  Temporal,
  Value,
} from '#policy/value/value'
import { zoneOffset } from '#policy/value/zone'

const daySeconds = 86_400

export function isTemporal(value: Value): value is Temporal {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false
  switch (value.kind) {
    case 'date':
    case 'time':
    case 'date-time':
    case 'months':
    case 'days':
      return true
    case 'range':
    case 'context':
    case 'row':
    case 'function':
    case 'unknown':
      return false
  }
}

function clockSeconds(of: FeelTime): number {
  return of.hour * 3600 + of.minute * 60 + of.second
}

/** Whether a time says where on earth it holds. */
function isZoned(of: FeelTime): boolean {
  return of.offset !== undefined || of.zone !== undefined
}

/** Seconds since 1970 as the clock on the wall shows them. */
function localSeconds(of: FeelDateTime): number {
  return dayNumber(of.date) * daySeconds + clockSeconds(of.time)
}

/** Seconds east of UTC; zero for a local time. */
function offsetOf(time: FeelTime, local: number): number {
  return time.zone === undefined ? (time.offset ?? 0) : zoneOffset(time.zone, local)
}

/** A moment: seconds since 1970 in UTC, or local ones when no zone is told. Times lie on the first day of 1970. */
interface Moment {
  readonly seconds: number
  readonly nano: number
  readonly zoned: boolean
}

function momentOf(value: FeelTime | FeelDateTime): Moment {
  const time = value.kind === 'time' ? value : value.time
  const local = value.kind === 'time' ? clockSeconds(value) : localSeconds(value)
  return { seconds: local - offsetOf(time, local), nano: time.nano, zoned: isZoned(time) }
}

/** The order of two times or dates and times, to the whole second; undefined when only one of them has a zone. */
function orderMoments(left: FeelTime | FeelDateTime, right: FeelTime | FeelDateTime): number | undefined {
  const [a, b] = [momentOf(left), momentOf(right)]
  return a.zoned === b.zoned ? a.seconds - b.seconds : undefined
}

/** Below, at or above zero; undefined where the two have no order (DMN 1.5, table 50). */
export function orderTemporal(left: Temporal, right: Temporal): number | undefined {
  if (left.kind === 'date' && right.kind === 'date') {
    return left.year - right.year || left.month - right.month || left.day - right.day
  }
  if (left.kind === 'months' && right.kind === 'months') return left.months - right.months
  if (left.kind === 'days' && right.kind === 'days') return left.seconds - right.seconds || left.nanos - right.nanos
  if (left.kind === 'time' && right.kind === 'time') return orderMoments(left, right)
  if (left.kind === 'date-time' && right.kind === 'date-time') return orderMoments(left, right)
  return undefined
}

/** Equal in every part, as the function `is` asks. */
export function sameTemporal(left: Temporal, right: Temporal): boolean {
  if (left.kind === 'time' && right.kind === 'time') {
    const clocks = clockSeconds(left) === clockSeconds(right) && left.nano === right.nano
    return clocks && left.offset === right.offset && left.zone === right.zone
  }
  if (left.kind === 'date-time' && right.kind === 'date-time') {
    return sameTemporal(left.date, right.date) && sameTemporal(left.time, right.time)
  }
  return left.kind === right.kind && orderTemporal(left, right) === 0
}

/** The nanoseconds of a duration; exact at any size. */
function nanosOf(of: DaysDuration): bigint {
  return BigInt(of.seconds) * 1_000_000_000n + BigInt(of.nanos)
}

function daysFromNanos(nanos: bigint): DaysDuration | null {
  const size = nanos < 0n ? -nanos : nanos
  return daysOf(Number(size / 1_000_000_000n), Number(size % 1_000_000_000n), nanos < 0n) ?? null
}

/** Both durations of the same kind added, the second `sign` times. */
function addDurations(left: Temporal, right: Temporal, sign: 1 | -1): Temporal | null {
  if (left.kind === 'months' && right.kind === 'months') return monthsOf(left.months + sign * right.months) ?? null
  if (left.kind === 'days' && right.kind === 'days') {
    return daysFromNanos(nanosOf(left) + BigInt(sign) * nanosOf(right))
  }
  return null
}

/** Moves a day, a time or both by a duration. A day moves by the time of a duration as its midnight does. */
function shift(
  from: FeelDate | FeelTime | FeelDateTime,
  by: MonthsDuration | DaysDuration,
  sign: 1 | -1,
): Temporal | null {
  if (by.kind === 'months') {
    if (from.kind === 'time') return null
    const date = addMonths(from.kind === 'date' ? from : from.date, sign * by.months)
    if (date === undefined) return null
    return from.kind === 'date' ? date : { ...from, date }
  }
  const time: FeelTime = from.kind === 'time' ? from : from.kind === 'date' ? midnight : from.time
  let nano = time.nano + sign * by.nanos
  const carried = Math.floor(nano / 1_000_000_000)
  nano -= carried * 1_000_000_000
  const seconds = clockSeconds(time) + sign * by.seconds + carried
  const days = Math.floor(seconds / daySeconds)
  const clock = seconds - days * daySeconds
  const [hour, minute, second] = [Math.floor(clock / 3600), Math.floor(clock / 60) % 60, clock % 60]
  const moved: FeelTime = { ...time, hour, minute, second, nano }
  if (from.kind === 'time') return moved
  const date = addDays(from.kind === 'date' ? from : from.date, days)
  if (date === undefined) return null
  return from.kind === 'date' ? date : { kind: 'date-time', date, time: moved }
}

const midnight: FeelTime = { kind: 'time', hour: 0, minute: 0, second: 0, nano: 0 }
const midnightUtc: FeelTime = { ...midnight, offset: 0 }

/** A day as a date and time: its midnight in UTC (DMN 1.5, 10.3.2.3.6). */
export function startOfDay(of: FeelDate): FeelDateTime {
  return { kind: 'date-time', date: of, time: midnightUtc }
}

function between(left: FeelDate | FeelTime | FeelDateTime, right: FeelDate | FeelTime | FeelDateTime): Temporal | null {
  if (left.kind === 'date' && right.kind === 'date') {
    const seconds = (dayNumber(left) - dayNumber(right)) * daySeconds
    return daysOf(Math.abs(seconds), 0, seconds < 0) ?? null
  }
  if ((left.kind === 'time') !== (right.kind === 'time')) return null
  const a = momentOf(left.kind === 'date' ? startOfDay(left) : left)
  const b = momentOf(right.kind === 'date' ? startOfDay(right) : right)
  if (a.zoned !== b.zoned) return null
  return daysFromNanos(BigInt(a.seconds - b.seconds) * 1_000_000_000n + BigInt(a.nano - b.nano))
}

export function addTemporal(left: Temporal, right: Temporal): Temporal | null {
  const leftLasts = left.kind === 'months' || left.kind === 'days'
  const rightLasts = right.kind === 'months' || right.kind === 'days'
  if (leftLasts) return rightLasts ? addDurations(left, right, 1) : shift(right, left, 1)
  return rightLasts ? shift(left, right, 1) : null
}

export function subtractTemporal(left: Temporal, right: Temporal): Temporal | null {
  const leftLasts = left.kind === 'months' || left.kind === 'days'
  const rightLasts = right.kind === 'months' || right.kind === 'days'
  if (leftLasts) return rightLasts ? addDurations(left, right, -1) : null
  return rightLasts ? shift(left, right, -1) : between(left, right)
}

/** Digits enough for the nanoseconds of any duration times a number of 34 digits. */
function nanosDecimal(of: DaysDuration): Decimal {
  return new Decimal(nanosOf(of).toString())
}

/** A duration times or divided by a number; what is below a month or a nanosecond is cut off. */
export function scaleDuration(of: Temporal, by: Num, op: '*' | '/'): Temporal | null {
  if ((of.kind !== 'months' && of.kind !== 'days') || (op === '/' && by === 0)) return null
  if (of.kind === 'months' && typeof by === 'number' && op === '*') return monthsOf(of.months * by) ?? null
  const size = of.kind === 'months' ? new Decimal(of.months) : nanosDecimal(of)
  const scaled = (op === '*' ? size.times(toDecimal(by)) : size.div(toDecimal(by))).trunc()
  if (of.kind === 'months') return monthsOf(scaled.toNumber()) ?? null
  return scaled.abs().lt('1e25') ? daysFromNanos(BigInt(scaled.toFixed())) : null
}

export function divideDurations(left: Temporal, right: Temporal): Num | null {
  if (left.kind === 'months' && right.kind === 'months') {
    return right.months === 0 ? null : numberFrom(new Decimal(left.months).div(right.months))
  }
  if (left.kind !== 'days' || right.kind !== 'days' || nanosOf(right) === 0n) return null
  return numberFrom(nanosDecimal(left).div(nanosDecimal(right)))
}

/** Completed years and months between two days, by their dates alone. */
export function monthsDuration(from: Value, to: Value): MonthsDuration | null {
  const [start, end] = [dateIn(from), dateIn(to)]
  if (start === undefined || end === undefined) return null
  return monthsOf(monthsBetween(start, end)) ?? null
}

/** The day of a date or of a date and time. */
export function dateIn(value: Value): FeelDate | undefined {
  if (!isTemporal(value)) return undefined
  return value.kind === 'date' ? value : value.kind === 'date-time' ? value.date : undefined
}

/** A duration from seconds, such as an offset from UTC. */
function daysDuration(seconds: number): DaysDuration {
  return { kind: 'days', seconds, nanos: 0 }
}

/** A property such as `year` (DMN 1.5, table 65); undefined when values of this kind have none of the name. */
export function temporalProperty(of: Temporal, name: string): Value | undefined {
  switch (of.kind) {
    case 'date':
      return dateProperty(of, name) ?? timeProperty(midnightUtc, daysDuration(0), name)
    case 'time':
      return timeProperty(of, offsetDuration(of, clockSeconds(of)), name)
    case 'date-time':
      return dateProperty(of.date, name) ?? timeProperty(of.time, offsetDuration(of.time, localSeconds(of)), name)
    case 'months':
      if (name === 'years') return Math.trunc(of.months / 12) + 0
      return name === 'months' ? (of.months % 12) + 0 : undefined
    case 'days':
      return daysProperty(of, name)
  }
}

function offsetDuration(time: FeelTime, local: number): DaysDuration | null {
  return isZoned(time) ? daysDuration(offsetOf(time, local)) : null
}

function dateProperty(of: FeelDate, name: string): Value | undefined {
  switch (name) {
    case 'year':
      return of.year
    case 'month':
      return of.month
    case 'day':
      return of.day
    case 'weekday':
      return weekday(of)
  }
  return undefined
}

function timeProperty(of: FeelTime, offset: DaysDuration | null, name: string): Value | undefined {
  switch (name) {
    case 'hour':
      return of.hour
    case 'minute':
      return of.minute
    case 'second':
      return of.nano === 0 ? of.second : withNanos(of.second, of.nano)
    case 'time offset':
      return offset
    case 'timezone':
      return of.zone ?? null
  }
  return undefined
}

function withNanos(seconds: number, nanos: number): Num {
  return canonical(new Decimal(nanos).div(1_000_000_000).plus(seconds))
}

function daysProperty(of: DaysDuration, name: string): Value | undefined {
  switch (name) {
    case 'days':
      return Math.trunc(of.seconds / daySeconds) + 0
    case 'hours':
      return Math.trunc((of.seconds % daySeconds) / 3600) + 0
    case 'minutes':
      return Math.trunc((of.seconds % 3600) / 60) + 0
    case 'seconds':
      return of.nanos === 0 ? (of.seconds % 60) + 0 : withNanos(of.seconds % 60, of.nanos)
  }
  return undefined
}

/** The days from one to the other, both included, upwards or downwards; undefined when there are more than `most`. */
export function daysThrough(low: FeelDate, high: FeelDate, most: number): readonly FeelDate[] | undefined {
  const [first, last] = [dayNumber(low), dayNumber(high)]
  const step = first <= last ? 1 : -1
  const count = Math.abs(last - first) + 1
  if (count > most) return undefined
  spend(count)
  const days: FeelDate[] = []
  for (let index = 0; index < count; index += 1) {
    const day = dateFromDayNumber(first + step * index)
    if (day !== undefined) days.push(day)
  }
  return days
}
