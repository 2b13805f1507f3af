import { type Carer, countyWeights, type Place, type Problem, type Visit } from '#dispatch'
import { seededRandom } from '#kernel/random'

export interface CountyDayOptions {
  readonly carers: number
  readonly visits: number
  readonly meals?: number
  readonly seed?: number
}

/**
 * A county's day made from a seed: villages in clumps over 40 km by 30 km, carers at township stations on foot, e-bike
 * and car, a tenth of the visits by two carers, usual carers from the same clump, breaks at noon.
 */
export function aCountyDay({ carers, visits, meals = 0, seed = 1 }: CountyDayOptions): Problem {
  const random = seededRandom(seed)
  const towns = Array.from({ length: 12 }, (_, index) => ({
    id: `town-${index}`,
    x: random.int(3_000, 37_000),
    y: random.int(3_000, 27_000),
  }))
  const villages: Place[] = towns.flatMap((town, index) =>
    Array.from({ length: 15 }, (_, number) => ({
      id: `village-${index}-${number}`,
      x: town.x + random.int(-3_000, 3_000),
      y: town.y + random.int(-3_000, 3_000),
    })),
  )
  const people = Array.from({ length: carers }, (_, index): Carer => {
    const town = `town-${index % towns.length}`
    const early = random.chance(0.5)
    return {
      id: `carer-${index}`,
      skills: ['visit', ...(random.chance(0.5) ? ['bath'] : []), ...(random.chance(0.3) ? ['medical'] : [])],
      from: early ? 420 : 480,
      until: early ? 960 : 1020,
      overtimeUntil: early ? 1020 : 1080,
      start: town,
      end: town,
      mode: random.pick(['bike', 'bike', 'car', 'foot']),
      breaks: [{ minutes: 30, earliest: 690, latest: 780 }],
      maxWork: 480,
      capacity: 12,
    }
  })
  const calls = Array.from({ length: visits }, (_, index): Visit => {
    const clump = random.int(0, towns.length - 1)
    const earliest = random.int(16, 28) * 30
    const kind = random.next()
    const double = random.chance(0.1)
    const minutes = random.int(4, 9) * 5
    const skill = kind < 0.6 ? 'visit' : kind < 0.85 ? 'bath' : 'medical'
    const base = {
      id: `visit-${index}`,
      place: `village-${clump}-${random.int(0, 14)}`,
      earliest,
      latest: earliest + random.int(2, 6) * 30,
      priority: random.chance(0.1) ? 3 : 1,
    }
    const visit: Visit = double
      ? {
          ...base,
          parts: [
            { skills: [skill], minutes },
            { skills: ['visit'], minutes },
          ],
          pairing: random.chance(0.7) ? { kind: 'simultaneous' } : { kind: 'sequence', least: 30, most: 120 },
        }
      : { ...base, parts: [{ skills: [skill], minutes }] }
    const near = people.filter(({ start }) => start === `town-${clump}`)
    return near.length > 0 && random.chance(0.5) ? { ...visit, usual: random.pick(near).id } : visit
  })
  return {
    name: 'a county day',
    places: [...towns, ...villages],
    travel: {
      kind: 'distance',
      on: 'plane',
      modes: {
        foot: { metresPerMinute: 75, detour: 1.3 },
        bike: { metresPerMinute: 300, detour: 1.35 },
        car: { metresPerMinute: 600, detour: 1.4 },
      },
    },
    carers: people,
    visits: calls,
    meals: Array.from({ length: meals }, (_, index) => {
      const clump = random.int(0, towns.length - 1)
      return {
        id: `meal-${index}`,
        canteen: `town-${clump}`,
        place: `village-${clump}-${random.int(0, 14)}`,
        earliest: 660,
        latest: 750,
        warmFor: 60,
        minutes: 3,
        priority: 2,
      }
    }),
    mealsOnRound: 10,
    weights: countyWeights,
  }
}
