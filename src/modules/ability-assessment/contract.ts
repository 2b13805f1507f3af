import Type, { type Static } from 'typebox'
import {
  acts,
  adjustments,
  backgrounds,
  formParts,
  healthIssues,
  incidentKinds,
  type Item,
  items,
  openReasons,
  reasons,
  relations,
  type Status,
  statuses,
  views,
} from './contract-words.ts'

export {
  adjustments,
  backgrounds,
  dimensions,
  healthIssues,
  incidentKinds,
  items,
  itemsOf,
  professional,
  relations,
  views,
  type Act,
  type Adjustment,
  type Background,
  type Dimension,
  type FormPart,
  type HealthIssue,
  type IncidentKind,
  type Item,
  type OpenReason,
  type Reason,
  type Relation,
  type Status,
  type View,
} from './contract-words.ts'

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])
const Key = Type.String({ minLength: 8, maxLength: 64 })
const DayText = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })
const Id = Type.String({ pattern: '^[0-9]{1,18}$' })
const Name = Type.String({ minLength: 1, maxLength: 40 })
const Note = Type.String({ minLength: 1, maxLength: 1000 })
const Level = Type.Integer({ minimum: 0, maximum: 4 })

/** Begins an assessment of a person; the form is filled in afterwards. */
export const AbilityOpening = Type.Object({
  key: Key,
  personId: Id,
  reason: Type.Enum(openReasons),
  assessedOn: DayText,
})
export type AbilityOpening = Static<typeof AbilityOpening>

export const AbilityAssessor = Type.Object({
  name: Name,
  background: Type.Enum(backgrounds),
  employer: Type.String({ maxLength: 60 }),
})
export type AbilityAssessor = Static<typeof AbilityAssessor>

const ItemScore = Type.Object({ item: Type.Enum(items), score: Type.Integer({ minimum: 0, maximum: 9 }) })

/** What was found besides the items. Null: nobody has asked yet, which is not the same as no. */
export const AbilityFindings = Type.Object({
  informant: Nullable(
    Type.Object({ name: Name, relation: Type.Enum(relations), phone: Type.String({ maxLength: 20 }) }),
  ),
  coma: Nullable(Type.Boolean()),
  /** Diagnosed dementia (F00–F03). */
  dementia: Nullable(Type.Boolean()),
  /** Another diagnosed mental or behavioural disorder (F04–F99). */
  disorder: Nullable(Type.Boolean()),
  incidents: Nullable(Type.Array(Type.Object({ kind: Type.Enum(incidentKinds), on: DayText }), { maxItems: 30 })),
  illnesses: Type.String({ maxLength: 500 }),
  medication: Type.String({ maxLength: 500 }),
  healthIssues: Type.Array(Type.Enum(healthIssues), { uniqueItems: true }),
  healthNote: Type.String({ maxLength: 500 }),
})
export type AbilityFindings = Static<typeof AbilityFindings>

/** The form as far as it has been filled in; a draft may have gaps. */
export const AbilityForm = Type.Object({
  assessedOn: DayText,
  place: Type.String({ maxLength: 60 }),
  assessors: Type.Array(AbilityAssessor, { maxItems: 4 }),
  scores: Type.Array(ItemScore, { maxItems: items.length }),
  findings: AbilityFindings,
})
export type AbilityForm = Static<typeof AbilityForm>

export const AbilityStep = Type.Object({ key: Key, version: Type.Integer() })
export type AbilityStep = Static<typeof AbilityStep>
export const AbilitySave = Type.Interface([AbilityStep], { form: AbilityForm })
export type AbilitySave = Static<typeof AbilitySave>
export const AbilitySign = Type.Interface([AbilityStep], {
  /** Paths drawn in a box of 300 × 100, by the name of the assessor. */
  signatures: Type.Array(
    Type.Object({ name: Name, path: Type.String({ pattern: '^[MLQ0-9 .,-]+$', maxLength: 20_000 }) }),
    { maxItems: 4 },
  ),
})
export type AbilitySign = Static<typeof AbilitySign>
export const AbilityNote = Type.Interface([AbilityStep], { note: Note })
export type AbilityNote = Static<typeof AbilityNote>
export const AbilityReview = Type.Interface([AbilityStep], { assessedOn: DayText })
export type AbilityReview = Static<typeof AbilityReview>

export const AbilityDone = Type.Object({ id: Type.String() })
export type AbilityDone = Static<typeof AbilityDone>

export const AbilityPerson = Type.Object({
  personId: Type.String(),
  householdId: Nullable(Type.String()),
  name: Type.String(),
  sex: Nullable(Type.Enum(['male', 'female'])),
  birthDay: Nullable(Type.String()),
  age: Nullable(Type.Integer()),
  place: Type.String(),
})
export type AbilityPerson = Static<typeof AbilityPerson>

/** The level that policies give to a form, once nothing is missing. */
export const AbilityOutcome = Type.Object({
  score: Type.Integer(),
  firstLevel: Level,
  adjustment: Type.Enum(adjustments),
  level: Level,
})
export type AbilityOutcome = Static<typeof AbilityOutcome>

export const AbilityRow = Type.Object({
  /** Null for somebody who was never assessed. */
  id: Nullable(Type.String()),
  person: AbilityPerson,
  status: Nullable(Type.Enum(statuses)),
  reason: Nullable(Type.Enum(reasons)),
  level: Nullable(Level),
  assessedOn: Nullable(Type.String()),
  nextDueOn: Nullable(Type.String()),
  overdue: Type.Boolean(),
  changeReported: Type.Boolean(),
})
export type AbilityRow = Static<typeof AbilityRow>

export const AbilityListRequest = Type.Object({
  view: Type.Enum(views),
  division: Type.Optional(Type.String({ pattern: '^[0-9]{4,12}$' })),
  cursor: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{1,18}$' })),
})
export type AbilityListRequest = Static<typeof AbilityListRequest>
export const AbilityList = Type.Object({ items: Type.Array(AbilityRow), next: Nullable(Type.String()) })
export type AbilityList = Static<typeof AbilityList>

export const AbilityCounts = Type.Object({
  overdue: Type.Integer(),
  due: Type.Integer(),
  waiting: Type.Integer(),
  never: Type.Integer(),
  /** From this age on people are listed who were never assessed. */
  neverFrom: Type.Integer(),
})
export type AbilityCounts = Static<typeof AbilityCounts>

/** What the standard says of a form: the most that each item gives, who assesses, and how far back incidents count. */
const AbilityStandard = Type.Object({
  items: Type.Array(Type.Object({ item: Type.Enum(items), most: Type.Integer() })),
  assessors: Type.Integer(),
  professionals: Type.Integer(),
  incidentDays: Type.Integer(),
  objectionDays: Type.Integer(),
})

export const AbilityHistoryRow = Type.Object({
  id: Type.String(),
  status: Type.Enum(statuses),
  reason: Type.Enum(reasons),
  assessedOn: Type.String(),
  level: Nullable(Level),
  score: Nullable(Type.Integer()),
})
export type AbilityHistoryRow = Static<typeof AbilityHistoryRow>

export const AbilityDetail = Type.Interface([AbilityForm], {
  /** Diagnoses, medication and who told are for those who assess; others read the result. */
  healthWithheld: Type.Boolean(),
  id: Type.String(),
  version: Type.Integer(),
  status: Type.Enum(statuses),
  reason: Type.Enum(reasons),
  person: AbilityPerson,
  standard: AbilityStandard,
  outcome: Nullable(AbilityOutcome),
  missingItems: Type.Array(Type.Enum(items)),
  missingParts: Type.Array(Type.Enum(formParts)),
  signatures: Type.Array(Type.Object({ name: Type.String(), path: Type.String() })),
  recordedBy: Type.String(),
  recordedOn: Type.String(),
  signedOn: Nullable(Type.String()),
  confirmedBy: Nullable(Type.String()),
  confirmedOn: Nullable(Type.String()),
  nextDueOn: Nullable(Type.String()),
  changeReportedOn: Nullable(Type.String()),
  change: Nullable(Type.String()),
  /** Why the county gave the form back; null once it is signed again. */
  returnNote: Nullable(Type.String()),
  objectedOn: Nullable(Type.String()),
  objection: Nullable(Type.String()),
  /** The last day on which somebody may object. */
  objectUntil: Nullable(Type.String()),
  objectedId: Nullable(Type.String()),
  /** The assessors of the result that was objected to: they may not assess again. */
  barredAssessors: Type.Array(Type.String()),
  holds: Type.Boolean(),
  history: Type.Array(AbilityHistoryRow),
  next: Type.Array(Type.Enum(acts)),
})
export type AbilityDetail = Static<typeof AbilityDetail>

/** A person with all assessments, for whoever begins one. */
export const AbilityPersonFile = Type.Object({ person: AbilityPerson, history: Type.Array(AbilityHistoryRow) })
export type AbilityPersonFile = Static<typeof AbilityPersonFile>

export type AbilityRefusal =
  | { readonly code: 'ability-not-found' }
  | { readonly code: 'ability-person-not-found' }
  | { readonly code: 'ability-changed-meanwhile' }
  | { readonly code: 'ability-not-in-this-state'; readonly status: Status }
  | { readonly code: 'ability-birth-day-unknown' }
  | { readonly code: 'ability-person-too-young'; readonly age: number; readonly from: number }
  | { readonly code: 'ability-person-dead' }
  | { readonly code: 'ability-under-way' }
  | { readonly code: 'ability-objection-open' }
  | { readonly code: 'ability-first-already' }
  | { readonly code: 'ability-not-first-yet' }
  | { readonly code: 'ability-assessed-on-no-day'; readonly day: string }
  | { readonly code: 'ability-assessed-in-future'; readonly today: string }
  | { readonly code: 'ability-assessed-before-last'; readonly last: string }
  | { readonly code: 'ability-score-out-of-range'; readonly item: Item; readonly most: number }
  | { readonly code: 'ability-item-twice'; readonly item: Item }
  | { readonly code: 'ability-incident-no-day'; readonly day: string }
  | { readonly code: 'ability-incident-after-assessment'; readonly day: string }
  | { readonly code: 'ability-form-incomplete'; readonly items: number; readonly parts: number }
  | { readonly code: 'ability-assessor-twice'; readonly name: string }
  | { readonly code: 'ability-assessor-barred'; readonly name: string }
  | { readonly code: 'ability-signature-missing'; readonly name: string }
  | { readonly code: 'ability-needs-second-person' }
  | { readonly code: 'ability-does-not-hold' }
  | { readonly code: 'ability-objection-too-late'; readonly until: string }
