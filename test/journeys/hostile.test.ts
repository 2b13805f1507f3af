import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoAccounts } from '#cli/demo.zh'
import { ensureOfficers, verifyAudit } from '#modules/officer'
import { aDeliveredCounty, aDesk, county, type DeliveredCounty, type Desk, sweepAll } from '../county.ts'

const password = demoAccounts[0]?.password ?? ''
let delivered: DeliveredCounty
let desk: Desk
beforeAll(async () => {
  delivered = await aDeliveredCounty({ people: 2000, seed: 21 })
  await sweepAll(delivered.store)
  desk = await aDesk(delivered.store)
  await ensureOfficers(delivered.store, [
    {
      login: 'two-posts',
      name: '钟秀英',
      password,
      posts: [
        { role: 'village-worker', division: '360735100001', title: '协理员' },
        { role: 'township-clerk', division: '360735101', title: '经办' },
      ],
    },
    { login: 'guessed', name: '曾国强', password, posts: [{ role: 'county-leader', division: county, title: '局长' }] },
  ])
}, 180_000)
afterAll(async () => {
  await desk.close()
  await delivered.close()
})

async function stored<T extends object>(sql: string): Promise<T[]> {
  return (await delivered.store.owner.query<T>(sql)).rows
}
async function firstOf<T extends object>(sql: string): Promise<T> {
  const [first] = await stored<T>(sql)
  if (first === undefined) throw new Error('The county has no such row')
  return first
}
const officerId = async (login: string) =>
  (await firstOf<{ id: string }>(`select id from officer where login = '${login}'`)).id
const signals = async (
  officer: { get: (path: string) => Promise<{ body: { items: { id: string; version: number }[] } }> },
  count: number,
) => (await officer.get(`/api/signals?status=open&limit=${count}`)).body.items

test('a key that was used for one act does not pass another act off as done', async () => {
  const officer = await desk.as('county')
  const [one, other] = await signals(officer, 2)
  if (one === undefined || other === undefined) throw new Error('Too few signals')
  const close = (of: { version: number }) => ({
    key: 'one-key-two-acts',
    version: of.version,
    result: 'not-true',
    note: '入户核实',
  })
  expect((await officer.post(`/api/signals/${one.id}/close`, close(one))).status).toBe(200)

  const second = await officer.post(`/api/signals/${other.id}/close`, close(other))
  const third = await officer.post('/api/signals/assign', {
    key: 'one-key-two-acts',
    officerId: await officerId('county'),
    signals: [{ id: other.id, version: other.version }],
  })

  expect([second.status, second.body.code]).toEqual([409, 'key-of-another-act'])
  expect([third.status, third.body.code]).toEqual([409, 'key-of-another-act'])
  expect((await officer.get(`/api/signals/${other.id}`)).body.status).toBe('open')
  expect((await officer.post(`/api/signals/${one.id}/close`, close(one))).body).toEqual({ done: 1 })
})

test('a key of one officer is not a key of another', async () => {
  const [officer, clerk] = [await desk.as('county'), await desk.as('township')]
  const [signal] = await signals(clerk, 1)
  if (signal === undefined) throw new Error('The township has no signal')
  const act = { key: 'shared-key-0001', officerId: await officerId('township'), signals: [signal] }
  expect((await officer.post('/api/signals/assign', act)).status).toBe(200)
  expect((await clerk.post('/api/signals/assign', act)).body.code).toBe('signal-changed-meanwhile')
})

test('work is not given to somebody who may see it but not close it', async () => {
  const officer = await desk.as('county')
  const [signal] = await signals(officer, 1)
  for (const login of ['leader', 'supervisor']) {
    const answer = await officer.post('/api/signals/assign', {
      key: `to-the-${login}`,
      officerId: await officerId(login),
      signals: [signal],
    })
    expect([answer.status, answer.body.code]).toEqual([409, 'officer-cannot-see-signal'])
  }
})

test('a note of a thousand and one characters is refused and nothing is closed', async () => {
  const officer = await desk.as('county')
  const [signal] = await signals(officer, 1)
  const close = (note: string) =>
    officer.post(`/api/signals/${signal?.id}/close`, {
      key: 'a-long-note',
      version: signal?.version,
      result: 'not-true',
      note,
    })
  expect((await close('核'.repeat(1001))).status).toBe(400)
  expect((await close('核'.repeat(1000))).status).toBe(200)
})

test('a supervisor of the prefecture sees the counts of the county on the map', async () => {
  const supervisor = await desk.as('supervisor')
  const { total, byPlace } = (await supervisor.get('/api/signals/summary')).body
  expect(byPlace.find((place: { division: string }) => place.division === county).active).toBe(total)
  const inside = (await supervisor.get(`/api/signals/summary?division=${county}`)).body
  expect(inside.byPlace.reduce((sum: number, place: { active: number }) => sum + place.active, 0)).toBe(total)
})

test('garbage in a question is refused or finds nothing, and is never a fault', async () => {
  const officer = await desk.as('county')
  const texts = [
    '%',
    "'",
    "''; drop table person; --",
    '\\',
    '\u0000',
    '😀'.repeat(40),
    '\ud800',
    '_%',
    ' ',
    '=1+1',
    '\u{10ffff}',
    '9'.repeat(40),
  ]
  const paths = [
    'search?q=',
    'signals?q=',
    'households?q=',
    'signals?cursor=',
    'households?cursor=',
    'signals?code=',
    'households?category=',
    'signals?cursor=0000-00-00_',
    'signals?cursor=9999-12-31_',
    'households?cursor=360735_',
    'signals?householdId=',
    'signals/summary?division=',
    'policies/',
    'held-rows?batchId=',
    'batches?cursor=',
    'signals/export?q=',
  ]
  const encoded = texts.map((text) => encodeURIComponent(text.toWellFormed()))
  for (const path of paths) {
    for (const text of [...encoded, '%00', '%ff', '%ED%A0%80', '1'.repeat(18), '999999999999999999999']) {
      const answer = await officer.get(`/api/${path}${text}`)
      expect([200, 400, 404], `${path}${text} ${answer.text}`).toContain(answer.status)
    }
  }
})

test('text that the store cannot keep is refused in every command', async () => {
  const officer = await desk.as('county')
  const { id } = await firstOf<{ id: string }>('select id from household limit 1')
  for (const bad of ['\u0000', '\ud800']) {
    const reveal = await officer.post(`/api/households/${id}/reveal`, { purpose: 'supervise', note: bad })
    const signIn = await officer.post('/api/session', { login: `a${bad}`, password: 'x' })
    const close = await officer.post('/api/signals/1/close', {
      key: `12345678${bad}`,
      version: 1,
      result: 'not-true',
      note: bad,
    })
    expect([reveal.status, signIn.status, close.status]).toEqual([400, 400, 400])
  }
})

test('guesses sent all at once are counted like guesses sent one by one', async () => {
  const attempt = (of: string) =>
    desk.app.inject({ method: 'POST', url: '/api/session', payload: { login: 'guessed', password: of } })
  const answers = await Promise.all(Array.from({ length: 9 }, (_, i) => attempt(`wrong-${i}`)))
  expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(4)
  expect((await attempt(password)).json().code).toBe('sign-in-locked')
})

test('twenty looks at once leave an unbroken audit log, also across places and posts', async () => {
  const [officer, supervisor, clerk] = [await desk.as('county'), await desk.as('supervisor'), await desk.as('township')]
  const homes = await stored<{ id: string }>(`select id from household where division like '360735100%' limit 20`)
  const before = await firstOf<{ count: string }>('select count(*) from audit_entry')
  const statuses = await Promise.all(
    homes.map(async ({ id }, i) => {
      const who = [officer, supervisor, clerk][i % 3] ?? officer
      return (await who.post(`/api/households/${id}/reveal`, { purpose: 'supervise', note: '"引号"\n与=1' })).status
    }),
  )
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect((await verifyAudit(delivered.store)).broken).toBeNull()
  const after = await firstOf<{ count: string }>('select count(*) from audit_entry')
  expect(Number(after.count) - Number(before.count)).toBe(20)
})

test('an officer changes between own posts only, and sees just what the post sees', async () => {
  const officer = await desk.as('two-posts')
  const places = async () =>
    new Set(
      (await officer.get('/api/signals?limit=200')).body.items.map((row: { division: string }) =>
        row.division.slice(0, 9),
      ),
    )
  const session = (await officer.get('/api/session')).body
  const village = session.posts.find((post: { role: string }) => post.role === 'village-worker')
  const clerk = session.posts.find((post: { role: string }) => post.role === 'township-clerk')
  const foreign = await firstOf<{ id: string }>(
    `select p.id from post p join officer o on o.id = p.officer_id where o.login = 'county'`,
  )

  for (const postId of [foreign.id, '0', '', "' or 1=1", '\ud83d\ude00']) {
    const answer = await officer.post('/api/session/post', { postId })
    expect([answer.status, answer.body.code]).toEqual([403, 'post-not-yours'])
  }
  await officer.post('/api/session/post', { postId: clerk.id })
  expect([...(await places())].every((place) => place === '360735101')).toBe(true)
  await officer.post('/api/session/post', { postId: village.id })
  expect([...(await places())].every((place) => place === '360735100')).toBe(true)
  expect((await officer.get('/api/colleagues')).status).toBe(403)
})

test('a session ends with signing out, with an idle hour and with its longest time', async () => {
  const signIn = async () => {
    const answer = await desk.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: 'village', password },
    })
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict/)
    return String(answer.headers['set-cookie']).split(';')[0] ?? ''
  }
  const status = async (cookie: string) =>
    (await desk.app.inject({ method: 'GET', url: '/api/session', headers: { cookie } })).statusCode
  const newest = 'where created_at = (select max(created_at) from session)'

  const left = await signIn()
  expect(await status(left)).toBe(200)
  await desk.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie: left } })
  expect(await status(left)).toBe(401)
  const idle = await signIn()
  await stored(`update session set last_seen_at = now() - interval '61 minutes' ${newest}`)
  expect(await status(idle)).toBe(401)
  const old = await signIn()
  await stored(`update session set expires_at = now() ${newest}`)
  expect(await status(old)).toBe(401)
})

test('answers that name people are not kept by a browser, and files beside the desk are not served', async () => {
  const answer = await desk.app.inject({ method: 'GET', url: '/api/session' })
  expect(answer.headers['cache-control']).toBe('no-store')
  for (const url of ['/.built', '/../package.json', '/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/%zz']) {
    const file = await desk.app.inject({ method: 'GET', url })
    expect(file.body).not.toMatch(/^[0-9a-f]{64}$|"dependencies"/)
  }
})

test('the OpenAPI document names every route with its answer', async () => {
  const document = (await desk.app.inject({ method: 'GET', url: '/api/openapi.json' })).json()
  const operations = Object.values<Record<string, { responses: Record<string, unknown> }>>(document.paths).flatMap(
    (path) => Object.values(path),
  )
  expect(operations.length).toBeGreaterThan(20)
  expect(operations.every(({ responses }) => '200' in responses)).toBe(true)
})
