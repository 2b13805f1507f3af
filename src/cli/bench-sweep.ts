import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { handwrittenSql } from '#cli/bench-handwritten.zh'
import { populationStatements } from '#cli/bench-population.zh'
import { readDay } from '#cli/options'
import { keptDecisions } from '#modules/monitoring'
import { loadEffectivePolicies } from '#policy-files/effective'
import { toSql } from '#policy'
import { runDuckDb } from '#sweep'

export const benchDay = readDay('2026-10-31')
/** The county whose standards both sides use; the invented households all lie in it. */
export const benchCounty = '360735'
/** How often each of two sides runs. */
export const sweepTurns = 5

/** The fastest of some runs: the machines are shared, and what disturbs can only slow down. */
export function fastest(seconds: readonly number[]): number {
  return Math.min(...seconds)
}

/** Invented households as Parquet in a folder that is gone afterwards. */
export interface Population {
  readonly folder: string
  readonly source: string
  readonly households: number
  readonly people: number
}

export async function inPopulation<T>(households: number, use: (of: Population) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'doudi-bench-'))
  try {
    const source = `read_parquet('${join(folder, '*.parquet')}')`
    const made = await runDuckDb({
      directory: folder,
      statements: populationStatements(households, folder),
      questions: [`select sum(len(members))::bigint as people from ${source}`],
    })
    return await use({ folder, source, households, people: Number(made.rows[0]?.[0]?.['people']) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * The compiled policies against SQL written by hand for the same columns, on the same Parquet, in one run, turn by
 * turn; also counts the households on which the two differ.
 */
export async function compareSweep({ folder, source, households, people }: Population) {
  const policies = loadEffectivePolicies()
  const indicators = policies.indicators.map(({ code }) => code)
  const decisions = [...Object.values(keptDecisions), ...indicators]
  const compiled = toSql(policies, { decisions, dialect: 'duckdb', day: benchDay, within: benchCounty, source })
  if (!compiled.ok) throw new Error(compiled.reason)
  const byHand = handwrittenSql(source, benchDay)
  const ours = 'create or replace table ours as '
  const theirs = 'create or replace table theirs as '
  const alternating = Array.from({ length: sweepTurns }, () => [`${ours}${compiled.sql}`, `${theirs}${byHand}`]).flat()
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
    people,
    seconds: Number(seconds.toFixed(3)),
    handwritten_seconds: Number(handwrittenSeconds.toFixed(3)),
    ratio: Number((seconds / handwrittenSeconds).toFixed(3)),
    households_per_second: Math.round(households / seconds),
    peak_rss_mb: run.peakRssMb,
    differing: Number(run.rows[0]?.[0]?.['differing']),
  }
}
