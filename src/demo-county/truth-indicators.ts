import type { Calendar } from '#demo-county/calendar'
import type { HouseholdColumns, MemberColumns } from '#demo-county/truth-columns'
import { hasCome, isPaid, isSevere, type Decision } from '#demo-county/truth-decide'
import type { Standards } from '#demo-county/truth-standards'

/** Every code that the county plants and scores, in the order of the rule set. */
export const eventCodes = [
  'M01',
  'M02',
  'M04',
  'D01',
  'J01',
  'F01',
  'X01',
  'X02',
  'X03',
  'N01',
  'P01',
  'Q01',
  'Q02',
  'Q03',
] as const

export type EventCode = (typeof eventCodes)[number]

export interface Hit {
  readonly code: EventCode
  /** The place in the household of the member it is about; 0 when it is about the household. */
  readonly member: number
  /** The day on which the decisive thing happened; the as-of day for a state of the whole household. */
  readonly day: number
}

/** Fen a year. */
const lowIncomeMedical = 1_000_000
const otherMedical = 2_600_000
/** Days. */
const recentDays = 60
/** Fen a month. */
const changedAmount = 5000

function greatest(members: readonly MemberColumns[], of: (m: MemberColumns) => number): MemberColumns | undefined {
  return members.reduce<MemberColumns | undefined>(
    (best, member) => (best === undefined || of(member) > of(best) ? member : best),
    undefined,
  )
}

/** What ought to be noticed about a household on the as-of day. */
export function indicatorsOf(
  household: HouseholdColumns,
  decision: Decision,
  standards: Standards,
  calendar: Calendar,
): Hit[] {
  const { asOf } = calendar
  const { counted, category, registerCategory } = decision
  const { members } = household
  const hits: Hit[] = []
  const hit = (code: EventCode, member: MemberColumns | undefined, day: number = asOf): void => {
    hits.push({ code, member: member?.number ?? 0, day })
  }
  const recent = (day: number): boolean => asOf - recentDays < day && day <= asOf
  const lowIncome = category !== null || registerCategory !== null

  const sickest = greatest(counted, (m) => m.medicalSelfPay)
  if (lowIncome && sickest !== undefined && sickest.medicalSelfPay >= lowIncomeMedical) hit('M01', sickest)
  if (!lowIncome && sickest !== undefined && sickest.medicalSelfPay >= otherMedical) hit('M02', sickest)
  const newlyIll = counted.find((m) => recent(m.seriousIllnessSince))
  if (lowIncome && newlyIll !== undefined) hit('M04', newlyIll, newlyIll.seriousIllnessSince)

  const newlyDisabled = counted.find(
    (m) => recent(m.disabilityIssuedOn) && isSevere(m.disabilityType, m.disabilityLevel),
  )
  if (newlyDisabled !== undefined) hit('D01', newlyDisabled, newlyDisabled.disabilityIssuedOn)

  const jobless = counted.find(
    (m) =>
      m.unemployedSince <= calendar.monthsFrom(-3) &&
      m.currentUnemploymentBenefit === 0 &&
      m.currentWage === 0 &&
      counted.every((other) => other.number === m.number || other.currentWage === 0),
  )
  if (jobless !== undefined && counted.every((m) => m.pension === 0)) hit('J01', jobless, jobless.unemployedSince)

  const earner = members.find((m) => recent(m.deathDay) && m.wage > 0 && members.every((other) => other.wage <= m.wage))
  if (earner !== undefined) hit('F01', earner, earner.deathDay)

  const dead = members.find((m) => m.deathDay <= asOf && m.benefitCategory !== null)
  if (dead !== undefined) hit('X01', dead, dead.deathDay)
  if (registerCategory === 'destitute' || registerCategory === 'subsistence') {
    const owner = counted.find((m) => m.vehicleCount > 0 || m.nonResidentialCount > 0)
    const houses = counted.reduce((total, m) => total + m.houseCount, 0)
    if (owner !== undefined || houses > 2) hit('X02', owner ?? greatest(counted, (m) => m.houseCount))
  }
  const twice = members.find((m) => m.benefitCount >= 2)
  if (twice !== undefined) hit('X03', twice, twice.benefitApprovedOn)

  const left = members.find((m) => calendar.monthsFrom(-24) < m.benefitEndedOn && m.benefitEndedOn <= asOf)
  // A household of nobody has no income a head, so it is not below anything.
  const people = counted.length
  const near = decision.income * 10 < standards.subsistence * standards.nearTenths * people * 3600
  if (registerCategory === null && left !== undefined && people > 0 && near) hit('N01', left, left.benefitEndedOn)
  const unpaid = members.find(
    (m) =>
      isPaid(m.benefitCategory) &&
      m.benefitApprovedOn <= calendar.monthsFrom(-2) &&
      (!hasCome(m.benefitLastPaidOn) || m.benefitLastPaidOn < calendar.monthsFrom(-2)),
  )
  if (unpaid !== undefined) {
    hit('P01', unpaid, hasCome(unpaid.benefitLastPaidOn) ? unpaid.benefitLastPaidOn : unpaid.benefitApprovedOn)
  }

  if (isPaid(category) && registerCategory === null) hit('Q01', undefined)
  if (isPaid(registerCategory) && !isPaid(category)) hit('Q02', undefined)
  if (isPaid(category) && isPaid(registerCategory)) {
    const apart = Math.abs(decision.amount - decision.registerAmount) >= changedAmount
    if (category !== registerCategory || apart) hit('Q03', undefined)
  }
  return hits
}
