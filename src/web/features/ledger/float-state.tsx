import type { ReactNode } from 'react'
import type { Float } from '#contracts/ledger'
import { ledgerText } from '#web/features/ledger/text.zh.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'

/** Whether somebody must top the float up; unknown, and never fine, where nobody has set how large it should be. */
export function FloatState({ float }: { float: Float }): ReactNode {
  if (float.low) return <ToneTag tone="orange">{ledgerText.low}</ToneTag>
  if (float.yearly === null) return <span className="quiet">{ledgerText.none}</span>
  return <ToneTag tone="green">{ledgerText.enough}</ToneTag>
}
