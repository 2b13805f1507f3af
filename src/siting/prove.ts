import { mark, real } from '#siting/cells'
import type { Choice } from '#siting/choice'
import type { Relaxed } from '#siting/relaxed'
import { free, inside, newSelection, outside, selectLeast, type Selection, sitesIn } from '#siting/select'

/** What a proof needs to know while it goes on. */
export interface ProofOptions {
  /** True when every value is a whole number, so that bounds round up. */
  readonly integral: boolean
  /** The least value known. */
  known(): number
  /** Is told of sets of sites that the proof comes across. */
  tell(sites: readonly number[]): void
  /** The value of a set of sites with nothing left to decide, or none where that is a problem of its own. */
  leaf(sites: readonly number[]): number | undefined
}

/** What is proven so far: no allowed set of sites has a value below `bound`. */
export interface Proof {
  bound: number
  isComplete: boolean
}

interface Node {
  readonly status: Uint8Array
  readonly prices: Float64Array
  readonly bound: number
}

interface Scratch {
  readonly worth: Float64Array
  readonly slope: Float64Array
  readonly push: Float64Array
  readonly trial: Float64Array
  readonly sorted: Float64Array
  readonly often: Float64Array
  readonly selection: Selection
}

/** The most turns before the proof branches. */
export const turnsAtRoot = 1500
const turnsBelow = 60
const turnsBetweenTells = 25

/** The least value that would still be worth finding. */
function cutoffOf(known: number, integral: boolean): number {
  if (known === Infinity) return Infinity
  return integral ? known - 1 + 1e-6 : known - 1e-9 * Math.max(1, Math.abs(known))
}

/**
 * Proves how good any allowed set of sites could be: prices by subgradient, sites fixed by what they would add to the
 * bound, and branching on the site that is in about half of the selections. Yields after each turn, so that a search may
 * go on between; `proof` always holds what is proven.
 */
export function* prove(relaxed: Relaxed, choice: Choice, proof: Proof, options: ProofOptions): Generator<undefined> {
  const { rows, sites } = relaxed
  const scratch: Scratch = {
    worth: new Float64Array(sites),
    slope: new Float64Array(rows),
    push: new Float64Array(rows),
    trial: new Float64Array(rows),
    sorted: new Float64Array(sites),
    often: new Float64Array(sites),
    selection: newSelection(sites),
  }
  const status = new Uint8Array(sites)
  for (let site = 0; site < sites; site++) if (mark(choice.kept, site) === 1) status[site] = inside
  const stack: Node[] = [{ status, prices: relaxed.start.slice(), bound: -Infinity }]
  let unsettled = Infinity
  for (let isRoot = true; ; isRoot = false) {
    const node = stack.pop()
    if (node === undefined) break
    if (node.bound >= cutoffOf(options.known(), options.integral)) continue
    const others = stack.reduce((least, { bound }) => Math.min(least, bound), unsettled)
    const note = (bound: number): void => {
      proof.bound = Math.max(proof.bound, Math.min(others, bound, options.known()))
    }
    const state = node.status.slice()
    const prices = node.prices.slice()
    const bound = yield* tighten(relaxed, choice, options, scratch, { state, prices, isRoot, from: node.bound, note })
    if (bound >= cutoffOf(options.known(), options.integral)) continue
    const site = siteToBranch(choice, state, scratch.often)
    if (site === undefined) {
      const value = options.leaf(insideSites(choice, state))
      if (value === undefined) unsettled = Math.min(unsettled, bound)
      continue
    }
    const without = state.slice()
    without[site] = outside
    state[site] = inside
    const [likely, other] = real(scratch.often, site) >= 0.5 ? [state, without] : [without, state]
    stack.push({ status: other, prices, bound }, { status: likely, prices, bound })
  }
  proof.bound = Math.max(proof.bound, Math.min(unsettled, options.known()))
  proof.isComplete = unsettled >= cutoffOf(options.known(), options.integral)
}

function insideSites(choice: Choice, status: Uint8Array): readonly number[] {
  return Array.from(status.keys()).filter((site) => mark(status, site) === inside && mark(choice.kept, site) === 0)
}

/** The free site whose belonging is least clear; none when all is decided or the number of sites is used up. */
function siteToBranch(choice: Choice, status: Uint8Array, often: Float64Array): number | undefined {
  if (insideSites(choice, status).length >= choice.most) return undefined
  let best: number | undefined
  let least = Infinity
  for (let site = 0; site < choice.sites; site++) {
    if (mark(status, site) !== free) continue
    const unclear = Math.abs(real(often, site) - 0.5)
    if (unclear < least) {
      least = unclear
      best = site
    }
  }
  return best
}

interface Tightening {
  readonly state: Uint8Array
  readonly prices: Float64Array
  readonly isRoot: boolean
  readonly from: number
  readonly note: (bound: number) => void
}

/** Raises the bound of one node, fixing sites as it goes; leaves the best prices and what is fixed behind. */
function* tighten(
  relaxed: Relaxed,
  choice: Choice,
  options: ProofOptions,
  scratch: Scratch,
  { state, prices, isRoot, from, note }: Tightening,
): Generator<undefined, number> {
  const { rows, sites, top } = relaxed
  const { worth, slope, push, trial, sorted, often, selection } = scratch
  trial.set(prices)
  push.fill(0)
  let bound = from
  let here = -Infinity
  let pace = isRoot ? 1.5 : 0.8
  let stale = 0
  const turns = isRoot ? turnsAtRoot : turnsBelow
  if (isRoot) often.fill(0.5)
  for (let turn = 0; turn < turns && pace > 0.002; turn++) {
    relaxed.worth(trial, worth)
    selectLeast(choice, worth, state, selection, sorted)
    let value = selection.sum
    for (let row = 0; row < rows; row++) value += real(trial, row)
    const known = options.known()
    const cutoff = cutoffOf(known, options.integral)
    if (value > here + 1e-9 * Math.abs(value)) {
      here = value
      prices.set(trial)
      stale = 0
      if (value > bound) {
        bound = value
        note(bound)
      }
      if (bound >= cutoff) return bound
      if (selection.byNumber && known < Infinity) fixSites(choice, worth, state, selection, value, cutoff)
    } else if (++stale >= (isRoot ? 20 : 8)) {
      stale = 0
      pace /= 2
      trial.set(prices)
      push.fill(0)
      yield undefined
      continue
    }
    slope.fill(1)
    for (let site = 0; site < sites; site++) {
      const share = real(selection.share, site)
      often[site] = real(often, site) * 0.9 + share * 0.1
      if (share > 0) relaxed.serve(trial, site, share, slope)
    }
    if (isRoot && turn % turnsBetweenTells === turnsBetweenTells - 1) options.tell(sitesIn(choice, selection))
    const goal = known === Infinity ? value + Math.abs(value) * 0.05 + 1 : Math.max(known, value + 1e-6)
    if (!stepAlong(trial, slope, push, top, pace * (goal - value))) break
    yield undefined
  }
  options.tell(sitesIn(choice, selection))
  return bound
}

/** Moves the prices along the smoothed slope; false when there is nowhere to go. */
function stepAlong(
  prices: Float64Array,
  slope: Float64Array,
  push: Float64Array,
  top: Float64Array,
  reach: number,
): boolean {
  let norm = 0
  for (let row = 0; row < prices.length; row++) {
    let way = real(slope, row) * 0.7 + real(push, row) * 0.3
    if ((way > 0 && real(prices, row) >= real(top, row)) || (way < 0 && real(prices, row) <= 0)) way = 0
    push[row] = way
    norm += way * way
  }
  if (norm < 1e-12) return false
  const size = reach / norm
  for (let row = 0; row < prices.length; row++) {
    prices[row] = Math.max(0, Math.min(real(top, row), real(prices, row) + size * real(push, row)))
  }
  return true
}

/** Decides what is decided by the bound alone: a site that would lift it to the cutoff, one way or the other. */
function fixSites(
  choice: Choice,
  worth: Float64Array,
  status: Uint8Array,
  selection: Selection,
  value: number,
  cutoff: number,
): void {
  for (let site = 0; site < choice.sites; site++) {
    if (mark(status, site) !== free) continue
    const own = real(worth, site)
    if (real(selection.share, site) === 1) {
      if (value - own + selection.next >= cutoff) status[site] = inside
    } else if (value + own - selection.dearest >= cutoff) status[site] = outside
  }
}
