import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { loadEffectivePolicies } from '#policy-files/effective'
import { loadWorkCalendar } from '#policy-files/work-calendar'
import { newSignal, withSeparators } from './raise.ts'
import { memberColumns, noneOf } from '#facts'

const means = {
  policies: loadEffectivePolicies(),
  calendar: await loadWorkCalendar(),
  posts: [
    { id: '1', role: 'county-officer', division: '360735' },
    { id: '2', role: 'township-clerk', division: '360735100' },
    { id: '3', role: 'township-clerk', division: '360735101' },
    { id: '4', role: 'county-officer', division: '36' },
  ],
}

/** A member of whom everything is known and nothing is the matter. */
function aMember(of: object) {
  const known = Object.entries(memberColumns).map(([name, column]) => [name, noneOf[column.type]])
  return {
    ...Object.fromEntries(known),
    personId: '1',
    relation: '户主',
    sex: 'male',
    birthDay: '1960-01-01',
    age: 66,
    custody: '无',
    ...of,
  }
}

/** A household that is paid twice: indicator X03. */
const paidTwice = {
  householdId: '9',
  division: '360735100001',
  registrationKind: '农村',
  businessIncome: '0',
  propertyIncome: '0',
  transferIncome: '0',
  financialAssets: '0',
  educationSpending: '0',
  rehabilitationSpending: '0',
  obligors: [],
  members: [
    aMember({
      benefitCount: 2,
      benefitCategory: '低保',
      benefitApprovedOn: '2024-01-01',
      benefitLastPaidOn: '2026-10-20',
    }),
  ],
}
const x03 = means.policies.indicators.find(({ code }) => code === 'X03')
if (x03 === undefined) throw new Error('The indicator X03 is gone')

test('the owner is the post of the wanted role whose place is nearest around the household', () => {
  const raise = (owner: 'county-officer' | 'township-clerk' | 'village-worker') =>
    newSignal(
      { householdId: '9', division: '360735100001', row: paidTwice },
      { ...x03, owner },
      { asOf: day('2026-10-31'), today: day('2026-11-02') },
      means,
    ).ownerPostId

  expect(raise('county-officer')).toBe('1')
  expect(raise('township-clerk')).toBe('2')
  expect(raise('village-worker')).toBeNull()
})

test('a red signal is due after three working days and shows how that was counted', () => {
  const signal = newSignal(
    { householdId: '9', division: '360735100001', row: paidTwice },
    x03,
    { asOf: day('2026-10-31'), today: day('2026-09-24') },
    means,
  )

  expect(signal).toMatchObject({
    level: 'red',
    dueOn: '2026-09-30',
    clock: { workingDays: 3, holidaysSkipped: ['2026-09-25'], provisional: false },
  })
  expect(signal.evidence).toContain('2')
})

test('a day before the calendar begins is refused with what to do', () => {
  expect(() =>
    newSignal(
      { householdId: '9', division: '360735100001', row: paidTwice },
      x03,
      { asOf: day('2026-10-31'), today: day('2023-06-01') },
      means,
    ),
  ).toThrow('before-work-calendar')
})

test('a finding that the household itself does not confirm raises nothing', () => {
  const row = { ...paidTwice, members: [aMember({ benefitCount: 1, benefitCategory: '低保' })] }

  expect(() =>
    newSignal(
      { householdId: '9', division: '360735100001', row },
      x03,
      { asOf: day('2026-10-31'), today: day('2026-11-02') },
      means,
    ),
  ).toThrow('X03 holds for household 9 in the sweep but not in its answer')
})

test('amounts in a sentence are written with separators, days and counts are left alone', () => {
  expect(withSeparators('于2026-10-01去世，近12个月自付26296.03元，达到10000元，每月980元')).toBe(
    '于2026-10-01去世，近12个月自付26,296.03元，达到10,000元，每月980元',
  )
})
