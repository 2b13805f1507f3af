/** Work that is done again and again without being asked for. */
export interface Keeper {
  /** Ends after the round that is under way. */
  close(): Promise<void>
}

/**
 * Does a round, rests, and does the next, one at a time. What fails is told to `onFault` and tried again with the next
 * round; `isClosed` lets a long round end early.
 */
export function startKeeper(of: {
  readonly restMs: number
  readonly round: (isClosed: () => boolean) => Promise<void>
  readonly onFault: (error: unknown) => void
}): Keeper {
  const { restMs, round, onFault } = of
  let closed = false
  let timer: NodeJS.Timeout
  let work: Promise<void> = Promise.resolve()
  const sleep = (): void => {
    timer = setTimeout(() => {
      work = round(() => closed).catch(onFault)
      void work.then(() => {
        if (!closed) sleep()
      })
    }, restMs)
    timer.unref()
  }
  sleep()
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await work
    },
  }
}
