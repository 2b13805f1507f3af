import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { dispatchText as say } from '#cli/dispatch.zh'

/** A public solver that a user has installed for Python. */
export interface Peer {
  readonly name: string
  readonly format: 'solomon' | 'hhcrsp'
  readonly python: string
}

/** The peers there are, and the collection that each can read. */
export const peers: ReadonlyMap<string, Peer['format']> = new Map([
  ['pyvrp', 'solomon'],
  ['ortools', 'hhcrsp'],
])

const script = join(import.meta.dirname, '..', '..', 'bench', 'dispatch-peer.py')

export interface PeerAnswer {
  readonly cost: number | null
  /** No plan can cost less, where the peer can say so. */
  readonly bound: number | null
}

/** Lets a peer solve one instance. Throws with how to install it when it cannot be started. */
export function runPeer(peer: Peer, file: string, seconds: number, threads: number): PeerAnswer {
  const args = [script, peer.name, file, String(seconds), String(threads)]
  const done = spawnSync(peer.python, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  if (done.error !== undefined || /No module named/.test(done.stderr)) throw new Error(say.peerMissing(peer.name))
  if (done.status !== 0) throw new Error(say.peerFailed(peer.name, done.stderr.trim().split('\n').at(-1) ?? ''))
  const answer: unknown = JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '')
  return { cost: numberOf(answer, 'cost'), bound: numberOf(answer, 'bound') }
}

function numberOf(answer: unknown, name: string): number | null {
  const cell: unknown =
    typeof answer === 'object' && answer !== null ? Object.entries(answer).find(([key]) => key === name)?.[1] : null
  return typeof cell === 'number' ? cell : null
}
