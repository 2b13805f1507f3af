import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { type Asked, checkPlanFile, formats, readPlanFile, readProblemFile } from '#cli/dispatch-files'
import { wallClock, type WorkerReport, type WorkerTask } from '#cli/dispatch-worker'
import { dispatchText as say } from '#cli/dispatch.zh'
import { print, readWhole } from '#cli/options'
import {
  clockLimit,
  type Fault,
  type Plan,
  planOf,
  prepare,
  type Problem,
  searchPrepared,
  type Snapshot,
  type StatedPlan,
} from '#dispatch'

const options = {
  format: { type: 'string', default: 'json' },
  seconds: { type: 'string', default: '10' },
  seed: { type: 'string', default: '1' },
  threads: { type: 'string', default: '2' },
  previous: { type: 'string' },
  out: { type: 'string' },
  'fleet-first': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

/** Kept from the seconds asked for, so that plan and report are out within them. */
const secondsToWriteDown = 0.15

/** `doudi dispatch solve` plans a day; `doudi dispatch check` looks at a plan again, without the solver. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const [action, file, planFile] = positionals
  if (
    file === undefined ||
    (action !== 'solve' && action !== 'check') ||
    (action === 'check' && planFile === undefined)
  ) {
    process.stderr.write(`${say.usage}\n`)
    return 2
  }
  const format = formats.find((known) => known === values.format)
  if (format === undefined) {
    process.stderr.write(`${say.badFormat(values.format)}\n`)
    return 2
  }
  const asked: Asked = { file, format, fleetFirst: values['fleet-first'] }
  if (action === 'check') return check(asked, planFile ?? '', values.previous, values.json)
  const seconds = Number(values.seconds)
  if (!(seconds > 0 && seconds <= 86_400)) throw new Error(say.badSeconds(values.seconds))
  const until = wallClock() + Math.max(seconds / 2, seconds - secondsToWriteDown)
  const seed = readWhole('seed', values.seed, 0, 2 ** 31 - 1)
  const threads = readWhole('threads', values.threads, 1, 64)
  return solve(asked, { until, seed, threads, previous: values.previous, out: values.out, json: values.json })
}

interface Wish {
  /** The second of the wall clock at which the search ends. */
  readonly until: number
  readonly seed: number
  readonly threads: number
  readonly previous: string | undefined
  readonly out: string | undefined
  readonly json: boolean
}

async function solve(asked: Asked, wish: Wish): Promise<number> {
  const from = performance.now()
  const problem = readProblemFile(asked)
  const previous = wish.previous === undefined ? undefined : readPlanFile(wish.previous)
  const found = await planWithThreads(problem, wish, previous)
  const seconds = (performance.now() - from) / 1000
  const { plan, faults } = found
  if (wish.out !== undefined) writeFileSync(wish.out, `${JSON.stringify(plan)}\n`)
  const report = {
    instance: plan.name,
    cost: plan.total,
    distance: plan.distance,
    tardiness: plan.tardiness,
    max_tardiness: plan.greatestTardiness,
    vehicles: plan.routes.length,
    unserved: plan.unserved,
    seconds,
    seed: wish.seed,
    feasible: plan.unserved.length === 0 && faults.length === 0,
    terms: plan.terms,
    faults,
    rounds: found.rounds,
    peak_rss_mb: process.resourceUsage().maxRSS / 1024,
    ...(plan.changes === undefined ? {} : { changes: plan.changes }),
  }
  const lines = [
    say.solved(plan, seconds),
    ...faults.map(say.fault),
    ...plan.unserved.map(({ id, reason }) => say.unserved(id, reason)),
    ...(plan.changes === undefined ? [] : [say.changes(plan.changes)]),
  ]
  print(wish.json, report, lines.join('\n'))
  return 0
}

interface Found {
  readonly plan: Plan
  readonly faults: readonly Fault[]
  readonly rounds: number
}

/** Searches on one thread here, or on several of their own that tell each other the best now and then. */
async function planWithThreads(problem: Problem, wish: Wish, previous: StatedPlan | undefined): Promise<Found> {
  const { seed, threads } = wish
  const prepared = prepare(problem, previous)
  const limit = clockLimit(wish.until - wallClock(), wallClock)
  const done =
    threads === 1
      ? [searchPrepared(prepared, { seed, limit, before: previous })]
      : await searchOnThreads(problem, wish, previous)
  const [first, ...others] = done
  if (first === undefined) throw new Error(say.workerFailed(''))
  const best = others.reduce((a, b) => (b.best.cost < a.best.cost ? b : a), first)
  const rounds = done.reduce((sum, one) => sum + one.rounds, 0)
  return { plan: planOf(prepared, best.best, previous), faults: prepared.faults, rounds }
}

type Searched = Pick<Extract<WorkerReport, { kind: 'done' }>, 'best' | 'rounds'>

async function searchOnThreads(
  problem: Problem,
  { seed, until, threads }: Wish,
  previous: StatedPlan | undefined,
): Promise<readonly Searched[]> {
  const workers = Array.from({ length: threads }, (_, index) => {
    const workerData: WorkerTask = { problem, seed: seed + index, until, previous }
    return new Worker(new URL('./dispatch-worker.ts', import.meta.url), { workerData })
  })
  const tell = (from: Worker, best: Snapshot): void => {
    for (const worker of workers) if (worker !== from) worker.postMessage(best)
  }
  return Promise.all(
    workers.map(
      (worker) =>
        new Promise<Searched>((resolve, reject) => {
          worker.on('message', (report: WorkerReport) => {
            if (report.kind === 'best-so-far') tell(worker, report.best)
            else resolve(report)
          })
          worker.once('error', (cause) => reject(new Error(say.workerFailed(String(cause)), { cause })))
          worker.once('exit', (code) => reject(new Error(say.workerFailed(String(code)))))
        }),
    ),
  )
}

function check(asked: Asked, planFile: string, previous: string | undefined, json: boolean): number {
  const answer = checkPlanFile(asked, planFile, previous)
  const report = {
    instance: asked.file,
    cost: answer.cost,
    distance: answer.distance,
    tardiness: answer.tardiness,
    max_tardiness: answer.greatestTardiness,
    vehicles: answer.vehicles,
    unserved: answer.unserved,
    valid: answer.valid,
    violations: answer.violations,
  }
  print(json, report, [say.checked(answer), ...answer.violations.map(say.violation)].join('\n'))
  return answer.valid ? 0 : 1
}
