import type { Limit } from '#siting/limit'
import { type Proof, turnsAtRoot } from '#siting/prove'

/** A search and a proof that take turns; each learns from the other what the best is. */
export interface Interplay {
  readonly proof: Proof
  readonly proving: Generator<undefined>
  /** Steps of the search for each turn of the proof, and once the proof has begun to branch. */
  readonly steps: number
  readonly stepsLater?: number
  readonly step: (spent: number) => void
  readonly isOver?: () => boolean
}

/** Lets search and proof take turns until the best is proven or the limit is spent. Gives the rounds it took. */
export function takeTurns(limit: Limit, { proof, proving, steps, stepsLater, step, isOver }: Interplay): number {
  let isProving = true
  let rounds = 0
  for (;;) {
    const spent = limit.spent(rounds)
    if (spent >= 1) break
    rounds++
    if (isProving && proving.next().done === true) isProving = false
    if (proof.isComplete || isOver?.() === true) break
    const many = rounds > turnsAtRoot ? (stepsLater ?? steps) : steps
    for (let turn = 0; turn < many; turn++) step(spent)
  }
  return rounds
}

export function newProof(): Proof {
  return { bound: -Infinity, isComplete: false }
}
