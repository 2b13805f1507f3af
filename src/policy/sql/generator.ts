import type { Binder, Core } from '#policy/checked/index'
import type { ElementSteps } from '#policy/sql/element-steps'
import type { Term } from '#policy/sql/term'

/** What the parts of the SQL back end ask of each other. */
export interface Generator {
  expression(of: Core): Term
  /** As a column when that is possible and worth it. */
  hoist(of: Term): Term
  bind(binder: Binder, to: Term): void
  /** A list function begins or ends; what is hoisted inside becomes a field of its elements. */
  openLambda(id: number, steps: ElementSteps): void
  closeLambda(id: number): void
  /** For each filter, by its binder: the columns that are read from the rows it selects. It carries nothing else. */
  readonly carried: ReadonlyMap<number, readonly string[]>
}
