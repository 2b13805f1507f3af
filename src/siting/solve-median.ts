import { assignExactly } from '#siting/assign-exactly'
import { type CapacityFound, capacitySearch } from '#siting/capacity-search'
import { real } from '#siting/cells'
import { keptSites } from '#siting/choice'
import { capacityOf, type Compiled, costsOf } from '#siting/compile'
import { newProof, takeTurns } from '#siting/interplay'
import type { Limit } from '#siting/limit'
import { medianSearch, type MedianTable } from '#siting/median-search'
import type { Answer } from '#siting/plan'
import { prove } from '#siting/prove'
import { relaxedMedian } from '#siting/relaxed'
import { relaxedCapacity } from '#siting/relaxed-capacity'
import type { Random } from '#kernel/random'

/** What every way of solving is given: the floors that can be met, and when to stop. */
export interface Asked {
  readonly compiled: Compiled
  readonly groups: readonly (readonly number[])[]
  readonly floors: readonly (readonly number[] | undefined)[]
  readonly random: Random
  readonly limit: Limit
}

export function solveMedian({ compiled, groups, floors, random, limit }: Asked): Answer {
  const { choice } = compiled
  const { table, integral } = costsOf(compiled, groups, floors)
  const search = medianSearch(table, choice, random)
  const start = secondCosts(table, [...keptSites(choice), ...search.best().sites])
  const proof = newProof()
  const proving = prove(relaxedMedian(table, start), choice, proof, {
    integral,
    known: () => search.best().value,
    tell: (sites) => search.suggest(sites),
    leaf: (sites) => {
      search.suggest(sites)
      return valueAt(table, [...keptSites(choice), ...sites])
    },
  })
  takeTurns(limit, { proof, proving, steps: 1, step: (spent) => search.step(spent) })
  return { sites: Array.from(search.best().sites), bound: boundOf(proof.bound, integral) }
}

export function solveCapacitated({ compiled, groups, floors, random, limit }: Asked): Answer {
  const { choice } = compiled
  const costs = costsOf(compiled, [], floors)
  const table = capacityOf(compiled, costs, groups)
  const search = capacitySearch(table, choice, random)
  const best = (): CapacityFound => search.best()
  const start = secondCosts(costs.table, [...keptSites(choice), ...best().sites])
  const proof = newProof()
  const proving = prove(relaxedCapacity(table, start), choice, proof, {
    integral: costs.integral,
    known: () => best().value,
    tell: (sites) => search.suggest(sites),
    leaf: (sites) => {
      const exact = assignExactly(table, [...keptSites(choice), ...sites])
      return exact === undefined ? undefined : search.offer(sites, exact.assigned)
    },
  })
  takeTurns(limit, { proof, proving, steps: 1, step: (spent) => search.step(spent) })
  return { sites: Array.from(best().sites), assigned: best().assigned, bound: boundOf(proof.bound, costs.integral) }
}

/** A whole-numbered value is not below the next whole number. */
export function boundOf(bound: number, integral: boolean): number {
  return integral ? Math.ceil(bound - 1e-6) : bound
}

/** What each row costs at the second best of some sites: a good first guess of its price. */
function secondCosts(table: MedianTable, sites: readonly number[]): Float64Array {
  return Float64Array.from({ length: table.rows }, (_, row) => {
    const costs = sites.map((site) => real(table.cost, site * table.rows + row)).sort((a, b) => a - b)
    return Math.min(costs[1] ?? costs[0] ?? 0, table.without)
  })
}

function valueAt(table: MedianTable, sites: readonly number[]): number {
  let sum = 0
  for (let row = 0; row < table.rows; row++) {
    sum += sites.reduce((least, site) => Math.min(least, real(table.cost, site * table.rows + row)), table.without)
  }
  return sum
}
