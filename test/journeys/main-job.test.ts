import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testMasterKey } from '#db/testing'
import { scoreMonitoring, sweepCounty } from '#modules/monitoring'
import { parquetFolder } from '#sweep'
import { aDeliveredCounty, asOf, county, type DeliveredCounty, means, sweepAll, today } from '../county.ts'

let delivered: DeliveredCounty
beforeAll(async () => {
  delivered = await aDeliveredCounty({ people: 6000, seed: 5 })
}, 180_000)
afterAll(() => delivered.close())

async function count(sql: string): Promise<number> {
  const { rows } = await delivered.store.owner.query<{ count: string }>(`select count(*) as count from ${sql}`)
  return Number(rows[0]?.count)
}

/** Everything a sweep writes, as one text, to see whether another run has changed any of it. */
async function written(): Promise<string> {
  const parts = await Promise.all(
    ['determination', 'episode', 'signal', 'signal_event'].map((table) =>
      delivered.store.owner.query(
        `select md5(coalesce(string_agg(t::text, '|' order by id), '')) as digest from ${table} t`,
      ),
    ),
  )
  return parts.map(({ rows }) => JSON.stringify(rows)).join()
}

test('a sweep that is killed half way leaves nothing half written and can be run again', async () => {
  const { store } = delivered
  const child = spawn(
    process.execPath,
    ['src/cli/main.ts', 'sweep', '--county', county, '--as-of', asOf, '--data', store.dataDir],
    {
      cwd: join(import.meta.dirname, '..', '..'),
      env: { ...process.env, DATABASE_URL: store.databaseUrl, DOUDI_MASTER_KEY: testMasterKey },
      stdio: 'ignore',
    },
  )
  // Killed as soon as the snapshot is being made: the sweep is then between reading and writing.
  await new Promise<void>((resolve) => {
    const look = setInterval(() => {
      const started = (() => {
        try {
          return readdirSync(parquetFolder(store, county)).some((name) => name.startsWith('making-'))
        } catch (error) {
          // The folder is made by the sweep itself; until then there is nothing to see.
          if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
          throw error
        }
      })()
      if (!started && child.exitCode === null) return
      clearInterval(look)
      child.kill('SIGKILL')
      resolve()
    }, 2)
  })

  expect(await count('determination')).toBe(0)
  expect(await count('sweep')).toBe(0)

  const result = await sweepAll(store)

  expect(result.changes).toBe(result.households)
  expect(result.signals_raised).toBeGreaterThan(50)
  expect(await count('determination where superseded_at is null')).toBe(await count('household'))
})

test('a second sweep of unchanged data writes nothing', async () => {
  const before = await written()

  const again = await sweepAll(delivered.store)

  expect(again).toMatchObject({ changes: 0, signals_raised: 0 })
  expect(await written()).toBe(before)
})

test('the signals are nearly all true and nearly all of what the files reveal is found', async () => {
  const score = await scoreMonitoring(delivered.store, county, delivered.truth)

  expect(score.overall.precision).toBeGreaterThanOrEqual(0.9)
  expect(score.overall.recall).toBeGreaterThanOrEqual(0.95)
  expect(score.indicators.map(({ code }) => code)).toEqual([
    'D01',
    'F01',
    'J01',
    'M01',
    'M02',
    'M04',
    'N01',
    'P01',
    'Q01',
    'Q02',
    'Q03',
    'X01',
    'X02',
    'X03',
  ])
  expect(score.categories.accuracy).toBeGreaterThan(0.995)
})

test('each signal says what was found, when it is due and who owns it, and has been raised once', async () => {
  const { rows } = await delivered.store.owner.query<{
    evidence: string
    due_on: string
    raised_on: string
    clock: { dueOn: string }
  }>('select evidence, due_on::text, raised_on::text, clock from signal')

  expect(rows.every(({ evidence }) => /[。]$/.test(evidence) && evidence.length > 10)).toBe(true)
  expect(rows.every(({ due_on, raised_on, clock }) => due_on > raised_on && clock.dueOn === due_on)).toBe(true)
  expect(await count('(select household_id, code from signal group by 1, 2 having count(*) > 1) t')).toBe(0)
})

test('after one household is touched only that household is swept again, and what is over ends', async () => {
  const { owner } = delivered.store
  const { rows } = await owner.query<{ household_id: string }>(
    `select household_id from episode where code = 'P01' and ended_on is null limit 1`,
  )
  const household = rows[0]?.household_id
  // The pay arrives: the department delivers a later date, as a delivery would record it.
  await owner.query(
    `update fact set superseded_at = now() where fact = 'benefitLastPaidOn' and subject_id in
       (select person_id from membership where household_id = $1)`,
    [household],
  )
  await owner.query(
    `insert into fact (county, division, subject, subject_id, fact, instance, day_value, valid_from, batch_id, line)
     select county, division, 'p', subject_id, 'benefitLastPaidOn', instance, '2026-10-20', '2026-10-20', batch_id, line
     from fact where fact = 'benefitCategory' and superseded_at is null and subject_id in (select person_id from membership where household_id = $1)`,
    [household],
  )
  await owner.query('delete from touched_household')
  await owner.query(
    'insert into touched_household (household_id, county, division) select id, county, division from household where id = $1',
    [household],
  )

  const result = await sweepCounty(delivered.store, means, { county, asOf, today, scope: 'touched' })

  expect(result.households).toBe(1)
  expect(await count(`episode where code = 'P01' and household_id = ${household} and ended_on is not null`)).toBe(1)
  expect(await count('touched_household')).toBe(0)
})

test('a whole delivery that is handed over again changes nothing', async () => {
  const again = await sweepAll(delivered.store)
  expect(again.signals_raised).toBe(0)
  const before = await count('signal')
  const folder = mkdtempSync(join(tmpdir(), 'doudi-test-again-'))
  cpSync(delivered.folder, folder, { recursive: true })
  const { deliverFolder } = await import('#modules/exchange')

  const summary = await deliverFolder(delivered.store, { paths: [folder], county, today })

  rmSync(folder, { recursive: true })
  expect(summary.facts).toBe(0)
  expect((await sweepAll(delivered.store)).changes).toBe(0)
  expect(await count('signal')).toBe(before)
})
