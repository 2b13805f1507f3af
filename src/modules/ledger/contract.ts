import Type, { type Static } from 'typebox'

export type AccountKind =
  | 'county-fund'
  | 'township-float'
  | 'aid-paid'
  /** Monthly money as it was approved, by township. */
  | 'benefit-paid'
  /** Approved and not sent yet. */
  | 'bank-clearing'
  /** Came back from the bank and waits to be sent again. */
  | 'benefit-returned'
  /** Paid too much and to be given back. */
  | 'recovery-due'
  /** What the public pays for care at home. */
  | 'care-paid'
  /** Approved and owed to a provider of care. */
  | 'provider-due'

export const entryKinds = [
  'top-up',
  'quick-aid',
  'reversal',
  'benefit-approved',
  'benefit-sent',
  'benefit-returned',
  'benefit-kept',
  'benefit-reissued',
  'recovery-opened',
  'recovery-received',
  'care-settled',
] as const
export type EntryKind = (typeof entryKinds)[number]

/** Money as yuan with two decimals at most, such as `980` or `1234.50`. */
export const Yuan = Type.String({ pattern: '^[0-9]{1,9}([.][0-9]{1,2})?$' })

export const Float = Type.Object({
  division: Type.String(),
  /** The township's name. */
  place: Type.String(),
  balance: Type.String(),
  yearly: Type.Union([Type.String(), Type.Null()]),
  /** True when less is left than the share of the year's float at which somebody must be told. */
  low: Type.Boolean(),
})
export type Float = Static<typeof Float>

export const FloatList = Type.Object({ items: Type.Array(Float) })
export type FloatList = Static<typeof FloatList>

export const LedgerRow = Type.Object({
  entryId: Type.String(),
  kind: Type.Enum(entryKinds),
  occurredOn: Type.String(),
  memo: Type.String(),
  officer: Type.String(),
  /** What the float gained, or lost when it begins with a minus. */
  amount: Type.String(),
  /** What the float held after it. */
  balance: Type.String(),
  /** What it is about, such as `quick-aid:17`. */
  subject: Type.String(),
  /** True when a later entry has taken it back. */
  reversed: Type.Boolean(),
  /** The entry that this one takes back. */
  reverses: Type.Union([Type.String(), Type.Null()]),
})
export type LedgerRow = Static<typeof LedgerRow>

/** The book of one float, the newest entry first, with what a reconciliation of a month needs. */
export const FloatBook = Type.Object({
  float: Float,
  month: Type.String(),
  opening: Type.String(),
  toppedUp: Type.String(),
  /** Net of what was taken back in the month. */
  paid: Type.String(),
  closing: Type.String(),
  rows: Type.Array(LedgerRow),
})
export type FloatBook = Static<typeof FloatBook>

export const TopUpRequest = Type.Object({
  key: Type.String({ minLength: 8, maxLength: 64 }),
  division: Type.String({ pattern: '^[0-9]{9}$' }),
  amount: Yuan,
  /** The float's size for the year, when it is set or changed. */
  yearly: Type.Optional(Yuan),
  memo: Type.String({ minLength: 1, maxLength: 200 }),
})
export type TopUpRequest = Static<typeof TopUpRequest>

export type LedgerRefusal =
  | { readonly code: 'float-not-found' }
  | { readonly code: 'float-too-low'; readonly balance: string; readonly amount: string }
  | { readonly code: 'amount-not-positive' }
