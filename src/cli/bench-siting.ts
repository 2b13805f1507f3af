import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readProblemFile, solveWithin } from '#cli/siting'
import { sitingText as say } from '#cli/siting.zh'
import type { SitingProblem } from '#siting'

/** One instance solved, beside the best that is known of it. */
interface Row {
  readonly instance: string
  readonly objective: number | null
  readonly best_known: number
  /** How far from the best known, in per cent; below nothing is better. */
  readonly off_percent: number | null
  readonly bound: number | null
  readonly gap: number | null
  readonly optimal: boolean
  readonly seconds: number
}

/**
 * `./doudi bench siting --data DIR`: every instance of the public collections in one go, with the seconds that each may
 * take: 3 for p-median, a third of `seconds` for capacitated, `seconds` for covering.
 */
export function benchSiting(folder: string | undefined, seconds: number): Readonly<Record<string, unknown>> {
  const data = [folder ?? '', join(folder ?? '', 'siting')].find((path) => existsSync(join(path, 'pmed_optima.csv')))
  if (folder === undefined || data === undefined)
    throw new Error(folder === undefined ? say.benchUsage : say.noBenchData(folder))
  const median = table(data, 'pmed_optima.csv').map(([name = '', , , , best = '']) =>
    measure(readProblemFile(join(data, `${name}.txt`), 'pmed', undefined, '0'), Number(best), 3),
  )
  const capacitated = table(data, 'pmedcap_optima.csv').map(([name = '', , , , best = '']) =>
    measure(readProblemFile(join(data, `${name}.txt`), 'pmedcap', undefined, '0'), Number(best), seconds / 3),
  )
  const covering = table(data, 'mclp_best_known.csv').map(([city = '', , , p = '', radius = '', best = '']) =>
    measure(
      readProblemFile(join(data, `mclp_${city}.txt`), 'mclp', p, radius),
      Number(best),
      seconds,
      `${city} p=${p}`,
    ),
  )
  return {
    seed: 1,
    median: { seconds: sum(median), at_best_known: atBest(median), of: median.length, rows: median },
    capacitated: {
      seconds: sum(capacitated),
      at_best_known: atBest(capacitated),
      of: capacitated.length,
      rows: capacitated,
    },
    covering: {
      seconds: sum(covering),
      worst_off_percent: Math.max(...covering.map((row) => row.off_percent ?? 100)),
      rows: covering,
    },
    peak_rss_mb: process.resourceUsage().maxRSS / 1024,
  }
}

function table(folder: string, file: string): readonly (readonly string[])[] {
  const lines = readFileSync(join(folder, file), 'utf8').trim().split(/\r?\n/)
  return lines.slice(1).map((line) => line.split(','))
}

function measure(problem: SitingProblem, best: number, seconds: number, instance = problem.name): Row {
  const { solved, took } = solveWithin(problem, seconds, 1, performance.now())
  const { plan } = solved
  const off =
    plan === undefined
      ? null
      : ((problem.goal === 'coverage' ? best - plan.objective : plan.objective - best) / best) * 100
  return {
    instance,
    objective: plan?.objective ?? null,
    best_known: best,
    off_percent: off,
    bound: plan?.bound ?? null,
    gap: plan?.gap ?? null,
    optimal: plan?.optimal ?? false,
    seconds: took,
  }
}

const sum = (rows: readonly Row[]): number => rows.reduce((total, { seconds }) => total + seconds, 0)
const atBest = (rows: readonly Row[]): number =>
  rows.filter(({ off_percent }) => off_percent !== null && off_percent <= 0).length
