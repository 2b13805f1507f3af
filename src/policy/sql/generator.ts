import type { Binder, Core, Semantics } from '#policy/checked/index'
import type { ElementSteps } from '#policy/sql/element-steps'
import type { RowTypes } from '#policy/sql/row-type'
import type { Position } from '#policy/position'
import type { Term } from '#policy/sql/term'

/** What the parts of the SQL back end ask of each other. */
export interface Generator {
  readonly semantics: Semantics
  /** Whether quotients may be rounded to the scale that both back ends share; SQL has no others. */
  readonly rounds: boolean
  readonly rows: RowTypes
  expression(of: Core): Term
  /** As `expression`, for what must be yes, no or null. */
  truth(of: Core): Term
  /** `CASE` with the treatment of a null condition that the semantics ask for. */
  choose(condition: Term, yes: Term, no: Term, at: Position): Term
  /** As a column when that is possible and worth it. */
  hoist(of: Term): Term
  bind(binder: Binder, to: Term): void
  /** A list function begins or ends; what is hoisted inside becomes a field of its elements. */
  openLambda(id: number, steps: ElementSteps): void
  closeLambda(id: number): void
  /** For each filter, by its binder: the columns that are read from the rows it selects. It carries nothing else. */
  readonly carried: ReadonlyMap<number, readonly string[]>
}
