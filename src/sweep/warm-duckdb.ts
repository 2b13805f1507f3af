import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { WarmMessage, WarmReply, WarmWork } from '#sweep/warm-duckdb-process'

const childFile = fileURLToPath(new URL('./warm-duckdb-process.ts', import.meta.url))

/** How long a process waits for the next question before it ends and gives its memory back. */
const idleMs = 300_000

type Rows = readonly (readonly Record<string, unknown>[])[]

export interface WarmDuckDb {
  /** Runs statements and questions; what is aborted by its signal is broken off and throws the signal's reason. */
  run(
    work: Pick<WarmWork, 'statements' | 'questions'>,
    signal?: AbortSignal,
  ): Promise<{ readonly rows: Rows; readonly peakRssMb: number }>
  close(): void
}

/**
 * DuckDB in a child process that stays, with the tables that were made in it, so that the next question finds them
 * warm. It can read and write nothing outside `folder`. It ends by itself when nobody asks; when it dies its questions fail and the next starts another.
 */
export function openWarmDuckDb(
  folder: string,
  { memoryLimit = '2GB', threads = 2 }: { readonly memoryLimit?: string; readonly threads?: number } = {},
): WarmDuckDb {
  let child: ChildProcess | undefined
  let lastId = 0
  const waiting = new Map<number, (reply: WarmReply) => void>()
  let idle: NodeJS.Timeout | undefined

  const close = (): void => {
    clearTimeout(idle)
    child?.disconnect()
    child = undefined
  }
  const start = (): ChildProcess => {
    const started = fork(childFile, [folder, memoryLimit, String(threads)], {
      serialization: 'advanced',
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    started.on('message', (message) => {
      // The child is our own code and sends nothing else.
      const reply = message as WarmReply
      waiting.get(reply.id)?.(reply)
    })
    started.on('exit', () => {
      if (child === started) child = undefined
      for (const [id, answer] of waiting) answer({ id, ok: false, message: 'The process of the simulation ended' })
    })
    // It must not keep a server alive that wants to stop.
    started.unref()
    started.channel?.unref()
    return started
  }

  return {
    async run(work, signal) {
      signal?.throwIfAborted()
      clearTimeout(idle)
      child ??= start()
      const running = child
      const id = ++lastId
      const tell = (message: WarmMessage): boolean => running.send(message)
      const cancel = (): boolean => tell({ kind: 'cancel', id })
      running.channel?.ref()
      signal?.addEventListener('abort', cancel)
      try {
        const reply = await new Promise<WarmReply>((resolve) => {
          waiting.set(id, resolve)
          tell({ kind: 'work', id, ...work })
        })
        signal?.throwIfAborted()
        if (!reply.ok) throw new Error(`DuckDB: ${reply.message}`)
        return reply
      } finally {
        waiting.delete(id)
        signal?.removeEventListener('abort', cancel)
        if (waiting.size === 0) {
          running.channel?.unref()
          idle = setTimeout(close, idleMs).unref()
        }
      }
    },
    close,
  }
}
