import { neverDay, type Calendar } from '#demo-county/calendar'
import type {
  BenefitCategory,
  Custody,
  DisabilityType,
  Household,
  Obligor,
  Person,
  StudentStage,
  Survey,
  RegistrationKind,
} from '#demo-county/population'
import type { Relation } from '#demo-county/families'

/** A member as a snapshot of the county would show them on the as-of day. Money in fen; "none" is a value. */
export interface MemberColumns {
  readonly number: number
  readonly relation: Relation
  readonly age: number
  readonly deathDay: number
  readonly custody: Custody | null
  readonly studentStage: StudentStage | null
  /** Null is unknown here: not everybody is asked. */
  readonly selfCareFailures: number | null
  readonly wage: number
  readonly currentWage: number
  readonly pension: number
  readonly unemployedSince: number
  readonly unemploymentBenefit: number
  readonly currentUnemploymentBenefit: number
  readonly medicalSelfPay: number
  readonly seriousIllness: boolean
  readonly seriousIllnessSince: number
  readonly disabilityType: DisabilityType | null
  readonly disabilityLevel: number
  readonly disabilityIssuedOn: number
  readonly vehicleCount: number
  readonly vehicleValue: number
  readonly houseCount: number
  readonly houseArea: number
  readonly nonResidentialCount: number
  readonly benefitCount: number
  readonly benefitCategory: BenefitCategory | null
  readonly benefitAmount: number
  readonly benefitApprovedOn: number
  readonly benefitLastPaidOn: number
  readonly benefitEndedOn: number
}

export interface HouseholdColumns {
  readonly division: string
  readonly kind: RegistrationKind
  readonly survey: Survey
  readonly members: readonly MemberColumns[]
  readonly obligors: readonly Obligor[]
}

/** Rounds to a whole number, a half to the even one. */
export function divideHalfEven(amount: number, by: number): number {
  const whole = Math.floor(amount / by)
  const twice = (amount - whole * by) * 2
  if (twice > by || (twice === by && whole % 2 !== 0)) return whole + 1
  return whole
}

interface Rate {
  readonly amount: number
  readonly from: number
  readonly through: number | null
}

/** The mean of the twelve months: an amount counts for a month when it holds on its first day. */
function windowMean(rates: readonly Rate[], calendar: Calendar): number {
  let sum = 0
  for (const month of calendar.window) {
    for (const rate of rates) {
      if (rate.from <= month && (rate.through === null || month <= rate.through)) sum += rate.amount
    }
  }
  return divideHalfEven(sum, 12)
}

function currentOf(rates: readonly Rate[], calendar: Calendar): number {
  return rates
    .filter((rate) => rate.from <= calendar.month && (rate.through === null || calendar.month <= rate.through))
    .reduce((sum, rate) => sum + rate.amount, 0)
}

function memberColumns(person: Person, calendar: Calendar, isLost: (record: object) => boolean): MemberColumns {
  const { asOf } = calendar
  const held = <T extends object>(records: readonly T[]): readonly T[] =>
    records.length === 0 ? records : records.filter((record) => !isLost(record))
  const death = person.death
  const deathKnown =
    death !== null &&
    ((death.police !== null && !isLost(death.police)) || (death.cremation !== null && !isLost(death.cremation)))
  const wages = held(person.wages).map((spell) => ({ amount: spell.wage, from: spell.from, through: spell.through }))
  const pensions = held(person.pensions).filter((spell) => spell.scheme !== 'resident')
  const unemployment = person.unemployment !== null && !isLost(person.unemployment) ? person.unemployment : null
  const unemployed =
    unemployment !== null &&
    unemployment.registeredOn <= asOf &&
    (unemployment.reemployedOn === null || asOf < unemployment.reemployedOn)
  const benefits = unemployment?.benefit ? [unemployment.benefit] : []
  const settlements = held(person.settlements)
  const year = settlements.filter((s) => calendar.monthsFrom(-12) < s.settledOn && s.settledOn <= asOf)
  // The disease that holds is the newest one; it has held since the first of the unbroken run that names it.
  const serious = settlements
    .filter((s) => s.serious && s.settledOn <= asOf)
    .toSorted((a, b) => a.settledOn - b.settledOn)
  const newest = serious.at(-1)
  let since = neverDay
  for (let i = serious.length - 1; i >= 0 && serious[i]?.disease === newest?.disease; i--) {
    since = serious[i]?.settledOn ?? since
  }
  const card = person.disability
  const disability = card !== null && !isLost(card) && card.issuedOn <= asOf && asOf < card.expiresOn ? card : null
  const here = (from: number, until: number | null): boolean => from <= asOf && (until === null || asOf < until)
  const vehicles = held(person.vehicles).filter(
    (v) => (v.kind === 'car' || v.kind === 'truck') && here(v.registeredOn, v.cancelledOn),
  )
  const houses = held(person.houses).filter((h) => here(h.registeredOn, h.cancelledOn))
  const dwellings = houses.filter((h) => h.use === 'dwelling')
  const rows = held(person.benefits)
  const running = rows.filter((b) => b.status === 'current' && b.approvedOn <= asOf)
  const certificate = running.toSorted((a, b) => a.approvedOn - b.approvedOn).at(-1)
  const paid = running.map((b) => b.lastPaidOn).filter((d) => d !== null && d <= asOf)
  const ended = rows
    .filter((b) => b.status !== 'current')
    .map((b) => b.endedOn)
    .filter((d) => d !== null && d <= asOf)
  const newestOf = (days: readonly (number | null)[]): number =>
    days.reduce((best: number, d) => (d !== null && (best === neverDay || d > best) ? d : best), neverDay)
  return {
    number: person.number,
    relation: person.relation,
    age: person.age,
    deathDay: deathKnown && death.day <= asOf ? death.day : neverDay,
    custody: person.custody,
    studentStage: person.studentStage,
    selfCareFailures: person.selfCareFailures,
    wage: windowMean(wages, calendar),
    currentWage: currentOf(wages, calendar),
    pension: windowMean(pensions, calendar),
    unemployedSince: unemployed ? unemployment.registeredOn : neverDay,
    unemploymentBenefit: windowMean(benefits, calendar),
    currentUnemploymentBenefit: currentOf(benefits, calendar),
    medicalSelfPay: year.reduce((sum, s) => sum + s.selfPay, 0),
    seriousIllness: newest !== undefined,
    seriousIllnessSince: since,
    disabilityType: disability?.type ?? null,
    disabilityLevel: disability?.level ?? 0,
    disabilityIssuedOn: disability?.issuedOn ?? neverDay,
    vehicleCount: vehicles.length,
    vehicleValue: vehicles.reduce((sum, v) => sum + v.value, 0),
    houseCount: dwellings.length,
    houseArea: dwellings.reduce((sum, h) => sum + h.area, 0),
    nonResidentialCount: houses.filter((h) => h.use === 'shop' || h.use === 'office' || h.use === 'factory').length,
    benefitCount: running.length,
    benefitCategory: certificate?.category ?? null,
    benefitAmount: newestAmount(running),
    benefitApprovedOn: certificate?.approvedOn ?? neverDay,
    benefitLastPaidOn: newestOf(paid),
    benefitEndedOn: newestOf(ended),
  }
}

/** The amount of the newest certificate that states one; 0 says that none does. */
function newestAmount(running: readonly { readonly amount: number | null; readonly approvedOn: number }[]): number {
  const stated = running.filter((b) => b.amount !== null).toSorted((a, b) => a.approvedOn - b.approvedOn)
  return stated.at(-1)?.amount ?? 0
}

/** The household as the files show it, without the records that cannot be read or matched. */
export function columnsOf(
  household: Household,
  calendar: Calendar,
  isLost: (record: object) => boolean = () => false,
): HouseholdColumns {
  return {
    division: household.division,
    kind: household.kind,
    survey: household.survey,
    members: household.members.map((person) => memberColumns(person, calendar, isLost)),
    obligors: household.obligors.filter((obligor) => !isLost(obligor)),
  }
}
