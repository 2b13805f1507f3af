import { expect, test } from 'vitest'
import { type Carer, countyWeights, type Problem, type Visit } from '#dispatch'
import { compile } from '#dispatch/compile'
import { type Blinks, newTrial } from '#dispatch/find-place'
import { recreate } from '#dispatch/recreate'
import { newRegret, recreateByRegret } from '#dispatch/regret'
import type { Absent } from '#dispatch/ruin'
import { emptyState } from '#dispatch/state'

const noBlinks: Blinks = { rate: 0, next: () => 0, left: Infinity }
const aCarer = (id: string, start: string, skills: readonly string[]): Carer => ({
  id,
  skills,
  from: 480,
  until: 1020,
  start,
  end: start,
  mode: 'foot',
})
const aVisit = (id: string, skills: readonly string[]): Visit => ({
  id,
  place: 'west',
  parts: [{ skills, minutes: 30 }],
  earliest: 540,
  latest: 550,
})
/** Both visits are next to Li's door at the same minute, and only she can give the bath. */
const problem: Problem = {
  name: 'one of two',
  places: [
    { id: 'west', x: 0, y: 0 },
    { id: 'east', x: 2000, y: 0 },
  ],
  travel: { kind: 'distance', on: 'plane', modes: { foot: { metresPerMinute: 100, detour: 1 } } },
  carers: [aCarer('Li', 'west', ['visit', 'bath']), aCarer('Wu', 'east', ['visit'])],
  visits: [aVisit('a-meal', ['visit']), aVisit('b-bath', ['bath'])],
  weights: { ...countyWeights, fairness: 0 },
}

const allAbsent = (tasks: number): Absent => ({
  tasks: Int32Array.from({ length: tasks }, (_, task) => task),
  count: tasks,
})

test('who fits in one route only is put in before who fits in many', () => {
  const { field } = compile(problem)
  const state = emptyState(field)
  const absent = allAbsent(field.tasks)

  recreateByRegret(field, state, absent, newTrial(field), noBlinks, newRegret(field))

  expect(absent.count).toBe(0)
  expect([state.route[0], state.route[1]]).toEqual([1, 0])
})

test('one after the other, the first takes the only place of the second', () => {
  const { field } = compile(problem)
  const state = emptyState(field)
  const absent = allAbsent(field.tasks)

  recreate(field, state, absent, newTrial(field), noBlinks)

  expect(absent.count).toBe(1)
})

test('more visits than are weighed at once are all put in', () => {
  const visits = Array.from({ length: 90 }, (_, index) => ({
    ...aVisit(`visit-${index}`, ['visit']),
    parts: [{ skills: ['visit'], minutes: 5 }],
    latest: 1000,
  }))
  const { field } = compile({ ...problem, visits })
  const state = emptyState(field)
  const absent = allAbsent(field.tasks)

  recreateByRegret(field, state, absent, newTrial(field), noBlinks, newRegret(field))

  expect(absent.count).toBe(0)
  expect(state.route.subarray(0, 90).every((carer) => carer >= 0)).toBe(true)
})
