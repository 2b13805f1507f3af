import { parseArgs } from 'node:util'
import { cliText } from '#cli/messages.zh'
import { chooseCounty, openCommandStore, storeOptions } from '#cli/options'
import { scoreMonitoring } from '#modules/monitoring'

/** `./doudi monitor score --truth FILE [--county CODE] [--json]` */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { ...storeOptions, truth: { type: 'string' } },
  })
  if (positionals[0] !== 'score' || values.truth === undefined) throw new Error(cliText.needTruth)
  const store = await openCommandStore(values.data)
  try {
    const score = await scoreMonitoring(store, await chooseCounty(store, values.county), values.truth)
    if (values.json) {
      process.stdout.write(`${JSON.stringify(score)}\n`)
    } else {
      process.stdout.write(`${cliText.score(score)}\n`)
    }
    return 0
  } finally {
    await store.close()
  }
}
