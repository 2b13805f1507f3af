/** When to stop. `spent` grows from 0 to 1; it may read a clock or count the rounds. */
export interface Limit {
  spent(rounds: number): number
}

/** A limit that counts rounds: the same on every machine. */
export function roundLimit(most: number): Limit {
  return { spent: (rounds) => rounds / most }
}

/** A limit by a clock that reads seconds. */
export function clockLimit(seconds: number, clock: () => number): Limit {
  const from = clock()
  return { spent: () => (seconds > 0 ? (clock() - from) / seconds : 1) }
}
