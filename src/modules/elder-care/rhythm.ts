import { addDays, type Day, daysBetween, weekday } from '#kernel/day'
import { firstDayOf, lastDayOf, monthOf, monthsThrough } from '#kernel/month'

/** When an agreement brings somebody to the door. */
export interface Rhythm {
  readonly id: string
  /** 1 is Monday; empty for a monthly rhythm. */
  readonly weekdays: readonly number[]
  /** Times a month; 0 for a weekly rhythm. */
  readonly monthly: number
  readonly firstDay: Day
  readonly lastDay: Day | null
}

export interface PlannedDay {
  readonly day: Day
  /** Of several on the same day the how manyeth. */
  readonly turn: number
}

const saturday = 6

function within({ firstDay, lastDay }: Rhythm, day: Day): boolean {
  return day >= firstDay && (lastDay === null || day <= lastDay)
}

/**
 * The days from `from` to `until`, both counted, on which a visit is due. Of a monthly rhythm the days are spread over
 * the working days of the month that the agreement covers, each agreement by its own number, so that a month's visits
 * do not all fall on one day. The same rhythm gives the same days whatever part of them is asked for.
 */
export function daysOf(rhythm: Rhythm, from: Day, until: Day): PlannedDay[] {
  if (from > until) return []
  return rhythm.monthly > 0 ? monthlyDays(rhythm, from, until) : weeklyDays(rhythm, from, until)
}

function weeklyDays(rhythm: Rhythm, from: Day, until: Day): PlannedDay[] {
  const days: PlannedDay[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) {
    if (within(rhythm, day) && rhythm.weekdays.includes(weekday(day))) days.push({ day, turn: 1 })
  }
  return days
}

function monthlyDays(rhythm: Rhythm, from: Day, until: Day): PlannedDay[] {
  const days: PlannedDay[] = []
  for (const month of monthsThrough(monthOf(from), monthOf(until))) {
    const first = firstDayOf(month)
    const length = daysBetween(first, lastDayOf(month)) + 1
    const whole = Array.from({ length }, (_, index) => addDays(first, index)).filter((day) => within(rhythm, day))
    const working = whole.filter((day) => weekday(day) < saturday)
    const open = working.length > 0 ? working : whole
    if (open.length === 0) continue
    const turns = new Map<Day, number>()
    for (let time = 0; time < rhythm.monthly; time++) {
      const step = Math.floor((time * open.length) / rhythm.monthly)
      const day = open[(Number(BigInt(rhythm.id) % BigInt(open.length)) + step) % open.length]
      if (day === undefined) continue
      const turn = (turns.get(day) ?? 0) + 1
      turns.set(day, turn)
      if (day >= from && day <= until) days.push({ day, turn })
    }
  }
  return days.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.turn - b.turn))
}
