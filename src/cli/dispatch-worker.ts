import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { clockLimit, prepare, type Problem, searchPrepared, type Snapshot, type StatedPlan } from '#dispatch'

/** What one thread is given: the whole problem, its own seed and when to end. */
export interface WorkerTask {
  readonly problem: Problem
  readonly seed: number
  /** The second of the wall clock at which the search ends. */
  readonly until: number
  readonly previous: StatedPlan | undefined
}

export type WorkerReport =
  | { readonly kind: 'best-so-far'; readonly best: Snapshot }
  | { readonly kind: 'done'; readonly best: Snapshot; readonly rounds: number }

/** Seconds of a clock that all threads share. */
export function wallClock(): number {
  return (performance.timeOrigin + performance.now()) / 1000
}

if (parentPort !== null) {
  const port = parentPort
  // The one who starts this thread passes a WorkerTask.
  const task = workerData as WorkerTask
  const prepared = prepare(task.problem, task.previous)
  const { best, rounds } = searchPrepared(prepared, {
    seed: task.seed,
    limit: clockLimit(task.until - wallClock(), wallClock),
    ...(task.previous === undefined ? {} : { before: task.previous }),
    exchange: (own) => {
      port.postMessage({ kind: 'best-so-far', best: own } satisfies WorkerReport)
      let heard: Snapshot | undefined
      for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
        const { message }: { message: Snapshot } = next
        if (heard === undefined || message.cost < heard.cost) heard = message
      }
      return heard
    },
  })
  port.postMessage({ kind: 'done', best, rounds } satisfies WorkerReport)
}
