import { neverDay } from '#demo-county/calendar'
import type { BenefitCategory, DisabilityType, Obligor } from '#demo-county/population'
import { divideHalfEven, type HouseholdColumns, type MemberColumns } from '#demo-county/truth-columns'
import type { Standards } from '#demo-county/truth-standards'

/*
 * Who is entitled to what, in plain TypeScript and whole numbers. Written from the rule set and not from `policies/`,
 * so that the two can be held against each other. An amount that may have been divided is in grains.
 */

/** Grains in a fen: divisible by 12 months, by tenths, and by up to six persons who share an obligor. */
const grain = 3600

export interface Decision {
  readonly counted: readonly MemberColumns[]
  /** Grains a month. */
  readonly income: number
  /** Fen a month for each head, rounded half-even; null for nobody. */
  readonly perCapitaIncome: number | null
  readonly category: BenefitCategory | null
  /** Fen a month. */
  readonly amount: number
  readonly singles: readonly MemberColumns[]
  readonly registerCategory: BenefitCategory | null
  readonly registerAmount: number
}

/** Lives in the household for the purposes of the means test (民发〔2021〕57号, article 7). */
function counts(member: MemberColumns, asOf: number): boolean {
  if (member.deathDay <= asOf || member.custody !== null) return false
  const graduate = member.studentStage === 'master' || member.studentStage === 'doctor'
  return !(member.relation === 'child' && member.age >= 18 && graduate)
}

export function isSevere(type: DisabilityType | null, level: number): boolean {
  return level === 1 || level === 2 || (level === 3 && (type === 'intellect' || type === 'mental'))
}

function lacksLabour(member: MemberColumns): boolean {
  const { age, disabilityType: type, disabilityLevel: level } = member
  if (age >= 60 || age < 16) return true
  if (type === 'intellect' || type === 'mental') return level >= 1 && level <= 3
  if (type === 'limb') return level === 1 || level === 2
  return type === 'sight' && level === 1
}

function supportOf(obligor: Obligor, standards: Standards): number {
  if (obligor.status !== null || obligor.category !== null) return 0
  const beyond = obligor.householdIncome - standards.subsistence * obligor.householdSize
  if (beyond <= 0) return 0
  const tenths = obligor.children <= 2 ? standards.supportTenthsFewChildren : standards.supportTenthsManyChildren
  const support = (beyond * (grain / 10) * tenths) / obligor.supported
  if (!Number.isInteger(support)) throw new Error('The grain does not divide by so many supported persons')
  return support
}

/** Whether an obligor is held unable to support (民发〔2021〕43号, article 9). */
function cannotSupport(obligor: Obligor, standards: Standards): boolean {
  if (obligor.status !== null && obligor.propertyFits) return true
  if (obligor.category === 'destitute') return true
  if (obligor.category === 'subsistence' && obligor.age >= 60) return true
  const belowMean = obligor.ownIncome * 12 < standards.disposableIncome && obligor.propertyFits
  if (obligor.age >= 70 && belowMean) return true
  return obligor.disability !== null && isSevere(obligor.disability.type, obligor.disability.level) && belowMean
}

function careFor(failures: number | null, standards: Standards): number {
  if (failures === null) throw new Error('A destitute person has not been asked about self-care')
  if (failures >= 4) return standards.care.full
  return failures >= 1 ? standards.care.half : standards.care.self
}

function upliftOf(member: MemberColumns, standards: Standards): number {
  const { uplift } = standards
  let best = 0
  if (member.seriousIllness) best = Math.max(best, uplift.serious)
  if (isSevere(member.disabilityType, member.disabilityLevel)) best = Math.max(best, uplift.severe)
  if (member.age >= 70) best = Math.max(best, uplift.elder)
  if (member.age < 18) best = Math.max(best, uplift.minor)
  return best
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}

function ceilToYuan(grains: number): number {
  return Math.ceil(grains / (grain * 100)) * 100
}

const strength: readonly (BenefitCategory | null)[] = [
  null,
  'rigid-expenditure',
  'near-threshold',
  'single-person',
  'subsistence',
  'destitute',
]

export function decide(household: HouseholdColumns, standards: Standards, asOf: number): Decision {
  const counted = household.members.filter((member) => counts(member, asOf))
  const people = counted.length
  const standard = standards.subsistence
  const { survey } = household

  const registerCategory = household.members.reduce<BenefitCategory | null>(
    (best, { benefitCategory }) =>
      strength.indexOf(benefitCategory) > strength.indexOf(best) ? benefitCategory : best,
    null,
  )
  const registerAmount = household.members.reduce((best, member) => Math.max(best, member.benefitAmount), 0)
  const register = { registerCategory, registerAmount }

  const monthly = sum(counted, (m) => m.wage + m.pension + m.unemploymentBenefit) * grain
  const yearly = (survey.business + survey.property + survey.transfer) * (grain / 12)
  const support = sum(household.obligors, (obligor) => supportOf(obligor, standards))
  const earners = counted.filter((m) => m.wage > 0).length
  const jobCosts = earners * standard * (grain / 10) * standards.jobCostTenths
  const income = Math.max(0, monthly + yearly + support - jobCosts)
  if (people === 0) {
    return { counted, income, perCapitaIncome: null, category: null, amount: 0, singles: [], ...register }
  }
  const perCapitaIncome = divideHalfEven(income, grain * people)
  const result = { counted, income, perCapitaIncome, ...register }

  const vehicles = sum(counted, (m) => m.vehicleCount)
  const vehicleValue = sum(counted, (m) => m.vehicleValue)
  const houses = sum(counted, (m) => m.houseCount)
  const area = sum(counted, (m) => m.houseArea)
  const housesFit = houses <= 1 || (houses === 2 && area <= standards.areaPerHead * people)
  const noOtherHouses = sum(counted, (m) => m.nonResidentialCount) === 0
  const yearStandard = 12 * standard * people
  const subsistenceProperty =
    survey.assets <= standards.subsistenceAssets * yearStandard && vehicles === 0 && noOtherHouses && housesFit
  const nearProperty =
    survey.assets <= standards.nearAssets * yearStandard &&
    vehicleValue <= standards.nearVehicles * standard &&
    noOtherHouses &&
    housesFit
  const below = income < standard * people * grain

  if (
    counted.every(lacksLabour) &&
    below &&
    subsistenceProperty &&
    household.obligors.every((obligor) => cannotSupport(obligor, standards))
  ) {
    const amount = sum(counted, (m) => standards.destituteBasic + careFor(m.selfCareFailures, standards))
    return { ...result, category: 'destitute', amount, singles: [] }
  }

  if (below && subsistenceProperty) {
    const difference = Math.max(0, standard * people * grain - income)
    const uplift = sum(counted, (m) => standard * (grain / 100) * upliftOf(m, standards))
    return { ...result, category: 'subsistence', amount: ceilToYuan(difference + uplift), singles: [] }
  }

  if (income * 10 < standard * standards.nearTenths * people * grain && nearProperty) {
    const singles = counted.filter((m) => isSevere(m.disabilityType, m.disabilityLevel) || m.seriousIllness)
    if (singles.length === 0) return { ...result, category: 'near-threshold', amount: 0, singles }
    const amount = sum(singles, (m) =>
      ceilToYuan(Math.max(0, standard - (m.wage + m.pension + m.unemploymentBenefit)) * grain),
    )
    return { ...result, category: 'single-person', amount, singles }
  }

  const medical = sum(counted, (m) => m.medicalSelfPay)
  const burden = medical + survey.education + survey.rehabilitation
  const heavy =
    standards.rigidMode === 'ratio'
      ? burden * grain * 10 > standards.rigidTenths * income * 12
      : income * 12 - (medical + survey.education) * grain < 12 * people * standard * grain
  if (income * 12 < standards.disposableIncome * people * grain && nearProperty && heavy) {
    return { ...result, category: 'rigid-expenditure', amount: 0, singles: [] }
  }
  return { ...result, category: null, amount: 0, singles: [] }
}

/** True when a household gets, or is entitled to, money every month. */
export function isPaid(category: BenefitCategory | null): boolean {
  return category === 'destitute' || category === 'subsistence' || category === 'single-person'
}

/** True for a day that has come. */
export function hasCome(day: number): boolean {
  return day !== neverDay
}
