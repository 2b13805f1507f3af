import { sql } from 'kysely'
import {
  bankProfiles,
  type BankFileRow,
  type BatchHold,
  type BatchSum,
  type DeadPaidRow,
  holdCodes,
  lineKinds,
  type PaymentBatch,
  type PaymentBatchDetail,
  type PaymentLineList,
  type PaymentLineRow,
} from '#contracts/disbursement'
import type { DB, Transaction } from '#db'
import { type Fen, formatYuan } from '#kernel/fen'
import type { Month } from '#kernel/month'
import { namesOf, placeNames } from '#modules/division'
import { holdTexts } from './messages.zh.ts'
import { amount, oneOf, readBatchStatus, readHolds, readLineStatus, readProgramme } from './store.ts'

const yuan = (text: string): string => formatYuan(amount(text))

/** The four digits that are shown of an account. */
export const masked = (tail: string): string => `**** ${tail}`

export async function findBatchTotals(
  tx: Transaction<DB>,
  id: string,
): Promise<{ lines: number; held: number; total: Fen }> {
  const row = await tx
    .selectFrom('payment_batch')
    .select(['lines', 'held', 'total_fen'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { lines: row.lines, held: row.held, total: amount(row.total_fen) }
}

function batches(tx: Transaction<DB>) {
  return tx
    .selectFrom('payment_batch as b')
    .innerJoin('officer as p', 'p.id', 'b.prepared_by')
    .leftJoin('officer as a', 'a.id', 'b.approved_by')
    .selectAll('b')
    .select(['p.name as preparer', 'a.name as approver'])
}

type BatchRow = Awaited<ReturnType<ReturnType<typeof batches>['execute']>>[number]

function batchFrom(row: BatchRow): PaymentBatch {
  return {
    id: row.id,
    month: row.month,
    programmes: row.programmes?.map(readProgramme) ?? null,
    status: readBatchStatus(row.status),
    lines: row.lines,
    held: row.held,
    total: yuan(row.total_fen),
    preparedBy: row.preparer,
    preparedOn: row.prepared_on,
    approvedBy: row.approver,
    approvedOn: row.approved_on,
    sentOn: row.sent_on,
    settledOn: row.settled_on,
    version: row.version,
  }
}

/** The batches of the last five years, the newest first. */
export async function listBatches(tx: Transaction<DB>): Promise<PaymentBatch[]> {
  const rows = await batches(tx).orderBy('b.id', 'desc').limit(120).execute()
  return rows.map(batchFrom)
}

async function sumsOf(tx: Transaction<DB>, id: string): Promise<BatchSum[]> {
  const { rows } = await sql<Record<string, string>>`
    select township, programme, count(distinct household_id)::text as households, count(*)::text as lines,
           sum(basic_fen)::text as basic, sum(uplift_fen)::text as uplift, sum(care_fen)::text as care,
           sum(adjustment_fen)::text as adjustment, sum(recovery_fen)::text as recovery, sum(total_fen)::text as total
      from payment_line where batch_id = ${id} and status not in ('held', 'excluded')
     group by township, programme order by township, programme`.execute(tx)
  const names = await namesOf(
    tx,
    rows.map((row) => row['township'] ?? ''),
  )
  return rows.map((row) => {
    const money = (name: string): string => yuan(row[name] ?? '0')
    const township = row['township'] ?? ''
    return {
      township,
      place: names.get(township) ?? township,
      programme: readProgramme(row['programme'] ?? ''),
      households: Number(row['households']),
      lines: Number(row['lines']),
      basic: money('basic'),
      uplift: money('uplift'),
      care: money('care'),
      adjustment: money('adjustment'),
      recovery: money('recovery'),
      total: money('total'),
    }
  })
}

async function holdsOf(tx: Transaction<DB>, id: string): Promise<BatchHold[]> {
  const { rows } = await sql<{ code: string; lines: string }>`
    select code, count(*)::text as lines from payment_line l cross join unnest(l.holds) as code
     where l.batch_id = ${id} and l.status = 'held' group by code order by code`.execute(tx)
  return rows.map((row) => {
    const code = oneOf(holdCodes, row.code)
    return { code, lines: Number(row.lines), text: holdTexts[code] }
  })
}

async function filesOf(tx: Transaction<DB>, id: string): Promise<BankFileRow[]> {
  const rows = await tx.selectFrom('payment_file').selectAll().where('batch_id', '=', id).orderBy('profile').execute()
  return rows.map((row) => ({
    profile: oneOf(bankProfiles, row.profile),
    name: row.name,
    sm3: row.sm3,
    sha256: row.sha256,
    lines: row.lines,
    total: yuan(row.total_fen),
  }))
}

export async function findBatch(tx: Transaction<DB>, id: string): Promise<PaymentBatchDetail | undefined> {
  const row = await batches(tx).where('b.id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  const { rows } = await sql<{ returned: string; changed: string }>`
    select count(*) filter (where status in ('returned', 'reissued', 'kept') and returned_on is not null)::text as returned,
           count(*) filter (where account_changed)::text as changed
      from payment_line where batch_id = ${id}`.execute(tx)
  return {
    ...batchFrom(row),
    sums: await sumsOf(tx, id),
    holds: await holdsOf(tx, id),
    returned: Number(rows[0]?.returned ?? '0'),
    changedAccounts: Number(rows[0]?.changed ?? '0'),
    files: await filesOf(tx, id),
  }
}

export interface LineWishes {
  readonly township?: string | undefined
  readonly status?: string | undefined
  readonly household?: string | undefined
  /** The id after which the page begins. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Lines of a batch in the order of their ids, a page at a time. */
export async function listLines(tx: Transaction<DB>, batchId: string, of: LineWishes): Promise<PaymentLineList> {
  let query = tx
    .selectFrom('payment_line as l')
    .innerJoin('person as p', 'p.id', 'l.payee_person_id')
    .leftJoin('payment_account as a', 'a.id', 'l.account_id')
    .selectAll('l')
    .select(['p.name as payee', 'a.bank', 'a.number_tail'])
    .where('l.batch_id', '=', batchId)
  if (of.township !== undefined) query = query.where('l.township', '=', of.township)
  if (of.status !== undefined) query = query.where('l.status', '=', of.status)
  if (of.household !== undefined) query = query.where('l.household_id', '=', of.household)
  if (of.after !== undefined) query = query.where('l.id', '>', of.after)
  const rows = await query
    .orderBy('l.id')
    .limit(of.limit + 1)
    .execute()
  const shown = rows.slice(0, of.limit)
  const places = await placeNames(
    tx,
    shown.map((row) => row.division),
  )
  const items = shown.map(
    (row): PaymentLineRow => ({
      id: row.id,
      kind: oneOf(lineKinds, row.kind),
      month: row.month,
      status: readLineStatus(row.status),
      programme: readProgramme(row.programme),
      householdId: row.household_id,
      caseId: row.case_id,
      place: places.get(row.division) ?? row.division,
      payee: row.payee,
      bank: row.bank,
      account: row.number_tail === null ? null : masked(row.number_tail),
      accountChanged: row.account_changed,
      basic: yuan(row.basic_fen),
      uplift: yuan(row.uplift_fen),
      care: yuan(row.care_fen),
      adjustment: yuan(row.adjustment_fen),
      recovery: yuan(row.recovery_fen),
      total: yuan(row.total_fen),
      holds: readHolds(row.holds).map((code) => ({ code, text: holdTexts[code] })),
      holdNote: row.hold_note,
      reason: row.decided_reason,
      returnedOn: row.returned_on,
      returnedReason: row.returned_reason,
      again: row.again,
    }),
  )
  return { items, next: rows.length > of.limit ? (shown.at(-1)?.id ?? null) : null }
}

/**
 * Who was paid, or is about to be, for a month after the one of his death: pattern S01 of inspections. As far as the
 * transaction sees; the death is the one that the store knows of now, whatever it knew then.
 */
export async function listDeadPaid(tx: Transaction<DB>, of: Month): Promise<DeadPaidRow[]> {
  const { rows } = await sql<{
    line: string
    household: string
    programme: string
    division: string
    name: string
    died: string
    month: string
    total: string
  }>`
    select distinct on (l.id, p.id) l.id as line, l.household_id as household, l.programme, l.division, p.name,
           f.day_value as died, c.month, l.total_fen::text as total
      from payment_cover c
      join payment_line l on l.id = c.line_id and l.status in ('ready', 'paid')
      join fact f on f.subject = 'p' and f.subject_id in (c.person_id, l.payee_person_id) and f.fact = 'deathDay'
       and f.superseded_at is null and to_char(f.day_value, 'YYYY-MM') < c.month
      join person p on p.id = f.subject_id
     where c.month = ${of} order by l.id, p.id limit 2000`.execute(tx)
  const places = await placeNames(
    tx,
    rows.map((row) => row.division),
  )
  return rows.map((row) => ({
    lineId: row.line,
    householdId: row.household,
    programme: readProgramme(row.programme),
    place: places.get(row.division) ?? row.division,
    person: row.name,
    died: row.died,
    month: row.month,
    amount: yuan(row.total),
  }))
}
