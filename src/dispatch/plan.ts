import type { Fault } from '#dispatch/faults'
import type { Weights } from '#dispatch/problem'

/** One stop of a route. `part` counts from 0; a meal is a stop of its own, after the stop at its canteen. */
export interface Stop {
  readonly kind: 'visit' | 'break' | 'canteen' | 'meal'
  /** The visit's or meal's id; for a break its carer, for a canteen its place. */
  readonly id: string
  readonly part: number
  readonly place: string
  readonly arrive: number
  readonly start: number
  readonly leave: number
}

export interface Route {
  readonly carer: string
  /** When she leaves her place and when she is back, in minutes after midnight. */
  readonly leave: number
  readonly back: number
  readonly travel: number
  readonly work: number
  readonly stops: readonly Stop[]
}

/** Why nobody comes, as near as it can be said. */
export type UnservedReason =
  | { readonly code: 'no-carer-has-the-skills'; readonly part: number }
  | { readonly code: 'only-refused-carers-have-the-skills'; readonly part: number }
  | { readonly code: 'locked-carer-cannot'; readonly carer: string }
  | { readonly code: 'nobody-arrives-in-time'; readonly carer: string; readonly minutesLate: number }
  | { readonly code: 'no-room-in-any-shift'; readonly carer: string; readonly minutesOver: number }
  | { readonly code: 'nobody-brings-it-warm' }
  | { readonly code: 'no-capacity'; readonly carer: string }
  | { readonly code: 'dearer-than-leaving-out' }
  /** What was asked for is itself at fault; the rest is planned. */
  | { readonly code: 'cannot-be-planned'; readonly fault: Fault['code'] }

export interface Unserved {
  readonly id: string
  readonly reason: UnservedReason
}

/** The cost by term, weighted; the sum of all is `total`. */
export type CostTerms = Readonly<Record<keyof Weights | 'fixed', number>>

/** What is different from the plan before. */
export interface PlanChanges {
  readonly sameCarer: number
  readonly otherCarer: readonly string[]
  readonly otherTime: readonly string[]
  readonly dropped: readonly string[]
  readonly added: readonly string[]
}

export interface Plan {
  readonly name: string
  readonly routes: readonly Route[]
  readonly unserved: readonly Unserved[]
  readonly terms: CostTerms
  readonly total: number
  /** Minutes of travel, not weighted. */
  readonly distance: number
  readonly tardiness: number
  readonly greatestTardiness: number
  readonly changes?: PlanChanges
}

/** Who did a part in the plan before, and when. */
export interface PartBefore {
  readonly carer: string
  readonly start: number
}

/** By visit or meal, its parts in the plan before; a part may be missing. */
export type PartsBefore = ReadonlyMap<string, readonly (PartBefore | undefined)[]>
