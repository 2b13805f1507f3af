import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compilePolicies, type Compilation, type PolicySource } from '#policy'
import { vocabulary } from '#policy-files/vocabulary.zh'

export const defaultPolicyFolder = join(import.meta.dirname, '..', '..', 'policies')

/** Any file of a policy folder: rules, standards, indicators, worked examples, sources. */
export interface PolicyFile {
  readonly folder: string
  readonly file: string
  readonly text: string
}

/** What each file of a policy folder is; examples and sources are for people and for `policy test`. */
export function kindOf(file: string): PolicySource['kind'] | undefined {
  if (file.endsWith('.dmn')) return 'dmn'
  if (file === 'standards.yaml') return 'standards'
  return file === 'indicators.yaml' ? 'indicators' : undefined
}

/** The files of all policy folders, in a fixed order. */
export function readPolicyFiles(root: string = defaultPolicyFolder): readonly PolicyFile[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .flatMap((folder) =>
      readdirSync(join(root, folder))
        .sort()
        .map((file) => ({ folder, file, text: readFileSync(join(root, folder, file), 'utf8') })),
    )
}

/** The files with some of them in another wording; a file that was not there is added. */
export function withFiles(files: readonly PolicyFile[], changed: readonly PolicyFile[]): readonly PolicyFile[] {
  const key = (of: PolicyFile): string => `${of.folder}/${of.file}`
  const byKey = new Map([...files, ...changed].map((file) => [key(file), file]))
  return [...byKey.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** Compiles what of the files is policy. Nothing is kept: a draft is compiled at every pause of its author. */
export function compileFiles(files: readonly PolicyFile[]): Compilation {
  return compilePolicies(
    files.flatMap((file) => {
      const kind = kindOf(file.file)
      return kind === undefined ? [] : [{ ...file, kind }]
    }),
    { vocabulary },
  )
}

const compiled = new Map<string, Compilation>()

/** The compiled policies of a folder; compiled once unless `fresh` is asked for. */
export function loadPolicies(
  root: string = defaultPolicyFolder,
  options: { readonly fresh?: boolean } = {},
): Compilation {
  const known = compiled.get(root)
  if (known !== undefined && options.fresh !== true) return known
  const compilation = compileFiles(readPolicyFiles(root))
  compiled.set(root, compilation)
  return compilation
}
