import {
  type AccountRow,
  recoveryCauses,
  type RecoveryRow,
  recoveryStatuses,
  recoveryWays,
} from '#contracts/disbursement'
import type { DB, Transaction } from '#db'
import { formatYuan } from '#kernel/fen'
import { placeNames } from '#modules/division'
import { masked } from './queries.ts'
import { amount, oneOf, readProgramme } from './store.ts'

export interface AccountWishes {
  readonly person?: string | undefined
  readonly status?: 'waiting' | undefined
}

/** Accounts with their history: of a person, or all that wait for a confirmation; the newest first. */
export async function listAccounts(tx: Transaction<DB>, of: AccountWishes): Promise<AccountRow[]> {
  let query = tx
    .selectFrom('payment_account as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .innerJoin('officer as e', 'e.id', 'a.entered_by')
    .leftJoin('officer as c', 'c.id', 'a.confirmed_by')
    .selectAll('a')
    .select(['p.name as person', 'e.name as enterer', 'c.name as confirmer'])
  if (of.person !== undefined) query = query.where('a.person_id', '=', of.person)
  if (of.status !== undefined) {
    query = query
      .where('a.confirmed_by', 'is', null)
      .where('a.rejected_by', 'is', null)
      .where('a.superseded_at', 'is', null)
  }
  const rows = await query.orderBy('a.id', 'desc').limit(500).execute()
  const places = await placeNames(
    tx,
    rows.map((row) => row.division),
  )
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    person: row.person,
    place: places.get(row.division) ?? row.division,
    holder: row.holder_name,
    bank: row.bank,
    number: masked(row.number_tail),
    otherHolder: row.other_holder,
    agreement: row.agreement,
    status: statusOf(row),
    enteredBy: row.enterer,
    enteredOn: row.entered_on,
    confirmedBy: row.confirmer,
    confirmedOn: row.confirmed_on,
    reason: row.rejected_reason,
  }))
}

function statusOf(row: {
  readonly rejected_by: string | null
  readonly confirmed_by: string | null
  readonly superseded_at: Date | null
}): AccountRow['status'] {
  if (row.rejected_by !== null) return 'rejected'
  if (row.superseded_at !== null) return 'superseded'
  return row.confirmed_by === null ? 'waiting' : 'confirmed'
}

/** Recoveries that are not void: what is open first. */
export async function listRecoveries(
  tx: Transaction<DB>,
  of: { readonly household?: string | undefined },
): Promise<RecoveryRow[]> {
  let query = tx
    .selectFrom('recovery as r')
    .innerJoin('person as p', 'p.id', 'r.payee_person_id')
    .selectAll('r')
    .select('p.name as payee')
    .where('r.status', '<>', 'void')
  if (of.household !== undefined) query = query.where('r.household_id', '=', of.household)
  const rows = await query
    .orderBy((eb) => eb.case().when('r.status', '=', 'settled').then(1).else(0).end())
    .orderBy('r.id', 'desc')
    .limit(500)
    .execute()
  const places = await placeNames(
    tx,
    rows.map((row) => row.division),
  )
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    householdId: row.household_id,
    programme: readProgramme(row.programme),
    place: places.get(row.division) ?? row.division,
    payee: row.payee,
    from: row.from_month,
    until: row.until_month,
    amount: formatYuan(amount(row.amount_fen)),
    recovered: formatYuan(amount(row.recovered_fen)),
    cause: oneOf(recoveryCauses, row.cause),
    way: row.way === null ? null : oneOf(recoveryWays, row.way),
    monthly: row.monthly_fen === null ? null : formatYuan(amount(row.monthly_fen)),
    status: oneOf(recoveryStatuses, row.status),
    decision: row.decision,
    openedOn: row.opened_on,
    version: row.version,
  }))
}
