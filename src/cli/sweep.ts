import { parseArgs } from 'node:util'
import { cliText } from '#cli/messages.zh'
import { chooseCounty, openCommandStore, print, readDay, storeOptions, todayInChina } from '#cli/options'
import { dataThrough, sweepCounty } from '#modules/monitoring'
import { openPolicyCalendar } from '#modules/policy-register'
import { loadWorkCalendar } from '#policy-files/work-calendar'

/** `./doudi sweep [--as-of DAY] [--touched] [--county CODE] [--json]` */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { ...storeOptions, 'as-of': { type: 'string' }, touched: { type: 'boolean', default: false } },
  })
  const store = await openCommandStore(values.data)
  try {
    const county = await chooseCounty(store, values.county)
    const through = await store.within(county, dataThrough)
    const asOf = readDay(values['as-of'] ?? through ?? todayInChina())
    const result = await sweepCounty(
      store,
      { policies: (await openPolicyCalendar(store)).on(asOf), calendar: await loadWorkCalendar() },
      { county, asOf, today: todayInChina(), scope: values.touched ? 'touched' : 'full' },
    )
    print(values.json, result, cliText.sweepDone({ ...result, raised: result.signals_raised }))
    return 0
  } finally {
    await store.close()
  }
}
