import { createHash } from 'node:crypto'
import {
  type CivilPolicies,
  compileFiles,
  defaultPolicyFolder,
  describeFileError,
  kindOf,
  type PolicyFile,
  readPolicyFiles,
} from '#policy-files/read'

/** Policies that compiled, with the digest that tells one text from another. */
export interface EffectivePolicies extends CivilPolicies {
  /** SM3 over all policy files, so that a result can say which text it came from. */
  readonly digest: string
  readonly files: readonly PolicyFile[]
}

/** Policies from their files. Throws with every error, each with its place, when they do not compile. */
export function effectivePolicies(files: readonly PolicyFile[]): EffectivePolicies {
  const compilation = compileFiles(files)
  if (!compilation.ok) throw new Error(compilation.errors.map((error) => describeFileError(error)).join('\n'))
  return { ...compilation.policies, digest: digestOf(files), files }
}

/** SM3 over the files that are policy; worked examples and sources change no answer. */
export function digestOf(files: readonly PolicyFile[]): string {
  const digest = createHash('sm3')
  for (const { folder, file, text } of files) {
    if (kindOf(file) !== undefined) digest.update(`${folder}/${file}\n${text}\n`)
  }
  return digest.digest('hex')
}

/** The policies of a folder, by default those that come with the program. */
export function loadEffectivePolicies(root: string = defaultPolicyFolder): EffectivePolicies {
  return effectivePolicies(readPolicyFiles(root))
}
