import type { BatchList, BatchQuality, BatchSummary, HeldRow, HeldRowList, RowCode } from '#contracts/exchange'
import {
  heldRowKinds,
  heldRowStatuses,
  noteCodes,
  quarantineCodes,
  reviewCodes,
  type FileRefusal,
  type HeldRowKind,
} from '#contracts/exchange'
import type { Actor } from '#contracts/officer'
import type { DB, JsonValue, Keys, Transaction } from '#db'
import { appendAudit } from '#modules/officer'
import { asBatchStatus } from './change-store.ts'
import { describeFileRefusal, describeRowCode, statedTitle } from './messages.zh.ts'
import type { Quality } from './quality.ts'
import { feedOf, isFeedName } from './recognise-feed.ts'
import { statedFeed } from './stated-facts.ts'
import { heldContent } from './staging.ts'

const pageSize = 50

function batches(tx: Transaction<DB>) {
  return tx
    .selectFrom('batch')
    .leftJoin('officer', 'officer.id', 'batch.officer_id')
    .select([
      'batch.id',
      'batch.county',
      'batch.feed',
      'batch.file_name',
      'batch.status',
      'batch.data_through',
      'batch.rows',
      'batch.accepted',
      'batch.unchanged',
      'batch.quarantined',
      'batch.review',
      'batch.facts',
      'batch.received_at',
      'batch.refusal',
      'batch.quality',
      'officer.name as officer_name',
    ])
}

type BatchRow = Awaited<ReturnType<ReturnType<typeof batches>['executeTakeFirstOrThrow']>>

function refusalText(refusal: JsonValue): string | null {
  // Written by recordRefused and endBatch from a FileRefusal.
  return refusal === null ? null : describeFileRefusal(refusal as unknown as FileRefusal)
}

function summaryOf(row: BatchRow): BatchSummary {
  return {
    id: row.id,
    county: row.county,
    feed: row.feed,
    feedTitle: isFeedName(row.feed) ? feedOf(row.feed).title : row.feed === statedFeed ? statedTitle : '',
    fileName: row.file_name,
    status: asBatchStatus(row.status),
    dataThrough: row.data_through,
    rows: row.rows,
    accepted: row.accepted,
    unchanged: row.unchanged,
    quarantined: row.quarantined,
    review: row.review,
    facts: row.facts,
    receivedAt: row.received_at.toISOString(),
    officerName: row.officer_name,
    refusal: refusalText(row.refusal),
  }
}

/** Deliveries of the place, the newest first; `cursor` is the `next` of the page before. */
export async function listBatches(
  tx: Transaction<DB>,
  request: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
): Promise<BatchList> {
  const limit = request.limit ?? pageSize
  let query = batches(tx)
    // What officers state is read where they stated it.
    .where('batch.feed', '<>', statedFeed)
    .orderBy('batch.id', 'desc')
    .limit(limit + 1)
  if (request.cursor !== undefined) query = query.where('batch.id', '<', request.cursor)
  const rows = await query.execute()
  const items = rows.slice(0, limit).map(summaryOf)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

const allCodes: readonly RowCode[] = [...quarantineCodes, ...reviewCodes, ...noteCodes]

function isRowCode(text: string): text is RowCode {
  return allCodes.some((code) => code === text)
}

function countedCodes(counts: Readonly<Record<string, number>>): { code: string; text: string; rows: number }[] {
  return Object.entries(counts)
    .map(([code, rows]) => ({ code, text: isRowCode(code) ? describeRowCode(code) : code, rows }))
    .toSorted((a, b) => b.rows - a.rows)
}

/** What a delivery was like: rejected cells by column and reason, and what was put right on the way. */
export async function batchQuality(tx: Transaction<DB>, batchId: string): Promise<BatchQuality | undefined> {
  const row = await batches(tx).where('batch.id', '=', batchId).executeTakeFirst()
  if (row === undefined) return undefined
  // Written by completeBatch; a batch that was never loaded has an empty one.
  const { columns = {}, notes = {} } = row.quality as unknown as Partial<Quality>
  return {
    batch: summaryOf(row),
    columns: Object.entries(columns)
      .map(([header, codes]) => ({
        header: header === '' ? null : header,
        rejected: Object.values(codes).reduce((sum, rows) => sum + rows, 0),
        codes: countedCodes(codes),
      }))
      .toSorted((a, b) => b.rejected - a.rejected),
    notes: countedCodes(notes),
  }
}

export interface HeldRowRequest {
  readonly batchId?: string | undefined
  readonly kind?: HeldRowKind | undefined
  readonly status?: HeldRow['status'] | undefined
  readonly cursor?: string | undefined
  readonly limit?: number | undefined
}

function member<T extends string>(of: readonly T[], text: string): T {
  const found = of.find((candidate) => candidate === text)
  if (found === undefined) throw new Error(`A held row has the unknown word ${text}`)
  return found
}

function cellsOf(feedName: string, keys: Keys, cipher: Buffer): HeldRow['cells'] {
  // Written by Staging.addHeld from a record of texts.
  const cells = JSON.parse(keys.decrypt(heldContent, cipher)) as Record<string, string>
  const columns = isFeedName(feedName) ? Object.entries(feedOf(feedName).columns) : []
  return columns.map(([column, { header }]) => ({ column, header, text: cells[column] ?? '' }))
}

/** Opens the cells of held rows, which name people, for somebody. */
export interface Reveal {
  readonly keys: Keys
  /** Nobody when it is the machine itself that looks. */
  readonly actor: Pick<Actor, 'officerId' | 'postId'> | undefined
}

/**
 * Writes down who has seen the cells of which batch.
 *
 * @law 《个人信息保护法》第五十一条
 */
async function auditReading(
  tx: Transaction<DB>,
  rows: readonly { readonly batch_id: string; readonly division: string }[],
  actor: Reveal['actor'],
): Promise<void> {
  for (const [batchId, seen] of Map.groupBy(rows, (row) => row.batch_id)) {
    const division = seen[0]?.division
    if (division === undefined) continue
    await appendAudit(tx, actor, {
      division,
      action: 'read-held-rows',
      subject: `batch:${batchId}`,
      detail: { rows: seen.length },
    })
  }
}

/** Rows that wait, or have waited, to be put right. Their cells are shown only to whom they are revealed. */
export async function listHeldRows(
  tx: Transaction<DB>,
  request: HeldRowRequest,
  reveal: Reveal | undefined,
): Promise<HeldRowList> {
  const limit = request.limit ?? pageSize
  let query = tx
    .selectFrom('held_row')
    .innerJoin('batch', 'batch.id', 'held_row.batch_id')
    .select([
      'held_row.id',
      'held_row.batch_id',
      'held_row.division',
      'held_row.kind',
      'held_row.line',
      'held_row.column_header',
      'held_row.code',
      'held_row.status',
      'held_row.content_cipher',
      'batch.feed',
    ])
    .orderBy('held_row.id')
    .limit(limit + 1)
  if (request.batchId !== undefined) query = query.where('held_row.batch_id', '=', request.batchId)
  if (request.kind !== undefined) query = query.where('held_row.kind', '=', request.kind)
  if (request.status !== undefined) query = query.where('held_row.status', '=', request.status)
  if (request.cursor !== undefined) query = query.where('held_row.id', '>', request.cursor)
  const rows = await query.execute()
  const shown = rows.slice(0, limit)
  if (reveal !== undefined) await auditReading(tx, shown, reveal.actor)
  const items = shown.map((row) => ({
    id: row.id,
    batchId: row.batch_id,
    kind: member(heldRowKinds, row.kind),
    line: row.line,
    columnHeader: row.column_header,
    code: row.code,
    text: isRowCode(row.code) ? describeRowCode(row.code) : row.code,
    status: member(heldRowStatuses, row.status),
    cells: reveal === undefined ? null : cellsOf(row.feed, reveal.keys, row.content_cipher),
  }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
