import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDesk, type Desk, today } from '../county.ts'
import { type TestStore, testStore } from '#db/testing'
import { checkCharacter } from '#kernel/resident-id'

const township = '360735100'
const village = `${township}001`
let store: TestStore
let desk: Desk

beforeAll(async () => {
  store = await testStore()
  desk = await aDesk(store)
  const county = await as('county')
  await county.post('/api/floats/top-up', topUp('5000'))
})

afterAll(async () => {
  await desk.close()
  await store.close()
})

const signedIn = new Map<string, ReturnType<Desk['as']>>()

/** Everybody signs in once; the door lets nobody try again and again. */
function as(login: string): ReturnType<Desk['as']> {
  const officer = signedIn.get(login) ?? desk.as(login)
  signedIn.set(login, officer)
  return officer
}

const topUp = (amount: string) => ({
  key: randomUUID(),
  division: township,
  amount,
  yearly: '50000',
  memo: '2026年第四季度',
})

function aRequest(given: Record<string, unknown> = {}) {
  return {
    key: randomUUID(),
    division: village,
    name: '王小二',
    noIdReason: '证件在火灾中烧毁',
    isLocal: false,
    registrationKind: 'rural',
    cause: 'fire',
    story: '租住房屋起火，衣物、现金烧毁，今晚没有住处。',
    amount: '700',
    ...given,
  }
}

async function stepOf(login: string, id: string, step: string, note?: string) {
  const officer = await as(login)
  const { body } = await officer.get(`/api/quick-aids/${id}`)
  const given = { key: randomUUID(), version: body.version, ...(note === undefined ? {} : { note }) }
  return officer.post(`/api/quick-aids/${id}/${step}`, given)
}

async function opened(login = 'village', given: Record<string, unknown> = {}): Promise<string> {
  const officer = await as(login)
  const reply = await officer.post('/api/quick-aids', aRequest(given))
  expect([reply.status, reply.text]).toEqual([200, expect.any(String)])
  return reply.body.id
}

test('a stranger whose house has burnt has money in hand after two signatures, and the papers follow', async () => {
  const id = await opened()
  const approved = await stepOf('township', id, 'approve')
  const paid = await stepOf('township', id, 'pay', '本人领取现金，按手印')

  const clerk = await as('township')
  const { body } = await clerk.get(`/api/quick-aids/${id}`)
  expect([approved.status, paid.status]).toEqual([200, 200])
  expect(body).toMatchObject({
    status: 'paid',
    amount: '700',
    cap: '765',
    finishBy: '2026-11-05',
    papersDueOn: '2026-11-16',
    voucher: `${township}-2026-0001`,
    requestedBy: '温小兰',
    approvedBy: '黄建民',
    isLocal: false,
    next: ['papers', 'return'],
  })
  const book = (await clerk.get(`/api/floats/${township}`)).body
  expect(book).toMatchObject({ opening: '0', toppedUp: '5,000', paid: '700', closing: '4,300' })
  expect(book.float).toMatchObject({ balance: '4,300', yearly: '50,000', low: true })
  expect(book.rows[0]).toMatchObject({
    amount: '-700',
    balance: '4,300',
    memo: `凭证${township}-2026-0001：王**，火灾`,
  })

  expect((await stepOf('village', id, 'papers', '已补身份证明和火灾证明')).status).toBe(200)
  expect((await clerk.get(`/api/quick-aids/${id}`)).body).toMatchObject({ status: 'closed', late: false })
})

test('nobody approves what he has taken down himself', async () => {
  const id = await opened('township')

  const reply = await stepOf('township', id, 'approve')

  expect([reply.status, reply.body.code]).toEqual([409, 'aid-needs-second-person'])
  expect((await stepOf('county', id, 'approve')).status).toBe(200)
})

test('more than one month of the local standard is refused, with the cap', async () => {
  const officer = await as('village')

  const over = await officer.post('/api/quick-aids', aRequest({ amount: '765.01' }))
  const urban = await officer.post('/api/quick-aids', aRequest({ amount: '980', registrationKind: 'urban' }))

  expect([over.status, over.body.code, over.body.facts.cap]).toEqual([409, 'aid-over-cap', '765'])
  expect(urban.status).toBe(200)
})

test('somebody without papers is helped when it is said why, and a wrong number is not taken for one', async () => {
  const officer = await as('village')
  const first17 = '36073519800302001'
  const number = `${first17}${checkCharacter(first17)}`
  const wrongNumber = `${first17}${number.endsWith('0') ? '1' : '0'}`

  const nobody = await officer.post('/api/quick-aids', aRequest({ noIdReason: '' }))
  const wrong = await officer.post('/api/quick-aids', aRequest({ residentId: wrongNumber, noIdReason: '' }))
  const first = await opened('village', { residentId: number })
  const second = await opened('village', { residentId: number })

  expect(nobody.body.code).toBe('aid-without-identity')
  expect(wrong.body.code).toBe('aid-identity-invalid')
  const { body } = await officer.get(`/api/quick-aids/${second}`)
  expect(body.earlier).toBe(1)
  expect(body.residentId).toBe(`${number.slice(0, 6)}********${number.slice(-4)}`)
  expect(JSON.stringify((await officer.get(`/api/quick-aids/${first}`)).body)).not.toContain(number)
})

test('a float never pays what it does not hold, also when two pay at once', async () => {
  const ids = await Promise.all(Array.from({ length: 9 }, () => opened('village', { amount: '760' })))
  for (const id of ids) await stepOf('township', id, 'approve')

  const replies = await Promise.all(ids.map((id) => stepOf('township', id, 'pay', '本人领取')))

  const paid = replies.filter((reply) => reply.status === 200).length
  const refused = replies.filter((reply) => reply.body?.code === 'float-too-low').length
  expect([paid, refused]).toEqual([5, 4])
  const { rows } = await store.owner.query(
    `select balance_fen::bigint >= 0 as covered, (select count(distinct voucher) = count(voucher) from quick_aid) as numbered
       from ledger_account where kind = 'township-float'`,
  )
  expect(rows).toEqual([{ covered: true, numbered: true }])
})

test('a payment sent twice pays once', async () => {
  const county = await as('county')
  await county.post('/api/floats/top-up', topUp('1000'))
  const id = await opened('village', { amount: '100' })
  await stepOf('township', id, 'approve')
  const clerk = await as('township')
  const { body } = await clerk.get(`/api/quick-aids/${id}`)
  const request = { key: randomUUID(), version: body.version, note: '本人领取' }

  const [first, again] = await Promise.all([
    clerk.post(`/api/quick-aids/${id}/pay`, request),
    clerk.post(`/api/quick-aids/${id}/pay`, request),
  ])

  expect([first.status, again.status]).toEqual([200, 200])
  const { rows } = await store.owner.query(`select count(*)::int as n from ledger_entry where subject = $1`, [
    `quick-aid:${id}`,
  ])
  expect(rows).toEqual([{ n: 1 }])
})

test('money that comes back is reversed by an entry of its own, once', async () => {
  const clerk = await as('township')
  const before = (await clerk.get(`/api/floats/${township}`)).body.float.balance
  const id = await opened('village', { amount: '120.50' })
  await stepOf('township', id, 'approve')
  await stepOf('township', id, 'pay', '亲属代领')

  const returned = await stepOf('township', id, 'return', '当日退回：已由保险公司赔付')
  const again = await stepOf('township', id, 'return', '再退一次')

  expect([returned.status, again.status, again.body.code]).toEqual([200, 409, 'aid-not-in-this-state'])
  expect((await clerk.get(`/api/floats/${township}`)).body.float.balance).toBe(before)
})

test('who may not: a village worker neither approves nor pays nor tops up, a supervisor only looks', async () => {
  const id = await opened()
  const village1 = await as('village')
  const supervisor = await as('supervisor')
  const given = { key: randomUUID(), version: 1 }

  const replies = [
    await village1.post(`/api/quick-aids/${id}/approve`, given),
    await village1.post(`/api/quick-aids/${id}/pay`, { ...given, note: 'x' }),
    await village1.post('/api/floats/top-up', topUp('1')),
    await supervisor.post('/api/quick-aids', aRequest()),
    await supervisor.post(`/api/quick-aids/${id}/reject`, { ...given, note: 'x' }),
  ]

  expect(replies.map((reply) => [reply.status, reply.body.code])).toEqual(
    replies.map(() => [403, 'permission-missing']),
  )
  expect((await supervisor.get(`/api/quick-aids/${id}`)).status).toBe(200)
  // Another township's need is not a village's to take down, and its aids do not exist for it.
  const other = await village1.post('/api/quick-aids', aRequest({ division: '360735101' }))
  expect(other.body.code).toBe('aid-outside-your-place')
})

test('the database itself refuses an entry that does not balance, a changed line and a float below zero', async () => {
  const within = (work: string) =>
    store.owner
      .query(`begin; ${work}; commit`)
      .then(() => 'done')
      .catch(async (error: unknown) => {
        await store.owner.query('rollback')
        return error instanceof Error ? error.message : ''
      })
  const entry = `insert into ledger_entry (county, division, kind, occurred_on, subject, memo, officer_id)
    values ('360735', '${township}', 'top-up', '2026-11-02', 'x', 'x', (select min(id) from officer))`
  const account = `(select id from ledger_account where kind = 'township-float' limit 1)`
  const line = (number: number, fen: number): string =>
    `insert into ledger_line (entry_id, line, county, division, account_id, amount_fen)
       values ((select max(id) from ledger_entry), ${number}, '360735', '${township}', ${account}, ${fen})`

  expect(await within(`${entry}; ${line(1, 100)}`)).toContain('does not balance')
  expect(await within(entry)).toContain('does not balance')
  expect(await within(`${entry}; ${line(1, -99_999_999)}; ${line(2, 99_999_999)}`)).toContain('float_covered')
  const app = await store
    .within('360735', (tx) => tx.updateTable('ledger_line').set({ amount_fen: '1' }).execute())
    .then(() => 'done')
    .catch((error: unknown) => (error instanceof Error ? error.message : ''))
  expect(app).toContain('permission denied')
  expect(today).toBe('2026-11-02')
})
