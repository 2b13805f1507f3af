import type {
  CheckDepartment,
  DeliveryWay,
  Paper,
  PauseGround,
  Programme,
  ProposedOutcome,
  Round,
  SpecialGround,
  Step,
  StopGround,
} from '#contracts/assistance'
import { type CaseStatus, personProgrammes } from '#contracts/assistance'
import type { Day } from '#kernel/day'
import { type Fen, fen } from '#kernel/fen'
import type { Month } from '#kernel/month'

/** Yuan a month in fen, as text, since events are kept as JSON. */
export interface Amounts {
  readonly basic: string
  readonly uplift: string
  readonly care: string
}

export const noAmounts: Amounts = { basic: '0', uplift: '0', care: '0' }

export function totalOf(amounts: Amounts): Fen {
  return fen(BigInt(amounts.basic) + BigInt(amounts.uplift) + BigInt(amounts.care))
}

export interface CaseMember {
  readonly personId: string
  readonly name: string
  readonly adult: boolean
}

/** What is proposed or decided. Amounts are nothing for a recognition without money. */
export interface Proposal {
  readonly outcome: ProposedOutcome
  readonly amounts: Amounts
  readonly members: readonly string[]
  readonly ground?: StopGround
  readonly graceMonths?: number
  readonly instalments?: number
}

type Body =
  | {
      readonly type: 'opened'
      readonly programme: Programme
      readonly householdId: string
      readonly applicantId: string
      readonly members: readonly CaseMember[]
      readonly channel: string
      readonly proxy: { readonly name: string; readonly relation: string; readonly reason: string } | null
      readonly signalId: string | null
      readonly story: string
      readonly papers: readonly Paper[]
      readonly missing: readonly Paper[]
      readonly signedBy: readonly string[]
      readonly unsigned: readonly string[]
      readonly nearRelatives: readonly { readonly officerName: string; readonly relation: string }[]
      readonly asked: string | null
    }
  | {
      readonly type: 'papers-supplied'
      readonly papers: readonly Paper[]
      readonly missing: readonly Paper[]
      readonly signedBy: readonly string[]
      readonly unsigned: readonly string[]
    }
  | { readonly type: 'accepted'; readonly sampled: boolean; readonly recognised: boolean; readonly delegated: boolean }
  | { readonly type: 'special-time-taken'; readonly ground: SpecialGround; readonly reason: string }
  | {
      readonly type: 'surveyed'
      readonly on: Day
      readonly method: string
      readonly surveyors: readonly string[]
      readonly present: string
      readonly signatures: readonly { readonly name: string; readonly path: string }[]
      readonly conclusion: string
      readonly stated: readonly { readonly fact: string; readonly subjectId: string; readonly value: string }[]
    }
  | { readonly type: 'check-requested'; readonly departments: readonly CheckDepartment[] }
  | {
      readonly type: 'check-replied'
      readonly department: CheckDepartment
      readonly finding: 'nothing' | 'found' | 'unreachable'
      readonly note: string
    }
  | {
      readonly type: 'opinion-given'
      readonly proposal: Proposal
      readonly findingId: string
      readonly deviation: string | null
    }
  | { readonly type: 'notice-posted'; readonly closesAfter: Day }
  | { readonly type: 'notice-closed' }
  | {
      readonly type: 'objected'
      readonly number: number
      readonly kind: 'notice' | 'complaint'
      readonly by: string
      readonly text: string
    }
  | { readonly type: 'objection-answered'; readonly number: number; readonly upheld: boolean; readonly text: string }
  | { readonly type: 'visited'; readonly on: Day; readonly visitors: readonly string[]; readonly finding: string }
  | {
      readonly type: 'heard'
      readonly on: Day
      readonly heard: string
      readonly statement: string
      readonly signatures: readonly { readonly name: string; readonly path: string }[]
    }
  | {
      readonly type: 'deviation-proposed'
      readonly proposal: Proposal
      readonly findingId: string
      readonly reason: string
    }
  | { readonly type: 'sent-back'; readonly reason: string }
  | {
      readonly type: 'decided'
      readonly proposal: Proposal
      readonly findingId: string
      readonly deviation: string | null
      readonly confirmedNote: string | null
      readonly from: Month
      readonly until: Month | null
      readonly recheckDueOn: Day | null
      readonly validUntil: Day | null
    }
  | { readonly type: 'letter-delivered'; readonly on: Day; readonly how: DeliveryWay }
  | { readonly type: 'paused'; readonly ground: PauseGround; readonly reason: string }
  | { readonly type: 'resumed'; readonly workingDays: number }
  | {
      readonly type: 'round-opened'
      readonly round: Exclude<Round, 'application'>
      readonly reason: string
      readonly personId: string | null
      readonly on: Day | null
      readonly members: readonly CaseMember[]
      /** Adults who are new to the case and have not signed that they may be looked up; absent in old events. */
      readonly unsigned?: readonly string[]
      readonly delegated: boolean
      readonly since: Month | null
    }
  | { readonly type: 'matter-raised'; readonly question: string }
  | {
      readonly type: 'matter-resolved'
      readonly approved: boolean
      readonly proposal: Proposal | null
      readonly attendees: readonly string[]
      readonly minutes: string
      readonly findingId: string
    }
  | { readonly type: 'appealed'; readonly kind: 'review' | 'litigation'; readonly text: string }
  | {
      readonly type: 'appeal-decided'
      readonly upheld: boolean
      readonly text: string
      readonly since: Month | null
    }
  | { readonly type: 'withdrawn'; readonly reason: string }
  | { readonly type: 'ended'; readonly reason: 'grace-over' | 'term-over' }
  | {
      readonly type: 'taken-over'
      readonly programme: Programme
      readonly householdId: string
      readonly applicantId: string
      readonly members: readonly CaseMember[]
      readonly amounts: Amounts
      readonly since: Day
      readonly recheckDueOn: Day
    }

export type CaseEvent = Body
export type CaseEventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { readonly type: T }>

/** An event as it happened: which, when, by whom. The system itself is nobody. */
export type Happened = CaseEvent & { readonly seq: number; readonly day: Day; readonly officerId: string | null }

interface Objection {
  readonly number: number
  readonly kind: 'notice' | 'complaint'
  readonly open: boolean
}

/** Who is named in public: for a child an adult of the household, never the child. @law 《个人信息保护法》第三十一条 */
export function publicNameOf(of: { readonly applicantId: string; readonly members: readonly CaseMember[] }): string {
  const applicant = of.members.find(({ personId }) => personId === of.applicantId)
  if (applicant?.adult === true) return applicant.name
  return (of.members.find(({ adult }) => adult) ?? applicant)?.name ?? ''
}

/** Whom the support is for: one person, or everybody who is left in the household. */
export function recipientsOf(of: Pick<CaseState, 'programme' | 'applicantId' | 'members'>): readonly CaseMember[] {
  const { programme, members, applicantId } = of
  return personProgrammes.has(programme) ? members.filter(({ personId }) => personId === applicantId) : members
}

export interface RoundState {
  readonly round: Round
  readonly openedOn: Day
  readonly acceptedOn: Day | null
  readonly missing: readonly Paper[]
  readonly unsigned: readonly string[]
  readonly sampled: boolean
  readonly recognised: boolean
  readonly delegated: boolean
  readonly special: boolean
  readonly pausedOn: Day | null
  readonly pausedWorkingDays: number
  readonly surveyedOn: Day | null
  readonly checkRequestedOn: Day | null
  readonly departments: readonly CheckDepartment[]
  readonly replied: readonly CheckDepartment[]
  readonly opinion: {
    readonly proposal: Proposal
    readonly by: string | null
    readonly deviation: string | null
  } | null
  readonly notice: { readonly closesAfter: Day; readonly closed: boolean } | null
  readonly objections: readonly Objection[]
  readonly visitAsked: boolean
  readonly visited: boolean
  /** The proposal on which the household has been heard. */
  readonly heard: Proposal | null
  readonly deviation: {
    readonly proposal: Proposal
    readonly findingId: string
    readonly reason: string
    readonly by: string | null
  } | null
  readonly matter: 'raised' | 'approved' | null
  readonly decided: { readonly outcome: ProposedOutcome; readonly on: Day } | null
  /** The letter has come, and only papers that were put off are still to follow. */
  readonly delivered: boolean
  /** Who had a part in the decision that is appealed: somebody else works it out anew. */
  readonly barred: readonly string[]
  readonly death: { readonly personId: string; readonly on: Day } | null
  /** The first month that the decision is about, where it puts an earlier one right. */
  readonly since: Month | null
}

export interface CaseState {
  readonly programme: Programme
  readonly householdId: string
  readonly applicantId: string
  readonly members: readonly CaseMember[]
  readonly status: CaseStatus
  readonly nearRelative: boolean
  readonly asked: string | null
  readonly round: RoundState | null
  /** What is paid now, once something has been granted. */
  readonly grant: { readonly amounts: Amounts; readonly from: Month; readonly until: Month | null } | null
  readonly recheckDueOn: Day | null
  readonly validUntil: Day | null
  /** The last decision against the household, which may be appealed, its first month, and when its letter came. */
  readonly adverse: { readonly on: Day; readonly from: Month; readonly deliveredOn: Day | null } | null
  readonly appeal: 'pending' | null
  /** What is paid has once hung in public for its full days. */
  readonly posted: boolean
  /** Everybody who has given an opinion, decided or confirmed, so that a reviewer is somebody else. */
  readonly tookPart: readonly string[]
  readonly version: number
  /** The day of the event with which the present step began. */
  readonly stepSince: Day
  /** Working days for which the clock has stood still within the present step. */
  readonly stepPaused: number
  readonly step: Step
}
