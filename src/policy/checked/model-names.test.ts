import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { answer, compilePolicies, describePolicyError } from '#policy'
import { aModel } from '#policy/testing'

const lower = aModel({ namespace: 'urn:lower', file: 'lower.dmn', decisions: { x: '1' } })
const upper = aModel({
  file: 'upper.dmn',
  imports: [{ name: 'low', namespace: 'urn:lower' }],
  decisions: { x: '10', y: 'x + low.x' },
  requires: '<informationRequirement><requiredDecision href="urn:lower#d_x"/></informationRequirement>',
})

test('decisions of one name in two models of the standard are two decisions', () => {
  const compilation = compilePolicies([upper, lower], { semantics: 'standard' })
  if (!compilation.ok) throw new Error(JSON.stringify(compilation.errors))
  const { policies } = compilation

  expect(policies.decisions.map(({ name }) => name).sort()).toEqual(['urn:lower#x', 'x', 'y'])
  expect(answer(policies, ['x', 'y', 'urn:lower#x'], {}, day('2026-01-01')).values).toEqual({
    x: '10',
    y: '11',
    'urn:lower#x': '1',
  })
})

test('what cannot be found in a model is named with its place', () => {
  const broken = aModel({
    decisions: { x: '1' },
    imports: [{ name: 'low', namespace: 'urn:nowhere' }],
    requires: '<informationRequirement><requiredDecision href="#nothing"/></informationRequirement>',
    elements: '<inputData id="i" name="nobody knows"/><businessKnowledgeModel id="x2" name="x"/>',
  })
  const compilation = compilePolicies([broken])

  expect(compilation.ok ? [] : compilation.errors.map((error) => describePolicyError(error, 'en'))).toEqual([
    'test/test.dmn:2:1 No model has the namespace "urn:nowhere".',
    'test/test.dmn:3:1 The name "nobody knows" is not known.',
    'test/test.dmn:3:40 The name "x" is defined twice in this model.',
    'test/test.dmn:4:53 Nothing has the id "#nothing".',
  ])
})
