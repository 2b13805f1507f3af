import type { ReactNode } from 'react'
import '#web/ui/tone-tag.css'

/** Red overdue or danger, orange urgent, yellow attention, blue information, green done, quiet for the rest. */
export type Tone = 'red' | 'orange' | 'yellow' | 'blue' | 'green' | 'quiet'

/** A state in words on its colour; the words always say what the colour says. */
export function ToneTag({ tone, children }: { tone: Tone; children: ReactNode }): ReactNode {
  return <span className={`tone-tag tone-${tone}`}>{children}</span>
}
