import { randomUUID } from 'node:crypto'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDesk, type Desk } from '../county.ts'
import { aPaymentBench, type Family, type PaymentBench } from '../../src/modules/disbursement/testing.ts'

let bench: PaymentBench
let desk: Desk
beforeAll(async () => {
  bench = await aPaymentBench()
  desk = await aDesk(bench.store)
})
afterAll(async () => {
  await desk.close()
  await bench.store.close()
})

const signedIn = new Map<string, ReturnType<Desk['as']>>()

/** Everybody signs in once; the door lets nobody try again and again. */
function as(login: string): ReturnType<Desk['as']> {
  const officer = signedIn.get(login) ?? desk.as(login)
  signedIn.set(login, officer)
  return officer
}

const key = () => ({ key: randomUUID() })
const anAccount = (family: Family, number: string, holder = '钟𠮷兰') => ({
  ...key(),
  personId: family.payee,
  holder,
  bank: '石城农商银行',
  number,
})

test('a month from the account to the bank’s answer, with four eyes at each step', async () => {
  const [township, county, leader] = [await as('township'), await as('county'), await as('leader')]
  const family = await bench.family(['钟𠮷兰', '温小宝'])
  const caseId = await bench.caseOf(family)
  await bench.decide({ family, caseId, yuan: 911, from: '2026-11', on: '2026-10-20' })

  const foreign = await township.post('/api/payment-accounts', anAccount(family, '6222000011112222', '钟大伯'))
  const entered = await township.post('/api/payment-accounts', anAccount(family, '6222000011112222'))
  expect([foreign.body.code, entered.status]).toEqual(['account-of-another-needs-agreement', 200])
  const early = await county.post('/api/payment-batches', { ...key(), month: '2026-11' })
  const held = (await county.get(`/api/payment-batches/${early.body.id}`)).body
  expect([early.body.held, held.holds[0].code, held.holds[0].text]).toEqual([
    1,
    'no-account',
    expect.stringContaining('收款账户'),
  ])

  const waiting = (await county.get('/api/payment-accounts?status=waiting')).body.items
  expect(waiting).toMatchObject([{ id: entered.body.id, number: '**** 2222', otherHolder: false, status: 'waiting' }])
  expect((await county.post(`/api/payment-accounts/${entered.body.id}/confirm`, key())).status).toBe(200)
  const built = await county.post('/api/payment-batches', { ...key(), month: '2026-11' })
  expect(built.body).toEqual({ id: early.body.id, lines: 1, held: 0, total: '911' })

  const path = `/api/payment-batches/${built.body.id}`
  const step = async () => ({ ...key(), version: (await county.get(path)).body.version })
  const early2 = await county.get(`${path}/bank-file?profile=csv`)
  expect([early2.status, early2.body.code]).toEqual([409, 'payment-batch-not-in-this-state'])
  expect((await leader.post(`${path}/approve`, { ...key(), version: 999 })).body.code).toBe('payment-changed-meanwhile')
  expect((await leader.post(`${path}/approve`, await step())).status).toBe(200)
  expect((await county.post(`${path}/send`, await step())).status).toBe(200)

  const detail = (await township.get(path)).body
  expect(detail.sums).toMatchObject([
    { township: '360735100', programme: 'subsistence-allowance', households: 1, total: '911' },
  ])
  const lines = (await township.get(`${path}/lines?township=360735100`)).body
  expect(lines).toMatchObject({ items: [{ payee: '钟𠮷兰', account: '**** 2222', total: '911' }], next: null })
  expect(JSON.stringify(lines)).not.toContain('6222000011112222')

  const broken = await county.post(`${path}/returns`, { ...key(), profile: 'csv', text: '1,911,账户已销户' })
  expect([broken.body.code, broken.body.title]).toEqual(['returns-file-wrong', expect.stringContaining('第1行')])
  const returned = await county.post(`${path}/returns`, { ...key(), profile: 'csv', text: '1,911.00,账户已销户' })
  expect(returned.body).toEqual({ returned: 1, again: 1, kept: 0 })
  expect((await county.get(`${path}/lines?status=returned`)).body.items).toMatchObject([
    { returnedReason: '账户已销户' },
  ])
  expect((await county.post(`${path}/settle`, await step())).status).toBe(200)
})

test('the bank’s file has the whole number and the rare name, and each look at it is in the audit log', async () => {
  const county = await as('county')
  const [batch] = (await county.get('/api/payment-batches')).body.items
  const signed = await desk.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login: 'county', password: 'Doudi@2026' },
  })
  const cookie = String(signed.headers['set-cookie']).split(';')[0] ?? ''
  const file = await desk.app.inject({
    method: 'GET',
    url: `/api/payment-batches/${batch.id}/bank-file?profile=fixed-width`,
    headers: { cookie },
  })

  const text = iconv.decode(file.rawPayload, 'gb18030')
  expect(file.headers['content-disposition']).toContain(`payment-360735-202611-${batch.id}.txt`)
  expect(text).toContain('6222000011112222')
  expect(text).toContain('钟𠮷兰')
  const { files } = (await county.get(`/api/payment-batches/${batch.id}`)).body
  expect(files).toMatchObject([{ profile: 'fixed-width', sm3: file.headers['x-content-sm3'], lines: 1, total: '911' }])
  const [seen] = await bench.rows<{ n: number }>(
    `select count(*)::int as n from audit_entry where action = 'write-bank-file'`,
  )
  expect(seen?.n).toBe(1)
})

test('help in goods is written to the household by its township', async () => {
  const township = await as('township')
  const family = await bench.family(['张三'])
  const given = {
    ...key(),
    householdId: family.householdId,
    kind: 'goods',
    description: '大米50斤、棉被两床',
    provider: '县慈善会',
    value: '380',
    givenOn: '2026-11-01',
    receiver: '本人',
  }

  const done = await township.post('/api/aid-in-kind', given)
  const later = await township.post('/api/aid-in-kind', { ...given, ...key(), givenOn: '2026-11-03' })
  const nobody = await township.post('/api/aid-in-kind', { ...given, ...key(), householdId: '999999' })

  expect([done.status, later.body.code, nobody.status]).toEqual([200, 'aid-given-in-future', 404])
  const list = await township.get(`/api/households/${family.householdId}/aid-in-kind`)
  expect(list.body.items).toMatchObject([{ description: '大米50斤、棉被两床', value: '380', officer: '黄建民' }])
})

test('who may not: each step belongs to its post, and nobody else’s', async () => {
  const family = await bench.family(['李四'])
  const [village, township, county, leader, supervisor] = [
    await as('village'),
    await as('township'),
    await as('county'),
    await as('leader'),
    await as('supervisor'),
  ]
  const entered = await township.post('/api/payment-accounts', anAccount(family, '6222000033334444', '李四'))
  const step = { ...key(), version: 1 }
  const reason = { ...key(), reason: 'x' }
  const plan = { ...step, cause: 'honest', way: 'cash', monthly: '1' }
  const aid = {
    ...key(),
    householdId: family.householdId,
    kind: 'goods',
    description: 'x',
    provider: 'x',
    givenOn: '2026-11-01',
    receiver: 'x',
  }

  const replies = [
    await village.post('/api/payment-accounts', anAccount(family, '6222000033334444')),
    await county.post('/api/payment-accounts', anAccount(family, '6222000033334444')),
    await township.post(`/api/payment-accounts/${entered.body.id}/confirm`, key()),
    await leader.post(`/api/payment-accounts/${entered.body.id}/reject`, reason),
    await township.post('/api/payment-batches', { ...key(), month: '2026-11' }),
    await supervisor.post('/api/payment-batches', { ...key(), month: '2026-11' }),
    await county.post('/api/payment-batches/1/approve', step),
    await leader.post('/api/payment-batches/1/send', step),
    await leader.post('/api/payment-batches/1/settle', step),
    await township.get('/api/payment-batches/1/bank-file?profile=csv'),
    await leader.get('/api/payment-batches/1/bank-file?profile=csv'),
    await township.post('/api/payment-batches/1/returns', { ...key(), profile: 'csv', text: 'x' }),
    await township.post('/api/payment-lines/1/release', reason),
    await leader.post('/api/payment-lines/1/exclude', reason),
    await supervisor.post('/api/payment-lines/1/reissue', reason),
    await township.post('/api/recoveries/1/plan', plan),
    await leader.post('/api/recoveries/1/payments', { ...key(), amount: '1', note: 'x' }),
    await village.get('/api/payment-batches'),
    await village.get('/api/payment-reports/2026-11/added'),
    await county.post('/api/aid-in-kind', aid),
  ]

  expect(replies.map((reply) => [reply.status, reply.body.code])).toEqual(
    replies.map(() => [403, 'permission-missing']),
  )
  expect((await supervisor.get('/api/payment-batches')).body.items.length).toBeGreaterThan(0)
  expect((await supervisor.get('/api/payment-reports/2026-11/added.csv')).text).toContain('最低生活保障')
})

test('another township sees that there is a batch, and none of its lines', async () => {
  const there = await bench.store.within('360735101', async (tx) => ({
    batches: (await tx.selectFrom('payment_batch').select('id').execute()).length,
    lines: (await tx.selectFrom('payment_line').select('id').execute()).length,
    covers: (await tx.selectFrom('payment_cover').select('person_id').execute()).length,
    accounts: (await tx.selectFrom('payment_account').select('id').execute()).length,
  }))
  const otherCounty = await bench.store.within(
    '360730',
    async (tx) => (await tx.selectFrom('payment_batch').select('id').execute()).length,
  )

  expect([there, otherCounty]).toEqual([{ batches: 1, lines: 0, covers: 0, accounts: 0 }, 0])
})
