import type { Permission } from '#contracts/officer'
import type { AidRow, AidStatus } from '#contracts/temporary-assistance'

export const views = ['all', 'mine', 'open', 'ended'] as const
export type View = (typeof views)[number]

/** Whoever may do what each state waits for; null when nothing is waited for. */
const waitsFor: Readonly<Record<AidStatus, Permission | null>> = {
  requested: 'aid:approve',
  approved: 'aid:pay',
  paid: 'aid:request',
  closed: null,
  rejected: null,
  returned: null,
}

export function isWaitingFor(row: AidRow, permissions: readonly Permission[]): boolean {
  const needed = waitsFor[row.status]
  return needed !== null && permissions.includes(needed)
}

/** The day by which the next step must be done; null when there is none. */
export function dueOn(row: AidRow): string | null {
  switch (row.status) {
    case 'requested':
    case 'approved':
      return row.finishBy
    case 'paid':
      return row.papersDueOn
    case 'closed':
    case 'rejected':
    case 'returned':
      return null
  }
}

/** Of one view, what waits for the officer first, the earliest deadline at the top; the rest as the server has it. */
export function inOrder(rows: readonly AidRow[], view: View, permissions: readonly Permission[]): AidRow[] {
  const chosen = rows.filter((row) => {
    switch (view) {
      case 'all':
        return true
      case 'mine':
        return isWaitingFor(row, permissions)
      case 'open':
        return waitsFor[row.status] !== null
      case 'ended':
        return waitsFor[row.status] === null
    }
  })
  const [mine, rest] = [true, false].map((own) => chosen.filter((row) => isWaitingFor(row, permissions) === own))
  return [
    ...(mine ?? []).toSorted((one, other) => (dueOn(one) ?? '').localeCompare(dueOn(other) ?? '')),
    ...(rest ?? []),
  ]
}
