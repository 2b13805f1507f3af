import { eachCounty } from '#jobs/each-county'
import { type Keeper, startKeeper } from '#jobs/keeper'
import type { Store } from '#db'
import type { Day } from '#kernel/day'
import type { WorkCalendar } from '#kernel/working-days'
import { type CaseMeans, endWhatIsOver, raiseEscalations, runBulk, unfinishedRuns } from '#modules/assistance'
import type { PolicyCalendar } from '#modules/policy-register'
import type { WarmDuckDb } from '#sweep'

interface Means {
  readonly store: Store
  readonly policies: PolicyCalendar
  readonly duckdb: WarmDuckDb
  readonly calendar: WorkCalendar
  readonly today: () => Day
  /** Told of work that failed; it stands in the store and is tried again. */
  readonly onFault: (error: unknown) => void
}

/** How soon a bulk run is taken up, and how often the clocks are looked at. */
const rest = 1500
const clockRest = 3_600_000

/**
 * Does what cases need without being asked: goes on with bulk runs, watches the clocks, ends what is over. All
 * of its work stands in the store and each piece of it is done in a transaction of its own, so that a server that died
 * goes on here, and two servers do nothing twice (see `runBulk`, `raiseEscalations`).
 */
export function startCaseKeeper(means: Means): Keeper {
  const { store } = means
  let lookedAt = 0

  const caseMeans = (): CaseMeans => ({ ...means, today: means.today(), policies: means.policies.on(means.today()) })
  const watchClocks = async (isClosed: () => boolean): Promise<void> => {
    await eachCounty(store, { isClosed, onFault: means.onFault }, async (county) => {
      await endWhatIsOver(caseMeans(), county)
      await raiseEscalations(store, county, means.today())
    })
  }
  return startKeeper({
    restMs: rest,
    onFault: means.onFault,
    async round(isClosed) {
      for (const id of await unfinishedRuns(store)) {
        // A run that breaks off keeps no other waiting, nor the clocks.
        if (!isClosed()) await runBulk(caseMeans(), id).catch(means.onFault)
      }
      if (!isClosed() && Date.now() - lookedAt > clockRest) {
        lookedAt = Date.now()
        await watchClocks(isClosed)
      }
    },
  })
}
