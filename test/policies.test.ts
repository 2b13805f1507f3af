import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { answer } from '#policy'
import { randomHouseholds } from '#policy/testing'
import { folderTitles } from '#messages/policy-register'
import {
  defaultPolicyFolder,
  describeFileError,
  deviations,
  loadExamples,
  loadPolicies,
  readPolicyFiles,
} from '#policy-files'

const compilation = loadPolicies()
const examples = loadExamples()

test('the policies of the project compile without an error', () => {
  const errors = compilation.ok ? [] : compilation.errors.map((error) => describeFileError(error))

  expect(errors).toEqual([])
})

test('each benefit has at least twelve worked households and together they cover T01 to T18 and T20 to T30', () => {
  const counts = new Map<string, number>()
  for (const example of examples) counts.set(example.folder, (counts.get(example.folder) ?? 0) + 1)
  const codes = new Set(examples.flatMap((example) => example.name.match(/T\d\d/g) ?? []))

  expect([...counts.keys()].sort()).toEqual([
    'ability-assessment',
    'child-allowances',
    'destitute-support',
    'disability-subsidies',
    'disabled-elder-subsidy',
    'elder-care-voucher',
    'near-threshold',
    'old-age-allowance',
    'rigid-expenditure',
    'subsistence-allowance',
    'temporary-assistance',
  ])
  for (const count of counts.values()) expect(count).toBeGreaterThanOrEqual(12)
  // T19 is how long a recognition is valid, which is a matter of procedure.
  const covered = Array.from({ length: 30 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`)
  expect([...codes].sort()).toEqual(covered.filter((code) => code !== 'T19'))
})

test('every folder of policies has a name that officers know', () => {
  const folders = new Set(readPolicyFiles(defaultPolicyFolder).map(({ folder }) => folder))

  expect(folders.size).toBeGreaterThan(12)
  expect([...folders].filter((folder) => folder !== '' && folderTitles[folder] === undefined)).toEqual([])
})

test('an indicator that is crossed says so in a whole sentence, with no name and no number of a person', () => {
  if (!compilation.ok) throw new Error('The policies do not compile')
  const { policies } = compilation
  const asOf = day('2026-10-31')
  const households = randomHouseholds(3000, 11, asOf)
  const told = new Set<string>()

  for (const row of households) {
    const names = policies.indicators.flatMap(({ code, evidence }) => [code, evidence])
    const { values } = answer(policies, names, row, asOf)
    for (const { code, evidence } of policies.indicators) {
      if (values[code] !== true) continue
      expect([code, values[evidence]]).toEqual([code, expect.stringMatching(/^本户.*。$/)])
      expect(values[evidence]).not.toMatch(/null|p1|\d{17}/)
      told.add(code)
    }
  }

  expect([...told].sort()).toEqual(policies.indicators.map(({ code }) => code).sort())
})

for (const example of examples) {
  test(`${example.folder}: ${example.name}`, () => {
    if (!compilation.ok) throw new Error('The policies do not compile')

    expect(deviations(compilation.policies, example)).toEqual([])
  })
}
