import type { CarerRow } from '#contracts/facility'
import { facilityText } from '#web/features/facility/text.zh.ts'

/** Minutes after midnight as a clock shows them: 510 → `08:30`. */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** `08:30` → 510; undefined when it is no time of the day. */
export function minuteOf(clock: string): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(clock.trim()) ?? []
  if (hours === undefined || minutes === undefined) return undefined
  const minute = Number(hours) * 60 + Number(minutes)
  return Number(minutes) < 60 && minute <= 1440 ? minute : undefined
}

const workdays = '1,2,3,4,5'
const everyDay = '1,2,3,4,5,6,7'

/** The days of a week in words: all, Monday to Friday, or each by name. */
export function weekdaysInWords(weekdays: readonly number[]): string {
  const sorted = weekdays.toSorted((a, b) => a - b)
  if (sorted.join(',') === everyDay) return facilityText.everyDay
  if (sorted.join(',') === workdays) return facilityText.workdays
  return sorted.map((day) => facilityText.weekdays[day - 1] ?? '').join('、')
}

type Absence = CarerRow['absences'][number]

export function absenceOn(carer: Pick<CarerRow, 'absences'>, day: string): Absence | undefined {
  return carer.absences.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay)
}

/** Absences that are not over, the next first. */
export function absencesAhead(carer: Pick<CarerRow, 'absences'>, today: string): readonly Absence[] {
  return carer.absences.filter(({ lastDay }) => lastDay >= today).toSorted((a, b) => (a.firstDay < b.firstDay ? -1 : 1))
}
