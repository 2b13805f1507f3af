/** Somewhere people live who should be served: degrees on the earth (x east, y north) or metres on a plane. */
export interface Demand {
  readonly id: string
  readonly x: number
  readonly y: number
  /** How many people it counts for; 1 when unsaid. */
  readonly weight: number
  /** What it takes of a site's capacity; the weight when unsaid. */
  readonly load?: number
  /** The township or other group that it belongs to. */
  readonly group?: string
}

/** Somewhere a station could stand, or stands already. */
export interface Candidate {
  readonly id: string
  readonly x: number
  readonly y: number
  /** What opening it costs, in the unit of the budget; 1 when unsaid. An existing site costs nothing more. */
  readonly cost?: number
  readonly capacity?: number
  /** It stands already and is kept. */
  readonly existing?: boolean
  readonly group?: string
}

/**
 * How far it is from each demand to each candidate: given, demands down and candidates across in the order of their
 * lists, or metres as the crow flies times a detour. With a speed the unit is minutes.
 */
export type Ways =
  | { readonly kind: 'matrix'; readonly rows: readonly (readonly number[])[] }
  | {
      readonly kind: 'distance'
      readonly on: 'plane' | 'earth'
      readonly detour: number
      readonly metresPerMinute?: number
      /** Metres; the mean radius of the earth when unsaid. */
      readonly radius?: number
      /** Cut to whole units after the detour, as some collections do. */
      readonly whole?: boolean
    }

/**
 * What is made small or great:
 * - `median`: the sum of weight × way, everybody going to the nearest site
 * - `coverage`: the weight that has a site within `within`; this one is made great
 * - `cover-all`: the cost of new sites so that everybody has one within `within`
 * - `center`: the longest way that anybody has
 * - `capacitated`: as `median`, each demand as a whole at one site, no site above its capacity
 */
export const goals = ['median', 'coverage', 'cover-all', 'center', 'capacitated'] as const
export type Goal = (typeof goals)[number]

/** What every village gets whatever the goal says. */
export interface Floor {
  /** Every demand has a site no further than this. */
  readonly within?: number
  /** Every group that a demand belongs to has at least one site. */
  readonly everyGroup?: boolean
}

export interface SitingProblem {
  readonly name: string
  readonly goal: Goal
  /** The most sites to open beside the existing ones. */
  readonly newSites?: number
  /** The most that the new sites may cost together. */
  readonly budget?: number
  /** Who has a site no further than this is covered, in the unit of the ways. */
  readonly within?: number
  readonly floor?: Floor
  readonly ways: Ways
  readonly demands: readonly Demand[]
  readonly candidates: readonly Candidate[]
}
