import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement } from '@duckdb/node-api'
import { sqlText } from '#sweep/sql-text'

/** A question that is asked again and again with other values: it is planned once. */
interface RepeatedQuestion {
  readonly text: string
  readonly values: readonly string[]
}

/** One piece of work: statements in order, then questions whose rows come back as JSON values. */
export interface WarmWork {
  readonly kind: 'work'
  readonly id: number
  readonly statements: readonly string[]
  readonly questions: readonly (string | RepeatedQuestion)[]
}

export type WarmMessage = WarmWork | { readonly kind: 'cancel'; readonly id: number }

export type WarmReply =
  | {
      readonly id: number
      readonly ok: true
      readonly rows: readonly (readonly Record<string, unknown>[])[]
      readonly peakRssMb: number
    }
  | { readonly id: number; readonly ok: false; readonly message: string }

const folder = process.argv[2] ?? ''
const memoryLimit = process.argv[3] ?? ''
const threads = process.argv[4] ?? '2'
const send = process.send?.bind(process)
if (send === undefined || folder === '') throw new Error('This file is started by openWarmDuckDb only')

async function open(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads,
    memory_limit: memoryLimit,
    temp_directory: `${folder}/spill`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  const opened = await instance.connect()
  // The order matters: once the configuration is locked nothing outside the folder can be read.
  for (const guard of [
    `set allowed_directories=[${sqlText(folder)}]`,
    'set enable_external_access=false',
    'set lock_configuration=true',
  ]) {
    await opened.run(guard)
  }
  return opened
}

const connection = await open()
const cancelled = new Set<number>()
let running = 0
let line: Promise<void> = Promise.resolve()

/** Plans that are kept, the one used last at the end. */
const plans = new Map<string, DuckDBPreparedStatement>()
const keptPlans = 4

async function planOf(text: string): Promise<DuckDBPreparedStatement> {
  const plan = plans.get(text) ?? (await connection.prepare(text))
  plans.delete(text)
  plans.set(text, plan)
  for (const [oldest, old] of plans) {
    if (plans.size <= keptPlans) break
    plans.delete(oldest)
    old.destroySync()
  }
  return plan
}

async function ask(question: string | RepeatedQuestion): Promise<Record<string, unknown>[]> {
  if (typeof question === 'string') return (await connection.runAndReadAll(question)).getRowObjectsJson()
  const plan = await planOf(question.text)
  for (const [index, value] of question.values.entries()) plan.bindVarchar(index + 1, value)
  return (await plan.runAndReadAll()).getRowObjectsJson()
}

/** An interruption that comes before DuckDB has begun is lost: it is repeated until the work is broken off. */
function interrupt(id: number): void {
  if (id !== running) return
  connection.interrupt()
  setTimeout(() => interrupt(id), 20)
}

async function reply(work: WarmWork): Promise<WarmReply> {
  const stop = (): boolean => cancelled.delete(work.id)
  running = work.id
  try {
    const rows: Record<string, unknown>[][] = []
    for (const statement of work.statements) {
      if (stop()) return { id: work.id, ok: false, message: 'cancelled' }
      await connection.run(statement)
    }
    for (const question of work.questions) {
      if (stop()) return { id: work.id, ok: false, message: 'cancelled' }
      rows.push(await ask(question))
    }
    return { id: work.id, ok: true, rows, peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024) }
  } catch (error) {
    return { id: work.id, ok: false, message: error instanceof Error ? error.message : String(error) }
  } finally {
    running = 0
  }
}

process.on('message', (received) => {
  // The parent is our own code and sends nothing else.
  const message = received as WarmMessage
  if (message.kind === 'cancel') {
    cancelled.add(message.id)
    interrupt(message.id)
    return
  }
  // One after the other: DuckDB uses all cores for each, and the tables that are kept are shared.
  line = line.then(async () => {
    send(await reply(message))
    cancelled.delete(message.id)
  })
})
process.on('disconnect', () => process.exit(0))
