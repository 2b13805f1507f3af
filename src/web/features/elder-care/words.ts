import type { CarePlanRow } from '#contracts/elder-care'
import { careText } from '#web/features/elder-care/text.zh.ts'

/** `[1, 3]` → `每周一、周三`; all seven are every day. */
export function rhythmText({ weekdays, monthly }: Pick<CarePlanRow, 'weekdays' | 'monthly'>): string {
  if (monthly > 0) return careText.monthlyOf(monthly)
  if (weekdays.length === 7) return careText.everyDay
  const names = weekdays.toSorted((a, b) => a - b).map((day) => careText.weekdays[day - 1] ?? '')
  return careText.weeklyOf(names.join(careText.and))
}

/** The share of a whole in percent, cut and not rounded up: 100 is said only when nobody is left. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '0'
  const tenths = Math.floor((part * 1000) / whole)
  return tenths % 10 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1)
}
