import { expect, test } from 'vitest'
import { compileFiles, readPolicyFiles, withFiles } from '#policy-files'
import { aModel } from '#policy/testing'
import { reviewText } from './review-draft.ts'

const files = readPolicyFiles()

function examples(count: number, decision: string): string {
  const one = (index: number): string =>
    `  - { name: n${index}, clause: c, day: 2026-10-31, division: '360735100001', expect: { ${decision}: 未知 } }`
  return `examples:\n${Array.from({ length: count }, (_, index) => one(index)).join('\n')}\n`
}

test('examples that cost too much together are a mistake of the draft and do not hold up the server', () => {
  const before = compileFiles(files)
  if (!before.ok) throw new Error('The policies do not compile')
  const model = aModel({
    namespace: 'urn:dear',
    decisions: { 耗时: 'count(distinct values(for i in 1..30000 return [i]))' },
  })
  const text = withFiles(files, [
    { folder: 'monitoring', file: 'dear.dmn', text: model.text },
    { folder: 'monitoring', file: 'examples.yaml', text: examples(2000, '耗时') },
  ])
  const review = reviewText({ files, policies: before.policies }, text, (division) => division)
  expect(review.errors.map(({ message }) => message)).toEqual([expect.stringContaining('计算量太大')])
  expect(review.examples).toEqual([])
  const { errors } = reviewText({ files, policies: before.policies }, files, (division) => division)
  expect(errors).toEqual([])
})
