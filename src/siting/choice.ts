import { mark, real } from '#siting/cells'

/** Which sets of sites may be chosen: the kept ones, and of the others so many for so much. */
export interface Choice {
  readonly sites: number
  /** 1 for a site that stands already. */
  readonly kept: Uint8Array
  /** The most sites beside the kept ones. */
  readonly most: number
  /** What a site costs; nothing for a kept one. */
  readonly cost: Float64Array
  /** The most that all may cost; infinite where nobody asks. */
  readonly budget: number
}

/** A set of sites that grows and shrinks within a choice. */
export interface Chosen {
  /** 1 for an open site. */
  readonly isOpen: Uint8Array
  /** Open sites beside the kept ones, the first `count` of them. */
  readonly list: Int32Array
  count: number
  spent: number
}

const grain = 1e-9

export function newChosen(choice: Choice): Chosen {
  return { isOpen: choice.kept.slice(), list: new Int32Array(choice.sites), count: 0, spent: 0 }
}

export function keptSites(choice: Choice): readonly number[] {
  return Array.from(choice.kept.keys()).filter((site) => mark(choice.kept, site) === 1)
}

export function mayOpen(choice: Choice, chosen: Chosen, site: number): boolean {
  return (
    mark(chosen.isOpen, site) === 0 &&
    chosen.count < choice.most &&
    chosen.spent + real(choice.cost, site) <= choice.budget + grain
  )
}

/** True when one site may take the place of another. */
export function maySwap(choice: Choice, chosen: Chosen, out: number, into: number): boolean {
  return chosen.spent - real(choice.cost, out) + real(choice.cost, into) <= choice.budget + grain
}

export function open(choice: Choice, chosen: Chosen, site: number): void {
  chosen.isOpen[site] = 1
  chosen.list[chosen.count++] = site
  chosen.spent += real(choice.cost, site)
}

/** Closes a site that is open and not kept. */
export function close(choice: Choice, chosen: Chosen, site: number): void {
  const at = chosen.list.indexOf(site)
  if (at < 0 || at >= chosen.count) throw new Error(`the site ${site} is not open`)
  chosen.isOpen[site] = 0
  chosen.count--
  chosen.list[at] = chosen.list[chosen.count] ?? -1
  chosen.spent -= real(choice.cost, site)
}

/** The open sites beside the kept ones, from the least number up. */
export function listed(chosen: Chosen): Int32Array {
  return chosen.list.slice(0, chosen.count).sort()
}
