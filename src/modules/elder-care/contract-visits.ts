import Type, { type Static } from 'typebox'
import type { Skill } from '#contracts/facility'

/** The catalogue of services at home. What each takes and costs is a standard by place. */
export const services = ['meal', 'bathing', 'cleaning', 'medical', 'mobility', 'check-visit'] as const
export type Service = (typeof services)[number]

/** What whoever comes must be able to do. */
export const skillOf = {
  meal: 'meals',
  bathing: 'bathing',
  cleaning: 'cleaning',
  medical: 'nursing',
  mobility: 'escort',
  'check-visit': 'check-visit',
} as const satisfies Record<Service, Skill>

/** Why somebody is in special difficulty and to be visited every month (民政部 特殊困难老年人探访关爱). */
export const difficulties = [
  'alone',
  'empty-nest',
  'left-behind',
  'disabled',
  'severely-disabled',
  'family-planning',
] as const
export type Difficulty = (typeof difficulties)[number]

export const grounds = ['assessment', 'special-difficulty', 'own-cost'] as const
export type Ground = (typeof grounds)[number]

export const visitStatuses = ['due', 'assigned', 'under-way', 'done', 'missed', 'cancelled'] as const
export type VisitStatus = (typeof visitStatuses)[number]

export const visitWays = ['visit', 'phone', 'video'] as const
export type VisitWay = (typeof visitWays)[number]

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])
const Key = Type.String({ minLength: 8, maxLength: 64 })
const Id = Type.String({ pattern: '^[0-9]{1,18}$' })
/** A day of the calendar, in the centuries that `Day` knows. */
const DayText = Type.String({ pattern: '^(1[89]|2[01])', format: 'date' })
/** Minutes after midnight. */
const Minute = Type.Integer({ minimum: 0, maximum: 1440 })
const Note = Type.String({ minLength: 1, maxLength: 500 })

export const DifficultyRecording = Type.Object({
  key: Key,
  householdId: Id,
  personId: Id,
  category: Type.Enum(difficulties),
  from: DayText,
})
export type DifficultyRecording = Static<typeof DifficultyRecording>
export const DifficultyEnding = Type.Object({ key: Key, until: DayText })
export type DifficultyEnding = Static<typeof DifficultyEnding>

/** One ground for monthly visits of one elder, as the register holds it. */
export const DifficultyRow = Type.Object({
  id: Type.String(),
  householdId: Type.String(),
  personId: Type.String(),
  name: Type.String(),
  place: Type.String(),
  category: Type.Enum(difficulties),
  from: Type.String(),
  /** The first day on which it does not hold any more; null while no end is known. */
  until: Nullable(Type.String()),
  /** The officer who registered it. */
  recordedBy: Type.String(),
})
export type DifficultyRow = Static<typeof DifficultyRow>
export const DifficultyList = Type.Object({ items: Type.Array(DifficultyRow), next: Nullable(Type.String()) })
export type DifficultyList = Static<typeof DifficultyList>

/**
 * A standing agreement: on days of the week, or so many times a month. Exactly one of both. With `replaces` it takes the
 * place of the running one from its first day on, which is how an agreement is changed.
 */
export const CarePlanOpening = Type.Object({
  key: Key,
  householdId: Id,
  personId: Id,
  service: Type.Enum(services),
  ground: Type.Enum(grounds),
  /** 1 is Monday, 7 Sunday; empty for a monthly rhythm. */
  weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { uniqueItems: true }),
  /** Times a month; 0 for a weekly rhythm. */
  monthly: Type.Integer({ minimum: 0, maximum: 31 }),
  windowFrom: Minute,
  windowUntil: Minute,
  canteenId: Nullable(Id),
  usualCarerId: Nullable(Id),
  refusedCarerIds: Type.Array(Id, { uniqueItems: true, maxItems: 20 }),
  firstDay: DayText,
  lastDay: Nullable(DayText),
  note: Type.String({ maxLength: 500 }),
  replaces: Type.Optional(Type.Object({ id: Id, version: Type.Integer() })),
})
export type CarePlanOpening = Static<typeof CarePlanOpening>
export const CarePlanEnding = Type.Object({ key: Key, version: Type.Integer(), on: DayText })
export type CarePlanEnding = Static<typeof CarePlanEnding>

export const CarePlanRow = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  householdId: Type.String(),
  personId: Type.String(),
  /** Whole: whoever goes there must know whom to ask for. */
  name: Type.String(),
  age: Nullable(Type.Integer()),
  place: Type.String(),
  service: Type.Enum(services),
  ground: Type.Enum(grounds),
  /** The level of the assessment in force; null when there is none. */
  level: Nullable(Type.Integer()),
  /** True when it rests on an assessment and none in force gives that level any more: it is to be looked at. */
  groundLost: Type.Boolean(),
  weekdays: Type.Array(Type.Integer()),
  monthly: Type.Integer(),
  windowFrom: Type.Integer(),
  windowUntil: Type.Integer(),
  canteenId: Nullable(Type.String()),
  canteenName: Nullable(Type.String()),
  usualCarerId: Nullable(Type.String()),
  usualCarerName: Nullable(Type.String()),
  refusedCarerIds: Type.Array(Type.String()),
  firstDay: Type.String(),
  lastDay: Nullable(Type.String()),
  /** The first day on which it does not hold any more, when that is known. */
  endsOn: Nullable(Type.String()),
  note: Type.String(),
})
export type CarePlanRow = Static<typeof CarePlanRow>
export const CarePlanList = Type.Object({ items: Type.Array(CarePlanRow), next: Nullable(Type.String()) })
export type CarePlanList = Static<typeof CarePlanList>

/** What an elder may be given, for the form: by the assessment in force and the standards of the place. */
export const Entitlement = Type.Object({
  level: Nullable(Type.Integer()),
  assessedOn: Nullable(Type.String()),
  difficulties: Type.Array(Type.Enum(difficulties)),
  services: Type.Array(
    Type.Object({
      service: Type.Enum(services),
      minutes: Type.Integer(),
      carersNeeded: Type.Integer(),
      /** Yuan a visit. */
      price: Type.String(),
      grounds: Type.Array(Type.Enum(grounds)),
    }),
  ),
})
export type Entitlement = Static<typeof Entitlement>

export const VisitRow = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  planId: Type.String(),
  householdId: Type.String(),
  personId: Type.String(),
  name: Type.String(),
  division: Type.String(),
  place: Type.String(),
  service: Type.Enum(services),
  day: Type.String(),
  windowFrom: Type.Integer(),
  windowUntil: Type.Integer(),
  minutes: Type.Integer(),
  carersNeeded: Type.Integer(),
  status: Type.Enum(visitStatuses),
  reason: Nullable(Type.String()),
  longitude: Nullable(Type.Number()),
  latitude: Nullable(Type.Number()),
  /** True when only the village's point is known, not the house's. */
  approximate: Type.Boolean(),
  carers: Type.Array(Type.Object({ part: Type.Integer(), carerId: Type.String(), startsAt: Type.Integer() })),
  /** The day on which it was made, which of a check visit may be another than the one it was meant for. */
  madeOn: Nullable(Type.String()),
  arrivedAt: Nullable(Type.Integer()),
  leftAt: Nullable(Type.Integer()),
  way: Nullable(Type.Enum(visitWays)),
  note: Nullable(Type.String()),
  /** True when the proof was told again; what was told before is read by itself. */
  corrected: Type.Boolean(),
})
export type VisitRow = Static<typeof VisitRow>
export const VisitList = Type.Object({ items: Type.Array(VisitRow) })
export type VisitList = Static<typeof VisitList>

/** Visits whose day is over and of which nobody has told whether they were made, the oldest first; `count` is of all. */
export const UnprovedVisits = Type.Object({ count: Type.Integer(), items: Type.Array(VisitRow) })
export type UnprovedVisits = Static<typeof UnprovedVisits>

const visitStep = { key: Key, version: Type.Integer() }
export const VisitStarting = Type.Object({
  ...visitStep,
  at: Minute,
  longitude: Nullable(Type.Number({ minimum: -180, maximum: 180 })),
  latitude: Nullable(Type.Number({ minimum: -90, maximum: 90 })),
})
export type VisitStarting = Static<typeof VisitStarting>
/** Proof of a visit; one by phone or video may be told afterwards without having been started. */
export const VisitFinishing = Type.Object({
  ...visitStep,
  arrivedAt: Minute,
  leftAt: Minute,
  way: Type.Enum(visitWays),
  note: Note,
  /** Of a check visit that was made on another day than the one it was meant for. */
  madeOn: Type.Optional(DayText),
  /** Who came, when it was not whoever was published to come, or when nobody was. */
  carerIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 2, uniqueItems: true })),
})
export type VisitFinishing = Static<typeof VisitFinishing>
export const VisitFailing = Type.Object({ ...visitStep, reason: Note })
export type VisitFailing = Static<typeof VisitFailing>

/** How far the monthly visits are, by township. */
export const CheckVisitProgress = Type.Object({
  month: Type.String(),
  townships: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      registered: Type.Integer(),
      visited: Type.Integer(),
    }),
  ),
  /** Registered elders whom nobody has reached this month, the township's first. */
  missing: Type.Array(
    Type.Object({
      personId: Type.String(),
      householdId: Type.String(),
      name: Type.String(),
      place: Type.String(),
      categories: Type.Array(Type.Enum(difficulties)),
      visitId: Nullable(Type.String()),
      visitVersion: Nullable(Type.Integer()),
    }),
  ),
  /** How many more are missing than the list names. */
  missingBeyond: Type.Integer(),
})
export type CheckVisitProgress = Static<typeof CheckVisitProgress>

export const CareDone = Type.Object({ id: Type.String() })
export type CareDone = Static<typeof CareDone>
