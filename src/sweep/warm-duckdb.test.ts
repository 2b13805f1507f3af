import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openWarmDuckDb } from '#sweep'

const folder = mkdtempSync(join(tmpdir(), 'doudi-warm-'))
const duckdb = openWarmDuckDb(folder)
afterAll(() => {
  duckdb.close()
  rmSync(folder, { recursive: true, force: true })
})

const long = { statements: [], questions: ['select sum(a.range * b.range) as n from range(200000) a, range(200000) b'] }

test('a table that was made stays for the next question', async () => {
  await duckdb.run({ statements: ['create or replace table kept as select 7 as n'], questions: [] })
  const { rows } = await duckdb.run({ statements: [], questions: ['select n from kept'] })

  expect(rows).toEqual([[{ n: 7 }]])
})

test('an outdated question is broken off, running or waiting, and the next one is answered', async () => {
  const [running, waiting] = [new AbortController(), new AbortController()]
  const asked = [duckdb.run(long, running.signal), duckdb.run(long, waiting.signal)]
  const settled = Promise.allSettled(asked)
  const next = duckdb.run({ statements: [], questions: ['select 1 as n'] })
  waiting.abort(new Error('outdated'))
  running.abort(new Error('outdated'))

  expect((await settled).map((one) => one.status === 'rejected' && String(one.reason))).toEqual([
    'Error: outdated',
    'Error: outdated',
  ])
  expect((await next).rows).toEqual([[{ n: 1 }]])
})

test('a question that is aborted before it is asked is not asked', async () => {
  await expect(duckdb.run(long, AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
})

test('it reads nothing outside the folder that it was given', async () => {
  const question = `select * from read_text('/etc/hostname')`

  await expect(duckdb.run({ statements: [], questions: [question] })).rejects.toThrow(/Permission Error/)
})
