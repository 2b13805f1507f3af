import Type, { type Static } from 'typebox'

const dayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
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

/** A row of a standard as its author writes it; `until` is the first day on which it holds no longer. */
export const StandardEdit = Type.Object({
  division: Type.String({ pattern: '^[0-9]{2,12}$' }),
  dimensions: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 40 })),
  value: Type.String({ minLength: 1, maxLength: 60 }),
  from: dayText,
  until: Nullable(dayText),
  document: Type.String({ maxLength: 200 }),
  source: Type.String({ maxLength: 200 }),
})
export type StandardEdit = Static<typeof StandardEdit>

const folderName = Type.String({ pattern: '^[a-z][a-z-]{1,58}$' })

/** What a draft says anew: whole files, and whole standards with all their rows. */
export const DraftContent = Type.Object({
  files: Type.Array(
    Type.Object({
      folder: folderName,
      file: Type.String({ pattern: '^([a-z][a-z-]*\\.dmn|examples\\.yaml|indicators\\.yaml)$' }),
      text: Type.String({ maxLength: 400_000 }),
    }),
    { maxItems: 20 },
  ),
  standards: Type.Array(
    Type.Object({
      folder: folderName,
      name: Type.String({ maxLength: 60 }),
      rows: Type.Array(StandardEdit, { maxItems: 2000 }),
    }),
    { maxItems: 60 },
  ),
})
export type DraftContent = Static<typeof DraftContent>

export const draftStatuses = ['draft', 'submitted', 'confirmed', 'rejected', 'withdrawn'] as const
export type DraftStatus = (typeof draftStatuses)[number]

/** What stands in the way of a draft: from the compiler, in Chinese. */
export const DraftError = Type.Object({
  folder: Type.String(),
  file: Type.String(),
  decision: Nullable(Type.String()),
  /** `R2C1`: the second rule, the first column. */
  cell: Nullable(Type.String()),
  line: Type.Integer(),
  message: Type.String(),
})
export type DraftError = Static<typeof DraftError>

/** A cell, expression or value before and after; equal when nothing changed. */
const Pair = Type.Object({ before: Nullable(Type.String()), after: Nullable(Type.String()) })
export type Pair = Static<typeof Pair>

export const changes = ['added', 'removed', 'changed', 'same'] as const
export const DifferentDecision = Type.Object({
  folder: Type.String(),
  name: Type.String(),
  change: Type.Enum(changes),
  description: Pair,
  expression: Nullable(Pair),
  table: Nullable(
    Type.Object({
      hitPolicy: Pair,
      /** Headings of conditions, conclusions and remarks, in this order. */
      columns: Type.Array(Type.Object({ title: Pair, change: Type.Enum(changes) })),
      rows: Type.Array(Type.Object({ change: Type.Enum(changes), cells: Type.Array(Pair) })),
    }),
  ),
})
export type DifferentDecision = Static<typeof DifferentDecision>

export const DifferentStandard = Type.Object({
  folder: Type.String(),
  name: Type.String(),
  rows: Type.Array(
    Type.Object({
      change: Type.Enum(changes),
      division: Type.String(),
      divisionName: Type.String(),
      dimensions: Type.Record(Type.String(), Type.String()),
      from: Type.String(),
      value: Pair,
      until: Pair,
      document: Pair,
    }),
  ),
})
export type DifferentStandard = Static<typeof DifferentStandard>

/** What a draft comes to: its mistakes, its worked examples, and what it changes. */
export const DraftReview = Type.Object({
  errors: Type.Array(DraftError),
  /** Empty while there are errors. */
  examples: Type.Array(Type.Interface([Example], { folder: Type.String() })),
  decisions: Type.Array(DifferentDecision),
  standards: Type.Array(DifferentStandard),
})
export type DraftReview = Static<typeof DraftReview>

const Outcomes = Type.Object({ gain: Type.Integer(), lose: Type.Integer(), change: Type.Integer() })
const Tally = Type.Interface([Outcomes], { unknown: Type.Integer() })
const Money = Type.Object({ before: Type.Integer(), after: Type.Integer() })

/** The outcome of a simulation without its lists: kept with a draft when it is submitted. */
export const SimulationSummary = Type.Object({
  asOf: Type.String(),
  snapshotAsOf: Type.String(),
  population: Type.Integer(),
  households: Tally,
  notKnown: Type.Object({ before: Type.Integer(), after: Type.Integer() }),
  allowance: Type.Record(Type.Enum(['begins', 'ends', 'more', 'less']), Type.Integer()),
  people: Type.Integer(),
  monthlyFen: Money,
  yearlyFen: Type.Integer(),
  seconds: Type.Number(),
})
export type SimulationSummary = Static<typeof SimulationSummary>

const Answered = Type.Object({ category: Nullable(Type.String()), fen: Nullable(Type.Integer()) })

export const simulatedOutcomes = ['gain', 'lose', 'change', 'unknown'] as const
export type SimulatedOutcome = (typeof simulatedOutcomes)[number]

export const SimulationAnswer = Type.Interface([SimulationSummary], {
  byTownship: Type.Array(
    Type.Object({
      division: Type.String(),
      name: Type.String(),
      households: Tally,
      people: Type.Integer(),
      monthlyFen: Money,
    }),
  ),
  byAgeBand: Type.Array(Type.Interface([Outcomes], { band: Type.String() })),
  byDisability: Type.Array(Type.Interface([Outcomes], { degree: Type.String() })),
  moves: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Type.String(),
      households: Type.Integer(),
      people: Type.Integer(),
      monthlyFen: Type.Integer(),
    }),
  ),
  affected: Type.Array(
    Type.Object({
      householdId: Type.String(),
      number: Type.String(),
      headName: Type.String(),
      place: Type.String(),
      people: Type.Integer(),
      outcome: Type.Enum(simulatedOutcomes),
      before: Answered,
      after: Answered,
    }),
  ),
})
export type SimulationAnswer = Static<typeof SimulationAnswer>

/** One value of a standard, tried out from the day asked for. */
export const TriedStandard = Type.Interface([Type.Pick(StandardEdit, ['division', 'dimensions', 'value'])], {
  name: Type.String({ maxLength: 60 }),
})
export type TriedStandard = Static<typeof TriedStandard>

export const SimulationRequest = Type.Object({
  content: DraftContent,
  tried: Type.Array(TriedStandard, { maxItems: 20 }),
  /** The day whose policies are compared; without it the day of the snapshot. */
  asOf: Type.Optional(dayText),
  outcome: Type.Optional(Type.Enum(simulatedOutcomes)),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  /** One for a window in which somebody moves a slider: a new question of it ends the one before. */
  session: Type.String({ minLength: 8, maxLength: 64 }),
})
export type SimulationRequest = Static<typeof SimulationRequest>

export const DraftRow = Type.Object({
  id: Type.String(),
  folder: Type.String(),
  title: Type.String(),
  status: Type.Enum(draftStatuses),
  authorName: Type.String(),
  confirmerName: Nullable(Type.String()),
  effectiveOn: Nullable(Type.String()),
  updatedAt: Type.String(),
})
export type DraftRow = Static<typeof DraftRow>

export const DraftList = Type.Object({ items: Type.Array(DraftRow) })
export type DraftList = Static<typeof DraftList>

export const DraftDetail = Type.Interface([DraftRow], {
  reason: Type.String(),
  version: Type.Integer(),
  /** The reader wrote it, and so cannot confirm it. */
  own: Type.Boolean(),
  note: Nullable(Type.String()),
  digest: Nullable(Type.String()),
  submittedAt: Nullable(Type.String()),
  decidedAt: Nullable(Type.String()),
  /** All models and examples of the folder and every other file that the draft has changed, as they now stand. */
  files: Type.Array(
    Type.Object({ folder: Type.String(), file: Type.String(), text: Type.String(), changed: Type.Boolean() }),
  ),
  /** The standards of the folder and every other that the draft has changed. */
  standards: Type.Array(
    Type.Interface([Standard], { folder: Type.String(), dimensionNames: Type.Array(Type.String()) }),
  ),
  simulation: Nullable(SimulationSummary),
})
export type DraftDetail = Static<typeof DraftDetail>

/** `key` is made by the client once for each act; the same key sent twice is done once. */
const commandKey = Type.String({ minLength: 8, maxLength: 64 })
const draftTitle = Type.String({ minLength: 1, maxLength: 80 })

export const CreateDraftRequest = Type.Object({ key: commandKey, folder: folderName, title: draftTitle })
export type CreateDraftRequest = Static<typeof CreateDraftRequest>

export const SaveDraftRequest = Type.Object({
  key: commandKey,
  version: Type.Integer(),
  title: draftTitle,
  reason: Type.String({ maxLength: 1000 }),
  effectiveOn: Nullable(dayText),
  content: DraftContent,
})
export type SaveDraftRequest = Static<typeof SaveDraftRequest>

/** Submitting, confirming, withdrawing; the version is the one that the officer has seen. */
export const DraftStepRequest = Type.Object({ key: commandKey, version: Type.Integer() })
export type DraftStepRequest = Static<typeof DraftStepRequest>

export const RejectDraftRequest = Type.Interface([DraftStepRequest], { note: Type.String({ maxLength: 1000 }) })
export type RejectDraftRequest = Static<typeof RejectDraftRequest>

export const DraftDone = Type.Object({ id: Type.String(), version: Type.Integer() })
export type DraftDone = Static<typeof DraftDone>

export type PolicyRegisterRefusal =
  | { readonly code: 'policy-not-found' }
  | { readonly code: 'household-not-in-snapshot' }
  | { readonly code: 'draft-not-found' }
  | { readonly code: 'draft-changed-meanwhile' }
  | { readonly code: 'draft-not-open'; readonly status: DraftStatus }
  | { readonly code: 'draft-not-submitted'; readonly status: DraftStatus }
  | { readonly code: 'draft-of-another-officer' }
  | { readonly code: 'draft-of-your-own' }
  | { readonly code: 'draft-changes-nothing' }
  | { readonly code: 'draft-without-effective-day' }
  | { readonly code: 'draft-effective-in-the-past'; readonly effectiveOn: string; readonly today: string }
  | { readonly code: 'draft-has-errors'; readonly count: number; readonly first: string }
  | { readonly code: 'draft-example-fails'; readonly count: number; readonly first: string }
  | { readonly code: 'draft-out-of-date'; readonly file: string }
  | { readonly code: 'draft-before-confirmed-change'; readonly file: string; readonly effectiveOn: string }
  | { readonly code: 'rejection-without-note' }
  | { readonly code: 'draft-key-of-another-act' }
  | { readonly code: 'no-population-snapshot' }
  | { readonly code: 'no-such-snapshot'; readonly asked: string; readonly known: readonly string[] }
  | { readonly code: 'simulation-outdated' }
  | ChangeRefusal

type Misfit<Found, Wanted = Found> = { readonly found: Found; readonly wanted: Wanted }

/** What is wrong with a change file or a tried standard; `line` counts from 1 and is 0 where there is no file. */
export type ChangeRefusal =
  | { readonly code: 'change-empty' }
  | { readonly code: 'change-does-not-compile'; readonly errors: readonly string[] }
  | ({ readonly line: number } & (
      | { readonly code: 'change-unreadable'; readonly detail: string }
      | { readonly code: 'change-field-missing'; readonly field: string }
      | ({ readonly code: 'change-field-invalid'; readonly field: string } & Misfit<string, ChangeField>)
      | { readonly code: 'change-standard-unknown'; readonly name: string; readonly nearest: readonly string[] }
      | ({ readonly code: 'change-dimensions-differ'; readonly name: string } & Misfit<readonly string[]>)
      | { readonly code: 'change-folder-unknown'; readonly folder: string; readonly known: readonly string[] }
      | { readonly code: 'change-model-unreadable'; readonly path: string }
    ))

/** What a field of a change file must be. */
export type ChangeField = 'text' | 'list' | 'mapping' | 'division' | 'day' | 'value' | 'known-field' | 'model-file'
