import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { FileRefused } from './file-refused.ts'
import type { RawRow, Sheet } from './raw-row.ts'
import type { WorkerSays } from './xls-worker.ts'

/** Megabytes of heap for a file of at most 50 MB; one that needs more is refused, and we go on. */
const workerHeap = 1024

async function collect(path: string): Promise<readonly (readonly RawRow[])[][]> {
  const worker = new Worker(new URL('./xls-worker.ts', import.meta.url), {
    workerData: path,
    resourceLimits: { maxOldGenerationSizeMb: workerHeap },
  })
  const sheets: (readonly RawRow[])[][] = []
  try {
    // The worker says nothing but WorkerSays, and ends by itself.
    for await (const [message] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[WorkerSays]>) {
      if (message.kind === 'damaged') throw new FileRefused({ code: 'workbook-damaged' })
      if (message.kind === 'sheet') sheets.push([])
      else sheets.at(-1)?.push(message.rows)
    }
    return sheets
  } catch (cause) {
    if (cause instanceof FileRefused) throw cause
    throw new FileRefused({ code: 'workbook-damaged' }, { cause })
  } finally {
    await worker.terminate()
  }
}

async function* each(portions: readonly (readonly RawRow[])[]): AsyncGenerator<readonly RawRow[]> {
  yield* portions
}

/** The sheets of an .xls or .et workbook. */
export async function* readXls(path: string): AsyncGenerator<Sheet> {
  for (const portions of await collect(path)) yield { rows: each(portions) }
}
