import type { Store } from '#db'
import { type Day, parseDay } from '#kernel/day'
import type { WorkCalendar } from '#kernel/working-days'
import { dataThrough, listCounties, listTouchedCounties, sweepCounty } from '#modules/monitoring'
import type { PolicyCalendar } from '#modules/policy-register'
import type { Scope } from '#sweep'

/** Sweeps without being asked: touched households soon after a delivery, everything once a night. */
export interface Sweeper {
  /** Sweeps what a change has touched, after a moment in which further changes may come. */
  soon(county: string): void
  close(): Promise<void>
}

interface Means {
  readonly store: Store
  readonly policies: PolicyCalendar
  readonly calendar: WorkCalendar
  readonly today: () => Day
  /** Told of a sweep that failed; the touched households stay marked and are swept with the next. */
  readonly onFault: (error: unknown) => void
}

/** When the nightly sweep begins: 02:00 in China, as milliseconds after midnight UTC of the day before. */
const nightly = 18 * 3_600_000
const aDay = 86_400_000
const rest = 1500

/**
 * Starts the sweeper of a server. What is to be swept stands in the store (`touched_household`), so a server that died
 * takes it up again here; two servers cannot record the same sweep twice (see `recordSweep`).
 */
export function startSweeper(means: Means): Sweeper {
  const { store } = means
  const waiting = new Map<string, NodeJS.Timeout>()
  let line: Promise<void> = Promise.resolve()
  let closed = false

  const sweep = async (county: string, scope: Scope): Promise<void> => {
    if (closed) return
    const asOf = parseDay((await store.within(county, dataThrough)) ?? '')
    if (asOf === undefined) return
    // A change may have been confirmed at another server.
    await means.policies.refresh()
    const policies = means.policies.on(asOf)
    await sweepCounty(store, { ...means, policies }, { county, asOf, today: means.today(), scope })
  }
  // One after the other: two sweeps at once would only compete for the same cores.
  const enqueue = (work: () => Promise<void>): void => {
    line = line.then(work).catch(means.onFault)
  }
  const soon = (county: string): void => {
    if (closed) return
    clearTimeout(waiting.get(county))
    const timer = setTimeout(() => {
      waiting.delete(county)
      enqueue(() => sweep(county, 'touched'))
    }, rest)
    waiting.set(county, timer)
  }
  const untilNight = (): number => aDay - ((Date.now() - nightly + aDay) % aDay)
  let night: NodeJS.Timeout
  const sleep = (): void => {
    night = setTimeout(() => {
      enqueue(async () => {
        // Each in its own turn: a county whose sweep fails must not cost the others their night.
        for (const county of await listCounties(store)) enqueue(() => sweep(county, 'full'))
      })
      sleep()
    }, untilNight())
    night.unref()
  }
  sleep()
  enqueue(async () => {
    for (const county of await listTouchedCounties(store)) soon(county)
  })

  return {
    soon,
    async close() {
      closed = true
      clearTimeout(night)
      for (const timer of waiting.values()) clearTimeout(timer)
      await line
    },
  }
}
