import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissionsOf, type Role, roles } from '#contracts/officer'
import { demoAccounts } from '#cli/demo.zh'
import { verifyAudit } from '#modules/officer'
import { aDeliveredCounty, aDesk, type DeliveredCounty, type Desk, sweepAll } from '../county.ts'

let delivered: DeliveredCounty
let desk: Desk
beforeAll(async () => {
  delivered = await aDeliveredCounty({ people: 4000, seed: 8 })
  await sweepAll(delivered.store)
  desk = await aDesk(delivered.store)
}, 180_000)
afterAll(async () => {
  await desk.close()
  await delivered.close()
})

/** The township of the demo clerk. */
const own = '360735100'

async function elsewhere<T extends object>(sql: string): Promise<T> {
  const { rows } = await delivered.store.owner.query<T>(sql)
  const [first] = rows
  if (first === undefined) throw new Error('The county has no such row')
  return first
}

test('nobody who is not signed in reads anything', async () => {
  const paths = [
    'session',
    'workbench',
    'signals',
    'signals/1',
    'signals/summary',
    'signals/export',
    'households',
    'households/1',
    'households/1/reason',
    'search?q=a',
    'batches',
    'held-rows',
    'policies',
    'divisions',
  ]
  const answers = await Promise.all(paths.map((path) => desk.app.inject({ method: 'GET', url: `/api/${path}` })))

  expect(answers.map(({ statusCode }) => statusCode)).toEqual(paths.map(() => 401))
})

test('the clerk of one township sees no signal of another in list, count, map, search or export', async () => {
  const clerk = await desk.as('township')
  const officer = await desk.as('county')
  const foreign = await elsewhere<{ id: string; name: string; number: string; household_id: string }>(
    `select s.id, p.name, h.number, h.id as household_id from signal s join household h on h.id = s.household_id
     join membership m on m.household_id = h.id and m.relation = '户主' join person p on p.id = m.person_id
     where s.division not like '${own}%' and not exists (
       select from person q where q.name = p.name and q.division like '${own}%') limit 1`,
  )

  const list = await clerk.get('/api/signals?limit=200')
  const all = await officer.get('/api/signals?limit=200')
  expect(list.body.items.length).toBeGreaterThan(0)
  expect(list.body.items.every((row: { division: string }) => row.division.startsWith(own))).toBe(true)
  expect(list.body.total).toBeLessThan(all.body.total)
  expect(list.body.total).toBe(
    Number((await elsewhere<{ n: string }>(`select count(*) n from signal where division like '${own}%'`)).n),
  )

  expect((await clerk.get('/api/signals?division=360735')).body.total).toBe(list.body.total)
  expect((await clerk.get('/api/signals/summary?division=360735')).body.total).toBe(list.body.total)
  expect((await clerk.get(`/api/signals?q=${encodeURIComponent(foreign.name)}`)).body.items).toEqual([])
  expect((await clerk.get(`/api/signals?householdId=${foreign.household_id}`)).body.items).toEqual([])
  expect((await clerk.get(`/api/signals/${foreign.id}`)).status).toBe(404)
  expect((await officer.get(`/api/signals/${foreign.id}`)).status).toBe(200)
  const file = await clerk.get('/api/signals/export')
  expect(file.text).not.toContain(foreign.number)
  expect(file.text.split('\n').filter((line) => /^\d/.test(line)).length).toBe(list.body.total)
})

test('the clerk of one township finds nobody of another by name, pinyin, identity digits or number, and opens no file', async () => {
  const clerk = await desk.as('township')
  const foreign = await elsewhere<{ id: string; name: string; pinyin: string; tail: string; number: string }>(
    `select h.id, p.name, p.pinyin, p.resident_id_tail as tail, h.number from household h join membership m on m.household_id = h.id
     join person p on p.id = m.person_id where h.division not like '${own}%' and p.resident_id_tail is not null limit 1`,
  )

  for (const text of [foreign.name, foreign.pinyin, foreign.tail, foreign.number]) {
    const found = await clerk.get(`/api/search?q=${encodeURIComponent(text)}`)
    expect(found.status).toBe(200)
    expect(found.body.items.filter((hit: { householdId: string }) => hit.householdId === foreign.id)).toEqual([])
  }
  const officer = await desk.as('county')
  expect((await officer.get(`/api/search?q=${encodeURIComponent(foreign.number)}`)).body.items.length).toBeGreaterThan(
    0,
  )
  expect((await clerk.get(`/api/households/${foreign.id}`)).status).toBe(404)
  expect((await clerk.get(`/api/households/${foreign.id}/reason`)).status).toBe(404)
  expect(
    (await clerk.post(`/api/households/${foreign.id}/reveal`, { purpose: 'verify-signal', note: '' })).status,
  ).toBe(404)
  expect((await clerk.get('/api/households?division=360735101')).body).toMatchObject({ items: [], total: 0 })
})

test('a signal of another township can be neither assigned nor closed', async () => {
  const clerk = await desk.as('township')
  const foreign = await elsewhere<{ id: string; version: number; officer: string }>(
    `select s.id, s.version, (select id from officer where login = 'township') as officer from signal s where s.division not like '${own}%' limit 1`,
  )

  const closed = await clerk.post(`/api/signals/${foreign.id}/close`, {
    key: 'another-township-1',
    version: foreign.version,
    result: 'not-true',
    note: '核实',
  })
  const assigned = await clerk.post('/api/signals/assign', {
    key: 'another-township-2',
    officerId: foreign.officer,
    signals: [{ id: foreign.id, version: foreign.version }],
  })

  expect([closed.status, closed.body.code]).toEqual([404, 'signal-not-found'])
  expect([assigned.status, assigned.body.code]).toEqual([404, 'signal-not-found'])
})

test('each route refuses every post that lacks its permission', async () => {
  const byRole: Readonly<Record<Role, string>> = {
    'village-worker': 'village',
    'township-clerk': 'township',
    'county-officer': 'county',
    'county-leader': 'leader',
    'prefecture-supervisor': 'supervisor',
  }
  const guarded = [
    {
      permission: 'signal:assign',
      path: '/api/signals/assign',
      body: { key: 'permission-1', officerId: '1', signals: [{ id: '1', version: 1 }] },
    },
    {
      permission: 'signal:close',
      path: '/api/signals/1/close',
      body: { key: 'permission-2', version: 1, result: 'not-true', note: '核实' },
    },
    { permission: 'household:reveal', path: '/api/households/1/reveal', body: { purpose: 'supervise', note: '' } },
    { permission: 'batch:withdraw', path: '/api/batches/999999/withdraw', body: {} },
    { permission: 'sweep:run', path: '/api/sweeps', body: undefined },
  ] as const
  for (const role of roles) {
    const officer = await desk.as(byRole[role])
    for (const { permission, path, body } of guarded) {
      if (permissionsOf[role].includes(permission)) continue
      const answer = await officer.post(path, body)
      expect([role, path, answer.status, answer.body.code]).toEqual([role, path, 403, 'permission-missing'])
      expect(answer.body.title).toContain('没有')
    }
  }
})

test('a signal is assigned and closed once, however often the same act is sent', async () => {
  const officer = await desk.as('county')
  const clerk = await desk.as('township')
  const list = await officer.get(`/api/signals?division=${own}&status=open&limit=1`)
  const [signal] = list.body.items
  const colleague = (await officer.get('/api/colleagues')).body.items.find(
    (one: { name: string }) => one.name === '黄建民',
  )
  const act = {
    key: 'assign-once-0001',
    officerId: colleague.officerId,
    signals: [{ id: signal.id, version: signal.version }],
  }

  const [first, second] = await Promise.all([
    officer.post('/api/signals/assign', act),
    officer.post('/api/signals/assign', act),
  ])
  expect([first.status, second.status]).toEqual([200, 200])
  const mine = await clerk.get('/api/signals?mine=true')
  expect(mine.body.items.map((row: { id: string }) => row.id)).toEqual([signal.id])

  const detail = await clerk.get(`/api/signals/${signal.id}`)
  expect(detail.body).toMatchObject({ status: 'assigned', assigneeName: '黄建民', version: signal.version + 1 })
  const stale = await clerk.post(`/api/signals/${signal.id}/close`, {
    key: 'close-once-0000',
    version: signal.version,
    result: detail.body.possibleResults[0],
    note: '',
  })
  expect([stale.status, stale.body.code]).toEqual([409, 'signal-changed-meanwhile'])
  const close = {
    key: 'close-once-0001',
    version: detail.body.version,
    result: 'not-true',
    note: '11月2日入户核实，情况不属实',
  }
  const answers = await Promise.all([1, 2, 3].map(() => clerk.post(`/api/signals/${signal.id}/close`, close)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const after = await officer.get(`/api/signals/${signal.id}`)
  expect(after.body).toMatchObject({ status: 'closed', result: 'not-true', workingDaysLeft: null })
  expect(after.body.events.map((event: { kind: string }) => event.kind)).toEqual(['raised', 'assigned', 'closed'])
})

test('sensitive facts are masked until a purpose is given, and the look is in the audit log', async () => {
  const clerk = await desk.as('township')
  const { id } = await elsewhere<{ id: string }>(
    `select m.household_id as id from fact f join membership m on m.person_id = f.subject_id where f.subject = 'p' and f.fact = 'disabilityType'
     and f.superseded_at is null and f.division like '${own}%' and m.relation = '户主' limit 1`,
  )
  const facts = (body: { members: { facts: { name: string; value: string | null; masked: boolean }[] }[] }) =>
    body.members.flatMap((member) => member.facts)

  const before = await clerk.get(`/api/households/${id}`)
  expect(before.body.revealed).toBe(false)
  expect(
    facts(before.body)
      .filter(({ name }) => name === '残疾类别')
      .map(({ value, masked }) => [value, masked]),
  ).toContainEqual([null, true])
  expect(before.body.members[0].residentId).toMatch(/^\*{4}\w{4}$/)
  expect(before.text).not.toMatch(/\d{17}[\dX]/)

  expect(
    (await clerk.post(`/api/households/${id}/reveal`, { purpose: 'verify-signal', note: '入户前了解情况' })).status,
  ).toBe(200)
  const after = await clerk.get(`/api/households/${id}`)
  expect(after.body.revealed).toBe(true)
  expect(facts(after.body).every(({ value, masked }) => value !== null && !masked)).toBe(true)
  const log = await elsewhere<{ action: string; detail: unknown }>(
    `select action, detail from audit_entry where subject = 'household:${id}'`,
  )
  expect(log).toEqual({ action: 'reveal-household', detail: { purpose: 'verify-signal', note: '入户前了解情况' } })
  expect((await (await desk.as('village')).get(`/api/households/${id}`)).body.revealed ?? false).toBe(false)
})

test('the reason of a determination names steps, standards with their documents, and hides amounts until a purpose is given', async () => {
  const officer = await desk.as('county')
  const { id } = await elsewhere<{ id: string }>(
    `select household_id as id from determination where category = '低保' and superseded_at is null limit 1`,
  )

  const masked = await officer.get(`/api/households/${id}/reason`)
  expect(masked.body.category).toBe('低保')
  expect(masked.body.steps.length).toBeGreaterThan(8)
  expect(masked.text).toContain('●●●')
  const standards = masked.body.steps.flatMap(
    (step: { inputs: { kind: string; name: string; source: string | null }[] }) =>
      step.inputs.filter(({ kind }) => kind === 'parameter'),
  )
  expect(
    standards.some(
      (input: { name: string; source: string | null }) => input.name === '低保标准' && input.source !== null,
    ),
  ).toBe(true)

  await officer.post(`/api/households/${id}/reveal`, { purpose: 'handle-assistance', note: '' })
  expect((await officer.get(`/api/households/${id}/reason`)).text).not.toContain('●●●')
})

test('five wrong passwords lock an account, and the right one does not open it then', async () => {
  const attempt = (password: string) =>
    desk.app.inject({ method: 'POST', url: '/api/session', payload: { login: 'leader', password } })
  const statuses: number[] = []

  for (let i = 0; i < 5; i++) statuses.push((await attempt('wrong')).statusCode)

  expect(statuses).toEqual([401, 401, 401, 401, 423])
  const right = await attempt(demoAccounts[0]?.password ?? '')
  expect([right.statusCode, right.json().code]).toEqual([423, 'sign-in-locked'])
})

test('a changed or missing entry of the audit log is found', async () => {
  const broken = async (): Promise<string | null> => (await verifyAudit(delivered.store)).broken
  const { id, detail } = await elsewhere<{ id: string; detail: object }>(
    `select id, detail from audit_entry where action = 'reveal-household' order by id limit 1`,
  )
  const write = (of: object) =>
    delivered.store.owner.query('update audit_entry set detail = $2 where id = $1', [id, JSON.stringify(of)])
  expect(await broken()).toBeNull()

  await write({ ...detail, purpose: 'supervise', changed: true })
  expect(await broken()).toBe(id)

  await write(detail)
  expect(await broken()).toBeNull()
  await delivered.store.owner.query('delete from audit_entry where id = $1', [id])
  expect(Number(await broken())).toBeGreaterThan(Number(id))
})

test('the evidence of a signal hides how a family lives until a purpose is given', async () => {
  const clerk = await desk.as('township')
  const { id, household_id } = await elsewhere<{ id: string; household_id: string }>(
    `select id, household_id from signal where code = 'M01' and division like '${own}%' order by id desc limit 1`,
  )
  const selfPay = (body: { evidenceFacts: { name: string; value: string }[] }) =>
    body.evidenceFacts.filter(({ name }) => name.endsWith('近12个月医疗自付')).map(({ value }) => value)

  const before = await clerk.get(`/api/signals/${id}`)
  await clerk.post(`/api/households/${household_id}/reveal`, { purpose: 'verify-signal', note: '' })
  const after = await clerk.get(`/api/signals/${id}`)

  expect(selfPay(before.body).length).toBeGreaterThan(0)
  expect(new Set(selfPay(before.body))).toEqual(new Set(['●●●']))
  expect(selfPay(after.body)).not.toContain('●●●')
})
