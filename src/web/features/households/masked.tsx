import type { ReactNode } from 'react'
import { householdText } from '#web/features/households/text.zh.ts'

/** Stands for a value that is known but not shown. */
export function Masked(): ReactNode {
  return (
    <span className="masked" title={householdText.maskedLabel}>
      {householdText.masked}
    </span>
  )
}
