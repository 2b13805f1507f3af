import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDesk, type Desk } from '../county.ts'
import type { LetterContent } from '#contracts/notice'
import { type TestStore, testStore } from '#db/testing'
import { day } from '#kernel/day'
import { fen } from '#kernel/fen'
import { issueLetters, postNotices } from '#modules/notice'
import { aCase, aLetter, type KnownCase, letterOfKind } from '../../src/modules/notice/testing.ts'

const township = '360735100'
const village = `${township}001`
let store: TestStore
let desk: Desk
let known: KnownCase

beforeAll(async () => {
  store = await testStore()
  desk = await aDesk(store)
  known = await aCase(store)
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

/** Issues a letter as a command of another module does; gives its id. */
async function issued(content: LetterContent = letterOfKind.refusal, of: KnownCase = known): Promise<string> {
  const [letter] = await store.within('360735', (tx) =>
    issueLetters(tx, store.keys, of.officerId, [aLetter(of, content)]),
  )
  return letter?.id ?? ''
}

const aDelivery = (given: Record<string, unknown> = {}) => ({
  key: randomUUID(),
  deliveredOn: '2026-11-02',
  way: 'in-person',
  note: '本人签收',
  ...given,
})

async function readings(id: string): Promise<unknown[]> {
  const { rows } = await store.owner.query<{ detail: { form: string } }>(
    `select detail from audit_entry where subject = $1 and action = 'read-letter' order by id`,
    [`letter:${id}`],
  )
  return rows.map((row) => row.detail.form)
}

test('an officer finds a letter in the case, reads it, prints it, and each reading is written down', async () => {
  const clerk = await as('township')
  const id = await issued()

  const listed = await clerk.get(`/api/letters?caseId=${known.caseId}`)
  const read = await clerk.get(`/api/letters/${id}`)
  const page = await clerk.get(`/api/letters/${id}.html`)
  const pdf = await clerk.get(`/api/letters/${id}.pdf`)

  expect(listed.body.items[0]).toMatchObject({ id, kind: 'refusal', addressee: '王**', deliveredOn: null })
  expect(JSON.stringify(listed.body)).not.toContain('王小二')
  expect(read.body.document).toMatchObject({ title: '不予确认决定书', addressee: '王小二', office: '石城县民政局' })
  expect(read.body.toWriteByHand).toEqual([])
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('向石城县人民政府申请行政复议')])
  expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-'])
  expect(await readings(id)).toEqual(['screen', 'html', 'pdf'])
})

test('letters are listed by household too, and a request for both is refused', async () => {
  const clerk = await as('township')
  await issued()

  const byHousehold = await clerk.get(`/api/letters?householdId=${known.householdId}`)
  const byBoth = await clerk.get(`/api/letters?householdId=${known.householdId}&caseId=${known.caseId}`)

  expect(byHousehold.body.items.length).toBeGreaterThan(0)
  expect(byBoth.status).toBe(400)
})

test('the register of a place tells its letters from the newest back, fifty at a time, and of no other place', async () => {
  const elsewhere = await issued(letterOfKind.refusal, await aCase(store, { division: '360735101001' }))
  const ids: string[] = []
  for (let at = 0; at < 52; at += 1) ids.unshift(await issued(letterOfKind.change))
  const filed = await issued(letterOfKind.opinion)
  const clerk = await as('township')

  const first = await clerk.get('/api/letters')
  const changes = await clerk.get('/api/letters?kind=change')
  const rest = await clerk.get(`/api/letters?kind=change&before=${changes.body.next}`)
  const waiting = await clerk.get('/api/letters?delivery=waiting')

  const idsOf = (reply: typeof first): string[] => reply.body.items.map(({ id }: { id: string }) => id)
  expect(idsOf(first)).toEqual([filed, ...ids.slice(0, 49)])
  expect(JSON.stringify(first.body)).not.toContain('王小二')
  expect([idsOf(changes).length, ...idsOf(changes), ...idsOf(rest)]).toEqual([50, ...ids])
  expect(rest.body.next).toBeNull()
  expect(idsOf(waiting)).toEqual(ids.slice(0, 50))
  expect(idsOf(await (await as('county')).get('/api/letters?kind=refusal'))).toContain(elsewhere)
  expect(idsOf(await clerk.get('/api/letters?kind=refusal'))).not.toContain(elsewhere)
})

test('who may not: a stranger does not read the register, and a kind that nobody knows is refused', async () => {
  const stranger = await desk.app.inject({ method: 'GET', url: '/api/letters' })
  const wrong = await (await as('township')).get('/api/letters?kind=poem')

  expect([stranger.statusCode, wrong.status]).toEqual([401, 400])
})

test('a hostile name is text in every form in which it is answered', async () => {
  const clerk = await as('township')
  const id = await issued({
    ...letterOfKind['public-notice'],
    applicantName: '<img src=x onerror=alert(1)>',
  })

  const page = await clerk.get(`/api/letters/${id}.html`)

  expect(page.text).not.toContain('<img')
  expect(page.text).toContain('&lt;img src=x onerror=alert(1)&gt;')
})

test('a reason of ten thousand characters comes back whole', async () => {
  const clerk = await as('township')
  const text = '理'.repeat(10_000)
  const id = await issued({ ...letterOfKind.refusal, reasons: [{ text, article: null }] })

  const read = await clerk.get(`/api/letters/${id}`)
  const pdf = await clerk.get(`/api/letters/${id}.pdf`)

  expect(JSON.stringify(read.body.document)).toContain(text)
  expect(pdf.status).toBe(200)
})

test('the delivery is taken down once, on a possible day', async () => {
  const clerk = await as('township')
  const id = await issued()
  const path = `/api/letters/${id}/delivery`
  const request = aDelivery()

  const early = await clerk.post(path, aDelivery({ deliveredOn: '2026-11-01' }))
  const late = await clerk.post(path, aDelivery({ deliveredOn: '2026-11-03' }))
  const first = await clerk.post(path, request)
  const again = await clerk.post(path, request)
  const another = await clerk.post(path, aDelivery())

  expect([early.body.code, late.body.code]).toEqual(['letter-delivered-before-issue', 'letter-delivered-in-future'])
  expect([first.status, again.status]).toEqual([200, 200])
  expect([another.status, another.body.code]).toEqual([409, 'letter-delivered-already'])
  const { body } = await clerk.get(`/api/letters/${id}`)
  expect(body.letter).toMatchObject({ deliveredOn: '2026-11-02', deliveryWay: 'in-person', deliveryNote: '本人签收' })
})

test('who may not: only the township takes deliveries down, and nobody reads letters of another place', async () => {
  const id = await issued()
  const elsewhere = await issued(letterOfKind.refusal, await aCase(store, { division: '360735101001' }))

  for (const login of ['village', 'county', 'leader', 'supervisor']) {
    const officer = await as(login)
    const reply = await officer.post(`/api/letters/${id}/delivery`, aDelivery())
    expect([login, reply.status, reply.body.code]).toEqual([login, 403, 'permission-missing'])
  }
  for (const login of ['village', 'township']) {
    const officer = await as(login)
    const replies = [
      await officer.get(`/api/letters/${elsewhere}`),
      await officer.get(`/api/letters/${elsewhere}.html`),
      await officer.get(`/api/letters/${elsewhere}.pdf`),
    ]
    expect(replies.map((reply) => [reply.status, reply.body.code])).toEqual(
      replies.map(() => [404, 'letter-not-found']),
    )
  }
  const clerk = await as('township')
  const foreign = await clerk.post(`/api/letters/${elsewhere}/delivery`, aDelivery())
  expect([foreign.status, foreign.body.code]).toEqual([404, 'letter-not-found'])
  const stranger = await desk.app.inject({ method: 'GET', url: `/api/letters/${id}.pdf` })
  expect(stranger.statusCode).toBe(401)
  expect(await readings(elsewhere)).toEqual([])
})

test('anybody reads the board of a village, with the lawful fields and nothing else', async () => {
  await store.within('360735', (tx) =>
    postNotices(tx, known.officerId, [
      {
        caseId: known.caseId,
        householdId: known.householdId,
        division: village,
        programme: 'subsistence-allowance',
        applicantName: '<b>王小二</b>',
        householdSize: 3,
        proposedFen: fen(67_650n),
        postedOn: day('2026-11-02'),
        closesAfter: day('2026-11-09'),
        hotline: '0797-0000000',
      },
    ]),
  )

  const open = await desk.app.inject({ method: 'GET', url: `/api/public-board/${village}` })
  const page = await desk.app.inject({ method: 'GET', url: `/api/public-board/${village}.html` })
  const clerk = await as('township')
  const atDesk = await clerk.get(`/api/notice-board?division=${village}`)

  expect(open.json().notices).toEqual([
    {
      programme: 'subsistence-allowance',
      applicantName: '<b>王小二</b>',
      village: '石城县 琴江镇 琴江居委会',
      householdSize: 3,
      intent: 'grant',
      proposed: '676.50',
      postedOn: '2026-11-02',
      closesAfter: '2026-11-09',
      hotline: '0797-0000000',
    },
  ])
  expect(atDesk.body).toEqual(open.json())
  expect(String(page.headers['content-type'])).toContain('text/html')
  expect(page.body).toContain('&lt;b&gt;王小二&lt;/b&gt;')
  expect(page.body).toContain('676.50')
})

test('who may not: strangers do not see the board of the desk, a whole county, or a place that is none', async () => {
  const get = (url: string) => desk.app.inject({ method: 'GET', url })

  const replies = await Promise.all(
    ['/api/notice-board?division=360735100', '/api/public-board/360735', '/api/public-board/360735999'].map(get),
  )

  expect(replies.map((reply) => reply.statusCode)).toEqual([401, 400, 404])
  const clerk = await as('township')
  const neighbour = await clerk.get('/api/notice-board?division=360735101')
  expect(neighbour.body.notices).toEqual([])
})

test('a stranger who asks for the board again and again is told to wait', async () => {
  const replies = await Promise.all(
    Array.from({ length: 40 }, () =>
      desk.app.inject({ method: 'GET', url: `/api/public-board/${village}`, remoteAddress: '10.0.0.9' }),
    ),
  )

  expect(replies.some((reply) => reply.statusCode === 429)).toBe(true)
})
