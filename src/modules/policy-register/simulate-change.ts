import type { SimulationSummary } from '#contracts/policy-register'
import type { Store } from '#db'
import type { Day } from '#kernel/day'
import type { Fen } from '#kernel/fen'
import { Refused } from '#kernel/refused'
import type { Policies } from '#policy'
import {
  listSnapshots,
  parquetFolder,
  type PastSnapshot,
  simulate,
  type Simulation,
  type SimulationWork,
  type WarmDuckDb,
} from '#sweep'
import { comparedDecisions } from './messages.zh.ts'

/** The snapshot that is asked for by its day or its file name, or else the newest. */
export async function chooseSnapshot(store: Store, county: string, asked?: string): Promise<PastSnapshot> {
  const known = await listSnapshots(parquetFolder(store, county))
  const chosen = asked === undefined ? known[0] : known.find(({ path, asOf }) => asOf === asked || path.endsWith(asked))
  if (chosen !== undefined) return chosen
  if (asked === undefined || known.length === 0) throw new Refused({ code: 'no-population-snapshot' })
  const days = [...new Set(known.map(({ asOf }) => asOf))]
  throw new Refused({ code: 'no-such-snapshot', asked, known: days })
}

export interface ChangeToSimulate {
  readonly before: SimulationWork['before']
  readonly after: Policies
  readonly snapshot: PastSnapshot
  readonly asOf: Day
  readonly county: string
  readonly within: string
  readonly households: SimulationWork['households']
}

/** Runs a change over a snapshot: who gains, who loses, who changes, and what it costs. */
export function simulateChange(
  duckdb: WarmDuckDb,
  { snapshot, ...change }: ChangeToSimulate,
  signal?: AbortSignal,
): Promise<Simulation> {
  return simulate(duckdb, { ...change, compared: comparedDecisions, snapshot: snapshot.path }, signal)
}

const monthsOfAYear = 12n

/** Fen as a number of JSON, which is exact below 90 000 billion yuan; more is a fault and not rounded. */
export function fenNumber(amount: Fen | bigint): number {
  const number = Number(amount)
  if (!Number.isSafeInteger(number)) throw new Error(`${amount} fen are too many for a number`)
  return number
}

export function moneyNumbers(of: { readonly before: Fen; readonly after: Fen }): { before: number; after: number } {
  return { before: fenNumber(of.before), after: fenNumber(of.after) }
}

/** What a simulation comes to, without its lists. */
export function summaryOf(simulation: Simulation, snapshot: PastSnapshot): SimulationSummary {
  const { asOf, population, households, notKnown, allowance, people, monthly } = simulation
  return {
    asOf,
    snapshotAsOf: snapshot.asOf,
    population,
    households,
    notKnown,
    allowance,
    people,
    monthlyFen: moneyNumbers(monthly),
    yearlyFen: fenNumber((monthly.after - monthly.before) * monthsOfAYear),
    seconds: Number(simulation.seconds.toFixed(3)),
  }
}
