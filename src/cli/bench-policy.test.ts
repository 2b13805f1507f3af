import { expect, test } from 'vitest'
import { expectAgreement, lanesOf } from '#cli/bench-policy'
import { benchModels, householdReads, smallRows } from '#cli/bench-policy-models.zh'
import { loadPeers } from '#cli/bench-policy-peers'
import { benchDay } from '#cli/bench-sweep'
import type { Row } from '#policy/answer/index'
import { randomHouseholds } from '#policy/testing'

const { peers, missing } = await loadPeers()
if (missing.length > 0) console.log(`skipped: engines that are not installed here: ${missing.join(', ')}`)
const models = benchModels()

/** Households with what the model reads, all of it known, in the county whose standards it has. */
function households(count: number): readonly Row[] {
  const read = (cells: Readonly<Record<string, unknown>>, columns: readonly string[]) =>
    Object.fromEntries(columns.map((column) => [column, cells[column]]))
  return randomHouseholds(count, 20_261_031, benchDay).flatMap((row) => {
    const members = Array.isArray(row['members']) ? row['members'] : []
    // Cells of rows that are cells already.
    const one = {
      division: '360735100001',
      ...read(row, householdReads.household),
      members: members.map((member) => read(member, householdReads.members)),
    } as Row
    return JSON.stringify(one).includes('null') ? [] : [one]
  })
}

test.skipIf(missing.length > 0)('every engine gives the same amount by the table and by the expression', async () => {
  const rows = smallRows(300)

  for (const model of [models.table, models.expression]) {
    const verdicts = await expectAgreement(model.name, lanesOf(model, rows, peers), rows.length)
    expect(new Set(verdicts.map(({ amount }) => amount)).size).toBeGreaterThan(15)
  }
})

test.skipIf(missing.length > 0)('every engine gives a household the same category and amount', async () => {
  const rows = households(600)

  const verdicts = await expectAgreement('household', lanesOf(models.household, rows, peers), rows.length)

  expect(verdicts.length).toBeGreaterThan(300)
  expect(new Set(verdicts.map(({ category }) => category))).toEqual(new Set(['无', '低保', '单人保', '边缘']))
})

test('an engine that decides otherwise is named, and nothing is measured', async () => {
  const rows = smallRows(20)
  const [ours] = lanesOf(models.table, rows, [])
  const wrong = { engine: 'wrong', decide: () => Promise.resolve([]) }

  await expect(expectAgreement('table', ours === undefined ? [] : [ours, wrong], 20)).rejects.toThrow('wrong')
})
