import { careWords } from '#demo-county/care-words.zh'
import { nameOutside } from '#demo-county/identity'
import type { Random } from '#kernel/random'
import { seededRandom } from '#kernel/random'

export interface DemoPlace {
  readonly code: string
  readonly name: string
}

interface Point {
  readonly longitude: number
  readonly latitude: number
}

interface DemoFacility extends Point {
  readonly kind: 'county-centre' | 'township-hub' | 'village-station' | 'institution' | 'canteen'
  readonly name: string
  readonly division: string
  readonly address: string
  readonly institutionClass: 'safety-net' | 'inclusive' | 'market' | null
  /** Which of the providers runs it, from 0; null for nobody in particular. */
  readonly provider: number | null
  readonly beds: number
  readonly nursingBeds: number
  readonly dayPlaces: number
  readonly meals: number
  readonly catchment: readonly string[]
}

interface DemoCarer {
  readonly name: string
  /** Which of the facilities she sets out from, from 0. */
  readonly facility: number
  readonly provider: number
  readonly skills: readonly ('care' | 'bathing' | 'cleaning' | 'nursing' | 'escort' | 'meals' | 'check-visit')[]
  readonly shiftFrom: number
  readonly shiftUntil: number
  readonly weekdays: readonly number[]
  readonly mode: 'foot' | 'e-bike' | 'car'
  readonly mealCapacity: number
}

export interface DemoCare {
  readonly points: readonly (Point & { readonly code: string })[]
  readonly providers: readonly string[]
  readonly facilities: readonly DemoFacility[]
  readonly carers: readonly DemoCarer[]
}

/** About where the demo county lies; the places in it are invented, since no public register says where villages are. */
const west = 116.1
const south = 26.05
const degreesAcross = 0.5
/** How far the villages of a town lie around it, in degrees: some ten kilometres. */
const townRadius = 0.075

const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5

function townPoints(townships: readonly DemoPlace[], random: Random): ReadonlyMap<string, Point> {
  const across = Math.ceil(Math.sqrt(townships.length))
  const step = degreesAcross / across
  return new Map(
    townships.map(({ code }, index) => [
      code,
      {
        longitude: rounded(west + ((index % across) + 0.3 + random.next() * 0.4) * step),
        latitude: rounded(south + (Math.floor(index / across) + 0.3 + random.next() * 0.4) * step),
      },
    ]),
  )
}

function around({ longitude, latitude }: Point, random: Random): Point {
  const angle = random.next() * 2 * Math.PI
  const far = townRadius * Math.sqrt(0.02 + 0.98 * random.next())
  return { longitude: rounded(longitude + far * Math.cos(angle)), latitude: rounded(latitude + far * Math.sin(angle)) }
}

const nothing = { beds: 0, nursingBeds: 0, dayPlaces: 0, meals: 0, institutionClass: null, provider: null } as const

/**
 * A network of elder care for a county: a point for each village, a centre, a hub in each town, stations in some villages,
 * canteens, institutions of the three classes, and carers. The same divisions and seed give the same network.
 */
export function inventCare(of: {
  readonly county: DemoPlace
  readonly townships: readonly DemoPlace[]
  readonly villages: readonly DemoPlace[]
  readonly seed: number
}): DemoCare {
  const { county, townships, villages, seed } = of
  const random = seededRandom(seed)
  const towns = townPoints(townships, random.fork('towns'))
  const placing = random.fork('villages')
  const pointOf = new Map<string, Point>()
  for (const { code } of villages) {
    const town = towns.get(code.slice(0, 9))
    if (town !== undefined) pointOf.set(code, around(town, placing))
  }
  const facilities = inventFacilities(of, pointOf, random.fork('facilities'))
  return {
    points: [
      ...[...pointOf].map(([code, point]) => ({ code, ...point })),
      ...[...towns].map(([code, point]) => ({ code, ...point })),
    ],
    providers: careWords.providers,
    facilities: facilities.length === 0 ? [] : [centreOf(county, facilities), ...facilities],
    carers: inventCarers(facilities, random.fork('carers')),
  }
}

function centreOf(county: DemoPlace, [first]: readonly DemoFacility[]): DemoFacility {
  return {
    ...nothing,
    kind: 'county-centre',
    name: careWords.centre(county.name),
    division: county.code,
    address: '',
    longitude: first?.longitude ?? west,
    latitude: first?.latitude ?? south,
    catchment: [county.code],
  }
}

function inventFacilities(
  { county, townships, villages }: Parameters<typeof inventCare>[0],
  pointOf: ReadonlyMap<string, Point>,
  random: Random,
): DemoFacility[] {
  const all: DemoFacility[] = []
  townships.forEach((township, index) => {
    const own = villages.filter(({ code }) => code.startsWith(township.code))
    const [seat] = own
    const seatPoint = pointOf.get(seat?.code ?? '')
    if (seat === undefined || seatPoint === undefined) return
    const at = { division: seat.code, address: careWords.address(seat.name), ...seatPoint }
    all.push({
      ...nothing,
      ...at,
      kind: 'township-hub',
      name: careWords.hub(township.name),
      provider: 0,
      beds: 60,
      nursingBeds: 36,
      dayPlaces: 30,
      catchment: [township.code],
    })
    all.push({
      ...nothing,
      ...at,
      kind: 'canteen',
      name: careWords.canteen(seat.name),
      provider: 1,
      meals: 120,
      catchment: [township.code],
    })
    for (const village of own.slice(1)) {
      const point = pointOf.get(village.code)
      if (point === undefined || !random.chance(0.35)) continue
      all.push({
        ...nothing,
        ...point,
        kind: 'village-station',
        name: careWords.station(village.name),
        division: village.code,
        address: careWords.address(village.name),
        dayPlaces: random.int(6, 20),
        catchment: [village.code],
      })
    }
    const institution = index === 0 ? 'safety-net' : index === 1 ? 'market' : index % 3 === 0 ? 'inclusive' : undefined
    if (institution === undefined) return
    const beds = random.int(60, 140)
    all.push({
      ...nothing,
      ...at,
      kind: 'institution',
      institutionClass: institution,
      name:
        institution === 'safety-net'
          ? careWords.safetyNet(county.name)
          : institution === 'market'
            ? careWords.market(county.name)
            : careWords.inclusive(township.name),
      provider: institution === 'market' ? 2 : 0,
      beds,
      nursingBeds: Math.round(beds * (0.4 + random.next() * 0.4)),
      catchment: [],
    })
  })
  return all
}

/** What carers of one hub can do, one after the other: each hub has somebody for everything, and two for bathing. */
const skillSets = [
  ['care', 'bathing', 'cleaning', 'check-visit'],
  ['care', 'bathing', 'escort', 'check-visit'],
  ['nursing', 'care', 'check-visit'],
  ['meals', 'check-visit'],
  ['cleaning', 'escort', 'care'],
] as const

function inventCarers(facilities: readonly DemoFacility[], random: Random): DemoCarer[] {
  return facilities.flatMap(({ kind }, index) => {
    if (kind !== 'township-hub') return []
    return skillSets.map((skills, number): DemoCarer => {
      const early = number % 2 === 0
      return {
        name: nameOutside(random, random.chance(0.15), random.int(28, 55)),
        // The county's centre comes before all others.
        facility: index + 1,
        provider: number % 3,
        skills,
        shiftFrom: early ? 450 : 510,
        shiftUntil: early ? 990 : 1050,
        weekdays: [1, 2, 3, 4, 5, 6, 7],
        mode: number === 2 ? 'car' : 'e-bike',
        mealCapacity: number === 3 ? 20 : 0,
      }
    })
  })
}
