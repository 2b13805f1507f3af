import { expect, test } from 'vitest'
import type { CarePlanRow, Entitlement } from '#contracts/elder-care'
import { type Fields, initialOf, requestFrom } from '#web/features/elder-care/plan-fields.ts'

const today = '2026-11-02'
const entitlement: Entitlement = {
  level: 2,
  assessedOn: '2026-10-01',
  difficulties: [],
  services: [
    { service: 'meal', minutes: 5, carersNeeded: 1, price: '12', grounds: ['assessment', 'own-cost'] },
    { service: 'check-visit', minutes: 20, carersNeeded: 1, price: '20', grounds: [] },
  ],
}

const running: CarePlanRow = {
  id: '7',
  version: 3,
  householdId: '1',
  personId: '2',
  name: '温秀英',
  age: 80,
  place: '琴江镇',
  service: 'meal',
  ground: 'assessment',
  level: 2,
  groundLost: false,
  weekdays: [1, 3],
  monthly: 0,
  windowFrom: 660,
  windowUntil: 750,
  canteenId: '5',
  canteenName: '助餐点',
  usualCarerId: '8',
  usualCarerName: '黎秀建',
  refusedCarerIds: ['9'],
  firstDay: '2026-10-01',
  lastDay: null,
  endsOn: null,
  note: '听力不好',
}
const of = { householdId: '1', personId: '2', wanted: 'meal' } as const

test('an agreement that is changed in nothing is asked for as it was, from today on, in place of the one before', () => {
  const initial = initialOf({ ...of, replaces: running }, entitlement, today)

  // The form adds nothing and leaves nothing out.
  expect(requestFrom(initial as Fields, { ...of, replaces: running }, 'the-key-0')).toEqual({
    key: 'the-key-0',
    householdId: '1',
    personId: '2',
    service: 'meal',
    ground: 'assessment',
    weekdays: [1, 3],
    monthly: 0,
    windowFrom: 660,
    windowUntil: 750,
    canteenId: '5',
    usualCarerId: '8',
    refusedCarerIds: ['9'],
    firstDay: today,
    lastDay: null,
    note: '听力不好',
    replaces: { id: '7', version: 3 },
  })
})

test('a new agreement begins with the service that was wished, if there is a ground for it', () => {
  const wished = initialOf({ wanted: 'meal', replaces: undefined }, entitlement, today)
  const groundless = initialOf({ wanted: 'check-visit', replaces: undefined }, entitlement, today)

  expect([wished.service, wished.ground, wished.windowFrom]).toEqual(['meal', 'assessment', '11:00'])
  expect([groundless.service, groundless.ground]).toEqual([undefined, undefined])
})

test('a canteen is kept only for meals, and a rhythm is weekly or monthly, never both', () => {
  const fields: Fields = {
    service: 'cleaning',
    ground: 'own-cost',
    rhythm: 'monthly',
    weekdays: [1],
    monthly: 2,
    windowFrom: '08:30',
    windowUntil: '16:00',
    canteenId: '5',
    firstDay: today,
    lastDay: '',
  }

  expect(requestFrom(fields, { ...of, replaces: undefined }, 'the-key-0')).toMatchObject({
    weekdays: [],
    monthly: 2,
    canteenId: null,
    lastDay: null,
  })
})
