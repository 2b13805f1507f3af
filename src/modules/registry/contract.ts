import Type, { type Static } from 'typebox'

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])

/** Why somebody looks at sensitive facts of a household. Each look is written to the audit log. */
export const purposes = ['verify-signal', 'handle-assistance', 'answer-household', 'supervise'] as const
export type Purpose = (typeof purposes)[number]

export const PersonHit = Type.Object({
  personId: Type.String(),
  householdId: Type.String(),
  householdNumber: Type.String(),
  name: Type.String(),
  age: Nullable(Type.Integer()),
  relation: Type.String(),
  place: Type.String(),
})
export type PersonHit = Static<typeof PersonHit>

export const SearchRequest = Type.Object({ q: Type.String({ minLength: 1, maxLength: 40 }) })
export const SearchResult = Type.Object({ items: Type.Array(PersonHit) })
export type SearchResult = Static<typeof SearchResult>

export const HouseholdRow = Type.Object({
  id: Type.String(),
  number: Type.String(),
  headName: Type.String(),
  size: Type.Integer(),
  place: Type.String(),
  address: Nullable(Type.String()),
  /** What the policies say; null when facts are missing or no sweep has run. */
  category: Nullable(Type.String()),
  registerCategory: Nullable(Type.String()),
  activeSignals: Type.Integer(),
})
export type HouseholdRow = Static<typeof HouseholdRow>

export const HouseholdListRequest = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 40 })),
  division: Type.Optional(Type.String({ pattern: '^[0-9]{0,12}$' })),
  category: Type.Optional(Type.String({ maxLength: 10 })),
  cursor: Type.Optional(Type.String({ maxLength: 60 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export type HouseholdListRequest = Static<typeof HouseholdListRequest>

export const HouseholdList = Type.Object({
  items: Type.Array(HouseholdRow),
  total: Type.Integer(),
  next: Nullable(Type.String()),
})
export type HouseholdList = Static<typeof HouseholdList>

export const RecordedFact = Type.Object({
  /** Name of the fact as officers call it. */
  name: Type.String(),
  /** Null when masked. */
  value: Nullable(Type.String()),
  unit: Nullable(Type.String()),
  masked: Type.Boolean(),
  instance: Type.String(),
  validFrom: Type.String(),
  validUntil: Nullable(Type.String()),
  source: Type.String(),
  recordedAt: Type.String(),
  batchId: Type.String(),
})
export type RecordedFact = Static<typeof RecordedFact>

export const Member = Type.Object({
  personId: Type.String(),
  name: Type.String(),
  relation: Type.String(),
  sex: Nullable(Type.Enum(['male', 'female'])),
  birthDay: Nullable(Type.String()),
  age: Nullable(Type.Integer()),
  /** `****1234` until revealed. */
  residentId: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  since: Type.String(),
  facts: Type.Array(RecordedFact),
})
export type Member = Static<typeof Member>

export const TimelineEntry = Type.Object({
  on: Type.String(),
  kind: Type.Enum(['member', 'fact', 'determination', 'signal']),
  text: Type.String(),
})
export type TimelineEntry = Static<typeof TimelineEntry>

export const HouseholdFile = Type.Object({
  id: Type.String(),
  number: Type.String(),
  headName: Type.String(),
  place: Type.String(),
  address: Nullable(Type.String()),
  /** True while the reader has given a purpose and sees sensitive facts. */
  revealed: Type.Boolean(),
  determination: Nullable(
    Type.Object({
      asOf: Type.String(),
      category: Nullable(Type.String()),
      amount: Nullable(Type.String()),
      incomePerHead: Nullable(Type.String()),
      size: Nullable(Type.Integer()),
      registerCategory: Nullable(Type.String()),
      registerAmount: Nullable(Type.String()),
    }),
  ),
  members: Type.Array(Member),
  facts: Type.Array(RecordedFact),
  obligors: Type.Array(Type.Object({ number: Type.String(), facts: Type.Array(RecordedFact) })),
  timeline: Type.Array(TimelineEntry),
})
export type HouseholdFile = Static<typeof HouseholdFile>

export const RevealRequest = Type.Object({ purpose: Type.Enum(purposes), note: Type.String({ maxLength: 200 }) })
export type RevealRequest = Static<typeof RevealRequest>

export type RegistryRefusal = { readonly code: 'household-not-found' }
