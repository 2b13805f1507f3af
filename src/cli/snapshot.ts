import { parseArgs } from 'node:util'
import { cliText } from '#cli/messages.zh'
import { chooseCounty, openCommandStore, print, readDay, storeOptions, todayInChina } from '#cli/options'
import { dataThrough } from '#modules/monitoring'
import { takeSnapshot } from '#sweep'

/** `./doudi snapshot [--as-of DAY] [--county CODE] [--json]` */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { ...storeOptions, 'as-of': { type: 'string' } } })
  const store = await openCommandStore(values.data)
  try {
    const started = performance.now()
    const county = await chooseCounty(store, values.county)
    const asOf = readDay(values['as-of'] ?? (await store.within(county, dataThrough)) ?? todayInChina())
    const snapshot = await takeSnapshot(store, { county, asOf, scope: 'full' })
    const result = { ...snapshot, seconds: Number(((performance.now() - started) / 1000).toFixed(3)) }
    print(values.json, result, cliText.snapshotDone(result))
    return 0
  } finally {
    await store.close()
  }
}
