import type { Candidate, Demand, SitingProblem } from '#siting'
import { seededRandom } from '#kernel/random'

/**
 * A county made from a seed: townships over 60 km by 45 km at the latitude of Jiangxi, villages in clumps around them,
 * older people in each, a station standing in every third township. Every village is a candidate.
 */
export function aCounty({
  villages,
  newSites,
  seed = 1,
}: {
  villages: number
  newSites: number
  seed?: number
}): SitingProblem {
  const random = seededRandom(seed)
  const towns = Array.from({ length: 16 }, (_, index) => ({
    group: `town-${index}`,
    x: 115.6 + random.next() * 0.6,
    y: 26 + random.next() * 0.4,
  }))
  const places = Array.from({ length: villages }, (_, index) => {
    const town = towns[index % towns.length] ?? { group: '', x: 115.6, y: 26 }
    const spread = (): number => (random.next() + random.next() - 1) * 0.09
    return { id: `village-${index}`, group: town.group, x: town.x + spread(), y: town.y + spread() }
  })
  return {
    name: `a county of ${villages} villages`,
    goal: 'median',
    newSites,
    within: 15,
    ways: { kind: 'distance', on: 'earth', detour: 1.35, metresPerMinute: 300 },
    demands: places.map((place): Demand => ({ ...place, weight: random.int(20, 400) })),
    candidates: places.map(
      (place, index): Candidate => ({ ...place, existing: index < towns.length && index % 3 === 0 }),
    ),
  }
}

/** A small problem of the goal asked for, made from a seed: a few points, some standing, perhaps floors and a budget. */
export function aSmallProblem(goal: SitingProblem['goal'], seed: number): SitingProblem {
  const random = seededRandom(seed)
  const sites = random.int(2, 9)
  const group = (): string => `g${random.int(0, 2)}`
  const demands = Array.from(
    { length: random.int(1, 12) },
    (_, index): Demand => ({
      id: `d${index}`,
      x: random.int(0, 30),
      y: random.int(0, 30),
      weight: random.int(0, 9),
      load: random.int(1, 9),
      group: group(),
    }),
  )
  const candidates = Array.from(
    { length: sites },
    (_, index): Candidate => ({
      id: `c${index}`,
      x: random.int(0, 30),
      y: random.int(0, 30),
      cost: random.int(1, 5),
      capacity: random.int(10, 40),
      existing: random.chance(0.15),
      group: group(),
    }),
  )
  const hasFloor = random.chance(0.4)
  const floor = { ...(hasFloor ? { within: random.int(8, 25) } : {}), everyGroup: random.chance(0.3) }
  return {
    name: `small ${goal} ${seed}`,
    goal,
    within: random.int(6, 18),
    newSites: random.int(0, Math.min(4, sites)),
    ...(random.chance(0.3) ? { budget: random.int(0, 12) } : {}),
    ...(goal === 'center' ? {} : { floor }),
    ways: { kind: 'distance', on: 'plane', detour: 1, whole: random.chance(0.5) },
    demands,
    candidates,
  }
}
