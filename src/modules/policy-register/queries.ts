import type { Kysely } from 'kysely'
import type { DraftContent, DraftReview, PolicyDetail, PolicyFolder, Standard } from '#contracts/policy-register'
import type { DB } from '#db'
import { namesOf } from '#modules/division'
import { type Policies, wholeCountry } from '#policy'
import { examplesOf, type PolicyFile, withFiles } from '#policy-files'
import { type EffectivePolicies, effectivePolicies } from '#policy-files/effective'
import { type FoundDraft, textsOfDraft } from './draft-queries.ts'
import { changedFiles } from './draft-text.ts'
import { folderTitles } from './messages.zh.ts'
import type { PolicyCalendar } from './policy-calendar.ts'
import { reviewText, shownExamples } from './review-draft.ts'
import { readStandards } from './standard-rows.ts'
import { decisionsOf } from './written-logic.ts'

function foldersOf(policies: EffectivePolicies): string[] {
  return [...new Set(policies.files.map(({ folder }) => folder))]
}

/** The policies by folder, with how much each holds. */
export function listPolicyFolders(policies: EffectivePolicies): PolicyFolder[] {
  const examples = examplesOf(policies.files)
  return foldersOf(policies).map((folder) => ({
    folder,
    title: folderTitles[folder] ?? folder,
    decisions: policies.decisions.filter((decision) => decision.folder === folder).length,
    standards: new Set(policies.parameters.filter((row) => row.folder === folder).map(({ name }) => name)).size,
    examples: examples.filter((example) => example.folder === folder).length,
  }))
}

async function standardsOf(db: Kysely<DB>, policies: Policies, folder: string): Promise<Standard[]> {
  const rows = policies.parameters.filter((row) => row.folder === folder)
  const names = await namesOf(
    db,
    rows.map(({ division }) => division),
  )
  const byName = Map.groupBy(rows, ({ name }) => name)
  return [...byName].map(([name, ofName]) => ({
    name,
    unit: ofName[0]?.unit ?? null,
    rows: ofName.map((row) => ({
      division: row.division,
      divisionName: row.division === wholeCountry ? '' : (names.get(row.division) ?? row.division),
      dimensions: { ...row.dimensions },
      value: row.value,
      from: row.from,
      until: row.until ?? null,
      document: row.document === '' ? null : row.document,
      source: row.source === '' ? null : row.source,
    })),
  }))
}

/** One folder of policies: decisions as written, standards as dated rows, worked examples with their answers. */
export async function findPolicyFolder(
  db: Kysely<DB>,
  policies: EffectivePolicies,
  folder: string,
): Promise<PolicyDetail | undefined> {
  if (!foldersOf(policies).includes(folder)) return undefined
  const examples = examplesOf(policies.files).filter((example) => example.folder === folder)
  return {
    folder,
    title: folderTitles[folder] ?? folder,
    sources: policies.files.find((file) => file.folder === folder && file.file === 'sources.md')?.text ?? '',
    decisions: decisionsOf(policies, folder),
    standards: await standardsOf(db, policies, folder),
    examples: shownExamples(policies, examples),
  }
}

/** What a text comes to against the one that it changes; compiled anew at each call. */
async function review(db: Kysely<DB>, base: readonly PolicyFile[], text: readonly PolicyFile[]): Promise<DraftReview> {
  const codes = text
    .filter(({ file }) => file === 'standards.yaml')
    .flatMap((file) => readStandards(file.text).flatMap(({ rows }) => rows.map(({ division }) => division)))
  const names = await namesOf(db, codes.length === 0 ? [wholeCountry] : codes)
  return reviewText({ files: base, policies: effectivePolicies(base) }, text, (code) => names.get(code) ?? '')
}

/** A draft as it has been saved. */
export function reviewStored(db: Kysely<DB>, calendar: PolicyCalendar, draft: FoundDraft): Promise<DraftReview> {
  const { base, text } = textsOfDraft(calendar, draft)
  return review(db, base, text)
}

/** A draft as its author words it now, not yet saved. */
export function reviewContent(
  db: Kysely<DB>,
  calendar: PolicyCalendar,
  draft: FoundDraft,
  content: DraftContent,
): Promise<DraftReview> {
  const { base } = textsOfDraft(calendar, draft)
  return review(db, base, withFiles(base, changedFiles(base, content)))
}
