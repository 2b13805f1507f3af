import type { ReactNode } from 'react'
import type { BatchStatus } from '#contracts/disbursement'
import { batchStatusNames } from '#messages/disbursement'
import { actText } from '#web/ui/act-text.zh.ts'
import { useSession } from '#web/features/session/api.ts'
import { type Tone, ToneTag } from '#web/ui/tone-tag.tsx'

const batchTones: Readonly<Record<BatchStatus, Tone>> = {
  draft: 'orange',
  approved: 'blue',
  sent: 'blue',
  settled: 'green',
}

export function BatchStatusTag({ status }: { status: BatchStatus }): ReactNode {
  return <ToneTag tone={batchTones[status]}>{batchStatusNames[status]}</ToneTag>
}

/** A place without what the reader's own post says already: `石城县 琴江镇 琴江居委会` → `琴江镇 琴江居委会` in its county. */
export function Place({ of }: { of: string }): ReactNode {
  const own = (useSession().data?.post.divisionName ?? '').split(' ')
  const words = of.split(' ')
  const first = words.findIndex((word) => !own.includes(word))
  return <span className="quiet">{first < 0 ? of : words.slice(first).join(' ')}</span>
}

/** Money in a table; nothing is shown quietly, so that what is there stands out. */
export function Money({ of }: { of: string }): ReactNode {
  return of === '0' ? <span className="quiet">{actText.none}</span> : of
}
