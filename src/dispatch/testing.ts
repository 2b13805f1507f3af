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

/** A small day of anything that the format knows, made from a seed: pairs, breaks, meals, locked and begun visits. */
export function anySmallDay(seed: number): Problem {
  const random = seededRandom(seed)
  const placeCount = random.int(2, 8)
  const place = (): string => `place-${random.int(0, placeCount - 1)}`
  const skills = ['a', 'b', 'c']
  const ids = Array.from({ length: random.int(1, 6) }, (_, index) => `carer-${index}`)
  const now = random.chance(0.3) ? random.int(0, 100) : 0
  const carers = ids.map((id): Carer => {
    const from = random.int(0, 100)
    const until = from + random.int(50, 400)
    const pause = { minutes: random.int(5, 30), earliest: 100, latest: random.int(100, 300) }
    return {
      id,
      skills: skills.filter(() => random.chance(0.5)),
      from,
      until,
      overtimeUntil: until + (random.chance(0.5) ? random.int(0, 100) : 0),
      start: place(),
      end: place(),
      mode: random.pick(['foot', 'car']),
      fixedCost: random.int(0, 20),
      ...(random.chance(0.3) ? { maxWork: random.int(50, 300) } : {}),
      ...(random.chance(0.3) ? { capacity: random.int(1, 10) } : {}),
      ...(random.chance(0.4) ? { breaks: [random.chance(0.3) ? { ...pause, place: place() } : pause] } : {}),
    }
  })
  const visits = Array.from({ length: random.int(0, 20) }, (_, index): Visit => {
    const earliest = random.int(0, 300)
    const latest = earliest + random.int(0, 120)
    const part = () => ({ skills: random.chance(0.6) ? [random.pick(skills)] : [], minutes: random.int(0, 40) })
    const one: Visit = {
      id: `visit-${index}`,
      place: place(),
      parts: [part()],
      earliest,
      latest,
      load: random.int(0, 3),
      priority: random.int(1, 3),
      ...(random.chance(0.3) ? { latestAtAll: random.chance(0.5) ? null : latest + random.int(0, 100) } : {}),
      ...(random.chance(0.3) ? { usual: random.pick(ids) } : {}),
      ...(random.chance(0.2) ? { preferred: [random.pick(ids)] } : {}),
      ...(random.chance(0.2) ? { refused: [random.pick(ids)] } : {}),
    }
    if (random.chance(0.5)) {
      const gap = { kind: 'sequence', least: random.int(0, 30), most: random.int(30, 60) } as const
      return { ...one, parts: [...one.parts, part()], pairing: random.chance(0.5) ? { kind: 'simultaneous' } : gap }
    }
    return now > 0 && random.chance(0.1) ? { ...one, locked: [random.pick(ids)], startedAt: random.int(0, now) } : one
  })
  const weight = () => random.int(0, 3)
  return {
    name: `day ${seed}`,
    now,
    places: Array.from({ length: placeCount }, (_, index) => ({
      id: `place-${index}`,
      x: random.int(0, 3000),
      y: random.int(0, 3000),
    })),
    travel: {
      kind: 'distance',
      on: 'plane',
      modes: { foot: { metresPerMinute: 80, detour: 1.2 }, car: { metresPerMinute: 500, detour: 1.4 } },
    },
    carers,
    visits,
    meals: Array.from({ length: random.int(0, 6) }, (_, index) => ({
      id: `meal-${index}`,
      canteen: `place-${random.int(0, 1)}`,
      place: place(),
      earliest: 100,
      latest: random.int(100, 200),
      warmFor: random.int(5, 60),
      minutes: random.int(1, 4),
    })),
    mealsOnRound: 4,
    weights: { ...countyWeights, lateness: weight(), greatestLateness: weight(), overtime: weight(), stability: 20 },
  }
}
