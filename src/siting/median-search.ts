import { mark, real, whole } from '#siting/cells'
import { type Choice, type Chosen, close, keptSites, listed, maySwap, mayOpen, newChosen, open } from '#siting/choice'
import type { Found, Search } from '#siting/search'
import type { Random } from '#kernel/random'

/** What each row costs at each site, by site and then row; the sum of each row's least is made small. */
export interface MedianTable {
  readonly rows: number
  readonly sites: number
  readonly cost: Float64Array
  /** What a row costs while no site is open, above every cost. */
  readonly without: number
}

/** A choice of sites, and for each row its nearest and second nearest open site. */
interface State {
  readonly chosen: Chosen
  readonly first: Int32Array
  readonly second: Int32Array
  readonly near: Float64Array
  readonly next: Float64Array
}

const triesBeforeReturn = 150

/**
 * Fast interchange with perturbation: a few sites are exchanged by chance, then one is exchanged for another for as long
 * as this helps, and the outcome is kept when it is no worse. All exchanges of one new site are weighed in one pass over
 * the rows, from the nearest and second nearest open site of each.
 */
export function medianSearch(table: MedianTable, choice: Choice, random: Random): Search {
  const state = emptyState(table, choice)
  fill(table, choice, state)
  const loss = new Float64Array(table.sites)
  improve(table, choice, state, loss, random)
  const saved = emptyState(table, choice)
  let value = valueOf(state)
  let best: Found = { sites: listed(state.chosen), value }
  let stale = 0
  copy(state, saved)
  const settle = (): void => {
    const got = valueOf(state)
    if (got < value - 1e-9) stale = 0
    else stale++
    if (got <= value + 1e-9) {
      copy(state, saved)
      value = got
    } else copy(saved, state)
    if (got < best.value - 1e-9) best = { sites: listed(state.chosen), value: got }
  }
  return {
    best: () => best,
    step: () => {
      if (stale > triesBeforeReturn) {
        stale = 0
        // A fresh start from afar, now and then from the best.
        if (random.chance(0.5)) setTo(table, choice, state, Array.from(best.sites))
        kick(table, choice, state, random, Math.max(2, Math.ceil(state.chosen.count * 0.4)))
        improve(table, choice, state, loss, random)
        value = Infinity
      } else {
        kick(table, choice, state, random, random.int(1, Math.max(1, Math.min(4, state.chosen.count >> 1))))
        improve(table, choice, state, loss, random)
      }
      settle()
    },
    suggest: (sites) => {
      setTo(table, choice, state, sites)
      improve(table, choice, state, loss, random)
      const got = valueOf(state)
      if (got < value) value = Infinity
      settle()
    },
  }
}

function emptyState(table: MedianTable, choice: Choice): State {
  const { rows, without } = table
  const state: State = {
    chosen: newChosen(choice),
    first: new Int32Array(rows).fill(-1),
    second: new Int32Array(rows).fill(-1),
    near: new Float64Array(rows).fill(without),
    next: new Float64Array(rows).fill(without),
  }
  for (const site of keptSites(choice)) meet(table, state, site)
  return state
}

function valueOf(state: State): number {
  let sum = 0
  for (let row = 0; row < state.near.length; row++) sum += real(state.near, row)
  return sum
}

function copy(from: State, to: State): void {
  to.first.set(from.first)
  to.second.set(from.second)
  to.near.set(from.near)
  to.next.set(from.next)
  to.chosen.isOpen.set(from.chosen.isOpen)
  to.chosen.list.set(from.chosen.list)
  to.chosen.count = from.chosen.count
  to.chosen.spent = from.chosen.spent
}

/** Lets every row know of a site that has opened. */
function meet(table: MedianTable, state: State, site: number): void {
  const { cost, rows } = table
  const { first, second, near, next } = state
  const base = site * rows
  for (let row = 0; row < rows; row++) {
    const way = real(cost, base + row)
    if (way < real(near, row)) {
      second[row] = whole(first, row)
      next[row] = real(near, row)
      first[row] = site
      near[row] = way
    } else if (way < real(next, row)) {
      second[row] = site
      next[row] = way
    }
  }
}

function openSite(table: MedianTable, choice: Choice, state: State, site: number): void {
  open(choice, state.chosen, site)
  meet(table, state, site)
}

function closeSite(table: MedianTable, choice: Choice, state: State, site: number, kept: readonly number[]): void {
  close(choice, state.chosen, site)
  const { first, second, near, next } = state
  for (let row = 0; row < table.rows; row++) {
    if (whole(first, row) === site) {
      first[row] = whole(second, row)
      near[row] = real(next, row)
    } else if (whole(second, row) !== site) continue
    lookForSecond(table, state, row, kept)
  }
}

function lookForSecond(table: MedianTable, state: State, row: number, kept: readonly number[]): void {
  const { cost, rows, without } = table
  const { chosen } = state
  const own = whole(state.first, row)
  let site = -1
  let least = without
  for (let at = 0; at < chosen.count; at++) {
    const other = whole(chosen.list, at)
    const way = real(cost, other * rows + row)
    if (other !== own && way < least) {
      least = way
      site = other
    }
  }
  for (const other of kept) {
    const way = real(cost, other * rows + row)
    if (other !== own && way < least) {
      least = way
      site = other
    }
  }
  state.second[row] = site
  state.next[row] = least
}

function setTo(table: MedianTable, choice: Choice, state: State, sites: readonly number[]): void {
  copy(emptyState(table, choice), state)
  for (const site of sites) if (mayOpen(choice, state.chosen, site)) openSite(table, choice, state, site)
  fill(table, choice, state)
}

/** Opens the site that helps most, again and again, while one may be opened and helps. */
function fill(table: MedianTable, choice: Choice, state: State): void {
  while (state.chosen.count < choice.most) {
    let best = -1
    let most = 1e-9
    for (let site = 0; site < table.sites; site++) {
      if (!mayOpen(choice, state.chosen, site)) continue
      const gain = gainOf(table, state, site)
      if (gain > most) {
        most = gain
        best = site
      }
    }
    if (best < 0) return
    openSite(table, choice, state, best)
  }
}

function gainOf(table: MedianTable, state: State, site: number): number {
  const { cost, rows } = table
  const base = site * rows
  let gain = 0
  for (let row = 0; row < rows; row++) {
    const less = real(state.near, row) - real(cost, base + row)
    if (less > 0) gain += less
  }
  return gain
}

/** Exchanges sites for as long as an exchange helps; the first that helps is made. */
function improve(table: MedianTable, choice: Choice, state: State, loss: Float64Array, random: Random): void {
  const { sites } = table
  const { chosen } = state
  const kept = keptSites(choice)
  let misses = 0
  for (let site = random.int(0, sites - 1); misses < sites; site = site + 1 === sites ? 0 : site + 1) {
    misses++
    if (mark(chosen.isOpen, site) === 1) continue
    const gain = weigh(table, state, site, loss)
    if (mayOpen(choice, chosen, site)) {
      if (gain <= 1e-9) continue
      openSite(table, choice, state, site)
      misses = 0
      continue
    }
    let out = -1
    let least = gain - 1e-9
    for (let at = 0; at < chosen.count; at++) {
      const other = whole(chosen.list, at)
      if (real(loss, other) < least && maySwap(choice, chosen, other, site)) {
        least = real(loss, other)
        out = other
      }
    }
    if (out < 0) continue
    closeSite(table, choice, state, out, kept)
    openSite(table, choice, state, site)
    misses = 0
  }
}

/** What opening a site gains, and into `loss` what closing each open site would cost then. */
function weigh(table: MedianTable, state: State, site: number, loss: Float64Array): number {
  const { cost, rows } = table
  const { chosen, first, near, next } = state
  for (let at = 0; at < chosen.count; at++) loss[whole(chosen.list, at)] = 0
  const base = site * rows
  let gain = 0
  for (let row = 0; row < rows; row++) {
    const way = real(cost, base + row)
    const now = real(near, row)
    if (way < now) gain += now - way
    else {
      const own = whole(first, row)
      if (own < 0) continue
      const then = real(next, row)
      loss[own] = real(loss, own) + (way < then ? way : then) - now
    }
  }
  return gain
}

/** Exchanges some sites by chance. */
function kick(table: MedianTable, choice: Choice, state: State, random: Random, many: number): void {
  const kept = keptSites(choice)
  const { chosen } = state
  for (let turn = 0; turn < many && chosen.count > 0; turn++) {
    closeSite(table, choice, state, whole(chosen.list, random.int(0, chosen.count - 1)), kept)
  }
  for (let tries = 0; tries < many * 4 && chosen.count < choice.most; tries++) {
    const site = random.int(0, table.sites - 1)
    if (mayOpen(choice, chosen, site)) openSite(table, choice, state, site)
  }
}
