import { mark, real, whole } from '#siting/cells'
import { type Choice, keptSites, mayOpen, newChosen, open } from '#siting/choice'
import type { Found, Search } from '#siting/search'
import type { Random } from '#kernel/random'

/** Rows with loads, and sites with room; the cost by site and then row. A row may also stay out, at `without`. */
export interface CapacityTable {
  readonly rows: number
  readonly sites: number
  readonly cost: Float64Array
  readonly load: Float64Array
  readonly room: Float64Array
  readonly without: number
  /** Sets of sites of which one has to be open, each at `without`. */
  readonly groups: readonly (readonly number[])[]
}

export interface CapacityFound extends Found {
  /** The site of each row, or −1. */
  readonly assigned: Int32Array
}

export interface CapacitySearch extends Search {
  best(): CapacityFound
  /** Takes sites with an assignment made elsewhere over when it is better; gives its value. */
  offer(sites: readonly number[], assigned: Int32Array): number
}

interface State {
  open: number[]
  readonly assigned: Int32Array
  readonly left: Float64Array
}

const nothing = 1e-9
const stepsBeforeReturn = 300

/**
 * Chooses sites and gives each row to one with room: rows with most to lose first, then shifted and swapped while this
 * helps, then each site moved to where its own rows have the shortest ways. Sites and rows are shaken up in turn.
 */
export function capacitySearch(table: CapacityTable, choice: Choice, random: Random): CapacitySearch {
  const state: State = {
    open: [],
    assigned: new Int32Array(table.rows).fill(-1),
    left: new Float64Array(table.sites),
  }
  let best: CapacityFound = { sites: new Int32Array(0), value: Infinity, assigned: state.assigned.slice() }
  let current = best
  let stale = 0
  const settle = (): void => {
    const value = valueOf(table, choice, state)
    const found = { sites: newSites(choice, state.open), value, assigned: state.assigned.slice() }
    stale++
    if (value <= current.value + nothing || random.chance(0.01)) current = found
    if (value < best.value - nothing) {
      best = found
      stale = 0
    }
  }
  const startFrom = (sites: readonly number[]): void => {
    state.open = [...keptSites(choice), ...sites]
    assignAll(table, state, random)
    settleSites(table, choice, state, random)
    settle()
  }
  startFrom(firstSites(table, choice, random))
  return {
    best: () => best,
    step: () => {
      if (stale > stepsBeforeReturn) {
        stale = 0
        if (random.chance(0.5)) {
          current = { ...best, value: Infinity }
          startFrom(firstSites(table, choice, random))
          return
        }
        current = best
      }
      state.open = [...keptSites(choice), ...current.sites]
      state.assigned.set(current.assigned)
      tally(table, state)
      if (random.chance(0.5)) shakeRows(table, state, random)
      else shakeSites(table, choice, state, random)
      settleSites(table, choice, state, random)
      settle()
    },
    suggest: (sites) => startFrom(withinChoice(choice, sites)),
    offer: (sites, assigned) => {
      state.open = [...keptSites(choice), ...sites]
      state.assigned.set(assigned)
      settle()
      return valueOf(table, choice, state)
    },
  }
}

function newSites(choice: Choice, sites: readonly number[]): Int32Array {
  return Int32Array.from(sites.filter((site) => mark(choice.kept, site) === 0)).sort()
}

function withinChoice(choice: Choice, sites: readonly number[]): readonly number[] {
  const chosen = newChosen(choice)
  for (const site of sites) if (mayOpen(choice, chosen, site)) open(choice, chosen, site)
  return Array.from(chosen.list.subarray(0, chosen.count))
}

/** Sites by chance, each of a few tries the one with the most room. */
function firstSites(table: CapacityTable, choice: Choice, random: Random): readonly number[] {
  const order = Array.from({ length: table.sites }, (_, site) => ({
    site,
    key: random.next() * (1 + real(table.room, site)),
  })).sort((a, b) => b.key - a.key)
  return withinChoice(
    choice,
    order.map(({ site }) => site),
  )
}

function valueOf(table: CapacityTable, choice: Choice, state: State): number {
  let sum = 0
  for (let row = 0; row < table.rows; row++) sum += costAt(table, whole(state.assigned, row), row)
  for (const group of table.groups) if (!group.some((site) => state.open.includes(site))) sum += table.without
  return spentOn(choice, state.open) > choice.budget + nothing ? Infinity : sum
}

function spentOn(choice: Choice, sites: readonly number[]): number {
  return sites.reduce((sum, site) => sum + (mark(choice.kept, site) === 1 ? 0 : real(choice.cost, site)), 0)
}

function costAt(table: CapacityTable, site: number, row: number): number {
  return site < 0 ? table.without : real(table.cost, site * table.rows + row)
}

function tally(table: CapacityTable, state: State): void {
  state.left.set(table.room)
  for (let row = 0; row < table.rows; row++) {
    const site = whole(state.assigned, row)
    if (site >= 0) state.left[site] = real(state.left, site) - real(table.load, row)
  }
}

function assignAll(table: CapacityTable, state: State, random: Random): void {
  state.assigned.fill(-1)
  tally(table, state)
  assignRows(
    table,
    state,
    random,
    Array.from({ length: table.rows }, (_, row) => row),
  )
}

/** Gives rows to the nearest open site with room: first those that lose most by their second choice. */
function assignRows(table: CapacityTable, state: State, random: Random, rows: readonly number[]): void {
  const noise = 0.3 * random.next()
  const keyed = rows.map((row) => {
    let first = table.without
    let second = table.without
    for (const site of state.open) {
      const cost = costAt(table, site, row)
      if (cost < first) {
        second = first
        first = cost
      } else if (cost < second) second = cost
    }
    return { row, key: (second - first + real(table.load, row) * 0.1) * (1 + noise * random.next()) }
  })
  keyed.sort((a, b) => b.key - a.key || a.row - b.row)
  for (const { row } of keyed) moveTo(table, state, row, nearestWithRoom(table, state, row))
}

function nearestWithRoom(table: CapacityTable, state: State, row: number): number {
  let best = -1
  let least = table.without
  for (const site of state.open) {
    const cost = costAt(table, site, row)
    if (cost < least && real(table.load, row) <= real(state.left, site) + nothing) {
      least = cost
      best = site
    }
  }
  return best
}

function moveTo(table: CapacityTable, state: State, row: number, site: number): void {
  const from = whole(state.assigned, row)
  const load = real(table.load, row)
  if (from >= 0) state.left[from] = real(state.left, from) + load
  if (site >= 0) state.left[site] = real(state.left, site) - load
  state.assigned[row] = site
}

/** Shifts and swaps rows, then moves sites to the middle of their rows, until neither helps. */
function settleSites(table: CapacityTable, choice: Choice, state: State, random: Random): void {
  for (let turn = 0; turn < 20; turn++) {
    shiftAndSwap(table, state)
    if (!moveToMiddle(table, choice, state, random)) return
  }
}

function shiftAndSwap(table: CapacityTable, state: State): void {
  for (let changed = true; changed; ) {
    changed = false
    for (let row = 0; row < table.rows; row++) {
      if (shift(table, state, row)) changed = true
      for (let other = row + 1; other < table.rows; other++) if (swap(table, state, row, other)) changed = true
    }
  }
}

function shift(table: CapacityTable, state: State, row: number): boolean {
  const now = costAt(table, whole(state.assigned, row), row)
  const site = nearestWithRoom(table, state, row)
  if (site < 0 || site === whole(state.assigned, row) || costAt(table, site, row) >= now - nothing) return false
  moveTo(table, state, row, site)
  return true
}

function swap(table: CapacityTable, state: State, a: number, b: number): boolean {
  const atA = whole(state.assigned, a)
  const atB = whole(state.assigned, b)
  if (atA === atB) return false
  const gain = costAt(table, atA, a) + costAt(table, atB, b) - costAt(table, atB, a) - costAt(table, atA, b)
  if (gain <= nothing) return false
  const more = real(table.load, b) - real(table.load, a)
  if (atA >= 0 && more > real(state.left, atA) + nothing) return false
  if (atB >= 0 && -more > real(state.left, atB) + nothing) return false
  moveTo(table, state, a, atB)
  moveTo(table, state, b, atA)
  return true
}

/** Moves each site to where its own rows have the shortest ways; true when one has moved. */
function moveToMiddle(table: CapacityTable, choice: Choice, state: State, random: Random): boolean {
  let moved = false
  const isOpen = new Set(state.open)
  const at = random.int(0, Math.max(0, state.open.length - 1))
  const order = [...state.open.slice(at), ...state.open.slice(0, at)]
  for (const site of order) {
    if (mark(choice.kept, site) === 1) continue
    const rows: number[] = []
    for (let row = 0; row < table.rows; row++) if (whole(state.assigned, row) === site) rows.push(row)
    const used = real(table.room, site) - real(state.left, site)
    let best = site
    let least = costOf(table, site, rows) - nothing
    const money = choice.budget - spentOn(choice, state.open) + real(choice.cost, site)
    for (let other = 0; other < table.sites; other++) {
      if (isOpen.has(other) || real(table.room, other) < used - nothing || real(choice.cost, other) > money + nothing)
        continue
      const cost = costOf(table, other, rows)
      if (cost < least && keepsGroups(table, state, site, other)) {
        least = cost
        best = other
      }
    }
    if (best === site) continue
    replaceSite(table, state, site, best)
    isOpen.delete(site)
    isOpen.add(best)
    moved = true
  }
  return moved
}

/** True when no group that only this site serves would lose it to the other. */
function keepsGroups(table: CapacityTable, state: State, site: number, other: number): boolean {
  return table.groups.every(
    (group) =>
      !group.includes(site) ||
      group.includes(other) ||
      state.open.some((open) => open !== site && group.includes(open)),
  )
}

function replaceSite(table: CapacityTable, state: State, site: number, by: number): void {
  state.open = state.open.map((open) => (open === site ? by : open))
  for (let row = 0; row < table.rows; row++) if (whole(state.assigned, row) === site) state.assigned[row] = by
  tally(table, state)
}

function costOf(table: CapacityTable, site: number, rows: readonly number[]): number {
  let sum = 0
  for (const row of rows) sum += costAt(table, site, row)
  return sum
}

/** Takes a tenth to a third of the rows out and gives them away again in another order. */
function shakeRows(table: CapacityTable, state: State, random: Random): void {
  const share = 0.1 + 0.25 * random.next()
  const rows = Array.from({ length: table.rows }, (_, row) => row).filter(() => random.chance(share))
  for (const row of rows) moveTo(table, state, row, -1)
  assignRows(table, state, random, rows)
}

/** Exchanges one or two sites by chance, opens what may still be opened, and gives all rows away anew. */
function shakeSites(table: CapacityTable, choice: Choice, state: State, random: Random): void {
  const own = state.open.filter((site) => mark(choice.kept, site) === 0)
  const out = new Set(own.length === 0 ? [] : [random.pick(own), ...(random.chance(0.4) ? [random.pick(own)] : [])])
  const others = Array.from({ length: Math.max(4, out.size * 4) }, () => random.int(0, table.sites - 1))
  const stay = own.filter((site) => !out.has(site))
  const sites = withinChoice(choice, [...stay, ...others.filter((site) => !stay.includes(site)), ...out])
  state.open = [...keptSites(choice), ...sites]
  assignAll(table, state, random)
}
