import { expect, test } from 'vitest'
import { type FormDraft, formOf, sumOf, totalOf } from '#web/features/ability/form-draft.ts'

const draft: FormDraft = {
  assessedOn: '2026-11-02',
  place: ' 老人家中 ',
  scores: { eating: 0, bathing: 3, stairs: 2 },
  assessors: [
    { name: ' 黄秀兰 ', background: 'nursing', employer: '' },
    { name: '', background: 'other', employer: '某单位' },
  ],
  informant: { name: ' ', relation: 'child', phone: '' },
  findings: {
    coma: null,
    dementia: null,
    disorder: null,
    incidents: null,
    illnesses: '',
    medication: '',
    healthIssues: [],
    healthNote: '',
  },
}

test('a seat without a name and an informant without one are not sent', () => {
  expect(formOf(draft)).toMatchObject({
    place: '老人家中',
    assessors: [{ name: '黄秀兰', background: 'nursing' }],
    findings: { informant: null },
  })
})

test('zero points are an answer, and what has none is not counted', () => {
  expect(formOf(draft).scores).toEqual([
    { item: 'eating', score: 0 },
    { item: 'bathing', score: 3 },
    { item: 'stairs', score: 2 },
  ])
  expect(sumOf(draft.scores, 'self-care')).toEqual({ answered: 2, sum: 3 })
  expect(totalOf(draft.scores)).toEqual({ answered: 3, sum: 5 })
})
