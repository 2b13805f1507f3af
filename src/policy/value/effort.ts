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

/** Computes something that may cost so much, or gives what stands for it when it costs more. */
export function withEffort<T>(most: number, compute: () => T, otherwise: () => T): T {
  const outer = left
  left = most
  try {
    return compute()
  } catch (error) {
    if (error !== spent) throw error
    left = most
    return otherwise()
  } finally {
    left = outer
  }
}
