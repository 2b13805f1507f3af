import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import type { Fen } from '#kernel/fen'

export async function findHouseholdPlace(tx: Transaction<DB>, id: string): Promise<string | undefined> {
  const row = await tx.selectFrom('household').select('division').where('id', '=', id).executeTakeFirst()
  return row?.division
}

export async function isCaseOf(tx: Transaction<DB>, caseId: string, householdId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('assistance_case')
    .select('id')
    .where('id', '=', caseId)
    .where('household_id', '=', householdId)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertAidInKind(
  tx: Transaction<DB>,
  of: {
    division: string
    householdId: string
    caseId: string | null
    kind: string
    description: string
    provider: string
    value: Fen | null
    givenOn: Day
    receiver: string
    officerId: string
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('aid_in_kind')
    .values({
      county: of.division.slice(0, 6),
      division: of.division,
      household_id: of.householdId,
      case_id: of.caseId,
      kind: of.kind,
      description: of.description,
      provider: of.provider,
      value_fen: of.value,
      given_on: of.givenOn,
      receiver: of.receiver,
      officer_id: of.officerId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
