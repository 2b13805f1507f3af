import Type, { type Static } from 'typebox'
import { modes } from '#contracts/facility'

/** What the plan makes small or great; the engine's own names. */
export const sitingGoals = ['coverage', 'median', 'center', 'cover-all'] as const
export type SitingGoal = (typeof sitingGoals)[number]

/** What is to be built. Those of the kind that stand already are kept. */
export const sitedKinds = ['village-station', 'canteen', 'township-hub'] as const
export type SitedKind = (typeof sitedKinds)[number]

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])
const Key = Type.String({ minLength: 8, maxLength: 64 })

export const SitingQuestion = Type.Object({
  kind: Type.Enum(sitedKinds),
  goal: Type.Enum(sitingGoals),
  /** How many may be built; not asked where everybody is to be reached. */
  newSites: Type.Integer({ minimum: 0, maximum: 500 }),
  mode: Type.Enum(modes),
  /** Who has a station within so many minutes is reached. */
  within: Type.Integer({ minimum: 1, maximum: 240 }),
  /** Every village has one within so many minutes, whatever the goal; null when it is not asked for. */
  floor: Nullable(Type.Integer({ minimum: 1, maximum: 480 })),
  /** Every township has at least one. */
  everyTownship: Type.Boolean(),
  seconds: Type.Integer({ minimum: 1, maximum: 30 }),
})
export type SitingQuestion = Static<typeof SitingQuestion>

const Reach = Type.Object({
  elders: Type.Integer(),
  /** Of all elders; 1 is everybody. */
  share: Type.Number(),
  villages: Type.Integer(),
  meanMinutes: Nullable(Type.Number()),
  longestMinutes: Nullable(Type.Number()),
})

export const SitingAnswer = Type.Object({
  sites: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      place: Type.String(),
      longitude: Type.Number(),
      latitude: Type.Number(),
      existing: Type.Boolean(),
      villages: Type.Integer(),
      elders: Type.Integer(),
    }),
  ),
  villages: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      place: Type.String(),
      longitude: Type.Number(),
      latitude: Type.Number(),
      elders: Type.Integer(),
      site: Nullable(Type.String()),
      minutes: Nullable(Type.Number()),
      /** To the nearest of those that stand already; null when none can be reached. */
      minutesBefore: Nullable(Type.Number()),
      /** Within reach after the plan. */
      reached: Type.Boolean(),
      reachedBefore: Type.Boolean(),
    }),
  ),
  before: Reach,
  after: Reach,
  objective: Type.Number(),
  bound: Nullable(Type.Number()),
  /** At most so far from the best possible, of the best; null while nothing is proven. */
  gap: Nullable(Type.Number()),
  optimal: Type.Boolean(),
  overlaps: Type.Array(Type.Object({ first: Type.String(), second: Type.String(), share: Type.Number() })),
  /** Villages and townships whose floor is not met with these sites. */
  unmet: Type.Array(Type.String()),
  /** What could not be planned with, in sentences; villages that are not on the map among them. */
  faults: Type.Array(Type.String()),
  seconds: Type.Number(),
})
export type SitingAnswer = Static<typeof SitingAnswer>

/** 32 bytes as text (base64url). */
const Seal = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })
/** An answer as it goes out; the seal says later that it came from here and is as it was. */
export const SealedAnswer = Type.Object({ answer: SitingAnswer, seal: Seal })
export type SealedAnswer = Static<typeof SealedAnswer>

export const ScenarioSaving = Type.Object({
  key: Key,
  name: Type.String({ minLength: 1, maxLength: 60 }),
  question: SitingQuestion,
  answer: SitingAnswer,
  /** As it came with the answer to this very question. */
  seal: Seal,
})
export type ScenarioSaving = Static<typeof ScenarioSaving>
export const ScenarioRemoval = Type.Object({ key: Key })
export const ScenarioDone = Type.Object({ id: Type.String() })
export type ScenarioDone = Static<typeof ScenarioDone>

export const Scenario = Type.Object({
  id: Type.String(),
  name: Type.String(),
  madeBy: Type.String(),
  createdOn: Type.String(),
  question: SitingQuestion,
  answer: SitingAnswer,
})
export type Scenario = Static<typeof Scenario>
export const ScenarioList = Type.Object({ items: Type.Array(Scenario) })
export type ScenarioList = Static<typeof ScenarioList>

export type SitingRefusal =
  | { readonly code: 'siting-nothing-to-plan' }
  | { readonly code: 'siting-too-many-at-once' }
  | { readonly code: 'siting-scenario-not-found' }
  | { readonly code: 'siting-scenario-name-taken' }
  | { readonly code: 'siting-answer-not-from-here' }
