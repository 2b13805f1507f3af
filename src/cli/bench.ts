import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchDesk } from '#cli/bench-desk'
import { handwrittenSql } from '#cli/bench-handwritten.zh'
import { populationStatements } from '#cli/bench-population.zh'
import { cliText } from '#cli/messages.zh'
import { print, readDay, readWhole } from '#cli/options'
import { keptDecisions } from '#modules/monitoring'
import { loadEffectivePolicies } from '#policy-files/effective'
import { toSql } from '#policy'
import { runDuckDb } from '#sweep'

const benchDay = '2026-10-31'
/** The county whose standards both sides use; the invented households all lie in it. */
const benchCounty = '360735'

/** The fastest of some runs: the machines are shared, and what disturbs can only slow down. */
function fastest(seconds: readonly number[]): number {
  return Math.min(...seconds)
}

/**
 * `./doudi bench sweep [--households N] [--json]`: the compiled policies against SQL written by hand for the same
 * columns, on the same Parquet, in one run, turn by turn; also counts the households on which the two differ.
 */
async function benchSweep(households: number): Promise<Record<string, number>> {
  const folder = await mkdtemp(join(tmpdir(), 'doudi-bench-'))
  try {
    const source = `read_parquet('${join(folder, '*.parquet')}')`
    const made = await runDuckDb({
      directory: folder,
      statements: populationStatements(households, folder),
      questions: [`select sum(len(members))::bigint as people from ${source}`],
    })
    const policies = loadEffectivePolicies()
    const indicators = policies.indicators.map(({ code }) => code)
    const decisions = [...Object.values(keptDecisions), ...indicators]
    const compiled = toSql(policies, {
      decisions,
      dialect: 'duckdb',
      day: readDay(benchDay),
      within: benchCounty,
      source,
    })
    if (!compiled.ok) throw new Error(compiled.reason)
    const byHand = handwrittenSql(source, benchDay)
    const turns = 3
    const ours = 'create or replace table ours as '
    const theirs = 'create or replace table theirs as '
    const alternating = Array.from({ length: turns }, () => [`${ours}${compiled.sql}`, `${theirs}${byHand}`]).flat()
    const compared = [keptDecisions.category, keptDecisions.registerCategory, ...indicators]
    const differs = [
      ...compared.map((name) => `o."${name}" is distinct from t."${name}"`),
      `abs(o."${keptDecisions.amount}" - t."${keptDecisions.amount}") >= 0.01`,
    ].join(' or ')
    const run = await runDuckDb({
      directory: folder,
      memoryLimit: '3500MB',
      statements: [...compiled.setup, ...alternating],
      questions: [`select count(*) as differing from ours o join theirs t using ("householdId") where ${differs}`],
    })
    const timed = run.seconds.slice(compiled.setup.length)
    const seconds = fastest(timed.filter((_, index) => index % 2 === 0))
    const handwrittenSeconds = fastest(timed.filter((_, index) => index % 2 === 1))
    return {
      households,
      people: Number(made.rows[0]?.[0]?.['people']),
      seconds: Number(seconds.toFixed(3)),
      handwritten_seconds: Number(handwrittenSeconds.toFixed(3)),
      ratio: Number((seconds / handwrittenSeconds).toFixed(3)),
      households_per_second: Math.round(households / seconds),
      peak_rss_mb: run.peakRssMb,
      differing: Number(run.rows[0]?.[0]?.['differing']),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      households: { type: 'string', default: '1000000' },
      clients: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
      data: { type: 'string' },
    },
  })
  const [what] = positionals
  if (what === 'sweep') {
    const result = await benchSweep(readWhole('households', values.households, 1000, 20_000_000))
    print(values.json, result, cliText.benchDone(result))
    return 0
  }
  if (what !== 'desk') throw new Error(cliText.unknownBench)
  const clients = readWhole('clients', values.clients, 1, 200)
  const seconds = readWhole('seconds', values.seconds, 1, 600)
  const result = await benchDesk(values.data, clients, seconds)
  print(values.json, result, JSON.stringify(result, null, 2))
  return 0
}
