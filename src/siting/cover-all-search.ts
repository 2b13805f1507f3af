import { mark, real, whole } from '#siting/cells'
import { type Choice, listed, mayOpen } from '#siting/choice'
import type { Cover } from '#siting/cover'
import { closeCover, type CoverState, newCoverState, openCover, weighMore } from '#siting/cover-state'
import type { Random } from '#kernel/random'

/** A search for a set of sites that covers every item within a choice. */
export interface FullCoverSearch {
  /** One exchange; the sites when everything is covered now. */
  step(): Int32Array | undefined
  suggest(sites: readonly number[]): void
  /** The sites open now, whatever they leave out. */
  current(): readonly number[]
}

/**
 * Looks for sites that cover everything: closes the one that matters least, opens the one that matters most to an item
 * left out, and lets what stays out weigh more each time, so that what is hard to cover pulls harder.
 */
export function fullCoverSearch(cover: Cover, choice: Choice, random: Random): FullCoverSearch {
  const state = newCoverState(cover, choice)
  const since = new Int32Array(cover.sites).fill(-1)
  let steps = 0
  for (let site = bestSite(cover, choice, state); site >= 0; site = bestSite(cover, choice, state)) {
    openCover(cover, choice, state, site)
  }
  const missing = (): number[] => Array.from(state.times.keys()).filter((item) => whole(state.times, item) === 0)
  return {
    step: () => {
      steps++
      let left = missing()
      if (left.length === 0) return listed(state.chosen)
      closeLeast(cover, choice, state, since, steps)
      left = missing()
      const item = random.pick(left)
      for (;;) {
        const site = openingFor(cover, choice, state, since, item)
        if (site >= 0) {
          openCover(cover, choice, state, site)
          since[site] = steps
          break
        }
        // Nothing near the item can be paid for: make room, until there is nothing to close.
        if (state.chosen.count === 0) break
        closeLeast(cover, choice, state, since, steps)
      }
      left = missing()
      for (const out of left) weighMore(cover, state, out, 1)
      return left.length === 0 ? listed(state.chosen) : undefined
    },
    current: () => Array.from(listed(state.chosen)),
    suggest: (sites) => {
      while (state.chosen.count > 0) closeCover(cover, choice, state, whole(state.chosen.list, 0))
      for (const site of sites) if (mayOpen(choice, state.chosen, site)) openCover(cover, choice, state, site)
    },
  }
}

function bestSite(cover: Cover, choice: Choice, state: CoverState): number {
  let best = -1
  let most = 0
  for (let site = 0; site < cover.sites; site++) {
    const rate = real(state.score, site) / Math.max(1e-9, real(choice.cost, site))
    if (rate > most && mayOpen(choice, state.chosen, site)) {
      most = rate
      best = site
    }
  }
  return best
}

/** Closes the open site whose loss is least for its cost; of equals the one that has been open longest. */
function closeLeast(cover: Cover, choice: Choice, state: CoverState, since: Int32Array, steps: number): void {
  const { chosen } = state
  let worst = -1
  let least = Infinity
  for (let at = 0; at < chosen.count; at++) {
    const site = whole(chosen.list, at)
    // What has opened in the step before stays, unless there is nothing else.
    if (whole(since, site) === steps - 1 && chosen.count > 1) continue
    const rate = real(state.score, site) / Math.max(1e-9, real(choice.cost, site))
    if (rate < least || (rate === least && worst >= 0 && whole(since, site) < whole(since, worst))) {
      least = rate
      worst = site
    }
  }
  if (worst < 0) return
  closeCover(cover, choice, state, worst)
  since[worst] = steps
}

/** The site that covers an item and adds most for its cost; one that has closed in this step waits. */
function openingFor(cover: Cover, choice: Choice, state: CoverState, since: Int32Array, item: number): number {
  let best = -1
  let most = -1
  const end = whole(cover.siteStart, item + 1)
  for (let at = whole(cover.siteStart, item); at < end; at++) {
    const site = whole(cover.sitesOf, at)
    if (mark(state.chosen.isOpen, site) === 1 || !mayOpen(choice, state.chosen, site)) continue
    const recent = end - whole(cover.siteStart, item) > 1 && whole(since, site) > 0 ? 1e-6 * whole(since, site) : 0
    const rate = real(state.score, site) / Math.max(1e-9, real(choice.cost, site)) / (1 + recent)
    if (rate > most) {
      most = rate
      best = site
    }
  }
  return best
}

/** Closes what nothing needs, the dearest first. */
export function withoutSpare(cover: Cover, choice: Choice, sites: readonly number[]): readonly number[] {
  const endless: Choice = { ...choice, most: Infinity, budget: Infinity }
  const state = newCoverState(cover, endless)
  for (const site of sites) openCover(cover, endless, state, site)
  const order = sites.toSorted((a, b) => real(choice.cost, b) - real(choice.cost, a) || a - b)
  for (const site of order) {
    let needed = false
    for (let at = whole(cover.itemStart, site); at < whole(cover.itemStart, site + 1); at++) {
      if (whole(state.times, whole(cover.itemsOf, at)) === 1) needed = true
    }
    if (!needed) closeCover(cover, endless, state, site)
  }
  return Array.from(listed(state.chosen))
}
