import type { Random } from '#kernel/random'
import { ageBalance, type AgeBalance, type Draw, type SexChoice } from '#demo-county/age-balance'
import type { Marginals } from '#demo-county/census'
import { planFamilies } from '#demo-county/family-plan'

export type Relation =
  | 'head'
  | 'spouse'
  | 'child'
  | 'parent'
  | 'grandparent'
  | 'grandchild'
  | 'sibling'
  | 'child-spouse'
  | 'other'

export interface FamilyMember {
  readonly relation: Relation
  readonly male: boolean
  /** Completed years on the as-of day. */
  readonly age: number
}

/** A person in the making: the generation counted from the oldest, and how they belong to it. */
interface Slot extends Draw {
  readonly generation: number
  readonly role: 'line' | 'spouse' | 'sibling' | 'unrelated'
}

function bell(middle: number, spread: number): (age: number) => number {
  return (age) => Math.exp(-((age - middle) ** 2) / (2 * spread * spread)) + 1e-9
}

interface Maker {
  person(sex: SexChoice, from: number, through: number, liking?: (age: number) => number): Draw
  random: Random
}

/** Two persons of one generation: the woman first, the man some two years older. */
function couple(
  make: Maker,
  generation: number,
  from: number,
  through: number,
  liking: (age: number) => number,
): Slot[] {
  const wife = make.person('female', from, through, liking)
  const husband = make.person('male', Math.max(22, wife.age - 6, from), wife.age + 12, bell(wife.age + 2, 3))
  return [
    { ...husband, generation, role: 'line' },
    { ...wife, generation, role: 'spouse' },
  ]
}

function oneOrTwo(
  make: Maker,
  count: number,
  generation: number,
  from: number,
  through: number,
  liking: (age: number) => number,
): Slot[] {
  if (count >= 2) return couple(make, generation, from, through, liking)
  return [{ ...make.person('either', from, through, liking), generation, role: 'line' }]
}

/** The age from which those of the next generation are counted: the mother's, or that of a single parent. */
function youngestOf(slots: readonly Slot[]): number {
  return Math.min(...slots.map((slot) => slot.age))
}

function oldestOf(slots: readonly Slot[]): number {
  return Math.max(...slots.map((slot) => slot.age))
}

function children(make: Maker, parents: readonly Slot[], count: number, generation: number): Slot[] {
  const mother = youngestOf(parents)
  return Array.from({ length: count }, () => ({
    ...make.person('either', mother - 44, mother - 18, bell(mother - 27, 5)),
    generation,
    role: 'line' as const,
  }))
}

function parentsOf(make: Maker, below: readonly Slot[], count: number, generation: number): Slot[] {
  const child = oldestOf(below)
  return oneOrTwo(make, count, generation, child + 18, child + 42, bell(child + 26, 5))
}

function siblings(make: Maker, of: Slot, count: number, generation: number, oldestAge = 104): Slot[] {
  return Array.from({ length: count }, () => ({
    ...make.person('either', Math.max(16, of.age - 15), Math.min(oldestAge, of.age + 15), bell(of.age, 6)),
    generation,
    role: 'sibling' as const,
  }))
}

function oneGeneration(make: Maker, size: number): { slots: Slot[]; head: number } {
  const adult = (age: number): number => (age < 22 ? 0.3 : 1)
  if (size === 1) return { slots: [{ ...make.person('either', 18, 104, adult), generation: 0, role: 'line' }], head: 0 }
  if (size > 2 || make.random.chance(0.92)) {
    const pair = couple(make, 0, 21, 98, (age) => (age < 30 ? 0.8 : age < 50 ? 0.5 : 1.2))
    const [first] = pair
    if (first === undefined) throw new Error('A couple has two members')
    return { slots: [...pair, ...siblings(make, first, size - 2, 0)], head: 0 }
  }
  const first: Slot = { ...make.person('either', 18, 90, adult), generation: 0, role: 'line' }
  const second = siblings(make, first, 1, 0)
  const unrelated = make.random.chance(0.2)
  return {
    slots: [first, ...second.map((slot) => (unrelated ? { ...slot, role: 'unrelated' as const } : slot))],
    head: 0,
  }
}

/** Fewer and fewer live with a parent as they grow old themselves. */
function withLivingParents(age: number): number {
  return age <= 50 ? 1 : Math.exp((50 - age) / 5)
}

function twoGenerations(make: Maker, size: number): { slots: Slot[]; head: number } {
  const { random } = make
  // Grandparents who bring up grandchildren while the parents are away (隔代).
  if (size <= 4 && random.chance(0.08)) {
    const old = oneOrTwo(make, size === 2 || random.chance(0.3) ? 1 : 2, 0, 46, 85, bell(62, 8))
    const from = youngestOf(old)
    const young = Array.from({ length: size - old.length }, (): Slot => {
      const drawn = make.person('either', Math.max(0, from - 66), Math.min(18, from - 40), bell(from - 52, 6))
      return { ...drawn, generation: 2, role: 'line' }
    })
    return { slots: [...old, ...young], head: 0 }
  }
  const grownUp = size === 2 ? 0.28 : size === 3 ? 0.16 : size === 4 ? 0.08 : 0
  if (random.chance(grownUp)) {
    const below = oneOrTwo(
      make,
      size === 4 ? 2 : size === 3 && random.chance(0.4) ? 2 : 1,
      1,
      26,
      72,
      withLivingParents,
    )
    return { slots: [...parentsOf(make, below, size - below.length, 0), ...below], head: 1 }
  }
  const two = size > 2 && random.chance(size === 3 ? 0.88 : 0.95) ? 2 : 1
  const parents = oneOrTwo(make, two, 0, 20, 78, (age) => (age < 24 ? 0.4 : 1))
  return { slots: [...parents, ...children(make, parents, size - two, 1)], head: 0 }
}

function threeGenerations(make: Maker, size: number): { slots: Slot[]; head: number } {
  const { random } = make
  let old = 1
  let middle = 1
  if (size === 4) [old, middle] = random.chance(0.65) ? [1, 2] : random.chance(0.6) ? [2, 1] : [1, 1]
  if (size === 5) [old, middle] = random.chance(0.55) ? [2, 2] : [1, 2]
  if (size >= 6) [old, middle] = random.chance(0.8) ? [2, 2] : [1, 2]
  const extra = size >= 7 ? Math.min(size - 6, 2) : 0
  const parents = oneOrTwo(make, middle, 1, 21, 60, (age) => (age < 24 ? 0.4 : withLivingParents(age)))
  const [line] = parents
  if (line === undefined) throw new Error('A generation has at least one member')
  const young = children(make, parents, size - old - middle - extra, 2)
  const grandparents = parentsOf(make, [line], old, 0)
  // The elders keep the house while they are not too old; otherwise the couple in its middle years does.
  const head = oldestOf(grandparents) < 72 && random.chance(0.5) ? 0 : 1
  return {
    slots: [...grandparents, ...parents, ...siblings(make, line, extra, 1, youngestOf(grandparents) - 18), ...young],
    head,
  }
}

function fourGenerations(make: Maker, size: number): { slots: Slot[]; head: number } {
  const { random } = make
  const parents = oneOrTwo(make, size >= 5 ? 2 : 1, 2, 20, 40, bell(27, 5))
  const [line] = parents
  if (line === undefined) throw new Error('A generation has at least one member')
  const old = size >= 6 && random.chance(0.9) ? 2 : 1
  const eldest = size >= 8 && random.chance(0.5) ? 2 : 1
  const young = children(make, parents, Math.max(1, size - parents.length - old - eldest), 3)
  const grandparents = parentsOf(make, [line], old, 1)
  const [grandfather] = grandparents
  if (grandfather === undefined) throw new Error('A generation has at least one member')
  const greatGrandparents = parentsOf(make, [grandfather], eldest, 0)
  return { slots: [...greatGrandparents, ...grandparents, ...parents, ...young], head: random.chance(0.6) ? 1 : 2 }
}

const relationBelow: readonly Relation[] = ['head', 'child', 'grandchild']
const relationAbove: readonly Relation[] = ['head', 'parent', 'grandparent']

function relationTo(slot: Slot, head: number): Relation {
  const below = slot.generation - head
  if (slot.role === 'unrelated') return 'other'
  if (slot.role === 'sibling' && below === 0) return 'sibling'
  if (below === 0) return slot.role === 'spouse' ? 'spouse' : 'head'
  if (below > 0 && slot.role === 'spouse') return below === 1 ? 'child-spouse' : 'other'
  const relation = below > 0 ? relationBelow[below] : relationAbove[-below]
  if (relation === undefined) throw new Error('No household spans so many generations from its head')
  return relation
}

function makeFamily(make: Maker, generations: 1 | 2 | 3 | 4, size: number): readonly FamilyMember[] {
  const makers = { 1: oneGeneration, 2: twoGenerations, 3: threeGenerations, 4: fourGenerations }
  const { slots, head } = makers[generations](make, size)
  const members = slots.map((slot) => ({ relation: relationTo(slot, head), male: slot.male, age: slot.age }))
  // The head stands first in every register.
  return [...members.filter((m) => m.relation === 'head'), ...members.filter((m) => m.relation !== 'head')]
}

/** Households that are made while the balance of ages is learned, and thrown away. */
const rehearsal = 20_000

interface FamilySource {
  readonly households: number
  next(): readonly FamilyMember[]
}

/** The families of a county, one after another: as many people as asked for, in the proportions of the census. */
export function familySource(marginals: Marginals, people: number, random: Random): FamilySource {
  const balance: AgeBalance = ageBalance(marginals.bandShares)
  const chance = random.fork('families')
  const make: Maker = {
    person: (sex, from, through, liking) => balance.draw(chance, sex, from, through, liking ?? (() => 1)),
    random: chance,
  }
  const rehearsed = planFamilies(marginals, Math.round(rehearsal * marginals.meanHouseholdSize))
  for (let i = 0; i < rehearsed.households; i++) {
    const { generations, size } = rehearsed.next(chance)
    makeFamily(make, generations, size)
  }
  balance.settle()
  const plan = planFamilies(marginals, people)
  return {
    households: plan.households,
    next() {
      const { generations, size } = plan.next(chance)
      return makeFamily(make, generations, size)
    },
  }
}
