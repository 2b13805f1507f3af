import { parseArgs } from 'node:util'
import { cliText } from '#cli/messages.zh'
import { chooseCounty, openCommandStore, print, readDay, storeOptions } from '#cli/options'
import { ageBandNames, disabilityNames } from '#messages/policy-register'
import { namesOf } from '#modules/division'
import {
  applyChange,
  chooseSnapshot,
  fenNumber,
  moneyNumbers,
  openPolicyCalendar,
  readChangeFile,
  simulateChange,
  summaryOf,
} from '#modules/policy-register'
import { openWarmDuckDb, parquetFolder, type Simulation } from '#sweep'

/** `./doudi simulate --change FILE [--as-of DAY] [--snapshot DAY|NAME] [--county CODE] [--data DIR] [--json]` */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { ...storeOptions, change: { type: 'string' }, 'as-of': { type: 'string' }, snapshot: { type: 'string' } },
  })
  if (values.change === undefined) {
    process.stderr.write(`${cliText.simulateUsage}\n`)
    return 2
  }
  const change = readChangeFile(values.change)
  const store = await openCommandStore(values.data)
  try {
    const county = await chooseCounty(store, values.county)
    const snapshot = await chooseSnapshot(store, county, values.snapshot)
    // A change that begins after the snapshot is looked at from the day on which all of it holds.
    const latest = change.standards
      .flatMap(({ from }) => (from === undefined ? [] : [from]))
      .toSorted()
      .at(-1)
    const usual = latest !== undefined && latest > snapshot.asOf ? latest : snapshot.asOf
    const asOf = values['as-of'] === undefined ? usual : readDay(values['as-of'])
    const before = (await openPolicyCalendar(store)).on(asOf)
    const after = applyChange({ files: before.files, policies: before }, change, asOf).policies
    const duckdb = openWarmDuckDb(parquetFolder(store, county))
    try {
      const simulation = await simulateChange(duckdb, {
        before,
        after,
        snapshot,
        asOf,
        county,
        within: county,
        households: { offset: 0, limit: 100 },
      })
      const names = await namesOf(
        store.plain,
        simulation.byTownship.map(({ division }) => division),
      )
      const summary = summaryOf(simulation, snapshot)
      print(
        values.json,
        asJson(simulation, summary, snapshot.path),
        cliText.simulated(summary, details(simulation, names)),
      )
      return 0
    } finally {
      duckdb.close()
    }
  } finally {
    await store.close()
  }
}

function asJson(simulation: Simulation, summary: ReturnType<typeof summaryOf>, path: string): unknown {
  return {
    as_of: summary.asOf,
    snapshot: { as_of: summary.snapshotAsOf, path, households: summary.population },
    households: summary.households,
    not_known: summary.notKnown,
    allowance: summary.allowance,
    people: summary.people,
    monthly_fen: summary.monthlyFen,
    yearly_fen: summary.yearlyFen,
    by_township: simulation.byTownship.map(({ monthly, ...of }) => ({ ...of, monthly_fen: moneyNumbers(monthly) })),
    by_age_band: simulation.byAgeBand,
    by_disability: simulation.byDisability,
    moves: simulation.moves.map(({ monthly, ...of }) => ({ ...of, monthly_fen: fenNumber(monthly) })),
    affected: simulation.affected.map(({ householdId, before, after, ...of }) => ({
      household_id: householdId,
      ...of,
      before: { category: before.category, fen: before.amount === null ? null : fenNumber(before.amount) },
      after: { category: after.category, fen: after.amount === null ? null : fenNumber(after.amount) },
    })),
    warm: simulation.warm,
    peak_rss_mb: simulation.peakRssMb,
    seconds: summary.seconds,
  }
}

function details(simulation: Simulation, names: ReadonlyMap<string, string>): string[] {
  return [
    cliText.simulatedMoves(simulation.moves.map(({ monthly, ...of }) => ({ ...of, fen: fenNumber(monthly) }))),
    cliText.simulatedGroup(
      cliText.byTownship,
      simulation.byTownship.map(({ division, households }) => ({
        name: names.get(division) ?? division,
        ...households,
      })),
    ),
    cliText.simulatedGroup(
      cliText.byAgeBand,
      simulation.byAgeBand.map(({ band, ...of }) => ({ name: ageBandNames[band] ?? band, ...of })),
    ),
    cliText.simulatedGroup(
      cliText.byDisability,
      simulation.byDisability.map(({ degree, ...of }) => ({ name: disabilityNames[degree] ?? degree, ...of })),
    ),
  ]
}
