import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  compilePolicies,
  describePolicyError,
  inOrder,
  type Policies,
  type PolicyError,
  type PolicySource,
} from '#policy'
import {
  describeIndicatorError,
  type Indicator,
  type IndicatorError,
  indicatorsFromYaml,
  withoutDecision,
} from '#policy-files/indicators'
import { vocabulary } from '#policy-files/vocabulary.zh'

export const defaultPolicyFolder = join(import.meta.dirname, '..', '..', 'policies')

/** Any file of a policy folder: rules, standards, indicators, worked examples, sources. */
export interface PolicyFile {
  readonly folder: string
  readonly file: string
  readonly text: string
}

const indicatorsFile = 'indicators.yaml'

/** What each file of a policy folder is to the engine; examples and sources are for people and for `policy test`. */
export function kindOf(file: string): PolicySource['kind'] | undefined {
  if (file.endsWith('.dmn')) return 'dmn'
  return file === 'standards.yaml' || file === indicatorsFile ? 'standards' : undefined
}

/** What the engine knows, and what monitoring does about it. */
export interface CivilPolicies extends Policies {
  readonly indicators: readonly Indicator[]
}

export type PolicyFileError = PolicyError | IndicatorError

export type FileCompilation =
  | { readonly ok: true; readonly policies: CivilPolicies }
  | { readonly ok: false; readonly errors: readonly PolicyFileError[] }

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

/**
 * Compiles what of the files is policy. Nothing is kept: a draft is compiled at every pause of its author. Whether
 * each indicator has its decision is told once the decisions are known.
 */
export function compileFiles(files: readonly PolicyFile[]): FileCompilation {
  const sources = files.flatMap((file) => {
    const kind = kindOf(file.file)
    return kind === undefined ? [] : [{ ...file, kind }]
  })
  const compilation = compilePolicies(sources, { vocabulary })
  const unread: PolicyError[] = []
  const indicators = files
    .filter(({ file }) => file === indicatorsFile)
    .flatMap((file) => indicatorsFromYaml(file, unread))
  const unanswered = compilation.ok ? withoutDecision(indicators, compilation.policies.decisions) : compilation.errors
  const errors = inOrder<PolicyFileError>([...unread, ...unanswered])
  if (!compilation.ok || errors.length > 0) return { ok: false, errors }
  return { ok: true, policies: { ...compilation.policies, indicators } }
}

/** An error as a line of text. */
export function describeFileError(error: PolicyFileError, language: 'zh' | 'en' = 'zh'): string {
  const { problem, ...place } = error
  return problem.code === 'indicator-without-decision'
    ? describeIndicatorError({ ...place, problem }, language)
    : describePolicyError({ ...place, problem }, language)
}

const compiled = new Map<string, FileCompilation>()

/** The compiled policies of a folder; compiled once unless `fresh` is asked for. */
export function loadPolicies(
  root: string = defaultPolicyFolder,
  options: { readonly fresh?: boolean } = {},
): FileCompilation {
  const known = compiled.get(root)
  if (known !== undefined && options.fresh !== true) return known
  const compilation = compileFiles(readPolicyFiles(root))
  compiled.set(root, compilation)
  return compilation
}
