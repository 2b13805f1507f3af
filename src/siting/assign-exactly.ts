import type { CapacityTable } from '#siting/capacity-search'
import { real } from '#siting/cells'

export interface Assignment {
  readonly value: number
  readonly assigned: Int32Array
}

const mostTries = 50_000

/**
 * The cheapest way to give each row as a whole to one of some sites with room, or to none at `without`: heavy rows first,
 * each at its cheapest site first, cut off where even the cheapest rest would cost too much. None after too many tries.
 */
export function assignExactly(table: CapacityTable, sites: readonly number[]): Assignment | undefined {
  const { rows, load, room, without } = table
  const costAt = (site: number, row: number): number => (site < 0 ? without : real(table.cost, site * rows + row))
  const order = Array.from({ length: rows }, (_, row) => row).sort((a, b) => real(load, b) - real(load, a) || a - b)
  const options = order.map((row) => [...sites, -1].sort((a, b) => costAt(a, row) - costAt(b, row)))
  const rest = new Float64Array(rows + 1)
  for (let at = rows - 1; at >= 0; at--) rest[at] = real(rest, at + 1) + costAt(options[at]?.[0] ?? -1, order[at] ?? 0)
  const left = room.slice()
  const now = new Int32Array(rows).fill(-1)
  let best: Assignment = { value: Infinity, assigned: now.slice() }
  let tries = 0
  const give = (at: number, cost: number): void => {
    if (++tries > mostTries || cost + real(rest, at) >= best.value - 1e-9) return
    const row = order[at]
    if (row === undefined) {
      best = { value: cost, assigned: now.slice() }
      return
    }
    const own = real(load, row)
    for (const site of options[at] ?? []) {
      if (site >= 0 && own > real(left, site) + 1e-9) continue
      if (site >= 0) left[site] = real(left, site) - own
      now[row] = site
      give(at + 1, cost + costAt(site, row))
      if (site >= 0) left[site] = real(left, site) + own
    }
    now[row] = -1
  }
  give(0, 0)
  return tries > mostTries ? undefined : best
}
