import { parseArgs } from 'node:util'
import { parseDay, type Day } from '#kernel/day'
import { say } from '#kernel/text'
import {
  countRange,
  dirtRange,
  faultTexts,
  generateCounty,
  help,
  progress,
  seedRange,
  summaryText,
  writingTruth,
  type CountyFault,
  type CountyRequest,
} from '#demo-county'

const fewestPeople = 1000
const mostPeople = 1_000_000
const usualAsOf = '2026-10-31'

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: CountyFault }

function readNumber(option: string, given: string, range: string, fits: (value: number) => boolean): Read<number> {
  const value = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN
  return fits(value) ? { ok: true, value } : { ok: false, fault: { code: 'number-out-of-range', option, given, range } }
}

function readAsOf(given: string): Read<Day> {
  const value = parseDay(given)
  if (value === undefined || given < '2010' || given >= '2101') {
    return { ok: false, fault: { code: 'day-unreadable', given } }
  }
  return { ok: true, value }
}

interface Options {
  readonly help: boolean
  readonly json: boolean
  readonly request: Read<CountyRequest>
}

function readOptions(args: string[]): Read<Options> {
  let values: Record<string, string | boolean | undefined>
  try {
    values = parseArgs({
      args,
      options: {
        division: { type: 'string' },
        people: { type: 'string', default: '50000' },
        seed: { type: 'string', default: '1' },
        out: { type: 'string' },
        'as-of': { type: 'string', default: usualAsOf },
        census: { type: 'string' },
        dirt: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (cause) {
    return {
      ok: false,
      fault: { code: 'option-unknown', detail: cause instanceof Error ? cause.message : String(cause) },
    }
  }
  const text = (option: string): string => String(values[option] ?? '')
  return {
    ok: true,
    value: { help: values['help'] === true, json: values['json'] === true, request: readRequest(text) },
  }
}

function readRequest(text: (option: string) => string): Read<CountyRequest> {
  for (const option of ['division', 'out']) {
    if (text(option) === '') return { ok: false, fault: { code: 'option-missing', option } }
  }
  const people = readNumber(
    'people',
    text('people'),
    countRange,
    (value) => Number.isInteger(value) && value >= fewestPeople && value <= mostPeople,
  )
  if (!people.ok) return people
  const seed = readNumber(
    'seed',
    text('seed'),
    seedRange,
    (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32,
  )
  if (!seed.ok) return seed
  const dirtScale = readNumber('dirt', text('dirt'), dirtRange, (value) => value >= 0 && value <= 10)
  if (!dirtScale.ok) return dirtScale
  const asOf = readAsOf(text('as-of'))
  if (!asOf.ok) return asOf
  const census = text('census')
  return {
    ok: true,
    value: {
      division: text('division'),
      people: people.value,
      seed: seed.value,
      asOf: asOf.value,
      folder: text('out'),
      dirtScale: dirtScale.value,
      ...(census === '' ? {} : { censusFile: census }),
    },
  }
}

function refuse(fault: CountyFault): number {
  process.stderr.write(`${say(faultTexts, fault)}\n`)
  return 2
}

/** `doudi county`: makes a demo county. Gives the exit code. */
export async function run(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (!options.ok) return refuse(options.fault)
  if (options.value.help) {
    process.stdout.write(help)
    return 0
  }
  const { request, json } = options.value
  if (!request.ok) return refuse(request.fault)
  const { people: wanted, folder } = request.value
  const started = performance.now()
  let reported = 0
  const outcome = await generateCounty({
    ...request.value,
    onProgress: (people) => {
      if (people - reported < wanted / 20 && people < wanted) return
      reported = people
      process.stderr.write(progress(people, wanted))
    },
    onTruth: () => process.stderr.write(writingTruth),
  })
  if (!outcome.ok) return refuse(outcome.fault)
  const { people, households, files } = outcome.result
  const summary = {
    people,
    households,
    files: files.length,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }
  process.stderr.write(summaryText(summary, folder))
  if (json) process.stdout.write(`${JSON.stringify(summary)}\n`)
  return 0
}
