import { expect, test } from 'vitest'
import { readCaseFilter } from '#web/features/cases/filter.ts'

const read = (text: string) => readCaseFilter(new URLSearchParams(text))

test('without a word in the address the list is what waits for the officer', () => {
  expect(read('')).toEqual({ queue: 'mine' })
})

test('the address says which cases are shown', () => {
  expect(read('queue=all&programme=near-threshold&status=open&step=opinion')).toEqual({
    queue: 'all',
    programme: 'near-threshold',
    status: 'open',
    step: 'opinion',
  })
})

test('what the address cannot mean is left out instead of being sent on', () => {
  expect(read('queue=yours&programme=x&status=&step=1')).toEqual({ queue: 'mine' })
})
