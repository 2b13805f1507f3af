import { expect, test } from 'vitest'
import { levels, statuses } from '#contracts/monitoring'
import { readFilter } from '#web/features/signals/filter.ts'

const asked = (address: string) => readFilter(new URLSearchParams(address))

test('an address without a status asks for the signals that nobody has closed', () => {
  expect(asked('')).toEqual({ status: 'active' })
})

test('an address that asks for all signals asks for no status', () => {
  expect(asked('status=all')).toEqual({})
})

test('every status and level of the contract can be asked for', () => {
  for (const status of statuses) expect(asked(`status=${status}`)).toEqual({ status })
  for (const level of levels) expect(asked(`level=${level}`)).toEqual({ status: 'active', level })
})

test('what the officer chose and typed is handed on as it is', () => {
  expect(asked('level=red&code=M03&division=360735100&due=overdue&mine=true&q=%E6%9D%8E%E4%BC%9F')).toEqual({
    status: 'active',
    level: 'red',
    code: 'M03',
    division: '360735100',
    due: 'overdue',
    mine: true,
    q: '李伟',
  })
})

test('words that no filter knows are left out, so that an old address still opens the queue', () => {
  expect(asked('status=half&level=purple&due=never&mine=yes&page=2')).toEqual({ status: 'active' })
})
