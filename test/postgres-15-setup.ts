import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Debian puts PostgreSQL 15, the oldest version that the product promises to run on. */
const binaries = '/usr/lib/postgresql/15/bin'

export const postgres15IsInstalled = existsSync(join(binaries, 'initdb'))

/** PostgreSQL refuses to run as root; this is the user that Debian has for nobody in particular. */
const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** A PostgreSQL 15 of its own for the tests of the store, so that no SQL of 16 to 18 slips in unseen. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'doudi-pg15-'))
  if (somebody.uid !== undefined) chownSync(folder, somebody.uid, somebody.gid)
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  const environment = { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] ?? '' }
  const made = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--no-sync'],
    {
      ...somebody,
      cwd: '/tmp',
      env: environment,
      encoding: 'utf8',
    },
  )
  if (made.status !== 0) throw new Error(`initdb of PostgreSQL 15 failed: ${made.stderr}`)
  const options = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'max_connections=80']
  const server = spawn(join(binaries, 'postgres'), options, {
    ...somebody,
    cwd: '/tmp',
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    server.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('exit', () => reject(new Error(`PostgreSQL 15 did not start: ${said}`)))
  })
  process.env['TEST_DATABASE_URL'] = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`
  return async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGINT')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
}
