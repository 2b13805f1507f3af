/** A place where someone starts, ends, is visited or fetches meals: metres on a plane, or degrees on the earth. */
export interface Place {
  readonly id: string
  readonly x: number
  readonly y: number
}

/** A pause within a shift, taken where the carer is, or at the place that is named. What is over by `now` is past. */
export interface Break {
  readonly minutes: number
  readonly earliest: number
  readonly latest: number
  readonly place?: string
}

/** One carer on one day. Instants are minutes after midnight. */
export interface Carer {
  readonly id: string
  readonly skills: readonly string[]
  readonly from: number
  /** The end of the shift; later minutes are overtime. */
  readonly until: number
  /** The last minute at which she may be back; without it there is no overtime. */
  readonly overtimeUntil?: number
  readonly breaks?: readonly Break[]
  readonly start: string
  readonly end: string
  readonly mode: string
  /** What a minute under way costs, in the unit of all costs; 1 when unsaid. */
  readonly costPerMinute?: number
  /** What it costs to call her out at all; 0 when unsaid. */
  readonly fixedCost?: number
  /** The most minutes of travel and care together. */
  readonly maxWork?: number
  /** What she can carry on one tour, in the unit of the loads. */
  readonly capacity?: number
}

/** What one carer does at a visit. A visit has one part, or two for two different carers. */
export interface Part {
  readonly skills: readonly string[]
  readonly minutes: number
}

/** How the starts of two parts are tied: at once, or the second so many minutes after the first. */
export type Pairing =
  | { readonly kind: 'simultaneous' }
  | { readonly kind: 'sequence'; readonly least: number; readonly most: number }

export interface Visit {
  readonly id: string
  readonly place: string
  readonly parts: readonly Part[]
  readonly pairing?: Pairing
  /** No part starts earlier. */
  readonly earliest: number
  /** A part that starts later is late. */
  readonly latest: number
  /** No part starts later than this; `latest` itself when unsaid; null where lateness knows no end. */
  readonly latestAtAll?: number | null
  /** How dear it is to leave the visit out, as a factor; 1 when unsaid. */
  readonly priority?: number
  readonly usual?: string
  readonly preferred?: readonly string[]
  readonly refused?: readonly string[]
  readonly load?: number
  /** Only these carers, by part, may come: the dispatcher has decided. */
  readonly locked?: readonly string[]
  /** The visit is under way since this minute, with the carers it is locked to; their day goes on from there. */
  readonly startedAt?: number
}

/** A meal to fetch at a canteen and to hand over while it is warm. Meals are planned in rounds. */
export interface Meal {
  readonly id: string
  readonly canteen: string
  readonly place: string
  readonly earliest: number
  readonly latest: number
  /** The most minutes between leaving the canteen and handing over. */
  readonly warmFor: number
  /** Minutes at the door. */
  readonly minutes: number
  readonly skills?: readonly string[]
  readonly priority?: number
}

/** How long it takes from place to place: given for each mode, or distance times detour over speed. */
export type Travel =
  | { readonly kind: 'matrix'; readonly minutes: Readonly<Record<string, readonly (readonly number[])[]>> }
  | {
      readonly kind: 'distance'
      readonly on: 'plane' | 'earth'
      readonly modes: Readonly<Record<string, { readonly metresPerMinute: number; readonly detour: number }>>
    }

/** What each thing costs; the sum is what the engine makes small. */
export interface Weights {
  /** One part of a visit that nobody makes, times its priority. */
  readonly unserved: number
  /** A minute of travel, times the carer's own cost. */
  readonly travel: number
  /** A minute of a late start. */
  readonly lateness: number
  /** A minute of the latest start of the day. */
  readonly greatestLateness: number
  readonly overtime: number
  /** Someone other than the usual carer comes. Half of it: someone who is not among the preferred. */
  readonly continuity: number
  /** The evenness of care minutes: their squares summed, over their sum. */
  readonly fairness: number
  /** Someone other than in the plan before comes. A quarter of it: a part starts over 15 minutes earlier or later. */
  readonly stability: number
}

export interface Problem {
  readonly name: string
  readonly places: readonly Place[]
  readonly travel: Travel
  readonly carers: readonly Carer[]
  readonly visits: readonly Visit[]
  readonly meals?: readonly Meal[]
  /** The most meals on one round. */
  readonly mealsOnRound?: number
  readonly weights: Weights
  /** Fewest carers first, whatever the way: part of the time goes into emptying routes. Their fixed costs say how dear. */
  readonly fleetFirst?: boolean
  /** Nothing that is not under way starts before this minute. */
  readonly now?: number
}

export const countyWeights: Weights = {
  unserved: 5000,
  travel: 1,
  lateness: 2,
  greatestLateness: 1,
  overtime: 2,
  continuity: 20,
  fairness: 0.5,
  stability: 60,
}

export const weightNames = [
  'unserved',
  'travel',
  'lateness',
  'greatestLateness',
  'overtime',
  'continuity',
  'fairness',
  'stability',
] as const satisfies readonly (keyof Weights)[]
