import type { Core } from '#policy/checked/core'
import type { Type } from '#policy/checked/type'
import type { Indicator, Parameter } from '#policy/model/index'

/** A decision that is ready for the back ends. */
export interface CheckedDecision {
  readonly folder: string
  readonly file: string
  readonly name: string
  readonly type: Type
  readonly core: Core
  readonly description: string | undefined
  /** The article cited in the description; rules of a table may cite their own. */
  readonly article: string | undefined
  /** The expression as its author wrote it; empty for a table. */
  readonly text: string
}

/** A whole set of policies. Decisions stand in the order in which they can be computed. */
export interface Program {
  readonly decisions: ReadonlyMap<string, CheckedDecision>
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly indicators: readonly Indicator[]
}
