import { basename } from 'node:path'
import type pg from 'pg'
import type { Actor } from '#contracts/officer'
import type { Store } from '#db'
import { parseDay, type Day } from '#kernel/day'
import type { FileRefusal } from '#contracts/exchange'
import {
  announceBatch,
  completeBatch,
  endBatch,
  findDelivered,
  lockCounty,
  recordRefused,
  type BatchCounts,
  type BatchKey,
} from './batch-store.ts'
import { FileRefused } from './file-refused.ts'
import { detectFileType, digestOf } from './file-type.ts'
import { loadRows, type Loaded } from './load-rows.ts'
import { readSheets } from './read-file.ts'
import { recogniseFeed, type Recognised } from './recognise-feed.ts'
import { recordCoverage } from './record-facts.ts'

export interface DeliveryRequest {
  readonly county: string
  /** Where the deliverer has power: the county itself, a place above it, or a township, which is then the limit. */
  readonly division: string
  readonly path: string
  /** As the department called the file, when it lies under another name; its `_YYYYMMDD` says how far it goes. */
  readonly fileName?: string | undefined
  /** Who hands it in; nobody when it comes from the machine itself. */
  readonly actor?: Pick<Actor, 'officerId' | 'postId'> | undefined
  readonly today: Day
  readonly onProgress?: ((rows: number) => void) | undefined
}

export type Delivery =
  | { readonly kind: 'loaded'; readonly batchId: string; readonly feed: string; readonly counts: BatchCounts }
  | {
      readonly kind: 'already-delivered'
      readonly batchId: string
      readonly fileName: string
      readonly receivedAt: string
    }
  | { readonly kind: 'refused'; readonly batchId: string; readonly refusal: FileRefusal }

/** Until when the data of a file goes, by its name `<title>_YYYYMMDD.csv`; else the day of delivery. */
function dataThroughOf(fileName: string, today: Day): Day {
  const digits = /_(\d{4})(\d{2})(\d{2})(?:\.[^.]*)?$/.exec(fileName)
  return (digits === null ? undefined : parseDay(`${digits[1] ?? ''}-${digits[2] ?? ''}-${digits[3] ?? ''}`)) ?? today
}

/** The place that limits a delivery: never beyond the county, and never beyond the deliverer's own place. */
function limitOf(county: string, division: string): string {
  if (division.startsWith(county)) return division
  if (county.startsWith(division)) return county
  throw new FileRefused({ code: 'division-not-in-county' })
}

export async function knownDivisions(client: pg.PoolClient, limit: string): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ code: string }>(
    `select code from division where code >= $1 and code < $2 and level in ('township', 'village') and valid_until is null`,
    [limit, `${limit}~`],
  )
  return new Set(rows.map(({ code }) => code))
}

async function load(
  store: Store,
  client: pg.PoolClient,
  key: BatchKey,
  work: {
    readonly batchId: string
    readonly recognised: Recognised
    readonly request: DeliveryRequest
    readonly through: Day
  },
): Promise<Loaded> {
  const { batchId, recognised, request, through } = work
  const instant = await client.query<{ at: string }>('select clock_timestamp()::text as at')
  const to = { county: key.county, division: key.division, batchId, at: instant.rows[0]?.at ?? '' }
  const loaded = await loadRows({
    client,
    keys: store.keys,
    feed: recognised.feed,
    places: recognised.places,
    rows: recognised.rows,
    dataThrough: through,
    divisions: await knownDivisions(client, key.division),
    to,
    onRows: request.onProgress,
  })
  if (loaded.counts.rows === 0) throw new FileRefused({ code: 'no-rows' })
  await recordCoverage(client, recognised.feed, through, to)
  await completeBatch(client, key, batchId, loaded)
  return loaded
}

/** Takes one recognised file in: everything in one transaction, or nothing. */
async function takeIn(
  store: Store,
  key: BatchKey,
  recognised: Recognised,
  request: DeliveryRequest,
  through: Day,
): Promise<Delivery> {
  let batchId: string | undefined
  try {
    return await store.copying(key.division, async (client) => {
      await lockCounty(client, key.county)
      const delivered = await findDelivered(store, key)
      if (delivered !== undefined) {
        const { id, fileName, receivedAt } = delivered
        return { kind: 'already-delivered', batchId: id, fileName, receivedAt: receivedAt.toISOString() }
      }
      batchId = await announceBatch(store, key)
      const { counts } = await load(store, client, key, { batchId, recognised, request, through })
      return { kind: 'loaded', batchId, feed: recognised.name, counts }
    })
  } catch (cause) {
    if (batchId === undefined) throw cause
    if (!(cause instanceof FileRefused)) {
      await endBatch(store, key, batchId, 'failed', null)
      throw cause
    }
    await endBatch(store, key, batchId, 'refused', cause.refusal)
    return { kind: 'refused', batchId, refusal: cause.refusal }
  }
}

/** What a refused file of no known feed is filed under. */
const unknownFeed = '-'

/**
 * Takes one file of a department in. A file that was delivered before changes nothing; one that cannot be taken
 * in leaves its refusal and nothing else; rows that cannot be taken in are held back and never hold up the rest.
 */
export async function deliverFile(store: Store, request: DeliveryRequest): Promise<Delivery> {
  const fileName = basename(request.fileName ?? request.path).normalize('NFC')
  const through = dataThroughOf(fileName, request.today)
  const key = {
    county: request.county,
    division: limitOf(request.county, request.division),
    fileName,
    dataThrough: through,
    actor: request.actor,
  }
  let digest = ''
  let recognised: Recognised
  try {
    const type = await detectFileType(request.path)
    digest = await digestOf(request.path)
    recognised = await recogniseFeed(readSheets(request.path, type), fileName)
  } catch (cause) {
    if (!(cause instanceof FileRefused)) throw cause
    const batchId = await recordRefused(store, { ...key, feed: unknownFeed, digest }, cause.refusal)
    return { kind: 'refused', batchId, refusal: cause.refusal }
  }
  return takeIn(store, { ...key, feed: recognised.name, digest }, recognised, request, through)
}
