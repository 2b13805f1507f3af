import { sql } from 'kysely'
import type { DraftDetail, DraftRow, SimulationSummary } from '#contracts/policy-register'
import type { DB, Store, Transaction } from '#db'
import { headOfHousehold } from '#facts'
import { namesOf } from '#modules/division'
import { type PolicyFile, withFiles } from '#policy-files'
import { draftBase } from './draft-text.ts'
import type { PolicyCalendar } from './policy-calendar.ts'
import { readStandards } from './standard-rows.ts'
import { asDraftStatus, type DraftFile, findDraftFiles } from './store.ts'

function draftRows(tx: Transaction<DB>) {
  return tx
    .selectFrom('policy_draft as d')
    .innerJoin('officer as author', 'author.id', 'd.author_id')
    .leftJoin('officer as confirmer', 'confirmer.id', 'd.confirmer_id')
    .select([
      'd.id',
      'd.folder',
      'd.title',
      'd.reason',
      'd.status',
      'd.author_id',
      'd.effective_on',
      'd.note',
      'd.digest',
      'd.simulation',
      'd.version',
      'd.updated_at',
      'd.submitted_at',
      'd.decided_at',
      'author.name as authorName',
      'confirmer.name as confirmerName',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof draftRows>['executeTakeFirstOrThrow']>>

function toRow(row: Row): DraftRow {
  return {
    id: row.id,
    folder: row.folder,
    title: row.title,
    status: asDraftStatus(row.status),
    authorName: row.authorName,
    confirmerName: row.confirmerName,
    effectiveOn: row.effective_on,
    updatedAt: row.updated_at.toISOString(),
  }
}

/** The drafts of a folder that the reader may see, the open ones first. */
export async function listDrafts(tx: Transaction<DB>, folder: string | undefined): Promise<DraftRow[]> {
  const query = draftRows(tx)
    .orderBy(sql`d.status not in ('draft', 'submitted')`)
    .orderBy('d.updated_at', 'desc')
    .limit(200)
  const rows = await (folder === undefined ? query : query.where('d.folder', '=', folder)).execute()
  return rows.map(toRow)
}

export interface FoundDraft {
  readonly row: Row
  readonly files: readonly DraftFile[]
}

export async function findDraft(tx: Transaction<DB>, id: string): Promise<FoundDraft | undefined> {
  const row = await draftRows(tx).where('d.id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  return { row, files: (await findDraftFiles(tx, [id])).get(id) ?? [] }
}

/** The whole text of a draft, and the text that it changes. */
export function textsOfDraft(
  calendar: PolicyCalendar,
  draft: FoundDraft,
): { readonly base: readonly PolicyFile[]; readonly text: readonly PolicyFile[] } {
  const base = draftBase(calendar, draft.files)
  return { base, text: withFiles(base, draft.files) }
}

const shownFiles = /\.dmn$|^examples\.yaml$|^indicators\.yaml$/

/** A draft with all that its author may word: the models, examples and standards of its folder. */
export async function showDraft(
  store: Store,
  calendar: PolicyCalendar,
  draft: FoundDraft,
  officerId: string,
): Promise<DraftDetail> {
  const { row } = draft
  const { text } = textsOfDraft(calendar, draft)
  const changed = new Set(draft.files.map(({ folder, file }) => `${folder}/${file}`))
  const isChanged = ({ folder, file }: PolicyFile): boolean => changed.has(`${folder}/${file}`)
  const shown = text.filter((file) => file.folder === row.folder || isChanged(file))
  const standards = shown
    .filter(({ file }) => file === 'standards.yaml')
    .flatMap((file) => readStandards(file.text).map((standard) => ({ folder: file.folder, ...standard })))
  const names = await namesOf(
    store.plain,
    standards.flatMap(({ rows }) => rows.map(({ division }) => division)),
  )
  return {
    ...toRow(row),
    reason: row.reason,
    version: row.version,
    own: row.author_id === officerId,
    note: row.note,
    digest: row.digest,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    files: shown
      .filter(({ file }) => shownFiles.test(file))
      .map((file) => ({ folder: file.folder, file: file.file, text: file.text, changed: isChanged(file) })),
    standards: standards.map(({ folder, name, unit, dimensionNames, rows }) => ({
      folder,
      name,
      unit: unit ?? null,
      dimensionNames: [...dimensionNames],
      rows: rows.map((standard) => ({
        ...standard,
        dimensions: { ...standard.dimensions },
        divisionName: names.get(standard.division) ?? '',
      })),
    })),
    // Written by saveSubmitted from the contract's own type.
    simulation: row.simulation as SimulationSummary | null,
  }
}

/** Households by number, head and place, as far as the reader may see them. */
export async function nameHouseholds(tx: Transaction<DB>, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { number: string; headName: string | null; division: string }>()
  const rows = await tx
    .selectFrom('household')
    .select(['id', 'number', 'division'])
    .select((eb) =>
      eb
        .selectFrom('membership as m')
        .innerJoin('person as p', 'p.id', 'm.person_id')
        .select('p.name')
        .whereRef('m.household_id', '=', 'household.id')
        .where('m.superseded_at', 'is', null)
        .where('m.valid_until', 'is', null)
        .orderBy(sql`m.relation <> ${headOfHousehold}`)
        .orderBy('m.id')
        .limit(1)
        .as('headName'),
    )
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
