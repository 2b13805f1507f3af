/** Work that keeps a core busy takes turns: so much at once, the rest in the order in which it came. */
export interface Turns {
  /**
   * Does the work when its turn has come, and passes on what it gives or throws. Gives undefined, at once and without
   * having done anything, when as many wait already as may.
   */
  take<T>(work: () => Promise<T>): Promise<T> | undefined
}

/** Turns for `atOnce` pieces of work, at least 1, with `waiting` more in the queue. */
export function makeTurns({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Turns {
  if (!(atOnce >= 1)) throw new RangeError(`Nobody would ever have a turn with ${atOnce} at once`)
  const queue: (() => void)[] = []
  let running = 0

  function enter(): Promise<void> {
    if (running >= atOnce) return new Promise((resolve) => queue.push(resolve))
    running += 1
    return Promise.resolve()
  }
  /** The turn goes to whoever has waited longest, so that nobody new can come in between. */
  function leave(): void {
    const next = queue.shift()
    if (next === undefined) running -= 1
    else next()
  }
  async function run<T>(entered: Promise<void>, work: () => Promise<T>): Promise<T> {
    await entered
    try {
      return await work()
    } finally {
      leave()
    }
  }
  return {
    take: (work) => (running >= atOnce && queue.length >= waiting ? undefined : run(enter(), work)),
  }
}
