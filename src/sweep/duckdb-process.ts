import { DuckDBInstance } from '@duckdb/node-api'
import { sqlText } from '#sweep/sql-text'

/** One piece of work for the child: statements in order, then questions whose rows come back as JSON values. */
export interface DuckDbWork {
  readonly directory: string
  readonly memoryLimit: string
  readonly threads: number
  readonly statements: readonly string[]
  readonly questions: readonly string[]
}

export type DuckDbAnswer =
  | {
      readonly ok: true
      readonly rows: readonly (readonly Record<string, unknown>[])[]
      readonly seconds: readonly number[]
      readonly peakRssMb: number
    }
  | { readonly ok: false; readonly message: string; readonly statement: string }

/** Runs in the child: DuckDB has faults of its own now and then, and they must not take the server along. */
async function work(of: DuckDbWork): Promise<DuckDbAnswer> {
  let running = ''
  try {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(of.threads),
      memory_limit: of.memoryLimit,
      temp_directory: `${of.directory}/spill`,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    })
    const connection = await instance.connect()
    // The order matters: once the configuration is locked nothing outside the directory can be read.
    for (const guard of [
      `set allowed_directories=[${sqlText(of.directory)}]`,
      'set enable_external_access=false',
      'set lock_configuration=true',
    ]) {
      await connection.run(guard)
    }
    const seconds: number[] = []
    for (const statement of of.statements) {
      running = statement
      const started = performance.now()
      await connection.run(statement)
      seconds.push((performance.now() - started) / 1000)
    }
    const rows: Record<string, unknown>[][] = []
    for (const question of of.questions) {
      running = question
      const reader = await connection.runAndReadAll(question)
      rows.push(reader.getRowObjectsJson())
    }
    connection.closeSync()
    return { ok: true, rows, seconds, peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024) }
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error), statement: running }
  }
}

const send = process.send?.bind(process)
if (send === undefined) throw new Error('This file is started by runDuckDb only')
process.once('message', (message) => {
  // The parent is our own code and sends nothing else.
  void work(message as DuckDbWork).then((answer) => {
    send(answer, undefined, undefined, () => process.disconnect?.())
  })
})
