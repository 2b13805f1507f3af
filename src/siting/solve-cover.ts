import { real, whole } from '#siting/cells'
import type { Choice } from '#siting/choice'
import { type Compiled, sitesWithin } from '#siting/compile'
import { type Cover, coverOf, uncoveredBy } from '#siting/cover'
import { fullCoverSearch, withoutSpare } from '#siting/cover-all-search'
import { coverSearch } from '#siting/cover-search'
import { coveredBy } from '#siting/cover-state'
import type { Fault } from '#siting/faults'
import { newProof, takeTurns } from '#siting/interplay'
import type { Answer } from '#siting/plan'
import { prove } from '#siting/prove'
import { relaxedCover } from '#siting/relaxed'
import { type Asked, boundOf } from '#siting/solve-median'

interface Items {
  readonly cover: Cover
  readonly total: number
}

/** The lists and weights as a cover, without what the kept sites cover already. */
function itemsOf(compiled: Compiled, all: readonly (readonly number[])[], heavy: readonly number[]): Items {
  const { lists, weights } = uncoveredBy(all, heavy, compiled.choice.kept)
  const cover = coverOf(lists, weights, compiled.choice.sites)
  return { cover, total: cover.weight.reduce((sum, weight) => sum + weight, 0) }
}

const isThere = <T>(value: T | undefined): value is T => value !== undefined

/** Covers as much weight as possible; a broken floor weighs more than everybody together. */
export function solveCoverage({ compiled, groups, floors, random, limit }: Asked): Answer {
  const { choice, problem } = compiled
  const near = sitesWithin(compiled, problem.within ?? 0)
  const weights = problem.demands.map(({ weight }) => weight)
  const everybody = weights.reduce((sum, weight) => sum + weight, 0)
  const penalty = Math.ceil(everybody) + 1
  const hard = [...floors.filter(isThere), ...groups]
  const { cover, total } = itemsOf(compiled, [...near, ...hard], [...weights, ...hard.map(() => penalty)])
  const integral = weights.every(Number.isInteger)
  const search = coverSearch(cover, choice, random)
  const proof = newProof()
  const proving = prove(relaxedCover(cover, new Float64Array(choice.sites)), choice, proof, {
    integral,
    known: () => search.best().value,
    tell: (sites) => search.suggest(sites),
    leaf: (sites) => {
      search.suggest(sites)
      return total - coveredBy(cover, choice, sites)
    },
  })
  takeTurns(limit, { proof, proving, steps: 1, stepsLater: 6, step: (spent) => search.step(spent) })
  return { sites: Array.from(search.best().sites), bound: everybody - boundOf(proof.bound, integral) }
}

/** Covers everybody at the least cost; who has no candidate within reach is named and left out. */
export function solveCoverAll({ compiled, groups, floors, random, limit }: Asked, faults: Fault[]): Answer {
  const { choice, problem } = compiled
  const near = sitesWithin(compiled, problem.within ?? 0).filter((sites, demand) => {
    if (sites.length === 0) {
      faults.push({ code: 'no-candidate-within-reach', kind: 'demand', id: problem.demands[demand]?.id ?? '' })
    }
    return sites.length > 0
  })
  const lists = [...near, ...floors.filter(isThere), ...groups]
  const { cover } = itemsOf(
    compiled,
    lists,
    lists.map(() => 1),
  )
  if (cover.items === 0) return { sites: [], bound: 0 }
  const integral = choice.cost.every(Number.isInteger)
  const costOf = (sites: readonly number[]): number => sites.reduce((sum, site) => sum + real(choice.cost, site), 0)
  const everything = Array.from({ length: choice.sites }, (_, site) => site).filter((site) => choice.kept[site] !== 1)
  let best = withoutSpare(cover, choice, everything)
  const below = (cost: number): Choice => ({ ...choice, budget: integral ? cost - 1 : cost * (1 - 1e-9) - 1e-9 })
  let search = fullCoverSearch(cover, below(costOf(best)), random)
  const take = (sites: readonly number[]): void => {
    const spare = withoutSpare(cover, choice, sites)
    if (costOf(spare) >= costOf(best)) return
    best = spare
    search = fullCoverSearch(cover, below(costOf(best)), random)
    search.suggest(best)
  }
  const proof = newProof()
  const top = costOf(everything) + 1
  const relaxed = relaxedCover({ ...cover, weight: new Float64Array(cover.items).fill(top) }, choice.cost)
  const proving = prove({ ...relaxed, start: fairPrices(cover, choice) }, choice, proof, {
    integral,
    known: () => costOf(best),
    tell: (sites) => take(completed(cover, choice, sites)),
    leaf: (sites) => {
      if (coveredBy(cover, choice, sites) < cover.items) return Infinity
      take(sites)
      return costOf(sites)
    },
  })
  const step = (): void => {
    const found = search.step()
    if (found !== undefined) take(Array.from(found))
  }
  takeTurns(limit, { proof, proving, steps: 10, step, isOver: () => costOf(best) === 0 })
  return { sites: best, bound: Math.max(0, boundOf(proof.bound, integral)) }
}

/** Sites with those added that cover the rest, most for their cost first. */
function completed(cover: Cover, choice: Choice, sites: readonly number[]): readonly number[] {
  const seen = new Uint8Array(cover.items)
  const open = [...sites]
  const see = (site: number): void => {
    for (let at = whole(cover.itemStart, site); at < whole(cover.itemStart, site + 1); at++) {
      seen[whole(cover.itemsOf, at)] = 1
    }
  }
  for (const site of sites) see(site)
  for (;;) {
    let best = -1
    let most = 0
    for (let site = 0; site < cover.sites; site++) {
      let adds = 0
      for (let at = whole(cover.itemStart, site); at < whole(cover.itemStart, site + 1); at++) {
        if (seen[whole(cover.itemsOf, at)] === 0) adds++
      }
      const rate = adds / Math.max(1e-9, real(choice.cost, site))
      if (rate > most) {
        most = rate
        best = site
      }
    }
    if (best < 0) return open
    open.push(best)
    see(best)
  }
}

/** Each item's share of the cheapest site that covers it. */
function fairPrices(cover: Cover, choice: Choice): Float64Array {
  return Float64Array.from({ length: cover.items }, (_, item) => {
    let least = Infinity
    for (let at = whole(cover.siteStart, item); at < whole(cover.siteStart, item + 1); at++) {
      const site = whole(cover.sitesOf, at)
      const many = whole(cover.itemStart, site + 1) - whole(cover.itemStart, site)
      least = Math.min(least, real(choice.cost, site) / Math.max(1, many))
    }
    return least === Infinity ? 0 : least
  })
}
