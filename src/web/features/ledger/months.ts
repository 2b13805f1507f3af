function fromIndex(index: number): string {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** `2026-11`, one earlier → `2026-10`. */
export function monthBefore(month: string, by = 1): string {
  const [year = '', number = ''] = month.split('-')
  return fromIndex(Number(year) * 12 + Number(number) - 1 - by)
}

/** The month and those before it, the latest first. */
export function monthsUntil(month: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => monthBefore(month, index))
}
