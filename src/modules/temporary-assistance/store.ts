import { sql, type Updateable } from 'kysely'
import { type AidStatus, aidStatuses } from '#contracts/temporary-assistance'
import type { DB, Keys, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { type Fen, fen } from '#kernel/fen'
import type { AidState } from './decide.ts'

export function readStatus(text: string): AidStatus {
  const found = aidStatuses.find((status) => status === text)
  if (found === undefined) throw new Error(`A stored value is unknown: ${text}`)
  return found
}

/** A small aid as it lies in the store, locked until the transaction ends. */
export interface StoredAid extends AidState {
  readonly id: string
  readonly division: string
  readonly amount: Fen
  readonly cause: string
  readonly nameCipher: Buffer
  readonly entryId: string | null
  readonly voucher: string | null
}

export async function lockAid(tx: Transaction<DB>, id: string): Promise<StoredAid | undefined> {
  const row = await tx.selectFrom('quick_aid').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    division: row.division,
    status: readStatus(row.status),
    requestedBy: row.requested_by,
    version: row.version,
    amount: fen(BigInt(row.amount_fen)),
    cause: row.cause,
    nameCipher: row.name_cipher,
    entryId: row.entry_id,
    voucher: row.voucher,
  }
}

export interface NewAid {
  readonly division: string
  readonly cause: string
  readonly story: string
  readonly registrationKind: string
  readonly isLocal: boolean
  readonly name: string
  readonly residentId: string | null
  readonly noIdReason: string | null
  readonly amount: Fen
  readonly cap: Fen
  readonly requestedOn: Day
  readonly finishBy: Day
  readonly requestedBy: string
}

export async function insertAid(tx: Transaction<DB>, keys: Keys, aid: NewAid): Promise<string> {
  const { id } = await tx
    .insertInto('quick_aid')
    .values({
      county: aid.division.slice(0, 6),
      division: aid.division,
      cause: aid.cause,
      story: aid.story,
      registration_kind: aid.registrationKind,
      is_local: aid.isLocal,
      name_cipher: keys.encrypt('quick_aid.name', aid.name),
      resident_id_cipher: aid.residentId === null ? null : keys.encrypt('quick_aid.resident_id', aid.residentId),
      resident_id_index: aid.residentId === null ? null : keys.blindIndex(aid.residentId),
      no_id_reason: aid.noIdReason,
      amount_fen: aid.amount,
      cap_fen: aid.cap,
      requested_on: aid.requestedOn,
      finish_by: aid.finishBy,
      requested_by: aid.requestedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes what a step has changed; the version tells the next officer that something has. */
async function change(
  tx: Transaction<DB>,
  id: string,
  status: AidStatus,
  values: Partial<Omit<Updateable<DB['quick_aid']>, 'id' | 'status' | 'version'>>,
): Promise<void> {
  await tx
    .updateTable('quick_aid')
    .set((eb) => ({ ...values, status, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export function saveApproved(tx: Transaction<DB>, id: string, by: string, on: Day): Promise<void> {
  return change(tx, id, 'approved', { approved_by: by, approved_on: on })
}

export function saveRejected(tx: Transaction<DB>, id: string, by: string, reason: string): Promise<void> {
  return change(tx, id, 'rejected', { rejected_by: by, rejected_reason: reason })
}

export function savePaid(
  tx: Transaction<DB>,
  id: string,
  of: { by: string; on: Day; receiver: string; voucher: string; entryId: string; papersDueOn: Day },
): Promise<void> {
  return change(tx, id, 'paid', {
    paid_by: of.by,
    paid_on: of.on,
    receiver: of.receiver,
    voucher: of.voucher,
    entry_id: of.entryId,
    papers_due_on: of.papersDueOn,
  })
}

export function savePapers(tx: Transaction<DB>, id: string, on: Day, note: string): Promise<void> {
  return change(tx, id, 'closed', { papers_done_on: on, papers_note: note })
}

export function saveReturned(tx: Transaction<DB>, id: string, on: Day, reason: string): Promise<void> {
  return change(tx, id, 'returned', { returned_on: on, returned_reason: reason })
}

/** The next voucher of a township and year, `360735100-2026-0017`; others wait for it until the transaction ends. */
export async function nextVoucher(tx: Transaction<DB>, township: string, on: Day): Promise<string> {
  const prefix = `${township}-${on.slice(0, 4)}-`
  await sql`select pg_advisory_xact_lock(hashtext(${`voucher:${prefix}`}))`.execute(tx)
  const { last } = await tx
    .selectFrom('quick_aid')
    .select(sql<string | null>`max(voucher)`.as('last'))
    .where('voucher', 'like', `${prefix}%`)
    .executeTakeFirstOrThrow()
  const number = last === null ? 1 : Number(last.slice(prefix.length)) + 1
  return `${prefix}${String(number).padStart(4, '0')}`
}
