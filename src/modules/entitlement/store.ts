import { type RawBuilder, sql } from 'kysely'
import type { DB, Transaction } from '#db'
import { fen } from '#kernel/fen'
import { addToMonth, type Month } from '#kernel/month'
import type { EntitlementChange, EntitlementEffect } from './model.ts'

/**
 * Holds off the build of a batch, and waits for one that runs: a batch sees all of a change or nothing of it. Many
 * changes go side by side; a build stands alone.
 */
export async function lockForChange(tx: Transaction<DB>, county: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtext(${`payment:${county}`}))`.execute(tx)
}

/** The changes as rows, so that any number of them goes in one statement. */
function rowsOf(changes: readonly EntitlementChange[]): RawBuilder<unknown> {
  const json = JSON.stringify(
    changes.map((change) => ({
      case_id: change.caseId,
      division: change.division,
      household_id: change.householdId,
      programme: change.programme,
      payee: change.payeePersonId,
      covered: change.coveredPersonIds.toSorted((a, b) => Number(a) - Number(b)),
      from_month: change.from,
      before: addToMonth(change.from, -1),
      until_month: change.until,
      basic: String(change.amounts.basic),
      uplift: String(change.amounts.uplift),
      care: String(change.amounts.care),
      decision: change.decision,
      decided_on: change.decidedOn,
    })),
  )
  return sql`change as materialized (
    select * from jsonb_to_recordset(${json}::jsonb) as c(
      case_id bigint, division text, household_id bigint, programme text, payee bigint, covered bigint[],
      from_month text collate "C", before text, until_month text, basic bigint, uplift bigint, care bigint,
      decision text, decided_on date))`
}

/** The changes that are not in the store yet; what comes a second time is left out. */
export async function freshOf(
  tx: Transaction<DB>,
  changes: readonly EntitlementChange[],
): Promise<EntitlementChange[]> {
  const { rows } = await sql<{ case_id: string }>`
    with ${rowsOf(changes)}
    select c.case_id from change c
     where case when c.basic + c.uplift + c.care = 0
       then exists (
         select from entitlement e
          where e.case_id = c.case_id and e.superseded_at is null
            and (e.until_month is null or e.until_month >= c.from_month))
       else not exists (
         select from entitlement e
          where e.case_id = c.case_id and e.decision = c.decision and e.from_month = c.from_month
            and e.until_month is not distinct from c.until_month
            and (e.basic_fen, e.uplift_fen, e.care_fen) = (c.basic, c.uplift, c.care)
            and e.payee_person_id = c.payee
            and c.covered = (select array_agg(m.person_id order by m.person_id)
                               from entitlement_member m where m.entitlement_id = e.id)) end`.execute(tx)
  const fresh = new Set(rows.map((row) => row.case_id))
  return changes.filter((change) => fresh.has(change.caseId))
}

/** Ends what holds for the cases from the month of their change on; the months before stay owed as they were. */
export async function endEarlier(
  tx: Transaction<DB>,
  officerId: string,
  changes: readonly EntitlementChange[],
): Promise<void> {
  await sql`
    with ${rowsOf(changes)},
    hit as (
      update entitlement e set superseded_at = clock_timestamp() from change c
       where e.case_id = c.case_id and e.superseded_at is null
         and (e.until_month is null or e.until_month >= c.from_month)
      returning e.*, c.from_month as ends_from, c.before, c.decision as ended_with),
    kept as (
      insert into entitlement (county, division, case_id, household_id, programme, payee_person_id, from_month,
             until_month, basic_fen, uplift_fen, care_fen, decision, decided_on, ended_by, flag, flagged_on, officer_id)
      select county, division, case_id, household_id, programme, payee_person_id, from_month,
             before, basic_fen, uplift_fen, care_fen, decision, decided_on, ended_with, flag, flagged_on, ${officerId}
        from hit where from_month < ends_from
      returning id, case_id, from_month)
    insert into entitlement_member (entitlement_id, person_id, county, division)
    select kept.id, m.person_id, m.county, m.division
      from kept join hit using (case_id, from_month) join entitlement_member m on m.entitlement_id = hit.id`.execute(tx)
}

export async function insertEntitlements(
  tx: Transaction<DB>,
  officerId: string,
  changes: readonly EntitlementChange[],
): Promise<void> {
  await sql`
    with ${rowsOf(changes)},
    made as (
      insert into entitlement (county, division, case_id, household_id, programme, payee_person_id, from_month,
             until_month, basic_fen, uplift_fen, care_fen, decision, decided_on, officer_id)
      select left(division, 6), division, case_id, household_id, programme, payee, from_month,
             until_month, basic, uplift, care, decision, decided_on, ${officerId}
        from change where basic + uplift + care > 0
      returning id, case_id, county, division)
    insert into entitlement_member (entitlement_id, person_id, county, division)
    select made.id, person, made.county, made.division
      from made join change using (case_id) cross join unnest(change.covered) as person`.execute(tx)
}

/** A line whose money came back from the bank and will not be sent again, since another decision takes its place. */
export interface KeptLine {
  readonly lineId: string
  readonly township: string
  readonly totalFen: string
}

/**
 * Takes lines that were approved but have not reached anybody out of the way: what a new decision says of their months
 * is worked out from nothing paid. What they carried for other months goes out with the next batch.
 */
export async function dropUnpaidLines(
  tx: Transaction<DB>,
  officerId: string,
  changes: readonly EntitlementChange[],
): Promise<KeptLine[]> {
  const { rows } = await sql<{ id: string; township: string; total: string; came_back: boolean }>`
    with ${rowsOf(changes)},
    first as (select case_id, min(from_month) as from_month, max(decision) as decision, max(decided_on) as decided_on
                from change group by case_id),
    dropped as (
      update payment_line l
         set status = case l.status when 'held' then 'excluded' else 'kept' end, again = false,
             decided_by = ${officerId}, decided_on = f.decided_on, decided_reason = f.decision
        from first f, payment_batch b
       where l.case_id = f.case_id and l.month >= f.from_month and l.status in ('held', 'returned')
         and b.id = l.batch_id and b.status <> 'draft'
      returning l.id, l.township, l.total_fen::text as total, l.status = 'kept' or l.returned_money as came_back),
    freed as (
      update entitlement_adjustment a set line_id = null from dropped d where a.line_id = d.id returning 1),
    unclaimed as (
      delete from recovery_receipt r using dropped d where r.line_id = d.id and r.received_on is null returning 1),
    uncovered as (
      delete from payment_cover c using dropped d where c.line_id = d.id returning 1)
    select id, township, total, came_back from dropped`.execute(tx)
  return rows
    .filter((row) => row.came_back)
    .map((row) => ({ lineId: row.id, township: row.township, totalFen: row.total }))
}

/**
 * Compares what is owed with what was settled for every month whose batch has been approved, and writes the
 * difference: what is owed still as an adjustment for the next batch, what was too much as a recovery. An adjustment
 * that was not paid yet and a recovery that nobody has planned yet are worked out again.
 */
export async function adjustPaidMonths(
  tx: Transaction<DB>,
  changes: readonly EntitlementChange[],
): Promise<EntitlementEffect[]> {
  const { rows: voided } = await sql<{ case_id: string; from_month: Month }>`
    with ${rowsOf(changes)},
    claims as (
      update recovery r set status = 'void', version = version + 1
       where r.status = 'open' and r.case_id in (select case_id from change)
      returning r.case_id, r.from_month),
    unpaid as (
      update entitlement_adjustment a set voided_at = clock_timestamp()
       where a.case_id in (select case_id from change) and a.amount_fen > 0 and a.voided_at is null
         and (a.line_id is null or exists (
           select from payment_line l join payment_batch b on b.id = l.batch_id
            where l.id = a.line_id and l.kind <> 'reissue' and b.status = 'draft'))
      returning a.case_id, a.month)
    select case_id, min(month) as from_month
      from (select case_id, from_month as month from claims union all select case_id, month from unpaid) v
     group by case_id`.execute(tx)
  const { rows } = await sql<{ case_id: string; back_pay: string; recovery: string }>`
    with ${rowsOf(changes)},
    voided as (
      select * from jsonb_to_recordset(${JSON.stringify(voided)}::jsonb) as v(case_id bigint, from_month text collate "C")),
    touched as (
      select c.case_id, min(least(c.from_month, v.from_month)) as from_month, max(c.programme) as programme,
             max(c.decision) as decision, max(c.decided_on) as decided_on
        from change c left join voided v using (case_id) group by c.case_id),
    closed as (
      select distinct t.*, b.month
        from touched t join payment_batch b
          on b.month >= t.from_month and b.status <> 'draft' and (b.programmes is null or t.programme = any(b.programmes))
       where b.county = (select left(division, 6) from change limit 1)),
    difference as (
      select c.*, coalesce((
               select sum(e.basic_fen + e.uplift_fen + e.care_fen) from entitlement e
                where e.case_id = c.case_id and e.superseded_at is null and e.from_month <= c.month
                  and (e.until_month is null or e.until_month >= c.month)), 0)
             - coalesce((
               select sum(case when l.status = 'excluded' then 0
                               when l.status = 'kept' or (l.status = 'reissued' and exists (
                                 select from payment_line r where r.case_id = l.case_id and r.month = l.month
                                    and r.kind = 'reissue' and r.status in ('kept', 'excluded'))) then l.recovery_fen
                               else l.basic_fen + l.uplift_fen + l.care_fen end)
                 from payment_line l join payment_batch b on b.id = l.batch_id and b.status <> 'draft'
                where l.case_id = c.case_id and l.month = c.month and l.kind = 'regular'), 0)
             - coalesce((
               select sum(a.amount_fen) from entitlement_adjustment a left join recovery r on r.id = a.recovery_id
                where a.case_id = c.case_id and a.month = c.month and a.voided_at is null
                  and r.status is distinct from 'void'), 0) as amount
        from closed c),
    base as (
      -- Whose row an adjustment belongs to: the newest of the case, also where nothing is owed any more.
      select distinct on (e.case_id) e.case_id, e.id, e.county, e.division, e.household_id, e.payee_person_id, e.programme
        from entitlement e where e.case_id in (select case_id from closed)
       order by e.case_id, (e.superseded_at is null) desc, e.from_month desc, e.id desc),
    debt as (
      insert into recovery (county, division, case_id, household_id, payee_person_id, programme, from_month, until_month,
             amount_fen, decision, opened_on)
      select b.county, b.division, d.case_id, b.household_id, b.payee_person_id, b.programme, min(d.month), max(d.month),
             -sum(d.amount), max(d.decision), max(d.decided_on)
        from difference d join base b using (case_id) where d.amount < 0
       group by b.county, b.division, d.case_id, b.household_id, b.payee_person_id, b.programme
      returning id, case_id),
    made as (
      insert into entitlement_adjustment (county, division, case_id, entitlement_id, month, amount_fen, decision, recovery_id)
      select b.county, b.division, d.case_id, b.id, d.month, d.amount, d.decision,
             case when d.amount < 0 then debt.id end
        from difference d join base b using (case_id) left join debt using (case_id) where d.amount <> 0
      returning case_id, amount_fen)
    select case_id, coalesce(sum(amount_fen) filter (where amount_fen > 0), 0)::text as back_pay,
           coalesce(-sum(amount_fen) filter (where amount_fen < 0), 0)::text as recovery
      from made group by case_id`.execute(tx)
  return rows.map((row) => ({
    caseId: row.case_id,
    backPay: fen(BigInt(row.back_pay)),
    recovery: fen(BigInt(row.recovery)),
  }))
}
