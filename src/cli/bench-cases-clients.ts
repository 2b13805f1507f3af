import { randomUUID } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'

/** The officers of `bench cases`, in a thread of their own so that they take no time of the server's loop. */
export interface CasesLoad {
  readonly address: string
  readonly desks: readonly { readonly clerk: string; readonly officer: string }[]
  readonly seconds: number
  /** Milliseconds between the answer to one act and the next act of the same officer. */
  readonly pause: number
  readonly firstCase: number
  readonly cases: number
  readonly households: readonly {
    readonly household: string
    readonly head: string
    readonly adults: readonly string[]
  }[]
}

export interface CasesTimes {
  readonly page: readonly number[]
  readonly queue: readonly number[]
  /** By the command. */
  readonly command: Readonly<Record<string, readonly number[]>>
  /** Commands that were answered with a lawful no, by its code. */
  readonly refused: Readonly<Record<string, number>>
  /** Answers that say that the server broke. */
  readonly broken: number
  /** How many commands each case was answered for, by its number. */
  readonly done: Readonly<Record<string, number>>
}

// The parent is our own code and starts this thread with nothing else.
const load = workerData as CasesLoad
const times = { page: [] as number[], queue: [] as number[], command: {} as Record<string, number[]> }
const done: Record<string, number> = {}
const refused: Record<string, number> = {}
let broken = 0
const until = performance.now() + load.seconds * 1000

interface Answer {
  readonly status: number
  readonly body: { readonly id?: string; readonly version?: number; readonly code?: string }
}

async function ask(cookie: string, path: string, body?: object): Promise<Answer & { readonly ms: number }> {
  const started = performance.now()
  const answer = await fetch(load.address + path, {
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const ms = performance.now() - started
  if (answer.status >= 500) broken++
  // Our own server answers each of these paths with an object.
  return { status: answer.status, body: JSON.parse(text) as Answer['body'], ms }
}

function refuse(code = 'none'): void {
  refused[code] = (refused[code] ?? 0) + 1
}

const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, load.pause * (0.5 + Math.random())))

async function look(cookie: string): Promise<void> {
  const id = load.firstCase + Math.floor(Math.random() * load.cases)
  const page = await ask(cookie, `/api/cases/${id}`)
  if (page.status === 200) times.page.push(page.ms)
  await rest()
}

const pen = { path: 'M0 0 L10 10' }

/** The steps of a recognition, by who takes them. */
const steps: readonly (readonly ['clerk' | 'officer', string, (clerk: string) => object])[] = [
  [
    'clerk',
    'survey',
    (clerk) => ({
      on: '2026-11-02',
      method: 'visit',
      surveyors: ['second'],
      present: 'head',
      signatures: [clerk, 'second', 'head'].map((name) => ({ name, ...pen })),
      facts: [],
      conclusion: 'bench',
    }),
  ],
  ['clerk', 'request-check', () => ({ departments: ['tax'] })],
  ['officer', 'reply-check', () => ({ department: 'tax', finding: 'nothing', note: '', facts: [] })],
  ['clerk', 'opinion', () => ({})],
  ['officer', 'decision', () => ({})],
  ['clerk', 'letter', () => ({ on: '2026-11-02', how: 'in-person' })],
]

async function desk(number: number): Promise<void> {
  const pair = load.desks[number]
  if (pair === undefined) return
  // Nobody begins the day at the same second as all others.
  await new Promise((resolve) => setTimeout(resolve, (load.pause * 14 * number) / load.desks.length))
  for (let turn = 0; performance.now() < until; turn++) {
    const home = load.households[(turn * load.desks.length + number) % load.households.length]
    if (home === undefined) return
    const opened = await ask(pair.clerk, '/api/cases', {
      key: randomUUID(),
      programme: 'near-threshold',
      householdId: home.household,
      applicantId: home.head,
      channel: 'window',
      story: 'bench',
      papers: ['identity', 'promise', 'authorisation'],
      signedBy: home.adults,
      nearRelatives: [],
    })
    if (opened.status === 200) (times.command['open'] ??= []).push(opened.ms)
    else refuse(opened.body.code)
    const { id } = opened.body
    await rest()
    if (opened.status !== 200 || id === undefined) continue
    done[id] = 1
    for (const [who, action, body] of steps) {
      if (performance.now() > until) return
      await look(pair[who])
      const seen = await ask(pair[who], `/api/cases/${id}`)
      if (seen.status === 200) times.page.push(seen.ms)
      const moved = await ask(pair[who], `/api/cases/${id}/${action}`, {
        key: randomUUID(),
        version: seen.body.version,
        ...body(`bench-clerk-${number}`),
      })
      if (moved.status === 200) {
        ;(times.command[action] ??= []).push(moved.ms)
        done[id]++
      } else {
        refuse(moved.body.code)
        break
      }
      await rest()
    }
    const queue = await ask(pair.clerk, '/api/cases?limit=50')
    if (queue.status === 200) times.queue.push(queue.ms)
    await rest()
  }
}

await Promise.all(load.desks.map((_, number) => desk(number)))
parentPort?.postMessage({ ...times, refused, broken, done } satisfies CasesTimes)
