import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { benchCounty, benchToday, inDeliveredStore } from '#cli/bench-cases-store'
import { prepareCases } from '#cli/bench-bulk-cases'
import type { BulkStep } from '#contracts/assistance'
import type { Actor } from '#contracts/officer'
import type { Store } from '#db'
import { type CaseMeans, startBulk } from '#modules/assistance'
import { findOfficerInPost } from '#modules/officer'
import { loadEffectivePolicies } from '#policy-files/effective'
import { loadWorkCalendar } from '#policy-files/work-calendar'
import { openRowMaker } from '#sweep'

const childFile = fileURLToPath(new URL('./bench-bulk-process.ts', import.meta.url))

function startRun(dataDir: string, run: string): ChildProcess {
  const child = fork(childFile, [dataDir, run, benchToday], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return child
}

/** Waits until the process has said that so many are done, then kills it as a power cut would. */
async function killAfter(child: ChildProcess, cases: number): Promise<void> {
  for await (const chunk of child.stdout ?? []) {
    const last = String(chunk).trim().split('\n').at(-1)
    if (Number(last) >= cases) break
  }
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function countOf(store: Store, question: ReturnType<typeof sql<{ n: string }>>): Promise<number> {
  const { rows } = await store.within(benchCounty, (tx) => question.execute(tx))
  return Number(rows[0]?.n)
}

async function bulkOf(store: Store, dataDir: string, means: CaseMeans, of: { actor: Actor; step: BulkStep }) {
  const { id } = await startBulk(means, of.actor, { key: `bench-${of.step}`, step: of.step })
  const total = await countOf(store, sql`select total as n from bulk_run where id = ${id}::bigint`)
  const started = performance.now()
  await killAfter(startRun(dataDir, id), total / 2)
  const atKill = await countOf(
    store,
    sql`select count(*) as n from bulk_item where run_id = ${id}::bigint and status <> 'waiting'`,
  )
  const second = startRun(dataDir, id)
  second.stdout?.resume()
  await once(second, 'exit')
  const seconds = (performance.now() - started) / 1000
  const type = of.step === 'decision' ? 'decided' : 'notice-closed'
  return {
    step: of.step,
    cases: total,
    done_at_kill: atKill,
    seconds: Number(seconds.toFixed(1)),
    waiting: await countOf(
      store,
      sql`select count(*) as n from bulk_item where run_id = ${id}::bigint and status = 'waiting'`,
    ),
    refused: await countOf(
      store,
      sql`select count(*) as n from bulk_item where run_id = ${id}::bigint and status = 'refused'`,
    ),
    moved: await countOf(store, sql`select count(distinct case_id) as n from assistance_event where type = ${type}`),
    moved_twice: await countOf(
      store,
      sql`select count(*) as n from (select from assistance_event where type = ${type} group by case_id having count(*) > 1) t`,
    ),
  }
}

/**
 * `./doudi bench bulk [--cases N]`: so many cases leave their public notice at once, and so many are decided, each run
 * killed half way and taken up by another process. Gives seconds, what is left, and what moved twice.
 */
export function benchBulk(cases: number) {
  return inDeliveredStore(cases * 3.4, async (store, dataDir) => {
    const clerk = await findOfficerInPost(store.plain, 'township-clerk', `${benchCounty}100`)
    const officer = await findOfficerInPost(store.plain, 'county-officer', benchCounty)
    if (clerk === undefined || officer === undefined) throw new Error('The demo has both posts')
    const duckdb = openRowMaker(store)
    const policies = loadEffectivePolicies()
    const means = { store, duckdb, policies, calendar: await loadWorkCalendar(), today: benchToday }
    try {
      const ofCounty: Actor = { ...clerk, division: benchCounty }
      await prepareCases(means, 'decision', cases)
      const deciding = await bulkOf(store, dataDir, means, { actor: officer, step: 'decision' })
      await prepareCases(means, 'close-notice', cases)
      const closing = await bulkOf(store, dataDir, means, { actor: ofCounty, step: 'close-notice' })
      return { closing, deciding, peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024) }
    } finally {
      duckdb.close()
    }
  })
}
