import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import type { CasesLoad, CasesTimes } from '#cli/bench-cases-clients'
import { addDesks, benchCounty, benchToday, fillCases, inDeliveredStore } from '#cli/bench-cases-store'
import { demoAccounts } from '#cli/demo.zh'
import type { Store } from '#db'
import { sessionCookie } from '#http/session'
import { signIn } from '#modules/officer'
import { openPolicyCalendar } from '#modules/policy-register'
import { loadWorkCalendar } from '#policy-files/work-calendar'
import { buildServer } from '#server'
import { openRowMaker, openRowReader, openWarmDuckDb, parquetRoot } from '#sweep'

function percentile(of: readonly number[], share: number): number {
  const sorted = of.toSorted((a, b) => a - b)
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1))
}

const shown = (times: readonly number[]) => ({
  answers: times.length,
  p50_ms: percentile(times, 0.5),
  p95_ms: percentile(times, 0.95),
  p99_ms: percentile(times, 0.99),
})

function runOfficers(load: CasesLoad): Promise<CasesTimes> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./bench-cases-clients.ts', import.meta.url), { workerData: load })
    // The thread is our own code and answers with nothing else.
    worker.once('message', (times) => resolve(times as CasesTimes))
    worker.once('error', reject)
  })
}

/** Signed in past the door, which lets nobody try a hundred passwords a minute from one address. */
async function cookieOf(store: Store, login: string): Promise<string> {
  return `${sessionCookie.name}=${await signIn(store, login, demoAccounts[0]?.password ?? '')}`
}

async function householdsOf(store: Store): Promise<CasesLoad['households']> {
  const { rows } = await store.within(benchCounty, (tx) =>
    sql<CasesLoad['households'][number]>`select m.household_id as household,
        (array_agg(m.person_id order by p.birth_day))[1]::text as head,
        array_agg(m.person_id::text) filter (where p.birth_day is null or p.birth_day < date '2008-11-02') as adults
      from membership m join person p on p.id = m.person_id
      where m.valid_until is null and m.superseded_at is null and m.household_id < 100000000
        and not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'deathDay')
      group by 1 having bool_or(p.birth_day < date '2008-11-02') order by 1`.execute(tx),
  )
  return rows
}

/** Cases of which the store keeps another number of events or another state than their answers said. */
async function countLost(store: Store, done: CasesTimes['done']): Promise<number> {
  const asked = Object.entries(done)
  const { rows } = await store.within(benchCounty, (tx) =>
    sql<{ id: string; events: string; version: number; last: number }>`
      select c.id, count(*) as events, c.version, max(e.seq) as last
      from assistance_case c join assistance_event e on e.case_id = c.id
      where c.id = any(${asked.map(([id]) => id)}::bigint[]) group by c.id`.execute(tx),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  // An opening writes two events, its acceptance with it; every other command at least one.
  return asked.filter(([id, commands]) => {
    const row = byId.get(id)
    return row === undefined || Number(row.events) < commands + 1 || row.version !== row.last
  }).length
}

/**
 * `./doudi bench cases [--cases N] [--clients N] [--seconds S] [--pause MS]`: officers at their desks in a store with so
 * many cases: they open, survey, check, judge, decide and deliver, and look at pages of others in between. Gives
 * milliseconds as the officers see them, and what was lost.
 */
export function benchCases(of: { cases: number; clients: number; seconds: number; pause: number }) {
  return inDeliveredStore(20_000, async (store) => {
    const started = performance.now()
    await fillCases(store, of.cases)
    const fillSeconds = (performance.now() - started) / 1000
    const desks = await addDesks(store, of.clients)
    const rows = openRowReader(parquetRoot(store))
    const duckdb = openWarmDuckDb(parquetRoot(store))
    const rowMaker = openRowMaker(store)
    const app = await buildServer(
      {
        store,
        policies: await openPolicyCalendar(store),
        calendar: await loadWorkCalendar(),
        today: () => benchToday,
        minute: () => 0,
        rows,
        duckdb,
        rowMaker,
        changed: () => undefined,
      },
      { logLevel: 'error' },
    )
    try {
      const address = await app.listen({ port: 0, host: '127.0.0.1' })
      const cookies = []
      for (const { clerk, officer } of desks) {
        cookies.push({ clerk: await cookieOf(store, clerk), officer: await cookieOf(store, officer) })
      }
      const measured = await runOfficers({
        address,
        desks: cookies,
        seconds: of.seconds,
        pause: of.pause,
        firstCase: 100_000_001,
        cases: of.cases,
        households: await householdsOf(store),
      })
      return {
        cases: of.cases,
        officers: of.clients,
        fill_seconds: Number(fillSeconds.toFixed(1)),
        case_page: shown(measured.page),
        command: shown(Object.values(measured.command).flat()),
        commands: Object.fromEntries(Object.entries(measured.command).map(([name, times]) => [name, shown(times)])),
        queue: shown(measured.queue),
        refused: measured.refused,
        broken: measured.broken,
        lost: await countLost(store, measured.done),
        peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
      }
    } finally {
      await app.close()
      rows.close()
      duckdb.close()
      rowMaker.close()
    }
  })
}
