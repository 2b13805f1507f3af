import { describe, expect, test } from 'vitest'
import { addMonths, day } from '#kernel/day'
import { loadWorkCalendar } from '#policy-files/work-calendar'
import { loadEffectivePolicies } from '#policy-files/effective'
import { colourOf, stepClock, totalClock } from './clock.ts'
import { replayCase } from './evolve.ts'
import type { CaseEvent, Happened } from './model.ts'
import { standardsBy } from './standards.ts'

const calendar = await loadWorkCalendar()
const standards = standardsBy(loadEffectivePolicies(), day('2026-11-02'))('360735100001')

function aCase(on: string, ...events: readonly CaseEvent[]) {
  const opened: CaseEvent = {
    type: 'opened',
    programme: 'subsistence-allowance',
    householdId: '1',
    applicantId: '1',
    members: [{ personId: '1', name: '王小二', adult: true }],
    channel: 'window',
    proxy: null,
    signalId: null,
    story: '困难',
    papers: [],
    missing: [],
    signedBy: ['1'],
    unsigned: [],
    nearRelatives: [],
    asked: null,
  }
  return replayCase(
    [opened, ...events].map((event, index): Happened => ({ ...event, seq: index + 1, day: day(on), officerId: '1' })),
  )
}
const accepted = (delegated: boolean): CaseEvent => ({ type: 'accepted', sampled: false, recognised: false, delegated })

describe('T31: from 21 September 2026, over the national holiday', () => {
  test('three working days for the survey, thirty in all', () => {
    const of = aCase('2026-09-21', accepted(false))
    expect(stepClock(of, standards, calendar)?.dueOn).toBe('2026-09-24')
    expect(totalClock(of, standards, calendar)?.dueOn).toBe('2026-11-09')
    expect(totalClock(of, standards, calendar)?.arithmetic).toMatchObject({
      workingDays: 30,
      makeUpDays: ['2026-10-10'],
      provisional: false,
    })
  })

  test('twenty where the township decides, forty-five on a special ground', () => {
    expect(totalClock(aCase('2026-09-21', accepted(true)), standards, calendar)?.dueOn).toBe('2026-10-26')
    const special: CaseEvent = { type: 'special-time-taken', ground: 'hard-survey', reason: '' }
    const of = aCase('2026-09-21', accepted(true), special)
    expect(totalClock(of, standards, calendar)?.dueOn).toBe('2026-11-30')
  })
})

test('T32: from 12 February 2026, over the Spring Festival', () => {
  const of = aCase('2026-02-12', accepted(false))
  expect(stepClock(of, standards, calendar)?.dueOn).toBe('2026-02-24')
})

test('T33: three months from the end of a long month end with the short one', () => {
  expect(addMonths(day('2025-11-30'), 3)).toBe('2026-02-28')
})

test('a case of before the known calendar has no clock, rather than a wrong one', () => {
  const of = aCase('2023-05-04', accepted(false))
  expect(totalClock(of, standards, calendar)).toBeUndefined()
})

test('a clock goes from green over yellow and orange to red, and is grey while it stands', () => {
  const clock = totalClock(aCase('2026-11-02', accepted(false)), standards, calendar)
  if (clock === undefined) throw new Error('The calendar knows 2026')
  const colours = ['2026-12-04', '2026-12-07', '2026-12-10', '2026-12-14', '2026-12-15'].map((on) =>
    colourOf(clock, false, day(on)),
  )
  expect([clock.dueOn, ...colours]).toEqual(['2026-12-14', 'green', 'yellow', 'orange', 'orange', 'red'])
  expect(colourOf(clock, true, day('2027-01-01'))).toBe('paused')
})
