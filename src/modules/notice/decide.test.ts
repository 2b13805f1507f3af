import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { refuse } from '#kernel/outcome'
import { deliver, isPosted } from './decide.ts'

const today = day('2026-11-02')

test('children, urgent aid, recognitions, subsidies of the disabled and of elders are never posted', () => {
  const never = [
    'unsupported-child-allowance',
    'orphan-allowance',
    'emergency-aid',
    'near-threshold',
    'rigid-expenditure',
    'disability-living-subsidy',
    'disability-care-subsidy',
    'old-age-allowance',
    'disabled-elder-subsidy',
  ] as const

  expect(never.filter(isPosted)).toEqual([])
  expect(isPosted('subsistence-allowance')).toBe(true)
  expect(isPosted('destitute-support')).toBe(true)
})

test('a letter is delivered on a day between its own and today', () => {
  const letter = { issuedOn: '2026-10-30', deliveredOn: null }

  expect(deliver(letter, '2026-10-30', today).ok).toBe(true)
  expect(deliver(letter, '2026-11-02', today).ok).toBe(true)
  expect(deliver(letter, '2026-10-29', today)).toEqual(
    refuse({ code: 'letter-delivered-before-issue', issuedOn: '2026-10-30' }),
  )
  expect(deliver(letter, '2026-11-03', today)).toEqual(refuse({ code: 'letter-delivered-in-future', today }))
  expect(deliver(letter, '2026-02-30', today)).toEqual(
    refuse({ code: 'letter-delivered-on-no-day', day: '2026-02-30' }),
  )
})

test('a letter is delivered once', () => {
  expect(deliver({ issuedOn: '2026-10-30', deliveredOn: '2026-11-01' }, '2026-11-02', today)).toEqual(
    refuse({ code: 'letter-delivered-already', on: '2026-11-01' }),
  )
})
