import type pg from 'pg'
import type { DB, Store, Transaction } from '#db'
import type { BatchStatus, FileRefusal } from '#contracts/exchange'
import type { Actor } from '#contracts/officer'
import { appendAudit } from '#modules/officer'
import { inClientTransaction } from './client-transaction.ts'
import type { Quality } from './quality.ts'

export interface BatchKey {
  readonly county: string
  readonly division: string
  readonly feed: string
  readonly fileName: string
  readonly digest: string
  readonly dataThrough: string | null
  readonly actor: Pick<Actor, 'officerId' | 'postId'> | undefined
}

export interface KnownBatch {
  readonly id: string
  readonly fileName: string
  readonly receivedAt: Date
}

export async function findDelivered(store: Store, key: BatchKey): Promise<KnownBatch | undefined> {
  const row = await store.within(key.division, (tx) =>
    tx
      .selectFrom('batch')
      .select(['id', 'file_name', 'received_at'])
      .where('county', '=', key.county)
      .where('feed', '=', key.feed)
      .where('digest', '=', key.digest)
      .where('status', '=', 'loaded')
      .executeTakeFirst(),
  )
  return row === undefined ? undefined : { id: row.id, fileName: row.file_name, receivedAt: row.received_at }
}

/** Deliveries of one county go one after the other; the lock ends with the transaction, however that ends. */
export async function lockCounty(client: pg.PoolClient, county: string): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtext('doudi delivery'), $1::integer)`, [Number(county)])
}

/**
 * Announces a delivery in a transaction of its own, so that it can be seen while it runs. Under the county's lock
 * whatever else still claims to be loading was left by a process that died; its rows were never committed.
 */
export async function announceBatch(store: Store, key: BatchKey): Promise<string> {
  return store.within(key.division, async (tx) => {
    await tx
      .updateTable('batch')
      .set({ status: 'failed', finished_at: new Date() })
      .where('county', '=', key.county)
      .where('status', '=', 'loading')
      .execute()
    const { id } = await tx
      .insertInto('batch')
      .values({
        county: key.county,
        division: key.division,
        feed: key.feed,
        file_name: key.fileName,
        digest: key.digest,
        data_through: key.dataThrough,
        officer_id: key.actor?.officerId ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

/** What became of a delivery. Numbers only: the name of a file may name a person. */
async function auditDelivery(
  tx: Transaction<DB>,
  key: BatchKey,
  batchId: string,
  became: { readonly action: string; readonly detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  await appendAudit(tx, key.actor, {
    division: key.division,
    action: became.action,
    subject: `batch:${batchId}`,
    detail: { feed: key.feed, ...became.detail },
  })
}

export async function endBatch(
  store: Store,
  key: BatchKey,
  batchId: string,
  status: Extract<BatchStatus, 'failed' | 'refused'>,
  refusal: FileRefusal | null,
): Promise<void> {
  await store.within(key.division, async (tx) => {
    await tx
      .updateTable('batch')
      .set({ status, refusal: refusal === null ? null : JSON.stringify(refusal), finished_at: new Date() })
      .where('id', '=', batchId)
      .execute()
    const detail = refusal === null ? {} : { refusal: refusal.code }
    await auditDelivery(tx, key, batchId, { action: `batch-${status}`, detail })
  })
}

export async function recordRefused(store: Store, key: BatchKey, refusal: FileRefusal): Promise<string> {
  return store.within(key.division, async (tx) => {
    const { id } = await tx
      .insertInto('batch')
      .values({
        county: key.county,
        division: key.division,
        feed: key.feed,
        file_name: key.fileName,
        digest: key.digest,
        data_through: key.dataThrough,
        officer_id: key.actor?.officerId ?? null,
        status: 'refused',
        refusal: JSON.stringify(refusal),
        finished_at: new Date(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await auditDelivery(tx, key, id, { action: 'batch-refused', detail: { refusal: refusal.code } })
    return id
  })
}

export interface BatchCounts {
  readonly rows: number
  readonly accepted: number
  readonly unchanged: number
  readonly quarantined: number
  readonly review: number
  readonly facts: number
}

export async function completeBatch(
  client: pg.PoolClient,
  key: BatchKey,
  batchId: string,
  { counts, quality }: { readonly counts: BatchCounts; readonly quality: Quality },
): Promise<void> {
  await client.query(
    `update batch set status = 'loaded', finished_at = clock_timestamp(), rows = $2, accepted = $3, unchanged = $4,
       quarantined = $5, review = $6, facts = $7, quality = $8 where id = $1`,
    [
      batchId,
      counts.rows,
      counts.accepted,
      counts.unchanged,
      counts.quarantined,
      counts.review,
      counts.facts,
      JSON.stringify(quality),
    ],
  )
  // In the transaction of the rows themselves: neither stands without the other.
  await inClientTransaction(client, (tx) =>
    auditDelivery(tx, key, batchId, { action: 'batch-loaded', detail: { ...counts } }),
  )
}

/** Moves the staged held rows into the table that officers work on. */
export async function recordHeldRows(
  client: pg.PoolClient,
  to: { readonly county: string; readonly division: string; readonly batchId: string },
): Promise<void> {
  await client.query(
    `insert into held_row (county, division, batch_id, kind, line, column_header, code, content_cipher, person_id)
     select $1, $2, $3, kind, line, column_header, code, content_cipher, person_id from staged_held order by line`,
    [to.county, to.division, to.batchId],
  )
}
