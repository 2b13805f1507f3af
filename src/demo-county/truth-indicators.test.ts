import { expect, test } from 'vitest'
import { decide } from '#demo-county/truth-decide'
import { indicatorsOf } from '#demo-county/truth-indicators'
import { standardsOn } from '#demo-county/truth-standards'
import { aHousehold, aMember, asOf2026, onDay } from '#demo-county/testing'
import type { HouseholdColumns } from '#demo-county/truth-columns'

function codesOf(household: HouseholdColumns): string[] {
  const standards = standardsOn(household.division, household.kind, asOf2026.asOf)
  const decision = decide(household, standards, asOf2026.asOf)
  return indicatorsOf(household, decision, standards, asOf2026).map((hit) => hit.code)
}

const paid = {
  benefitCount: 1,
  benefitCategory: 'subsistence',
  benefitAmount: 49_000,
  benefitApprovedOn: onDay('2025-01-10'),
  benefitLastPaidOn: onDay('2026-10-15'),
} as const
/** Entitled to 490 a month, and gets it. */
const poor = { business: 490 * 12 }

test('a household that gets what it is entitled to raises nothing', () => {
  expect(codesOf(aHousehold([aMember(paid)], poor))).toEqual([])
})

test('bills of 10,000 count for a poor household and only of 26,000 for another', () => {
  const bills = (yuan: number) => aMember({ medicalSelfPay: yuan * 100 })

  expect(codesOf(aHousehold([aMember({ ...paid, medicalSelfPay: 1_000_000 })], poor))).toEqual(['M01'])
  expect(codesOf(aHousehold([bills(25_999)], { business: 200_000 }))).toEqual([])
  expect(codesOf(aHousehold([bills(26_000)], { business: 200_000 }))).toEqual(['M02'])
})

test('sixty days back a certificate is no longer new', () => {
  const issued = (disabilityIssuedOn: number) =>
    codesOf(
      aHousehold([aMember({ disabilityType: 'limb', disabilityLevel: 1, disabilityIssuedOn })], { business: 90_000 }),
    )

  expect(issued(asOf2026.asOf - 59)).toEqual(['D01'])
  expect(issued(asOf2026.asOf - 60)).toEqual([])
})

test('the only earner has been without work for three months and draws nothing', () => {
  const jobless = { unemployedSince: onDay('2026-07-31'), wage: 100_000 }
  const rich = { business: 90_000 }

  expect(codesOf(aHousehold([aMember(jobless)], rich))).toEqual(['J01'])
  expect(codesOf(aHousehold([aMember({ ...jobless, unemployedSince: onDay('2026-08-01') })], rich))).toEqual([])
  expect(codesOf(aHousehold([aMember({ ...jobless, currentUnemploymentBenefit: 1 })], rich))).toEqual([])
  expect(codesOf(aHousehold([aMember(jobless), aMember({ currentWage: 1 })], rich))).toEqual([])
  expect(codesOf(aHousehold([aMember(jobless), aMember({ pension: 1 })], rich))).toEqual([])
})

test('the dead are looked for in the register, and the main earner among the dead', () => {
  const dead = aMember({ deathDay: onDay('2026-10-01'), wage: 500_000, ...paid, benefitAmount: 98_000 })

  expect(codesOf(aHousehold([aMember(), dead]))).toEqual(['F01', 'X01'])
  expect(codesOf(aHousehold([aMember({ wage: 500_001 }), dead], { business: 90_000 }))).toEqual(['X01', 'Q02'])
})

test('property bars the allowance, so the register is wrong too', () => {
  const owner = aMember({ ...paid, vehicleCount: 1, vehicleValue: 5_000_000 })

  expect(codesOf(aHousehold([owner], poor))).toEqual(['X02', 'Q02'])
})

test('two certificates, a late payment and a refusal two years back are each noticed', () => {
  const late = { ...paid, benefitLastPaidOn: onDay('2026-08-30') }
  const refused = (day: string) => aMember({ benefitEndedOn: onDay(day) })

  expect(codesOf(aHousehold([aMember({ ...paid, benefitCount: 2 })], poor))).toEqual(['X03'])
  expect(codesOf(aHousehold([aMember(late)], poor))).toEqual(['P01'])
  expect(codesOf(aHousehold([aMember({ ...late, benefitLastPaidOn: onDay('2026-08-31') })], poor))).toEqual([])
  expect(codesOf(aHousehold([refused('2024-11-01')], { business: 1200 * 12 }))).toEqual(['N01'])
  expect(codesOf(aHousehold([refused('2024-10-31')], { business: 1200 * 12 }))).toEqual([])
})

test('an amount that is off by fifty yuan is a change, by forty-nine not', () => {
  const gets = (yuan: number) => codesOf(aHousehold([aMember({ ...paid, benefitAmount: yuan * 100 })], poor))

  expect(gets(539)).toEqual([])
  expect(gets(540)).toEqual(['Q03'])
  expect(codesOf(aHousehold([aMember()], poor))).toEqual(['Q01'])
})
