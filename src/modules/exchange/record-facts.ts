import type pg from 'pg'
import { facts, type Feed } from '#facts'
import { incomingFacts } from './facts-sql.ts'
import { statedFeed } from './stated-facts.ts'

/** The delivery on whose behalf something is recorded, and the instant of recording. */
export interface Recording {
  readonly county: string
  readonly division: string
  readonly batchId: string
  /** Taken after the county's lock, so that instants follow the order in which deliveries are believed. */
  readonly at: string
}

const sameKey = `f.subject = i.subject and f.subject_id = i.subject_id and f.fact = i.fact
  and f.instance = i.instance and f.valid_from = i.valid_from and f.superseded_at is null`

/** Facts of a feed are all about persons, or all about households and their obligors. */
function subjectTable(feed: Feed): 'person' | 'household' {
  return feed.facts.some((mapping) => facts[mapping.fact].subject === 'person') ? 'person' : 'household'
}

/**
 * Records what the temporary table `staged` says. A fact that is known as it stands changes nothing; one with
 * another value or another end takes the place of the old one, which stays readable as once believed. What an officer
 * has stated the department takes over in its own name, so that the statement can be withdrawn without loss.
 */
export async function recordFacts(
  client: pg.PoolClient,
  feed: Feed,
  to: Recording,
): Promise<{ facts: number; confirmed: number }> {
  await client.query(`create temp table incoming on commit drop as ${incomingFacts(feed)}`)
  await client.query('analyze incoming')
  const place = subjectTable(feed)
  await client.query(
    `update fact f set superseded_at = $2, superseded_by = $1 from incoming i
     where ${sameKey} and ((f.number_value, f.text_value, f.day_value, f.valid_until)
       is distinct from (i.number_value, i.text_value, i.day_value, i.valid_until)
       or f.batch_id in (select id from batch where feed = $3))`,
    [to.batchId, to.at, statedFeed],
  )
  const inserted = await client.query<{ n: string }>(
    `with written as (
       insert into fact (county, division, subject, subject_id, fact, instance, number_value, text_value, day_value,
         valid_from, valid_until, batch_id, line, recorded_at)
       select place.county, place.division, i.subject, i.subject_id, i.fact, i.instance, i.number_value, i.text_value,
         i.day_value, i.valid_from, i.valid_until, $1, i.line, $2
       from incoming i join ${place} place on place.id = i.subject_id
       where not exists (select from fact f where ${sameKey})
       returning line, subject_id),
     lines as (insert into changed_line select distinct line from written),
     subjects as (insert into changed_subject select distinct subject_id from written)
     select count(*) as n from written`,
    [to.batchId, to.at],
  )
  const all = await client.query<{ n: string }>('select count(*) as n from incoming')
  const written = Number(inserted.rows[0]?.n ?? 0)
  return { facts: written, confirmed: Number(all.rows[0]?.n ?? 0) - written }
}

/** Every household about which something new was said has to be looked at again. */
export async function touchHouseholds(client: pg.PoolClient, feed: Feed, to: Recording): Promise<void> {
  await client.query('analyze changed_subject')
  const households =
    subjectTable(feed) === 'household'
      ? 'select id from changed_subject'
      : `select m.household_id from changed_subject c join membership m on m.person_id = c.id
         where m.superseded_at is null and m.valid_until is null`
  await client.query(
    `insert into touched_household (household_id, county, division, touched_at)
     select h.id, h.county, h.division, $1 from household h where h.id in (${households})
     on conflict (household_id) do update set touched_at = excluded.touched_at`,
    [to.at],
  )
}

/** A complete delivery says of everybody who does not occur in it that there is none of its facts. */
export async function recordCoverage(client: pg.PoolClient, feed: Feed, through: string, to: Recording): Promise<void> {
  if (!feed.complete) return
  await client.query(
    `insert into coverage (county, division, fact, through, batch_id, recorded_at)
     select $1, $2, fact, $3::date, $4, $5::timestamptz from unnest($6::text[]) fact`,
    [to.county, to.division, through, to.batchId, to.at, [...new Set(feed.facts.map((mapping) => mapping.fact))]],
  )
}

/** Rows whose identity number the register knows under another name. */
export async function countOtherNames(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    `select count(*) as n from staged s join person p on p.id = s.person_id
     where s.seen_name is not null and s.seen_name <> p.name`,
  )
  return Number(rows[0]?.n ?? 0)
}
