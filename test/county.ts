import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoAccounts } from '#cli/demo.zh'
import { type TestStore, testStore } from '#db/testing'
import { writeCounty } from '#demo-county'
import { type App } from '#http/app'
import { type Day, day } from '#kernel/day'
import { deliverFolder } from '#modules/exchange'
import { sweepCounty } from '#modules/monitoring'
import { ensureOfficers } from '#modules/officer'
import { openPolicyCalendar } from '#modules/policy-register'
import { loadEffectivePolicies } from '#policy-files/effective'
import { loadWorkCalendar } from '#policy-files/work-calendar'
import { buildServer } from '#server'
import { openRowMaker, openRowReader, openWarmDuckDb, parquetRoot } from '#sweep'

export const county = '360735'
export const asOf: Day = day('2026-10-31')
export const today: Day = day('2026-11-02')

export const means = { policies: loadEffectivePolicies(), calendar: await loadWorkCalendar() }

export interface DeliveredCounty {
  readonly store: TestStore
  readonly folder: string
  readonly truth: string
  close(): Promise<void>
}

/** A store with an invented county whose department files have been taken in, not yet swept. */
export async function aDeliveredCounty(of: { people: number; seed: number }): Promise<DeliveredCounty> {
  const folder = mkdtempSync(join(tmpdir(), 'doudi-test-county-'))
  const store = await testStore()
  await writeCounty({ division: county, people: of.people, seed: of.seed, out: folder, asOf })
  await deliverFolder(store, { paths: [folder], county, today })
  return {
    store,
    folder,
    truth: join(folder, 'truth.parquet'),
    async close() {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function sweepAll(store: TestStore) {
  return sweepCounty(store, means, { county, asOf, today, scope: 'full' })
}

export interface Desk {
  readonly app: App
  /** Signs a demo account in and gives what it may ask with. */
  as(login: string): Promise<{ get: Ask; post: Tell }>
  /** Makes it another day at the desk, at midnight if nothing else is said, for deadlines and what comes after them. */
  moveTo(day: Day, minute?: number): void
  close(): Promise<void>
}

export interface Reply {
  readonly status: number
  // What a route answers with is checked field by field in the test that asked.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
  readonly text: string
}
type Ask = (path: string) => Promise<Reply>
type Tell = (path: string, body?: object) => Promise<Reply>

/** The server over a store, spoken to without a network; `changed` hears of counties whose facts have changed. */
export async function aDesk(store: TestStore, changed: (county: string) => void = () => undefined): Promise<Desk> {
  await ensureOfficers(store, demoAccounts)
  const rows = openRowReader(parquetRoot(store))
  const duckdb = openWarmDuckDb(parquetRoot(store))
  const rowMaker = openRowMaker(store)
  const policies = await openPolicyCalendar(store)
  let current = today
  let currentMinute = 0
  const app = await buildServer(
    { store, ...means, policies, today: () => current, minute: () => currentMinute, rows, duckdb, rowMaker, changed },
    { logLevel: process.env['DOUDI_TEST_LOG'] ?? 'silent' },
  )
  await app.ready()
  const call = async (method: 'GET' | 'POST', url: string, cookie: string, payload?: object): Promise<Reply> => {
    const answer = await app.inject({ method, url, headers: { cookie }, ...(payload === undefined ? {} : { payload }) })
    const isJson = String(answer.headers['content-type']).includes('json')
    return { status: answer.statusCode, body: isJson ? answer.json() : undefined, text: answer.body }
  }
  return {
    app,
    moveTo(day, minute = 0) {
      current = day
      currentMinute = minute
    },
    async as(login) {
      const signedIn = await app.inject({
        method: 'POST',
        url: '/api/session',
        payload: { login, password: demoAccounts[0]?.password },
      })
      const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
      return { get: (path) => call('GET', path, cookie), post: (path, body) => call('POST', path, cookie, body) }
    },
    async close() {
      rows.close()
      duckdb.close()
      rowMaker.close()
      await app.close()
    },
  }
}
