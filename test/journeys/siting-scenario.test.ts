import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SealedAnswer, SitingAnswer, SitingQuestion } from '#contracts/siting-scenario'
import { ensureOfficers } from '#modules/officer'
import { demoAccounts } from '#cli/demo.zh'
import { aDeliveredCounty, aDesk, county, type DeliveredCounty, type Desk } from '../county.ts'
import { occupyTurns } from './occupied-turns.ts'

const village = `${county}100001`
let delivered: DeliveredCounty
let desk: Desk
let unplaced: string

beforeAll(async () => {
  delivered = await aDeliveredCounty({ people: 1500, seed: 5 })
  desk = await aDesk(delivered.store)
  const { rows } = await delivered.store.owner.query<{ code: string; name: string }>(
    `select code, name from division where code like '${county}%' and level = 'village' order by code`,
  )
  // The last village stays off the map.
  unplaced = rows.at(-1)?.name ?? ''
  for (const [index, { code }] of rows.slice(0, -1).entries()) {
    await delivered.store.owner.query(
      `insert into division_point (code, county, longitude, latitude, source) values ($1, $2, $3, $4, 'demo')`,
      [code, county, 116.2 + (index % 12) * 0.02, 26.1 + Math.floor(index / 12) * 0.02],
    )
  }
  const officer = await as('county')
  const station = await officer.post('/api/facilities', {
    key: randomUUID(),
    kind: 'village-station',
    name: '老站点',
    division: village,
    address: '',
    longitude: 116.2,
    latitude: 26.1,
    institutionClass: null,
    providerId: null,
    beds: 0,
    nursingBeds: 0,
    dayPlaces: 10,
    meals: 0,
    openedOn: '2026-01-01',
    catchment: [village],
  })
  expect(station.status).toBe(200)
}, 120_000)

afterAll(async () => {
  await desk.close()
  await delivered.close()
})

const signedIn = new Map<string, ReturnType<Desk['as']>>()
function as(login: string): ReturnType<Desk['as']> {
  const officer = signedIn.get(login) ?? desk.as(login)
  signedIn.set(login, officer)
  return officer
}

const aQuestion = (given: Partial<SitingQuestion> = {}): SitingQuestion => ({
  kind: 'village-station',
  goal: 'coverage',
  newSites: 4,
  mode: 'foot',
  within: 30,
  floor: null,
  everyTownship: false,
  seconds: 3,
  ...given,
})

async function sealed(given: Partial<SitingQuestion> = {}): Promise<SealedAnswer> {
  const reply = await (await as('county')).post('/api/siting/ask', aQuestion(given))
  expect([reply.status, reply.text.slice(0, 200)]).toEqual([200, expect.any(String)])
  return reply.body
}

const asked = async (given: Partial<SitingQuestion> = {}): Promise<SitingAnswer> => (await sealed(given)).answer

test('the answer keeps what stands, reaches more elders, and says of each village how it was before', async () => {
  const answer = await asked()

  expect(answer.sites.filter(({ existing }) => existing).map(({ name }) => name)).toEqual(['老站点'])
  expect(answer.sites.filter(({ existing }) => !existing)).toHaveLength(4)
  expect(answer.after.elders).toBeGreaterThan(answer.before.elders)
  const sum = (villages: SitingAnswer['villages']): number => villages.reduce((all, { elders }) => all + elders, 0)
  expect(sum(answer.villages.filter(({ reachedBefore }) => reachedBefore))).toBe(answer.before.elders)
  expect(sum(answer.villages.filter(({ reached }) => reached))).toBe(answer.after.elders)
  // The station stands in the first village itself.
  expect(answer.villages[0]).toMatchObject({ code: village, minutesBefore: 0, reachedBefore: true })
  for (const { minutes, minutesBefore } of answer.villages)
    expect(minutes ?? Infinity).toBeLessThanOrEqual(minutesBefore ?? Infinity)
})

test('a village that is not on the map is named, and the others are planned', async () => {
  const answer = await asked()

  expect(answer.faults).toEqual([expect.stringContaining(unplaced)])
  expect(answer.villages.map(({ name }) => name)).not.toContain(unplaced)
})

test('a floor that so few sites cannot keep is not passed over in silence', async () => {
  const answer = await asked({ newSites: 1, floor: 5 })

  expect(answer.unmet.length).toBeGreaterThan(0)
  expect(answer.optimal).toBe(false)
})

test('to reach every village takes as many sites as it takes', async () => {
  const answer = await asked({ goal: 'cover-all', newSites: 0, mode: 'car', within: 60 })

  expect(answer.villages.every(({ reached }) => reached)).toBe(true)
})

test('a scenario is kept under its name, once for a click, and removed', async () => {
  const officer = await as('county')
  const { answer, seal } = await sealed()
  const saving = { key: randomUUID(), name: '四个新站点', question: aQuestion(), answer, seal }

  const first = await officer.post('/api/siting-scenarios', saving)
  const again = await officer.post('/api/siting-scenarios', saving)
  const namesake = await officer.post('/api/siting-scenarios', { ...saving, key: randomUUID(), name: ' 四个新站点 ' })
  const seen = (await (await as('leader')).get('/api/siting-scenarios')).body.items
  const path = `/api/siting-scenarios/${first.body.id}/remove`
  const removed = await officer.post(path, { key: randomUUID() })
  const gone = await officer.post(path, { key: randomUUID() })
  const anew = await officer.post('/api/siting-scenarios', { ...saving, key: randomUUID() })

  expect([first.status, again.body.id]).toEqual([200, first.body.id])
  expect([namesake.status, namesake.body.code]).toEqual([409, 'siting-scenario-name-taken'])
  expect(seen).toEqual([expect.objectContaining({ id: first.body.id, name: '四个新站点', madeBy: '陈思远', answer })])
  expect([removed.status, gone.status, gone.body.code]).toEqual([200, 404, 'siting-scenario-not-found'])
  expect(anew.status).toBe(200)
})

test('only what was reckoned here, as it was, for this county and this question, is kept', async () => {
  await ensureOfficers(delivered.store, [
    {
      login: 'elsewhere',
      name: '邻县',
      password: demoAccounts[0]?.password ?? '',
      posts: [{ role: 'county-officer', division: '360736', title: '县民政局经办' }],
    },
  ])
  const question = aQuestion({ seconds: 1 })
  const { answer, seal } = await sealed(question)
  const other = await sealed({ seconds: 1, newSites: 2 })
  const told = async (given: object, login = 'county') =>
    (await as(login)).post('/api/siting-scenarios', {
      key: randomUUID(),
      name: '核对',
      question,
      answer,
      seal,
      ...given,
    })

  const refused = [
    await told({ answer: { ...answer, after: { ...answer.after, elders: answer.after.elders + 1 } } }),
    await told({ answer: { ...answer, note: '外加的话' } }),
    await told({ answer: { ...answer, sites: answer.sites.slice(1) } }),
    await told({ question: { ...question, newSites: 3 } }),
    await told({ seal: other.seal }),
    await told({}, 'elsewhere'),
  ]
  const unsealed = await told({ seal: '' })
  const kept = await told({})

  expect(refused.map(({ status, body }) => [status, body.code, body.title])).toEqual(
    refused.map(() => [409, 'siting-answer-not-from-here', '结果与本系统计算的不一致，请重新计算后再保存。']),
  )
  expect([unsealed.status, kept.status]).toEqual([400, 200])
})

test('while too much is reckoned already a question is refused, and answered later', async () => {
  const officer = await as('county')
  const free = occupyTurns(desk.app.turns)

  const refused = await officer.post('/api/siting/ask', aQuestion())
  free()
  const later = await officer.post('/api/siting/ask', aQuestion({ seconds: 1 }))

  expect([refused.status, refused.body.code]).toEqual([503, 'siting-too-many-at-once'])
  expect(later.status).toBe(200)
})

test('without elders on the map there is nothing to plan', async () => {
  const { rows } = await delivered.store.owner.query('delete from division_point returning *')
  const reply = await (await as('county')).post('/api/siting/ask', aQuestion())
  for (const row of rows)
    await delivered.store.owner.query(
      `insert into division_point (code, county, longitude, latitude, source) values ($1, $2, $3, $4, 'demo')`,
      [row.code, row.county, row.longitude, row.latitude],
    )

  expect(reply.body.code).toBe('siting-nothing-to-plan')
})

test('who may not: townships, villages and supervisors neither plan nor see what is planned', async () => {
  const answer = await sealed({ seconds: 1 })
  for (const login of ['village', 'township', 'supervisor']) {
    const officer = await as(login)
    const replies = [
      await officer.post('/api/siting/ask', aQuestion()),
      await officer.get('/api/siting-scenarios'),
      await officer.post('/api/siting-scenarios', {
        key: randomUUID(),
        name: 'x',
        question: aQuestion(),
        ...answer,
      }),
      await officer.post('/api/siting-scenarios/1/remove', { key: randomUUID() }),
    ]

    expect(replies.map(({ status, body }) => [login, status, body.code])).toEqual(
      replies.map(() => [login, 403, 'permission-missing']),
    )
  }
})
