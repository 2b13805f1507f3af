import Type, { type Static } from 'typebox'
import {
  caseStatuses,
  checkDepartments,
  colours,
  outcomes,
  papers,
  programmes,
  referralDepartments,
  referralResults,
  rounds,
  steps,
  turns,
} from './contract-words.ts'

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])
const Text = Type.String()
const Money = Nullable(Text)

export const CaseDone = Type.Object({ id: Text })
export type CaseDone = Static<typeof CaseDone>

export const CaseListRequest = Type.Object({
  /** `mine` is what waits for the officer's own desk; `running` all that is under way; `all` everything. */
  queue: Type.Optional(Type.Enum(['mine', 'running', 'all'])),
  programme: Type.Optional(Type.Enum(programmes)),
  status: Type.Optional(Type.Enum(caseStatuses)),
  step: Type.Optional(Type.Enum(steps)),
  division: Type.Optional(Type.String({ pattern: '^[0-9]{0,12}$' })),
  householdId: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
  after: Type.Optional(Type.String({ maxLength: 60 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export type CaseListRequest = Static<typeof CaseListRequest>

export const CaseRow = Type.Object({
  id: Text,
  programme: Type.Enum(programmes),
  status: Type.Enum(caseStatuses),
  round: Type.Enum([...rounds, 'none']),
  step: Type.Enum(steps),
  turn: Type.Enum(turns),
  applicantName: Text,
  householdId: Text,
  place: Text,
  openedOn: Text,
  acceptedOn: Nullable(Text),
  /** The more pressing of the step's day and the whole procedure's. */
  dueOn: Nullable(Text),
  colour: Nullable(Type.Enum(colours)),
  amount: Money,
  proposed: Money,
  recheckDueOn: Nullable(Text),
  nearRelative: Type.Boolean(),
  version: Type.Integer(),
})
export type CaseRow = Static<typeof CaseRow>

/** Pages by keyset; the counts look at ten thousand cases at most. */
export const CaseList = Type.Object({
  items: Type.Array(CaseRow),
  next: Nullable(Text),
  counts: Type.Array(Type.Object({ step: Type.Enum(steps), cases: Type.Integer(), late: Type.Integer() })),
})
export type CaseList = Static<typeof CaseList>

const ClockShown = Type.Object({
  name: Text,
  countedFrom: Nullable(Text),
  days: Nullable(Type.Integer()),
  dueOn: Text,
  colour: Type.Enum(colours),
  holidaysSkipped: Type.Array(Text),
  makeUpDays: Type.Array(Text),
  provisional: Type.Boolean(),
  pausedWorkingDays: Type.Integer(),
})

const Amounts = Type.Object({ basic: Text, uplift: Text, care: Text, total: Text })
const ProposalShown = Type.Object({
  outcome: Type.Enum(outcomes),
  amounts: Amounts,
  members: Type.Integer(),
  by: Nullable(Text),
  deviation: Nullable(Text),
  findingId: Nullable(Text),
})

const actions = [
  'papers',
  'survey',
  'request-check',
  'reply-check',
  'opinion',
  'notice',
  'close-notice',
  'objection',
  'answer-objection',
  'visit',
  'hearing',
  'decision',
  'send-back',
  'confirm',
  'letter',
  'pause',
  'resume',
  'special',
  'round',
  'raise-matter',
  'resolve-matter',
  'appeal',
  'decide-appeal',
  'withdraw',
] as const

/** A case as one officer sees it: where it stands, what is known, what has happened, and what that officer may do. */
export const CaseDetail = Type.Interface([CaseRow], {
  story: Text,
  channel: Text,
  proxy: Nullable(Type.Object({ name: Text, relation: Text, reason: Text })),
  asked: Money,
  householdNumber: Text,
  applicantId: Text,
  /** Members of whom a signature is still wanted. */
  unsigned: Type.Array(Text),
  signalId: Nullable(Text),
  members: Type.Array(Type.Object({ personId: Text, name: Text, adult: Type.Boolean(), signed: Type.Boolean() })),
  nearRelatives: Type.Array(Type.Object({ officerName: Text, relation: Text })),
  missing: Type.Array(Type.Enum(papers)),
  clocks: Type.Array(ClockShown),
  /** The steps of this round in their order, done or not. */
  steps: Type.Array(Type.Object({ step: Type.Enum(steps), state: Type.Enum(['done', 'now', 'later']) })),
  checks: Type.Array(
    Type.Object({
      department: Type.Enum(checkDepartments),
      finding: Nullable(Type.Enum(['nothing', 'found', 'unreachable'])),
      note: Nullable(Text),
    }),
  ),
  opinion: Nullable(ProposalShown),
  deviation: Nullable(ProposalShown),
  notice: Nullable(Type.Object({ closesAfter: Text, closed: Type.Boolean() })),
  objections: Type.Array(
    Type.Object({
      number: Type.Integer(),
      kind: Type.Enum(['notice', 'complaint']),
      by: Text,
      text: Text,
      answer: Nullable(Text),
    }),
  ),
  sampled: Type.Boolean(),
  matter: Nullable(Type.Enum(['raised', 'approved'])),
  appealable: Nullable(Type.Object({ reviewUntil: Nullable(Text), litigationUntil: Nullable(Text) })),
  validUntil: Nullable(Text),
  grant: Nullable(Type.Object({ amounts: Amounts, from: Text, until: Nullable(Text) })),
  timeline: Type.Array(
    Type.Object({ seq: Type.Integer(), name: Text, text: Text, day: Text, officer: Nullable(Text) }),
  ),
  findings: Type.Array(Type.Object({ id: Text, asOf: Text, knownAt: Text })),
  next: Type.Array(Type.Enum(actions)),
})
export type CaseDetail = Static<typeof CaseDetail>

/** What a decision stands on, as reasons; amounts about the family only with a purpose. */
export const CaseFinding = Type.Object({
  id: Text,
  asOf: Text,
  knownAt: Text,
  policiesDigest: Text,
  missing: Type.Array(Text),
  sentences: Type.Array(Text),
})
export type CaseFinding = Static<typeof CaseFinding>

/** A past decision worked out again: as it was known then, and as it is known now. */
export const CaseReplay = Type.Object({
  /** The same bytes come out for what was known then. */
  same: Type.Boolean(),
  /** The text of the policies of that day is the one that decided. */
  samePolicies: Type.Boolean(),
  before: Type.Object({ eligible: Nullable(Type.Boolean()), total: Money }),
  after: Type.Object({ eligible: Nullable(Type.Boolean()), total: Money }),
  /** A month's difference, now less then. */
  difference: Money,
})
export type CaseReplay = Static<typeof CaseReplay>

/** What the system knows before a word is typed. */
export const CasePrefill = Type.Object({
  householdNumber: Text,
  place: Text,
  members: Type.Array(Type.Object({ personId: Text, name: Text, adult: Type.Boolean() })),
  papers: Type.Array(Type.Enum(papers)),
  needsAuthorisation: Type.Boolean(),
  needsAmount: Type.Boolean(),
  running: Type.Array(Type.Object({ id: Text, programme: Type.Enum(programmes), status: Type.Enum(caseStatuses) })),
  /** Staff of the place who have the name of a member: perhaps a near relative or the same person. */
  namesakes: Type.Array(Type.Object({ name: Text, title: Text })),
  policy: Type.Object({ eligible: Nullable(Type.Boolean()), total: Money, cap: Money, missing: Type.Array(Text) }),
})
export type CasePrefill = Static<typeof CasePrefill>

/** Similar cases side by side, for a meeting that decides them. */
export const CaseMeeting = Type.Object({
  columns: Type.Array(Text),
  items: Type.Array(
    Type.Interface([CaseRow], {
      outcome: Nullable(Type.Enum(outcomes)),
      deviation: Nullable(Text),
      objections: Type.Integer(),
      values: Type.Array(Nullable(Text)),
    }),
  ),
})
export type CaseMeeting = Static<typeof CaseMeeting>

export const RecheckPlan = Type.Object({
  months: Type.Array(Type.Object({ month: Text, cases: Type.Integer(), overdue: Type.Integer() })),
  townships: Type.Array(
    Type.Object({ division: Text, place: Text, cases: Type.Integer(), overdue: Type.Integer(), next: Nullable(Text) }),
  ),
  items: Type.Array(CaseRow),
})
export type RecheckPlan = Static<typeof RecheckPlan>

export const ReferralRow = Type.Object({
  id: Text,
  householdId: Text,
  caseId: Nullable(Text),
  place: Text,
  headName: Text,
  department: Type.Enum(referralDepartments),
  ask: Text,
  askedBy: Text,
  askedOn: Text,
  dueOn: Text,
  late: Type.Boolean(),
  result: Nullable(Type.Enum(referralResults)),
  answer: Nullable(Text),
  answeredOn: Nullable(Text),
  version: Type.Integer(),
})
export type ReferralRow = Static<typeof ReferralRow>
export const ReferralList = Type.Object({ items: Type.Array(ReferralRow) })
export type ReferralList = Static<typeof ReferralList>

export const EscalationList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Text,
      subject: Text,
      caseId: Nullable(Text),
      clock: Text,
      level: Type.Enum(['yellow', 'orange', 'red']),
      dueOn: Text,
      raisedOn: Text,
      place: Text,
    }),
  ),
})
export type EscalationList = Static<typeof EscalationList>

export const BulkProgress = Type.Object({
  id: Text,
  step: Text,
  status: Type.Enum(['running', 'finished']),
  total: Type.Integer(),
  done: Type.Integer(),
  refused: Type.Integer(),
  refusals: Type.Array(Type.Object({ caseId: Text, text: Text })),
})
export type BulkProgress = Static<typeof BulkProgress>
