import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { clockLimit, prepare, type Problem, searchPrepared, type Snapshot, type StatedPlan } from '#dispatch'

/** What one thread is given: the whole problem, its own seed and the seconds. */
export interface WorkerTask {
  readonly problem: Problem
  readonly seed: number
  readonly seconds: number
  readonly previous: StatedPlan | undefined
}

export type WorkerReport =
  | { readonly kind: 'best-so-far'; readonly best: Snapshot }
  | { readonly kind: 'done'; readonly best: Snapshot; readonly rounds: number }

if (parentPort !== null) {
  const port = parentPort
  // The one who starts this thread passes a WorkerTask.
  const task = workerData as WorkerTask
  const limit = clockLimit(task.seconds, () => performance.now() / 1000)
  const { best, rounds } = searchPrepared(prepare(task.problem, task.previous), {
    seed: task.seed,
    limit,
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
