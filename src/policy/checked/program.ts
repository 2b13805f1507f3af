import type { Binder, Core } from '#policy/checked/core'
import type { Type } from '#policy/checked/type'
import type { Parameter } from '#policy/model/index'
import type { Vocabulary } from '#policy/vocabulary'

/**
 * `policy`: what has no value is unknown, and every clash of types or units is an error. `standard`: DMN 1.5 to the letter; what has no value is null, and a clash gives null and a warning.
 */
export type Semantics = 'policy' | 'standard'

/**
 * `full`: quotients have 34 digits, as the standard asks. `rounded`: they are rounded half-even to 10 decimals, which
 * both back ends do alike; SQL takes no other.
 */
export type Quotients = 'full' | 'rounded'

/** A decision that is ready for the back ends. */
export interface CheckedDecision {
  readonly folder: string
  readonly file: string
  /** The key by which other decisions and the back ends know it. */
  readonly name: string
  readonly type: Type
  readonly core: Core
  readonly description: string | undefined
  /** The article cited in the description; rules of a table may cite their own. */
  readonly article: string | undefined
  /** The expression as its author wrote it; empty for a table. */
  readonly text: string
}

/** A function that calls itself, directly or through others. */
export interface CheckedFunction {
  readonly parameters: readonly Binder[]
  readonly body: Core
}

/** A whole set of policies. Decisions stand in the order in which they can be computed. */
export interface Program {
  readonly semantics: Semantics
  readonly quotients: Quotients
  readonly vocabulary: Vocabulary
  readonly decisions: ReadonlyMap<string, CheckedDecision>
  readonly functions: ReadonlyMap<string, CheckedFunction>
  readonly parameters: ReadonlyMap<string, Parameter>
}
