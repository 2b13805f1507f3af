import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '#kernel/day'
import { answer, toSql } from '#policy'
import { type CivilPolicies, loadPolicies } from '#policy-files'
import { BothBackEnds } from '#policy/sql/testing'
import { randomHouseholds } from '#policy/testing'

const asOf = day('2026-10-31')
const households = randomHouseholds(12_000, 20_261_031, asOf)
let policies: CivilPolicies
let both: BothBackEnds

beforeAll(async () => {
  const compilation = loadPolicies()
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.errors))
  policies = compilation.policies
  both = await BothBackEnds.with(households)
})

afterAll(() => both.close())

/** Decisions that are values, not lists of members and not sentences. */
function comparable(): readonly string[] {
  return policies.decisions
    .filter((decision) => !decision.type.startsWith('list') && !decision.name.endsWith('证据'))
    .map((decision) => decision.name)
}

test('for every household each decision has the same value in the answer and in SQL', async () => {
  const names = comparable()

  const found = await both.differences(policies, names, asOf)

  expect(names.length).toBeGreaterThan(45)
  expect(found).toEqual([])
})

test('the standards of an earlier year give the same values too', async () => {
  expect(await both.differences(policies, comparable(), day('2024-06-30'))).toEqual([])
})

test('a sweep of one county gives the same values as the answer', async () => {
  expect(await both.differences(policies, comparable(), asOf, '360735')).toEqual([])
})

test('SQL gives the same reasons as the answer: each decision below, and the rule of each table', async () => {
  const names = ['救助类别', '应发月金额', ...policies.indicators.map((indicator) => indicator.code)]

  const written = toSql(policies, { decisions: names, dialect: 'duckdb', day: asOf, source: 'household', trace: true })
  const columns = written.ok ? [...written.types.keys()] : []
  expect(columns).toContain('救助类别#')
  expect(columns.length).toBeGreaterThan(40)
  expect(await both.reasonDifferences(policies, names, asOf, 1_500)).toEqual([])
})

test('the invented households reach every category, every indicator and the unknown', () => {
  const names = ['救助类别', ...policies.indicators.map((indicator) => indicator.code)]
  const seen = new Map(names.map((name) => [name, new Set<unknown>()]))
  for (const row of households) {
    const { values } = answer(policies, names, row, asOf)
    for (const name of names) seen.get(name)?.add(values[name])
  }

  const categories = [...(seen.get('救助类别') ?? [])].map(String).sort()
  expect(categories).toEqual(['null', '低保', '刚性支出', '单人保', '特困', '边缘', '无'].sort())
  for (const indicator of policies.indicators) {
    expect([indicator.code, seen.get(indicator.code)]).toEqual([indicator.code, new Set([true, false, null])])
  }
})
