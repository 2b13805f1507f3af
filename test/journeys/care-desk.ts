import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { aForm, scoresOfSum } from '../../src/modules/ability-assessment/testing.ts'
import { aDeliveredCounty, aDesk, county, type Desk, type Reply, today } from '../county.ts'

const township = `${county}100`
export const village = `${township}001`
export const otherVillage = `${township}002`
export const otherTownship = `${county}101`

export interface Elder {
  readonly household: string
  readonly person: string
  readonly division: string
}

type Given = Readonly<Record<string, unknown>>

/** A county with two providers, four carers, a canteen and elders on the map, spoken to through its desk. */
export async function aCareDesk() {
  const delivered = await aDeliveredCounty({ people: 1500, seed: 5 })
  const desk: Desk = await aDesk(delivered.store)
  const query = async <Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await delivered.store.owner.query<Row>(text, [...values])).rows
  const elders = await query<Elder>(
    `select m.household_id as household, p.id as person, h.division from person p
     join membership m on m.person_id = p.id and m.valid_until is null and m.superseded_at is null
     join household h on h.id = m.household_id
     where h.division like '${township}%' and p.birth_day <= '1960-01-01'
       and not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'deathDay')
     order by p.id`,
  )
  await query(
    `insert into division_point (code, county, longitude, latitude, source)
     select code, $1, 116.3 + 0.01 * (row_number() over (order by code) % 10), 26.3, 'demo' from division
     where code like '${county}%' and level = 'village'`,
    [county],
  )
  const signedIn = new Map<string, ReturnType<Desk['as']>>()
  const as = (login: string): ReturnType<Desk['as']> => {
    const officer = signedIn.get(login) ?? desk.as(login)
    signedIn.set(login, officer)
    return officer
  }
  const told = async (path: string, body: object, login = 'county'): Promise<Reply> =>
    (await as(login)).post(path, { key: randomUUID(), ...body })
  const saved = async (path: string, body: object, login = 'county'): Promise<string> => {
    const reply = await told(path, body, login)
    expect([path, reply.status, reply.text]).toEqual([path, 200, expect.any(String)])
    return reply.body.id
  }
  const asked = async (path: string, login = 'county') => (await (await as(login)).get(path)).body

  const aProvider = (name: string) =>
    saved('/api/care-providers', { name, kind: 'enterprise', creditCode: null, contact: '' })
  const provider = await aProvider('康乐服务中心')
  const otherProvider = await aProvider('邻里服务社')
  const place = { address: '', longitude: 116.33, latitude: 26.32, institutionClass: null, providerId: null }
  const size = { beds: 0, nursingBeds: 0, dayPlaces: 0, meals: 200, openedOn: '2026-01-01', catchment: [] }
  const aFacility = (kind: string, name: string, division = village) =>
    saved('/api/facilities', { kind, name, division, ...place, ...size })
  const station = await aFacility('village-station', '站')
  const aCarer = (name: string, given: Given = {}) => ({
    name,
    facilityId: station,
    providerId: provider,
    skills: ['care', 'bathing', 'cleaning', 'nursing', 'escort', 'meals', 'check-visit'],
    shiftFrom: 480,
    shiftUntil: 1080,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    mode: 'e-bike',
    mostMinutes: null,
    mealCapacity: 20,
    activeFrom: '2026-01-01',
    activeUntil: null,
    ...given,
  })
  const carers: string[] = []
  for (const name of ['甲', '乙']) carers.push(await saved('/api/carers', aCarer(name)))
  for (const name of ['丙', '丁']) carers.push(await saved('/api/carers', aCarer(name, { providerId: otherProvider })))

  const elderAt = (index: number): Elder => elders[index] ?? { household: '', person: '', division: '' }
  const aPlan = (index: number, given: Given = {}) => ({
    householdId: elderAt(index).household,
    personId: elderAt(index).person,
    service: 'cleaning',
    ground: 'own-cost',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    monthly: 0,
    windowFrom: 540,
    windowUntil: 1020,
    canteenId: null,
    usualCarerId: null,
    refusedCarerIds: [],
    firstDay: today,
    lastDay: null,
    note: '',
    ...given,
  })
  const onDay = (index: number, on: string, given: Given = {}) =>
    saved('/api/care-plans', aPlan(index, { firstDay: on, lastDay: on, ...given }))
  const planned = (on: string, given: Given = {}) =>
    saved(`/api/dispatch/${on}/plan`, { seconds: 1, from: 'nothing', ...given })
  const boardOf = (on: string, login = 'county') => asked(`/api/dispatch/${on}`, login)
  const visitsOf = async (index: number) =>
    (await asked(`/api/elder-care/persons/${elderAt(index).person}/visits`)).items
  /** The register learns of a death. */
  const dies = (index: number, on: string) =>
    query(
      `insert into fact (county, division, subject, subject_id, fact, day_value, valid_from, batch_id, line)
       select $1, $2, 'p', $3, 'deathDay', $4::date, $4::date, max(id), 1 from batch`,
      [county, elderAt(index).division, elderAt(index).person, on],
    )
  /** Assesses an elder as disabled to the second level, and has it confirmed. */
  const assess = async (index: number): Promise<void> => {
    const assessedOn = '2026-10-01'
    const root = '/api/ability-assessments'
    const personId = elderAt(index).person
    const id = await saved(root, { personId, reason: 'first', assessedOn }, 'township')
    const form = aForm({ assessedOn, scores: scoresOfSum(50) })
    const signatures = form.assessors.map(({ name }) => ({ name, path: 'M0 0L9 9' }))
    await saved(`${root}/${id}/save`, { version: 1, form }, 'township')
    await saved(`${root}/${id}/sign`, { version: 2, signatures }, 'township')
    await saved(`${root}/${id}/confirm`, { version: 3 })
  }
  return {
    delivered,
    desk,
    as,
    query,
    told,
    saved,
    asked,
    dies,
    assess,
    elders,
    elderAt,
    provider,
    otherProvider,
    station,
    carers,
    aCarer,
    aFacility,
    aPlan,
    onDay,
    planned,
    boardOf,
    visitsOf,
    async close() {
      await desk.close()
      await delivered.close()
    },
  }
}

export type CareDesk = Awaited<ReturnType<typeof aCareDesk>>

/** In order, since of several at once nobody knows which came first. */
export const statusesOf = (replies: readonly Reply[]): number[] =>
  replies.map(({ status }) => status).toSorted((a, b) => a - b)

export const proof = (version: number, given: Given = {}) => ({
  version,
  arrivedAt: 600,
  leftAt: 660,
  way: 'visit',
  note: '身体良好',
  ...given,
})
