import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { RowQuestion, RowReply } from '#sweep/row-reader-process'

const childFile = fileURLToPath(new URL('./row-reader-process.ts', import.meta.url))

export interface RowReader {
  /** The snapshot row of a household from the first of the files that has it; null when none does. */
  find(question: Omit<RowQuestion, 'id'>): Promise<unknown>
  close(): void
}

/** A child process that stays, so that one household's row is read in milliseconds; started anew when it dies. */
export function openRowReader(parquetRoot: string): RowReader {
  let child: ChildProcess | undefined
  let lastId = 0
  const waiting = new Map<number, { resolve: (row: unknown) => void; reject: (error: Error) => void }>()

  const start = (): ChildProcess => {
    const started = fork(childFile, [parquetRoot], {
      serialization: 'advanced',
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    started.on('message', (message) => {
      // The child is our own code and sends nothing else.
      const reply = message as RowReply
      const asked = waiting.get(reply.id)
      waiting.delete(reply.id)
      if (reply.ok) asked?.resolve(reply.row)
      else asked?.reject(new Error(`DuckDB: ${reply.message}`))
    })
    started.on('exit', () => {
      if (child === started) child = undefined
      for (const { reject } of waiting.values()) reject(new Error('The process that reads snapshots ended'))
      waiting.clear()
    })
    // It must not keep a server alive that wants to stop.
    started.unref()
    started.channel?.unref()
    return started
  }

  return {
    find(question) {
      child ??= start()
      const id = ++lastId
      const running = child
      running.channel?.ref()
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        running.send({ ...question, id })
      }).finally(() => {
        if (waiting.size === 0) running.channel?.unref()
      })
    },
    close() {
      child?.disconnect()
      child = undefined
    },
  }
}
