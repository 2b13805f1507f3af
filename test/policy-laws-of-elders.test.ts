import { expect, test } from 'vitest'
import { seededRandom } from '#kernel/random'
import type { HouseholdRow } from '#policy'
import { amount, applications, rowsOf, valuesOf } from './policy-households.ts'

/** Applicants who are old, each with the level of an assessment or with none. */
function elders(count: number, seed: number): readonly HouseholdRow[] {
  const drawn = seededRandom(seed)
  return applications(count, seed).map((row) => ({
    ...row,
    division: '360735100001',
    members: rowsOf(row, 'members').map((member) => {
      if (member['isApplicant'] !== true) return member
      const age = drawn.int(55, 105)
      return { ...member, age: String(age), birthDay: `${2026 - age}-03-15`, deathDay: '9999-12-31' }
    }),
  }))
}

test('the level of an elder is never better than the score alone says, and by one worse at most unless in coma', () => {
  const found = elders(1_500, 31).map((row) => valuesOf(row, ['能力初步等级', '能力等级变更情形', '评定能力等级']))
  const known = found.filter((values) => values['评定能力等级'] !== null && values['能力初步等级'] !== null)

  expect(known.length).toBeGreaterThan(800)
  const steps = known
    .filter((values) => values['能力等级变更情形'] !== '昏迷')
    .map((values) => Number(values['评定能力等级']) - Number(values['能力初步等级']))
  expect(new Set(steps)).toEqual(new Set([0, 1]))
  const inComa = known.filter((values) => values['能力等级变更情形'] === '昏迷')
  expect(new Set(inComa.map((values) => values['评定能力等级']))).toEqual(new Set(['4']))
})

test('an elder never has a care subsidy of both kinds, and no voucher is more than the bill or its cap', () => {
  const names = ['老人护理补贴', '重度残疾人护理补贴', '养老服务消费补贴', '消费补贴资格']
  const rows = elders(2_500, 32)
  const found = rows.map((row) => valuesOf(row, names))

  expect(found.filter((values) => (amount(values, '老人护理补贴') ?? 0) > 0).length).toBeGreaterThan(20)
  expect(
    found.filter(
      (values) => (amount(values, '老人护理补贴') ?? 0) > 0 && (amount(values, '重度残疾人护理补贴') ?? 0) > 0,
    ),
  ).toEqual([])
  const vouchers = found.flatMap((values) => amount(values, '养老服务消费补贴') ?? [])
  expect(vouchers.filter((voucher) => voucher > 0).length).toBeGreaterThan(100)
  expect(vouchers.filter((voucher) => voucher > 800)).toEqual([])
})

test('the old-age allowance never falls as somebody grows older', () => {
  const [row] = elders(1, 33)
  if (row === undefined) throw new Error('No elder')
  const at = (age: number): number => {
    const members = [
      {
        isApplicant: true,
        age: String(age),
        birthDay: `${2026 - age}-03-15`,
        deathDay: '9999-12-31',
        benefitCategory: '无',
      },
    ]
    return amount(valuesOf({ ...row, members }, ['高龄津贴']), '高龄津贴') ?? Number.NaN
  }
  const amounts = Array.from({ length: 60 }, (_, index) => at(60 + index))

  expect(amounts).toEqual(amounts.toSorted((a, b) => a - b))
  expect([at(79), at(80), at(89), at(90), at(99), at(100)]).toEqual([0, 50, 50, 100, 100, 300])
})
