import { openStore } from '#db'

/**
 * A process of its own that holds a store, for test/store.test.ts: opens it as `server` or `command`, says so, then
 * with `write` records officers one by one and prints each login once its commit was acknowledged.
 * Ends when its standard input ends.
 */
const [dataDir = '', role = 'command', task = 'hold'] = process.argv.slice(2)
const holder = role === 'server' ? 'server' : 'command'

try {
  const store = await openStore({ dataDir, holder, divisions: [] })
  process.stdout.write('open\n')
  let going = true
  process.stdin.on('end', () => (going = false)).resume()
  for (let i = 0; going; i++) {
    if (task === 'write') {
      const login = `${process.pid}-${i}`
      await store.plain.insertInto('officer').values({ login, name: login, password_hash: '-' }).execute()
      process.stdout.write(`${login}\n`)
    } else {
      await new Promise((done) => setTimeout(done, 20))
    }
  }
  await store.close()
} catch (error) {
  process.stdout.write(`refused ${error instanceof Error ? error.message : ''}\n`)
}
