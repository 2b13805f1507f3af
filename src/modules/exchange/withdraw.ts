import { sql } from 'kysely'
import type { DB, Transaction } from '#db'
import { householdImage, personImage } from './record-residents.ts'

export interface Withdrawal {
  readonly batchId: string
}

/** The same thing about the same subject from the same day. */
const sameKey = sql`f.subject = w.subject and f.subject_id = w.subject_id and f.fact = w.fact
  and f.instance = w.instance and f.valid_from = w.valid_from`

/**
 * Takes the facts of a batch out of belief. What a standing batch said last about the same thing is believed again,
 * as a new row: so that one can still read what was believed while the withdrawn batch counted.
 */
async function withdrawFacts(tx: Transaction<DB>, { batchId }: Withdrawal): Promise<void> {
  await sql`create temp table withdrawn_fact on commit drop as
    select distinct f.subject, f.subject_id, f.fact, f.instance, f.valid_from from fact f
    where f.batch_id = ${batchId} and f.superseded_at is null`.execute(tx)
  await sql`analyze withdrawn_fact`.execute(tx)
  await sql`update fact set superseded_at = clock_timestamp(), superseded_by = ${batchId}
    where batch_id = ${batchId} and superseded_at is null`.execute(tx)
  await sql`insert into fact (county, division, subject, subject_id, fact, instance, number_value, text_value, day_value,
      valid_from, valid_until, batch_id, line, recorded_at)
    select distinct on (f.subject, f.subject_id, f.fact, f.instance, f.valid_from) f.county, f.division, f.subject,
      f.subject_id, f.fact, f.instance, f.number_value, f.text_value, f.day_value, f.valid_from, f.valid_until,
      f.batch_id, f.line, clock_timestamp()
    from withdrawn_fact w join fact f on ${sameKey} join batch b on b.id = f.batch_id
    where f.batch_id <> ${batchId} and b.status = 'loaded'
    order by f.subject, f.subject_id, f.fact, f.instance, f.valid_from, f.recorded_at desc, f.batch_id desc`.execute(tx)
}

/** Stays that the batch began or ended: its own go, those that it ended go on, unless a later batch said otherwise. */
async function withdrawMemberships(tx: Transaction<DB>, { batchId }: Withdrawal): Promise<void> {
  await sql`create temp table withdrawn_stay on commit drop as
    select distinct person_id from membership where batch_id = ${batchId} and superseded_at is null`.execute(tx)
  await sql`update membership set superseded_at = clock_timestamp(), superseded_by = ${batchId}
    where batch_id = ${batchId} and superseded_at is null`.execute(tx)
  await sql`insert into membership (county, division, household_id, person_id, relation, valid_from, valid_until,
      batch_id, recorded_at)
    select distinct on (m.person_id) m.county, h.division, m.household_id, m.person_id, m.relation, m.valid_from,
      m.valid_until, m.batch_id, clock_timestamp()
    from withdrawn_stay w join membership m on m.person_id = w.person_id join household h on h.id = m.household_id
    join batch b on b.id = m.batch_id
    where m.superseded_by = ${batchId} and m.batch_id <> ${batchId} and b.status = 'loaded' and m.valid_until is null
      and not exists (select from membership now where now.person_id = m.person_id
        and now.superseded_at is null and now.valid_until is null)
    order by m.person_id, m.recorded_at desc`.execute(tx)
}

/** Puts persons and households back to what they were before the batch, where no standing batch changed them since. */
async function restoreRegister(tx: Transaction<DB>, { batchId }: Withdrawal): Promise<void> {
  const first = sql`select distinct on (c.subject, c.subject_id) c.subject_id, c.before from register_change c
    where c.batch_id = ${batchId} and not exists (
      select from register_change later join batch b on b.id = later.batch_id
      where later.subject = c.subject and later.subject_id = c.subject_id and later.id > c.id
        and later.batch_id <> ${batchId} and b.status = 'loaded')`
  // What it is put back from is kept too: one can still read how it was while the withdrawn batch counted.
  await sql`insert into register_change (county, division, batch_id, subject, subject_id, before, recorded_at)
    select h.county, h.division, ${batchId}::bigint, 'h', h.id, ${sql.raw(householdImage)}, clock_timestamp()
    from (${first} and c.subject = 'h' order by c.subject, c.subject_id, c.id) c join household h on h.id = c.subject_id
    union all
    select p.county, p.division, ${batchId}::bigint, 'p', p.id, ${sql.raw(personImage)}, clock_timestamp()
    from (${first} and c.subject = 'p' order by c.subject, c.subject_id, c.id) c join person p on p.id = c.subject_id`.execute(
    tx,
  )
  await sql`update household h set division = c.before->>'division', address = c.before->>'address'
    from (${first} and c.subject = 'h' order by c.subject, c.subject_id, c.id) c where h.id = c.subject_id`.execute(tx)
  await sql`update person p set name = c.before->>'name', pinyin = c.before->>'pinyin',
      initials = c.before->>'initials', sex = c.before->>'sex', birth_day = (c.before->>'birth_day')::date,
      phone_cipher = decode(c.before->>'phone_cipher', 'hex'), phone_blind = decode(c.before->>'phone_blind', 'hex'),
      resident_id_cipher = decode(c.before->>'resident_id_cipher', 'hex'),
      resident_id_blind = decode(c.before->>'resident_id_blind', 'hex'),
      resident_id_tail = c.before->>'resident_id_tail', division = c.before->>'division'
    from (${first} and c.subject = 'p' order by c.subject, c.subject_id, c.id) c where p.id = c.subject_id`.execute(tx)
  // Facts lie where their person is registered.
  await sql`update fact f set division = p.division from register_change c join person p on p.id = c.subject_id
    where c.batch_id = ${batchId} and c.subject = 'p' and f.subject = 'p' and f.subject_id = p.id
      and f.division <> p.division`.execute(tx)
}

/** Removes whom and what only this batch brought into the register; whatever else refers to is kept. */
async function removeUnused(tx: Transaction<DB>, { batchId }: Withdrawal): Promise<void> {
  await sql`create temp table unused_person on commit drop as
    select p.id from person p where p.batch_id = ${batchId}
      and not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.batch_id <> ${batchId})
      and not exists (select from membership m where m.person_id = p.id and m.batch_id <> ${batchId})
      and not exists (select from held_row r where r.person_id = p.id and r.status <> 'withdrawn')
      and not exists (select from assistance_case a where a.person_id = p.id)
      and not exists (select from membership m join assistance_case a on a.household_id = m.household_id
        where m.person_id = p.id)
      and not exists (select from membership m join determination d on d.household_id = m.household_id
        where m.person_id = p.id)`.execute(tx)
  await sql`create temp table unused_household on commit drop as
    select h.id from household h where h.batch_id = ${batchId}
      and not exists (select from fact f where f.subject in ('h', 'o') and f.subject_id = h.id and f.batch_id <> ${batchId})
      and not exists (select from membership m where m.household_id = h.id and m.batch_id <> ${batchId})
      and not exists (select from determination d where d.household_id = h.id)
      and not exists (select from assistance_case a where a.household_id = h.id)
      and not exists (select from referral r where r.household_id = h.id)
      and not exists (select from episode e where e.household_id = h.id)
      and not exists (select from signal s where s.household_id = h.id)`.execute(tx)
  await sql`delete from fact where batch_id = ${batchId} and subject = 'p'
    and subject_id in (select id from unused_person)`.execute(tx)
  await sql`delete from fact where batch_id = ${batchId} and subject in ('h', 'o')
    and subject_id in (select id from unused_household)`.execute(tx)
  await sql`delete from membership where person_id in (select id from unused_person)
    or household_id in (select id from unused_household)`.execute(tx)
  await sql`delete from touched_household where household_id in (select id from unused_household)`.execute(tx)
  await sql`update held_row set person_id = null where person_id in (select id from unused_person)`.execute(tx)
  await sql`delete from person where id in (select id from unused_person)`.execute(tx)
  await sql`delete from household where id in (select id from unused_household)`.execute(tx)
}

/** Households about which something else is believed now have to be looked at again. */
async function touchHouseholds(tx: Transaction<DB>): Promise<void> {
  await sql`insert into touched_household (household_id, county, division, touched_at)
    select h.id, h.county, h.division, clock_timestamp() from household h where h.id in (
      select subject_id from withdrawn_fact where subject in ('h', 'o')
      union
      select m.household_id from withdrawn_fact w join membership m on m.person_id = w.subject_id
      where w.subject = 'p' and m.superseded_at is null and m.valid_until is null
      union
      select m.household_id from withdrawn_stay w join membership m using (person_id))
    on conflict (household_id) do update set touched_at = excluded.touched_at`.execute(tx)
}

/** Undoes a loaded batch that is locked. Afterwards the facts in force are those that would be without it. */
export async function undoBatch(tx: Transaction<DB>, of: Withdrawal): Promise<void> {
  await tx
    .updateTable('batch')
    .set({ status: 'withdrawn', withdrawn_at: new Date() })
    .where('id', '=', of.batchId)
    .execute()
  await withdrawFacts(tx, of)
  await withdrawMemberships(tx, of)
  await restoreRegister(tx, of)
  await touchHouseholds(tx)
  await tx
    .updateTable('coverage')
    .set({ superseded_at: sql<Date>`clock_timestamp()` })
    .where('batch_id', '=', of.batchId)
    .where('superseded_at', 'is', null)
    .execute()
  await tx
    .updateTable('held_row')
    .set({ status: 'withdrawn', resolved_at: sql<Date>`clock_timestamp()` })
    .where('batch_id', '=', of.batchId)
    .where('status', '=', 'open')
    .execute()
  await removeUnused(tx, of)
}
