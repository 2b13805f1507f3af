import { createHash } from 'node:crypto'
import { describePolicyError, type Policies } from '#policy'
import { defaultPolicyFolder, loadPolicies, readPolicySources } from '#policy-files/read'

/** Policies that compiled, with the digest that tells one text from another. */
export interface EffectivePolicies extends Policies {
  /** SM3 over all policy files, so that a result can say which text it came from. */
  readonly digest: string
}

/** The policies in force. Throws with every error, each with its place, when they do not compile. */
export function loadEffectivePolicies(root: string = defaultPolicyFolder): EffectivePolicies {
  const compilation = loadPolicies(root)
  if (!compilation.ok) throw new Error(compilation.errors.map((error) => describePolicyError(error)).join('\n'))
  const digest = createHash('sm3')
  for (const { folder, file, text } of readPolicySources(root)) digest.update(`${folder}/${file}\n${text}\n`)
  return { ...compilation.policies, digest: digest.digest('hex') }
}
