import type { ChangeRefusal, StandardEdit } from '#contracts/policy-register'
import type { Day } from '#kernel/day'
import { Refused } from '#kernel/refused'
import type { ParameterSummary, Policies } from '#policy'
import { compileFiles, describeFileError, type PolicyFile, withFiles } from '#policy-files'
import type { ChangedStandard, PolicyChange } from './change-file.ts'
import { editsOf, withRows, withValue } from './standard-rows.ts'

/** Policies and the files that they come from. */
export interface PolicyText {
  readonly files: readonly PolicyFile[]
  readonly policies: Policies
}

function refuse(refusal: ChangeRefusal): never {
  throw new Refused(refusal)
}

/** At most three names that share most of their characters with the one that is written. */
function namesNear(written: string, known: Iterable<string>): string[] {
  const shared = (name: string): number => Array.from(name).filter((character) => written.includes(character)).length
  return [...new Set(known)]
    .filter((name) => shared(name) * 2 >= Math.max(name.length, written.length))
    .toSorted((a, b) => shared(b) - shared(a) || a.length - b.length)
    .slice(0, 3)
}

function rowsOf(policies: Policies, change: ChangedStandard): readonly ParameterSummary[] {
  const rows = policies.parameters.filter(({ name }) => name === change.name)
  const [first] = rows
  if (first === undefined) {
    const nearest = namesNear(
      change.name,
      policies.parameters.map(({ name }) => name),
    )
    return refuse({ code: 'change-standard-unknown', line: change.line, name: change.name, nearest })
  }
  const [wanted, found] = [Object.keys(first.dimensions), Object.keys(change.dimensions)]
  if (wanted.toSorted().join('\n') !== found.toSorted().join('\n')) {
    refuse({ code: 'change-dimensions-differ', line: change.line, name: change.name, found, wanted })
  }
  return rows
}

function checkValue(change: ChangedStandard, rows: readonly ParameterSummary[]): void {
  const number = /^-?\d{1,16}(\.\d{1,6})?$/
  if (!rows.every(({ value }) => number.test(value)) || number.test(change.value)) return
  const { line, value: found } = change
  refuse({ code: 'change-field-invalid', line, field: 'value', found, wanted: 'value' })
}

/** The files with the rows of one standard in another wording. */
export function withStandardRows(
  files: readonly PolicyFile[],
  of: { readonly folder: string; readonly name: string; readonly rows: readonly StandardEdit[] },
): readonly PolicyFile[] {
  return files.map((file) => {
    if (file.folder !== of.folder || !file.file.endsWith('.yaml')) return file
    const text = withRows(file.text, of.name, of.rows)
    return text === undefined ? file : { ...file, text }
  })
}

/** Compiles files, or refuses with what is wrong with them. */
export function compiledText(files: readonly PolicyFile[]): PolicyText {
  const compilation = compileFiles(files)
  if (compilation.ok) return { files, policies: compilation.policies }
  const errors = compilation.errors.map((error) => describeFileError(error))
  return refuse({ code: 'change-does-not-compile', errors: [...new Set(errors)] })
}

/** The policies as they would be with a change, whose values hold from `from` unless they say otherwise. */
export function applyChange(text: PolicyText, change: PolicyChange, from: Day): PolicyText {
  const known = [...new Set(text.files.map(({ folder }) => folder))]
  for (const { folder, line } of change.files) {
    if (!known.includes(folder)) refuse({ code: 'change-folder-unknown', line, folder, known })
  }
  const models = change.files.map(({ folder, file, text: wording }) => ({ folder, file, text: wording }))
  const replaced = models.length === 0 ? text : compiledText(withFiles(text.files, models))
  if (change.standards.length === 0) return replaced
  const edits = new Map<string, { folder: string; rows: readonly StandardEdit[] }>()
  for (const standard of change.standards) {
    const rows = rowsOf(replaced.policies, standard)
    checkValue(standard, rows)
    const known = edits.get(standard.name)
    edits.set(standard.name, {
      folder: rows[0]?.folder ?? '',
      rows: withValue(known?.rows ?? editsOf(rows), {
        division: standard.division,
        dimensions: { ...standard.dimensions },
        value: standard.value,
        from: standard.from ?? from,
        document: standard.document ?? '—',
        source: '',
      }),
    })
  }
  const files = [...edits].reduce<readonly PolicyFile[]>(
    (changed, [name, { folder, rows }]) => withStandardRows(changed, { folder, name, rows }),
    replaced.files,
  )
  return compiledText(files)
}
