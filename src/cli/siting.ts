import { readFileSync, writeFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { parseArgs } from 'node:util'
import { print, readWhole } from '#cli/options'
import { sitingText as say } from '#cli/siting.zh'
import {
  chooseSites,
  clockLimit,
  readMclp,
  readPmed,
  readPmedcap,
  readSitingProblem,
  type Sited,
  type SitingProblem,
} from '#siting'

const options = {
  format: { type: 'string', default: 'json' },
  seconds: { type: 'string', default: '10' },
  seed: { type: 'string', default: '1' },
  p: { type: 'string' },
  radius: { type: 'string', default: '600' },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

const formats = ['json', 'pmed', 'pmedcap', 'mclp'] as const
type Format = (typeof formats)[number]

/** Kept from the seconds asked for, so that plan and report are out within them. */
const secondsToWriteDown = 0.15

/** `doudi siting solve` chooses where sites go, and says how far that is at most from the best possible. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const [action, file] = positionals
  if (action !== 'solve' || file === undefined) {
    process.stderr.write(`${say.usage}\n`)
    return 2
  }
  const format = formats.find((known) => known === values.format)
  if (format === undefined) {
    process.stderr.write(`${say.badFormat(values.format)}\n`)
    return 2
  }
  const seconds = Number(values.seconds)
  if (!(seconds > 0 && seconds <= 86_400)) throw new Error(say.badSeconds(values.seconds))
  const seed = readWhole('seed', values.seed, 0, 2 ** 31 - 1)
  const from = performance.now()
  const problem = readProblemFile(file, format, values.p, values.radius)
  const { solved, took } = solveWithin(problem, seconds, seed, from)
  const { plan, faults } = solved
  if (values.out !== undefined && plan !== undefined) writeFileSync(values.out, `${JSON.stringify(plan)}\n`)
  const isOurs = format === 'json'
  const report =
    plan === undefined
      ? {
          instance: problem.name,
          objective: null,
          bound: null,
          gap: null,
          optimal: false,
          sites: [],
          seconds: took,
          seed,
          faults,
        }
      : {
          instance: plan.name,
          objective: plan.objective,
          bound: plan.bound,
          gap: plan.gap,
          optimal: plan.optimal,
          // The public collections number their points, and their readers expect numbers.
          sites: isOurs ? plan.sites : plan.sites.map(Number),
          seconds: took,
          seed,
          feasible: plan.unmet.length === 0,
          faults,
          unmet: plan.unmet,
          ...(isOurs ? explained(plan) : {}),
          peak_rss_mb: process.resourceUsage().maxRSS / 1024,
        }
  print(values.json, report, say.lines(problem, solved, took).join('\n'))
  return plan === undefined ? 1 : 0
}

type Plan = NonNullable<Sited['plan']>

function explained({ newSites, cost, before, after, beyond, overlaps, served }: Plan) {
  return { new_sites: newSites, cost, before, after, beyond, overlaps, served }
}

/** Chooses sites within some seconds of the clock that began at `from`, reading the file included. */
export function solveWithin(
  problem: SitingProblem,
  seconds: number,
  seed: number,
  from: number,
): { readonly solved: Sited; readonly took: number } {
  const elapsed = (): number => (performance.now() - from) / 1000
  const left = Math.max(0.05, seconds - elapsed() - Math.min(seconds / 10, secondsToWriteDown))
  const solved = chooseSites(problem, { seed, limit: clockLimit(left, elapsed) })
  return { solved, took: elapsed() }
}

/** Runs the reader of a format and names the file when it throws. */
export function readProblemFile(file: string, format: Format, p: string | undefined, radius: string): SitingProblem {
  const name = basename(file, extname(file))
  const newSites = p === undefined ? undefined : readWhole('p', p, 0, 1_000_000)
  if (format === 'mclp' && newSites === undefined) throw new Error(say.needsNumber)
  try {
    const text = readFileSync(file, 'utf8')
    const problem = read(text, name, format, newSites ?? 0, Number(radius))
    return newSites === undefined ? problem : { ...problem, newSites }
  } catch (cause) {
    throw new Error(say.unreadable(file, cause instanceof Error ? cause.message : String(cause)), { cause })
  }
}

function read(text: string, name: string, format: Format, newSites: number, radius: number): SitingProblem {
  switch (format) {
    case 'json': {
      const problem = readSitingProblem(JSON.parse(text))
      return problem.name === '' ? { ...problem, name } : problem
    }
    case 'pmed':
      return readPmed(text, name)
    case 'pmedcap':
      return readPmedcap(text, name)
    case 'mclp':
      return readMclp(text, name, newSites, radius)
  }
}
