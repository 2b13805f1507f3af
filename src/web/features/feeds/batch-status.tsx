import type { ReactNode } from 'react'
import type { BatchStatus } from '#contracts/exchange'
import { batchStatusText } from '#messages/exchange'
import { type Tone, ToneTag } from '#web/ui/tone-tag.tsx'

const tones: Readonly<Record<BatchStatus, Tone>> = {
  loading: 'blue',
  loaded: 'green',
  refused: 'red',
  failed: 'red',
  withdrawn: 'quiet',
}

export function BatchStatusTag({ status }: { status: BatchStatus }): ReactNode {
  return <ToneTag tone={tones[status]}>{batchStatusText[status]}</ToneTag>
}
