import { expect, test } from 'vitest'
import { type Result, results, routes } from '#contracts/monitoring'
import { assignSignal, closeSignal, possibleResults, type SignalState } from './decide.ts'

const open: SignalState = { id: '1', status: 'open', route: 'R2', result: null, version: 3 }

test('a signal closes with a result that fits its route', () => {
  expect(closeSignal(open, { version: 3, result: 'true-aided', note: ' 已入户 ' })).toEqual({
    ok: true,
    events: [{ type: 'signal-closed', result: 'true-aided', note: '已入户' }],
  })
})

test('what was to be checked and stopped cannot end as aided', () => {
  expect(closeSignal({ ...open, route: 'R4' }, { version: 3, result: 'true-aided', note: '' })).toEqual({
    ok: false,
    refusal: { code: 'result-does-not-fit', result: 'true-aided', route: 'R4' },
  })
})

test('"not true" and "unreachable" need a word on how that was found', () => {
  for (const result of ['not-true', 'unreachable'] as const) {
    expect(closeSignal(open, { version: 3, result, note: '  ' })).toEqual({
      ok: false,
      refusal: { code: 'note-required', result },
    })
    expect(closeSignal(open, { version: 3, result, note: '三次上门均无人' }).ok).toBe(true)
  }
})

test('a signal that a colleague has changed meanwhile is not changed again', () => {
  expect(closeSignal(open, { version: 2, result: 'true-aided', note: '' })).toEqual({
    ok: false,
    refusal: { code: 'signal-changed-meanwhile' },
  })
  expect(assignSignal(open, { version: 2, officerId: '7', officerSeesIt: true })).toEqual({
    ok: false,
    refusal: { code: 'signal-changed-meanwhile' },
  })
})

test('a closed signal stays closed', () => {
  const closed: SignalState = { ...open, status: 'closed', result: 'not-true' }

  expect(closeSignal(closed, { version: 3, result: 'true-aided', note: '' })).toEqual({
    ok: false,
    refusal: { code: 'signal-already-closed', result: 'not-true' },
  })
  expect(assignSignal(closed, { version: 3, officerId: '7', officerSeesIt: true }).ok).toBe(false)
})

test('a signal is not given to somebody who cannot see it', () => {
  expect(assignSignal(open, { version: 3, officerId: '7', officerSeesIt: false })).toEqual({
    ok: false,
    refusal: { code: 'officer-cannot-see-signal' },
  })
})

test('every result ends some route, and every route can end', () => {
  const reachable = new Set<Result>(routes.flatMap((route) => possibleResults(route)))

  expect(results.filter((result) => !reachable.has(result))).toEqual([])
  expect(routes.filter((route) => possibleResults(route).length < 3)).toEqual([])
})
