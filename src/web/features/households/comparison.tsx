import type { ReactNode } from 'react'
import type { HouseholdFile } from '#contracts/registry'
import { parseYuan, fen, formatYuan } from '#kernel/fen'
import { CategoryTag, RegisterTag } from '#web/features/households/category-tag.tsx'
import { householdText, noCategory } from '#web/features/households/text.zh.ts'
import { yuan } from '#web/format.ts'

type Determination = NonNullable<HouseholdFile['determination']>

/** The difference of two amounts in whole fen; undefined while one of them is not known. */
function differenceOf(found: Determination): bigint | undefined {
  const could = found.amount === null ? undefined : parseYuan(found.amount)
  const now = found.registerAmount === null ? undefined : parseYuan(found.registerAmount)
  return could === undefined || now === undefined ? undefined : could - now
}

/** What the difference between register and policies asks the officer to do. */
function sentenceOf(found: Determination): string {
  if (found.category === null || found.registerCategory === null) return householdText.cannotCompare
  const could = found.category !== noCategory
  const registered = found.registerCategory !== noCategory
  if (!could && !registered) return householdText.neither
  if (could && !registered) return householdText.couldReceive
  if (!could) return householdText.shouldLeave
  if (found.category !== found.registerCategory) return householdText.otherCategory
  const difference = differenceOf(found)
  if (difference === undefined) return householdText.cannotCompare
  return difference === 0n
    ? householdText.same
    : householdText.sameCategory(formatYuan(fen(difference < 0n ? -difference : difference)))
}

function Money({ of }: { of: string | null }): ReactNode {
  return of === null ? '—' : `${yuan(of)} ${householdText.yuanPerMonth}`
}

/** What the household receives beside what it could receive. */
export function Comparison({ determination }: { determination: Determination | null }): ReactNode {
  if (determination === null) return null
  const difference = differenceOf(determination)
  return (
    <section className="panel" aria-labelledby="comparison-title">
      <h2 id="comparison-title">{householdText.compare}</h2>
      <table className="plain-table">
        <tbody>
          <tr>
            <th scope="row">{householdText.compareNow}</th>
            <td>
              <RegisterTag category={determination.registerCategory} />
            </td>
            <td className="number">
              <Money of={determination.registerAmount} />
            </td>
          </tr>
          <tr>
            <th scope="row">{householdText.compareCould}</th>
            <td>
              <CategoryTag category={determination.category} />
            </td>
            <td className="number">
              <Money of={determination.amount} />
            </td>
          </tr>
          {difference === undefined || difference === 0n ? null : (
            <tr>
              <th scope="row">{householdText.compareDifference}</th>
              <td />
              <td className="number">
                <strong>{`${difference > 0n ? '+' : ''}${formatYuan(fen(difference))} ${householdText.yuanPerMonth}`}</strong>
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <p className="comparison-sentence">{sentenceOf(determination)}</p>
    </section>
  )
}
