import { formatText } from '#web/format.zh.ts'

/** `2026-11-21` → `2026年11月21日`. */
export function longDay(day: string): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-')
  return formatText.longDay(year, String(Number(month)), String(Number(dayOfMonth)))
}

/** A sentence with the days in it written out: `于2026-04-02去世` → `于2026年4月2日去世`. */
export function daysInWords(sentence: string): string {
  return sentence.replace(/\d{4}-\d{2}-\d{2}/g, longDay)
}

/** `2026-11-21` → `11-21`, with the year when it is not that of `today`. */
export function shortDay(day: string, today: string): string {
  return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day
}

/** An instant in the reader's own time, to the minute. */
export function instant(iso: string): string {
  const at = new Date(iso)
  const two = (of: number): string => String(of).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** `12345.6` and `12,345.6` → `12,345.60`; whole yuan without decimals. The server writes amounts in either way. */
export function yuan(amount: string): string {
  const number = Number(amount.replaceAll(',', ''))
  const whole = Number.isInteger(number)
  return number.toLocaleString('zh-CN', { minimumFractionDigits: whole ? 0 : 2, maximumFractionDigits: 2 })
}

export function count(of: number): string {
  return of.toLocaleString('zh-CN')
}

/** How long there is left, or how far the deadline has passed, in working days. */
export function timeLeft(workingDays: number | null): string {
  if (workingDays === null) return ''
  if (workingDays < 0) return formatText.overdue(-workingDays)
  return workingDays === 0 ? formatText.dueToday : formatText.left(workingDays)
}
