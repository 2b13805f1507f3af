import { addMonths, fromDayNumber, toDayNumber, type Day } from '#kernel/day'

/** The number of the day that never comes, 9999-12-31. */
export const neverDay = 2_932_896

/** What the generator and its truth need to know of the as-of day, as numbers. */
export interface Calendar {
  readonly asOf: number
  /** The as-of day some months earlier or later, clipped to the end of the month. */
  monthsFrom(months: number): number
  /** The month that the as-of day lies in. */
  readonly month: number
  /** The twelve whole months of a mean: they end with the as-of month if the as-of day ends it, else before it. */
  readonly window: readonly number[]
  /** The birthday on which a person of some age completed it: the newest day on which they can be born. */
  newestBirth(age: number): number
}

export function calendarOf(asOf: Day): Calendar {
  const number = toDayNumber(asOf)
  const month = Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - 1
  const last = fromDayNumber(number + 1).slice(8) === '01' ? month : month - 1
  const births = Array.from({ length: 125 }, (_, age) => toDayNumber(addMonths(asOf, -12 * age)))
  const shifts = new Map<number, number>()
  return {
    asOf: number,
    month,
    window: Array.from({ length: 12 }, (_, index) => last - 11 + index),
    monthsFrom(months) {
      const known = shifts.get(months)
      if (known !== undefined) return known
      const shifted = toDayNumber(addMonths(asOf, months))
      shifts.set(months, shifted)
      return shifted
    },
    newestBirth(age) {
      const birth = births[age]
      if (birth === undefined) throw new Error(`No person is ${age} years old`)
      return birth
    },
  }
}

const texts = new Map<number, Day>()

/** The day as text. Remembered, since the same days come a million times. */
export function dayText(number: number): Day {
  let text = texts.get(number)
  if (text === undefined) {
    text = fromDayNumber(number)
    texts.set(number, text)
  }
  return text
}

function monthStart(month: number): Day {
  // The year and month come from whole numbers, so this is a calendar day.
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01` as Day
}

/** `2026-03`. */
export function monthText(month: number): string {
  return monthStart(month).slice(0, 7)
}

/** The month that a day lies in. */
export function monthOf(dayNumber: number): number {
  const text = dayText(dayNumber)
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1
}
