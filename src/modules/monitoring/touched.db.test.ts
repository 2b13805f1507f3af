import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testStore, type TestStore } from '#db/testing'
import { exportLastResults, recordSweep } from './store.ts'

const county = '360735'
const division = '360735100001'
const folder = mkdtempSync(join(tmpdir(), 'doudi-touched-'))
let store: TestStore
beforeAll(async () => {
  store = await testStore()
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function aHousehold(number: string): Promise<string> {
  const { rows } = await store.owner.query<{ id: string }>(
    `with b as (insert into batch (county, division, feed, file_name, digest) values ($1, $1, 'residents', $2, $2) returning id)
     insert into household (county, division, number, batch_id) select $1, $3, $2, id from b returning id`,
    [county, number, division],
  )
  return rows[0]?.id ?? ''
}

const touch = `insert into touched_household (household_id, county, division, touched_at) values ($1, $2, $3, clock_timestamp())`

test('a household that a slow delivery touched before a sweep began, and committed while it ran, stays marked', async () => {
  const [seen, late] = [await aHousehold('seen'), await aHousehold('late')]
  await store.owner.query(touch, [seen, county, division])
  const delivery = await store.owner.connect()
  await delivery.query('begin')
  await delivery.query(touch, [late, county, division])

  const file = (name: string): string => join(folder, name)
  const last = await store.reading(county, (client) =>
    exportLastResults(client, { previous: file('previous'), running: file('running'), touched: file('touched') }),
  )
  await delivery.query('commit')
  delivery.release()
  for (const name of ['changed', 'gone', 'ended']) writeFileSync(file(name), '')
  const recorded = await store.copying(county, (client) =>
    recordSweep(
      client,
      {
        county,
        asOf: '2026-10-31',
        raisedOn: '2026-11-02',
        scope: 'touched',
        policiesDigest: '',
        households: 1,
        changed: 0,
        seconds: 1,
        snapshot: { path: file('none'), households: 1, people: 1 },
      },
      { changed: file('changed'), gone: file('gone'), ended: file('ended') },
      [],
      last,
    ),
  )

  expect(recorded).toBe(true)
  const { rows } = await store.owner.query('select household_id from touched_household')
  expect(rows).toEqual([{ household_id: late }])
})
