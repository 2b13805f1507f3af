import { mark, real, whole } from '#siting/cells'
import { type Choice, listed, maySwap, mayOpen } from '#siting/choice'
import type { Cover } from '#siting/cover'
import { closeCover, type CoverState, newCoverState, openCover } from '#siting/cover-state'
import type { Found, Search } from '#siting/search'
import type { Random } from '#kernel/random'

/** How warm the search begins and ends, as a share of what a site covers on the whole. */
const warmest = 0.05
const coldest = 0.001
const blink = 0.02
/** Small moves tried for each rebuilding of a neighbourhood. */
const nudgesInStep = 1000

/**
 * Makes the covered weight great by annealing: sites move one by one, and now and then a few neighbouring ones are taken
 * out and the ones put in that add most; what is not much worse is kept, less and less so as the limit is spent. The
 * value of what is found is the weight that stays uncovered.
 */
export function coverSearch(cover: Cover, choice: Choice, random: Random): Search {
  const total = cover.weight.reduce((sum, weight) => sum + weight, 0)
  const state = newCoverState(cover, choice)
  fill(cover, choice, state, random, 0)
  let covered = state.covered
  let best: Found = { sites: listed(state.chosen), value: total - covered }
  const out: number[] = []
  const into: number[] = []
  const keep = (): void => {
    covered = state.covered
    if (total - covered < best.value - 1e-9) best = { sites: listed(state.chosen), value: total - covered }
  }
  const setTo = (sites: Iterable<number>): void => {
    while (state.chosen.count > 0) closeCover(cover, choice, state, whole(state.chosen.list, 0))
    for (const site of sites) if (mayOpen(choice, state.chosen, site)) openCover(cover, choice, state, site)
    fill(cover, choice, state, random, 0)
  }
  return {
    best: () => best,
    step: (spent) => {
      if (state.chosen.count === 0) return
      const warmth = (covered / state.chosen.count) * warmest * (coldest / warmest) ** spent
      for (let turn = 0; turn < nudgesInStep; turn++) {
        nudge(cover, choice, state, random, warmth)
        if (total - state.covered < best.value - 1e-9) keep()
      }
      keep()
      out.length = 0
      into.length = 0
      takeOut(cover, choice, state, random, out)
      putIn(cover, choice, state, random, into, blink, random.chance(0.7) ? (out[0] ?? -1) : -1)
      if (state.covered - covered >= warmth * Math.log(1 - random.next())) {
        keep()
        return
      }
      for (const site of into) closeCover(cover, choice, state, site)
      for (const site of out) openCover(cover, choice, state, site)
    },
    suggest: (sites) => {
      const before = Array.from(listed(state.chosen))
      const was = covered
      setTo(sites)
      if (state.covered >= was) keep()
      else setTo(before)
      covered = state.covered
    },
  }
}

/**
 * Moves one site, when this is not much worse: to a candidate near it, or to one near somebody left out. What it would
 * gain is counted from the items of the new place alone, so that most tries cost next to nothing.
 */
function nudge(cover: Cover, choice: Choice, state: CoverState, random: Random, warmth: number): void {
  const { chosen } = state
  const site = whole(chosen.list, random.int(0, chosen.count - 1))
  const item = random.chance(0.8) ? within(cover.itemStart, cover.itemsOf, site, random) : leftOut(state, random)
  if (item === undefined) return
  const other = within(cover.siteStart, cover.sitesOf, item, random) ?? site
  if (mark(chosen.isOpen, other) === 1 || !maySwap(choice, chosen, site, other)) return
  if (gainOfMove(cover, state, site, other) < warmth * Math.log(1 - random.next())) return
  closeCover(cover, choice, state, site)
  openCover(cover, choice, state, other)
}

/** An item that nobody covers, looked for by chance; the last one looked at when none is found soon. */
function leftOut(state: CoverState, random: Random): number {
  let item = 0
  for (let tries = 0; tries < 20; tries++) {
    item = random.int(0, state.times.length - 1)
    if (whole(state.times, item) === 0) return item
  }
  return item
}

function gainOfMove(cover: Cover, state: CoverState, site: number, other: number): number {
  const { times, owners, weight } = state
  let gain = -real(state.score, site)
  const end = whole(cover.itemStart, other + 1)
  for (let at = whole(cover.itemStart, other); at < end; at++) {
    const item = whole(cover.itemsOf, at)
    const many = whole(times, item)
    if (many === 0 || (many === 1 && whole(owners, item) === site)) gain += real(weight, item)
  }
  return gain
}

/** Takes one to four sites out: one by chance or because it covers little alone, and others near it. */
function takeOut(cover: Cover, choice: Choice, state: CoverState, random: Random, out: number[]): void {
  const { chosen } = state
  const many = Math.min(chosen.count, 1 + random.int(0, 1) + (random.chance(0.4) ? random.int(0, 2) : 0))
  let site = whole(chosen.list, random.int(0, chosen.count - 1))
  const other = whole(chosen.list, random.int(0, chosen.count - 1))
  if (random.chance(0.5) && real(state.score, other) < real(state.score, site)) site = other
  while (out.length < many) {
    closeCover(cover, choice, state, site)
    out.push(site)
    if (out.length === many) return
    site = neighbour(cover, choice, state, random, site) ?? whole(chosen.list, random.int(0, chosen.count - 1))
  }
}

/** An open site that shares candidates with a site, found by a walk over its items; a kept one does not count. */
function neighbour(cover: Cover, choice: Choice, state: CoverState, random: Random, site: number): number | undefined {
  for (let tries = 0; tries < 8; tries++) {
    const item = within(cover.itemStart, cover.itemsOf, site, random)
    if (item === undefined) return undefined
    const step = within(cover.siteStart, cover.sitesOf, item, random) ?? site
    const far = within(cover.itemStart, cover.itemsOf, step, random) ?? item
    for (let at = whole(cover.siteStart, far); at < whole(cover.siteStart, far + 1); at++) {
      const other = whole(cover.sitesOf, at)
      if (mark(state.chosen.isOpen, other) === 1 && mark(choice.kept, other) === 0) return other
    }
  }
  return undefined
}

function within(starts: Int32Array, list: Int32Array, at: number, random: Random): number | undefined {
  const from = whole(starts, at)
  const until = whole(starts, at + 1)
  return until === from ? undefined : whole(list, random.int(from, until - 1))
}

function putIn(
  cover: Cover,
  choice: Choice,
  state: CoverState,
  random: Random,
  into: number[],
  blinks: number,
  not = -1,
): void {
  const byCost = choice.budget < Infinity && random.chance(0.5)
  while (state.chosen.count < choice.most) {
    let best = -1
    let most = 1e-9
    for (let site = 0; site < cover.sites; site++) {
      const gain = real(state.score, site)
      const rate = byCost ? gain / Math.max(1e-9, real(choice.cost, site)) : gain
      if (rate <= most || site === not || !mayOpen(choice, state.chosen, site)) continue
      if (blinks === 0 || random.next() >= blinks) {
        most = rate
        best = site
      }
    }
    if (best < 0) return
    openCover(cover, choice, state, best)
    into.push(best)
  }
}

function fill(cover: Cover, choice: Choice, state: CoverState, random: Random, blinks: number): void {
  putIn(cover, choice, state, random, [], blinks)
}
