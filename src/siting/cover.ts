import { mark, whole } from '#siting/cells'

/** Which sites cover which items, both ways round. An item is a demand within a reach, or a group that wants a site. */
export interface Cover {
  readonly items: number
  readonly sites: number
  /** What an item counts for when it is covered. */
  readonly weight: Float64Array
  /** Sites of item i: `sitesOf` from `siteStart[i]` up to `siteStart[i + 1]`. */
  readonly siteStart: Int32Array
  readonly sitesOf: Int32Array
  /** Items of site j: `itemsOf` from `itemStart[j]` up to `itemStart[j + 1]`. */
  readonly itemStart: Int32Array
  readonly itemsOf: Int32Array
}

/** Turns lists of sites by item into a cover. */
export function coverOf(lists: readonly (readonly number[])[], weights: readonly number[], sites: number): Cover {
  const siteStart = new Int32Array(lists.length + 1)
  lists.forEach((list, item) => {
    siteStart[item + 1] = whole(siteStart, item) + list.length
  })
  const total = whole(siteStart, lists.length)
  const sitesOf = new Int32Array(total)
  const itemStart = new Int32Array(sites + 1)
  lists.forEach((list, item) => {
    let at = whole(siteStart, item)
    for (const site of list) {
      sitesOf[at++] = site
      itemStart[site + 1] = whole(itemStart, site + 1) + 1
    }
  })
  for (let site = 0; site < sites; site++) {
    itemStart[site + 1] = whole(itemStart, site + 1) + whole(itemStart, site)
  }
  const next = itemStart.slice()
  const itemsOf = new Int32Array(total)
  for (let item = 0; item < lists.length; item++) {
    for (let at = whole(siteStart, item); at < whole(siteStart, item + 1); at++) {
      const site = whole(sitesOf, at)
      const slot = whole(next, site)
      itemsOf[slot] = item
      next[site] = slot + 1
    }
  }
  return { items: lists.length, sites, weight: Float64Array.from(weights), siteStart, sitesOf, itemStart, itemsOf }
}

/** The lists of a cover without the items that the kept sites cover already, with the weight that these take along. */
export function uncoveredBy(
  lists: readonly (readonly number[])[],
  weights: readonly number[],
  kept: Uint8Array,
): { readonly lists: readonly (readonly number[])[]; readonly weights: readonly number[]; readonly covered: number } {
  const left = lists.map((list) => !list.some((site) => mark(kept, site) === 1))
  const covered = weights.reduce((sum, weight, item) => (left[item] === true ? sum : sum + weight), 0)
  return {
    lists: lists.filter((_, item) => left[item] === true),
    weights: weights.filter((_, item) => left[item] === true),
    covered,
  }
}
