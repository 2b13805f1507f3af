import Type, { type Static } from 'typebox'
import { programmes } from '#contracts/assistance'
import { Yuan } from '#contracts/ledger'

const Nullable = <T extends Type.TSchema>(of: T) => Type.Union([of, Type.Null()])
const Id = Type.String({ pattern: '^[0-9]{1,18}$' })

/** What a case is owed a month, and what became of the months. */
export const EntitlementRow = Type.Object({
  id: Type.String(),
  caseId: Type.String(),
  householdId: Type.String(),
  programme: Type.Enum(programmes),
  place: Type.String(),
  payee: Type.String(),
  payeePersonId: Type.String(),
  covered: Type.Array(Type.Object({ personId: Type.String(), name: Type.String() })),
  from: Type.String(),
  /** The last month, inclusive; null while the end is open. */
  until: Nullable(Type.String()),
  basic: Type.String(),
  uplift: Type.String(),
  care: Type.String(),
  total: Type.String(),
  decision: Type.String(),
  decidedOn: Type.String(),
  /** The decision that ended it early. */
  endedBy: Nullable(Type.String()),
  /** Somebody has to look at it before it is paid further. */
  flag: Nullable(Type.Enum(['payee-died'])),
  /** False where a later decision has taken its place. */
  isCurrent: Type.Boolean(),
  payments: Type.Array(
    Type.Object({
      month: Type.String(),
      batchId: Type.String(),
      lineId: Type.String(),
      kind: Type.String(),
      status: Type.String(),
      total: Type.String(),
    }),
  ),
})
export type EntitlementRow = Static<typeof EntitlementRow>
export const EntitlementList = Type.Object({ items: Type.Array(EntitlementRow), next: Nullable(Type.String()) })
export type EntitlementList = Static<typeof EntitlementList>

export const aidKinds = ['goods', 'service'] as const

export const AidInKindRequest = Type.Object({
  key: Type.String({ minLength: 8, maxLength: 64 }),
  householdId: Id,
  caseId: Type.Optional(Id),
  kind: Type.Enum(aidKinds),
  description: Type.String({ minLength: 1, maxLength: 300 }),
  provider: Type.String({ minLength: 1, maxLength: 100 }),
  /** Left out when nobody has put a price on it. */
  value: Type.Optional(Yuan),
  givenOn: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
  receiver: Type.String({ minLength: 1, maxLength: 60 }),
})
export type AidInKindRequest = Static<typeof AidInKindRequest>

export const AidInKindRow = Type.Object({
  id: Type.String(),
  caseId: Nullable(Type.String()),
  kind: Type.Enum(aidKinds),
  description: Type.String(),
  provider: Type.String(),
  value: Nullable(Type.String()),
  givenOn: Type.String(),
  receiver: Type.String(),
  officer: Type.String(),
})
export type AidInKindRow = Static<typeof AidInKindRow>
export const AidInKindList = Type.Object({ items: Type.Array(AidInKindRow) })
export type AidInKindList = Static<typeof AidInKindList>
export const AidInKindDone = Type.Object({ id: Type.String() })
export type AidInKindDone = Static<typeof AidInKindDone>

export type EntitlementRefusal =
  | { readonly code: 'aid-household-not-found' }
  | { readonly code: 'aid-case-of-another-household' }
  | { readonly code: 'aid-given-in-future'; readonly day: string }
