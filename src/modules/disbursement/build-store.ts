import { type RawBuilder, sql } from 'kysely'
import type { Programme } from '#contracts/assistance'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { firstDayOf, lastDayOf, type Month } from '#kernel/month'
import type { PaymentExclusion } from '#policy-files/payment-exclusions'

/** What a build needs to know besides the store. */
export interface BuildMeans {
  readonly county: string
  readonly month: Month
  readonly programmes: readonly Programme[] | null
  readonly exclusions: readonly PaymentExclusion[]
  /** An account may serve this many payees of different households. */
  readonly sharedAccount: number
  readonly monthsAfterDeath: number
  readonly officerId: string
  readonly today: Day
}

/** Nobody decides what is owed while it is counted; see lockForChange of entitlement. */
export async function lockForBuild(tx: Transaction<DB>, county: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`payment:${county}`}))`.execute(tx)
  // Whole tables are joined here: more memory than a page of the desk, and no time lost on compiling expressions.
  await sql`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`.execute(tx)
}

/** The tables in which a batch is put together; they are gone with the transaction. */
export async function openWorkbench(tx: Transaction<DB>): Promise<void> {
  for (const table of [
    sql`create temp table pay (
      line bigint not null default nextval('payment_line_id_seq'), kind text not null, month text collate "C" not null,
      case_id bigint not null, entitlement_id bigint not null, household_id bigint not null,
      programme text collate "C" not null, payee bigint not null, division text collate "C" not null,
      account_id bigint, account_changed boolean not null default false, flagged boolean not null,
      basic bigint not null, uplift bigint not null, care bigint not null, adjustment bigint not null,
      recovery bigint not null, reissues bigint, returned_money boolean not null default false,
      holds text[] not null default '{}', hold_note text) on commit drop`,
    sql`create temp table pay_cover (
      line bigint not null, person_id bigint not null, programme text collate "C" not null,
      month text collate "C" not null) on commit drop`,
    sql`create temp table pay_hold (line bigint not null, code text not null, note text) on commit drop`,
    sql`create temp table pay_deduction (line bigint not null, recovery_id bigint not null, amount bigint not null)
        on commit drop`,
    sql`create temp table kept_decision (
      case_id bigint, kind text, status text, holds text[], decided_by bigint, decided_on date, decided_reason text)
      on commit drop`,
  ]) {
    await table.execute(tx)
  }
}

/** Takes a draft apart: what it carried goes back to where it was, and what officers decided on its lines is kept. */
export async function emptyDraft(tx: Transaction<DB>, batchId: string): Promise<void> {
  const again = sql`select id, reissues from payment_line where batch_id = ${batchId} and kind = 'reissue'`
  for (const step of [
    sql`insert into kept_decision
        select case_id, kind, status, holds, decided_by, decided_on, decided_reason
          from payment_line where batch_id = ${batchId} and decided_by is not null`,
    sql`update entitlement_adjustment a set line_id = l.reissues from (${again}) l where a.line_id = l.id`,
    sql`update recovery_receipt r set line_id = l.reissues from (${again}) l where r.line_id = l.id`,
    sql`update payment_cover c set line_id = l.reissues from (${again}) l
         where c.line_id = l.id and exists (select from payment_line o where o.id = l.reissues and o.returned_on is not null)`,
    sql`update payment_line o set again = true, status = case when o.returned_on is null then 'held' else 'returned' end
          from (${again}) l where o.id = l.reissues`,
    sql`delete from payment_cover c using payment_line l where l.batch_id = ${batchId} and c.line_id = l.id`,
    sql`delete from payment_line where batch_id = ${batchId}`,
  ]) {
    await step.execute(tx)
  }
}

function isWanted(column: RawBuilder<unknown>, of: BuildMeans): RawBuilder<unknown> {
  return of.programmes === null ? sql`true` : sql`${column} = any(${[...of.programmes]}::text[])`
}

/** Everything that is owed: the month itself where no batch has closed it, what is owed for others, what came back. */
export async function gatherLines(tx: Transaction<DB>, of: BuildMeans): Promise<number> {
  const result = await sql`
    with more as (
      select a.case_id, max(a.entitlement_id) as entitlement_id, sum(a.amount_fen) as amount
        from entitlement_adjustment a join entitlement e on e.id = a.entitlement_id
       where a.county = ${of.county} and a.line_id is null and a.amount_fen > 0 and a.voided_at is null
         and ${isWanted(sql`e.programme`, of)}
       group by a.case_id),
    regular as (
      select e.* from entitlement e
       where e.county = ${of.county} and e.superseded_at is null and e.from_month <= ${of.month}
         and (e.until_month is null or e.until_month >= ${of.month}) and ${isWanted(sql`e.programme`, of)}
         and not exists (
           select from payment_batch b where b.county = ${of.county} and b.month = ${of.month} and b.status <> 'draft'
              and (b.programmes is null or e.programme = any(b.programmes)))),
    owed as (
      select 'regular' as kind, ${of.month} as month, r.case_id, r.id as entitlement_id, r.household_id, r.programme,
             r.payee_person_id as payee, r.division, r.flag is not null as flagged, r.basic_fen as basic,
             r.uplift_fen as uplift, r.care_fen as care, coalesce(m.amount, 0) as adjustment, 0 as recovery,
             null::bigint as reissues, false as returned_money
        from regular r left join more m using (case_id)
      union all
      select 'back-pay', ${of.month}, m.case_id, e.id, e.household_id, e.programme, e.payee_person_id, e.division,
             e.flag is not null, 0, 0, 0, m.amount, 0, null, false
        from more m join entitlement e on e.id = m.entitlement_id
       where not exists (select from regular r where r.case_id = m.case_id)
      union all
      select 'reissue', l.month, l.case_id, l.entitlement_id, l.household_id, l.programme, l.payee_person_id, l.division,
             false, l.basic_fen, l.uplift_fen, l.care_fen, l.adjustment_fen, l.recovery_fen, l.id,
             l.returned_money or l.returned_on is not null
        from payment_line l
       where l.county = ${of.county} and l.again and ${isWanted(sql`l.programme`, of)})
    insert into pay (kind, month, case_id, entitlement_id, household_id, programme, payee, division, flagged, basic,
           uplift, care, adjustment, recovery, reissues, returned_money, account_id, account_changed)
    select o.*, a.id, coalesce(last.account_id <> a.id, false)
      from owed o
      left join payment_account a on a.person_id = o.payee and a.confirmed_by is not null and a.superseded_at is null
      left join lateral (
        select l.account_id from payment_line l
         where l.payee_person_id = o.payee and l.status in ('ready', 'paid', 'returned', 'reissued')
           and l.account_id is not null order by l.id desc limit 1) last on true
     order by o.division, o.case_id`.execute(tx)
  await sql`create index on pay (line)`.execute(tx)
  await sql`create index on pay (case_id)`.execute(tx)
  await sql`analyze pay`.execute(tx)
  await coverPersons(tx)
  return Number(result.numAffectedRows ?? 0n)
}

/** Whom each line covers in which month: its own, and those that are paid late. */
async function coverPersons(tx: Transaction<DB>): Promise<void> {
  await sql`
    insert into pay_cover (line, person_id, programme, month)
    select p.line, m.person_id, p.programme, p.month
      from pay p join entitlement_member m on m.entitlement_id = p.entitlement_id
     where p.kind = 'regular' or (p.kind = 'reissue' and p.basic + p.uplift + p.care > 0)
    union
    select p.line, m.person_id, p.programme, a.month
      from pay p
      join entitlement_adjustment a on a.case_id = p.case_id and a.amount_fen > 0 and a.voided_at is null
       and a.line_id is not distinct from p.reissues
      join entitlement_member m on m.entitlement_id = a.entitlement_id
     where p.adjustment > 0`.execute(tx)
  await sql`create index on pay_cover (person_id)`.execute(tx)
  await sql`create index on pay_cover (line)`.execute(tx)
  await sql`analyze pay_cover`.execute(tx)
}

/** Every reason why a line has to wait. One that is looked for only afterwards, when all lines stand: paid twice. */
export async function markHolds(tx: Transaction<DB>, of: BuildMeans): Promise<void> {
  await holdPeople(tx, of)
  await holdExcluded(tx, of)
  await holdAccounts(tx, of)
  // What an officer has let go after its batch had gone is not held for the same reason again.
  await sql`
    update pay p set hold_note = h.note, holds = array(
           select code from unnest(h.codes) as code
            where code in ('no-account', 'double') or not exists (
              select from payment_line o where o.id = p.reissues and o.holds @> array[code]))
      from (select line, array_agg(distinct code order by code) as codes, string_agg(distinct note, '; ') as note
              from pay_hold group by line) h where h.line = p.line`.execute(tx)
}

/** The dead are paid through their month of death; whoever is locked up or missing is looked at. */
async function holdPeople(tx: Transaction<DB>, of: BuildMeans): Promise<void> {
  await sql`
    with concerned as (
      select line, person_id, month from pay_cover union select line, payee, month from pay)
    insert into pay_hold (line, code, note)
    select c.line, 'dead', f.day_value::text
      from fact f join concerned c on c.person_id = f.subject_id
     where f.subject = 'p' and f.fact = 'deathDay' and f.superseded_at is null and f.county = ${of.county}
       and to_char(date_trunc('month', f.day_value) + make_interval(months => ${of.monthsAfterDeath}::int), 'YYYY-MM') < c.month
    union
    select line, 'dead', null from pay where flagged
    union
    select c.line, 'custody', f.text_value
      from fact f join concerned c on c.person_id = f.subject_id
     where f.subject = 'p' and f.fact = 'custody' and f.superseded_at is null and f.county = ${of.county}
       and f.valid_from <= ${lastDayOf(of.month)}::date
       and (f.valid_until is null or f.valid_until > ${firstDayOf(of.month)}::date)`.execute(tx)
}

/** @law 《特困人员认定办法》, 国发〔2015〕52号: see policies/payment/exclusions.yaml */
async function holdExcluded(tx: Transaction<DB>, of: BuildMeans): Promise<void> {
  const onDay = firstDayOf(of.month)
  const pairs = of.exclusions
    .filter((pair) => pair.from <= onDay && (pair.until === undefined || onDay < pair.until))
    .map(({ hold, other, document }) => ({ hold, other, document }))
  await sql`
    insert into pay_hold (line, code, note)
    select distinct c.line, 'excluding-programme', x.document
      from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as x(hold text, other text, document text)
      join pay_cover c on c.programme = x.hold
     where exists (select from pay_cover o
                    where o.person_id = c.person_id and o.month = c.month and o.programme = x.other)
        or exists (select from payment_cover o
                    where o.person_id = c.person_id and o.month = c.month and o.programme = x.other)`.execute(tx)
}

async function holdAccounts(tx: Transaction<DB>, of: BuildMeans): Promise<void> {
  await sql`
    insert into pay_hold (line, code)
    select line, 'no-account' from pay where account_id is null
    union all
    select p.line, 'account-not-confirmed' from payment_account a join pay p on p.payee = a.person_id
     where a.confirmed_by is null and a.rejected_by is null and a.superseded_at is null and p.account_id is not null
    union all
    select p.line, 'account-shared'
      from pay p join payment_account a on a.id = p.account_id
      join (select b.number_blind from pay q join payment_account b on b.id = q.account_id
             group by b.number_blind
            having count(distinct q.payee) > ${of.sharedAccount} and count(distinct q.household_id) > 1) shared
        on shared.number_blind = a.number_blind`.execute(tx)
}

/**
 * Instalments of planned recoveries, from the line of the same case or else another line of the same payee, never more
 * than the line holds. What is waiting in a line that is held counts as taken.
 */
export async function deductRecoveries(tx: Transaction<DB>, county: string): Promise<void> {
  await sql`
    with due as (
      select r.id, r.case_id, r.payee_person_id, least(r.monthly_fen, r.amount_fen - r.recovered_fen - coalesce((
               select sum(t.amount_fen) from recovery_receipt t where t.recovery_id = r.id and t.received_on is null), 0)) as amount
        from recovery r where r.county = ${county} and r.status = 'planned' and r.way = 'deduction'),
    placed as (
      select d.id, d.amount, l.line, l.gross
        from due d cross join lateral (
          select p.line, p.basic + p.uplift + p.care + p.adjustment as gross
            from pay p
           where p.payee = d.payee_person_id and p.kind <> 'reissue' and p.basic + p.uplift + p.care + p.adjustment > 0
           order by p.case_id = d.case_id desc, p.line limit 1) l
       where d.amount > 0),
    shared as (
      select line, id, least(amount, gross - coalesce(sum(amount) over (
               partition by line order by id rows between unbounded preceding and 1 preceding), 0)) as amount
        from placed)
    insert into pay_deduction (line, recovery_id, amount) select line, id, amount from shared where amount > 0`.execute(
    tx,
  )
  await sql`
    update pay p set recovery = p.recovery + d.amount
      from (select line, sum(amount) as amount from pay_deduction group by line) d where d.line = p.line`.execute(tx)
}

/** Writes the lines of a batch and all that hangs on them, and holds whoever is paid by another line already. */
export async function writeLines(tx: Transaction<DB>, batchId: string, of: BuildMeans): Promise<void> {
  const { county } = of
  for (const step of [
    sql`insert into payment_line (id, county, division, township, batch_id, kind, month, case_id, entitlement_id,
               household_id, programme, payee_person_id, account_id, account_changed, basic_fen, uplift_fen, care_fen,
               adjustment_fen, recovery_fen, total_fen, status, holds, hold_note, reissues, returned_money)
        overriding system value
        select line, ${county}, division, left(division, 9), ${batchId}::bigint, kind, month, case_id, entitlement_id,
               household_id, programme, payee, account_id, account_changed, basic, uplift, care, adjustment, recovery,
               basic + uplift + care + adjustment - recovery,
               case when holds = '{}' then 'ready' else 'held' end, holds, hold_note, reissues, returned_money
          from pay order by line`,
    sql`update payment_line o set status = 'reissued', again = false from pay p where p.reissues = o.id`,
    sql`update payment_cover c set line_id = p.line from pay p where p.reissues = c.line_id`,
    sql`update recovery_receipt r set line_id = p.line from pay p
         where p.reissues = r.line_id and r.received_on is null`,
    sql`update entitlement_adjustment a set line_id = p.line from pay p where p.reissues = a.line_id`,
    sql`update entitlement_adjustment a set line_id = p.line from pay p
         where a.case_id = p.case_id and a.line_id is null and a.amount_fen > 0 and a.voided_at is null
           and p.kind <> 'reissue'`,
    sql`insert into recovery_receipt (county, division, recovery_id, amount_fen, line_id, officer_id)
        select ${county}, p.division, d.recovery_id, d.amount, d.line, ${of.officerId}::bigint
          from pay_deduction d join pay p using (line)`,
    sql`insert into payment_cover (person_id, programme, month, case_id, line_id, county, division)
        select c.person_id, c.programme, c.month, p.case_id, c.line, ${county}, p.division
          from pay_cover c join pay p using (line) where p.holds = '{}' order by c.line
        on conflict do nothing`,
    sql`update payment_line l set status = 'held', holds = array['double']
         where l.batch_id = ${batchId} and l.status = 'ready' and exists (
           select from pay_cover c left join payment_cover k using (person_id, programme, month)
            where c.line = l.id and k.case_id is distinct from l.case_id)`,
    sql`delete from payment_cover c using payment_line l
         where l.batch_id = ${batchId} and l.status = 'held' and c.line_id = l.id and l.holds = array['double']`,
  ]) {
    await step.execute(tx)
  }
}

/** What officers had decided on lines of the draft holds on, where nothing else is to be said of the line now. */
export async function repeatDecisions(tx: Transaction<DB>, batchId: string): Promise<void> {
  const same = sql`k.case_id = l.case_id and k.kind = l.kind and l.batch_id = ${batchId}`
  await sql`
    update payment_line l set status = 'excluded', decided_by = k.decided_by, decided_on = k.decided_on,
           decided_reason = k.decided_reason
      from kept_decision k where ${same} and k.status = 'excluded'`.execute(tx)
  await sql`
    delete from payment_cover c using payment_line l
     where l.batch_id = ${batchId} and l.status = 'excluded' and c.line_id = l.id`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    select l.id from payment_line l join kept_decision k on ${same}
     where k.status = 'ready' and l.status = 'held' and l.holds <@ k.holds and not l.holds && array['double', 'no-account']`.execute(
    tx,
  )
  for (const { id } of rows) {
    if (!(await coverLine(tx, id))) continue
    await sql`update payment_line l set status = 'ready', decided_by = k.decided_by, decided_on = k.decided_on,
                     decided_reason = k.decided_reason
                from kept_decision k where l.id = ${id} and k.case_id = l.case_id and k.kind = l.kind`.execute(tx)
  }
}

/** Takes the persons of a line as paid by it; false, and nothing is taken, when another case pays for one of them. */
export async function coverLine(tx: Transaction<DB>, lineId: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    with person as (
      select l.id as line, l.case_id, l.county, l.division, m.person_id, l.programme, l.month
        from payment_line l join entitlement_member m on m.entitlement_id = l.entitlement_id
       where l.id = ${lineId} and l.basic_fen + l.uplift_fen + l.care_fen > 0
      union
      select l.id, l.case_id, l.county, l.division, m.person_id, l.programme, a.month
        from payment_line l join entitlement_adjustment a on a.line_id = l.id
        join entitlement_member m on m.entitlement_id = a.entitlement_id
       where l.id = ${lineId}),
    taken as (
      insert into payment_cover (person_id, programme, month, case_id, line_id, county, division)
      select person_id, programme, month, case_id, line, county, division from person
      on conflict do nothing returning person_id, programme, month)
    select not exists (
      select from person p
       where not exists (select from taken t where t.person_id = p.person_id and t.month = p.month)
         and not exists (select from payment_cover k where k.person_id = p.person_id and k.programme = p.programme
                            and k.month = p.month and k.case_id = p.case_id)) as free`.execute(tx)
  const free = rows[0]?.free ?? false
  if (!free) await sql`delete from payment_cover where line_id = ${lineId}`.execute(tx)
  return free
}

/** Counts a draft's lines; the figures of an approved batch stay as they were approved. */
export async function countBatch(tx: Transaction<DB>, batchId: string): Promise<void> {
  await sql`
    update payment_batch b set lines = c.lines, held = c.held, total_fen = c.total, version = version + 1
      from (select count(*) filter (where status = 'ready') as lines, count(*) filter (where status = 'held') as held,
                   coalesce(sum(total_fen) filter (where status = 'ready'), 0) as total
              from payment_line where batch_id = ${batchId}) c where b.id = ${batchId} and b.status = 'draft'`.execute(
    tx,
  )
}
