import type { DraftContent } from '#contracts/policy-register'
import type { Day } from '#kernel/day'
import { type PolicyFile, withFiles } from '#policy-files'
import { withStandardRows } from './apply-change.ts'
import type { PolicyCalendar } from './policy-calendar.ts'
import type { DraftFile } from './store.ts'

function keyOf(of: { readonly folder: string; readonly file: string }): string {
  return `${of.folder}/${of.file}`
}

function textIn(files: readonly PolicyFile[], of: PolicyFile): string | undefined {
  return files.find((file) => keyOf(file) === keyOf(of))?.text
}

/** The wording that a draft began with: the latest, but its own files as they were when it was begun. */
export function draftBase(calendar: PolicyCalendar, files: readonly DraftFile[]): readonly PolicyFile[] {
  const bases = files.map(({ folder, file, baseText }) => ({ folder, file, text: baseText }))
  return withFiles(calendar.latestFiles(), bases)
}

/** The files of the base that the content words anew. A draft adds no files: it changes those that there are. */
export function changedFiles(base: readonly PolicyFile[], content: DraftContent): DraftFile[] {
  const known = content.files.filter((file) => textIn(base, file) !== undefined)
  const worded = content.standards.reduce(withStandardRows, withFiles(base, known))
  return worded.flatMap((file) => {
    const baseText = textIn(base, file)
    return baseText === undefined || baseText === file.text ? [] : [{ ...file, baseText }]
  })
}

/** A file that a confirmed change has altered since the draft was made from it. */
export function findOutdatedFile(calendar: PolicyCalendar, files: readonly DraftFile[]): string | undefined {
  const latest = calendar.latestFiles()
  const outdated = files.find((file) => textIn(latest, file) !== file.baseText)
  return outdated === undefined ? undefined : keyOf(outdated)
}

/** A file whose confirmed change comes into force after the day: the draft rests on it and cannot come first. */
export function findLaterFile(
  calendar: PolicyCalendar,
  files: readonly DraftFile[],
  effectiveOn: Day,
): { file: string; effectiveOn: Day } | undefined {
  const own = new Set(files.map(keyOf))
  for (const change of calendar.confirmed()) {
    const file = change.files.find((of) => own.has(keyOf(of)))
    if (file !== undefined && change.effectiveOn > effectiveOn) {
      return { file: keyOf(file), effectiveOn: change.effectiveOn }
    }
  }
  return undefined
}

/**
 * All texts that would hold at some time if the draft came into force on the day: from then on, and from each later
 * confirmed change on. All of them must compile.
 */
export function textsFrom(
  calendar: PolicyCalendar,
  files: readonly DraftFile[],
  effectiveOn: Day,
): readonly (readonly PolicyFile[])[] {
  const later = calendar.confirmed().flatMap((change) => (change.effectiveOn > effectiveOn ? [change.effectiveOn] : []))
  return [effectiveOn, ...new Set(later)].map((day) => withFiles(calendar.on(day).files, files))
}
