import type { FactName } from '#facts'
import Type, { type Static } from 'typebox'

/** Why a whole file is not taken in. Nothing of it is recorded. */
export type FileRefusal =
  | { readonly code: 'file-missing' }
  | { readonly code: 'file-empty' }
  | { readonly code: 'file-too-large'; readonly megabytes: number; readonly limit: number }
  | { readonly code: 'type-not-supported' }
  | { readonly code: 'encoding-utf-16' }
  | { readonly code: 'encoding-unknown' }
  | { readonly code: 'encoding-breaks'; readonly row: number }
  | { readonly code: 'archive-damaged' }
  | { readonly code: 'archive-not-a-workbook' }
  | { readonly code: 'archive-unpacks-too-large' }
  | { readonly code: 'workbook-damaged' }
  | { readonly code: 'table-damaged'; readonly row: number }
  | { readonly code: 'header-not-known' }
  | {
      readonly code: 'columns-missing'
      readonly feedTitle: string
      readonly missing: readonly { readonly header: string; readonly nearest: string | null }[]
    }
  | { readonly code: 'no-rows' }
  | { readonly code: 'county-unknown' }
  | { readonly code: 'division-not-in-county' }

/** Why one row is held back: its value cannot be taken over as it stands. */
export const quarantineCodes = [
  'required-missing',
  'not-a-day',
  'not-a-month',
  'not-a-yuan-amount',
  'negative-amount',
  'not-a-number',
  'not-a-level',
  'not-yes-or-no',
  'not-a-division',
  'not-a-disability-card',
  'unknown-value',
  'unknown-division',
  'after-data-through',
  'ends-before-it-begins',
  'start-missing',
  'birth-day-missing',
  'household-registered-elsewhere',
  'person-registered-elsewhere',
] as const
export type QuarantineCode = (typeof quarantineCodes)[number]

/** Why a row waits for a person to say whose it is. */
export const reviewCodes = [
  'resident-id-missing',
  'resident-id-lost-digits',
  'resident-id-malformed',
  'resident-id-check-character',
  'person-not-in-register',
  'household-not-in-register',
] as const
export type ReviewCode = (typeof reviewCodes)[number]

/** What was noticed about a row that was taken in all the same. */
export const noteCodes = [
  'name-differs',
  'resident-id-repaired',
  'resident-id-unusable',
  'birth-day-taken-from-id',
  'sex-taken-from-id',
  'repeated-in-file',
  'unused-cell-unreadable',
] as const
export type NoteCode = (typeof noteCodes)[number]

export type HeldCode = QuarantineCode | ReviewCode
export type RowCode = HeldCode | NoteCode

export const batchStatuses = ['loading', 'loaded', 'refused', 'failed', 'withdrawn'] as const
export type BatchStatus = (typeof batchStatuses)[number]
export const heldRowKinds = ['quarantine', 'review'] as const
export type HeldRowKind = (typeof heldRowKinds)[number]
export const heldRowStatuses = ['open', 'corrected', 'matched', 'discarded', 'withdrawn'] as const
export type HeldRowStatus = (typeof heldRowStatuses)[number]

/** Why a command about a batch or a held row is not carried out. */
export type ExchangeRefusal =
  | { readonly code: 'file-not-sent' }
  | { readonly code: 'batch-not-found' }
  | { readonly code: 'batch-not-loaded'; readonly status: BatchStatus }
  | { readonly code: 'later-batch-relies-on-it'; readonly fileName: string; readonly batchId: string }
  | { readonly code: 'held-row-not-found' }
  | { readonly code: 'held-row-already-settled'; readonly status: HeldRowStatus }
  | { readonly code: 'person-not-found' }
  | { readonly code: 'row-is-about-a-household' }
  | { readonly code: 'row-still-held'; readonly held: HeldCode; readonly header: string | null }
  | { readonly code: 'stated-fact-not-readable'; readonly fact: FactName; readonly value: string }
  | { readonly code: 'stated-fact-of-other-subject'; readonly fact: FactName }
  | { readonly code: 'stated-fact-ends-before-it-begins'; readonly fact: FactName }
  | { readonly code: 'stated-fact-about-unknown'; readonly fact: FactName }

const refusalCodes: Readonly<Record<ExchangeRefusal['code'], true>> = {
  'file-not-sent': true,
  'batch-not-found': true,
  'batch-not-loaded': true,
  'later-batch-relies-on-it': true,
  'held-row-not-found': true,
  'held-row-already-settled': true,
  'person-not-found': true,
  'row-is-about-a-household': true,
  'row-still-held': true,
  'stated-fact-not-readable': true,
  'stated-fact-of-other-subject': true,
  'stated-fact-ends-before-it-begins': true,
  'stated-fact-about-unknown': true,
}

export function isExchangeRefusal(refusal: { readonly code: string }): refusal is ExchangeRefusal {
  return Object.hasOwn(refusalCodes, refusal.code)
}

const nullable = <T extends Type.TSchema>(of: T): Type.TUnion<[T, Type.TNull]> => Type.Union([of, Type.Null()])

export const BatchSummary = Type.Object({
  id: Type.String(),
  county: Type.String(),
  feed: Type.String(),
  feedTitle: Type.String(),
  fileName: Type.String(),
  status: Type.Enum(batchStatuses),
  dataThrough: nullable(Type.String()),
  rows: Type.Integer(),
  accepted: Type.Integer(),
  unchanged: Type.Integer(),
  quarantined: Type.Integer(),
  review: Type.Integer(),
  facts: Type.Integer(),
  receivedAt: Type.String(),
  officerName: nullable(Type.String()),
  /** Why the file was refused, in words; null when it was not. */
  refusal: nullable(Type.String()),
})
export type BatchSummary = Static<typeof BatchSummary>

export const BatchList = Type.Object({ items: Type.Array(BatchSummary), next: nullable(Type.String()) })
export type BatchList = Static<typeof BatchList>

export const BatchQuality = Type.Object({
  batch: BatchSummary,
  columns: Type.Array(
    Type.Object({
      /** Null where the row as a whole is meant. */
      header: nullable(Type.String()),
      rejected: Type.Integer(),
      codes: Type.Array(Type.Object({ code: Type.String(), text: Type.String(), rows: Type.Integer() })),
    }),
  ),
  notes: Type.Array(Type.Object({ code: Type.String(), text: Type.String(), rows: Type.Integer() })),
})
export type BatchQuality = Static<typeof BatchQuality>

export const HeldRow = Type.Object({
  id: Type.String(),
  batchId: Type.String(),
  kind: Type.Enum(heldRowKinds),
  /** The row of the sheet, counted as spreadsheets count: the first is 1. */
  line: Type.Integer(),
  columnHeader: nullable(Type.String()),
  code: Type.String(),
  /** What is wrong and what to do. */
  text: Type.String(),
  status: Type.Enum(heldRowStatuses),
  /** The cells by column; null when the reader may not see them. */
  cells: nullable(Type.Array(Type.Object({ column: Type.String(), header: Type.String(), text: Type.String() }))),
})
export type HeldRow = Static<typeof HeldRow>

export const HeldRowList = Type.Object({ items: Type.Array(HeldRow), next: nullable(Type.String()) })
export type HeldRowList = Static<typeof HeldRowList>

export const HeldRowListRequest = Type.Object({
  batchId: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
  kind: Type.Optional(Type.Enum(heldRowKinds)),
  status: Type.Optional(Type.Enum(heldRowStatuses)),
  cursor: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
})
export type HeldRowListRequest = Static<typeof HeldRowListRequest>

/** New texts of cells, by column key. */
export const HeldRowCorrection = Type.Object({
  cells: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 500 })),
})
export type HeldRowCorrection = Static<typeof HeldRowCorrection>

export const HeldRowMatch = Type.Object({ personId: Type.String({ pattern: '^[0-9]{1,18}$' }) })
export type HeldRowMatch = Static<typeof HeldRowMatch>

export const DeliveryAnswer = Type.Object({
  kind: Type.Enum(['loaded', 'already-delivered', 'refused']),
  batchId: Type.String(),
  /** Why the file was refused and what to do. */
  text: nullable(Type.String()),
})
export type DeliveryAnswer = Static<typeof DeliveryAnswer>

export const ExchangeDone = Type.Object({ done: Type.Literal(true) })
export type ExchangeDone = Static<typeof ExchangeDone>
