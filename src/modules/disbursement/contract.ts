import Type, { type Static } from 'typebox'
import { programmes } from '#contracts/assistance'
import { Yuan } from '#contracts/ledger'

export const batchStatuses = ['draft', 'approved', 'sent', 'settled'] as const
export type BatchStatus = (typeof batchStatuses)[number]

export const lineStatuses = ['ready', 'held', 'excluded', 'paid', 'returned', 'reissued', 'kept'] as const
export type LineStatus = (typeof lineStatuses)[number]

export const lineKinds = ['regular', 'back-pay', 'reissue'] as const

/** Why a line waits for somebody to look at it. Several may be true of one line. */
export const holdCodes = [
  'dead',
  'custody',
  'double',
  'excluding-programme',
  'no-account',
  'account-not-confirmed',
  'account-shared',
] as const
export type HoldCode = (typeof holdCodes)[number]

/** Holds that no officer can lift by a reason: there is no account, or another line pays already. */
export const firmHolds: ReadonlySet<HoldCode> = new Set<HoldCode>(['no-account', 'double'])

export const bankProfiles = ['csv', 'fixed-width'] as const
export type BankProfile = (typeof bankProfiles)[number]

export const recoveryCauses = ['unknown', 'honest', 'fraud'] as const
export type RecoveryCause = (typeof recoveryCauses)[number]
export const recoveryWays = ['deduction', 'cash'] as const
export type RecoveryWay = (typeof recoveryWays)[number]
export const recoveryStatuses = ['open', 'planned', 'settled', 'void'] as const
export type RecoveryStatus = (typeof recoveryStatuses)[number]

export const paymentReports = [
  'added',
  'stopped',
  'raised',
  'lowered',
  'uplift-lowered',
  'natural-decrease',
  'left-without-cover',
] as const
export type PaymentReport = (typeof paymentReports)[number]

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])
const Key = Type.String({ minLength: 8, maxLength: 64 })
const Id = Type.String({ pattern: '^[0-9]{1,18}$' })
const Reason = Type.String({ minLength: 1, maxLength: 200 })
export const MonthText = Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' })

// Accounts ----------------------------------------------------------------------------------------------------

export const AccountRequest = Type.Object({
  key: Key,
  personId: Id,
  holder: Type.String({ minLength: 1, maxLength: 40 }),
  bank: Type.String({ minLength: 1, maxLength: 60 }),
  number: Type.String({ pattern: '^[0-9]{8,30}$' }),
  /** The written agreement, when the card is in another's name. */
  agreement: Type.Optional(Reason),
})
export type AccountRequest = Static<typeof AccountRequest>

export const AccountDecision = Type.Object({ key: Key })
export type AccountDecision = Static<typeof AccountDecision>
export const AccountRejection = Type.Object({ key: Key, reason: Reason })
export type AccountRejection = Static<typeof AccountRejection>

export const AccountRow = Type.Object({
  id: Type.String(),
  personId: Type.String(),
  person: Type.String(),
  place: Type.String(),
  holder: Type.String(),
  bank: Type.String(),
  /** Masked to the last four digits. */
  number: Type.String(),
  otherHolder: Type.Boolean(),
  agreement: Nullable(Type.String()),
  status: Type.Enum(['waiting', 'confirmed', 'rejected', 'superseded']),
  enteredBy: Type.String(),
  enteredOn: Type.String(),
  confirmedBy: Nullable(Type.String()),
  confirmedOn: Nullable(Type.String()),
  reason: Nullable(Type.String()),
})
export type AccountRow = Static<typeof AccountRow>
export const AccountList = Type.Object({ items: Type.Array(AccountRow) })
export type AccountList = Static<typeof AccountList>

// Batches -----------------------------------------------------------------------------------------------------

export const BuildRequest = Type.Object({
  key: Key,
  month: MonthText,
  /** All of them when left out. */
  programmes: Type.Optional(Type.Array(Type.Enum(programmes), { minItems: 1, uniqueItems: true })),
})
export type BuildRequest = Static<typeof BuildRequest>

export const BatchStep = Type.Object({ key: Key, version: Type.Integer() })
export type BatchStep = Static<typeof BatchStep>

export const LineDecision = Type.Object({ key: Key, reason: Reason })
export type LineDecision = Static<typeof LineDecision>

export const PaymentBatch = Type.Object({
  id: Type.String(),
  month: Type.String(),
  programmes: Nullable(Type.Array(Type.Enum(programmes))),
  status: Type.Enum(batchStatuses),
  lines: Type.Integer(),
  held: Type.Integer(),
  /** Of the lines that are not held. */
  total: Type.String(),
  preparedBy: Type.String(),
  preparedOn: Type.String(),
  approvedBy: Nullable(Type.String()),
  approvedOn: Nullable(Type.String()),
  sentOn: Nullable(Type.String()),
  settledOn: Nullable(Type.String()),
  version: Type.Integer(),
})
export type PaymentBatch = Static<typeof PaymentBatch>
export const PaymentBatchList = Type.Object({ items: Type.Array(PaymentBatch) })
export type PaymentBatchList = Static<typeof PaymentBatchList>

export const BatchSum = Type.Object({
  township: Type.String(),
  place: Type.String(),
  programme: Type.Enum(programmes),
  households: Type.Integer(),
  lines: Type.Integer(),
  basic: Type.String(),
  uplift: Type.String(),
  care: Type.String(),
  adjustment: Type.String(),
  recovery: Type.String(),
  total: Type.String(),
})
export type BatchSum = Static<typeof BatchSum>

export const BatchHold = Type.Object({ code: Type.Enum(holdCodes), lines: Type.Integer(), text: Type.String() })
export type BatchHold = Static<typeof BatchHold>

export const BankFileRow = Type.Object({
  profile: Type.Enum(bankProfiles),
  name: Type.String(),
  sm3: Type.String(),
  sha256: Type.String(),
  lines: Type.Integer(),
  total: Type.String(),
})
export type BankFileRow = Static<typeof BankFileRow>

export const PaymentBatchDetail = Type.Interface([PaymentBatch], {
  /** Only what the officer can see, by township and programme. */
  sums: Type.Array(BatchSum),
  holds: Type.Array(BatchHold),
  returned: Type.Integer(),
  changedAccounts: Type.Integer(),
  files: Type.Array(BankFileRow),
})
export type PaymentBatchDetail = Static<typeof PaymentBatchDetail>

export const PaymentLineRow = Type.Object({
  id: Type.String(),
  kind: Type.Enum(lineKinds),
  month: Type.String(),
  status: Type.Enum(lineStatuses),
  programme: Type.Enum(programmes),
  householdId: Type.String(),
  caseId: Type.String(),
  place: Type.String(),
  payee: Type.String(),
  bank: Nullable(Type.String()),
  account: Nullable(Type.String()),
  /** Another account than the last time. */
  accountChanged: Type.Boolean(),
  basic: Type.String(),
  uplift: Type.String(),
  care: Type.String(),
  adjustment: Type.String(),
  recovery: Type.String(),
  total: Type.String(),
  holds: Type.Array(Type.Object({ code: Type.Enum(holdCodes), text: Type.String() })),
  holdNote: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  returnedOn: Nullable(Type.String()),
  returnedReason: Nullable(Type.String()),
  /** An officer has had it paid again: it goes with the next list. */
  again: Type.Boolean(),
})
export type PaymentLineRow = Static<typeof PaymentLineRow>
export const PaymentLineList = Type.Object({ items: Type.Array(PaymentLineRow), next: Nullable(Type.String()) })
export type PaymentLineList = Static<typeof PaymentLineList>

export const BuildDone = Type.Object({
  id: Type.String(),
  lines: Type.Integer(),
  held: Type.Integer(),
  total: Type.String(),
})
export type BuildDone = Static<typeof BuildDone>
export const PaymentDone = Type.Object({ id: Type.String() })
export type PaymentDone = Static<typeof PaymentDone>

/** The bank's answer as text; a file in GB18030 is sent as multipart instead. */
export const ReturnsRequest = Type.Object({
  key: Key,
  profile: Type.Enum(bankProfiles),
  text: Type.String({ minLength: 1, maxLength: 900_000 }),
})
export type ReturnsRequest = Static<typeof ReturnsRequest>
export const ReturnsDone = Type.Object({ returned: Type.Integer(), again: Type.Integer(), kept: Type.Integer() })
export type ReturnsDone = Static<typeof ReturnsDone>

export const DeadPaidRow = Type.Object({
  lineId: Type.String(),
  householdId: Type.String(),
  programme: Type.Enum(programmes),
  place: Type.String(),
  person: Type.String(),
  died: Type.String(),
  month: Type.String(),
  amount: Type.String(),
})
export type DeadPaidRow = Static<typeof DeadPaidRow>
export const DeadPaidList = Type.Object({ items: Type.Array(DeadPaidRow) })
export type DeadPaidList = Static<typeof DeadPaidList>

// Recovery ----------------------------------------------------------------------------------------------------

export const RecoveryRow = Type.Object({
  id: Type.String(),
  caseId: Type.String(),
  householdId: Type.String(),
  programme: Type.Enum(programmes),
  place: Type.String(),
  payee: Type.String(),
  from: Type.String(),
  until: Type.String(),
  amount: Type.String(),
  recovered: Type.String(),
  cause: Type.Enum(recoveryCauses),
  way: Nullable(Type.Enum(recoveryWays)),
  monthly: Nullable(Type.String()),
  status: Type.Enum(recoveryStatuses),
  decision: Type.String(),
  openedOn: Type.String(),
  version: Type.Integer(),
})
export type RecoveryRow = Static<typeof RecoveryRow>
export const RecoveryList = Type.Object({ items: Type.Array(RecoveryRow) })
export type RecoveryList = Static<typeof RecoveryList>

export const RecoveryPlan = Type.Object({
  key: Key,
  version: Type.Integer(),
  cause: Type.Enum(['honest', 'fraud']),
  way: Type.Enum(recoveryWays),
  /** The instalment of a month; the whole sum at once when it is as large. */
  monthly: Yuan,
})
export type RecoveryPlan = Static<typeof RecoveryPlan>
export const RecoveryPayment = Type.Object({ key: Key, amount: Yuan, note: Reason })
export type RecoveryPayment = Static<typeof RecoveryPayment>

// Reports -----------------------------------------------------------------------------------------------------

const ReportRow = Type.Object({
  caseId: Type.String(),
  householdId: Type.String(),
  household: Type.String(),
  programme: Type.Enum(programmes),
  place: Type.String(),
  /** The payee, or the person whom the row is about. */
  person: Type.String(),
  persons: Type.Integer(),
  before: Type.String(),
  after: Type.String(),
  change: Type.String(),
  /** The number of the letter that made the decision known. */
  decision: Nullable(Type.String()),
})
export const MonthlyReport = Type.Object({
  month: Type.String(),
  report: Type.Enum(paymentReports),
  title: Type.String(),
  items: Type.Array(ReportRow),
})
export type MonthlyReport = Static<typeof MonthlyReport>

/** What is wrong with a file, with the line where it is. */
export type FileProblem =
  | 'columns'
  | 'length'
  | 'number'
  | 'amount'
  | 'encoding'
  | 'line-unknown'
  | 'amount-differs'
  | 'not-sent'
  | 'twice'

export type PaymentRefusal =
  | { readonly code: 'payment-batch-not-found' }
  | { readonly code: 'payment-line-not-found' }
  | { readonly code: 'payment-account-not-found' }
  | { readonly code: 'payee-not-found' }
  | { readonly code: 'recovery-not-found' }
  | { readonly code: 'payment-changed-meanwhile' }
  | { readonly code: 'payment-batch-not-in-this-state'; readonly status: BatchStatus }
  | { readonly code: 'payment-line-not-in-this-state'; readonly status: LineStatus }
  | { readonly code: 'payment-needs-second-person' }
  | { readonly code: 'payment-month-too-early'; readonly month: string }
  | { readonly code: 'payment-draft-of-another-month'; readonly month: string }
  | { readonly code: 'payment-nothing-new'; readonly month: string }
  | { readonly code: 'payment-batch-stale' }
  | { readonly code: 'payment-batch-empty' }
  | { readonly code: 'payment-line-held-firmly'; readonly hold: HoldCode }
  | { readonly code: 'payment-line-covered-already' }
  | { readonly code: 'payment-line-payee-dead' }
  | { readonly code: 'payment-line-needs-new-account' }
  | {
      readonly code: 'bank-file-field-too-long'
      readonly line: number
      readonly field: string
      readonly bytes: number
      readonly limit: number
    }
  | { readonly code: 'bank-file-unwritable'; readonly line: number; readonly field: string }
  | { readonly code: 'returns-file-missing' }
  | {
      readonly code: 'returns-file-wrong'
      readonly line: number
      readonly problem: FileProblem
      readonly value: string
    }
  | { readonly code: 'account-of-another-needs-agreement'; readonly person: string }
  | { readonly code: 'account-needs-second-person' }
  | { readonly code: 'account-not-waiting' }
  | { readonly code: 'recovery-not-open'; readonly status: RecoveryStatus }
  | { readonly code: 'recovery-more-than-due'; readonly due: string }
