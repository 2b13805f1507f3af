import { day, toDayNumber } from '#kernel/day'
import { calendarOf, neverDay } from '#demo-county/calendar'
import type { Obligor } from '#demo-county/population'
import type { HouseholdColumns, MemberColumns } from '#demo-county/truth-columns'

/** A member of forty with nothing on file. */
export function aMember(of: Partial<MemberColumns> = {}): MemberColumns {
  return {
    number: 1,
    relation: 'head',
    age: 40,
    deathDay: neverDay,
    custody: null,
    studentStage: null,
    selfCareFailures: null,
    wage: 0,
    currentWage: 0,
    pension: 0,
    unemployedSince: neverDay,
    unemploymentBenefit: 0,
    currentUnemploymentBenefit: 0,
    medicalSelfPay: 0,
    seriousIllness: false,
    seriousIllnessSince: neverDay,
    disabilityType: null,
    disabilityLevel: 0,
    disabilityIssuedOn: neverDay,
    vehicleCount: 0,
    vehicleValue: 0,
    houseCount: 0,
    houseArea: 0,
    nonResidentialCount: 0,
    benefitCount: 0,
    benefitCategory: null,
    benefitAmount: 0,
    benefitApprovedOn: neverDay,
    benefitLastPaidOn: neverDay,
    benefitEndedOn: neverDay,
    ...of,
  }
}

/** A household in a town of Nanchang whose yearly business income is given in yuan. */
export function aHousehold(
  members: readonly MemberColumns[],
  of: Partial<HouseholdColumns> & { readonly business?: number } = {},
): HouseholdColumns {
  const { business = 0, ...rest } = of
  return {
    division: '360103001001',
    kind: 'urban',
    survey: { business: business * 100, property: 0, transfer: 0, assets: 0, education: 0, rehabilitation: 0 },
    obligors: [],
    ...rest,
    members: members.map((member, index) => ({ ...member, number: index + 1 })),
  }
}

/** A son of fifty-eight who earns no more than his family needs. */
export function anObligor(of: Partial<Obligor> = {}): Obligor {
  return {
    number: 1,
    name: '',
    male: true,
    birthDay: 0,
    age: 58,
    disability: null,
    category: null,
    status: null,
    ownIncome: 100_000,
    propertyFits: true,
    householdIncome: 200_000,
    householdSize: 3,
    children: 2,
    supported: 1,
    ...of,
  }
}

export const asOf2026 = calendarOf(day('2026-10-31'))

export function onDay(text: string): number {
  return toDayNumber(day(text))
}
