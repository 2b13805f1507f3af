import { addDays, weekday, type Day } from '#kernel/day'

/** The holidays and make-up days of the years that are known. Data, not law in code. */
export interface WorkCalendar {
  readonly firstYear: number
  readonly lastYear: number
  readonly off: ReadonlySet<string>
  readonly work: ReadonlySet<string>
}

/** A deadline with its own arithmetic, so that a screen can show how it was counted. */
export interface Deadline {
  readonly countedFrom: Day
  readonly workingDays: number
  readonly dueOn: Day
  /** Days that would have counted but for a holiday. */
  readonly holidaysSkipped: readonly Day[]
  /** Weekend days that counted because they are worked to make up for a holiday. */
  readonly makeUpDays: readonly Day[]
  /** True when the count passes beyond the known calendar, so that the day may still move. */
  readonly provisional: boolean
}

export type DeadlineFault = { readonly code: 'before-calendar'; readonly firstYear: number }

export function isWorkingDay(calendar: WorkCalendar, of: Day): boolean {
  if (calendar.work.has(of)) return true
  return !calendar.off.has(of) && weekday(of) <= 5
}

/**
 * The deadline that lies `workingDays` working days after an event; the count starts the day after.
 * Before the first known year there is no answer, since the holidays of that year are not at hand.
 *
 * @law 《国务院办公厅关于部分节假日安排的通知》 of each year
 */
export function deadlineAfter(
  calendar: WorkCalendar,
  event: Day,
  workingDays: number,
): { ok: true; deadline: Deadline } | { ok: false; fault: DeadlineFault } {
  if (Number(event.slice(0, 4)) < calendar.firstYear) {
    return { ok: false, fault: { code: 'before-calendar', firstYear: calendar.firstYear } }
  }
  const holidaysSkipped: Day[] = []
  const makeUpDays: Day[] = []
  let current = event
  for (let counted = 0; counted < workingDays; ) {
    current = addDays(current, 1)
    if (isWorkingDay(calendar, current)) {
      counted++
      if (weekday(current) > 5) makeUpDays.push(current)
    } else if (weekday(current) <= 5) {
      holidaysSkipped.push(current)
    }
  }
  const provisional = Number(current.slice(0, 4)) > calendar.lastYear
  return {
    ok: true,
    deadline: { countedFrom: event, workingDays, dueOn: current, holidaysSkipped, makeUpDays, provisional },
  }
}

/** Working days from the day after `from` through `through`; negative when `through` lies before. */
export function workingDaysBetween(calendar: WorkCalendar, from: Day, through: Day): number {
  if (through < from) return -workingDaysBetween(calendar, through, from)
  let count = 0
  for (let current = from; current < through; ) {
    current = addDays(current, 1)
    if (isWorkingDay(calendar, current)) count++
  }
  return count
}
