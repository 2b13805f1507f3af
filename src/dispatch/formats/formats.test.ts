import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  checkHhcrsp,
  checkSolomon,
  makePlan,
  type Plan,
  type Problem,
  readHhcrsp,
  readSolomon,
  roundLimit,
} from '#dispatch'

const planned = (problem: Problem, rounds = 400): Plan => makePlan(problem, { seed: 1, limit: roundLimit(rounds) }).plan

test('a problem in the format of Solomon is planned at the distance that its checker finds', () => {
  const rows = ['0 50 50 0 0 500 0', '1 60 50 10 0 400 10', '2 50 60 10 0 400 10', '3 40 50 10 0 400 10']
  const text = `TINY\n\nVEHICLE\nNUMBER     CAPACITY\n  3    20\n\nCUSTOMER\nCUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME\n\n${rows.join('\n')}\n`

  const plan = planned(readSolomon(text, false))

  expect(checkSolomon(text, plan, false)).toMatchObject({ valid: true, vehicles: 2, distance: 54.1 })
})

test('with the fleet first, fewer vehicles go a longer way', () => {
  const rows = [
    '0 50 50 0 0 500 0',
    '1 60 50 10 0 30 10',
    '2 50 60 10 40 90 10',
    '3 40 50 10 100 150 10',
    '4 50 40 10 0 30 10',
  ]
  const head =
    'TINY\n\nVEHICLE\nNUMBER     CAPACITY\n  4    100\n\nCUSTOMER\nCUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME\n\n'
  const text = `${head}${rows.join('\n')}\n`

  const plan = planned(readSolomon(text, true))

  expect(checkSolomon(text, plan, true)).toMatchObject({ valid: true, vehicles: 2 })
})

const care = {
  patients: [
    { id: 'p1', location: [0, 0], time_window: [10, 20], required_caregivers: [{ service: 's1', duration: 5 }] },
    {
      id: 'p2',
      location: [0, 0],
      time_window: [0, 30],
      required_caregivers: [
        { service: 's1', duration: 5 },
        { service: 's2', duration: 5 },
      ],
      synchronization: { type: 'sequential', distance: [10, 12] },
    },
  ],
  caregivers: [
    { id: 'c1', abilities: ['s1'] },
    { id: 'c2', abilities: ['s2'] },
  ],
  distances: [
    [0, 40, 9],
    [40, 0, 40],
    [9, 40, 0],
  ],
}

test('home care is costed as the mean of way, lateness and greatest lateness, which its checker finds too', () => {
  const text = JSON.stringify(care)

  const plan = planned(readHhcrsp(text, 'tiny'))

  // c1 goes to p1 (40, 20 late) and p2 (85, 55 late), c2 follows 10 later; or p2 first (9), then p1 (54, 34 late).
  expect(plan).toMatchObject({ tardiness: 34, greatestTardiness: 34, distance: 107 })
  expect(checkHhcrsp(text, plan)).toMatchObject({ valid: true, cost: 175 / 3 })
})

const shared = `${import.meta.dirname}/../../../../shared/data/hhcrsp/InstanzCPLEX_HCSRP_10_1.json`
if (!existsSync(shared)) console.log('skipped: the HHCRSP instances are not in ../shared/data')

test.skipIf(!existsSync(shared))('the first of the HHCRSP instances is solved to its proven optimum', () => {
  const text = readFileSync(shared, 'utf8')

  const plan = planned(readHhcrsp(text, '10_1'), 3000)

  expect(plan.total).toBeCloseTo(218.199, 2)
  expect(checkHhcrsp(text, plan).violations).toEqual([])
})
