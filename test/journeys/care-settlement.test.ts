import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, beforeAll, expect, test } from 'vitest'
import { addDays, day } from '#kernel/day'
import { parseYuan } from '#kernel/fen'
import { today } from '../county.ts'
import { aCareDesk, type CareDesk, proof, statusesOf } from './care-desk.ts'

let care: CareDesk
/** Of the one provider, and two of the other. */
let first: string
let third: string
let fourth: string

beforeAll(async () => {
  care = await aCareDesk()
  ;[first = '', , third = '', fourth = ''] = care.carers
}, 120_000)
afterAll(() => care.close())
beforeEach(() => care.desk.moveTo(today))

const november = '2026-11'
const december = day('2026-12-02')

/** The visits of an elder, each made by the carers that are named, on the days from today on. */
async function made(index: number, given: object, carerIds: readonly (readonly string[])[]): Promise<string[]> {
  care.desk.moveTo(today)
  const last = addDays(today, carerIds.length - 1)
  await care.saved('/api/care-plans', care.aPlan(index, { ...given, lastDay: last }))
  care.desk.moveTo(last)
  const visits = (await care.visitsOf(index)).filter(({ status }: { status: string }) => status === 'due')
  visits.sort((a: { day: string }, b: { day: string }) => (a.day < b.day ? -1 : 1))
  for (const [turn, { id, version }] of visits.entries()) {
    await care.saved(`/api/care-visits/${id}/finish`, proof(version, { carerIds: carerIds[turn] }))
  }
  return visits.map(({ id }: { id: string }) => id)
}

async function settled(provider: string) {
  care.desk.moveTo(december)
  const id = await care.saved('/api/care-settlements', { providerId: provider, month: november })
  const detail = await care.asked(`/api/care-settlements/${id}`)
  return { id, ...detail }
}
const approve = (id: string) => care.saved(`/api/care-settlements/${id}/approve`, { version: 1 }, 'county2')
interface Line {
  readonly visitId: string
  readonly price: string
  readonly publicPays: string
}
const linesOf = (of: { readonly lines: readonly Line[] }, visits: readonly string[]) =>
  of.lines.filter(({ visitId }) => visits.includes(visitId))
/** In fen. */
const sum = (lines: readonly Line[], field: 'price' | 'publicPays'): bigint =>
  lines.reduce((total, line) => total + (parseYuan(line[field]) ?? 0n), 0n)

test('one voucher a month, however many providers share the elder, and the same click twice settles once', async () => {
  await care.assess(0)
  // Bills of 900 and 1,200: half of both would be 1,050, and 800 is the most.
  const nursed = await made(0, { service: 'medical', ground: 'assessment' }, Array(15).fill([first]))
  const bathed = await made(0, { service: 'bathing', ground: 'assessment' }, Array(15).fill([third, fourth]))
  care.desk.moveTo(december)
  const request = { key: randomUUID(), providerId: care.provider, month: november }

  const done = await care.told('/api/care-settlements', request)
  const again = await care.told('/api/care-settlements', request)
  const one = await care.asked(`/api/care-settlements/${done.body.id}`)
  const two = await settled(care.otherProvider)

  expect([done.status, again.body.id]).toEqual([200, done.body.id])
  expect([sum(linesOf(one, nursed), 'price'), sum(linesOf(two, bathed), 'price')]).toEqual([90_000n, 120_000n])
  expect([sum(linesOf(one, nursed), 'publicPays'), sum(linesOf(two, bathed), 'publicPays')]).toEqual([45_000n, 35_000n])
  await approve(done.body.id)
  await approve(two.id)
})

test('a carer is paid for through whom she worked for on the day, not through whom she works for now', async () => {
  const visits = await made(1, {}, [[first]])
  const [carer] = (await care.asked('/api/carers')).items.filter(({ id }: { id: string }) => id === first)
  const moved = care.aCarer('甲', { id: carer.id, version: carer.version, providerId: care.otherProvider })
  await care.saved('/api/carers', moved)

  const then = await settled(care.provider)
  const now = await care.told('/api/care-settlements', { providerId: care.otherProvider, month: november })
  await care.saved('/api/carers', { ...moved, version: carer.version + 1, providerId: care.provider })

  expect(linesOf(then, visits).length).toBe(1)
  expect(now.body.code).toBe('settlement-nothing-owed')
  await approve(then.id)
})

test('two providers that send one carer each share the price of the visit', async () => {
  const pair = [first, third]
  const visits = await made(2, { service: 'bathing' }, [pair])

  const [one, two] = [await settled(care.provider), await settled(care.otherProvider)]

  expect([sum(linesOf(one, visits), 'price'), sum(linesOf(two, visits), 'price')]).toEqual([4_000n, 4_000n])
  await approve(one.id)
  await approve(two.id)
})

test('what is proved after the approval is settled by a further one; while one waits there is no second', async () => {
  await made(3, {}, [[first]])
  const before = await settled(care.provider)
  const late = await made(4, {}, [[first]])
  care.desk.moveTo(december)

  const early = await care.told('/api/care-settlements', { providerId: care.provider, month: november })
  await approve(before.id)
  const second = await settled(care.provider)

  expect(early.body.code).toBe('settlement-exists')
  expect(second.lines.map(({ visitId }: { visitId: string }) => visitId)).toEqual(late)
  await approve(second.id)
})

test('two officers settle at once: one settlement, and a visit is paid once', async () => {
  const visits = await made(5, {}, [[first], [first]])
  care.desk.moveTo(december)
  const request = { providerId: care.provider, month: november }

  const replies = await Promise.all(
    ['county', 'county2'].map((login) => care.told('/api/care-settlements', request, login)),
  )
  const lines = await care.query('select visit_id from care_settlement_line where visit_id = any($1)', [visits])

  expect(statusesOf(replies)).toEqual([200, 409])
  expect(lines.length).toBe(2)
  const [done] = replies.filter(({ status }) => status === 200)
  const other = done === replies[0] ? 'county2' : 'county'
  const path = `/api/care-settlements/${done?.body.id}/approve`
  const twice = await Promise.all([1, 2].map(() => care.told(path, { version: 1 }, other)))
  expect(statusesOf(twice)).toEqual([200, 409])
})

test('a proof is for all time: what is done or settled is neither told again, missed nor called off', async () => {
  const [visit] = await made(6, {}, [[first]])
  const steps = async () => {
    const [row] = await care.query<{ version: number }>('select version from care_visit where id = $1', [visit])
    const version = row?.version
    const path = `/api/care-visits/${visit}`
    return [
      await care.told(`${path}/start`, { version, at: 600, longitude: null, latitude: null }),
      await care.told(`${path}/finish`, { ...proof(0, { carerIds: care.carers.slice(1, 2) }), version }),
      await care.told(`${path}/miss`, { version, reason: '不在家' }),
      await care.told(`${path}/cancel`, { version, reason: '不在家' }),
    ].map(({ body }) => body.code)
  }

  const done = await steps()
  const { id } = await settled(care.provider)
  const paid = await steps()
  await approve(id)

  expect([done, paid]).toEqual([done, done].map((codes) => codes.map(() => 'visit-not-in-this-state')))
})

test('whom the policies cannot decide is told of and waits, and is settled when they can', async () => {
  await care.assess(7)
  const visits = await made(7, { ground: 'assessment' }, [[first], [first]])
  const free = await made(8, {}, [[first]])
  const { person } = care.elderAt(7)
  const level = (until: string | null) =>
    care.query(`update fact set valid_until = $2 where subject_id = $1 and fact = 'abilityLevel'`, [person, until])
  await level('2026-10-15')

  const before = await settled(care.provider)
  await approve(before.id)
  const alone = await care.told('/api/care-settlements', { providerId: care.provider, month: november })
  await level(null)
  const second = await settled(care.provider)

  expect([before.undecided, before.visits, linesOf(before, free).length]).toEqual([2, 1, 1])
  expect([alone.body.code, alone.body.facts.visits]).toEqual(['settlement-undecided', 2])
  expect(linesOf(second, visits).length).toBe(2)
})
