import type { Random } from '#kernel/random'
import type { Calendar } from '#demo-county/calendar'
import type { FamilyMember } from '#demo-county/families'
import { identities, namesOf, phoneNumber, type Identities } from '#demo-county/identity'
import type { Custody, DisabilityCertificate, DisabilityType, Person, StudentStage } from '#demo-county/population'

export interface PeopleSource {
  readonly calendar: Calendar
  readonly identities: Identities
  /** Share of families with names of ethnic groups that are written with a dot. */
  readonly dottedShare: number
  readonly funeralHome: string
}

export function peopleSource(calendar: Calendar, county: string, funeralHome: string): PeopleSource {
  const dotted: Record<string, number> = { '65': 0.5, '54': 0.3, '63': 0.1, '64': 0.01 }
  const dottedShare = dotted[county.slice(0, 2)] ?? 0.002
  return { calendar, identities: identities(county), dottedShare, funeralHome }
}

function studentStageOf(age: number, random: Random): StudentStage | null {
  const roll = random.next()
  if (age < 3 || age > 30) return null
  if (age < 6) return roll < 0.85 ? 'preschool' : null
  if (age < 12) return 'primary'
  if (age < 15) return 'junior'
  if (age < 18) return roll < 0.58 ? 'senior' : roll < 0.9 ? 'vocational' : null
  if (age < 22) return roll < 0.25 ? 'bachelor' : roll < 0.48 ? 'college' : null
  if (age < 25) return roll < 0.05 ? 'bachelor' : roll < 0.09 ? 'master' : null
  return roll < 0.008 ? (age < 27 ? 'master' : 'doctor') : null
}

/** Yearly deaths by age, after the shape of a life table: least at ten, doubling every eight years from thirty. */
function deathRate(age: number, male: boolean): number {
  if (age < 1) return 0.005
  if (age < 30) return male ? 0.0005 : 0.0003
  return Math.min(0.35, (male ? 0.0011 : 0.0006) * 2 ** ((age - 30) / 8.2))
}

const typeWeights: readonly (readonly [DisabilityType, number])[] = [
  ['limb', 0.46],
  ['hearing', 0.13],
  ['sight', 0.12],
  ['mental', 0.11],
  ['intellect', 0.1],
  ['multiple', 0.06],
  ['speech', 0.02],
]

function disabilityRate(age: number): number {
  if (age < 2) return 0
  if (age < 7) return 0.004
  if (age < 18) return 0.012
  if (age < 45) return 0.032
  if (age < 60) return 0.068
  if (age < 75) return 0.145
  return 0.23
}

function pickWeighted<T>(items: readonly (readonly [T, number])[], random: Random): T {
  let pick = random.next() * items.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [item, weight] of items) {
    pick -= weight
    if (pick < 0) return item
  }
  const last = items.at(-1)
  if (last === undefined) throw new Error('pick from an empty list')
  return last[0]
}

/** A certificate runs for ten years (《中华人民共和国残疾人证管理办法》). */
const certificateMonths = 120

export function disabilityCard(
  calendar: Calendar,
  random: Random,
  age: number,
  issued: { readonly from: number; readonly through: number },
  severe: boolean,
): DisabilityCertificate {
  const issuedOn = random.int(Math.min(issued.from, issued.through), issued.through)
  const type = pickWeighted(typeWeights, random)
  const level = severe
    ? pickWeighted(
        [
          [1, 0.4],
          [2, 0.6],
        ] as const,
        random,
      )
    : pickWeighted(
        [
          [1, 0.12],
          [2, 0.24],
          [3, 0.3],
          [4, 0.34],
        ] as const,
        random,
      )
  // Children are looked at again earlier.
  const months = age < 8 ? 60 : certificateMonths
  return { type, level, issuedOn, expiresOn: issuedOn + Math.round(months * 30.4375) }
}

function custodyOf(age: number, male: boolean, random: Random): Custody | null {
  if (!male || age < 18 || age > 60 || !random.chance(0.003)) return null
  return pickWeighted(
    [
      ['prison', 0.75],
      ['detoxification', 0.15],
      ['missing', 0.1],
    ] as const,
    random,
  )
}

/** How many of the six activities of daily life a person cannot do. */
export function selfCareOf(age: number, card: DisabilityCertificate | null, random: Random): number {
  const heavy = card !== null && card.level <= 2 ? 0.4 : card !== null ? 0.12 : 0
  const old = age >= 85 ? 0.3 : age >= 75 ? 0.1 : age >= 60 ? 0.03 : 0
  if (!random.chance(Math.min(0.8, heavy + old))) return 0
  return random.chance(0.6) ? random.int(1, 3) : random.int(4, 6)
}

/** The persons of a family, with all that holds of them apart from money. */
export function makePeople(source: PeopleSource, family: readonly FamilyMember[], random: Random): Person[] {
  const { calendar } = source
  const names = namesOf(family, random, source.dottedShare)
  return family.map((member, index) => {
    const { age, male, relation } = member
    const birthDay = calendar.newestBirth(age) - random.int(0, 364)
    const disability = random.chance(disabilityRate(age))
      ? disabilityCard(
          calendar,
          random,
          age,
          {
            from: Math.max(birthDay + 200, calendar.asOf - 3500),
            through: calendar.asOf - (random.chance(0.02) ? 1 : 61),
          },
          false,
        )
      : null
    return {
      number: index + 1,
      relation,
      male,
      age,
      birthDay,
      name: names[index] ?? '',
      residentId: source.identities.next(birthDay, male),
      phone: age >= 14 && random.chance(0.9) ? phoneNumber(random) : null,
      studentStage: studentStageOf(age, random),
      custody: custodyOf(age, male, random),
      selfCareFailures: age >= 60 || disability !== null ? selfCareOf(age, disability, random) : null,
      death: random.chance(deathRate(age, male))
        ? deathOn(source, random, Math.max(birthDay, calendar.asOf - random.int(0, 364)))
        : null,
      disability,
      wages: [],
      pensions: [],
      unemployment: null,
      settlements: [],
      vehicles: [],
      houses: [],
      benefits: [],
      situation: null,
      nursing: null,
    }
  })
}

/** A death as the two offices have it: most are cremated, and the police learn of some late. */
export function deathOn(source: PeopleSource, random: Random, day: number): NonNullable<Person['death']> {
  const { calendar } = source
  const cancelledOn = day + random.int(5, 50)
  const known = cancelledOn <= calendar.asOf && !random.chance(0.04)
  const cremated = !known || random.chance(0.9)
  const crematedOn = Math.min(calendar.asOf, day + random.int(1, 4))
  return {
    day,
    police: known ? { cancelledOn } : null,
    cremation: cremated
      ? {
          certificate: `HH${String(day)}${String(random.int(0, 9999)).padStart(4, '0')}`,
          crematedOn,
          home: source.funeralHome,
        }
      : null,
  }
}
