import type { CapacityTable } from '#siting/capacity-search'
import { mark, real } from '#siting/cells'
import type { Choice } from '#siting/choice'
import { type Fault, readFaults } from '#siting/faults'
import type { MedianTable } from '#siting/median-search'
import type { Demand, SitingProblem } from '#siting/problem'
import { isWay, reachInY, wayOf } from '#siting/ways'

/** A sound problem in an order of its own, so that the order of its lists does not matter. */
export interface Compiled {
  readonly problem: SitingProblem
  readonly choice: Choice
  /** The way from demand to site by their places in the problem's lists. */
  readonly way: (demand: number, site: number) => number
  readonly faults: readonly Fault[]
}

/** Takes the faults out of a problem and lays the rest out by id; nothing to plan gives the faults alone. */
export function compile(given: SitingProblem): {
  readonly compiled: Compiled | undefined
  readonly faults: readonly Fault[]
} {
  const { problem: sound, faults } = readFaults(given)
  if (sound === undefined) return { compiled: undefined, faults }
  const problem = ordered(sound)
  const { candidates, goal } = problem
  const kept = Uint8Array.from(candidates, ({ existing }) => (existing === true ? 1 : 0))
  const cost = Float64Array.from(candidates, (site) => (site.existing === true ? 0 : (site.cost ?? 1)))
  const choice: Choice = {
    sites: candidates.length,
    kept,
    most: goal === 'cover-all' ? Infinity : (problem.newSites ?? Infinity),
    cost,
    budget: goal === 'cover-all' ? Infinity : (problem.budget ?? Infinity),
  }
  const compiled = { problem, choice, way: wayOf(problem), faults }
  return { compiled, faults }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0

function ordered(problem: SitingProblem): SitingProblem {
  const demands = problem.demands.toSorted(byId)
  const candidates = problem.candidates.toSorted(byId)
  const { ways } = problem
  if (ways.kind === 'distance') return { ...problem, demands, candidates }
  const rowOf = new Map(problem.demands.map(({ id }, index) => [id, ways.rows[index] ?? []]))
  const columnOf = new Map(problem.candidates.map(({ id }, index) => [id, index]))
  const columns = candidates.map(({ id }) => columnOf.get(id) ?? -1)
  const rows = demands.map(({ id }) => columns.map((column) => rowOf.get(id)?.[column] ?? Number.NaN))
  return { ...problem, demands, candidates, ways: { kind: 'matrix', rows } }
}

/** For each demand the candidates within a reach. */
export function sitesWithin({ problem, way }: Compiled, reach: number): readonly (readonly number[])[] {
  const { demands, candidates, ways } = problem
  const apart = reachInY(ways, reach)
  if (apart === Infinity) {
    return demands.map((_, demand) => candidates.flatMap((__, site) => (way(demand, site) <= reach ? [site] : [])))
  }
  const sorted = candidates.map(({ y }, site) => ({ y, site })).sort((a, b) => a.y - b.y || a.site - b.site)
  return demands.map(({ y }, demand) => {
    const near: number[] = []
    for (let at = firstFrom(sorted, y - apart); at < sorted.length; at++) {
      const one = sorted[at]
      if (one === undefined || one.y > y + apart) break
      if (way(demand, one.site) <= reach) near.push(one.site)
    }
    return near.sort((a, b) => a - b)
  })
}

function firstFrom(sorted: readonly { readonly y: number }[], y: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.y ?? 0) < y) low = middle + 1
    else high = middle
  }
  return low
}

/** The groups that want a site, with their candidates; a group without any is a fault. */
export function groupsOf({ problem }: Compiled, faults: Fault[]): readonly (readonly number[])[] {
  if (problem.floor?.everyGroup !== true) return []
  const names = [...new Set(problem.demands.flatMap(({ group }) => (group === undefined ? [] : [group])))].sort()
  return names.flatMap((name) => {
    const sites = problem.candidates.flatMap(({ group }, site) => (group === name ? [site] : []))
    if (sites.length > 0) return [sites]
    faults.push({ code: 'group-without-candidate', kind: 'group', id: name })
    return []
  })
}

/** For each demand the candidates that its floor asks for; none for whom no candidate is near enough, which is a fault. */
export function floorsOf(compiled: Compiled, faults: Fault[]): readonly (readonly number[] | undefined)[] {
  const reach = compiled.problem.floor?.within
  if (reach === undefined) return []
  return sitesWithin(compiled, reach).map((sites, demand) => {
    if (sites.length > 0) return sites
    faults.push({ code: 'no-candidate-within-floor', kind: 'demand', id: compiled.problem.demands[demand]?.id ?? '' })
    return undefined
  })
}

/** The costs of a median or a capacitated problem, with what a broken floor costs above all of them. */
export interface Costs {
  readonly table: MedianTable
  /** What each broken floor adds. */
  readonly penalty: number
  readonly integral: boolean
}

/** Weight × way for each demand and site, and a row for each group; `penalty` on top where a floor would be broken. */
export function costsOf(
  compiled: Compiled,
  groups: readonly (readonly number[])[],
  floors: readonly (readonly number[] | undefined)[],
): Costs {
  const { problem, way } = compiled
  const { demands, candidates } = problem
  const rows = demands.length + groups.length
  const sites = candidates.length
  const cost = new Float64Array(rows * sites)
  let integral = true
  let worst = 0
  demands.forEach((demand, row) => {
    let most = 0
    for (let site = 0; site < sites; site++) {
      const value = demand.weight === 0 ? 0 : demand.weight * way(row, site)
      cost[site * rows + row] = value
      if (!isWay(value)) continue
      if (value > most) most = value
      if (!Number.isInteger(value)) integral = false
    }
    worst += most
  })
  const penalty = Math.ceil(worst) + 1
  floors.forEach((near, row) => {
    if (near === undefined) return
    const fine = new Set(near)
    for (let site = 0; site < sites; site++) {
      if (!fine.has(site)) cost[site * rows + row] = real(cost, site * rows + row) + penalty
    }
  })
  groups.forEach((group, index) => {
    const fine = new Set(group)
    for (let site = 0; site < sites; site++) {
      cost[site * rows + demands.length + index] = fine.has(site) ? 0 : penalty
    }
  })
  for (let at = 0; at < cost.length; at++) if (real(cost, at) > 2 * penalty) cost[at] = 2 * penalty
  return { table: { rows, sites, cost, without: 4 * penalty }, penalty, integral }
}

/** As `costsOf`, with loads and rooms. Groups are asked of the set of sites, not of rows. */
export function capacityOf(compiled: Compiled, costs: Costs, groups: readonly (readonly number[])[]): CapacityTable {
  const { problem } = compiled
  const load = Float64Array.from(problem.demands, loadOf)
  const room = Float64Array.from(problem.candidates, ({ capacity }) => capacity ?? Infinity)
  return { ...costs.table, rows: problem.demands.length, load, room, groups }
}

function loadOf(demand: Demand): number {
  return demand.load ?? demand.weight
}

/** True when the widest rooms that may be open hold all loads together. */
export function hasRoom({ problem, choice }: Compiled): boolean {
  const kept = problem.candidates.filter((_, site) => mark(choice.kept, site) === 1)
  const others = problem.candidates.filter((_, site) => mark(choice.kept, site) === 0)
  const rooms = others.map(({ capacity }) => capacity ?? Infinity).sort((a, b) => b - a)
  const room = [...kept.map(({ capacity }) => capacity ?? Infinity), ...rooms.slice(0, choice.most)]
  const loads = problem.demands.reduce((sum, demand) => sum + loadOf(demand), 0)
  return room.reduce((sum, one) => sum + one, 0) >= loads
}
