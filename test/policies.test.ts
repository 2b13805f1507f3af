import { expect, test } from 'vitest'
import { describePolicyError } from '#policy'
import { deviations, loadExamples, loadPolicies } from '#policy-files'

const compilation = loadPolicies()
const examples = loadExamples()

test('the policies of the project compile without an error', () => {
  const errors = compilation.ok ? [] : compilation.errors.map((error) => describePolicyError(error))

  expect(errors).toEqual([])
})

test('each benefit has at least twelve worked households and together they cover T01 to T18', () => {
  const counts = new Map<string, number>()
  for (const example of examples) counts.set(example.folder, (counts.get(example.folder) ?? 0) + 1)
  const codes = new Set(examples.flatMap((example) => example.name.match(/T\d\d/g) ?? []))

  expect([...counts.keys()].sort()).toEqual([
    'destitute-support',
    'near-threshold',
    'rigid-expenditure',
    'subsistence-allowance',
  ])
  for (const count of counts.values()) expect(count).toBeGreaterThanOrEqual(12)
  expect([...codes].sort()).toEqual(Array.from({ length: 18 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`))
})

for (const example of examples) {
  test(`${example.folder}: ${example.name}`, () => {
    if (!compilation.ok) throw new Error('The policies do not compile')

    expect(deviations(compilation.policies, example)).toEqual([])
  })
}
