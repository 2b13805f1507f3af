import type { Random } from '#kernel/random'
import { addSevereIllness } from '#demo-county/medical'
import { deathOn, disabilityCard } from '#demo-county/people'
import type { Household, Person } from '#demo-county/population'
import { addHouse, addVehicle } from '#demo-county/property'
import { certificateNumber, endBenefit, lastPayday, type Enrolment } from '#demo-county/register'
import { between, type County, type Setting, type Stance } from '#demo-county/setting'
import { eventCodes, type EventCode } from '#demo-county/truth-indicators'
import { canWork } from '#demo-county/work'

/** Something worth noticing that is planted in a household, by the code that ought to notice it. */
interface Scenario {
  readonly stance: Stance
  readonly enrolment?: Enrolment
  /** Whether it can happen in such a household. */
  suits(people: readonly Person[], random: Random): boolean
  /** Before there is any money: persons may die or fall ill. Gives what the making of the household must know. */
  prepare?(county: County, people: readonly Person[], random: Random): Partial<Setting>
  /** After incomes and property, before the register. */
  strike?(setting: Setting, household: Household): void
  /** After the register is written. */
  finish?(setting: Setting, household: Household): void
}

function present(person: Person): boolean {
  return person.death === null && person.custody === null
}

function adult(people: readonly Person[]): Person | undefined {
  return people.find((p) => present(p) && p.age >= 20 && p.studentStage === null)
}

function hasAdult(people: readonly Person[]): boolean {
  return adult(people) !== undefined
}

function paidMembers(household: Household): Person[] {
  return household.members.filter((p) => p.benefits.some((b) => b.status === 'current'))
}

/** Replaces every certificate in force of the household. */
function reissue(
  household: Household,
  change: (benefit: Person['benefits'][number]) => Person['benefits'][number],
): void {
  for (const person of household.members) {
    const changed = person.benefits.map((b) => (b.status === 'current' ? change(b) : b))
    person.benefits.splice(0, person.benefits.length, ...changed)
  }
}

function bill(setting: Setting, household: Household, yuan: number, days: number): void {
  const patient = adult(household.members)
  const { asOf } = setting.county.calendar
  if (patient !== undefined) {
    addSevereIllness(setting, patient, yuan * 100, { from: asOf - days, through: asOf })
  }
}

export const scenarios: Record<EventCode, Scenario> = {
  M01: {
    stance: 'poor',
    suits: hasAdult,
    strike: (setting, household) => bill(setting, household, between(setting.random, 11_500, 30_000), 320),
  },
  M02: {
    stance: 'comfortable',
    suits: hasAdult,
    strike: (setting, household) => bill(setting, household, between(setting.random, 28_500, 90_000), 320),
  },
  M04: {
    stance: 'poor',
    suits: (people) => adult(people) !== undefined,
    strike: (setting, household) => bill(setting, household, between(setting.random, 2000, 8000), 50),
  },
  D01: {
    stance: 'ordinary',
    suits: hasAdult,
    prepare: (county, people, random) => {
      const person = adult(people)
      const { asOf } = county.calendar
      if (person !== undefined) {
        const issued = { from: asOf - 55, through: asOf - 3 }
        person.disability = disabilityCard(county.calendar, random, person.age, issued, true)
        person.selfCareFailures = random.int(0, 3)
      }
      return {}
    },
  },
  J01: {
    stance: 'ordinary',
    suits: (people) => people.some((p) => present(p) && canWork(p)),
    prepare: (_, people) => {
      const worker = people.find((p) => present(p) && canWork(p))
      return worker === undefined ? {} : { jobless: worker.number }
    },
  },
  F01: {
    stance: 'ordinary',
    suits: (people) => people.length >= 2 && people.some((p) => present(p) && canWork(p)),
    prepare: (county, people, random) => {
      const worker = people.find((p) => present(p) && canWork(p))
      if (worker === undefined) return {}
      worker.death = deathOn(county.people, random, county.calendar.asOf - random.int(2, 55))
      return { lostEarner: worker.number }
    },
  },
  X01: {
    stance: 'poor',
    suits: (people) => people.some((p) => p.age >= 45 && p.death === null),
    prepare: (county, people, random) => {
      const person = people.findLast((p) => p.age >= 45 && p.death === null)
      if (person !== undefined) {
        person.death = deathOn(county.people, random, county.calendar.asOf - random.int(45, 330))
      }
      return {}
    },
    finish: (setting, household) => {
      const { county, random } = setting
      const dead = household.members.filter((p) => p.death !== null && p.benefits.length === 0)
      const running = household.members.flatMap((p) => p.benefits).find((b) => b.status === 'current')
      for (const person of dead) {
        person.benefits.push(
          running ?? {
            certificate: certificateNumber(county, 'subsistence'),
            category: 'subsistence',
            amount: random.int(30, 90) * 1000,
            approvedOn: county.calendar.asOf - random.int(500, 1500),
            lastPaidOn: lastPayday(county, random),
            status: 'current',
            endedOn: null,
          },
        )
      }
    },
  },
  X02: {
    stance: 'poor',
    suits: hasAdult,
    finish: (setting, household) => {
      const { random, county } = setting
      const owner = adult(paidMembers(household))
      if (owner === undefined) return
      const bought = county.calendar.asOf - random.int(20, 900)
      const roll = random.next()
      if (roll < 0.6) addVehicle(setting, owner, 'car', between(random, 35_000, 160_000), bought)
      else if (roll < 0.85) addHouse(setting, owner, 'shop', between(random, 25, 90), bought)
      else {
        for (let i = 0; i < 3; i++) addHouse(setting, owner, 'dwelling', between(random, 80, 130), bought - i * 200)
      }
    },
  },
  X03: {
    stance: 'poor',
    suits: hasAdult,
    finish: (setting, household) => {
      const { county, random } = setting
      const [person] = paidMembers(household)
      const first = person?.benefits.find((b) => b.status === 'current')
      if (person === undefined || first === undefined) return
      // An older certificate, of another town, that nobody took back.
      person.benefits.push({
        certificate: certificateNumber(county, 'subsistence'),
        category: 'subsistence',
        amount: random.int(20, 90) * 1000,
        approvedOn: first.approvedOn - random.int(200, 900),
        lastPaidOn: lastPayday(county, random),
        status: 'current',
        endedOn: null,
      })
    },
  },
  N01: {
    stance: 'near',
    enrolment: 'missed',
    suits: hasAdult,
    finish: (setting, household) => {
      const { county, random } = setting
      endBenefit(county, household.members.filter(present), county.calendar.asOf - random.int(20, 640), random)
    },
  },
  P01: {
    stance: 'poor',
    suits: hasAdult,
    finish: (setting, household) => {
      const { county, random } = setting
      const never = random.chance(0.25)
      reissue(household, (benefit) => ({
        ...benefit,
        approvedOn: Math.min(benefit.approvedOn, county.calendar.asOf - 130),
        lastPaidOn: never ? null : county.calendar.asOf - random.int(75, 120),
      }))
    },
  },
  Q01: { stance: 'poor', enrolment: 'missed', suits: hasAdult },
  Q02: { stance: 'ordinary', enrolment: 'wrongly-paid', suits: hasAdult },
  Q03: { stance: 'poor', enrolment: 'other-amount', suits: hasAdult },
}

/** Occurrences of each code in a thousand households. */
const plantedPerThousand: Record<EventCode, number> = {
  M01: 0.8,
  M02: 0.6,
  M04: 0.5,
  D01: 0.8,
  J01: 0.8,
  F01: 0.5,
  X01: 0.8,
  X02: 0.5,
  X03: 0.4,
  N01: 0.8,
  P01: 0.8,
  Q01: 0.5,
  Q02: 0.4,
  Q03: 0.5,
}

const fewest = 5

/** Says which code is due to be planted next, so that all are done well before the last household. */
export interface PlantingPlan {
  /** Codes that are due, the longest overdue first. */
  due(household: number): EventCode[]
  done(code: EventCode): void
}

export function plantingPlan(households: number): PlantingPlan {
  const wanted = new Map<EventCode, number>()
  const planted = new Map<EventCode, number>()
  for (const code of eventCodes) {
    wanted.set(code, Math.max(fewest, Math.round((plantedPerThousand[code] * households) / 1000)))
    planted.set(code, 0)
  }
  const overdue = (code: EventCode, household: number, phase: number): number => {
    const total = wanted.get(code) ?? 0
    // Each code starts at its own time, and all end at nine tenths of the way.
    const progress = Math.min(1, (household + 1) / (households * 0.9))
    return Math.min(total, Math.floor(total * progress + phase)) - (planted.get(code) ?? 0)
  }
  return {
    due(household) {
      return eventCodes
        .map((code, index) => ({ code, behind: overdue(code, household, index / eventCodes.length) }))
        .filter(({ behind }) => behind > 0)
        .sort((a, b) => b.behind - a.behind)
        .map(({ code }) => code)
    },
    done(code) {
      planted.set(code, (planted.get(code) ?? 0) + 1)
    },
  }
}
