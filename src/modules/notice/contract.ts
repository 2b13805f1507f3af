import Type, { type Static } from 'typebox'
import { deliveryWays, programmes } from '#contracts/assistance'

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])
const DayText = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })
const MonthText = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}$' })
/** Yuan as `formatYuan` writes it, such as `1,234.5`. */
const Money = Type.String({ pattern: '^[0-9]{1,3}(,?[0-9]{3})*([.][0-9]{1,2})?$', maxLength: 24 })
const Line = Type.String({ maxLength: 200 })
const Prose = Type.String({ maxLength: 20_000 })
const About = { programme: Type.Enum(programmes) }

/** One reason as the decision's trace gives it, with the article that it rests on. */
export const Reason = Type.Object({ text: Prose, article: Nullable(Line) })
export type Reason = Static<typeof Reason>
const Reasons = Type.Array(Reason, { maxItems: 200 })
/** A decision against somebody is nothing without its reasons. */
const SomeReasons = Type.Array(Reason, { minItems: 1, maxItems: 200 })

/** Where and until when one may complain. Days, months and the names of the bodies come from the caller. */
export const Remedies = Type.Object({
  /** Calendar days from the day on which the letter became known. */
  reconsiderationDays: Type.Integer({ minimum: 1 }),
  reconsiderationBody: Line,
  /** Calendar months from the same day. */
  litigationMonths: Type.Integer({ minimum: 1 }),
  court: Line,
})
export type Remedies = Static<typeof Remedies>

/** Yuan a month, the three parts apart. */
export const Amounts = Type.Object({ basic: Money, uplift: Money, care: Money })
export type Amounts = Static<typeof Amounts>

const Finding = Type.Object({ label: Line, value: Prose })
/** A name signed by hand: the path is that of one SVG `path`, drawn in a box of 300 by 100. */
export const Signature = Type.Object({
  name: Line,
  role: Line,
  path: Nullable(Type.String({ maxLength: 60_000, pattern: '^[MLQ0-9 .,-]*$' })),
})
export type Signature = Static<typeof Signature>
const Signatures = Type.Array(Signature, { maxItems: 40 })
const Names = Type.Array(Line, { maxItems: 60 })
const Lines = Type.Array(Prose, { maxItems: 200 })

const Acceptance = Type.Object({
  kind: Type.Literal('acceptance'),
  ...About,
  acceptedOn: DayText,
  /** The day by which the whole procedure ends; null when the calendar does not reach so far. */
  dueOn: Nullable(DayText),
  papers: Lines,
  hotline: Nullable(Line),
})
const MissingPapers = Type.Object({
  kind: Type.Literal('missing-papers'),
  ...About,
  /** Everything that is missing, told at once. */
  missing: Type.Array(Prose, { minItems: 1, maxItems: 100 }),
  bringBy: Nullable(DayText),
  hotline: Nullable(Line),
})
const PromiseLetter = Type.Object({
  kind: Type.Literal('promise'),
  ...About,
  /** Every adult signs for himself. */
  adults: Type.Array(Line, { minItems: 1, maxItems: 60 }),
  /** What may be asked of whom, such as bank deposits or vehicles. */
  scope: Lines,
  validUntil: Nullable(DayText),
  signatures: Signatures,
})
const SurveyForm = Type.Object({
  kind: Type.Literal('survey-form'),
  ...About,
  surveyedOn: DayText,
  team: Names,
  /** The member of the household who was there; null when nobody was. */
  present: Nullable(Line),
  findings: Type.Array(Finding, { maxItems: 300 }),
  neighbours: Type.Array(Type.Object({ name: Line, said: Prose }), { maxItems: 60 }),
  signatures: Signatures,
})
const Opinion = Type.Object({
  kind: Type.Literal('opinion'),
  ...About,
  proposed: Type.Enum(['yes', 'no']),
  householdSize: Type.Integer({ minimum: 0 }),
  amounts: Nullable(Amounts),
  findings: Type.Array(Finding, { maxItems: 300 }),
  reasons: Reasons,
})
const PublicNoticeLetter = Type.Object({
  kind: Type.Literal('public-notice'),
  ...About,
  applicantName: Line,
  householdSize: Type.Integer({ minimum: 1 }),
  proposed: Money,
  postedOn: DayText,
  closesAfter: DayText,
  hotline: Nullable(Line),
})
const Decision = Type.Object({
  kind: Type.Literal('decision'),
  ...About,
  /** Null for a recognition that pays nothing by itself. */
  amounts: Nullable(Amounts),
  paid: Type.Enum(['monthly', 'once']),
  from: Nullable(MonthText),
  members: Type.Integer({ minimum: 1 }),
  until: Nullable(MonthText),
  reasons: Reasons,
  remedies: Remedies,
})
const RefusalLetter = Type.Object({
  kind: Type.Literal('refusal'),
  ...About,
  reasons: SomeReasons,
  remedies: Remedies,
})
const Change = Type.Object({
  kind: Type.Literal('change'),
  ...About,
  before: Amounts,
  after: Amounts,
  from: MonthText,
  reasons: SomeReasons,
  remedies: Remedies,
})
const Hearing = Type.Object({
  kind: Type.Literal('hearing'),
  ...About,
  intended: Type.Enum(['reduce', 'stop']),
  reasons: SomeReasons,
  /** First the household is told that it will be heard; then what it said is written down. */
  part: Type.Union([
    Type.Object({ stage: Type.Literal('notice'), answerBy: DayText }),
    Type.Object({ stage: Type.Literal('record'), heardOn: DayText, said: Prose, signatures: Signatures }),
  ]),
})
const Stop = Type.Object({
  kind: Type.Literal('stop'),
  ...About,
  /** The first month that is not paid. */
  from: MonthText,
  reasons: SomeReasons,
  remedies: Remedies,
})
const Grace = Type.Object({
  kind: Type.Literal('grace'),
  ...About,
  from: MonthText,
  /** The last month that is paid. */
  until: MonthText,
  amounts: Amounts,
  reasons: SomeReasons,
  remedies: Remedies,
})
const CheckResult = Type.Object({
  kind: Type.Literal('check-result'),
  ...About,
  checkedOn: DayText,
  items: Type.Array(Type.Object({ source: Line, result: Prose }), { maxItems: 200 }),
  objectBy: Nullable(DayText),
})
const AppealAnswer = Type.Object({
  kind: Type.Literal('appeal-answer'),
  ...About,
  complaint: Prose,
  receivedOn: DayText,
  answer: Prose,
  reasons: Reasons,
  remedies: Remedies,
})
const RecoveryLetter = Type.Object({
  kind: Type.Literal('recovery'),
  ...About,
  total: Money,
  firstMonth: MonthText,
  lastMonth: MonthText,
  payBy: Nullable(DayText),
  /** Yuan a month when it is paid back in parts. */
  instalment: Nullable(Money),
  reasons: SomeReasons,
  remedies: Remedies,
})

/** What a letter says, by its kind; the wording around it is the template's. */
export const LetterContent = Type.Union([
  Acceptance,
  MissingPapers,
  PromiseLetter,
  SurveyForm,
  Opinion,
  PublicNoticeLetter,
  Decision,
  RefusalLetter,
  Change,
  Hearing,
  Stop,
  Grace,
  CheckResult,
  AppealAnswer,
  RecoveryLetter,
])
export type LetterContent = Static<typeof LetterContent>
export type LetterKind = LetterContent['kind']
export type LetterOf<K extends LetterKind> = Extract<LetterContent, { readonly kind: K }>

export const letterKinds = [
  'acceptance',
  'missing-papers',
  'promise',
  'survey-form',
  'opinion',
  'public-notice',
  'decision',
  'refusal',
  'change',
  'hearing',
  'stop',
  'grace',
  'check-result',
  'appeal-answer',
  'recovery',
] as const satisfies readonly LetterKind[]

/** Papers that stay in the file or hang on a wall: nobody is handed them. */
export const filedKinds = ['promise', 'survey-form', 'opinion', 'public-notice'] as const satisfies LetterKind[]
/** Letters that tell of a decision: a step of the case says how they came into the household's hands. */
export const decisionKinds = ['decision', 'refusal', 'change', 'stop', 'grace'] as const satisfies LetterKind[]

/** Whether somebody is handed letters of the kind. */
export function isAddressed(kind: LetterKind): boolean {
  return filedKinds.every((filed) => filed !== kind)
}

/** Who signs: the township or the county's civil-affairs office. */
export type Office = 'township' | 'county'

/** A letter as it is shown and printed: the same blocks on the screen, on the page and in the PDF. */
export const LetterBlock = Type.Union([
  Type.Object({ type: Type.Literal('paragraph'), text: Type.String(), tone: Type.Enum(['plain', 'heading', 'small']) }),
  Type.Object({ type: Type.Literal('list'), items: Type.Array(Type.String()) }),
  Type.Object({
    type: Type.Literal('table'),
    head: Type.Array(Type.String()),
    rows: Type.Array(Type.Array(Type.String())),
  }),
  Type.Object({ type: Type.Literal('signatures'), signatures: Type.Array(Signature) }),
])
export type LetterBlock = Static<typeof LetterBlock>

export const LetterDocument = Type.Object({
  title: Type.String(),
  number: Type.String(),
  /** Null for papers that are addressed to nobody, such as the survey form. */
  addressee: Nullable(Type.String()),
  blocks: Type.Array(LetterBlock),
  office: Type.String(),
  /** As printed, such as `2026年11月2日`. */
  day: Type.String(),
})
export type LetterDocument = Static<typeof LetterDocument>

export const LetterRow = Type.Object({
  id: Type.String(),
  kind: Type.Enum(letterKinds),
  number: Type.String(),
  /** The family name only. */
  addressee: Type.String(),
  caseId: Type.String(),
  householdId: Type.String(),
  issuedOn: Type.String(),
  deliveredOn: Nullable(Type.String()),
  deliveryWay: Nullable(Type.Enum(deliveryWays)),
  deliveryNote: Nullable(Type.String()),
})
export type LetterRow = Static<typeof LetterRow>

/** The letters of a case or a household are answered at once; those of a place a page at a time. */
export const LetterList = Type.Object({ items: Type.Array(LetterRow), next: Nullable(Type.String()) })
export type LetterList = Static<typeof LetterList>

const Id = Type.String({ pattern: '^[0-9]{1,18}$' })
/** Of the officer's whole place, the newest first. */
const LettersOfPlace = Type.Object(
  {
    kind: Type.Optional(Type.Enum(letterKinds)),
    /** Those that somebody has still to be handed. */
    delivery: Type.Optional(Type.Literal('waiting')),
    /** The id before which the page begins. */
    before: Type.Optional(Id),
  },
  { additionalProperties: false },
)
export type LettersOfPlace = Static<typeof LettersOfPlace>
export const LetterListRequest = Type.Union([
  Type.Object({ caseId: Id }, { additionalProperties: false }),
  Type.Object({ householdId: Id }, { additionalProperties: false }),
  LettersOfPlace,
])
export type LetterListRequest = Static<typeof LetterListRequest>

export const LetterView = Type.Object({
  letter: LetterRow,
  document: LetterDocument,
  /** Characters that the PDF leaves a gap for, since no font at hand has them. */
  toWriteByHand: Type.Array(Type.String()),
})
export type LetterView = Static<typeof LetterView>

export const DeliveryRequest = Type.Object({
  key: Type.String({ minLength: 8, maxLength: 64 }),
  deliveredOn: DayText,
  way: Type.Enum(deliveryWays),
  /** Who took it, or why it was left or announced. */
  note: Type.String({ minLength: 1, maxLength: 200 }),
})
export type DeliveryRequest = Static<typeof DeliveryRequest>

export const DeliveryDone = Type.Object({ id: Type.String() })
export type DeliveryDone = Static<typeof DeliveryDone>

/** A notice as anybody may read it. Nothing may be added that the law does not have posted. */
const BoardNotice = Type.Object({
  programme: Type.Enum(programmes),
  applicantName: Type.String(),
  village: Type.String(),
  householdSize: Type.Integer(),
  /** Whether something is to be given, or to be given no more. */
  intent: Type.Enum(['grant', 'stop']),
  /** Yuan, a month or once as the programme gives it; zero when it is to stop. */
  proposed: Type.String(),
  postedOn: Type.String(),
  closesAfter: Type.String(),
  hotline: Nullable(Type.String()),
})

/** Who receives assistance, as the village is told for as long as it lasts. */
export const Recipient = Type.Object({
  programme: Type.Enum(programmes),
  name: Type.String(),
  village: Type.String(),
  members: Type.Integer(),
  /** Yuan a month. */
  amount: Type.String(),
})
export type Recipient = Static<typeof Recipient>

export const Board = Type.Object({
  division: Type.String(),
  place: Type.String(),
  day: Type.String(),
  notices: Type.Array(BoardNotice),
  recipients: Type.Array(Recipient),
})
export type Board = Static<typeof Board>

export type NoticeRefusal =
  | { readonly code: 'letter-not-found' }
  | { readonly code: 'letter-delivered-already'; readonly on: string }
  | { readonly code: 'letter-delivered-before-issue'; readonly issuedOn: string }
  | { readonly code: 'letter-delivered-in-future'; readonly today: string }
  | { readonly code: 'letter-delivered-on-no-day'; readonly day: string }
  | { readonly code: 'board-not-found' }
