import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDeliveredCounty, aDesk, county, type DeliveredCounty, type Desk, means, type Reply, sweepAll, today } from '../county.ts'
import { takeOver } from '#modules/assistance'
import { findOfficerInPost } from '#modules/officer'

const township = '360735100'
let delivered: DeliveredCounty
let desk: Desk
let wanted: { household: string; head: string; adults: string[] }[]

beforeAll(async () => {
  delivered = await aDeliveredCounty({ people: 4000, seed: 11 })
  await sweepAll(delivered.store)
  desk = await aDesk(delivered.store)
  const { rows } = await delivered.store.owner.query(
    `select d.household_id as household, (array_agg(m.person_id order by m.relation <> '户主'))[1] as head,
       array_agg(m.person_id) filter (where p.birth_day < date '2008-11-02') as adults
     from determination d join membership m on m.household_id = d.household_id and m.valid_until is null and m.superseded_at is null
     join person p on p.id = m.person_id
     where d.superseded_at is null and d.category = '低保' and d.division like '${township}%'
     group by 1 order by 1`,
  )
  wanted = rows
})

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

async function take(login: string, id: string, action: string, given: Record<string, unknown> = {}): Promise<Reply> {
  const officer = await as(login)
  const { body } = await officer.get(`/api/cases/${id}`)
  return officer.post(`/api/cases/${id}/${action}`, { key: randomUUID(), version: body.version, ...given })
}

async function open(given: Record<string, unknown> = {}): Promise<string> {
  const next = wanted.shift()
  if (next === undefined) throw new Error('No household is left that qualifies')
  const clerk = await as('township')
  const reply = await clerk.post('/api/cases', {
    key: randomUUID(),
    programme: 'subsistence-allowance',
    householdId: next.household,
    applicantId: next.head,
    channel: 'window',
    story: '收入很低，生活困难。',
    papers: ['identity', 'promise', 'authorisation'],
    signedBy: next.adults,
    nearRelatives: [],
    ...given,
  })
  expect([reply.status, reply.text]).toEqual([200, expect.any(String)])
  return reply.body.id
}

const pen = 'M0 0 L10 10'
const survey = {
  on: '2026-11-02',
  method: 'visit',
  surveyors: ['温小兰'],
  present: '户主',
  signatures: ['黄建民', '温小兰', '户主'].map((name) => ({ name, path: pen })),
  facts: [],
  conclusion: '住房简陋，情况属实。',
}

async function throughOpinion(id: string): Promise<void> {
  expect((await take('township', id, 'survey', survey)).text).toContain(id)
  expect((await take('township', id, 'request-check', { departments: ['tax', 'banks'] })).status).toBe(200)
  for (const department of ['tax', 'banks']) {
    const reply = { department, finding: 'nothing', note: '', facts: [] }
    expect((await take('county', id, 'reply-check', reply)).status).toBe(200)
  }
  expect((await take('township', id, 'opinion')).text).toContain(id)
}

test('an application becomes a survey, a check, an opinion and a notice', async () => {
  expect(wanted.length).toBeGreaterThan(3)
  const id = await open()
  await throughOpinion(id)
  expect((await take('township', id, 'notice')).text).toContain(id)
  const clerk = await as('township')
  const { body } = await clerk.get(`/api/cases/${id}`)
  expect(body).toMatchObject({ step: 'notice', status: 'open', turn: 'township' })
  const early = await take('township', id, 'close-notice')
  expect([early.status, early.body.code]).toEqual([409, 'case-notice-still-running'])
})

test('who receives something by the old register becomes a running case that is paid on, once', async () => {
  const { store } = delivered
  const actor = await findOfficerInPost(store.plain, 'county-officer', county)
  if (actor === undefined) throw new Error('The demo has a county officer')
  const caseMeans = { store, duckdb: desk.app.context.duckdb, ...means, today }

  const first = await takeOver(caseMeans, actor, county)
  const again = await takeOver(caseMeans, actor, county)

  expect(first).toBeGreaterThan(50)
  expect(again).toBe(0)
  const { rows } = await store.owner.query(
    `select count(*)::int as n from entitlement where superseded_at is null`,
  )
  expect(rows[0].n).toBeGreaterThan(30)
})
