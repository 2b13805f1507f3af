import { Worker } from 'node:worker_threads'
import type { Plan, Problem, StatedPlan } from '#dispatch'

/** What the thread is given and answers with. */
export interface ThreadTask {
  readonly problem: Problem
  readonly before: StatedPlan | undefined
  readonly seconds: number
  readonly seed: number
}

/** Plans a day on a thread of its own, so that the desk goes on answering meanwhile. @throws when the thread breaks */
export function planInThread(task: ThreadTask): Promise<Plan> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./plan-thread-work.ts', import.meta.url), { workerData: task })
    // The thread is our own code and answers with nothing else.
    worker.once('message', (plan) => resolve(plan as Plan))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The planning thread ended with ${code} before it answered`)))
  })
}
