import { real, whole } from '#siting/cells'
import type { CapacityTable } from '#siting/capacity-search'
import type { Relaxed } from '#siting/relaxed'

/** Rooms up to this are packed exactly; wider ones, and broken numbers, by the greatest that parts of rows could give. */
const widestExact = 4000

/**
 * Each row is served once; a site serves the rows that pay most over their cost and fit into its room, which is a
 * knapsack for each site.
 */
export function relaxedCapacity(table: CapacityTable, start: Float64Array): Relaxed {
  const { rows, sites, cost, load, room, without } = table
  const isExact = load.every(Number.isInteger) && room.every((width) => width <= widestExact || width === Infinity)
  const gain = new Float64Array(rows)
  const best = new Float64Array(widestExact + 1)
  const order = new Int32Array(rows)
  const taken = new Float64Array(rows)
  const pack = (prices: Float64Array, site: number, trace: boolean): number => {
    const base = site * rows
    let count = 0
    let all = 0
    let heavy = 0
    taken.fill(0)
    for (let row = 0; row < rows; row++) {
      const more = real(prices, row) - real(cost, base + row)
      if (more <= 0 || real(load, row) > real(room, site)) continue
      gain[row] = more
      order[count++] = row
      all += more
      heavy += real(load, row)
    }
    const list = order.subarray(0, count)
    if (heavy <= real(room, site)) {
      for (const row of list) taken[row] = 1
      return all
    }
    const width = Math.floor(real(room, site))
    return isExact
      ? packExactly(list, gain, load, width, best, trace ? taken : undefined)
      : packParts(list, gain, load, real(room, site), taken)
  }
  return {
    rows,
    sites,
    start,
    top: new Float64Array(rows).fill(without),
    worth: (prices, into) => {
      for (let site = 0; site < sites; site++) into[site] = -pack(prices, site, false)
    },
    serve: (prices, site, share, slope) => {
      pack(prices, site, true)
      for (let row = 0; row < rows; row++) slope[row] = real(slope, row) - share * real(taken, row)
    },
  }
}

/** The greatest gain of rows that fit, by the room they leave; which rows, into `taken` when it is given. */
function packExactly(
  list: Int32Array,
  gain: Float64Array,
  load: Float64Array,
  width: number,
  best: Float64Array,
  taken: Float64Array | undefined,
): number {
  best.fill(0, 0, width + 1)
  const kept = taken === undefined ? undefined : new Uint8Array(list.length * (width + 1))
  for (let at = 0; at < list.length; at++) {
    const row = whole(list, at)
    const own = real(load, row)
    const more = real(gain, row)
    for (let left = width; left >= own; left--) {
      const other = real(best, left - own) + more
      if (other <= real(best, left)) continue
      best[left] = other
      if (kept !== undefined) kept[at * (width + 1) + left] = 1
    }
  }
  if (kept !== undefined && taken !== undefined) {
    let left = width
    for (let at = list.length - 1; at >= 0; at--) {
      if (kept[at * (width + 1) + left] !== 1) continue
      const row = whole(list, at)
      taken[row] = 1
      left -= real(load, row)
    }
  }
  return real(best, width)
}

/** The greatest gain when a part of a row counts as a part of its gain: never less than the true one. */
function packParts(
  list: Int32Array,
  gain: Float64Array,
  load: Float64Array,
  width: number,
  taken: Float64Array,
): number {
  const rate = (row: number): number => real(gain, row) / Math.max(1e-12, real(load, row))
  list.sort((a, b) => rate(b) - rate(a) || a - b)
  let left = width
  let sum = 0
  for (const row of list) {
    const share = Math.min(1, left / Math.max(1e-12, real(load, row)))
    taken[row] = share
    sum += real(gain, row) * share
    left -= real(load, row) * share
    if (share < 1) break
  }
  return sum
}
