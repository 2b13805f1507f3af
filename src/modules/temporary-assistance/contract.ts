import Type, { type Static } from 'typebox'
import { Yuan } from '#contracts/ledger'

export const causes = ['fire', 'traffic', 'illness', 'disaster', 'lost-livelihood', 'other'] as const
export type Cause = (typeof causes)[number]

export const aidStatuses = ['requested', 'approved', 'rejected', 'paid', 'closed', 'returned'] as const
export type AidStatus = (typeof aidStatuses)[number]

export const registrationKinds = ['urban', 'rural'] as const
export type RegistrationKind = (typeof registrationKinds)[number]

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])
const Key = Type.String({ minLength: 8, maxLength: 64 })

/** A request for small aid at once. Whoever has no identity number at hand says why. */
export const AidRequest = Type.Object({
  key: Key,
  /** The village or township where the need arose, whatever the person's registration. */
  division: Type.String({ pattern: '^[0-9]{9}([0-9]{3})?$' }),
  name: Type.String({ minLength: 1, maxLength: 40 }),
  residentId: Type.Optional(Type.String({ maxLength: 20 })),
  noIdReason: Type.Optional(Type.String({ maxLength: 100 })),
  isLocal: Type.Boolean(),
  registrationKind: Type.Enum(registrationKinds),
  cause: Type.Enum(causes),
  story: Type.String({ minLength: 1, maxLength: 500 }),
  amount: Yuan,
})
export type AidRequest = Static<typeof AidRequest>

export const AidStep = Type.Object({ key: Key, version: Type.Integer() })
export type AidStep = Static<typeof AidStep>
export const AidStepWithNote = Type.Interface([AidStep], { note: Type.String({ minLength: 1, maxLength: 200 }) })
export type AidStepWithNote = Static<typeof AidStepWithNote>

export const AidRow = Type.Object({
  id: Type.String(),
  status: Type.Enum(aidStatuses),
  /** Masked to the family name in lists. */
  name: Type.String(),
  place: Type.String(),
  cause: Type.Enum(causes),
  amount: Type.String(),
  requestedOn: Type.String(),
  finishBy: Type.String(),
  paidOn: Nullable(Type.String()),
  papersDueOn: Nullable(Type.String()),
  /** Not paid by the day by which it must be, or papers not there by theirs. */
  late: Type.Boolean(),
  voucher: Nullable(Type.String()),
  version: Type.Integer(),
})
export type AidRow = Static<typeof AidRow>

export const AidList = Type.Object({ items: Type.Array(AidRow) })
export type AidList = Static<typeof AidList>

export const AidDetail = Type.Interface([AidRow], {
  residentId: Nullable(Type.String()),
  noIdReason: Nullable(Type.String()),
  isLocal: Type.Boolean(),
  registrationKind: Type.Enum(registrationKinds),
  story: Type.String(),
  cap: Type.String(),
  requestedBy: Type.String(),
  approvedBy: Nullable(Type.String()),
  paidBy: Nullable(Type.String()),
  receiver: Nullable(Type.String()),
  papersNote: Nullable(Type.String()),
  papersDoneOn: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  /** Aids to the same person in the twelve months before, anywhere that the officer can see. */
  earlier: Type.Integer(),
  /** What the officer may do next. */
  next: Type.Array(Type.Enum(['approve', 'reject', 'pay', 'papers', 'return'])),
})
export type AidDetail = Static<typeof AidDetail>

/** What may be given here and now, for the form. */
export const AidCap = Type.Object({ cap: Nullable(Type.String()), basis: Nullable(Type.String()) })
export type AidCap = Static<typeof AidCap>

export const AidDone = Type.Object({ id: Type.String() })
export type AidDone = Static<typeof AidDone>

export type AidRefusal =
  | { readonly code: 'aid-not-found' }
  | { readonly code: 'aid-changed-meanwhile' }
  | { readonly code: 'aid-not-in-this-state'; readonly status: AidStatus }
  | { readonly code: 'aid-needs-second-person' }
  | { readonly code: 'aid-over-cap'; readonly cap: string }
  | { readonly code: 'aid-cap-unknown' }
  | { readonly code: 'aid-without-identity' }
  | { readonly code: 'aid-identity-invalid' }
  | { readonly code: 'aid-outside-your-place' }
  | { readonly code: 'aid-before-calendar'; readonly firstYear: number }
