import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Asked, checkPlanFile, formats, readPlanFile, readProblemFile } from '#cli/dispatch-files'
import { planWithThreads } from '#cli/dispatch-threads'
import type { Until } from '#cli/dispatch-worker'
import { dispatchText as say } from '#cli/dispatch.zh'
import { print, readWhole } from '#cli/print'

const options = {
  format: { type: 'string', default: 'json' },
  seconds: { type: 'string', default: '10' },
  rounds: { type: 'string' },
  seed: { type: 'string', default: '1' },
  threads: { type: 'string', default: '2' },
  previous: { type: 'string' },
  out: { type: 'string' },
  'fleet-first': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

/** Kept from the seconds asked for, so that plan and report are out within them. */
const secondsToWriteDown = 0.2
/** At least this part of the seconds goes into the search, however long it took to start. */
const leastShare = 0.25

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
  const until = readUntil(values.seconds, values.rounds)
  const seed = readWhole('seed', values.seed, 0, 2 ** 31 - 1)
  const threads = readWhole('threads', values.threads, 1, 64)
  return solve(asked, { until, seed, threads, previous: values.previous, out: values.out, json: values.json })
}

/** The seconds asked for count from the start of the program, so that they are what the dispatcher waits. */
function readUntil(text: string, rounds: string | undefined): Until {
  if (rounds !== undefined) return { kind: 'rounds', most: readWhole('rounds', rounds, 1, 2 ** 31 - 1) }
  const seconds = Number(text)
  if (!(seconds > 0 && seconds <= 86_400)) throw new Error(say.badSeconds(text))
  const started = performance.timeOrigin / 1000
  return {
    kind: 'clock',
    second: Math.max(started + seconds - secondsToWriteDown, started + performance.now() / 1000 + seconds * leastShare),
  }
}

interface Wish {
  readonly until: Until
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
  const found = await planWithThreads({ ...wish, problem, previous })
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
