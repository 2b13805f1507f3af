import { sql } from 'kysely'
import { batchStatuses, type BatchStatus } from '#contracts/exchange'
import type { DB, Transaction } from '#db'
import { feeds, type Feed } from '#facts'
import { feedOf, isFeedName } from './recognise-feed.ts'
import { statedFeed } from './stated-facts.ts'

export interface LockedBatch {
  readonly id: string
  readonly county: string
  readonly division: string
  readonly feed: string
  readonly status: string
}

export function asBatchStatus(text: string): BatchStatus {
  const status = batchStatuses.find((candidate) => candidate === text)
  if (status === undefined) throw new Error(`A batch has the unknown status ${text}`)
  return status
}

/**
 * Locks a batch that is to be changed. Whoever changes rows of a county takes the county's lock first and the rows
 * after it: a withdrawal and a correction that meet would otherwise each wait for what the other holds.
 */
export async function lockBatch(tx: Transaction<DB>, batchId: string): Promise<LockedBatch | undefined> {
  const known = await tx.selectFrom('batch').select('county').where('id', '=', batchId).executeTakeFirst()
  if (known === undefined) return undefined
  await sql`select pg_advisory_xact_lock(hashtext('doudi delivery'), ${Number(known.county)}::integer)`.execute(tx)
  return tx
    .selectFrom('batch')
    .select(['id', 'county', 'division', 'feed', 'status'])
    .where('id', '=', batchId)
    .forUpdate()
    .executeTakeFirst()
}

function factsOf(feed: Feed): ReadonlySet<string> {
  return new Set(feed.facts.map((mapping) => mapping.fact))
}

/** Feeds that speak of some of the same facts, the feed itself among them. */
function feedsSharingFacts(name: string): string[] {
  if (!isFeedName(name)) return [name]
  const own = factsOf(feedOf(name))
  return Object.keys(feeds)
    .filter(isFeedName)
    .filter((other) => feedOf(other).facts.some((mapping) => own.has(mapping.fact)))
}

/**
 * A later batch that found facts known already and so did not record them again: without the earlier batch they
 * would be lost though the later one stated them. Officers' statements name the batches that they rely on; of a
 * department's file it is told by the facts that it has in common.
 */
export function findLaterBatch(
  tx: Transaction<DB>,
  batch: LockedBatch,
): Promise<{ id: string; file_name: string } | undefined> {
  return tx
    .selectFrom('batch')
    .select(['id', 'file_name'])
    .where('county', '=', batch.county)
    .where('status', '=', 'loaded')
    .where('id', '>', batch.id)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('feed', 'in', feedsSharingFacts(batch.feed)),
          eb('feed', '<>', statedFeed),
          sql<boolean>`(quality->>'confirmed')::bigint > 0`,
        ]),
        eb.and([eb('feed', '=', statedFeed), sql<boolean>`quality->'reliesOn' @> to_jsonb(${batch.id}::text)`]),
      ]),
    )
    .orderBy('id', 'desc')
    .executeTakeFirst()
}
