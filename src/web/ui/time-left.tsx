import type { ReactNode } from 'react'
import { timeLeft } from '#web/format.ts'

/** Working days left, red and bold when they have run out. */
export function TimeLeft({ workingDays }: { workingDays: number | null }): ReactNode {
  const colour =
    workingDays === null
      ? undefined
      : workingDays < 0
        ? 'var(--red)'
        : workingDays <= 1
          ? 'var(--orange)'
          : 'var(--ink)'
  return (
    <span style={{ color: colour, fontWeight: workingDays !== null && workingDays < 0 ? 600 : 400 }}>
      {timeLeft(workingDays)}
    </span>
  )
}
