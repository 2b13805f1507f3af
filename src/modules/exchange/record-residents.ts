import type pg from 'pg'
import type { Recording } from './record-facts.ts'

/** Persons are known by identity number; without one by household, name and birth day. */
const resident = `r_blind, (case when r_blind is null then r_number end), (case when r_blind is null then r_name end),
  (case when r_blind is null then r_birth_day end)`

/** What a row of the register was, of a household `h` and a person `p`: kept with each change. */
export const householdImage = `jsonb_build_object('division', h.division, 'address', h.address)`
export const personImage = `jsonb_build_object('name', p.name, 'pinyin', p.pinyin, 'initials', p.initials, 'sex', p.sex,
  'birth_day', p.birth_day, 'phone_cipher', encode(p.phone_cipher, 'hex'), 'phone_blind', encode(p.phone_blind, 'hex'),
  'resident_id_cipher', encode(p.resident_id_cipher, 'hex'), 'resident_id_blind', encode(p.resident_id_blind, 'hex'),
  'resident_id_tail', p.resident_id_tail, 'division', p.division)`

async function recordHouseholds(client: pg.PoolClient, to: Recording): Promise<void> {
  await client.query('analyze arrived')
  await client.query(
    `create temp table stated_household on commit drop as
     select distinct on (r_number) r_number as number, r_division as division, r_address as address, line
     from arrived order by r_number, line desc`,
  )
  // Of a number that is taken where we may not see, nothing is inserted; its rows find no household below.
  await client.query(
    `with made as (
       insert into household (county, division, number, address, batch_id, recorded_at)
       select $1, division, number, address, $2, $3 from stated_household order by division, number
       on conflict (county, number) do nothing returning number)
     insert into changed_line select s.line from made join stated_household s using (number)`,
    [to.county, to.batchId, to.at],
  )
  await client.query(
    `with changing as (
       select h.id, h.division, ${householdImage} as before,
         s.division as new_division, s.address as new_address, s.line
       from household h join stated_household s on s.number = h.number
       where h.county = $1 and (h.division, h.address) is distinct from (s.division, coalesce(s.address, h.address))),
     kept as (
       insert into register_change (county, division, batch_id, subject, subject_id, before, recorded_at)
       select $1, new_division, $2, 'h', id, before, $3 from changing),
     lines as (insert into changed_line select line from changing)
     update household h set division = c.new_division, address = coalesce(c.new_address, h.address)
     from changing c where h.id = c.id`,
    [to.county, to.batchId, to.at],
  )
}

/** Makes `staged` from `arrived`: one row a person, the last that the file has, with the ids that are known. */
async function resolvePersons(client: pg.PoolClient, to: Recording): Promise<void> {
  await client.query(
    `create temp table staged on commit drop as
     select a.*, h.id as resolved_household, p.id as resolved_person, false as is_new
     from (select distinct on (${resident}) * from arrived order by ${resident}, line desc) a
     left join household h on h.county = $1 and h.number = a.r_number
     left join person p on p.resident_id_blind = a.r_blind`,
    [to.county],
  )
  await client.query('update staged set household_id = resolved_household, person_id = resolved_person')
  await client.query(
    `update staged s set person_id = p.id from membership m join person p on p.id = m.person_id
     where s.person_id is null and m.household_id = s.household_id
       and m.superseded_at is null and m.valid_until is null and p.name = s.r_name and p.birth_day = s.r_birth_day
       and (s.r_blind is null or p.resident_id_blind is null)`,
  )
  // A file may name one person with the number on one line and without it on another: the last line holds.
  await client.query('delete from staged s using staged t where s.person_id = t.person_id and s.line < t.line')
  await client.query(
    `update staged set person_id = nextval('person_id_seq'), is_new = true
     where person_id is null and household_id is not null`,
  )
}

async function insertPersons(client: pg.PoolClient, to: Recording): Promise<void> {
  await client.query(
    `insert into person (id, county, division, resident_id_cipher, resident_id_blind, resident_id_tail, name, pinyin,
       initials, sex, birth_day, phone_cipher, phone_blind, batch_id, recorded_at)
     overriding system value
     select person_id, $1, r_division, r_cipher, r_blind, r_tail, r_name, r_pinyin, r_initials, r_sex, r_birth_day,
       r_phone_cipher, r_phone_blind, $2, $3
     from staged where is_new order by person_id
     on conflict (resident_id_blind) where resident_id_blind is not null do nothing`,
    [to.county, to.batchId, to.at],
  )
  await client.query('insert into changed_line select line from staged where is_new')
  // Whoever was not inserted is registered where this delivery may not see.
  await client.query(
    `update staged s set person_id = null where is_new and not exists (select from person p where p.id = s.person_id)`,
  )
}

const changedPerson = `(p.name, p.sex, p.birth_day, p.phone_blind) is distinct from
    (s.r_name, coalesce(s.r_sex, p.sex), coalesce(s.r_birth_day, p.birth_day), coalesce(s.r_phone_blind, p.phone_blind))
  or (p.resident_id_blind is null and s.r_blind is not null) or p.division <> h.division`

/** Brings known persons up to date and keeps what they were, for a withdrawal. */
async function updatePersons(client: pg.PoolClient, to: Recording): Promise<void> {
  await client.query(
    `create temp table changed_person on commit drop as
     select s.line, p.id, h.division, p.division <> h.division as moves,
       ${personImage} as before
     from staged s join person p on p.id = s.person_id join household h on h.id = s.household_id
     where not s.is_new and (${changedPerson})`,
  )
  await client.query(
    `insert into register_change (county, division, batch_id, subject, subject_id, before, recorded_at)
     select $1, division, $2, 'p', id, before, $3 from changed_person`,
    [to.county, to.batchId, to.at],
  )
  await client.query(
    `update person p set name = s.r_name, pinyin = s.r_pinyin, initials = s.r_initials,
       sex = coalesce(s.r_sex, p.sex), birth_day = coalesce(s.r_birth_day, p.birth_day), division = c.division,
       phone_cipher = coalesce(s.r_phone_cipher, p.phone_cipher), phone_blind = coalesce(s.r_phone_blind, p.phone_blind),
       resident_id_cipher = coalesce(p.resident_id_cipher, s.r_cipher),
       resident_id_blind = coalesce(p.resident_id_blind, s.r_blind),
       resident_id_tail = coalesce(p.resident_id_tail, s.r_tail)
     from changed_person c join staged s using (line) where p.id = c.id`,
  )
  await client.query(
    `update fact f set division = c.division from changed_person c
     where c.moves and f.subject = 'p' and f.subject_id = c.id`,
  )
  await client.query('insert into changed_line select line from changed_person')
}

/**
 * A person lives in one household at a time. Who appears in another one leaves the old one on the day from which
 * the new one counts; a changed relation is a correction of the same stay.
 */
async function recordMemberships(client: pg.PoolClient, to: Recording): Promise<void> {
  await client.query(
    `create temp table moving on commit drop as
     select s.line, s.person_id, s.household_id, s.r_relation as relation, s.r_since as since, h.division,
       m.id as old_id, m.division as old_division, m.household_id as old_household, m.relation as old_relation,
       m.valid_from as old_from
     from staged s join household h on h.id = s.household_id
     left join membership m on m.person_id = s.person_id and m.superseded_at is null and m.valid_until is null
     where s.person_id is not null
       and (m.id is null or m.household_id <> s.household_id or m.relation <> s.r_relation)`,
  )
  await client.query(
    'update membership m set superseded_at = $2, superseded_by = $1 from moving where m.id = moving.old_id',
    [to.batchId, to.at],
  )
  await client.query(
    `insert into membership (county, division, household_id, person_id, relation, valid_from, valid_until, batch_id, recorded_at)
     select $1, old_division, old_household, person_id, old_relation, old_from, since, $2::bigint, $3::timestamptz
     from moving where old_household <> household_id and since > old_from
     union all
     select $1, division, household_id, person_id, relation,
       case when old_household = household_id then old_from else since end, null, $2::bigint, $3::timestamptz
     from moving`,
    [to.county, to.batchId, to.at],
  )
  await client.query('insert into changed_line select line from moving')
}

async function touchResidents(client: pg.PoolClient, to: Recording): Promise<void> {
  await client.query(
    `insert into touched_household (household_id, county, division, touched_at)
     select h.id, h.county, h.division, $1 from household h where h.id in (
       select household_id from staged where line in (select line from changed_line)
       union select old_household from moving)
     on conflict (household_id) do update set touched_at = excluded.touched_at`,
    [to.at],
  )
}

export interface ResidentsRecorded {
  /** Lines of the file that speak of a person whom a later line speaks of again. */
  readonly repeated: number
  /** Rows of persons or households that are registered where this delivery may not see, with their cells. */
  readonly elsewhere: readonly {
    readonly line: number
    readonly code: 'household-registered-elsewhere' | 'person-registered-elsewhere'
    readonly cells: string
  }[]
}

/** Takes the temporary table `arrived` into the register and leaves `staged` for the facts of the same rows. */
export async function recordResidents(client: pg.PoolClient, to: Recording): Promise<ResidentsRecorded> {
  await recordHouseholds(client, to)
  await resolvePersons(client, to)
  await insertPersons(client, to)
  await client.query('analyze staged')
  await updatePersons(client, to)
  await recordMemberships(client, to)
  await touchResidents(client, to)
  const counts = await client.query<{ n: string }>(
    'select (select count(*) from arrived) - (select count(*) from staged) as n',
  )
  const elsewhere = await client.query<ResidentsRecorded['elsewhere'][number]>(
    `select line, r_cells as cells,
       case when household_id is null then 'household-registered-elsewhere' else 'person-registered-elsewhere' end as code
     from staged where person_id is null order by line`,
  )
  return { repeated: Number(counts.rows[0]?.n ?? 0), elsewhere: elsewhere.rows }
}
