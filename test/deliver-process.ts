import { openStore } from '#db'
import { testMasterKey } from '#db/testing'
import { day } from '#kernel/day'
import { deliver } from '#modules/exchange'

/** A process of its own that takes a file in, for killed-delivery.db.test.ts of the exchange: says how far it has come. */
const [databaseUrl = '', dataDir = '', path = '', county = ''] = process.argv.slice(2)
const store = await openStore({ dataDir, databaseUrl, holder: 'command', masterKey: testMasterKey, divisions: [] })
const onProgress = (rows: number): void => void process.stdout.write(`${rows}\n`)
await deliver(store, { division: county }, { county, path, today: day('2026-11-21'), onProgress })
process.stdout.write('done\n')
await store.close()
