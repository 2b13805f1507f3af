import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { bestHeard, limitOf, type Until, type WorkerReport, type WorkerTask } from '#cli/dispatch-worker'
import { dispatchText as say } from '#cli/dispatch.zh'
import {
  type Fault,
  type Plan,
  planOf,
  prepare,
  type Problem,
  searchPrepared,
  type Snapshot,
  type StatedPlan,
} from '#dispatch'

export interface ThreadedWish {
  readonly problem: Problem
  readonly previous: StatedPlan | undefined
  readonly until: Until
  readonly seed: number
  readonly threads: number
}

export interface Found {
  readonly plan: Plan
  readonly faults: readonly Fault[]
  /** Of all threads together. */
  readonly rounds: number
}

/**
 * Plans here and on as many more threads as are asked for, which tell each other the best now and then. With a limit of
 * rounds they do not, and the same wish gives the same plan on every machine.
 */
export async function planWithThreads(wish: ThreadedWish): Promise<Found> {
  const { problem, previous, seed, until } = wish
  // The others start and lay the problem out for themselves while this thread is at work already.
  const others = Array.from({ length: wish.threads - 1 }, (_, index) => startThread(wish, seed + index + 1))
  const prepared = prepare(problem, previous)
  const own = searchPrepared(prepared, {
    seed,
    limit: limitOf(until),
    before: previous,
    exchange: until.kind === 'rounds' ? undefined : (best) => exchangeWith(others, best),
  })
  const done = [own, ...(await Promise.all(others.map(({ done: ends }) => ends)))]
  const { best } = done.reduce((a, b) => (b.best.cost < a.best.cost ? b : a))
  const rounds = done.reduce((sum, one) => sum + one.rounds, 0)
  return { plan: planOf(prepared, best, previous), faults: prepared.faults, rounds }
}

interface Thread {
  /** Bests go both ways here, and are read without waiting: a search never pauses. */
  readonly port: MessagePort
  readonly done: Promise<WorkerReport>
}

function startThread({ problem, until, previous }: ThreadedWish, seed: number): Thread {
  const { port1, port2 } = new MessageChannel()
  const workerData: WorkerTask = { problem, seed, until, previous, port: port2 }
  const worker = new Worker(new URL('./dispatch-worker.ts', import.meta.url), { workerData, transferList: [port2] })
  const done = new Promise<WorkerReport>((resolve, reject) => {
    worker.once('message', (report: WorkerReport) => resolve(report))
    worker.once('error', (cause) => reject(new Error(say.workerFailed(String(cause)), { cause })))
    worker.once('exit', (code) => reject(new Error(say.workerFailed(String(code)))))
  })
  port1.unref()
  return { port: port1, done }
}

/** Hears what the others have found, and tells each of them the best of all but itself. */
function exchangeWith(threads: readonly Thread[], own: Snapshot): Snapshot | undefined {
  const heard = threads.map(({ port }) => bestHeard(port))
  threads.forEach(({ port }, to) => {
    const others = heard.filter((_, from) => from !== to)
    port.postMessage(bestOf([own, ...others]))
  })
  return bestOf(heard)
}

function bestOf(snapshots: readonly (Snapshot | undefined)[]): Snapshot | undefined {
  return snapshots.reduce((a, b) => (a === undefined || (b !== undefined && b.cost < a.cost) ? b : a), undefined)
}
