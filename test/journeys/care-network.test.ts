import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestStore, testStore } from '#db/testing'
import { creditCheckCharacter } from '#kernel/credit-code'
import { aDesk, type Desk, today } from '../county.ts'

const county = '360735'
const township = `${county}100`
const village = `${township}001`
let store: TestStore
let desk: Desk

beforeAll(async () => {
  store = await testStore()
  desk = await aDesk(store)
})

afterAll(async () => {
  await desk.close()
  await store.close()
})

const signedIn = new Map<string, ReturnType<Desk['as']>>()

function as(login: string): ReturnType<Desk['as']> {
  const officer = signedIn.get(login) ?? desk.as(login)
  signedIn.set(login, officer)
  return officer
}

const aFacility = (given: Record<string, unknown> = {}) => ({
  key: randomUUID(),
  kind: 'village-station',
  name: `站点${randomUUID().slice(0, 6)}`,
  division: village,
  address: '村委会旁',
  longitude: 116.34,
  latitude: 26.32,
  institutionClass: null,
  providerId: null,
  beds: 0,
  nursingBeds: 0,
  dayPlaces: 10,
  meals: 0,
  openedOn: '2026-01-01',
  catchment: [village],
  ...given,
})

const aCarer = (facilityId: string, given: Record<string, unknown> = {}) => ({
  key: randomUUID(),
  name: '温桂英',
  facilityId,
  providerId: null,
  skills: ['care', 'bathing'],
  shiftFrom: 480,
  shiftUntil: 1020,
  weekdays: [1, 2, 3, 4, 5],
  mode: 'e-bike',
  mostMinutes: 420,
  mealCapacity: 0,
  phone: '13800000000',
  activeFrom: '2026-01-01',
  activeUntil: null,
  ...given,
})

async function saved(path: string, body: object): Promise<string> {
  const reply = await (await as('county')).post(path, body)
  expect([reply.status, reply.text]).toEqual([200, expect.any(String)])
  return reply.body.id
}

test('a station stands in the network, serves its village and is closed when nobody sets out from it', async () => {
  const officer = await as('county')
  const before = (await officer.get('/api/elder-care/network')).body
  const id = await saved('/api/facilities', aFacility())
  const carer = await saved('/api/carers', aCarer(id))

  const network = (await officer.get('/api/elder-care/network')).body
  const town = (of: { townships: { code: string }[] }) => of.townships.find(({ code }) => code === township)
  const staffed = await officer.post(`/api/facilities/${id}/close`, { key: randomUUID(), version: 1, on: today })
  const list = (await officer.get('/api/carers')).body.items.find((row: { id: string }) => row.id === carer)
  const { phoneEnd, version } = list
  await saved('/api/carers', aCarer(id, { id: carer, version, activeUntil: today }))
  const closed = await officer.post(`/api/facilities/${id}/close`, { key: randomUUID(), version: 1, on: today })

  expect(town(before)).toMatchObject({ stations: 0, villagesServed: 0, carers: 0 })
  expect(town(network)).toMatchObject({ stations: 1, villagesServed: 1, carers: 1, dayPlaces: 10 })
  expect(before.unserved.map(({ code }: { code: string }) => code)).toContain(village)
  expect(network.unserved.map(({ code }: { code: string }) => code)).not.toContain(village)
  expect([staffed.status, staffed.body.code]).toEqual([409, 'facility-still-staffed'])
  expect(phoneEnd).toBe('0000')
  expect(closed.status).toBe(200)
  expect((await officer.get('/api/facilities')).body.items).toEqual([])
})

test('what cannot stand is refused with what to do', async () => {
  const officer = await as('county')
  const provider = { key: randomUUID(), name: '康乐养老服务中心', kind: 'enterprise', creditCode: null, contact: '' }
  const first17 = '91360735MA35FAKE0'
  const right = `${first17}${creditCheckCharacter(first17)}`
  const wrong = `${first17}${right.endsWith('0') ? '1' : '0'}`
  await saved('/api/care-providers', { ...provider, creditCode: right })
  await saved('/api/facilities', aFacility({ kind: 'county-centre', division: county, name: '县养老服务平台' }))

  const replies = [
    ['/api/facilities', aFacility({ division: township })],
    ['/api/facilities', aFacility({ kind: 'institution' })],
    ['/api/facilities', aFacility({ institutionClass: 'market' })],
    ['/api/facilities', aFacility({ kind: 'institution', institutionClass: 'market', beds: 3, nursingBeds: 4 })],
    ['/api/facilities', aFacility({ kind: 'county-centre', division: county })],
    ['/api/facilities', aFacility({ catchment: ['360736100001'] })],
    ['/api/facilities', aFacility({ division: '360736100001' })],
    ['/api/facilities', aFacility({ providerId: '999999' })],
    ['/api/facilities', aFacility({ id: '999999', version: 1 })],
    ['/api/care-providers', { ...provider, key: randomUUID() }],
    ['/api/care-providers', { ...provider, key: randomUUID(), name: '别家', creditCode: wrong }],
    ['/api/carers', aCarer('999999')],
    ['/api/carers', aCarer('999999', { shiftUntil: 480 })],
  ] as const
  const codes = []
  for (const [path, body] of replies) codes.push((await officer.post(path, body)).body.code)

  expect(codes).toEqual([
    'facility-wrong-level',
    'facility-class-missing',
    'facility-class-unasked',
    'facility-nursing-beds-over',
    'facility-centre-twice',
    'facility-catchment-outside',
    'facility-outside-your-place',
    'provider-not-found',
    'facility-not-found',
    'provider-name-taken',
    'provider-credit-code-invalid',
    'facility-not-found',
    'carer-shift-backwards',
  ])
})

test('two officers change one station: the second is told, and the same click twice changes it once', async () => {
  const id = await saved('/api/facilities', aFacility({ division: `${township}002`, catchment: [] }))
  const officer = await as('county')
  const changed = aFacility({ id, version: 1, name: '改名后的站点', division: `${township}002`, catchment: [] })

  const first = await officer.post('/api/facilities', changed)
  const again = await officer.post('/api/facilities', changed)
  const second = await officer.post('/api/facilities', { ...changed, key: randomUUID(), name: '另一个名字' })

  expect([first.status, again.status, second.body.code]).toEqual([200, 200, 'facility-changed-meanwhile'])
  const row = (await officer.get('/api/facilities')).body.items.find((item: { id: string }) => item.id === id)
  expect([row.name, row.version]).toEqual(['改名后的站点', 2])
})

test('a carer who falls ill is absent until it is withdrawn, and not twice at once', async () => {
  const facility = await saved('/api/facilities', aFacility({ division: `${township}003`, catchment: [] }))
  const carer = await saved('/api/carers', aCarer(facility))
  const officer = await as('township')
  const ill = { firstDay: today, lastDay: today, fromMinute: 600, reason: '发烧' }
  const path = `/api/carers/${carer}/absences`

  const recorded = await officer.post(path, { ...ill, key: randomUUID() })
  const twice = await officer.post(path, { ...ill, key: randomUUID() })
  const backwards = await officer.post(path, {
    ...ill,
    firstDay: '2026-12-02',
    lastDay: '2026-12-01',
    key: randomUUID(),
  })
  const shown = (await officer.get('/api/carers')).body.items.find((row: { id: string }) => row.id === carer)
  const withdrawn = await officer.post(`/api/carer-absences/${recorded.body.id}/withdraw`, { key: randomUUID() })
  const gone = await officer.post(`/api/carer-absences/${recorded.body.id}/withdraw`, { key: randomUUID() })

  expect([twice.body.code, backwards.body.code]).toEqual(['absence-overlaps', 'absence-backwards'])
  expect(shown.absences).toEqual([{ id: recorded.body.id, ...ill }])
  expect([withdrawn.status, gone.body.code]).toEqual([200, 'absence-not-found'])
})

test('who may not: a township sees the network of its county and changes none of it', async () => {
  const id = await saved('/api/facilities', aFacility({ division: `${county}101001`, catchment: [] }))
  const clerk = await as('township')
  const leader = await as('leader')
  const closing = { key: randomUUID(), version: 1, on: today }

  const replies = [
    await clerk.post('/api/facilities', aFacility()),
    await clerk.post(`/api/facilities/${id}/close`, closing),
    await clerk.post('/api/carers', aCarer(id)),
    await clerk.post('/api/care-providers', {
      key: randomUUID(),
      name: 'x',
      kind: 'public',
      creditCode: null,
      contact: '',
    }),
    await leader.post('/api/carers/1/absences', {
      key: randomUUID(),
      firstDay: today,
      lastDay: today,
      fromMinute: 0,
      reason: 'x',
    }),
    await leader.post('/api/carer-absences/1/withdraw', { key: randomUUID() }),
  ]

  expect(replies.map(({ status, body }) => [status, body.code])).toEqual(replies.map(() => [403, 'permission-missing']))
  const seen = (await clerk.get('/api/facilities')).body.items.map((row: { id: string }) => row.id)
  expect(seen).toContain(id)
  const changedPastTheProgram = store.within(township, (tx) =>
    tx.updateTable('facility').set({ name: '越界' }).where('id', '=', id).executeTakeFirst(),
  )
  expect((await changedPastTheProgram).numUpdatedRows).toBe(0n)
})

test('a county’s villages are put on the map from a file: all of them or none, once for a click, and by whoever may', async () => {
  const officer = await as('county')
  const { items } = (await officer.get('/api/elder-care/villages')).body
  const [first, second] = items
  const file = (...lines: readonly string[]) => ['区划代码,名称,经度,纬度', ...lines].join('\n')
  const good = [`${first.code},${first.name},116.301,26.301`, `${second.code},${second.name},116.302,26.302`]
  const placesOf = async () =>
    (await officer.get('/api/elder-care/villages')).body.items
      .slice(0, 2)
      .map(({ longitude, latitude }: { longitude: number; latitude: number }) => [longitude, latitude])
  const before = await placesOf()
  const importing = { key: randomUUID(), csv: file(...good) }

  const faulty = await officer.post('/api/village-points/import', {
    key: randomUUID(),
    csv: file(...good, '360736100001,,116.3,26.3'),
  })
  const untouched = await placesOf()
  const taken = await officer.post('/api/village-points/import', importing)
  const again = await officer.post('/api/village-points/import', importing)
  const moved = await officer.post('/api/village-points/import', {
    key: randomUUID(),
    csv: file(`${first.code},,116.305,26.305`),
  })
  const after = await placesOf()
  const { rows } = await store.owner.query(
    `select detail from audit_entry where action = 'import-village-points' order by id`,
  )
  const denied = []
  for (const login of ['village', 'township', 'leader', 'supervisor'])
    denied.push(
      (await (await as(login)).post('/api/village-points/import', { ...importing, key: randomUUID() })).status,
    )
  const tooLarge = await officer.post('/api/village-points/import', { key: randomUUID(), csv: 'x'.repeat(1_000_001) })

  expect([faulty.status, faulty.body.code, faulty.body.facts.faults]).toEqual([
    409,
    'village-points-faulty',
    [{ line: 4, code: 'code-unknown', division: '360736100001' }],
  ])
  expect(faulty.body.title).toContain('第4行')
  expect(untouched).toEqual(before)
  expect([taken, again, moved].map(({ status, body }) => [status, body])).toEqual([
    [200, { count: 2 }],
    [200, { count: 2 }],
    [200, { count: 1 }],
  ])
  expect(after).toEqual([
    [116.305, 26.305],
    [116.302, 26.302],
  ])
  expect(rows).toEqual([{ detail: { count: '2' } }, { detail: { count: '1' } }])
  expect(denied).toEqual([403, 403, 403, 403])
  expect(tooLarge.status).toBe(400)
})
