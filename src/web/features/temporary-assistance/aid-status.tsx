import type { ReactNode } from 'react'
import type { AidStatus } from '#contracts/temporary-assistance'
import { statusNames } from '#messages/temporary-assistance'
import { daysBetween, parseDay } from '#kernel/day'
import { aidText } from '#web/features/temporary-assistance/text.zh.ts'
import { type Tone, ToneTag } from '#web/ui/tone-tag.tsx'

const tones: Readonly<Record<AidStatus, Tone>> = {
  requested: 'blue',
  approved: 'blue',
  paid: 'yellow',
  closed: 'green',
  rejected: 'quiet',
  returned: 'quiet',
}

export function AidStatusTag({ status }: { status: AidStatus }): ReactNode {
  return <ToneTag tone={tones[status]}>{statusNames[status]}</ToneTag>
}

/** Days left until a deadline, red and bold when it has passed, orange on its day. */
export function DaysLeft({ until, today }: { until: string; today: string | undefined }): ReactNode {
  const [end, now] = [parseDay(until), parseDay(today ?? '')]
  if (end === undefined || now === undefined) return null
  const days = daysBetween(now, end)
  const state = days < 0 ? 'aid-late' : days === 0 ? 'aid-today' : 'aid-in-time'
  return <span className={state}>{days < 0 ? aidText.overdue(-days) : aidText.left(days)}</span>
}
