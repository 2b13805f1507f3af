import Type, { type Static } from 'typebox'
import { modes, skills } from '#contracts/facility'
import { VisitRow } from './contract-visits.ts'

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])
const Key = Type.String({ minLength: 8, maxLength: 64 })
const Id = Type.String({ pattern: '^[0-9]{1,18}$' })
const Minute = Type.Integer({ minimum: 0, maximum: 1440 })

/** What each thing costs in a plan, in the unit of all costs, weighted; named as the engine names its terms. */
export const CostTerms = Type.Record(Type.String(), Type.Number())
export type CostTerms = Static<typeof CostTerms>

export const RouteStop = Type.Object({
  kind: Type.Enum(['visit', 'break', 'canteen', 'meal']),
  /** The visit's id; of a canteen or a break null. */
  visitId: Nullable(Type.String()),
  part: Type.Integer(),
  longitude: Type.Number(),
  latitude: Type.Number(),
  arrive: Type.Number(),
  start: Type.Number(),
  leave: Type.Number(),
})
export type RouteStop = Static<typeof RouteStop>

export const CarerRoute = Type.Object({
  carerId: Type.String(),
  leave: Type.Number(),
  back: Type.Number(),
  travel: Type.Number(),
  work: Type.Number(),
  stops: Type.Array(RouteStop),
})
export type CarerRoute = Static<typeof CarerRoute>

/** Why nobody comes: a code of the engine, or that no point on the map is known; with the sentence that says it. */
export const UnservedVisit = Type.Object({ visitId: Type.String(), code: Type.String(), text: Type.String() })
export type UnservedVisit = Static<typeof UnservedVisit>

export const DayPlan = Type.Object({
  id: Type.String(),
  status: Type.Enum(['draft', 'published', 'superseded']),
  cause: Type.Enum(['new', 'again', 'move', 'absence']),
  madeBy: Type.String(),
  madeAt: Type.String(),
  seconds: Type.Number(),
  routes: Type.Array(CarerRoute),
  unserved: Type.Array(UnservedVisit),
  /** Visits whose carer cannot come any more since the plan was made: she is absent, or has no shift that day. */
  broken: Type.Array(Type.String()),
  terms: CostTerms,
  total: Type.Number(),
  travelMinutes: Type.Number(),
  lateMinutes: Type.Number(),
  /** What is different from the plan before; null for the first. */
  changes: Nullable(
    Type.Object({
      sameCarer: Type.Integer(),
      otherCarer: Type.Array(Type.String()),
      otherTime: Type.Array(Type.String()),
      dropped: Type.Array(Type.String()),
      added: Type.Array(Type.String()),
    }),
  ),
})
export type DayPlan = Static<typeof DayPlan>

export const DispatchCarer = Type.Object({
  id: Type.String(),
  name: Type.String(),
  facilityName: Type.String(),
  providerName: Nullable(Type.String()),
  skills: Type.Array(Type.Enum(skills)),
  mode: Type.Enum(modes),
  from: Type.Integer(),
  until: Type.Integer(),
  longitude: Type.Number(),
  latitude: Type.Number(),
  /** The minute from which she is absent today; null when she is not. */
  absentFrom: Nullable(Type.Integer()),
})
export type DispatchCarer = Static<typeof DispatchCarer>

/** Everything that the board of one day shows. */
export const DispatchDay = Type.Object({
  day: Type.String(),
  /** Visits of days before this one of which nobody has told whether they were made. */
  unproved: Type.Integer(),
  /** May this officer plan for the county, or only look? */
  mayPlan: Type.Boolean(),
  carers: Type.Array(DispatchCarer),
  visits: Type.Array(VisitRow),
  draft: Nullable(DayPlan),
  published: Nullable(DayPlan),
})
export type DispatchDay = Static<typeof DispatchDay>

/** A plan from nothing, or from the one at hand with stability. Of the day it is today nothing before now is planned. */
export const PlanRequest = Type.Object({
  key: Key,
  seconds: Type.Integer({ minimum: 1, maximum: 60 }),
  from: Type.Enum(['nothing', 'plan']),
})
export type PlanRequest = Static<typeof PlanRequest>

/** Why a visit is not moved, whatever the engine would say: it is begun or over, or its time has passed. */
export type MoveObstacle = 'begun' | 'past'

const move = { planId: Id, visitId: Id, part: Type.Integer({ minimum: 0, maximum: 1 }), carerId: Id }
export const MovePreviewRequest = Type.Object(move)
export type MovePreviewRequest = Static<typeof MovePreviewRequest>
export const MovePreview = Type.Object({
  allowed: Type.Boolean(),
  /** Why not, in a sentence. */
  reason: Nullable(Type.String()),
  startsAt: Nullable(Type.Number()),
  before: CostTerms,
  after: Nullable(CostTerms),
  totalBefore: Type.Number(),
  totalAfter: Nullable(Type.Number()),
  /** Visits of both routes that would begin over five minutes earlier or later. */
  shifted: Type.Array(Type.Object({ visitId: Type.String(), before: Type.Number(), after: Type.Number() })),
})
export type MovePreview = Static<typeof MovePreview>
export const MoveRequest = Type.Object({ key: Key, ...move })
export type MoveRequest = Static<typeof MoveRequest>

export const AbsenceReplan = Type.Object({
  key: Key,
  carerId: Id,
  fromMinute: Minute,
  reason: Type.String({ minLength: 1, maxLength: 100 }),
})
export type AbsenceReplan = Static<typeof AbsenceReplan>
export const PlanPublishing = Type.Object({ key: Key, planId: Id })
export type PlanPublishing = Static<typeof PlanPublishing>

const SettlementSums = {
  id: Type.String(),
  version: Type.Integer(),
  providerId: Type.String(),
  providerName: Type.String(),
  month: Type.String(),
  status: Type.Enum(['draft', 'approved', 'withdrawn']),
  visits: Type.Integer(),
  /** Visits that are left for later, since the policies could not say what their elders are due. */
  undecided: Type.Integer(),
  total: Type.String(),
  publicPays: Type.String(),
  ownPays: Type.String(),
  preparedBy: Type.String(),
  preparedOn: Type.String(),
  approvedBy: Nullable(Type.String()),
  approvedOn: Nullable(Type.String()),
}
export const SettlementList = Type.Object({ items: Type.Array(Type.Object(SettlementSums)) })
export type SettlementList = Static<typeof SettlementList>
export const SettlementDetail = Type.Object({
  ...SettlementSums,
  lines: Type.Array(
    Type.Object({
      visitId: Type.String(),
      day: Type.String(),
      service: Type.String(),
      name: Type.String(),
      place: Type.String(),
      price: Type.String(),
      publicPays: Type.String(),
      basis: Type.String(),
    }),
  ),
})
export type SettlementDetail = Static<typeof SettlementDetail>
export const SettlementPreparing = Type.Object({
  key: Key,
  providerId: Id,
  month: Type.String({ pattern: '^(1[89]|2[01])[0-9]{2}-(0[1-9]|1[0-2])$' }),
})
export type SettlementPreparing = Static<typeof SettlementPreparing>
export const SettlementStep = Type.Object({ key: Key, version: Type.Integer() })
export type SettlementStep = Static<typeof SettlementStep>
