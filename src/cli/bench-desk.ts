import { Worker } from 'node:worker_threads'
import { demoAccounts } from '#cli/demo.zh'
import type { DeskLoad, DeskTimes } from '#cli/bench-desk-clients'
import { chooseCounty, minuteInChina, openCommandStore, todayInChina } from '#cli/options'
import { ensureOfficers } from '#modules/officer'
import { openPolicyCalendar } from '#modules/policy-register'
import { loadWorkCalendar } from '#policy-files/work-calendar'
import { buildServer } from '#server'
import { openRowMaker, openRowReader, openWarmDuckDb, parquetRoot } from '#sweep'

function percentile(of: readonly number[], share: number): number {
  const sorted = of.toSorted((a, b) => a - b)
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1))
}

/** Runs the clients against the address and waits for their times. */
function runClients(load: DeskLoad): Promise<DeskTimes> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./bench-desk-clients.ts', import.meta.url), { workerData: load })
    // The thread is our own code and answers with nothing else.
    worker.once('message', (times) => resolve(times as DeskTimes))
    worker.once('error', reject)
  })
}

/**
 * `./doudi bench desk --data DIR [--clients N] [--seconds S] [--json]`: household pages, the signal queue and searches of
 * a county officer and a township clerk at once, over the store as it is. Gives milliseconds as the client sees them.
 */
export async function benchDesk(
  data: string | undefined,
  clients: number,
  seconds: number,
): Promise<Record<string, unknown>> {
  const store = await openCommandStore(data)
  const rows = openRowReader(parquetRoot(store))
  const duckdb = openWarmDuckDb(parquetRoot(store))
  const rowMaker = openRowMaker(store)
  try {
    await ensureOfficers(store, demoAccounts)
    const county = await chooseCounty(store, undefined)
    const app = await buildServer(
      {
        store,
        policies: await openPolicyCalendar(store),
        calendar: await loadWorkCalendar(),
        today: todayInChina,
        minute: minuteInChina,
        rows,
        duckdb,
        rowMaker,
        changed: () => undefined,
      },
      { logLevel: 'silent' },
    )
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const account = demoAccounts.find(({ posts }) => posts.some(({ role }) => role === 'county-officer'))
    const signedIn = await app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: account?.login, password: account?.password },
    })
    const sample = await store.within(county, async (tx) => ({
      households: await tx
        .selectFrom('household')
        .select(['id', 'number'])
        .where('id', '>', '0')
        .orderBy('number')
        .limit(400)
        .execute(),
      people: await tx
        .selectFrom('person')
        .select(['name', 'pinyin', 'initials', 'resident_id_tail'])
        .orderBy('id')
        .limit(400)
        .execute(),
      total: await tx
        .selectFrom('person')
        .select((eb) => eb.fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow(),
    }))
    const search = (text: string | null): string => `/api/search?q=${encodeURIComponent(text ?? '')}`
    const measured = await runClients({
      address,
      cookie: String(signedIn.headers['set-cookie']).split(';')[0] ?? '',
      clients,
      seconds,
      pages: {
        household: sample.households.map(({ id }) => `/api/households/${id}`),
        signals: ['', '&level=red', '&code=M01', '&due=week', '&status=open'].map(
          (filter) => `/api/signals?limit=100${filter}`,
        ),
        search: sample.people
          .flatMap((person) => [
            search(person.name),
            search(person.initials),
            search(person.name.slice(0, 1)),
            search(person.resident_id_tail),
          ])
          .filter((path) => !path.endsWith('=')),
      },
    })
    await app.close()
    return {
      people: Number(sample.total.count),
      clients,
      failed: measured.failed,
      pages: Object.entries(measured.times).map(([page, times]) => ({
        page,
        answers: times.length,
        p50_ms: percentile(times, 0.5),
        p95_ms: percentile(times, 0.95),
        p99_ms: percentile(times, 0.99),
      })),
    }
  } finally {
    rows.close()
    duckdb.close()
    rowMaker.close()
    await store.close()
  }
}
