import { scalars, type Builtin, type BuiltinDefinition } from '#policy/answer/builtin'
import {
  dateIn,
  dateOf,
  dayOfYear,
  isNumber,
  isTemporal,
  isZone,
  monthsDuration,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTime,
  startOfDay,
  toDecimal,
  toInteger,
  weekday,
  weekOfYear,
  type FeelDate,
  monthNames,
  weekdayNames,
  type FeelTime,
  type Num,
  type Value,
} from '#policy/value/index'

/** A whole number among the arguments; NaN, which is no part of any day, for anything else. */
function part(value: Value | undefined): number {
  return value === undefined ? Number.NaN : (toInteger(value) ?? Number.NaN)
}

function ofDay(compute: (day: FeelDate) => Value): BuiltinDefinition {
  return scalars(1, 1, ([value = null]) => {
    const day = dateIn(value)
    return day === undefined ? null : compute(day)
  })
}

const date: Builtin = (args) => {
  const [from = null] = args
  if (args.length === 3) return dateOf(part(args[0]), part(args[1]), part(args[2])) ?? null
  if (args.length !== 1) return null
  return typeof from === 'string' ? (parseDate(from) ?? null) : (dateIn(from) ?? null)
}

/** The widest offset from UTC, in seconds. */
const widestOffset = 18 * 3600

/** A time of day by its parts; the offset is a duration, or null for a local time. */
function timeOf(hour: Value, minute: Value, second: Value, zone: Pick<FeelTime, 'offset' | 'zone'>): FeelTime | null {
  const [hours, minutes] = [part(hour), part(minute)]
  if (!(hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59) || !isNumber(second)) return null
  const split = seconds(second)
  if (split === undefined) return null
  return { kind: 'time', hour: hours, minute: minutes, ...split, ...zone }
}

function seconds(of: Num): { readonly second: number; readonly nano: number } | undefined {
  const exact = toDecimal(of)
  if (exact.isNegative() || exact.gte(60)) return undefined
  const second = exact.trunc()
  return { second: second.toNumber(), nano: exact.minus(second).times(1_000_000_000).trunc().toNumber() }
}

function offsetIn(value: Value): Pick<FeelTime, 'offset' | 'zone'> | undefined {
  if (value === null) return {}
  if (typeof value === 'string') return isZone(value) ? { zone: value } : undefined
  if (isNumber(value) || !isTemporal(value) || value.kind !== 'days') return undefined
  return Math.abs(value.seconds) <= widestOffset && value.nanos === 0 ? { offset: value.seconds } : undefined
}

const time: Builtin = (args) => {
  const [from = null, minute = null, second = null, offset = null] = args
  if (args.length > 2) {
    const zone = typeof offset === 'string' ? undefined : offsetIn(offset)
    return zone === undefined ? null : timeOf(from, minute, second, zone)
  }
  if (args.length !== 1) return null
  if (typeof from === 'string') return parseTime(from) ?? null
  if (isNumber(from) || !isTemporal(from)) return null
  if (from.kind === 'date') return startOfDay(from).time
  return from.kind === 'time' ? from : from.kind === 'date-time' ? from.time : null
}

const dateAndTime: Builtin = (args) => {
  const [from = null, second = null] = args
  if (args.length === 1) {
    if (typeof from === 'string') return parseDateTime(from) ?? null
    if (isNumber(from) || !isTemporal(from)) return null
    return from.kind === 'date-time' ? from : from.kind === 'date' ? startOfDay(from) : null
  }
  if (args.length === 2) return joined(from, second)
  const [, , , hour = null, minute = null, secondOf = null, offset = null] = args
  const day = dateOf(part(args[0]), part(args[1]), part(args[2]))
  const zone = offsetIn(offset)
  if (args.length < 6 || day === undefined || zone === undefined) return null
  const clock = timeOf(hour, minute, secondOf, zone)
  return clock === null ? null : { kind: 'date-time', date: day, time: clock }
}

/** A day with a time of day, or a date and time moved to a zone. */
function joined(from: Value, second: Value): Value {
  const day = dateIn(from)
  if (day === undefined) return null
  if (typeof second === 'string') {
    const local: FeelTime = typeof from === 'object' && from !== null && 'time' in from ? from.time : midnight
    const { hour, minute, second: seconds_, nano } = local
    if (!isZone(second)) return null
    return { kind: 'date-time', date: day, time: { kind: 'time', hour, minute, second: seconds_, nano, zone: second } }
  }
  if (isNumber(second) || !isTemporal(second) || second.kind !== 'time') return null
  return { kind: 'date-time', date: day, time: second }
}

const midnight: FeelTime = { kind: 'time', hour: 0, minute: 0, second: 0, nano: 0 }

const duration: Builtin = ([from = null]) => {
  if (typeof from === 'string') return parseDuration(from) ?? null
  if (isNumber(from) || !isTemporal(from)) return null
  return from.kind === 'months' || from.kind === 'days' ? from : null
}

export const timeBuiltins = {
  date: scalars(1, 3, date),
  time: scalars(1, 4, time),
  'date and time': scalars(1, 7, dateAndTime),
  duration: scalars(1, 1, duration),
  'years and months duration': scalars(2, 2, ([from = null, to = null]) => monthsDuration(from, to)),
  'day of year': ofDay(dayOfYear),
  'day of week': ofDay((day) => weekdayNames[weekday(day) - 1] ?? null),
  'month of year': ofDay((day) => monthNames[day.month - 1] ?? null),
  'week of year': ofDay(weekOfYear),
  now: scalars(0, 0, (_, { now }) => now),
  today: scalars(0, 0, (_, { isPolicy, asOf, now }) => (isPolicy ? asOf : now.date)),
} satisfies Readonly<Record<string, BuiltinDefinition>>
