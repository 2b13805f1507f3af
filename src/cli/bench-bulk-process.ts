import { openStore } from '#db'
import { day } from '#kernel/day'
import { runBulk, unfinishedRuns } from '#modules/assistance'
import { loadEffectivePolicies } from '#policy-files/effective'
import { loadWorkCalendar } from '#policy-files/work-calendar'
import { openRowMaker } from '#sweep'

/** A process of its own that does a bulk run, for `bench bulk`: says how far it has come, and may be killed at any time. */
const [dataDir = '', run = '', today = ''] = process.argv.slice(2)
const store = await openStore({ dataDir, holder: 'command' })
const duckdb = openRowMaker(store)
let done = 0
const means = {
  store,
  duckdb,
  policies: loadEffectivePolicies(),
  calendar: await loadWorkCalendar(),
  today: day(today),
}
// Whoever was killed may hold the run for a moment still.
while ((await unfinishedRuns(store)).includes(run)) {
  await runBulk(means, run, (cases) => {
    done += cases
    process.stdout.write(`${done}\n`)
  })
  await new Promise((resolve) => setTimeout(resolve, 200))
}
duckdb.close()
await store.close()
