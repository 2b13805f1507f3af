import Type, { type Static } from 'typebox'

export const levels = ['red', 'orange', 'yellow'] as const
export type Level = (typeof levels)[number]
export const routes = ['R1', 'R2', 'R3', 'R4'] as const
export type Route = (typeof routes)[number]
export const statuses = ['open', 'assigned', 'closed'] as const
export type SignalStatus = (typeof statuses)[number]

/** How a signal ends. Each signal must end with one of these. */
export const results = [
  'true-aided',
  'true-referred',
  'not-true',
  'deceased',
  'unreachable',
  'already-receiving',
  'true-stopped',
] as const
export type Result = (typeof results)[number]

export const Clock = Type.Object({
  countedFrom: Type.String(),
  workingDays: Type.Integer(),
  dueOn: Type.String(),
  holidaysSkipped: Type.Array(Type.String()),
  makeUpDays: Type.Array(Type.String()),
  provisional: Type.Boolean(),
})
export type Clock = Static<typeof Clock>

export const SignalRow = Type.Object({
  id: Type.String(),
  code: Type.String(),
  /** Title of the indicator, such as 低收入家庭医疗自付过高. */
  title: Type.String(),
  level: Type.Enum(levels),
  route: Type.Enum(routes),
  status: Type.Enum(statuses),
  evidence: Type.String(),
  householdId: Type.String(),
  householdNumber: Type.String(),
  headName: Type.String(),
  division: Type.String(),
  /** Township and village, such as `琴江镇 城北社区`. */
  place: Type.String(),
  raisedOn: Type.String(),
  dueOn: Type.String(),
  /** Working days left until due; negative when overdue; null when closed. */
  workingDaysLeft: Type.Union([Type.Integer(), Type.Null()]),
  ownerRole: Type.String(),
  ownerTitle: Type.Union([Type.String(), Type.Null()]),
  assigneeName: Type.Union([Type.String(), Type.Null()]),
  result: Type.Union([Type.Enum(results), Type.Null()]),
  version: Type.Integer(),
})
export type SignalRow = Static<typeof SignalRow>

export const SignalFilter = Type.Object({
  status: Type.Optional(Type.Union([Type.Enum(statuses), Type.Literal('active')])),
  level: Type.Optional(Type.Enum(levels)),
  code: Type.Optional(Type.String({ maxLength: 8 })),
  division: Type.Optional(Type.String({ pattern: '^[0-9]{0,12}$' })),
  due: Type.Optional(Type.Enum(['overdue', 'today', 'week'])),
  mine: Type.Optional(Type.Boolean()),
  householdId: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
  q: Type.Optional(Type.String({ maxLength: 40 })),
})
export type SignalFilter = Static<typeof SignalFilter>

export const SignalListRequest = Type.Interface([SignalFilter], {
  /** Opaque; from the previous page. */
  cursor: Type.Optional(Type.String({ maxLength: 80 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export type SignalListRequest = Static<typeof SignalListRequest>

export const SignalList = Type.Object({
  items: Type.Array(SignalRow),
  total: Type.Integer(),
  next: Type.Union([Type.String(), Type.Null()]),
})
export type SignalList = Static<typeof SignalList>

/** Counts beside the queue: by township for the map, by level, by indicator, by how urgent. */
export const SignalSummary = Type.Object({
  total: Type.Integer(),
  byPlace: Type.Array(
    Type.Object({
      division: Type.String(),
      name: Type.String(),
      active: Type.Integer(),
      red: Type.Integer(),
      overdue: Type.Integer(),
      closed: Type.Integer(),
      households: Type.Integer(),
    }),
  ),
  byLevel: Type.Array(Type.Object({ level: Type.Enum(levels), active: Type.Integer() })),
  byCode: Type.Array(
    Type.Object({ code: Type.String(), title: Type.String(), active: Type.Integer(), closed: Type.Integer() }),
  ),
  overdue: Type.Integer(),
  dueToday: Type.Integer(),
  dueThisWeek: Type.Integer(),
  /** Age in days of the oldest active signal; null when there is none. */
  oldestDays: Type.Union([Type.Integer(), Type.Null()]),
  /** Of the closed ones, how many were true: monitoring grades itself. Null before the first is closed. */
  precision: Type.Union([Type.Number(), Type.Null()]),
})
export type SignalSummary = Static<typeof SignalSummary>

const SignalEvent = Type.Object({
  kind: Type.Enum(['raised', 'assigned', 'closed']),
  at: Type.String(),
  officerName: Type.Union([Type.String(), Type.Null()]),
  text: Type.String(),
})

export const SignalDetail = Type.Interface([SignalRow], {
  advice: Type.String(),
  clock: Clock,
  asOf: Type.String(),
  evidenceFacts: Type.Array(
    Type.Object({ name: Type.String(), value: Type.String(), unit: Type.Union([Type.String(), Type.Null()]) }),
  ),
  resultNote: Type.Union([Type.String(), Type.Null()]),
  events: Type.Array(SignalEvent),
  /** Result codes that fit this kind of signal. */
  possibleResults: Type.Array(Type.Enum(results)),
})
export type SignalDetail = Static<typeof SignalDetail>

/** `key` is made by the client once for each act; the same key sent twice is done once. */
const commandKey = Type.String({ minLength: 8, maxLength: 64 })

export const AssignRequest = Type.Object({
  key: commandKey,
  officerId: Type.String({ pattern: '^[0-9]{1,18}$' }),
  signals: Type.Array(Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }), version: Type.Integer() }), {
    minItems: 1,
    maxItems: 200,
  }),
})
export type AssignRequest = Static<typeof AssignRequest>

export const CloseRequest = Type.Object({
  key: commandKey,
  version: Type.Integer(),
  result: Type.Enum(results),
  note: Type.String({ maxLength: 1000 }),
})
export type CloseRequest = Static<typeof CloseRequest>

export const Done = Type.Object({ done: Type.Integer() })

export const Workbench = Type.Object({
  overdue: Type.Array(SignalRow),
  today: Type.Array(SignalRow),
  week: Type.Array(SignalRow),
  later: Type.Integer(),
  closedThisWeek: Type.Integer(),
  heldRows: Type.Integer(),
  lastSweep: Type.Union([
    Type.Object({
      finishedAt: Type.String(),
      asOf: Type.String(),
      households: Type.Integer(),
      changes: Type.Integer(),
      signalsRaised: Type.Integer(),
    }),
    Type.Null(),
  ]),
})
export type Workbench = Static<typeof Workbench>

export const SweepAnswer = Type.Object({
  households: Type.Integer(),
  determinations: Type.Integer(),
  changes: Type.Integer(),
  signals_raised: Type.Integer(),
  seconds: Type.Number(),
})
export type SweepAnswer = Static<typeof SweepAnswer>

export type MonitoringRefusal =
  | { readonly code: 'signal-not-found' }
  | { readonly code: 'signal-already-closed'; readonly result: Result }
  | { readonly code: 'signal-changed-meanwhile' }
  | { readonly code: 'note-required'; readonly result: Result }
  | { readonly code: 'result-does-not-fit'; readonly result: Result; readonly route: Route }
  | { readonly code: 'officer-cannot-see-signal' }
  | { readonly code: 'sweep-without-people' }
  | { readonly code: 'sweep-already-running' }
  | { readonly code: 'before-work-calendar'; readonly firstYear: number; readonly day: string }
