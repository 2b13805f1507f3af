import { mark, real, whole } from '#siting/cells'
import { type Choice, type Chosen, close, keptSites, newChosen, open } from '#siting/choice'
import type { Cover } from '#siting/cover'

/** Open sites and what they cover, kept up to date as sites open and close. */
export interface CoverState {
  readonly chosen: Chosen
  readonly weight: Float64Array
  /** How many open sites cover an item, and their numbers taken together by exclusive or. */
  readonly times: Int32Array
  readonly owners: Int32Array
  /** Of a closed site the weight that it would add; of an open one the weight that only it covers. */
  readonly score: Float64Array
  covered: number
}

export function newCoverState(cover: Cover, choice: Choice): CoverState {
  const state: CoverState = {
    chosen: newChosen(choice),
    weight: cover.weight.slice(),
    times: new Int32Array(cover.items),
    owners: new Int32Array(cover.items),
    score: new Float64Array(cover.sites),
    covered: 0,
  }
  for (let site = 0; site < cover.sites; site++) {
    let sum = 0
    for (let at = whole(cover.itemStart, site); at < whole(cover.itemStart, site + 1); at++) {
      sum += real(state.weight, whole(cover.itemsOf, at))
    }
    state.score[site] = sum
  }
  for (const site of keptSites(choice)) count(cover, state, site)
  return state
}

export function openCover(cover: Cover, choice: Choice, state: CoverState, site: number): void {
  open(choice, state.chosen, site)
  count(cover, state, site)
}

function count(cover: Cover, state: CoverState, site: number): void {
  const { times, owners, score, weight } = state
  const end = whole(cover.itemStart, site + 1)
  for (let at = whole(cover.itemStart, site); at < end; at++) {
    const item = whole(cover.itemsOf, at)
    const before = whole(times, item)
    const heavy = real(weight, item)
    if (before === 0) {
      state.covered += heavy
      const last = whole(cover.siteStart, item + 1)
      for (let to = whole(cover.siteStart, item); to < last; to++) {
        const other = whole(cover.sitesOf, to)
        if (other !== site) score[other] = real(score, other) - heavy
      }
    } else if (before === 1) {
      const owner = whole(owners, item)
      score[owner] = real(score, owner) - heavy
    }
    times[item] = before + 1
    owners[item] = whole(owners, item) ^ site
  }
}

export function closeCover(cover: Cover, choice: Choice, state: CoverState, site: number): void {
  close(choice, state.chosen, site)
  const { times, owners, score, weight } = state
  const end = whole(cover.itemStart, site + 1)
  for (let at = whole(cover.itemStart, site); at < end; at++) {
    const item = whole(cover.itemsOf, at)
    const after = whole(times, item) - 1
    const heavy = real(weight, item)
    times[item] = after
    const owner = whole(owners, item) ^ site
    owners[item] = owner
    if (after === 0) {
      state.covered -= heavy
      const last = whole(cover.siteStart, item + 1)
      for (let to = whole(cover.siteStart, item); to < last; to++) {
        const other = whole(cover.sitesOf, to)
        if (other !== site) score[other] = real(score, other) + heavy
      }
    } else if (after === 1) score[owner] = real(score, owner) + heavy
  }
}

/** Makes an item weigh more while nobody covers it. */
export function weighMore(cover: Cover, state: CoverState, item: number, more: number): void {
  const { weight, score } = state
  weight[item] = real(weight, item) + more
  for (let at = whole(cover.siteStart, item); at < whole(cover.siteStart, item + 1); at++) {
    const site = whole(cover.sitesOf, at)
    score[site] = real(score, site) + more
  }
}

/** The weight that a set of sites covers together with the kept ones. */
export function coveredBy(cover: Cover, choice: Choice, sites: readonly number[]): number {
  const seen = new Uint8Array(cover.items)
  let sum = 0
  for (const site of [...keptSites(choice), ...sites]) {
    for (let at = whole(cover.itemStart, site); at < whole(cover.itemStart, site + 1); at++) {
      const item = whole(cover.itemsOf, at)
      if (mark(seen, item) === 0) {
        seen[item] = 1
        sum += real(cover.weight, item)
      }
    }
  }
  return sum
}
