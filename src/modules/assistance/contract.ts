import Type, { type Static } from 'typebox'
import { Yuan } from '#contracts/ledger'
import { type FactName, facts, factsOfElders } from '#facts'
import {
  checkDepartments,
  deliveryWays,
  outcomes,
  papers,
  pauseGrounds,
  programmes,
  referralDepartments,
  referralResults,
  specialGrounds,
  stopGrounds,
  type CaseStatus,
  type CheckDepartment,
  type Programme,
  type ProposedOutcome,
  type Step,
} from './contract-words.ts'

const Key = Type.String({ minLength: 8, maxLength: 64 })
const DayText = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })
const Id = Type.String({ pattern: '^[0-9]{1,18}$' })
const Note = Type.String({ minLength: 1, maxLength: 2000 })
const Name = Type.String({ minLength: 1, maxLength: 40 })
/** A signature drawn on a tablet: an SVG path. */
const Signature = Type.Object({ name: Name, path: Type.String({ pattern: '^[MLQ0-9 .,-]*$', maxLength: 20_000 }) })

/** One application for a household, by window or by proxy. */
export const CaseOpening = Type.Object({
  key: Key,
  programme: Type.Enum(programmes),
  householdId: Id,
  applicantId: Id,
  channel: Type.Enum(['window', 'proxy', 'signal']),
  proxy: Type.Optional(Type.Object({ name: Name, relation: Name, reason: Note })),
  signalId: Type.Optional(Id),
  story: Note,
  papers: Type.Array(Type.Enum(papers), { uniqueItems: true }),
  /** Members who have signed the promise of truth and the authorisation of the means check. */
  signedBy: Type.Array(Id, { uniqueItems: true }),
  /** Near relatives among those who handle assistance: filed separately. */
  nearRelatives: Type.Array(Type.Object({ officerName: Name, relation: Name })),
  special: Type.Optional(Type.Enum(specialGrounds)),
  /** Asked for, where the programme gives an amount by the need and not by a formula. */
  amount: Type.Optional(Yuan),
})
export type CaseOpening = Static<typeof CaseOpening>

export const CaseStep = Type.Object({ key: Key, version: Type.Integer() })
export type CaseStep = Static<typeof CaseStep>
const step = <P extends Type.TProperties>(properties: P) => Type.Interface([CaseStep], properties)

// The keys of the catalogue are its names.
const allNames = Object.keys(facts) as FactName[]
// What an ability assessment finds is confirmed there by the county, never stated beside it.
const factNames = allNames.filter((name) => !(name in factsOfElders))

const StatedFactRequest = Type.Object({
  subject: Type.Enum(['person', 'household', 'obligor']),
  subjectId: Id,
  fact: Type.Enum(factNames),
  instance: Type.Optional(Type.String({ maxLength: 40 })),
  value: Type.String({ minLength: 1, maxLength: 100 }),
})

export const bodies = {
  papers: step({
    papers: Type.Array(Type.Enum(papers), { uniqueItems: true }),
    signedBy: Type.Array(Id, { uniqueItems: true }),
  }),
  survey: step({
    on: DayText,
    method: Type.Enum(['visit', 'video', 'neighbours', 'letter']),
    surveyors: Type.Array(Name, { minItems: 1, uniqueItems: true }),
    present: Name,
    signatures: Type.Array(Signature),
    facts: Type.Array(StatedFactRequest, { maxItems: 60 }),
    conclusion: Note,
  }),
  'request-check': step({ departments: Type.Array(Type.Enum(checkDepartments), { minItems: 1, uniqueItems: true }) }),
  'reply-check': step({
    department: Type.Enum(checkDepartments),
    finding: Type.Enum(['nothing', 'found', 'unreachable']),
    note: Type.String({ maxLength: 500 }),
    facts: Type.Array(StatedFactRequest, { maxItems: 30 }),
  }),
  opinion: step({
    /** Left out, the opinion is what the policies say; given, the officer says why. */
    otherwise: Type.Optional(Type.Object({ outcome: Type.Enum(outcomes), amount: Type.Optional(Yuan), reason: Note })),
    graceMonths: Type.Optional(Type.Integer({ minimum: 1, maximum: 60 })),
    ground: Type.Optional(Type.Enum(stopGrounds)),
    /** How many months an aid by need is paid in. */
    instalments: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
  }),
  notice: CaseStep,
  'close-notice': CaseStep,
  objection: step({ kind: Type.Enum(['notice', 'complaint']), by: Name, text: Note }),
  'answer-objection': step({ number: Type.Integer({ minimum: 1 }), upheld: Type.Boolean(), text: Note }),
  visit: step({ on: DayText, visitors: Type.Array(Name, { minItems: 1 }), finding: Note }),
  hearing: step({ on: DayText, heard: Name, statement: Note, signatures: Type.Array(Signature) }),
  decision: step({
    otherwise: Type.Optional(Type.Object({ outcome: Type.Enum(outcomes), amount: Type.Optional(Yuan), reason: Note })),
  }),
  'send-back': step({ reason: Note }),
  confirm: step({
    note: Note,
    /** False when the second person says no: what was proposed otherwise falls, and it is decided again. */
    approved: Type.Optional(Type.Boolean()),
  }),
  letter: step({ on: DayText, how: Type.Enum(deliveryWays) }),
  pause: step({ ground: Type.Enum(pauseGrounds), reason: Note }),
  resume: CaseStep,
  special: step({ ground: Type.Enum(specialGrounds), reason: Note }),
  round: step({
    round: Type.Enum(['recheck', 'change', 'death']),
    reason: Note,
    /** The person who has died, and when. */
    personId: Type.Optional(Id),
    on: Type.Optional(DayText),
    /** The first month of which the decision was wrong: from it on the difference is paid or asked back. */
    since: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$' })),
  }),
  'raise-matter': step({ question: Note }),
  'resolve-matter': step({
    approved: Type.Boolean(),
    amount: Type.Optional(Yuan),
    attendees: Type.Array(Name, { minItems: 2 }),
    minutes: Note,
  }),
  appeal: step({ kind: Type.Enum(['review', 'litigation']), text: Note }),
  'decide-appeal': step({ upheld: Type.Boolean(), text: Note }),
  withdraw: step({ reason: Note }),
} as const
export type CaseAction = keyof typeof bodies
export type CaseBody<A extends CaseAction> = Static<(typeof bodies)[A]>

export const ReferralAsk = Type.Object({
  key: Key,
  householdId: Id,
  caseId: Type.Optional(Id),
  department: Type.Enum(referralDepartments),
  ask: Note,
})
export type ReferralAsk = Static<typeof ReferralAsk>
export const ReferralAnswer = step({ result: Type.Enum(referralResults), answer: Note })
export type ReferralAnswer = Static<typeof ReferralAnswer>

/** Cases of a queue moved one step at once, each on its own merits. */
export const BulkRequest = Type.Object({
  key: Key,
  step: Type.Enum(['close-notice', 'notice', 'decision', 'open-recheck']),
})
export type BulkRequest = Static<typeof BulkRequest>
export type BulkStep = BulkRequest['step']

/** What is proposed in short: an outcome and yuan. */
export interface Gist {
  readonly outcome: ProposedOutcome
  readonly amount: string
}

/** Every way in which a command about a case says no. */
export type AssistanceRefusal =
  | { readonly code: 'case-not-found' }
  | { readonly code: 'case-changed-meanwhile' }
  | { readonly code: 'case-not-at-this-step'; readonly step: Step; readonly status: CaseStatus }
  | { readonly code: 'case-outside-your-place' }
  | { readonly code: 'case-already-running'; readonly programme: Programme }
  | { readonly code: 'case-excluded'; readonly programme: Programme; readonly other: Programme }
  | { readonly code: 'case-household-unknown' }
  | { readonly code: 'case-applicant-not-in-household' }
  | { readonly code: 'case-proxy-without-reason' }
  | { readonly code: 'case-amount-needed' }
  | { readonly code: 'case-amount-over-cap'; readonly cap: string }
  | { readonly code: 'case-instalments-uneven'; readonly instalments: number }
  | { readonly code: 'case-before-calendar'; readonly firstYear: number }
  | { readonly code: 'case-survey-needs-team'; readonly least: number }
  | { readonly code: 'case-survey-unsigned'; readonly missing: readonly string[] }
  | { readonly code: 'case-day-not-possible'; readonly from: string; readonly through: string }
  | { readonly code: 'case-check-not-authorised'; readonly missing: readonly string[] }
  | { readonly code: 'case-check-not-asked'; readonly department: CheckDepartment }
  | { readonly code: 'case-facts-missing'; readonly missing: readonly string[] }
  | { readonly code: 'case-fact-of-strangers' }
  | { readonly code: 'case-facts-changed-since-opinion'; readonly was: Gist; readonly now: Gist }
  | { readonly code: 'case-outcome-not-possible'; readonly outcome: ProposedOutcome }
  | { readonly code: 'case-notice-still-running'; readonly closesAfter: string }
  | { readonly code: 'case-objection-unanswered'; readonly number: number }
  | { readonly code: 'case-objection-unknown'; readonly number: number }
  | { readonly code: 'case-needs-second-person' }
  | { readonly code: 'case-county-must-visit' }
  | { readonly code: 'case-not-delegated' }
  | { readonly code: 'case-grace-too-long'; readonly most: number }
  | { readonly code: 'case-not-paused' }
  | { readonly code: 'case-already-paused' }
  | { readonly code: 'case-death-unknown' }
  | { readonly code: 'case-since-not-possible'; readonly from: string }
  | { readonly code: 'case-appeal-too-late'; readonly until: string }
  | { readonly code: 'case-nothing-to-appeal' }
  | { readonly code: 'case-reviewer-took-part' }
  | { readonly code: 'case-matter-not-raised' }
  | { readonly code: 'referral-not-found' }
  | { readonly code: 'referral-answered' }
  | { readonly code: 'bulk-nothing-to-do' }
  | { readonly code: 'case-broke' }

export {
  BulkProgress,
  CaseDetail,
  CaseDone,
  CaseFinding,
  CaseList,
  CaseListRequest,
  CaseMeeting,
  CasePrefill,
  CaseReplay,
  CaseRow,
  EscalationList,
  RecheckPlan,
  ReferralList,
  ReferralRow,
} from './contract-screens.ts'
export {
  deliveryWays,
  type DeliveryWay,
  programmes,
  personProgrammes,
  caseStatuses,
  rounds,
  steps,
  turns,
  checkDepartments,
  outcomes,
  referralDepartments,
  referralResults,
  type CaseStatus,
  type CheckDepartment,
  type Colour,
  type Paper,
  type PauseGround,
  type Programme,
  type ProposedOutcome,
  type ReferralDepartment,
  type Round,
  type SpecialGround,
  type Step,
  type StopGround,
  type Turn,
} from './contract-words.ts'
