import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { openCommandStore, print, storeOptions, todayInChina } from '#cli/options'
import { deliverFolder, FileRefused, findCounty, listTables } from '#modules/exchange'
import { describeFileRefusal, ingestText } from '#messages/exchange'

/** `./doudi ingest DIR|FILE… [--county 360735] [--data DIR] [--json]` */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: storeOptions })
  if (positionals.length === 0) {
    process.stderr.write(`${ingestText.usage}\n`)
    return 2
  }
  try {
    const files = await listTables(positionals)
    const county = values.county ?? (await findCounty(files))
    if (county === undefined || !/^[1-9]\d{5}$/.test(county)) throw new FileRefused({ code: 'county-unknown' })
    return await ingest(files, county, values)
  } catch (cause) {
    if (!(cause instanceof FileRefused)) throw cause
    process.stderr.write(`${describeFileRefusal(cause.refusal)}\n`)
    return 1
  }
}

async function ingest(
  files: readonly string[],
  county: string,
  values: { readonly data?: string | undefined; readonly json: boolean },
): Promise<number> {
  const store = await openCommandStore(values.data)
  try {
    const began = performance.now()
    const { refused, ...summary } = await deliverFolder(store, {
      paths: files,
      county,
      today: todayInChina(),
      onDelivered: (path, delivery) => process.stderr.write(`${ingestText.delivered(basename(path), delivery)}\n`),
    })
    const seconds = Math.round((performance.now() - began) / 100) / 10
    print(values.json, { ...summary, refused, seconds }, ingestText.done({ ...summary, refused, seconds }))
    return refused === 0 ? 0 : 1
  } finally {
    await store.close()
  }
}
