import { whole } from '#siting/cells'
import { type Compiled, sitesWithin } from '#siting/compile'
import { coverOf, uncoveredBy } from '#siting/cover'
import { fullCoverSearch } from '#siting/cover-all-search'
import { newCoverState } from '#siting/cover-state'
import { newProof } from '#siting/interplay'
import type { Answer } from '#siting/plan'
import { prove } from '#siting/prove'
import { relaxedCover } from '#siting/relaxed'
import type { Asked } from '#siting/solve-median'

/** Whether everybody can have a site within a reach, when it is known. */
type Verdict =
  | { readonly can: true; readonly sites: readonly number[] }
  | { readonly can: false }
  | { readonly can: undefined }

/**
 * Makes the longest way short: halves the list of all ways that occur, asking each time whether everybody can have a site
 * within it. What is neither found nor refuted is asked again later with more effort.
 */
export function solveCenter(asked: Asked): Answer {
  const { compiled, limit } = asked
  const ways = waysOf(compiled)
  let lowest = firstPossible(compiled, ways)
  let highest = ways.length - 1
  let rounds = 0
  let best: readonly number[] | undefined
  let effort = 300
  let from = lowest
  const isSpent = (): boolean => limit.spent(rounds) >= 1
  const count = (): boolean => {
    rounds++
    return isSpent()
  }
  while (best === undefined || lowest < highest) {
    const at = best === undefined ? highest : Math.min(highest - 1, (from + highest) >> 1)
    const verdict = decide(asked, ways[at] ?? 0, effort, count)
    if (verdict.can === true) {
      best = verdict.sites
      highest = Math.min(at, placeOf(ways, longestOf(compiled, best)))
    } else if (best === undefined) {
      // Not even the longest way is enough: floors of groups ask for more sites than may be opened.
      return { sites: someSites(asked, ways[at] ?? 0), bound: undefined }
    } else if (verdict.can === false) {
      lowest = at + 1
      from = Math.max(from, lowest)
    } else from = at + 1
    if (isSpent()) break
    if (from >= highest && lowest < highest) {
      effort *= 4
      from = lowest
    }
  }
  return { sites: best ?? someSites(asked, ways[highest] ?? 0), bound: ways[lowest] ?? 0 }
}

/** Every way that occurs, each once, from the shortest up; the ways that are longer than any nearest one can be. */
function waysOf({ problem, way }: Compiled): Float64Array {
  const { demands, candidates } = problem
  const all = new Float64Array(demands.length * candidates.length)
  let count = 0
  for (let demand = 0; demand < demands.length; demand++) {
    for (let site = 0; site < candidates.length; site++) {
      const far = way(demand, site)
      if (far !== Infinity) all[count++] = far
    }
  }
  const sorted = all.subarray(0, count).sort()
  return sorted.filter((value, index) => index === 0 || value !== sorted[index - 1])
}

function placeOf(ways: Float64Array, value: number): number {
  let low = 0
  let high = ways.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ways[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Nobody can be nearer than to the nearest of all candidates. */
function firstPossible(compiled: Compiled, ways: Float64Array): number {
  return placeOf(
    ways,
    longestOf(
      compiled,
      Array.from({ length: compiled.choice.sites }, (_, site) => site),
    ),
  )
}

function longestOf({ problem, way, choice }: Compiled, sites: readonly number[]): number {
  const open = [...sites, ...Array.from(choice.kept.keys()).filter((site) => choice.kept[site] === 1)]
  return problem.demands.reduce((most, _, demand) => {
    const least = open.reduce((near, site) => Math.min(near, way(demand, site)), Infinity)
    return least === Infinity ? most : Math.max(most, least)
  }, 0)
}

function itemsAt({ compiled, groups }: Asked, reach: number) {
  const { choice } = compiled
  const lists = [...sitesWithin(compiled, reach), ...groups]
  const left = uncoveredBy(
    lists,
    lists.map(() => 1),
    choice.kept,
  )
  return coverOf(left.lists, left.weights, choice.sites)
}

/** Searches for sites that cover everybody within a reach, and for a proof that there are none, turn by turn. */
function decide(asked: Asked, reach: number, effort: number, count: () => boolean): Verdict {
  const { compiled, random } = asked
  const { choice } = compiled
  const cover = itemsAt(asked, reach)
  if (cover.items === 0) return { can: true, sites: [] }
  if (hasHopelessItem(cover.siteStart)) return { can: false }
  const search = fullCoverSearch(cover, choice, random)
  let found: readonly number[] | undefined
  const proof = newProof()
  // At least one item stays out, or none: a bound above nothing proves that there is no such set of sites.
  const proving = prove(relaxedCover(cover, new Float64Array(choice.sites)), choice, proof, {
    integral: true,
    known: () => 1,
    tell: (sites) => search.suggest(sites),
    leaf: (sites) => {
      const open = newCoverState(cover, choice)
      const seen = new Set(Array.from(open.times.keys()).filter((item) => whole(open.times, item) > 0))
      for (const site of sites) {
        for (let at = whole(cover.itemStart, site); at < whole(cover.itemStart, site + 1); at++) {
          seen.add(whole(cover.itemsOf, at))
        }
      }
      if (seen.size === cover.items) found = sites
      return cover.items - seen.size
    },
  })
  let isProving = true
  for (let turn = 0; turn < effort; turn++) {
    for (let step = 0; step < 10; step++) {
      const sites = search.step()
      if (sites !== undefined) return { can: true, sites: Array.from(sites) }
    }
    if (isProving && proving.next().done === true) isProving = false
    if (found !== undefined) return { can: true, sites: found }
    if (!isProving && proof.isComplete) return { can: false }
    if (count()) break
  }
  return { can: undefined }
}

function hasHopelessItem(starts: Int32Array): boolean {
  for (let item = 0; item + 1 < starts.length; item++) if (whole(starts, item) === whole(starts, item + 1)) return true
  return false
}

/** As many as may be opened, where no set covers everything. */
function someSites(asked: Asked, reach: number): readonly number[] {
  const cover = itemsAt(asked, reach)
  const search = fullCoverSearch(cover, asked.compiled.choice, asked.random)
  return search.current()
}
