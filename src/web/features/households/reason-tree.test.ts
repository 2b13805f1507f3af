import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReasonStep } from '#contracts/policy-register'
import { type ReasonNode, toReasonTree } from '#web/features/households/reason-tree.ts'

function step(decision: string, depth: number): ReasonStep {
  return { depth, decision, value: '是', known: true, article: null, expression: null, inputs: [] }
}

interface Outline extends ReadonlyArray<string | Outline> {}
const outline = ({ step: { decision }, children }: ReasonNode): Outline => [decision, ...children.map(outline)]
const inOrder = ({ step: own, children }: ReasonNode): ReasonStep[] => [own, ...children.flatMap(inOrder)]
const keysOf = ({ key, children }: ReasonNode): string[] => [key, ...children.flatMap(keysOf)]

test('a step lies below the last one that is less deep', () => {
  const tree = toReasonTree([
    step('救助类别', 0),
    step('特困', 1),
    step('低保', 1),
    step('家庭月人均收入', 2),
    step('低保财产符合', 2),
    step('应发月金额', 0),
    step('低保金', 1),
  ])

  expect(tree.map(outline)).toEqual([
    ['救助类别', ['特困'], ['低保', ['家庭月人均收入'], ['低保财产符合']]],
    ['应发月金额', ['低保金']],
  ])
})

test('a step that skips a depth still lies below the one before it', () => {
  expect(toReasonTree([step('救助类别', 0), step('家庭月收入', 3), step('低保', 1)]).map(outline)).toEqual([
    ['救助类别', ['家庭月收入'], ['低保']],
  ])
})

test('no steps make no tree', () => {
  expect(toReasonTree([])).toEqual([])
})

test('whatever the depths, every step is in the tree once, in reading order, under a key of its own', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 40 }), (depths) => {
      const steps = depths.map((depth, index) => step(`第${index}步`, depth))
      const tree = toReasonTree(steps)
      expect(tree.flatMap(inOrder)).toEqual(steps)
      expect(new Set(tree.flatMap(keysOf)).size).toBe(steps.length)
    }),
    { seed: 20261121 },
  )
})
