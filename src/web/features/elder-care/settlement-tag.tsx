import type { ReactNode } from 'react'
import type { SettlementDetail } from '#contracts/elder-care'
import { careText } from '#web/features/elder-care/text.zh.ts'
import { ToneTag } from '#web/ui/tone-tag.tsx'

const tones = { draft: 'yellow', approved: 'green', withdrawn: 'quiet' } as const

export function SettlementTag({ status }: { status: SettlementDetail['status'] }): ReactNode {
  return <ToneTag tone={tones[status]}>{careText.statusOf[status]}</ToneTag>
}
