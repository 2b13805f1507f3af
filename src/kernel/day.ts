/** A calendar day as `YYYY-MM-DD`. Ordered as text; never a `Date`, so that no time zone can move it. */
export type Day = string & { readonly __day: unique symbol }

/** The day that never comes: how a fact says that a thing has not happened (as against unknown). */
export const never = '9999-12-31' as Day

/** Days of each month in a common year. */
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (monthDays[month - 1] ?? 0)
}

/** Parses `YYYY-MM-DD`; gives `undefined` for anything that is not a day of the calendar. */
export function parseDay(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if ((year < 1800 || year > 2200) && text !== '9999-12-31') return undefined
  if (month < 1 || month > 12) return undefined
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined
  // The checks above are what makes a text a Day.
  return text as Day
}

/** A day that is known to be one, such as a literal in a test. Throws on anything else. */
export function day(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new Error(`Not a calendar day: ${text}`)
  return parsed
}

function parts(of: Day): { year: number; month: number; dayOfMonth: number } {
  return { year: Number(of.slice(0, 4)), month: Number(of.slice(5, 7)), dayOfMonth: Number(of.slice(8, 10)) }
}

function fromParts(year: number, month: number, dayOfMonth: number): Day {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
  return day(text)
}

/** Number of days since 1970-01-01 (proleptic Gregorian, after Hinnant's days_from_civil). */
export function toDayNumber(of: Day): number {
  const { year, month, dayOfMonth } = parts(of)
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The day that lies `number` days after 1970-01-01. */
export function fromDayNumber(number: number): Day {
  const z = number + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return fromParts(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfMonth)
}

export function addDays(to: Day, days: number): Day {
  return fromDayNumber(toDayNumber(to) + days)
}

/** Calendar months, clipped to the end of the month: 11-30 + 3 months = 02-28. */
export function addMonths(to: Day, months: number): Day {
  const { year, month, dayOfMonth } = parts(to)
  const index = year * 12 + (month - 1) + months
  const targetYear = Math.floor(index / 12)
  const targetMonth = (((index % 12) + 12) % 12) + 1
  return fromParts(targetYear, targetMonth, Math.min(dayOfMonth, daysInMonth(targetYear, targetMonth)))
}

export function daysBetween(from: Day, until: Day): number {
  return toDayNumber(until) - toDayNumber(from)
}

/** Completed years from `birth` to `on`; a person born on 29 February completes a year on 1 March. */
export function ageOn(birth: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(of: Day): number {
  return ((((toDayNumber(of) + 3) % 7) + 7) % 7) + 1
}

/** The last day of the month that the day lies in. */
export function endOfMonth(of: Day): Day {
  const { year, month } = parts(of)
  return fromParts(year, month, daysInMonth(year, month))
}
