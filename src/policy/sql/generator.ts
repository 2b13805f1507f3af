import type { Binder, Core } from '#policy/checked/index'
import type { Term } from '#policy/sql/term'

/** What the parts of the SQL back end ask of each other. */
export interface Generator {
  expression(of: Core): Term
  /** As a column when that is possible and worth it. */
  hoist(of: Term): Term
  bind(binder: Binder, to: Term): void
  /** The columns of members or obligors that are read from selected lists, which carry nothing else. */
  readonly carried: Readonly<Record<'member' | 'obligor', readonly string[]>>
}
