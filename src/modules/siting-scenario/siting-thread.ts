import { Worker } from 'node:worker_threads'
import type { Sited, SitingProblem } from '#siting'

/** What the thread is given. */
export interface SitingTask {
  readonly problem: SitingProblem
  readonly seconds: number
}

/** Solves on a thread of its own, so that the desk goes on answering meanwhile. @throws when the thread breaks */
export function siteInThread(task: SitingTask): Promise<Sited> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./siting-thread-work.ts', import.meta.url), { workerData: task })
    // The thread is our own code and answers with nothing else.
    worker.once('message', (sited) => resolve(sited as Sited))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The siting thread ended with ${code} before it answered`)))
  })
}
