import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readDivisionSeed } from '#modules/division'
import { describeCluster, ensureRunning } from '#db/embedded'
import { loadDivisions, type SeedDivision } from '#db/load-divisions'
import { migrate } from '#db/migrate'
import { openStore, type Store } from '#db/open-store'

/** Where test/store-setup.ts has put the cluster of this test run. */
export const clusterVariable = 'DOUDI_TEST_CLUSTER'

/** The county whose divisions every test database has, down to the village; others have none. */
const testCounty = '360735'

/** A master key for tests only; whatever it encrypts is invented. */
export const testMasterKey = '0123456789abcdef'.repeat(4)

export interface TestStore extends Store {
  /** A pool as the owner of the tables, whom no row-level security binds: to look at everything. */
  readonly owner: pg.Pool
  /** A PostgreSQL address of this test database as its owner. */
  readonly databaseUrl: string
}

async function* divisionsOfTestCounty(): AsyncGenerator<SeedDivision> {
  for await (const division of readDivisionSeed()) {
    if (division.code.startsWith(testCounty) || testCounty.startsWith(division.code)) yield division
  }
}

/** Address of a database on the server of this run: TEST_DATABASE_URL, or the embedded cluster of the run. */
async function serverUrl(): Promise<(database: string) => string> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined) {
    return (database) => {
      const url = new URL(given)
      url.pathname = `/${database}`
      return url.href
    }
  }
  const dataDir = process.env[clusterVariable]
  if (dataDir === undefined) throw new Error('Run db tests by vitest with test/store-setup.ts as its globalSetup')
  const cluster = describeCluster(dataDir)
  // A test may lose its rows with the power: fsync costs most of the time of small transactions.
  await ensureRunning(cluster, { fsync: 'off', shared_buffers: '128MB' })
  return (database) => `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(cluster.socketDir)}`
}

function templateName(): string {
  const digest = createHash('sha256')
  const folder = join(import.meta.dirname, 'migrations')
  for (const file of readdirSync(folder).toSorted()) digest.update(readFileSync(join(folder, file)))
  return `doudi_migrated_${digest.digest('hex').slice(0, 12)}`
}

async function administer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function ensureTemplate(urlOf: (database: string) => string): Promise<string> {
  const template = templateName()
  await administer(urlOf('postgres'), async (client) => {
    // The test files run in several processes; the first makes the template, the others wait for it.
    await client.query(`select pg_advisory_lock(hashtext('doudi test template'))`)
    const known = await client.query('select from pg_database where datname = $1', [template])
    if (known.rowCount !== 0) return
    const draft = `${template}_${process.pid}`
    await client.query(`create database ${draft}`)
    const pool = new pg.Pool({ connectionString: urlOf(draft), max: 2 })
    await migrate(pool)
    await loadDivisions(pool, divisionsOfTestCounty())
    await pool.end()
    await client.query(`alter database ${draft} rename to ${template}`)
  })
  return template
}

/** A store of its own for one test file, migrated and with the divisions of one county; close() drops it. */
export async function testStore(): Promise<TestStore> {
  const urlOf = await serverUrl()
  const template = await ensureTemplate(urlOf)
  const database = `doudi_test_${process.pid}_${randomBytes(4).toString('hex')}`
  await administer(urlOf('postgres'), (client) => client.query(`create database ${database} template ${template}`))
  const dataDir = mkdtempSync(join(tmpdir(), 'doudi-test-data-'))
  const databaseUrl = urlOf(database)
  const store = await openStore({ dataDir, databaseUrl, holder: 'command', masterKey: testMasterKey, divisions: [] })
  const owner = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  owner.on('error', () => undefined)
  return {
    ...store,
    owner,
    databaseUrl,
    async close() {
      await store.close()
      await owner.end()
      await administer(urlOf('postgres'), (client) => client.query(`drop database ${database} with (force)`))
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
