import type { Programme } from '#contracts/assistance'
import type { NoticeRefusal } from '#contracts/notice'
import { type Day, parseDay } from '#kernel/day'
import { type Outcome, record, refuse } from '#kernel/outcome'

/** Why a programme is never posted on a wall. */
export type Unposted = 'child' | 'urgent' | 'recognition-only' | 'disability' | 'elder'

/** Whether an application for a programme is posted before it is decided; whoever adds a programme has to say. */
export const posting: Readonly<Record<Programme, 'posted' | Unposted>> = {
  'subsistence-allowance': 'posted',
  'individual-allowance': 'posted',
  'destitute-support': 'posted',
  'expenditure-aid': 'posted',
  'emergency-aid': 'urgent',
  'near-threshold': 'recognition-only',
  'rigid-expenditure': 'recognition-only',
  'disability-living-subsidy': 'disability',
  'disability-care-subsidy': 'disability',
  'orphan-allowance': 'child',
  'unsupported-child-allowance': 'child',
  'old-age-allowance': 'elder',
  'disabled-elder-subsidy': 'elder',
}

/** True when the law has applications for the programme posted. */
export function isPosted(programme: Programme): boolean {
  return posting[programme] === 'posted'
}

/** A letter is delivered once, not before it was issued and not in the future. */
export function deliver(
  letter: { readonly issuedOn: string; readonly deliveredOn: string | null },
  on: string,
  today: Day,
): Outcome<{ readonly type: 'letter-delivered'; readonly on: Day }, NoticeRefusal> {
  if (letter.deliveredOn !== null) return refuse({ code: 'letter-delivered-already', on: letter.deliveredOn })
  const deliveredOn = parseDay(on)
  if (deliveredOn === undefined) return refuse({ code: 'letter-delivered-on-no-day', day: on })
  if (deliveredOn < letter.issuedOn) return refuse({ code: 'letter-delivered-before-issue', issuedOn: letter.issuedOn })
  if (deliveredOn > today) return refuse({ code: 'letter-delivered-in-future', today })
  return record({ type: 'letter-delivered', on: deliveredOn })
}
