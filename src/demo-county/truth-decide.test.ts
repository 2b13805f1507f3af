import { describe, expect, test } from 'vitest'
import { decide, isSevere } from '#demo-county/truth-decide'
import { standardsOn, type Standards } from '#demo-county/truth-standards'
import { aHousehold, aMember, anObligor, asOf2026, onDay } from '#demo-county/testing'
import type { HouseholdColumns } from '#demo-county/truth-columns'

const { asOf } = asOf2026

function decided(household: HouseholdColumns, change: Partial<Standards> = {}, on: number = asOf) {
  return decide(household, { ...standardsOn(household.division, household.kind, on), ...change }, on)
}

function people(count: number) {
  return Array.from({ length: count }, () => aMember())
}

describe('the oracle of the domain notes, in yuan', () => {
  test('T01 three persons with 1,894 a month get the 911 that they lack to the standard of 935', () => {
    const { category, amount } = decided(aHousehold(people(3), { business: 1894 * 12 }), {}, onDay('2024-06-30'))

    expect([category, amount]).toEqual(['subsistence', 91_100])
  })

  test('T02 four persons with 2,600 a month get 1,320', () => {
    expect(decided(aHousehold(people(4), { business: 2600 * 12 })).amount).toBe(132_000)
  })

  test('T03 an income that equals the standard is not below it', () => {
    expect(decided(aHousehold(people(3), { business: 2940 * 12 })).category).toBe('near-threshold')
    expect(decided(aHousehold(people(3), { business: 2940 * 12 - 1 })).category).toBe('subsistence')
  })

  test('T04 near the threshold is below one and a half times the standard', () => {
    expect(decided(aHousehold(people(1), { business: 1470 * 12 - 1 })).category).toBe('near-threshold')
    expect(decided(aHousehold(people(1), { business: 1470 * 12 })).category).toBeNull()
  })

  test('T05 and T06 a third level counts as severe for the mind and not for the limbs', () => {
    const withLevel3 = (disabilityType: 'limb' | 'mental') =>
      decided(aHousehold([aMember(), aMember({ disabilityType, disabilityLevel: 3 })], { business: 1200 * 24 }))

    expect(withLevel3('limb').category).toBe('near-threshold')
    expect(withLevel3('mental').category).toBe('single-person')
    expect(withLevel3('mental').amount).toBe(98_000)
    expect(isSevere('multiple', 2)).toBe(true)
  })

  test('T07 to T09 an undergraduate counts, a graduate student and a prisoner do not', () => {
    const household = aHousehold([
      aMember(),
      aMember({ relation: 'child', age: 22, studentStage: 'bachelor' }),
      aMember({ relation: 'child', age: 24, studentStage: 'master' }),
      aMember({ relation: 'spouse', custody: 'prison' }),
    ])

    expect(decided(household).counted.map((member) => member.number)).toEqual([1, 2])
  })

  test('T10 a family of three with 9,000 supports its one parent with 3,030', () => {
    const elder = aMember({ age: 70, selfCareFailures: 0 })
    const household = aHousehold([elder], { obligors: [anObligor({ householdIncome: 900_000, householdSize: 3 })] })

    expect(decided(household).perCapitaIncome).toBe(303_000)
  })

  test('T11 to T13 the destitute get the basic standard and the care of their grade', () => {
    const alone = (kind: 'urban' | 'rural', selfCareFailures: number) =>
      decided(aHousehold([aMember({ age: 70, selfCareFailures })], { kind }))

    expect(alone('urban', 4)).toMatchObject({ category: 'destitute', amount: 277_500 })
    expect(alone('urban', 3).amount).toBe(127_500 + 37_500)
    expect(alone('rural', 0).amount).toBe(110_500)
  })

  test('T14 and T15 a daughter of 71 with little income cannot support, a son of 58 can', () => {
    const elder = aMember({ age: 92, selfCareFailures: 0 })
    const withChild = (age: number) => decided(aHousehold([elder], { obligors: [anObligor({ age })] })).category

    expect(withChild(71)).toBe('destitute')
    expect(withChild(58)).toBe('subsistence')
  })

  test('T16 to T18 spending is held against income by the rule of the province', () => {
    const patient = aMember({ medicalSelfPay: 8_000_000 })
    const burdened = (change: Partial<Standards>) =>
      decided(aHousehold([patient, ...people(3)], { business: 120_000 }), change).category

    expect(burdened({ rigidTenths: 6 })).toBe('rigid-expenditure')
    expect(burdened({ rigidTenths: 8 })).toBeNull()
    expect(burdened({ rigidTenths: 8, rigidMode: 'net-income' })).toBe('rigid-expenditure')
    expect(standardsOn('210102', 'urban', asOf).rigidTenths).toBe(8)
    expect(standardsOn('310101', 'urban', asOf).rigidMode).toBe('net-income')
  })
})

describe('beyond the oracle', () => {
  test('the allowance rises by the highest ground of each member and is rounded up to the yuan', () => {
    const elder = aMember({ age: 75, disabilityType: 'limb', disabilityLevel: 2 })
    const household = aHousehold([aMember(), elder], { business: 12_001 })

    // 2 × 980 − 12,001 ÷ 12 = 959.92; with a fifth of 980 for the disability: 1,155.92.
    expect(decided(household)).toMatchObject({ category: 'subsistence', amount: 115_600 })
  })

  test('in Ganzhou three tenths of the standard are taken off for each earner', () => {
    const earner = aMember({ wage: 100_000, currentWage: 100_000 })

    expect(decided(aHousehold([earner], { division: '360735100001' })).perCapitaIncome).toBe(100_000 - 29_400)
    expect(decided(aHousehold([earner])).perCapitaIncome).toBe(100_000)
  })

  test('a car bars from the allowance, a cheap one not from the near threshold', () => {
    const driver = (vehicleValue: number) => aMember({ vehicleCount: 1, vehicleValue })

    expect(decided(aHousehold([driver(1_470_000)])).category).toBe('near-threshold')
    expect(decided(aHousehold([driver(1_470_001)])).category).toBeNull()
  })

  test('a household of nobody is in no category', () => {
    const dead = aMember({ deathDay: asOf - 10, benefitCategory: 'subsistence', benefitAmount: 50_000 })

    expect(decided(aHousehold([dead]))).toMatchObject({
      category: null,
      amount: 0,
      perCapitaIncome: null,
      registerCategory: 'subsistence',
      registerAmount: 50_000,
    })
  })
})
