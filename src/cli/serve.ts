import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cliText } from '#cli/messages.zh'
import { dataFolder, minuteInChina, readWhole, storeOptions, todayInChina } from '#cli/options'
import { furnishDemoCare } from '#cli/demo-care'
import { demoAccounts, demoCounty } from '#cli/demo.zh'
import { told } from '#cli/told'
import { startCareKeeper } from '#jobs/care-keeper'
import { startCaseKeeper } from '#jobs/case-keeper'
import { startSweeper } from '#jobs/sweeper'
import { openStore, type Store } from '#db'
import { addDays, type Day, day, endOfMonth } from '#kernel/day'
import type { WorkCalendar } from '#kernel/working-days'
import { takeOver } from '#modules/assistance'
import { dataThrough, sweepCounty } from '#modules/monitoring'
import { deleteExpiredSessions, ensureOfficers, findOfficerInPost } from '#modules/officer'
import { openPolicyCalendar, type PolicyCalendar } from '#modules/policy-register'
import { openRowMaker, openRowReader, openWarmDuckDb, parquetRoot } from '#sweep'
import { loadWorkCalendar } from '#policy-files/work-calendar'

const project = fileURLToPath(new URL('../../', import.meta.url))

/** Builds the desk when its sources or its libraries have changed since the last build. */
export async function buildDesk(): Promise<void> {
  const digest = createHash('sha256').update(readFileSync(join(project, 'package-lock.json')))
  const walk = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (/\.(tsx?|css|html)$/.test(entry.name))
        digest
          .update(path)
          .update(String(statSync(path).size))
          .update(readFileSync(path))
    }
  }
  walk(join(project, 'src'))
  const wanted = digest.digest('hex')
  const stamp = join(project, '.cache', 'web', '.built')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  process.stderr.write(`${cliText.buildingWeb}\n`)
  const { build } = await import('vite')
  // A test run says NODE_ENV=test, with which libraries would build in what only their own tests need.
  const environment = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    await build({ configFile: join(project, 'vite.config.ts'), logLevel: 'warn' })
  } finally {
    if (environment === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = environment
  }
  writeFileSync(stamp, wanted)
}

/** The end of the last whole month, when departments hand over their files. */
function lastMonthEnd(today: Day): Day {
  return endOfMonth(today) === today ? today : addDays(day(`${today.slice(0, 7)}-01`), -1)
}

/** On an empty store: invents a county, takes in its department files and sweeps it, as an office would. */
async function prepareDemo(
  store: Store,
  means: { policies: PolicyCalendar; calendar: WorkCalendar },
  of: { people: number; seed: number },
): Promise<void> {
  const known = await store.within('', (tx) => tx.selectFrom('batch').select('id').limit(1).executeTakeFirst())
  if (known !== undefined) return
  const { writeCounty } = await import('#demo-county')
  const { deliverFolder } = await import('#modules/exchange')
  const folder = await mkdtemp(join(tmpdir(), 'doudi-county-'))
  try {
    process.stderr.write(`${cliText.generating(of.people)}\n`)
    const asOf = lastMonthEnd(todayInChina())
    await writeCounty({ division: demoCounty, people: of.people, seed: of.seed, out: folder, asOf })
    process.stderr.write(`${cliText.ingesting}\n`)
    await deliverFolder(store, { paths: [folder], county: demoCounty, today: todayInChina() })
    process.stderr.write(`${cliText.sweeping}\n`)
    const through = await store.within(demoCounty, dataThrough)
    if (through !== undefined)
      await sweepCounty(
        store,
        { ...means, policies: means.policies.on(asOf) },
        { county: demoCounty, asOf, today: todayInChina(), scope: 'full' },
      )
    await takeOverDemo(store, means)
    process.stderr.write(`${cliText.furnishing}\n`)
    const today = todayInChina()
    await furnishDemoCare({ store, policies: means.policies, today }, demoCounty, demoCareSize(of.seed))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Enough for a board that a dispatcher would recognise, and for a first start that nobody minds waiting for. */
const demoCareSize = (seed: number) => ({ seed, served: 30, visited: 120, daysPast: 31 })

/** The households that the invented county pays already become running cases, in the name of its officer. */
async function takeOverDemo(store: Store, means: { policies: PolicyCalendar; calendar: WorkCalendar }): Promise<void> {
  const today = todayInChina()
  const actor = await findOfficerInPost(store.plain, 'county-officer', demoCounty)
  if (actor === undefined) return
  const duckdb = openRowMaker(store)
  try {
    await takeOver(
      { store, duckdb, calendar: means.calendar, policies: means.policies.on(today), today },
      actor,
      demoCounty,
    )
  } finally {
    duckdb.close()
  }
}

/** `./doudi serve [--port N] [--host ADDRESS] [--people N] [--seed S] [--data DIR]` */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      data: storeOptions.data,
      port: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      people: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      'no-demo': { type: 'boolean', default: false },
    },
  })
  const port = readWhole('port', values.port ?? process.env['PORT'] ?? '8080', 0, 65_535)
  const people = readWhole('people', values.people, 1000, 1_000_000)
  const seed = readWhole('seed', values.seed, 0, 2 ** 31)

  const store = await openStore({
    dataDir: dataFolder(values.data),
    databaseUrl: process.env['DATABASE_URL'],
    holder: 'server',
  })
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  try {
    const means = { policies: await openPolicyCalendar(store), calendar: await loadWorkCalendar() }
    if (!values['no-demo']) {
      await ensureOfficers(store, demoAccounts)
      await prepareDemo(store, means, { people, seed })
    }
    await buildDesk()
    await deleteExpiredSessions(store.plain)
    const { buildServer } = await import('#server')
    const rows = openRowReader(parquetRoot(store))
    const duckdb = openWarmDuckDb(parquetRoot(store))
    const rowMaker = openRowMaker(store)
    const onFault = (error: unknown): void => void told(error).then((text) => process.stderr.write(`${text}\n`))
    const sweeper = startSweeper({
      store,
      ...means,
      today: todayInChina,
      onFault,
    })
    const careKeeper = startCareKeeper({
      store,
      policies: means.policies,
      today: todayInChina,
      onFault,
    })
    const keeper = startCaseKeeper({
      store,
      ...means,
      duckdb: rowMaker,
      today: todayInChina,
      onFault,
    })
    const app = await buildServer(
      {
        store,
        ...means,
        today: todayInChina,
        minute: minuteInChina,
        rows,
        duckdb,
        rowMaker,
        changed: (county) => sweeper.soon(county),
      },
      { logLevel: process.env['LOG_LEVEL'] ?? 'warn' },
    )
    const address = await app.listen({ port, host: values.host })
    process.stdout.write(`\n${cliText.ready(address)}\n\n`)
    if (!values['no-demo']) {
      const accounts = demoAccounts.map(
        ({ login, name, posts }) => `  ${login.padEnd(12)}${name}　${posts[0]?.title ?? ''}`,
      )
      process.stdout.write(`${cliText.demoAccounts}\n${accounts.join('\n')}\n\n${cliText.stopHint}\n`)
    }
    await stopped
    await app.close()
    await keeper.close()
    await careKeeper.close()
    await sweeper.close()
    rows.close()
    duckdb.close()
    rowMaker.close()
    return 0
  } finally {
    await store.close()
  }
}
