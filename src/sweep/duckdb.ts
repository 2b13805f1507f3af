import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DuckDbAnswer, DuckDbWork } from '#sweep/duckdb-process'

const childFile = fileURLToPath(new URL('./duckdb-process.ts', import.meta.url))

export interface DuckDbResult {
  readonly rows: readonly (readonly Record<string, unknown>[])[]
  /** Seconds of each statement. */
  readonly seconds: readonly number[]
  readonly peakRssMb: number
}

/**
 * Runs statements on DuckDB in a child process that can read and write nothing outside `directory`.
 * Throws when a statement fails or the child dies; the parent is never harmed.
 */
export function runDuckDb(work: Partial<DuckDbWork> & Pick<DuckDbWork, 'directory'>): Promise<DuckDbResult> {
  const whole: DuckDbWork = { memoryLimit: '3GB', threads: 2, statements: [], questions: [], ...work }
  return new Promise((resolve, reject) => {
    const child = fork(childFile, { serialization: 'advanced', execArgv: ['--disable-warning=ExperimentalWarning'] })
    let answered = false
    child.once('message', (message) => {
      answered = true
      // The child is our own code and answers with nothing else.
      const answer = message as DuckDbAnswer
      if (answer.ok) resolve({ rows: answer.rows, seconds: answer.seconds, peakRssMb: answer.peakRssMb })
      else reject(new Error(`DuckDB: ${answer.message}`, { cause: answer.statement }))
    })
    child.once('error', (cause) => reject(new Error('The DuckDB process could not be started', { cause })))
    child.once('exit', (code, signal) => {
      if (!answered) reject(new Error(`The DuckDB process ended early (${signal ?? code ?? 'unknown'})`))
    })
    child.send(whole)
  })
}
