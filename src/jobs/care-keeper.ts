import { eachCounty } from '#jobs/each-county'
import { type Keeper, startKeeper } from '#jobs/keeper'
import type { Store } from '#db'
import { addDays, type Day } from '#kernel/day'
import { daysAheadOf, generateVisits } from '#modules/elder-care'
import type { PolicyCalendar } from '#modules/policy-register'

interface Means {
  readonly store: Store
  readonly policies: PolicyCalendar
  readonly today: () => Day
  /** Told of work that failed; it is tried again. */
  readonly onFault: (error: unknown) => void
}

const rest = 600_000

/**
 * Makes the visits of the coming days from what is agreed, so that each morning's board is full. What is there already
 * stays as it is, so that it may run as often as it likes, on as many servers.
 */
export function startCareKeeper({ store, policies, today, onFault }: Means): Keeper {
  return startKeeper({
    restMs: rest,
    onFault,
    async round(isClosed) {
      const from = today()
      await eachCounty(store, { isClosed, onFault }, async (county) => {
        const inForce = policies.on(from)
        const until = addDays(from, daysAheadOf(inForce, county, from))
        await store.within(county, (tx) => generateVisits(tx, inForce, { county, from, until }))
      })
    },
  })
}
