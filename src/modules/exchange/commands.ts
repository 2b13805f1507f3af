import type pg from 'pg'
import type { ExchangeRefusal, HeldRowStatus } from '#contracts/exchange'
import type { Actor, Permission } from '#contracts/officer'
import type { Store } from '#db'
import type { Feed } from '#facts'
import { parseDay } from '#kernel/day'
import { Refused } from '#kernel/refused'
import { appendAudit, authorise } from '#modules/officer'
import { deliverFile, knownDivisions, type Delivery, type DeliveryRequest } from './deliver.ts'
import { asBatchStatus, findLaterBatch, lockBatch } from './change-store.ts'
import { lockCounty } from './batch-store.ts'
import { inClientTransaction } from './client-transaction.ts'
import { loadRows, type Loaded } from './load-rows.ts'
import { feedOf, isFeedName } from './recognise-feed.ts'
import { heldContent } from './staging.ts'
import { undoBatch } from './withdraw.ts'

function refuse(refusal: ExchangeRefusal): never {
  throw new Refused(refusal)
}

/** Who commands: an officer, whose place limits what is found; or nobody at the machine, within a division. */
type Commander = { readonly actor: Actor } | { readonly division: string }

function authorised(by: Commander, permission: Permission): { division: string; actor: Actor | undefined } {
  if (!('actor' in by)) return { division: by.division, actor: undefined }
  authorise(by.actor, permission)
  return { division: by.actor.division, actor: by.actor }
}

/** Takes a department's file in. */
export async function deliver(
  store: Store,
  by: Commander,
  request: Omit<DeliveryRequest, 'division' | 'actor'>,
): Promise<Delivery> {
  const { division, actor } = authorised(by, 'batch:deliver')
  return deliverFile(store, { ...request, division, actor })
}

/** Takes a loaded batch back, as if it had never come. */
export async function withdrawBatch(store: Store, by: Commander, batchId: string): Promise<void> {
  const { division, actor } = authorised(by, 'batch:withdraw')
  await store.within(division, async (tx) => {
    const batch = await lockBatch(tx, batchId)
    if (batch === undefined) return refuse({ code: 'batch-not-found' })
    if (batch.status !== 'loaded') return refuse({ code: 'batch-not-loaded', status: asBatchStatus(batch.status) })
    const later = await findLaterBatch(tx, batch)
    if (later !== undefined) {
      return refuse({ code: 'later-batch-relies-on-it', fileName: later.file_name, batchId: later.id })
    }
    await undoBatch(tx, { batchId })
    await appendAudit(tx, actor, {
      division: batch.division,
      action: 'batch-withdrawn',
      subject: `batch:${batchId}`,
      detail: { feed: batch.feed },
    })
  })
}

interface OpenHeldRow {
  readonly id: string
  readonly county: string
  readonly batch_id: string
  readonly batch_division: string
  readonly feed: string
  readonly data_through: string
  readonly line: number
  readonly kind: string
  readonly status: HeldRowStatus
  readonly content_cipher: Buffer
}

/** Locks a row that waits, after its county: in the order in which a withdrawal locks. */
async function lockHeldRow(client: pg.PoolClient, id: string): Promise<OpenHeldRow> {
  const known = await client.query<{ county: string }>('select county from held_row where id = $1', [id])
  const county = known.rows[0]?.county
  if (county === undefined) return refuse({ code: 'held-row-not-found' })
  await lockCounty(client, county)
  const { rows } = await client.query<OpenHeldRow>(
    `select r.id, r.county, r.batch_id, b.division as batch_division, b.feed, b.data_through, r.line, r.kind, r.status,
       r.content_cipher
     from held_row r join batch b on b.id = r.batch_id where r.id = $1 for update of r`,
    [id],
  )
  const [row] = rows
  if (row === undefined) return refuse({ code: 'held-row-not-found' })
  if (row.status !== 'open') return refuse({ code: 'held-row-already-settled', status: row.status })
  return row
}

/** Takes one held row in after all, on behalf of its own batch, so that it is withdrawn with it. */
async function loadHeldRow(
  store: Store,
  client: pg.PoolClient,
  row: OpenHeldRow,
  content: { readonly feed: Feed; readonly cells: Readonly<Record<string, string>>; readonly personId?: number },
): Promise<Loaded> {
  const through = parseDay(row.data_through)
  if (through === undefined) throw new Error(`Batch ${row.batch_id} does not say until when its data go`)
  const instant = await client.query<{ at: string }>('select clock_timestamp()::text as at')
  const keys = Object.keys(content.feed.columns)
  return loadRows({
    client,
    keys: store.keys,
    feed: content.feed,
    places: new Map(keys.map((key, place) => [key, place])),
    rows: one({ line: row.line, cells: keys.map((key) => content.cells[key] ?? '') }),
    dataThrough: through,
    divisions: await knownDivisions(client, row.batch_division),
    to: {
      county: row.county,
      division: row.batch_division,
      batchId: row.batch_id,
      at: instant.rows[0]?.at ?? '',
    },
    keepHeld: false,
    ...(content.personId === undefined ? {} : { namedPerson: content.personId }),
  })
}

async function* one<T>(row: T): AsyncGenerator<readonly T[]> {
  yield [row]
}

interface Settlement {
  readonly status: Exclude<HeldRowStatus, 'open' | 'withdrawn'>
  readonly actor: Actor | undefined
  readonly personId?: number
  /** What was taken in of the row; nothing of one that is given up. */
  readonly loaded?: Loaded
  /** For the audit log: never what the row says. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Marks a row as settled and counts it for its batch, whose `quarantined` and `review` are the rows that wait. */
async function settle(client: pg.PoolClient, row: OpenHeldRow, as: Settlement): Promise<void> {
  await client.query(
    `update held_row set status = $2, resolved_at = clock_timestamp(), resolved_by = $3, person_id = coalesce($4, person_id)
     where id = $1`,
    [row.id, as.status, as.actor?.officerId ?? null, as.personId ?? null],
  )
  // What the row only confirmed is counted too: the batch that said it first is not to be withdrawn past this one.
  await client.query(
    `update batch set quarantined = quarantined - $2, review = review - $3, accepted = accepted + $4,
       facts = facts + $5, unchanged = unchanged + $6, quality = jsonb_set(quality, '{confirmed}',
         to_jsonb(coalesce((quality->>'confirmed')::bigint, 0) + $7::bigint)) where id = $1`,
    [
      row.batch_id,
      row.kind === 'quarantine' ? 1 : 0,
      row.kind === 'review' ? 1 : 0,
      as.loaded === undefined ? 0 : 1,
      as.loaded?.counts.facts ?? 0,
      as.loaded?.counts.unchanged ?? 0,
      as.loaded?.quality.confirmed ?? 0,
    ],
  )
  await inClientTransaction(client, (tx) =>
    appendAudit(tx, as.actor, {
      division: row.batch_division,
      action: `held-row-${as.status}`,
      subject: `held-row:${row.id}`,
      detail: { batchId: row.batch_id, ...as.detail },
    }),
  )
}

function feedOfRow(row: OpenHeldRow): Feed {
  if (!isFeedName(row.feed)) throw new Error(`Held row ${row.id} belongs to the unknown feed ${row.feed}`)
  return feedOf(row.feed)
}

function cellsOf(store: Store, row: OpenHeldRow): Record<string, string> {
  // Written by Staging.addHeld from a record of texts.
  return JSON.parse(store.keys.decrypt(heldContent, row.content_cipher)) as Record<string, string>
}

function refuseIfHeld(loaded: Loaded): void {
  if (loaded.firstHeld === null) return
  const { code, header } = loaded.firstHeld
  refuse({ code: 'row-still-held', held: code, header })
}

/** Tries a held row again with corrected cells (by column key; the others stay as they came). */
export async function correctHeldRow(
  store: Store,
  by: Commander,
  id: string,
  newCells: Readonly<Record<string, string>>,
): Promise<void> {
  const { division, actor } = authorised(by, 'held-row:resolve')
  await store.copying(division, async (client) => {
    const row = await lockHeldRow(client, id)
    const feed = feedOfRow(row)
    const known = Object.entries(newCells).filter(([key]) => Object.hasOwn(feed.columns, key))
    const loaded = await loadHeldRow(store, client, row, {
      feed,
      cells: { ...cellsOf(store, row), ...Object.fromEntries(known) },
    })
    refuseIfHeld(loaded)
    const columns = known.map(([key]) => key).toSorted()
    await settle(client, row, { status: 'corrected', actor, loaded, detail: { columns } })
  })
}

/** Gives a held row to the person whom the officer has found out it is about. */
export async function matchHeldRow(store: Store, by: Commander, id: string, personId: string): Promise<void> {
  const { division, actor } = authorised(by, 'held-row:resolve')
  await store.copying(division, async (client) => {
    const row = await lockHeldRow(client, id)
    const feed = feedOfRow(row)
    if (feed.about !== 'person') refuse({ code: 'row-is-about-a-household' })
    const person = await client.query('select from person where id = $1', [personId])
    if (person.rowCount === 0) refuse({ code: 'person-not-found' })
    const loaded = await loadHeldRow(store, client, row, {
      feed,
      cells: cellsOf(store, row),
      personId: Number(personId),
    })
    refuseIfHeld(loaded)
    await settle(client, row, { status: 'matched', actor, personId: Number(personId), loaded })
  })
}

/** Gives a held row up: it says nothing that is to be taken in. */
export async function discardHeldRow(store: Store, by: Commander, id: string): Promise<void> {
  const { division, actor } = authorised(by, 'held-row:resolve')
  await store.copying(division, async (client) => {
    const row = await lockHeldRow(client, id)
    await settle(client, row, { status: 'discarded', actor })
  })
}
