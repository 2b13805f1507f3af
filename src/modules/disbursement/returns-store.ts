import { sql } from 'kysely'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import type { Fen } from '#kernel/fen'
import { amount, readLineStatus } from './store.ts'
import type { LineStatus } from '#contracts/disbursement'

/** A line of the bank's file, as it was sent. */
export interface SentLine {
  readonly id: string
  readonly bankLine: number
  readonly status: LineStatus
  readonly total: Fen
  readonly township: string
  readonly payeeDead: boolean
}

/** The lines of a batch with these numbers in the bank's file, locked. */
export async function lockSentLines(
  tx: Transaction<DB>,
  batchId: string,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, SentLine>> {
  const { rows } = await sql<{
    id: string
    bank_line: number
    status: string
    total: string
    township: string
    payee_dead: boolean
  }>`
    select l.id, l.bank_line, l.status, l.total_fen::text as total, l.township,
           exists (select from fact f where f.subject = 'p' and f.subject_id = l.payee_person_id
                      and f.fact = 'deathDay' and f.superseded_at is null) as payee_dead
      from payment_line l
     where l.batch_id = ${batchId} and l.bank_line = any(${[...numbers]}::int[])
     order by l.id for update`.execute(tx)
  return new Map(
    rows.map((row) => [
      row.bank_line,
      {
        id: row.id,
        bankLine: row.bank_line,
        status: readLineStatus(row.status),
        total: amount(row.total),
        township: row.township,
        payeeDead: row.payee_dead,
      },
    ]),
  )
}

export interface ReturnedLine {
  readonly id: string
  readonly reason: string
  /** Nobody is paid again for a payee who has died. */
  readonly kept: boolean
  /** What is owed on must be looked at before it is paid further. */
  readonly flagged: boolean
}

export async function saveReturned(tx: Transaction<DB>, lines: readonly ReturnedLine[], today: Day): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r(id bigint, reason text, kept boolean, flagged boolean)`
  await sql`
    update payment_line l set status = case when r.kept then 'kept' else 'returned' end, again = false,
           returned_on = ${today}, returned_reason = r.reason
      from ${given} where r.id = l.id`.execute(tx)
  await sql`
    delete from payment_cover c using ${given} where r.kept and c.line_id = r.id`.execute(tx)
  await sql`
    update entitlement e set flag = 'payee-died', flagged_on = ${today}
      from ${given} join payment_line l on l.id = r.id
     where r.flagged and e.case_id = l.case_id and e.payee_person_id = l.payee_person_id
       and e.superseded_at is null and e.flag is null`.execute(tx)
}
