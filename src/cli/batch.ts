import { parseArgs } from 'node:util'
import { openCommandStore, print, storeOptions } from '#cli/options'
import { isExchangeRefusal } from '#contracts/exchange'
import { batchText, refusals } from '#messages/exchange'
import { listBatches, withdrawBatch } from '#modules/exchange'
import { Refused } from '#kernel/refused'
import { say } from '#kernel/text'

/** `./doudi batch list | withdraw ID [--county 360735] [--data DIR] [--json]` */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: storeOptions })
  const [command, id] = positionals
  const division = values.county ?? ''
  if (command !== 'list' && (command !== 'withdraw' || id === undefined || !/^\d{1,18}$/.test(id))) {
    process.stderr.write(`${batchText.usage}\n`)
    return 2
  }
  const store = await openCommandStore(values.data)
  try {
    if (command === 'list') {
      const { items } = await store.within(division, (tx) => listBatches(tx, { limit: 200 }))
      print(values.json, items, items.map(batchText.line).join('\n'))
      return 0
    }
    await withdrawBatch(store, { division }, id ?? '')
    print(values.json, { withdrawn: id }, batchText.withdrawn(id ?? ''))
    return 0
  } catch (cause) {
    if (!(cause instanceof Refused) || !isExchangeRefusal(cause.refusal)) throw cause
    process.stderr.write(`${say(refusals, cause.refusal)}\n`)
    return 1
  } finally {
    await store.close()
  }
}
