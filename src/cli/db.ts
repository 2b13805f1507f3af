import { parseArgs } from 'node:util'
import { dataFolder } from '#cli/options'
import { describeStoreFault } from '#db'
import { dbText } from '#db/command-line.zh'
import { migrateStore, resetStore, writeSchemaTypes } from '#db/upkeep'

/** `./doudi db migrate | reset --yes | types [--data DIR]` */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { data: { type: 'string' }, yes: { type: 'boolean', default: false } },
  })
  const databaseUrl = process.env['DATABASE_URL']
  const data = dataFolder(values.data)
  const [command] = positionals
  if (command === 'migrate') {
    const applied = await migrateStore(data, databaseUrl)
    process.stdout.write(`${dbText.migrated(applied)}\n`)
    return 0
  }
  if (command === 'types') {
    process.stdout.write(`${dbText.typesWritten(await writeSchemaTypes(data, databaseUrl))}\n`)
    return 0
  }
  if (command === 'reset') {
    if (databaseUrl !== undefined) {
      process.stderr.write(`${describeStoreFault({ code: 'embedded-only', command: 'db reset' })}\n`)
      return 2
    }
    if (!values.yes) {
      process.stderr.write(`${dbText.confirmReset(data)}\n`)
      return 2
    }
    await resetStore(data)
    process.stdout.write(`${dbText.migrated(await migrateStore(data))}\n`)
    return 0
  }
  process.stderr.write(`${dbText.usage}\n`)
  return 2
}
