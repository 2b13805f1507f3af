import type { Random } from '#kernel/random'
import type { Marginals } from '#demo-county/census'

/** How many households of one shape are still to be made. */
interface Shape {
  readonly generations: 1 | 2 | 3 | 4
  readonly size: number
  count: number
}

/** Usual sizes of households by number of generations, before they are tilted to meet the mean size. */
const usualSizes: Record<1 | 2 | 3 | 4, readonly (readonly [size: number, weight: number])[]> = {
  1: [
    [2, 0.93],
    [3, 0.055],
    [4, 0.015],
  ],
  2: [
    [2, 0.22],
    [3, 0.42],
    [4, 0.26],
    [5, 0.075],
    [6, 0.02],
    [7, 0.005],
  ],
  3: [
    [3, 0.08],
    [4, 0.24],
    [5, 0.34],
    [6, 0.22],
    [7, 0.08],
    [8, 0.03],
    [9, 0.01],
  ],
  4: [
    [4, 0.04],
    [5, 0.15],
    [6, 0.25],
    [7, 0.28],
    [8, 0.18],
    [9, 0.07],
    [10, 0.03],
  ],
}

/** Whole numbers near the shares that add up to the total (largest remainder). */
export function apportion(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((a, b) => a + b, 0)
  const exact = shares.map((share) => (total * share) / sum)
  const counts = exact.map(Math.floor)
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
  let left = total - counts.reduce((a, b) => a + b, 0)
  for (const { index } of order) {
    if (left <= 0) break
    counts[index] = (counts[index] ?? 0) + 1
    left--
  }
  return counts
}

function tilted(sizes: readonly (readonly [number, number])[], tilt: number): number[] {
  return sizes.map(([size, weight]) => weight * Math.exp(tilt * (size - 3)))
}

const allGenerations = [1, 2, 3, 4] as const

function shapesOf(marginals: Marginals, households: number, tilt: number): Shape[] {
  const classes = apportion(households, marginals.generationShares)
  const onePerson = Math.min(classes[0] ?? 0, Math.round(households * marginals.onePersonShare))
  const shapes: Shape[] = [{ generations: 1, size: 1, count: onePerson }]
  for (const generations of allGenerations) {
    const sizes = usualSizes[generations]
    const total = (classes[generations - 1] ?? 0) - (generations === 1 ? onePerson : 0)
    const counts = apportion(total, tilted(sizes, generations === 1 ? tilt / 4 : tilt))
    sizes.forEach(([size], index) => shapes.push({ generations, size, count: counts[index] ?? 0 }))
  }
  return shapes
}

function peopleIn(shapes: readonly Shape[]): number {
  return shapes.reduce((sum, shape) => sum + shape.size * shape.count, 0)
}

/** Moves single households to the next larger or smaller shape of their class until the people come out even. */
function evenOut(shapes: Shape[], people: number): boolean {
  for (let gap = people - peopleIn(shapes); gap !== 0; gap = people - peopleIn(shapes)) {
    const step = gap > 0 ? 1 : -1
    let best: readonly [Shape, Shape] | undefined
    for (const from of shapes) {
      if (from.size === 1 || from.count === 0) continue
      const to = shapes.find((s) => s.generations === from.generations && s.size === from.size + step && s.size > 1)
      if (to !== undefined && (best === undefined || from.count > best[0].count)) best = [from, to]
    }
    if (best === undefined) return false
    best[0].count--
    best[1].count++
  }
  return true
}

interface FamilyPlan {
  readonly households: number
  /** The shape of the next household; each planned one comes once, in an order of chance. */
  next(random: Random): { readonly generations: 1 | 2 | 3 | 4; readonly size: number }
}

/**
 * Plans how many households of each number of generations and size there are, so that mean size, generations and
 * one-person households are those of the census and the people are exactly as many as asked for.
 */
export function planFamilies(marginals: Marginals, people: number): FamilyPlan {
  let households = Math.max(1, Math.round(people / marginals.meanHouseholdSize))
  let shapes: Shape[] = []
  for (;;) {
    let low = -3
    let high = 3
    for (let i = 0; i < 40; i++) {
      const middle = (low + high) / 2
      if (peopleIn(shapesOf(marginals, households, middle)) < people) low = middle
      else high = middle
    }
    shapes = shapesOf(marginals, households, high)
    if (evenOut(shapes, people)) break
    // The classes cannot hold so few or so many people at this number of households.
    households += peopleIn(shapes) > people ? -1 : 1
  }
  let left = shapes.reduce((sum, shape) => sum + shape.count, 0)
  const planned = left
  return {
    households: planned,
    next(random) {
      let pick = random.int(0, left - 1)
      for (const shape of shapes) {
        if (pick < shape.count) {
          shape.count--
          left--
          return { generations: shape.generations, size: shape.size }
        }
        pick -= shape.count
      }
      throw new Error('Every planned household has been made')
    },
  }
}
