/**
 * What the computation at hand may still cost, in parts of values looked at or made. It is one for all that runs, since
 * a computation runs to its end before another begins; outside of one nothing is counted.
 */
let left = Infinity

const spent = new Error('A computation costs more than it may')

/** Takes so much away; ends the computation when nothing is left. */
export function spend(amount: number): void {
  left -= amount
  if (left < 0) throw spent
}

/**
 * Computes something that may cost so much, or gives what stands for it when it costs more. Within another it costs that
 * one as well, so that many together cost no more than the other may.
 */
export function withEffort<T>(most: number, compute: () => T, otherwise: () => T): T {
  const outer = left
  const given = Math.min(most, outer)
  left = given
  try {
    return compute()
  } catch (error) {
    // What the one around has no more of is not for this one to answer for.
    if (error !== spent || outer <= most) throw error
    // What stands for it is small, and paid by the one around.
    left = Infinity
    const value = otherwise()
    left = -1
    return value
  } finally {
    // Infinity less a part of itself is no number.
    left = outer === Infinity ? Infinity : outer - (given - left)
  }
}
