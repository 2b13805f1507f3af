import { readFile } from 'node:fs/promises'
import Type from 'typebox'
import { Compile } from 'typebox/compile'
import { parse } from 'yaml'
import { addDays, type Day, day } from '#kernel/day'
import type { WorkCalendar } from '#kernel/working-days'

const calendarFile = new URL('../../policies/working-days.yaml', import.meta.url)

const Years = Compile(
  Type.Record(
    Type.String({ pattern: '^[0-9]{4}$' }),
    Type.Object({ document: Type.String(), off: Type.Array(Type.String()), work: Type.Array(Type.String()) }),
  ),
)

/** `02-10..02-17` → each of its days in the year. */
function daysOf(year: string, span: string): Day[] {
  const [from, through] = span.split('..')
  const first = day(`${year}-${from ?? ''}`)
  const last = through === undefined ? first : day(`${year}-${through}`)
  const days: Day[] = []
  for (let current = first; current <= last; current = addDays(current, 1)) days.push(current)
  return days
}

/** The known years of `policies/working-days.yaml`. Throws when the file says something that is no calendar. */
export async function loadWorkCalendar(): Promise<WorkCalendar> {
  const years = Years.Parse(parse(await readFile(calendarFile, 'utf8')))
  const known = Object.keys(years).map(Number)
  return {
    firstYear: Math.min(...known),
    lastYear: Math.max(...known),
    off: new Set(Object.entries(years).flatMap(([year, { off }]) => off.flatMap((span) => daysOf(year, span)))),
    work: new Set(Object.entries(years).flatMap(([year, { work }]) => work.flatMap((span) => daysOf(year, span)))),
  }
}
