import { real, whole } from '#siting/cells'
import type { Cover } from '#siting/cover'
import type { MedianTable } from '#siting/median-search'

/**
 * A problem with the tie between rows and sites loosened: each row names a price, each site answers what it is worth at
 * these prices, and the prices together with the least worth of an allowed set of sites are a bound from below.
 */
export interface Relaxed {
  readonly rows: number
  readonly sites: number
  /** Prices to begin with. */
  readonly start: Float64Array
  /** No price is above this. */
  readonly top: Float64Array
  /** The worth of each site at these prices. */
  worth(prices: Float64Array, into: Float64Array): void
  /** Takes from the slope of each row how often the site serves it, times `share`. */
  serve(prices: Float64Array, site: number, share: number, slope: Float64Array): void
}

/** Each row is served once; a site serves the rows that pay more than they cost. */
export function relaxedMedian(table: MedianTable, start: Float64Array): Relaxed {
  const { rows, sites, cost } = table
  return {
    rows,
    sites,
    start,
    top: new Float64Array(rows).fill(table.without),
    worth: (prices, into) => {
      for (let site = 0; site < sites; site++) {
        const base = site * rows
        let sum = 0
        for (let row = 0; row < rows; row++) {
          const left = real(cost, base + row) - real(prices, row)
          if (left < 0) sum += left
        }
        into[site] = sum
      }
    },
    serve: (prices, site, share, slope) => {
      const base = site * rows
      for (let row = 0; row < rows; row++) {
        if (real(cost, base + row) < real(prices, row)) slope[row] = real(slope, row) - share
      }
    },
  }
}

/**
 * Each item is covered or pays its weight; `price` is what a site costs in itself. The least of both together is sought:
 * the weight that stays uncovered and the price of the sites.
 */
export function relaxedCover(cover: Cover, price: Float64Array): Relaxed {
  const { items, sites, weight, itemStart, itemsOf } = cover
  const start = new Float64Array(items)
  for (let item = 0; item < items; item++) {
    const many = whole(cover.siteStart, item + 1) - whole(cover.siteStart, item)
    start[item] = many === 0 ? real(weight, item) : real(weight, item) * 0.5
  }
  return {
    rows: items,
    sites,
    start,
    top: weight,
    worth: (prices, into) => {
      for (let site = 0; site < sites; site++) {
        let sum = real(price, site)
        const end = whole(itemStart, site + 1)
        for (let at = whole(itemStart, site); at < end; at++) sum -= real(prices, whole(itemsOf, at))
        into[site] = sum
      }
    },
    serve: (_, site, share, slope) => {
      const end = whole(itemStart, site + 1)
      for (let at = whole(itemStart, site); at < end; at++) {
        const item = whole(itemsOf, at)
        slope[item] = real(slope, item) - share
      }
    },
  }
}
