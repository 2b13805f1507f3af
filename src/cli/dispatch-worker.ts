import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import {
  clockLimit,
  type Limit,
  prepare,
  type Problem,
  roundLimit,
  searchPrepared,
  type Snapshot,
  type StatedPlan,
} from '#dispatch'

/** When a search ends: at a second of the wall clock, or after so many rounds, whatever the machine. */
export type Until =
  | { readonly kind: 'clock'; readonly second: number }
  | { readonly kind: 'rounds'; readonly most: number }

/** What one thread is given: the whole problem, its own seed and when to end. */
export interface WorkerTask {
  readonly problem: Problem
  readonly seed: number
  readonly until: Until
  readonly previous: StatedPlan | undefined
  /** Where the best so far goes out and comes in. */
  readonly port: MessagePort
}

/** What a thread has found in the end. */
export interface WorkerReport {
  readonly best: Snapshot
  readonly rounds: number
}

/** Seconds of a clock that all threads share. */
export function wallClock(): number {
  return (performance.timeOrigin + performance.now()) / 1000
}

export function limitOf(until: Until): Limit {
  return until.kind === 'rounds' ? roundLimit(until.most) : clockLimit(until.second - wallClock(), wallClock)
}

/** The best of what has come in since the last time, if anything has. */
export function bestHeard(port: MessagePort): Snapshot | undefined {
  let heard: Snapshot | undefined
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    const { message }: { message: Snapshot } = next
    if (heard === undefined || message.cost < heard.cost) heard = message
  }
  return heard
}

if (parentPort !== null) {
  // The one who starts this thread passes a WorkerTask.
  const { problem, previous, seed, until, port } = workerData as WorkerTask
  const exchange = (own: Snapshot): Snapshot | undefined => {
    port.postMessage(own)
    return bestHeard(port)
  }
  const found = searchPrepared(prepare(problem, previous), {
    seed,
    limit: limitOf(until),
    before: previous,
    // When the threads hear of each other depends on the machine; whoever counts rounds wants the same plan everywhere.
    exchange: until.kind === 'rounds' ? undefined : exchange,
  })
  port.close()
  parentPort.postMessage(found satisfies WorkerReport)
}
