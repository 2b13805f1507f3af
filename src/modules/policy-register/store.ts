import { type Kysely, sql } from 'kysely'
import { type DraftStatus, draftStatuses, type SimulationSummary } from '#contracts/policy-register'
import type { Actor } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { type Day, parseDay } from '#kernel/day'
import type { PolicyFile } from '#policy-files'
import type { Draft } from './model.ts'

export interface DraftFile extends PolicyFile {
  /** The wording that the author changed. */
  readonly baseText: string
}

export interface ConfirmedChange {
  readonly id: string
  readonly effectiveOn: Day
  readonly files: readonly DraftFile[]
}

export interface StoredDraft extends Draft {
  readonly id: string
  readonly division: string
  readonly folder: string
  readonly files: readonly DraftFile[]
}

export function asDraftStatus(text: string): DraftStatus {
  const status = draftStatuses.find((known) => known === text)
  if (status === undefined) throw new Error(`A policy draft has the unknown status ${text}`)
  return status
}

export async function findDraftFiles(db: Kysely<DB>, draftIds: readonly string[]) {
  if (draftIds.length === 0) return new Map<string, DraftFile[]>()
  const rows = await db
    .selectFrom('policy_draft_file')
    .select(['draft_id', 'folder', 'file', 'text', 'base_text as baseText'])
    .where('draft_id', 'in', draftIds)
    .orderBy('folder')
    .orderBy('file')
    .execute()
  return Map.groupBy(rows, (row) => row.draft_id)
}

/** Every change that has been confirmed anywhere: policies are those of the whole installation, and read by everybody. */
export async function listConfirmedChanges(db: Kysely<DB>): Promise<ConfirmedChange[]> {
  const drafts = await db
    .selectFrom('policy_draft')
    .select(['id', 'effective_on'])
    .where('status', '=', 'confirmed')
    .orderBy('effective_on')
    .orderBy('decided_at')
    .orderBy('id')
    .execute()
  const files = await findDraftFiles(
    db,
    drafts.map(({ id }) => id),
  )
  return drafts.map(({ id, effective_on }) => {
    const effectiveOn = parseDay(effective_on ?? '')
    if (effectiveOn === undefined) throw new Error(`The confirmed policy draft ${id} has no day`)
    return { id, effectiveOn, files: files.get(id) ?? [] }
  })
}

/** A draft with its files; locked, so that two officers do not decide on it at once. */
export async function lockDraft(tx: Transaction<DB>, id: string): Promise<StoredDraft | undefined> {
  const row = await tx
    .selectFrom('policy_draft')
    .select(['id', 'division', 'folder', 'status', 'author_id', 'version', 'effective_on'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    division: row.division,
    folder: row.folder,
    status: asDraftStatus(row.status),
    authorId: row.author_id,
    version: row.version,
    effectiveOn: parseDay(row.effective_on ?? ''),
    files: (await findDraftFiles(tx, [id])).get(id) ?? [],
  }
}

/** Decisions on policies stand in one line: each sees what the one before has put in force. */
export async function lockPolicies(tx: Transaction<DB>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('policies'))`.execute(tx)
}

export async function insertDraft(tx: Transaction<DB>, actor: Actor, of: { folder: string; title: string }) {
  const { id } = await tx
    .insertInto('policy_draft')
    .values({
      county: actor.division.slice(0, 6),
      division: actor.division,
      folder: of.folder,
      title: of.title,
      author_id: actor.officerId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface SavedDraft {
  readonly title: string
  readonly reason: string
  readonly effectiveOn: string | null
  readonly files: readonly DraftFile[]
}

/** Replaces what a draft says; gives its new version. */
export async function saveDraftText(tx: Transaction<DB>, draft: StoredDraft, saved: SavedDraft): Promise<number> {
  await tx.deleteFrom('policy_draft_file').where('draft_id', '=', draft.id).execute()
  if (saved.files.length > 0) {
    await tx
      .insertInto('policy_draft_file')
      .values(
        saved.files.map(({ folder, file, text, baseText }) => ({
          draft_id: draft.id,
          county: draft.division.slice(0, 6),
          division: draft.division,
          folder,
          file,
          text,
          base_text: baseText,
        })),
      )
      .execute()
  }
  return updateDraft(tx, draft, { title: saved.title, reason: saved.reason, effective_on: saved.effectiveOn })
}

async function updateDraft(
  tx: Transaction<DB>,
  draft: StoredDraft,
  values: Readonly<Record<string, unknown>>,
): Promise<number> {
  const version = draft.version + 1
  await tx
    .updateTable('policy_draft')
    .set({ ...values, version, updated_at: sql`clock_timestamp()` })
    .where('id', '=', draft.id)
    .execute()
  return version
}

export function saveSubmitted(
  tx: Transaction<DB>,
  draft: StoredDraft,
  of: { readonly digest: string; readonly simulation: SimulationSummary | undefined },
): Promise<number> {
  return updateDraft(tx, draft, {
    status: 'submitted',
    digest: of.digest,
    simulation: of.simulation === undefined ? null : JSON.stringify(of.simulation),
    submitted_at: sql`clock_timestamp()`,
  })
}

export function saveDecided(
  tx: Transaction<DB>,
  draft: StoredDraft,
  of:
    | { readonly status: 'confirmed'; readonly confirmerId: string; readonly digest: string }
    | { readonly status: 'rejected'; readonly confirmerId: string; readonly note: string },
): Promise<number> {
  return updateDraft(tx, draft, {
    status: of.status,
    confirmer_id: of.confirmerId,
    ...(of.status === 'confirmed' ? { digest: of.digest } : { note: of.note }),
    decided_at: sql`clock_timestamp()`,
  })
}

export function saveWithdrawn(tx: Transaction<DB>, draft: StoredDraft): Promise<number> {
  return updateDraft(tx, draft, { status: 'withdrawn', decided_at: sql`clock_timestamp()` })
}

export interface Receipt {
  readonly command: string
  readonly answer: { readonly id: string; readonly version: number }
}

/** A receipt of the same key by the same officer; a double click waits here for the first. */
export async function findDraftReceipt(
  tx: Transaction<DB>,
  officerId: string,
  key: string,
): Promise<Receipt | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext(${`command:${officerId}:${key}`}))`.execute(tx)
  const row = await tx
    .selectFrom('command_receipt')
    .select('command')
    .select(sql<string>`coalesce(answer ->> 'id', '')`.as('id'))
    .select(sql<number>`coalesce((answer ->> 'version')::integer, 0)`.as('version'))
    .where('officer_id', '=', officerId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row === undefined ? undefined : { command: row.command, answer: { id: row.id, version: row.version } }
}

export async function saveDraftReceipt(tx: Transaction<DB>, officerId: string, key: string, receipt: Receipt) {
  await tx
    .insertInto('command_receipt')
    .values({ officer_id: officerId, key, command: receipt.command, answer: JSON.stringify(receipt.answer) })
    .execute()
}
