import { sql } from 'kysely'
import type { DB, Keys, Transaction } from '#db'
import type { Day } from '#kernel/day'

export interface Payee {
  readonly id: string
  readonly division: string
  readonly name: string
}

export async function findPayee(tx: Transaction<DB>, id: string): Promise<Payee | undefined> {
  return tx.selectFrom('person').select(['id', 'division', 'name']).where('id', '=', id).executeTakeFirst()
}

/** Writes an account that waits for its confirmation; one that was waiting before is replaced. */
export async function insertAccount(
  tx: Transaction<DB>,
  keys: Keys,
  of: {
    payee: Payee
    holder: string
    bank: string
    number: string
    agreement: string | null
    officerId: string
    today: Day
  },
): Promise<string> {
  await tx
    .updateTable('payment_account')
    .set({ superseded_at: sql<Date>`clock_timestamp()` })
    .where('person_id', '=', of.payee.id)
    .where('confirmed_by', 'is', null)
    .where('superseded_at', 'is', null)
    .execute()
  const { id } = await tx
    .insertInto('payment_account')
    .values({
      county: of.payee.division.slice(0, 6),
      division: of.payee.division,
      person_id: of.payee.id,
      holder_name: of.holder,
      bank: of.bank,
      number_cipher: keys.encrypt('payment_account.number', of.number),
      number_blind: keys.blindIndex(`account:${of.number}`),
      number_tail: of.number.slice(-4),
      other_holder: of.holder !== of.payee.name,
      agreement: of.agreement,
      entered_by: of.officerId,
      entered_on: of.today,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface StoredAccount {
  readonly id: string
  readonly division: string
  readonly personId: string
  readonly enteredBy: string
  readonly waiting: boolean
}

export async function lockAccount(tx: Transaction<DB>, id: string): Promise<StoredAccount | undefined> {
  const row = await tx.selectFrom('payment_account').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    division: row.division,
    personId: row.person_id,
    enteredBy: row.entered_by,
    waiting: row.confirmed_by === null && row.rejected_by === null && row.superseded_at === null,
  }
}

/** Makes a waiting account the one that money goes to; the one before stays as history. */
export async function saveConfirmed(
  tx: Transaction<DB>,
  account: StoredAccount,
  officerId: string,
  today: Day,
): Promise<void> {
  await tx
    .updateTable('payment_account')
    .set({ superseded_at: sql<Date>`clock_timestamp()` })
    .where('person_id', '=', account.personId)
    .where('confirmed_by', 'is not', null)
    .where('superseded_at', 'is', null)
    .execute()
  await tx
    .updateTable('payment_account')
    .set({ confirmed_by: officerId, confirmed_on: today })
    .where('id', '=', account.id)
    .execute()
}

export async function saveRejectedAccount(
  tx: Transaction<DB>,
  id: string,
  officerId: string,
  reason: string,
): Promise<void> {
  await tx
    .updateTable('payment_account')
    .set({ rejected_by: officerId, rejected_reason: reason })
    .where('id', '=', id)
    .execute()
}
