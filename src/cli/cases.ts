import { parseArgs } from 'node:util'
import { casesText } from '#cli/cases.zh'
import { chooseCounty, openCommandStore, print, storeOptions, todayInChina } from '#cli/options'
import { takeOver } from '#modules/assistance'
import { findOfficerInPost } from '#modules/officer'
import { openPolicyCalendar } from '#modules/policy-register'
import { loadWorkCalendar } from '#policy-files/work-calendar'
import { openRowMaker } from '#sweep'

/** `./doudi cases take-over [--county CODE] [--json]` */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: storeOptions, allowPositionals: true })
  if (positionals[0] !== 'take-over' || positionals.length > 1) {
    process.stderr.write(`${casesText.help}\n`)
    return 2
  }
  const store = await openCommandStore(values.data)
  const duckdb = openRowMaker(store)
  try {
    const county = await chooseCounty(store, values.county)
    const actor = await findOfficerInPost(store.plain, 'county-officer', county)
    if (actor === undefined) throw new Error(casesText.noOfficer(county))
    const today = todayInChina()
    const policies = (await openPolicyCalendar(store)).on(today)
    const calendar = await loadWorkCalendar()
    const cases = await takeOver({ store, duckdb, policies, calendar, today }, actor, county)
    print(values.json, { county, cases }, casesText.done(cases))
    return 0
  } finally {
    duckdb.close()
    await store.close()
  }
}
