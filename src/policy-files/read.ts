import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compilePolicies, type Compilation, type PolicySource } from '#policy'

export const defaultPolicyFolder = join(import.meta.dirname, '..', '..', 'policies')

/** What each file of a policy folder is; examples and sources are for people and for `policy test`. */
function kindOf(file: string): PolicySource['kind'] | undefined {
  if (file.endsWith('.dmn')) return 'dmn'
  if (file === 'standards.yaml') return 'standards'
  return file === 'indicators.yaml' ? 'indicators' : undefined
}

/** The names of the policy folders, in a fixed order. */
export function policyFolders(root: string = defaultPolicyFolder): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

export function readPolicySources(root: string = defaultPolicyFolder): readonly PolicySource[] {
  return policyFolders(root).flatMap((folder) =>
    readdirSync(join(root, folder))
      .sort()
      .flatMap((file): PolicySource[] => {
        const kind = kindOf(file)
        return kind === undefined ? [] : [{ folder, file, kind, text: readFileSync(join(root, folder, file), 'utf8') }]
      }),
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
  const compilation = compilePolicies(readPolicySources(root))
  compiled.set(root, compilation)
  return compilation
}
