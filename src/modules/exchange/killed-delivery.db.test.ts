import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testStore, type TestStore } from '#db/testing'
import { aDesk, county, factsInForce, fakeResidentId, takenIn, type Desk } from './testing.ts'

const rows = 60_000
const father = fakeResidentId('1970-03-05', 11)
let store: TestStore
let desk: Desk

beforeAll(async () => {
  store = await testStore()
  desk = aDesk()
})
afterAll(async () => {
  desk.remove()
  await store.close()
})

test('a delivery that is killed at any moment leaves nothing half done, and is then taken in whole', async () => {
  await takenIn(
    store,
    desk.file('residents', [
      {
        householdNumber: 'H1',
        division: '360735100001',
        name: '陈大山',
        residentId: father,
        relation: '户主',
        since: '2024-01-01',
      },
    ]),
  )
  const path = desk.file(
    'wages',
    Array.from({ length: rows }, (_, i) => ({
      residentId: father,
      name: '陈大山',
      employerCode: `D${i}`,
      wage: '3000',
      from: '202601',
    })),
  )

  for (const killAfter of [500, 20_000, rows]) {
    const script = join(process.cwd(), 'test', 'deliver-process.ts')
    const child = spawn(process.execPath, [script, store.databaseUrl, store.dataDir, path, county], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line !== 'done' && Number(line) >= killAfter) child.kill('SIGKILL')
    })
    await once(child, 'exit')

    expect(child.signalCode).toBe('SIGKILL')
    expect(await factsInForce(store)).toEqual([])
    const coverage = await store.owner.query("select from coverage where fact = 'wage'")
    expect(coverage.rowCount).toBe(0)
  }
  const { counts } = await takenIn(store, path)

  expect(counts).toMatchObject({ rows, accepted: rows, facts: rows })
  const { rows: batches } = await store.owner.query<{ status: string; n: string }>(
    `select status, count(*) as n from batch where feed = 'wages' group by 1 order by 1`,
  )
  expect(batches).toEqual([
    { status: 'failed', n: '3' },
    { status: 'loaded', n: '1' },
  ])
})
