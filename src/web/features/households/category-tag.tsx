import type { ReactNode } from 'react'
import { householdText, noCategory, noCategoryShown } from '#web/features/households/text.zh.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'

/** What the policies say of a household; unknown and none are two things. */
export function CategoryTag({ category }: { category: string | null }): ReactNode {
  if (category === null) return <ToneTag tone="yellow">{householdText.undetermined}</ToneTag>
  if (category === noCategory) return <span className="quiet">{noCategoryShown}</span>
  return <ToneTag tone="blue">{category}</ToneTag>
}

/** What the register of recipients says. */
export function RegisterTag({ category }: { category: string | null }): ReactNode {
  if (category === null || category === noCategory) return <span className="quiet">{householdText.notRegistered}</span>
  return <ToneTag tone="green">{category}</ToneTag>
}
