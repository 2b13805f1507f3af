import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { openStore, type Store } from '#db'
import { describeCluster, postmasterPid, stopPostmaster } from '#db/embedded'

const folders: string[] = []
const children: ChildProcess[] = []

function aDataFolder(...below: string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'doudi-store-'))
  chmodSync(root, 0o755)
  folders.push(root)
  const folder = join(root, ...below)
  mkdirSync(folder, { recursive: true })
  return folder
}

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) {
    await stopPostmaster(describeCluster(folder))
    rmSync(folder, { recursive: true, force: true })
  }
})

function open(dataDir: string, holder: 'server' | 'command' = 'command'): Promise<Store> {
  return openStore({ dataDir, holder, divisions: [] })
}

/** Another process that holds the store; `said` grows line by line. */
async function anotherProcess(dataDir: string, ...args: string[]): Promise<{ child: ChildProcess; said: string[] }> {
  const script = join(import.meta.dirname, 'store-holder.ts')
  const child = spawn(process.execPath, [script, dataDir, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  const said: string[] = []
  createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => said.push(line))
  await until(() => said.length > 0)
  return { child, said }
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 1500; i++) {
    if (condition()) return
    await pause(20)
  }
  throw new Error('It did not come about within 30 seconds')
}

async function logins(store: Store): Promise<string[]> {
  const rows = await store.plain.selectFrom('officer').select('login').execute()
  return rows.map((row) => row.login)
}

async function record(store: Store, login: string): Promise<void> {
  await store.plain.insertInto('officer').values({ login, name: login, password_hash: '-' }).execute()
}

test('the last process that holds the store stops the postmaster, no earlier one does', async () => {
  const dataDir = aDataFolder()
  const cluster = describeCluster(dataDir)
  const store = await open(dataDir)
  const other = await anotherProcess(dataDir, 'command')
  const started = postmasterPid(cluster)

  await store.close()
  const afterFirst = postmasterPid(cluster)
  other.child.stdin?.end()
  await until(() => other.child.exitCode !== null)

  expect(started).toBeDefined()
  expect(afterFirst).toBe(started)
  expect(postmasterPid(cluster)).toBeUndefined()
})

test('two processes that open a new store at once share one postmaster', async () => {
  const dataDir = aDataFolder()

  const [first, second] = await Promise.all([anotherProcess(dataDir, 'command'), anotherProcess(dataDir, 'command')])

  expect([first.said[0], second.said[0]]).toEqual(['open', 'open'])
})

test('after kill -9 of the process every acknowledged row is there and the next one adopts the postmaster', async () => {
  const dataDir = aDataFolder()
  const { child, said } = await anotherProcess(dataDir, 'server', 'write')
  await until(() => said.length > 200)
  const pid = postmasterPid(describeCluster(dataDir))

  child.kill('SIGKILL')
  await until(() => child.signalCode !== null)
  const store = await open(dataDir, 'server')

  expect(postmasterPid(describeCluster(dataDir))).toBe(pid)
  expect(await logins(store)).toEqual(expect.arrayContaining(said.slice(1)))
  await store.close()
})

test('after kill -9 of postgres an open store recovers by itself with every acknowledged row', async () => {
  const dataDir = aDataFolder()
  const store = await open(dataDir)
  for (let i = 0; i < 50; i++) await record(store, `before-${i}`)
  const pid = postmasterPid(describeCluster(dataDir))

  process.kill(pid ?? 0, 'SIGKILL')
  await until(() => postmasterPid(describeCluster(dataDir)) !== pid)
  await expect
    .poll(
      () =>
        record(store, 'after').then(
          () => 'recorded',
          () => 'not yet',
        ),
      { timeout: 20_000 },
    )
    .toBe('recorded')

  const found = await logins(store)
  expect(found).toHaveLength(51)
  await store.close()
})

test('after kill -9 of both at once the next start recovers every acknowledged row', async () => {
  const dataDir = aDataFolder()
  const { child, said } = await anotherProcess(dataDir, 'server', 'write')
  await until(() => said.length > 100)

  child.kill('SIGKILL')
  process.kill(postmasterPid(describeCluster(dataDir)) ?? 0, 'SIGKILL')
  await until(() => child.signalCode !== null)
  const store = await open(dataDir, 'server')

  expect(await logins(store)).toEqual(expect.arrayContaining(said.slice(1)))
  await store.close()
})

test('a second server on one data folder is refused and told which process is in the way', async () => {
  const dataDir = aDataFolder()
  const store = await open(dataDir, 'server')

  const { said } = await anotherProcess(dataDir, 'server')

  expect(said[0]).toMatch(/^refused/)
  expect(said[0]).toContain(`pid ${process.pid}`)
  expect(said[0]).toContain('--data')
  await expect(logins(store)).resolves.toEqual([])
  await store.close()
})

test('a data folder deeper than a socket path may be still opens', async () => {
  const dataDir = aDataFolder('a-rather-long-name-of-a-folder-for-a-county'.repeat(2), 'another-one'.repeat(6))

  const store = await open(dataDir)

  expect(await logins(store)).toEqual([])
  await store.close()
})

test('the master key is made once, for its owner only, and a lost one is never replaced', async () => {
  const dataDir = aDataFolder()
  const store = await open(dataDir)
  const file = join(dataDir, 'master.key')
  const mode = statSync(file).mode & 0o777
  const cipher = store.keys.encrypt('person.phone', '1')
  await store.close()
  const again = await open(dataDir)
  const plain = again.keys.decrypt('person.phone', cipher)
  await again.close()
  const written = readFileSync(file, 'utf8')

  rmSync(file)

  expect(mode).toBe(0o600)
  expect(plain).toBe('1')
  await expect(open(dataDir)).rejects.toMatchObject({ fault: { code: 'master-key-missing' } })
  await expect(
    openStore({ dataDir, holder: 'command', divisions: [], masterKey: 'ab'.repeat(32) }),
  ).rejects.toMatchObject({
    fault: { code: 'master-key-of-another-store' },
  })
  expect(written).toMatch(/^[0-9a-f]{64}\n$/)
})
