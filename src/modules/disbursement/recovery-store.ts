import { sql } from 'kysely'
import { recoveryStatuses, type RecoveryCause, type RecoveryWay } from '#contracts/disbursement'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import type { Fen } from '#kernel/fen'
import type { RecoveryState } from './decide.ts'
import { amount, oneOf } from './store.ts'

export interface StoredRecovery extends RecoveryState {
  readonly id: string
  readonly division: string
  readonly from: string
  readonly until: string
}

export async function lockRecovery(tx: Transaction<DB>, id: string): Promise<StoredRecovery | undefined> {
  const row = await tx.selectFrom('recovery').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    division: row.division,
    from: row.from_month,
    until: row.until_month,
    status: oneOf(recoveryStatuses, row.status),
    amount: amount(row.amount_fen),
    recovered: amount(row.recovered_fen),
    version: row.version,
  }
}

export async function savePlan(
  tx: Transaction<DB>,
  id: string,
  of: { cause: RecoveryCause; way: RecoveryWay; monthly: Fen; officerId: string; today: Day },
): Promise<void> {
  await tx
    .updateTable('recovery')
    .set((eb) => ({
      cause: of.cause,
      way: of.way,
      monthly_fen: of.monthly,
      status: 'planned',
      planned_by: of.officerId,
      planned_on: of.today,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

export async function saveReceipt(
  tx: Transaction<DB>,
  recovery: StoredRecovery,
  of: { amount: Fen; officerId: string; today: Day; note: string },
): Promise<void> {
  await tx
    .insertInto('recovery_receipt')
    .values({
      county: recovery.division.slice(0, 6),
      division: recovery.division,
      recovery_id: recovery.id,
      amount_fen: of.amount,
      received_on: of.today,
      officer_id: of.officerId,
      note: of.note,
    })
    .execute()
  await sql`
    update recovery set recovered_fen = recovered_fen + ${of.amount}::bigint, version = version + 1,
           status = case when recovered_fen + ${of.amount}::bigint = amount_fen then 'settled' else status end
     where id = ${recovery.id}`.execute(tx)
}

/** What instalments that wait in lines of a draft, or in held ones, would take. */
export async function waitingFor(tx: Transaction<DB>, id: string): Promise<Fen> {
  const { rows } = await sql<{ amount: string }>`
    select coalesce(sum(amount_fen), 0)::text as amount from recovery_receipt
     where recovery_id = ${id} and received_on is null`.execute(tx)
  return amount(rows[0]?.amount ?? '0')
}
