import Type, { type Static } from 'typebox'

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])

/** A decision table as it is shown: conditions and conclusions as written, one row a rule. */
export const DecisionTable = Type.Object({
  hitPolicy: Type.String(),
  inputs: Type.Array(Type.String()),
  outputs: Type.Array(Type.String()),
  annotations: Type.Array(Type.String()),
  rules: Type.Array(
    Type.Object({
      inputs: Type.Array(Type.String()),
      outputs: Type.Array(Type.String()),
      annotations: Type.Array(Type.String()),
    }),
  ),
})
export type DecisionTable = Static<typeof DecisionTable>

export const PolicyDecision = Type.Object({
  name: Type.String(),
  type: Type.String(),
  unit: Nullable(Type.String()),
  description: Nullable(Type.String()),
  /** The expression as written, when the decision is not a table. */
  expression: Nullable(Type.String()),
  table: Nullable(DecisionTable),
})
export type PolicyDecision = Static<typeof PolicyDecision>

export const StandardRow = Type.Object({
  division: Type.String(),
  divisionName: Type.String(),
  dimensions: Type.Record(Type.String(), Type.String()),
  value: Type.String(),
  from: Type.String(),
  until: Nullable(Type.String()),
  document: Nullable(Type.String()),
  source: Nullable(Type.String()),
})
export type StandardRow = Static<typeof StandardRow>

export const Standard = Type.Object({
  name: Type.String(),
  unit: Nullable(Type.String()),
  rows: Type.Array(StandardRow),
})
export type Standard = Static<typeof Standard>

export const Example = Type.Object({
  name: Type.String(),
  day: Type.String(),
  clause: Nullable(Type.String()),
  passed: Type.Boolean(),
  expectations: Type.Array(
    Type.Object({ decision: Type.String(), expected: Type.String(), found: Type.String(), passed: Type.Boolean() }),
  ),
})
export type Example = Static<typeof Example>

export const PolicyFolder = Type.Object({
  folder: Type.String(),
  title: Type.String(),
  decisions: Type.Integer(),
  standards: Type.Integer(),
  examples: Type.Integer(),
})
export type PolicyFolder = Static<typeof PolicyFolder>

export const PolicyFolderList = Type.Object({ items: Type.Array(PolicyFolder) })

export const PolicyDetail = Type.Object({
  folder: Type.String(),
  title: Type.String(),
  /** The sources, as text in Chinese. */
  sources: Type.String(),
  decisions: Type.Array(PolicyDecision),
  standards: Type.Array(Standard),
  examples: Type.Array(Example),
})
export type PolicyDetail = Static<typeof PolicyDetail>

/** One step of a reason: what was decided, from what, by which rule and article. Steps stand in reading order. */
export const ReasonStep = Type.Object({
  /** 0 for the question itself, 1 for what it rests on, and so on. */
  depth: Type.Integer(),
  decision: Type.String(),
  /** As an officer reads it: `是`, `低保`, `1,320 元/月`, `尚不能确定`. */
  value: Type.String(),
  known: Type.Boolean(),
  article: Nullable(Type.String()),
  expression: Nullable(Type.String()),
  inputs: Type.Array(
    Type.Object({
      name: Type.String(),
      value: Type.String(),
      known: Type.Boolean(),
      kind: Type.Enum(['fact', 'parameter', 'decision']),
      source: Nullable(Type.String()),
    }),
  ),
})
export type ReasonStep = Static<typeof ReasonStep>

/** Why a household has the category and the amount that it has. */
export const HouseholdReason = Type.Object({
  asOf: Type.String(),
  category: Nullable(Type.String()),
  amount: Nullable(Type.String()),
  /** Facts that would settle what is not known, by their names. */
  missing: Type.Array(Type.String()),
  steps: Type.Array(ReasonStep),
})
export type HouseholdReason = Static<typeof HouseholdReason>

export type PolicyRegisterRefusal =
  | { readonly code: 'policy-not-found' }
  | { readonly code: 'household-not-in-snapshot' }
