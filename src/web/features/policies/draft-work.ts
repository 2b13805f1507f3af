import { useState } from 'react'
import type { DraftContent, DraftDetail, StandardEdit } from '#contracts/policy-register'

type FileText = DraftContent['files'][number]
type StandardRows = DraftContent['standards'][number]

/** What the author has changed since the draft was last saved. */
interface Edits {
  readonly version: number
  readonly title?: string
  readonly reason?: string
  readonly effectiveOn?: string | null
  readonly files: ReadonlyMap<string, string>
  readonly standards: ReadonlyMap<string, readonly StandardEdit[]>
}

/** A draft as it stands on the author's screen, saved or not. */
export interface DraftWork {
  readonly title: string
  readonly reason: string
  readonly effectiveOn: string | null
  readonly content: DraftContent
  readonly unsaved: boolean
  fileText(of: Pick<FileText, 'folder' | 'file'>): string
  rows(of: Pick<StandardRows, 'folder' | 'name'>): readonly StandardEdit[]
  setTitle(title: string): void
  setReason(reason: string): void
  setEffectiveOn(day: string | null): void
  setFile(of: Pick<FileText, 'folder' | 'file'>, text: string): void
  setRows(of: Pick<StandardRows, 'folder' | 'name'>, rows: readonly StandardEdit[]): void
}

function keyOf(of: { readonly folder: string; readonly file?: string; readonly name?: string }): string {
  return `${of.folder}/${of.file ?? of.name ?? ''}`
}

function editsOf(rows: DraftDetail['standards'][number]['rows']): StandardEdit[] {
  return rows.map(({ division, dimensions, value, from, until, document, source }) => ({
    division,
    dimensions,
    value,
    from,
    until,
    document: document ?? '',
    source: source ?? '',
  }))
}

const untouched = (version: number): Edits => ({ version, files: new Map(), standards: new Map() })

export function useDraftWork(draft: DraftDetail): DraftWork {
  const [kept, setEdits] = useState<Edits>(() => untouched(draft.version))
  // What was edited before a save is in the draft now.
  const edits = kept.version === draft.version ? kept : untouched(draft.version)
  const edit = (change: Partial<Edits>): void => setEdits({ ...edits, ...change })

  const fileText: DraftWork['fileText'] = (of) =>
    edits.files.get(keyOf(of)) ?? draft.files.find((file) => keyOf(file) === keyOf(of))?.text ?? ''
  const rows: DraftWork['rows'] = (of) =>
    edits.standards.get(keyOf(of)) ??
    editsOf(draft.standards.find((standard) => keyOf(standard) === keyOf(of))?.rows ?? [])
  const content: DraftContent = {
    files: draft.files
      .filter((file) => file.changed || edits.files.has(keyOf(file)))
      .map(({ folder, file }) => ({ folder, file, text: fileText({ folder, file }) })),
    standards: draft.standards.map(({ folder, name }) => ({ folder, name, rows: [...rows({ folder, name })] })),
  }
  const [title, reason] = [edits.title ?? draft.title, edits.reason ?? draft.reason]
  const effectiveOn = edits.effectiveOn === undefined ? draft.effectiveOn : edits.effectiveOn
  return {
    title,
    reason,
    effectiveOn,
    content,
    unsaved:
      edits.files.size + edits.standards.size > 0 ||
      title !== draft.title ||
      reason !== draft.reason ||
      effectiveOn !== draft.effectiveOn,
    fileText,
    rows,
    setTitle: (to) => edit({ title: to }),
    setReason: (to) => edit({ reason: to }),
    setEffectiveOn: (to) => edit({ effectiveOn: to }),
    setFile: (of, text) => {
      const same = draft.files.find((file) => keyOf(file) === keyOf(of))?.text === text
      const files = new Map(edits.files)
      if (same) files.delete(keyOf(of))
      else files.set(keyOf(of), text)
      edit({ files })
    },
    setRows: (of, to) => edit({ standards: new Map(edits.standards).set(keyOf(of), to) }),
  }
}
