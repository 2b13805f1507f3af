import { monthBefore } from '#web/features/ledger/months.ts'
import { actText } from '#web/ui/act-text.zh.ts'

/** `2026-11` → `2026年11月`. */
export function monthName(month: string): string {
  const [year = '', number = ''] = month.split('-')
  return actText.monthName(year, String(Number(number)))
}

/** The month after this one and those before it, the latest first, as choices. */
export function monthChoices(today: string, ahead: number, count: number): { value: string; label: string }[] {
  const latest = monthBefore(today.slice(0, 7), -ahead)
  return Array.from({ length: count }, (_, index) => {
    const value = monthBefore(latest, index)
    return { value, label: monthName(value) }
  })
}
