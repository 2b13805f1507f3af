import { sql } from 'kysely'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { elderDiedReason } from './messages.zh.ts'

/** True of a person who had died by the day, as the register knows it. */
export const diedBy = (person: string, day: Day) => sql<boolean>`exists (select from fact f where f.subject = 'p'
  and f.subject_id = ${sql.ref(person)} and f.fact = 'deathDay' and f.superseded_at is null and f.day_value <= ${day})`

/**
 * Lets care follow what the register has learnt of a county's elders: nobody is sent to who has died, and who has moved
 * to another household of the county is visited there. Somebody of whom two households are known, or none, stays where
 * the agreement says.
 */
export async function followRegister(tx: Transaction<DB>, county: string, day: Day): Promise<void> {
  await sql`
    update care_visit v set status = 'cancelled', reason = ${elderDiedReason}, version = version + 1
    where v.county = ${county} and v.status in ('due', 'assigned')
      and exists (select from fact f where f.subject = 'p' and f.subject_id = v.person_id and f.fact = 'deathDay'
        and f.superseded_at is null and f.day_value <= v.day)`.execute(tx)
  await sql`
    create temp table moved_elder on commit drop as
    select a.person_id, a.household_id as before, min(m.household_id) as household_id
    from (
      select person_id, household_id from care_plan
        where county = ${county} and (ended_on is null or ended_on > ${day})
      union select person_id, household_id from elder_difficulty
        where county = ${county} and (until is null or until > ${day})) a
    join membership m on m.person_id = a.person_id and m.valid_until is null and m.superseded_at is null
    group by a.person_id, a.household_id
    having count(*) = 1 and min(m.household_id) <> a.household_id`.execute(tx)
  for (const [table, open] of [
    ['elder_difficulty', sql`(t.until is null or t.until > ${day})`],
    ['care_plan', sql`(t.ended_on is null or t.ended_on > ${day})`],
    ['care_visit', sql`t.status in ('due', 'assigned')`],
  ] as const) {
    await sql`
      update ${sql.table(table)} t set household_id = h.id, division = h.division
      from moved_elder m join household h on h.id = m.household_id and h.county = ${county}
      where t.county = ${county} and t.person_id = m.person_id and t.household_id = m.before and ${open}`.execute(tx)
  }
  await sql`
    update care_assignment a set division = v.division from care_visit v, moved_elder m
    where v.person_id = m.person_id and v.county = ${county} and a.visit_id = v.id and a.division <> v.division`.execute(
    tx,
  )
  await sql`drop table moved_elder`.execute(tx)
}
