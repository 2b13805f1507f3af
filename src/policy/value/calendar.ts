import type { FeelDate } from '#policy/value/value'

/** Years of FEEL's dates (DMN 1.5, 10.3.2.3.5). */
const lastYear = 999_999_999

const commonMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (commonMonths[month - 1] ?? 0)
}

/** The day with these parts, if the calendar has one. */
export function dateOf(year: number, month: number, day: number): FeelDate | undefined {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return undefined
  if (Math.abs(year) > lastYear || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return undefined
  return { kind: 'date', year, month, day }
}

/** Days of 400 years, after which the Gregorian calendar repeats itself, weekdays included. */
const cycleDays = 146_097
/** From 1 March of year 0 to 1 January 1970. */
const epoch = 719_468

/** Days since 1970-01-01. Years are counted from March, so that the leap day ends a year. */
export function dayNumber(of: FeelDate): number {
  const year = of.month > 2 ? of.year : of.year - 1
  const cycle = Math.floor(year / 400)
  const yearOfCycle = year - cycle * 400
  const month = (of.month + 9) % 12
  const leapDays = Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100)
  const dayOfYear = Math.floor((month * 153 + 2) / 5) + of.day - 1
  return cycle * cycleDays + yearOfCycle * 365 + leapDays + dayOfYear - epoch
}

/** The inverse of `dayNumber`; undefined beyond the years of FEEL. */
export function dateFromDayNumber(number: number): FeelDate | undefined {
  const days = number + epoch
  const cycle = Math.floor(days / cycleDays)
  const dayOfCycle = days - cycle * cycleDays
  const passed = Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096)
  const yearOfCycle = Math.floor((dayOfCycle - passed) / 365)
  const dayOfYear = dayOfCycle - (yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100))
  const month = Math.floor((dayOfYear * 5 + 2) / 153)
  const day = dayOfYear - Math.floor((month * 153 + 2) / 5) + 1
  return dateOf(cycle * 400 + yearOfCycle + (month < 10 ? 0 : 1), month < 10 ? month + 3 : month - 9, day)
}

/** Calendar months, clipped to the end of the month: 30 November + 3 months = 28 February. */
export function addMonths(to: FeelDate, months: number): FeelDate | undefined {
  const index = to.year * 12 + to.month - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return dateOf(year, month, Math.min(to.day, daysInMonth(year, month)))
}

export function addDays(to: FeelDate, days: number): FeelDate | undefined {
  return dateFromDayNumber(dayNumber(to) + days)
}

/** Completed months from one day to another, negative backwards. */
export function monthsBetween(from: FeelDate, to: FeelDate): number {
  const months = (to.year - from.year) * 12 + to.month - from.month
  if (months > 0 && to.day < from.day) return months - 1
  return months < 0 && to.day > from.day ? months + 1 : months
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(of: FeelDate): number {
  return ((((dayNumber(of) + 3) % 7) + 7) % 7) + 1
}

export function dayOfYear(of: FeelDate): number {
  return dayNumber(of) - dayNumber({ ...of, month: 1, day: 1 }) + 1
}

/** The week of ISO 8601: week 1 has the year's first Thursday. */
export function weekOfYear(of: FeelDate): number {
  const thursday = dateFromDayNumber(dayNumber(of) + 4 - weekday(of)) ?? of
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1
}

/** Monday first, as `day of week` names them. */
export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** As `month of year` names them. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
