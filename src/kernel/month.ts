import { type Day, day, endOfMonth } from '#kernel/day'

/** A calendar month as `YYYY-MM`. Ordered as text, like a `Day`. */
export type Month = string & { readonly __month: unique symbol }

/** Parses `YYYY-MM`; gives `undefined` for anything that is not a month. */
export function parseMonth(text: string): Month | undefined {
  const match = /^(1[89]|2[01])\d{2}-(\d{2})$/.exec(text)
  if (!match || Number(match[2]) < 1 || Number(match[2]) > 12) return undefined
  // The checks above are what makes a text a Month.
  return text as Month
}

/** A month that is known to be one, such as a literal in a test. Throws on anything else. */
export function month(text: string): Month {
  const parsed = parseMonth(text)
  if (parsed === undefined) throw new Error(`Not a month: ${text}`)
  return parsed
}

export function monthOf(of: Day): Month {
  return month(of.slice(0, 7))
}

/** Months since the year 0, so that months can be counted. */
function index(of: Month): number {
  return Number(of.slice(0, 4)) * 12 + Number(of.slice(5, 7)) - 1
}

export function addToMonth(to: Month, months: number): Month {
  const at = index(to) + months
  return month(`${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`)
}

/** How many months lie from the first month to the second; negative when it lies before. */
export function monthsBetween(from: Month, until: Month): number {
  return index(until) - index(from)
}

/** Both ends included; none when the last lies before the first. */
export function monthsThrough(first: Month, last: Month): Month[] {
  return Array.from({ length: Math.max(0, monthsBetween(first, last) + 1) }, (_, step) => addToMonth(first, step))
}

export function firstDayOf(of: Month): Day {
  return day(`${of}-01`)
}

export function lastDayOf(of: Month): Day {
  return endOfMonth(firstDayOf(of))
}
