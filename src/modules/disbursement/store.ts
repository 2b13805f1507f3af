import { sql } from 'kysely'
import { type Programme, programmes } from '#contracts/assistance'
import {
  type BatchStatus,
  batchStatuses,
  type HoldCode,
  holdCodes,
  type LineStatus,
  lineStatuses,
} from '#contracts/disbursement'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { type Fen, fen } from '#kernel/fen'
import { type Month, month } from '#kernel/month'
import type { BatchState, LineState } from './decide.ts'

/** A word of the store as the code knows it. Throws when it is another, since guessing would pay or not pay. */
export function oneOf<const T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`A stored value is unknown: ${text}`)
  return found
}

export const readProgramme = (text: string): Programme => oneOf(programmes, text)
export const readLineStatus = (text: string): LineStatus => oneOf(lineStatuses, text)
export const readHolds = (texts: readonly string[]): HoldCode[] => texts.map((text) => oneOf(holdCodes, text))
export const readBatchStatus = (text: string): BatchStatus => oneOf(batchStatuses, text)
export const amount = (text: string): Fen => fen(BigInt(text))

/** A batch as it lies in the store, locked until the transaction ends. */
export interface StoredBatch extends BatchState {
  readonly id: string
  readonly county: string
  readonly month: Month
  readonly programmes: readonly Programme[] | null
  readonly lines: number
}

interface BatchRow {
  readonly id: string
  readonly county: string
  readonly month: string
  readonly programmes: readonly string[] | null
  readonly status: string
  readonly prepared_by: string
  readonly version: number
  readonly lines: number
}

function batchFrom(row: BatchRow): StoredBatch {
  return {
    id: row.id,
    county: row.county,
    month: month(row.month),
    programmes: row.programmes?.map(readProgramme) ?? null,
    status: readBatchStatus(row.status),
    preparedBy: row.prepared_by,
    version: row.version,
    lines: row.lines,
  }
}

export async function lockBatch(tx: Transaction<DB>, id: string): Promise<StoredBatch | undefined> {
  const row = await tx.selectFrom('payment_batch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row === undefined ? undefined : batchFrom(row)
}

export async function lockDraft(tx: Transaction<DB>, county: string): Promise<StoredBatch | undefined> {
  const row = await tx
    .selectFrom('payment_batch')
    .selectAll()
    .where('county', '=', county)
    .where('status', '=', 'draft')
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : batchFrom(row)
}

export async function insertBatch(
  tx: Transaction<DB>,
  of: { county: string; month: Month; programmes: readonly Programme[] | null; officerId: string; today: Day },
): Promise<string> {
  const { id } = await tx
    .insertInto('payment_batch')
    .values({
      county: of.county,
      division: of.county,
      month: of.month,
      programmes: of.programmes === null ? null : [...of.programmes],
      prepared_by: of.officerId,
      prepared_on: of.today,
      built_at: sql<Date>`clock_timestamp()`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The draft is of whoever built it last, and of now. */
export async function renewDraft(tx: Transaction<DB>, id: string, officerId: string, today: Day): Promise<void> {
  await tx
    .updateTable('payment_batch')
    .set({ prepared_by: officerId, prepared_on: today, built_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .execute()
}

/** True when something was decided, an account changed or a death became known that the draft does not know of yet. */
export async function isStale(tx: Transaction<DB>, id: string): Promise<boolean> {
  const { rows } = await sql<{ stale: boolean }>`
    select exists (select from entitlement e where e.county = b.county and e.recorded_at > b.built_at)
        or exists (select from entitlement e where e.county = b.county and e.superseded_at > b.built_at)
        or exists (select from payment_account a where a.superseded_at > b.built_at and a.county = b.county
                      and a.id in (select account_id from payment_line l where l.batch_id = b.id and l.status = 'ready'))
        or exists (select from fact f where f.county = b.county and f.subject = 'p' and f.recorded_at > b.built_at
                      and f.fact in ('deathDay', 'custody') and f.superseded_at is null and (
                        exists (select from payment_line l where l.payee_person_id = f.subject_id and l.batch_id = b.id
                                   and l.status = 'ready')
                        or exists (select from payment_cover c join payment_line l on l.id = c.line_id
                                    where c.person_id = f.subject_id and l.batch_id = b.id and l.status = 'ready'))) as stale
      from payment_batch b where b.id = ${id}`.execute(tx)
  return rows[0]?.stale ?? false
}

/** What a batch moves in the journal, for each township and programme. */
export interface BatchMovement {
  readonly township: string
  readonly programme: Programme
  /** What is paid for the first time, with what is kept back. */
  readonly gross: Fen
  readonly recovered: Fen
  /** What had come back and goes out again. */
  readonly reissued: Fen
  /** What had come back and was taken out of this batch. */
  readonly kept: Fen
}

export async function movementsOf(tx: Transaction<DB>, id: string): Promise<BatchMovement[]> {
  const { rows } = await sql<Record<'township' | 'programme' | 'gross' | 'recovered' | 'reissued' | 'kept', string>>`
    select township, programme,
           coalesce(sum(total_fen + recovery_fen) filter (where status = 'ready' and not returned_money), 0)::text as gross,
           coalesce(sum(recovery_fen) filter (where status = 'ready' and not returned_money), 0)::text as recovered,
           coalesce(sum(total_fen) filter (where status = 'ready' and returned_money), 0)::text as reissued,
           coalesce(sum(total_fen) filter (where status = 'excluded' and returned_money), 0)::text as kept
      from payment_line where batch_id = ${id} group by township, programme order by township, programme`.execute(tx)
  return rows.map((row) => ({
    township: row.township,
    programme: readProgramme(row.programme),
    gross: amount(row.gross),
    recovered: amount(row.recovered),
    reissued: amount(row.reissued),
    kept: amount(row.kept),
  }))
}

/** Marks a batch approved, numbers what goes to the bank, and books the instalments that were kept back. */
export async function saveApproved(tx: Transaction<DB>, id: string, officerId: string, today: Day): Promise<void> {
  for (const step of [
    sql`update payment_batch set status = 'approved', approved_by = ${officerId}, approved_on = ${today},
               version = version + 1 where id = ${id}`,
    sql`update payment_line l set bank_line = n.line
          from (select id, row_number() over (order by township, id) as line
                  from payment_line where batch_id = ${id} and status = 'ready' and total_fen > 0) n
         where n.id = l.id`,
    sql`with taken as (
          update recovery_receipt t set received_on = ${today} from payment_line l
           where l.batch_id = ${id} and l.status = 'ready' and t.line_id = l.id and t.received_on is null
          returning t.recovery_id, t.amount_fen)
        update recovery r set recovered_fen = r.recovered_fen + s.amount, version = r.version + 1,
               status = case when r.recovered_fen + s.amount = r.amount_fen then 'settled' else r.status end
          from (select recovery_id, sum(amount_fen) as amount from taken group by recovery_id) s
         where s.recovery_id = r.id`,
    sql`delete from recovery_receipt t using payment_line l
         where l.batch_id = ${id} and l.status = 'excluded' and t.line_id = l.id and t.received_on is null`,
  ]) {
    await step.execute(tx)
  }
}

/** What the bank is to pay by a batch. */
export async function bankTotal(tx: Transaction<DB>, id: string): Promise<Fen> {
  const { rows } = await sql<{ total: string }>`
    select coalesce(sum(total_fen), 0)::text as total from payment_line
     where batch_id = ${id} and bank_line is not null`.execute(tx)
  return amount(rows[0]?.total ?? '0')
}

export async function saveSent(tx: Transaction<DB>, id: string, today: Day): Promise<void> {
  await sql`update payment_batch set status = 'sent', sent_on = ${today}, version = version + 1 where id = ${id}`.execute(
    tx,
  )
}

/** Whatever did not come back has been paid. */
export async function saveSettled(tx: Transaction<DB>, id: string, today: Day): Promise<void> {
  await sql`update payment_line set status = 'paid' where batch_id = ${id} and status = 'ready'`.execute(tx)
  await sql`update payment_batch set status = 'settled', settled_on = ${today}, version = version + 1
             where id = ${id}`.execute(tx)
}

/** A line as it lies in the store, with its batch, both locked. */
export interface StoredLine extends LineState {
  readonly id: string
  readonly batchId: string
  readonly batchStatus: BatchStatus
  readonly month: Month
  readonly township: string
  readonly division: string
  readonly total: Fen
  readonly returnedMoney: boolean
  readonly accountId: string | null
  readonly payeeId: string
  readonly entitlementId: string
  readonly returnedOn: string | null
}

export async function lockLine(tx: Transaction<DB>, id: string): Promise<StoredLine | undefined> {
  const row = await tx
    .selectFrom('payment_line as l')
    .innerJoin('payment_batch as b', 'b.id', 'l.batch_id')
    .selectAll('l')
    .select('b.status as batch_status')
    .where('l.id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    batchId: row.batch_id,
    batchStatus: readBatchStatus(row.batch_status),
    month: month(row.month),
    township: row.township,
    division: row.division,
    total: amount(row.total_fen),
    returnedMoney: row.returned_money,
    accountId: row.account_id,
    payeeId: row.payee_person_id,
    entitlementId: row.entitlement_id,
    returnedOn: row.returned_on,
    status: readLineStatus(row.status),
    holds: readHolds(row.holds),
  }
}

/** Writes what was decided on a line; one that is to be paid again waits for the next batch. */
export async function saveDecision(
  tx: Transaction<DB>,
  id: string,
  of: { status: LineStatus; again: boolean; officerId: string; today: Day; reason: string },
): Promise<void> {
  await tx
    .updateTable('payment_line')
    .set({
      status: of.status,
      again: of.again,
      decided_by: of.officerId,
      decided_on: of.today,
      decided_reason: of.reason,
    })
    .where('id', '=', id)
    .execute()
}

/** Frees what a line that will not be paid had taken: its months for its persons, and instalments not yet booked. */
export async function freeLine(tx: Transaction<DB>, id: string): Promise<void> {
  await tx.deleteFrom('payment_cover').where('line_id', '=', id).execute()
  await tx.deleteFrom('recovery_receipt').where('line_id', '=', id).where('received_on', 'is', null).execute()
}

/** Whether an account was confirmed for the payee since, other than the one that failed; and whether the payee has died. */
export async function reissueFacts(
  tx: Transaction<DB>,
  line: StoredLine,
): Promise<{ newAccount: boolean; payeeDead: boolean }> {
  const { rows } = await sql<{ new_account: boolean; payee_dead: boolean }>`
    select exists (
             select from payment_account a
              where a.person_id = ${line.payeeId} and a.confirmed_by is not null and a.superseded_at is null
                and a.id is distinct from ${line.accountId}::bigint) as new_account,
           exists (
             select from fact f where f.subject = 'p' and f.subject_id = ${line.payeeId} and f.fact = 'deathDay'
                and f.superseded_at is null) as payee_dead`.execute(tx)
  const [row] = rows
  return { newAccount: row?.new_account ?? false, payeeDead: row?.payee_dead ?? false }
}
