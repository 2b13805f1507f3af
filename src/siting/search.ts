/** A set of sites, those beside the kept ones from the least number up, and its value: the less the better. */
export interface Found {
  readonly sites: Int32Array
  readonly value: number
}

/** A search that goes on for as long as it is asked to. */
export interface Search {
  best(): Found
  /** One more attempt at something better, when so much of the limit is spent, from 0 to 1. */
  step(spent: number): void
  /** Looks at sites that somebody else thinks good, and betters them. */
  suggest(sites: readonly number[]): void
}
