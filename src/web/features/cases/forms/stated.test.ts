import { expect, test } from 'vitest'
import { statedOf } from '#web/features/cases/forms/stated.ts'

test('what is left empty is not stated: nobody has looked, which is not the same as none', () => {
  expect(statedOf({ household: { businessIncome: ' ', financialAssets: '0' } }, '7')).toEqual([
    { subject: 'household', subjectId: '7', fact: 'financialAssets', value: '0' },
  ])
  expect(statedOf(undefined, '7')).toEqual([])
})

test('a fact is stated about whom the catalogue says it is about', () => {
  expect(statedOf({ household: { propertyIncome: '300' }, p12: { studentStage: '小学' } }, '7')).toEqual([
    { subject: 'household', subjectId: '7', fact: 'propertyIncome', value: '300' },
    { subject: 'person', subjectId: '12', fact: 'studentStage', value: '小学' },
  ])
})
