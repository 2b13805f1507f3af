import { mark, real } from '#siting/cells'
import type { Choice } from '#siting/choice'

/** What has been decided about a site while a proof goes on. */
export const free = 0
export const inside = 1
export const outside = 2

/** The least worth of an allowed set of sites; `share` says how much of each site is in it. */
export interface Selection {
  readonly share: Float64Array
  sum: number
  /** The worth of the dearest free site in it when the number is used up, nothing otherwise. */
  dearest: number
  /** The worth of the best free site that is left out. */
  next: number
  /** True when the number of sites is what binds, so that sites can be fixed by their worth. */
  byNumber: boolean
}

export function newSelection(sites: number): Selection {
  return { share: new Float64Array(sites), sum: 0, dearest: 0, next: 0, byNumber: true }
}

/** Selects by number, and by budget where there is one, and keeps whichever bounds more. */
export function selectLeast(
  choice: Choice,
  worth: Float64Array,
  status: Uint8Array,
  into: Selection,
  sorted: Float64Array,
): void {
  let forced = 0
  let forcedCost = 0
  let count = 0
  let left = choice.most
  into.share.fill(0)
  for (let site = 0; site < choice.sites; site++) {
    const state = mark(status, site)
    if (state === inside) {
      forced += real(worth, site)
      into.share[site] = 1
      if (mark(choice.kept, site) === 0) {
        left--
        forcedCost += real(choice.cost, site)
      }
    } else if (state === free && real(worth, site) < 0) sorted[count++] = real(worth, site)
  }
  into.sum = forced
  into.dearest = 0
  into.next = 0
  into.byNumber = choice.budget === Infinity
  if (choice.budget === Infinity) {
    selectByNumber(worth, status, into, sorted, count, left)
    return
  }
  const byNumber = numberSum(sorted, count, left)
  const order = affordable(choice, worth, status)
  const byBudget = budgetSum(choice, worth, order, choice.budget - forcedCost)
  if (byNumber >= byBudget) {
    selectByNumber(worth, status, into, sorted, count, left)
    return
  }
  into.sum += byBudget
  let money = choice.budget - forcedCost
  for (const site of order) {
    const cost = real(choice.cost, site)
    const share = cost <= money ? 1 : Math.max(0, money) / cost
    into.share[site] = share
    money -= cost * share
    if (share < 1) break
  }
}

function numberSum(sorted: Float64Array, count: number, left: number): number {
  const values = sorted.subarray(0, count).sort()
  let sum = 0
  for (let at = 0; at < Math.min(count, left); at++) sum += real(values, at)
  return sum
}

function selectByNumber(
  worth: Float64Array,
  status: Uint8Array,
  into: Selection,
  sorted: Float64Array,
  count: number,
  left: number,
): void {
  const values = sorted.subarray(0, count).sort()
  const many = Math.max(0, Math.min(count, left))
  if (many === 0) return
  const limit = real(values, many - 1)
  let ties = 0
  for (let at = 0; at < many; at++) {
    into.sum += real(values, at)
    if (real(values, at) === limit) ties++
  }
  if (many === left) into.dearest = limit
  into.next = many < count ? real(values, many) : 0
  for (let site = 0; site < worth.length; site++) {
    if (mark(status, site) !== free) continue
    const value = real(worth, site)
    if (value < limit) into.share[site] = 1
    else if (value === limit && ties > 0) {
      into.share[site] = 1
      ties--
    }
  }
}

/** The free sites worth having, from the most worth for their cost down. */
function affordable(choice: Choice, worth: Float64Array, status: Uint8Array): readonly number[] {
  const order: number[] = []
  for (let site = 0; site < choice.sites; site++) {
    if (mark(status, site) === free && real(worth, site) < 0) order.push(site)
  }
  const rate = (site: number): number => real(worth, site) / Math.max(1e-12, real(choice.cost, site))
  return order.sort((a, b) => rate(a) - rate(b) || a - b)
}

function budgetSum(choice: Choice, worth: Float64Array, order: readonly number[], money: number): number {
  let left = Math.max(0, money)
  let sum = 0
  for (const site of order) {
    const cost = real(choice.cost, site)
    if (cost > left) return sum + (real(worth, site) * left) / cost
    sum += real(worth, site)
    left -= cost
  }
  return sum
}

/** The sites that are wholly in a selection, beside the kept ones. */
export function sitesIn(choice: Choice, selection: Selection): readonly number[] {
  const sites: number[] = []
  for (let site = 0; site < choice.sites; site++) {
    if (mark(choice.kept, site) === 0 && real(selection.share, site) === 1) sites.push(site)
  }
  return sites
}
