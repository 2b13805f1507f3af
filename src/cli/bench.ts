import { parseArgs } from 'node:util'
import { benchBulk } from '#cli/bench-bulk'
import { benchCare } from '#cli/bench-care'
import { benchCases } from '#cli/bench-cases'
import { benchDesk } from '#cli/bench-desk'
import { benchDispatch } from '#cli/bench-dispatch'
import { benchPayment } from '#cli/bench-payment'
import { benchPolicy } from '#cli/bench-policy'
import { benchSiting } from '#cli/bench-siting'
import { policyBenchText } from '#cli/bench-policy-text.zh'
import { compareSweep, inPopulation } from '#cli/bench-sweep'
import { cliText } from '#cli/messages.zh'
import { print, readWhole } from '#cli/options'

/**
 * `./doudi bench sweep|policy|desk|payment|cases|bulk|siting|dispatch|care`: the sweep against SQL written by hand, the
 * policy engine against other engines, the pages of a desk under load, a month's payments from list to bank file and
 * back, officers at their cases, many cases moved at once through a kill, sites chosen on public collections, days
 * dispatched on others, and a county's visits from agreements to the published day.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      households: { type: 'string', default: '1000000' },
      payees: { type: 'string', default: '200000' },
      clients: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
      cases: { type: 'string', default: '1000000' },
      pause: { type: 'string', default: '1000' },
      data: { type: 'string' },
      threads: { type: 'string', default: '2' },
      only: { type: 'string' },
      peer: { type: 'string' },
      python: { type: 'string' },
      plans: { type: 'string', default: '20000' },
      visits: { type: 'string', default: '1000' },
    },
  })
  const [what] = positionals
  const households = readWhole('households', values.households, 1000, 20_000_000)
  if (what === 'sweep') {
    const result = await inPopulation(households, compareSweep)
    print(values.json, result, cliText.benchDone(result))
    return 0
  }
  if (what === 'policy') {
    const result = await benchPolicy(households)
    print(values.json, result, policyBenchText.table(result))
    return 0
  }
  if (what === 'payment') {
    const result = await benchPayment(readWhole('payees', values.payees, 1000, 1_000_000))
    print(values.json, result, JSON.stringify(result, null, 2))
    return 0
  }
  if (what === 'cases') {
    const result = await benchCases({
      cases: readWhole('cases', values.cases, 1000, 10_000_000),
      clients: readWhole('clients', values.clients, 1, 200),
      seconds: readWhole('seconds', values.seconds, 1, 600),
      pause: readWhole('pause', values.pause, 0, 60_000),
    })
    print(values.json, result, JSON.stringify(result, null, 2))
    return 0
  }
  if (what === 'dispatch') {
    const result = await benchDispatch({
      data: values.data,
      seconds: readWhole('seconds', values.seconds, 1, 3600),
      threads: readWhole('threads', values.threads, 1, 64),
      only: values.only,
      peer: values.peer,
      python: values.python,
    })
    print(values.json, result, JSON.stringify(result, null, 2))
    return 0
  }
  if (what === 'care') {
    const result = await benchCare({
      plans: readWhole('plans', values.plans, 100, 1_000_000),
      visits: readWhole('visits', values.visits, 10, 5000),
    })
    print(values.json, result, JSON.stringify(result, null, 2))
    return 0
  }
  if (what === 'siting') {
    const result = benchSiting(values.data, readWhole('seconds', values.seconds, 1, 600))
    print(values.json, result, JSON.stringify(result, null, 2))
    return 0
  }
  if (what === 'bulk') {
    const result = await benchBulk(readWhole('cases', values.cases, 1000, 100_000))
    print(values.json, result, JSON.stringify(result, null, 2))
    return 0
  }
  if (what !== 'desk') throw new Error(`${cliText.unknownBench}；${policyBenchText.usage}`)
  const clients = readWhole('clients', values.clients, 1, 200)
  const seconds = readWhole('seconds', values.seconds, 1, 600)
  const result = await benchDesk(values.data, clients, seconds)
  print(values.json, result, JSON.stringify(result, null, 2))
  return 0
}
