import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { calendarOf, monthOf, monthText, neverDay } from '#demo-county/calendar'
import type { Household, Person } from '#demo-county/population'
import { asOf2026, onDay } from '#demo-county/testing'
import { columnsOf, divideHalfEven } from '#demo-county/truth-columns'

function aPerson(of: Partial<Person> = {}): Person {
  return {
    number: 1,
    relation: 'head',
    male: true,
    age: 50,
    birthDay: onDay('1976-01-01'),
    name: '王建国',
    residentId: '',
    phone: null,
    studentStage: null,
    custody: null,
    selfCareFailures: null,
    death: null,
    disability: null,
    wages: [],
    pensions: [],
    unemployment: null,
    settlements: [],
    vehicles: [],
    houses: [],
    benefits: [],
    situation: null,
    nursing: null,
    ...of,
  }
}

function homeOf(person: Person): Household {
  return {
    number: '360735100001-0001',
    division: '360735100001',
    address: '',
    kind: 'rural',
    domicile: '360735100001',
    since: 0,
    surveyedOn: 0,
    members: [person],
    survey: { business: 0, property: 0, transfer: 0, assets: 0, education: 0, rehabilitation: 0 },
    obligors: [],
  }
}

function columnsFor(person: Person, asOf = asOf2026) {
  const [member] = columnsOf(homeOf(person), asOf).members
  if (member === undefined) throw new Error('A household of one has one member')
  return member
}

const month = (text: string): number => monthOf(onDay(`${text}-01`))

test('the twelve months of a mean end with the as-of month only on its last day', () => {
  const monthsOf = (text: string) => calendarOf(day(text)).window.map(monthText)

  expect(monthsOf('2026-10-31')).toEqual(expect.arrayContaining(['2025-11', '2026-10']))
  expect(monthsOf('2026-10-31')).toHaveLength(12)
  expect(monthsOf('2026-10-30').at(-1)).toBe('2026-09')
  expect(monthsOf('2024-02-29').at(-1)).toBe('2024-02')
})

test('a wage counts for the months on whose first day it held', () => {
  const wage = { employerCode: '1', employer: '', wage: 300_000 }
  const left = columnsFor(aPerson({ wages: [{ ...wage, from: month('2020-01'), through: month('2026-04') }] }))
  const came = columnsFor(aPerson({ wages: [{ ...wage, from: month('2026-10'), through: null }] }))

  expect([left.wage, left.currentWage]).toEqual([150_000, 0])
  expect([came.wage, came.currentWage]).toEqual([25_000, 300_000])
})

test('bills count from the day after that of a year ago', () => {
  const bill = (settledOn: string) => ({
    number: settledOn,
    hospital: '',
    admittedOn: 0,
    dischargedOn: 0,
    settledOn: onDay(settledOn),
    disease: '恶性肿瘤',
    serious: true,
    total: 0,
    pooled: 0,
    critical: 0,
    aided: 0,
    selfPay: 100,
  })
  const settlements = [bill('2025-10-31'), bill('2025-11-01'), bill('2026-10-31')]

  const member = columnsFor(aPerson({ settlements }))

  expect(member.medicalSelfPay).toBe(200)
  expect(member.seriousIllnessSince).toBe(onDay('2025-10-31'))
})

test('of two certificates in force the newer one speaks', () => {
  const benefit = (approvedOn: string, amount: number) => ({
    certificate: approvedOn,
    category: 'subsistence' as const,
    amount,
    approvedOn: onDay(approvedOn),
    lastPaidOn: onDay('2026-10-15'),
    status: 'current' as const,
    endedOn: null,
  })
  const member = columnsFor(aPerson({ benefits: [benefit('2025-03-01', 500), benefit('2024-03-01', 900)] }))

  expect(member).toMatchObject({ benefitCount: 2, benefitAmount: 500, benefitApprovedOn: onDay('2025-03-01') })
})

test('a death that only a lost line tells of is not known', () => {
  const death = { day: onDay('2026-05-01'), police: { cancelledOn: onDay('2026-06-01') }, cremation: null }
  const household = homeOf(aPerson({ death }))

  expect(columnsOf(household, asOf2026).members[0]?.deathDay).toBe(onDay('2026-05-01'))
  expect(columnsOf(household, asOf2026, (record) => record === death.police).members[0]?.deathDay).toBe(neverDay)
})

test('a half is rounded to the even neighbour', () => {
  expect([5, 15, 25, 7, 8].map((n) => divideHalfEven(n, 10))).toEqual([0, 2, 2, 1, 1])
})
