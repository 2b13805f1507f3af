import type { Random } from '#kernel/random'
import type { FamilyMember } from '#demo-county/families'
import { situationSource } from '#demo-county/situations'
import { liveFor } from '#demo-county/livelihood'
import { disabilityCard, makePeople, selfCareOf } from '#demo-county/people'
import type { BenefitCategory, Household, Person, RegistrationKind } from '#demo-county/population'
import { endBenefit, register, type Enrolment } from '#demo-county/register'
import { plantingPlan, scenarios, type PlantingPlan } from '#demo-county/scenarios'
import type { County, Setting, Stance } from '#demo-county/setting'
import { columnsOf, type HouseholdColumns } from '#demo-county/truth-columns'
import { decide, isPaid, type Decision } from '#demo-county/truth-decide'
import { indicatorsOf, type EventCode, type Hit } from '#demo-county/truth-indicators'
import { standardsOn } from '#demo-county/truth-standards'
import { canWork } from '#demo-county/work'

/** Where a household lives and how it is registered. */
export interface Place {
  readonly number: string
  readonly division: string
  readonly address: string
  readonly domicile: string
  readonly kind: RegistrationKind
}

export interface MadeHousehold {
  readonly household: Household
  readonly columns: HouseholdColumns
  readonly decision: Decision
  readonly hits: readonly Hit[]
  /** The code that was planted here, if one was. */
  readonly planted: EventCode | undefined
}

/** The parts of the people who are meant to be in each category. The truth decides; this only steers. */
const wantedShares: readonly (readonly [Stance, BenefitCategory, number])[] = [
  ['destitute', 'destitute', 0.0072],
  ['poor', 'subsistence', 0.039],
  ['near', 'near-threshold', 0.0135],
  ['burdened', 'rigid-expenditure', 0.004],
]

interface HouseholdSource {
  next(family: readonly FamilyMember[], place: Place): MadeHousehold
}

function able(person: Person): boolean {
  return person.death === null && person.custody === null && canWork(person)
}

/** Lacks the capacity to work by age or disability, roughly as the destitute rule has it. */
function helpless(person: Person): boolean {
  if (person.age >= 60 || person.age < 16) return true
  const card = person.disability
  if (card === null) return false
  return card.level <= 2 || (card.level === 3 && (card.type === 'mental' || card.type === 'intellect'))
}

/** May be no part of the household for the means test, so that it cannot lean on their work. */
function maybeLeftOut(person: Person): boolean {
  const graduate = person.studentStage === 'master' || person.studentStage === 'doctor'
  return person.death !== null || person.custody !== null || graduate
}

/** How likely a household is to be poor, 1 being usual. */
function weakness(people: readonly Person[]): number {
  let weight = 0.55
  if (people.some((p) => p.disability !== null && p.disability.level <= 2)) weight += 1.6
  if (!people.some(able)) weight += 1.1
  if (people.filter(able).length === 1 && people.some((p) => p.age < 18)) weight += 0.8
  if (people.length >= 5) weight += 0.3
  return weight
}

export function householdSource(county: County, households: number, random: Random): HouseholdSource {
  const { calendar } = county
  const plan: PlantingPlan = plantingPlan(households)
  const situations = situationSource(calendar)
  let persons = 0
  let index = 0
  const inCategory = new Map<BenefitCategory, number>()

  /** Chooses how a household fares, leaning towards what the county still lacks. */
  const chooseStance = (people: readonly Person[], chance: Random): Stance => {
    const weight = weakness(people)
    for (const [stance, category, share] of wantedShares) {
      const lacking = share * persons - (inCategory.get(category) ?? 0)
      // A category that runs behind by twenty persons doubles its chance.
      const lean = Math.max(0.05, Math.min(5, 1 + lacking / 20))
      if (stance === 'destitute' && !people.every(helpless)) continue
      const base = stance === 'destitute' ? 0.06 : stance === 'poor' ? share * weight : share
      if (chance.chance(Math.min(0.6, base * lean))) return stance
    }
    return chance.chance(0.25) ? 'comfortable' : 'ordinary'
  }

  const makeHousehold = (people: Person[], place: Place, chance: Random): Household => ({
    ...place,
    since: calendar.asOf - chance.int(400, 3600),
    surveyedOn: calendar.asOf - chance.int(5, 150),
    members: people,
    survey: { business: 0, property: 0, transfer: 0, assets: 0, education: 0, rehabilitation: 0 },
    obligors: [],
  })

  return {
    next(family, place) {
      const chance = random.fork(`household ${index}`)
      const people = makePeople(county.people, family, chance)
      const standards = standardsOn(place.division, place.kind, calendar.asOf)
      const code = plan.due(index).find((due) => scenarios[due].suits(people, chance))
      const scenario = code === undefined ? undefined : scenarios[code]
      const roles = scenario?.prepare?.(county, people, chance) ?? {}
      const stance = scenario?.stance ?? chooseStance(people, chance)
      if (stance === 'near') weaken(county, people, chance)
      // Where nobody can work everybody is asked how far they care for themselves, children too.
      if (people.every((p) => helpless(p) || maybeLeftOut(p))) {
        for (const person of people) person.selfCareFailures ??= selfCareOf(person.age, person.disability, chance)
      }

      const household = makeHousehold(people, place, chance)
      const setting: Setting = { county, kind: place.kind, standards, stance, random: chance, ...roles }
      liveFor(setting, household)
      scenario?.strike?.(setting, household)
      const before = decide(columnsOf(household, calendar), standards, calendar.asOf)
      const enrolment = scenario === undefined ? chooseEnrolment(before, chance) : (scenario.enrolment ?? 'right')
      register(county, household, before, enrolment, chance)
      if (scenario === undefined) history(county, household, before, chance)
      scenario?.finish?.(setting, household)

      // From a source of their own: nothing that was made before them changes.
      situations.lookInto(household, random.fork(`situations ${index}`))

      const columns = columnsOf(household, calendar)
      const decision = decide(columns, standards, calendar.asOf)
      const hits = indicatorsOf(columns, decision, standards, calendar)
      const planted = code !== undefined && hits.some((hit) => hit.code === code) ? code : undefined
      if (planted !== undefined) plan.done(planted)
      persons += people.length
      index++
      if (decision.category !== null) {
        const category = decision.category === 'single-person' ? 'near-threshold' : decision.category
        inCategory.set(category, (inCategory.get(category) ?? 0) + people.length)
      }
      return { household, columns, decision, hits, planted }
    },
  }
}

/** Some households near the threshold have a severely disabled member, who can then be helped alone. */
function weaken(county: County, people: readonly Person[], random: Random): void {
  if (!random.chance(0.3)) return
  const person = people.find((p) => p.age >= 18 && p.death === null && p.custody === null)
  if (person === undefined) return
  const { asOf } = county.calendar
  person.disability = disabilityCard(
    county.calendar,
    random,
    person.age,
    { from: asOf - 3000, through: asOf - 100 },
    true,
  )
  person.selfCareFailures ??= selfCareOf(person.age, person.disability, random)
}

/** Most who are entitled to money get the right amount; a few are missed, paid wrongly or by an old figure. */
function chooseEnrolment(decision: Decision, random: Random): Enrolment {
  const roll = random.next()
  if (decision.category === null) return roll < 0.0003 ? 'wrongly-paid' : 'missed'
  if (!isPaid(decision.category)) return roll < 0.85 ? 'right' : 'missed'
  if (roll < 0.012) return 'missed'
  if (roll < 0.024) return 'other-amount'
  return roll < 0.027 ? 'other-category' : 'right'
}

/** Benefits of former years, and the few days in which a register has not heard of a death. */
function history(county: County, household: Household, decision: Decision, random: Random): void {
  const { asOf } = county.calendar
  const running = household.members.flatMap((p) => p.benefits)[0]
  if (running === undefined) {
    if (decision.category === null && random.chance(0.008)) {
      endBenefit(
        county,
        household.members.filter((p) => p.death === null),
        asOf - random.int(30, 1900),
        random,
      )
    }
    return
  }
  for (const person of household.members) {
    if (person.death !== null && person.death.day > asOf - 25 && random.chance(0.5)) person.benefits.push(running)
  }
}
