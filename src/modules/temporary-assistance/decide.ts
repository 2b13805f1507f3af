import type { AidRefusal, AidStatus } from '#contracts/temporary-assistance'
import { addDays, type Day } from '#kernel/day'
import { type Fen, formatYuan } from '#kernel/fen'
import { type Outcome, record, refuse } from '#kernel/outcome'
import { readResidentId } from '#kernel/resident-id'
import { deadlineAfter, type WorkCalendar } from '#kernel/working-days'

/** What a decision about a small aid needs to know of it. */
export interface AidState {
  readonly status: AidStatus
  readonly requestedBy: string
  readonly version: number
}

type AidEvent =
  | { readonly type: 'aid-requested'; readonly residentId: string | null; readonly finishBy: Day }
  | { readonly type: 'aid-approved' }
  | { readonly type: 'aid-rejected' }
  | { readonly type: 'aid-paid'; readonly papersDueOn: Day }
  | { readonly type: 'aid-papers-completed' }
  | { readonly type: 'aid-returned' }

/**
 * Takes a request down: without a means check and without public notice, but never above one month's standard and
 * never for nobody.
 *
 * @law 《社会救助法》第三十七条、第五十条；民政部、财政部2026年1月意见
 */
export function requestAid(
  of: { readonly residentId: string; readonly noIdReason: string; readonly amount: Fen },
  facts: { readonly cap: Fen | undefined; readonly finishDays: number; readonly today: Day },
): Outcome<AidEvent, AidRefusal> {
  if (facts.cap === undefined) return refuse({ code: 'aid-cap-unknown' })
  if (of.amount > facts.cap) return refuse({ code: 'aid-over-cap', cap: formatYuan(facts.cap) })
  const finishBy = addDays(facts.today, facts.finishDays)
  const written = of.residentId.trim()
  if (written === '') {
    if (of.noIdReason.trim() === '') return refuse({ code: 'aid-without-identity' })
    return record({ type: 'aid-requested', residentId: null, finishBy })
  }
  const reading = readResidentId(written)
  if (!reading.ok) return refuse({ code: 'aid-identity-invalid' })
  return record({ type: 'aid-requested', residentId: reading.id, finishBy })
}

function refuseUnless(aid: AidState, version: number, ...statuses: readonly AidStatus[]): AidRefusal | undefined {
  if (!statuses.includes(aid.status)) return { code: 'aid-not-in-this-state', status: aid.status }
  return aid.version === version ? undefined : { code: 'aid-changed-meanwhile' }
}

/** The second signature: never by whoever took the request down. */
export function approveAid(aid: AidState, by: string, version: number): Outcome<AidEvent, AidRefusal> {
  const refusal = refuseUnless(aid, version, 'requested')
  if (refusal !== undefined) return refuse(refusal)
  if (aid.requestedBy === by) return refuse({ code: 'aid-needs-second-person' })
  return record({ type: 'aid-approved' })
}

export function rejectAid(aid: AidState, version: number): Outcome<AidEvent, AidRefusal> {
  const refusal = refuseUnless(aid, version, 'requested', 'approved')
  return refusal === undefined ? record({ type: 'aid-rejected' }) : refuse(refusal)
}

/** Hands the money out; the papers may follow. */
export function payAid(
  aid: AidState,
  version: number,
  facts: { readonly papersDays: number; readonly today: Day; readonly calendar: WorkCalendar },
): Outcome<AidEvent, AidRefusal> {
  const refusal = refuseUnless(aid, version, 'approved')
  if (refusal !== undefined) return refuse(refusal)
  const clock = deadlineAfter(facts.calendar, facts.today, facts.papersDays)
  if (!clock.ok) return refuse({ code: 'aid-before-calendar', firstYear: clock.fault.firstYear })
  return record({ type: 'aid-paid', papersDueOn: clock.deadline.dueOn })
}

export function completePapers(aid: AidState, version: number): Outcome<AidEvent, AidRefusal> {
  const refusal = refuseUnless(aid, version, 'paid')
  return refusal === undefined ? record({ type: 'aid-papers-completed' }) : refuse(refusal)
}

/** Money that came back, or went to the wrong person: the payment is reversed, never deleted. */
export function returnAid(aid: AidState, version: number): Outcome<AidEvent, AidRefusal> {
  const refusal = refuseUnless(aid, version, 'paid', 'closed')
  return refusal === undefined ? record({ type: 'aid-returned' }) : refuse(refusal)
}
