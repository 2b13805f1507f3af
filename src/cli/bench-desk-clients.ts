import { parentPort, workerData } from 'node:worker_threads'

/** The clients of `bench desk`, in a thread of their own so that they take no time of the server's loop. */
export interface DeskLoad {
  readonly address: string
  readonly cookie: string
  readonly clients: number
  readonly seconds: number
  /** Addresses by the kind of page; each client walks through them in an order of its own. */
  readonly pages: Readonly<Record<string, readonly string[]>>
}

export interface DeskTimes {
  /** Milliseconds of each answer by kind of page, and how many answers were not 200. */
  readonly times: Readonly<Record<string, readonly number[]>>
  readonly failed: number
}

// The parent is our own code and starts this thread with nothing else.
const load = workerData as DeskLoad
const times: Record<string, number[]> = {}
let failed = 0

async function client(number: number): Promise<void> {
  const until = performance.now() + load.seconds * 1000
  const kinds = Object.entries(load.pages)
  for (let turn = number; performance.now() < until; turn++) {
    const [kind, paths] = kinds[turn % kinds.length] ?? ['', []]
    const path = paths[(turn * 7919) % paths.length] ?? '/'
    const started = performance.now()
    const answer = await fetch(load.address + path, { headers: { cookie: load.cookie } })
    await answer.arrayBuffer()
    if (answer.status !== 200) failed++
    else (times[kind] ??= []).push(performance.now() - started)
  }
}

await Promise.all(Array.from({ length: load.clients }, (_, number) => client(number)))
parentPort?.postMessage({ times, failed } satisfies DeskTimes)
