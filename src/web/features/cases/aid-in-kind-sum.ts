import type { AidInKindRow } from '#contracts/entitlement'
import { fen, formatYuan, parseYuan } from '#kernel/fen'
import { inKindText } from '#web/features/cases/aid-in-kind-text.zh.ts'
import { count } from '#web/format.ts'

/** How often something was given and what it was worth; what nobody priced is counted and not guessed. */
export function sumOfAid(rows: readonly Pick<AidInKindRow, 'value'>[]): string {
  const priced = rows.flatMap(({ value }) => (value === null ? [] : (parseYuan(value) ?? [])))
  if (priced.length === 0) return inKindText.sumUnpriced(count(rows.length))
  const sum = fen(priced.reduce((all, one) => all + one, 0n))
  return inKindText.sum(count(rows.length), formatYuan(sum), rows.length - priced.length)
}
