import type { ElderCareRefusal } from '#contracts/elder-care'
import type { Actor } from '#contracts/officer'
import type { DB, Store, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { Refused } from '#kernel/refused'
import type { Turns } from '#kernel/turns'
import { appendAudit, once } from '#modules/officer'
import type { EffectivePolicies } from '#policy-files/effective'

/** What the commands need besides the officer and the request. */
export interface CareMeans {
  readonly store: Store
  readonly policies: EffectivePolicies
  readonly today: Day
}

/** What is needed besides for a day that may be under way: the minute of the day it is in the county. */
export interface ClockMeans extends CareMeans {
  readonly minute: number
}

/** The minute before which nothing of a day can change; null of a day that is yet to come. */
export const nowOf = (means: ClockMeans, day: Day): number | null => (day === means.today ? means.minute : null)

/** What is needed besides to plan a day. */
export interface PlanningMeans extends ClockMeans {
  readonly turns: Turns
}

export function refuse(refusal: ElderCareRefusal): never {
  throw new Refused(refusal)
}

export function refuseFault(fault: ElderCareRefusal | undefined): void {
  if (fault !== undefined) refuse(fault)
}

export const countyOf = (division: string): string => division.slice(0, 6)

/** One command: within the officer's place, once for its key, and audited. */
export function change(
  means: CareMeans,
  actor: Actor,
  of: { readonly command: string; readonly request: { readonly key: string }; readonly subject?: string },
  work: (tx: Transaction<DB>) => Promise<{
    readonly id: string
    readonly division: string
    readonly about: string
    readonly detail?: Readonly<Record<string, string>>
  }>,
): Promise<{ id: string }> {
  const { command, request, subject } = of
  return means.store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command, request: { subject, ...request } }, async () => {
      const { id, division, about, detail = {} } = await work(tx)
      await appendAudit(tx, actor, { division, action: command, subject: `${about}:${id}`, detail })
      return { id }
    }),
  )
}
