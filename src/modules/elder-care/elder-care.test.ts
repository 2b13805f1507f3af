import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkOwn, makePlan, roundLimit } from '#dispatch'
import { addDays, day, endOfMonth, weekday } from '#kernel/day'
import { fen } from '#kernel/fen'
import { monthOf } from '#kernel/month'
import { type BillLine, shareBill, voucherBill } from './bill.ts'
import { type DayCarer, type DayVisit, problemOfDay } from './problem-of-day.ts'
import { daysOf, type Rhythm } from './rhythm.ts'

const aRhythm = (given: Partial<Rhythm> = {}): Rhythm => ({
  id: '7',
  weekdays: [],
  monthly: 0,
  firstDay: day('2026-01-01'),
  lastDay: null,
  ...given,
})

describe('the days of an agreement', () => {
  test('a weekly rhythm falls on its days of the week and on no other', () => {
    const days = daysOf(aRhythm({ weekdays: [1, 4] }), day('2026-11-01'), day('2026-11-15')).map((one) => one.day)

    expect(days).toEqual(['2026-11-02', '2026-11-05', '2026-11-09', '2026-11-12'])
  })

  test('an agreement that begins or ends within the time asked for is not visited before or after', () => {
    const rhythm = aRhythm({ weekdays: [1, 2, 3, 4, 5, 6, 7], firstDay: day('2026-11-03'), lastDay: day('2026-11-05') })

    expect(daysOf(rhythm, day('2026-11-01'), day('2026-11-30')).map((one) => one.day)).toEqual([
      '2026-11-03',
      '2026-11-04',
      '2026-11-05',
    ])
  })

  test('a month has as many visits as were agreed, on working days, whichever part of it is asked for first', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 0, max: 364 }),
        fc.integer({ min: 0, max: 27 }),
        (id, monthly, offset, cut) => {
          const rhythm = aRhythm({ id: String(id), monthly })
          const first = day(`${monthOf(addDays(day('2026-01-01'), offset))}-01`)
          const end = endOfMonth(first)
          const whole = daysOf(rhythm, first, end)
          const middle = addDays(first, cut)
          const parts = [...daysOf(rhythm, first, middle), ...daysOf(rhythm, addDays(middle, 1), end)]

          expect(parts).toEqual(whole)
          expect(whole.every((one) => weekday(one.day) < 6)).toBe(true)
          expect(new Set(whole.map((one) => `${one.day} ${one.turn}`)).size).toBe(whole.length)
        },
      ),
    )
  })

  test('the visits of many agreements do not all fall on one day', () => {
    const days = Array.from({ length: 60 }, (_, id) =>
      daysOf(aRhythm({ id: String(id), monthly: 1 }), day('2026-11-01'), day('2026-11-30')).map((one) => one.day),
    ).flat()

    expect(days.length).toBe(60)
    expect(new Set(days).size).toBeGreaterThan(15)
  })
})

const aLine = (given: Partial<BillLine> = {}): BillLine => ({
  visitId: '1',
  ground: 'assessment',
  price: fen(8000n),
  ...given,
})

describe('who pays a month', () => {
  test('a voucher is shared out over its visits to the fen, the rest is the elder’s', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 100_000n }), { minLength: 1, maxLength: 40 }),
        fc.bigInt({ min: 0n, max: 200_000n }),
        (prices, amount) => {
          const lines = prices.map((price, index) => aLine({ visitId: String(index), price: fen(price) }))
          const shared = shareBill(lines, { due: true, amount: fen(amount) }) ?? []
          const paid = shared.reduce((sum, { publicPays }) => sum + publicPays, 0n)
          const bill = voucherBill(lines)

          expect(paid).toBe(amount < bill ? amount : bill)
          expect(shared.every(({ publicPays }, index) => publicPays >= 0n && publicPays <= (prices[index] ?? 0n))).toBe(
            true,
          )
        },
      ),
    )
  })

  test('check visits are the public’s, what is at own cost is not, whatever the voucher says', () => {
    const lines = [
      aLine({ visitId: 'a', ground: 'special-difficulty' }),
      aLine({ visitId: 'b', ground: 'own-cost' }),
      aLine({ visitId: 'c' }),
    ]

    expect(shareBill(lines, { due: false, amount: fen(0n) })).toEqual([
      { visitId: 'a', publicPays: 8000n, basis: 'checkVisit' },
      { visitId: 'b', publicPays: 0n, basis: 'ownCost' },
      { visitId: 'c', publicPays: 0n, basis: 'belowLevel' },
    ])
  })

  test('a voucher spent on one provider’s visits is not spent again on another’s', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 200_000n }),
        fc.bigInt({ min: 1n, max: 200_000n }),
        fc.bigInt({ min: 0n, max: 80_000n }),
        (one, two, most) => {
          const voucherOf = (bill: bigint) => ({ due: true, amount: fen(bill / 2n < most ? bill / 2n : most) })
          const paidFor = (price: bigint, bill: bigint, spent: bigint): bigint =>
            shareBill([aLine({ price: fen(price) })], voucherOf(bill), fen(spent))?.[0]?.publicPays ?? -1n
          const first = paidFor(one, one, 0n)
          const second = paidFor(two, one + two, first)
          const whole = voucherOf(one + two).amount

          // What the first was given is never taken back; both together get what one bill would.
          expect(first + second).toBe(whole > first ? (whole - first < two ? whole : first + two) : first)
          expect(first + second <= most).toBe(true)
        },
      ),
    )
  })

  test('while nobody knows what is due, nothing is settled as if nothing were', () => {
    expect(shareBill([aLine()], { due: null, amount: null })).toBeUndefined()
    expect(shareBill([aLine()], { due: true, amount: null })).toBeUndefined()
    expect(shareBill([aLine({ ground: 'own-cost' })], { due: null, amount: null })).toHaveLength(1)
  })
})

const aVisit = (given: Partial<DayVisit> = {}): DayVisit => ({
  id: '1',
  service: 'cleaning',
  householdId: '10',
  point: { longitude: 116.3, latitude: 26.3 },
  windowFrom: 540,
  windowUntil: 720,
  minutes: 60,
  carersNeeded: 1,
  status: 'due',
  usualCarerId: null,
  refusedCarerIds: [],
  canteen: null,
  arrivedAt: null,
  assigned: [],
  ...given,
})

const aCarer = (given: Partial<DayCarer> = {}): DayCarer => ({
  id: 'a',
  longitude: 116.31,
  latitude: 26.31,
  skills: ['cleaning', 'bathing', 'meals'],
  from: 480,
  until: 1020,
  mode: 'e-bike',
  mostMinutes: null,
  mealCapacity: 10,
  absentFrom: null,
  ...given,
})

const standards = {
  metresPerMinute: { foot: 70, 'e-bike': 300, car: 500 },
  detour: 1.4,
  warmMinutes: 40,
  mealsOnRound: 20,
}
const aDay = (visits: readonly DayVisit[], carers: readonly DayCarer[] = [aCarer(), aCarer({ id: 'b' })]) =>
  problemOfDay({ day: '2026-11-02', visits, carers, standards, now: null })

describe('a day as a problem', () => {
  test('what is over is not in it, and what has no point is named', () => {
    const { problem, placeless } = aDay([
      aVisit(),
      aVisit({ id: '2', status: 'done' }),
      aVisit({ id: '3', status: 'cancelled' }),
      aVisit({ id: '4', status: 'missed', point: null }),
      aVisit({ id: '5', point: null }),
    ])

    expect(problem.visits.map(({ id }) => id)).toEqual(['1'])
    expect(placeless).toEqual(['5'])
  })

  test('whoever is absent all day is not there; whoever falls ill under way still ends what she has begun', () => {
    const begun = aVisit({ status: 'under-way', assigned: ['a'], arrivedAt: 600 })
    const { problem } = aDay([begun], [aCarer({ absentFrom: 610 }), aCarer({ id: 'b', absentFrom: 0 })])

    expect(problem.carers.map(({ id, until }) => [id, until])).toEqual([['a', 660]])
    expect(problem.visits[0]).toMatchObject({ locked: ['a'], startedAt: 600 })
  })

  test('who falls ill at a minute is planned for nothing that ends later, not even as overtime', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 1000 }), (absentFrom) => {
        const visits = Array.from({ length: 8 }, (_, index) =>
          aVisit({ id: String(index), householdId: String(index), windowUntil: 1020 }),
        )
        const { problem } = aDay(visits, [aCarer({ absentFrom })])
        const { plan } = makePlan(problem, { seed: 1, limit: roundLimit(50) })

        expect(plan.routes.flatMap(({ stops }) => stops).filter(({ leave }) => leave > absentFrom)).toEqual([])
      }),
      { numRuns: 30 },
    )
  })

  test('who falls ill at a visit ends it and is sent nowhere else', () => {
    const begun = aVisit({ id: '9', householdId: '9', status: 'under-way', assigned: ['a'], arrivedAt: 600 })
    const { problem } = aDay([begun, aVisit({ windowUntil: 1020 })], [aCarer({ absentFrom: 610 })])
    const { plan } = makePlan(problem, { seed: 1, limit: roundLimit(50) })

    expect(plan.routes.flatMap(({ stops }) => stops.map(({ id }) => id))).toEqual(['9'])
    expect(plan.unserved.map(({ id }) => id)).toEqual(['1'])
  })

  test('the plan of a day with pairs and meals holds before the independent checker', () => {
    const canteen = { id: '9', longitude: 116.305, latitude: 26.302 }
    const { problem } = aDay([
      aVisit(),
      aVisit({ id: '2', householdId: '11', service: 'bathing', carersNeeded: 2 }),
      aVisit({ id: '3', householdId: '12', service: 'meal', canteen, minutes: 5, windowFrom: 660, windowUntil: 750 }),
    ])
    const { plan, faults } = makePlan(problem, { seed: 1, limit: roundLimit(300) })

    expect(faults).toEqual([])
    expect(plan.unserved).toEqual([])
    expect(checkOwn(problem, { ...plan, unserved: [] }, new Map()).violations).toEqual([])
  })
})
