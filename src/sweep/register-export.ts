import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type FactName, facts, feeds, type FeedName } from '#facts'
import { addMonths, type Day } from '#kernel/day'
import type { SnapshotFiles } from '#sweep/snapshot-sql'

/** Which households: all below the division of the transaction, or those that a delivery has touched. */
export type Scope = 'full' | 'touched'

async function copyOut(client: pg.PoolClient, query: string, file: string): Promise<void> {
  await pipeline(client.query(copyTo(`copy (${query}) to stdout (format csv)`)), createWriteStream(file))
}

function isFactName(text: string): text is FactName {
  return text in facts
}

/** Which facts a feed's rows could have said, so that a row in quarantine makes just these unknown. */
const factsOfFeeds = Object.entries(feeds)
  .flatMap(([name, feed]) => feed.facts.map(({ fact }) => `('${name satisfies string as FeedName}', '${fact}')`))
  .join(', ')

/**
 * Writes the register and the facts now believed as CSV, in one transaction of one moment. Only what can matter on
 * the day is written: what was valid at some time in the twelve months before.
 */
export async function exportRegister(
  client: pg.PoolClient,
  files: SnapshotFiles,
  asOf: Day,
  scope: Scope,
): Promise<{ covered: ReadonlySet<FactName> }> {
  const since = addMonths(asOf, -13)
  const touched = (column: string): string =>
    scope === 'full' ? '' : `and ${column} in (select household_id from touched_household)`
  const members = `select household_id, person_id from membership
    where superseded_at is null and valid_from <= date '${asOf}' and (valid_until is null or valid_until > date '${asOf}')
    ${touched('household_id')}`

  await copyOut(client, `select id, division from household h where true ${touched('id')}`, files.households)
  await copyOut(
    client,
    `select m.household_id, m.person_id, m.relation, p.sex, p.birth_day from membership m join person p on p.id = m.person_id
     where m.superseded_at is null and m.valid_from <= date '${asOf}'
       and (m.valid_until is null or m.valid_until > date '${asOf}') ${touched('m.household_id')}`,
    files.members,
  )
  const inTime = `superseded_at is null and valid_from <= date '${asOf}' and (valid_until is null or valid_until > date '${since}')`
  const ofScope =
    scope === 'full'
      ? ''
      : `and ((subject in ('h', 'o') and subject_id in (select household_id from touched_household))
          or (subject = 'p' and subject_id in (select person_id from (${members}) t)))`
  await copyOut(
    client,
    `select subject, subject_id, fact, instance, number_value, text_value, day_value, valid_from, valid_until
     from fact where ${inTime} ${ofScope}`,
    files.facts,
  )
  await copyOut(
    client,
    `select distinct h.person_id, f.fact from held_row h join batch b on b.id = h.batch_id
     join (values ${factsOfFeeds}) f (feed, fact) on f.feed = b.feed
     where h.kind = 'quarantine' and h.status = 'open' and h.person_id is not null`,
    files.unsettled,
  )
  const coverage = await client.query<{ fact: string }>(
    'select distinct fact from coverage where superseded_at is null',
  )
  return { covered: new Set(coverage.rows.map(({ fact }) => fact).filter(isFactName)) }
}
