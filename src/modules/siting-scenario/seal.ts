import type { SitingAnswer, SitingQuestion } from '#contracts/siting-scenario'
import type { Store } from '#db'
import { canonicalJson } from '#kernel/canonical-json'

type Keys = Store['keys']

/** All that a scenario is kept with, and whose it is. */
interface Sealed {
  readonly county: string
  readonly question: SitingQuestion
  readonly answer: SitingAnswer
}

const purpose = 'siting-answer'

/**
 * An answer takes seconds to reckon and is saved by a later request, from the browser. The seal binds every number of
 * it to the county and the question, so that nothing is kept that was not reckoned here.
 */
export function sealOf(keys: Keys, sealed: Sealed): string {
  return keys.seal(purpose, canonicalJson(sealed)).toString('base64url')
}

export function isFromHere(keys: Keys, sealed: Sealed, seal: string): boolean {
  return keys.isSeal(purpose, canonicalJson(sealed), Buffer.from(seal, 'base64url'))
}
