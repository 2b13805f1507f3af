import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AbilityFindings } from '#contracts/ability-assessment'
import { aForm as fullForm, plainFindings, scoresOfSum } from '../../src/modules/ability-assessment/testing.ts'
import { aDeliveredCounty, aDesk, type DeliveredCounty, type Desk, type Reply } from '../county.ts'
import { day } from '#kernel/day'

type Incidents = AbilityFindings['incidents']

const root = '/api/ability-assessments'
const pen = 'M0 0L10 10'
let delivered: DeliveredCounty
let desk: Desk
let elders: string[]

beforeAll(async () => {
  delivered = await aDeliveredCounty({ people: 3000, seed: 5 })
  desk = await aDesk(delivered.store)
  elders = await listElders()
})

afterAll(async () => {
  await desk.close()
  await delivered.close()
})

/** Who lives in the township, is 65 to 79 and alive. */
async function listElders(): Promise<string[]> {
  const { rows } = await delivered.store.owner.query<{ id: string }>(
    `select p.id from person p where p.birth_day between '1946-12-01' and '1961-10-01' and p.division like '360735100%'
       and not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'deathDay' and f.superseded_at is null)
     order by p.id`,
  )
  return rows.map(({ id }) => id)
}

function nextElder(): string {
  const id = elders.pop()
  if (id === undefined) throw new Error('No elder is left')
  return id
}

const signedIn = new Map<string, ReturnType<Desk['as']>>()
function as(login: string): ReturnType<Desk['as']> {
  const officer = signedIn.get(login) ?? desk.as(login)
  signedIn.set(login, officer)
  return officer
}

async function see(id: string, login = 'township'): Promise<Reply['body']> {
  return (await (await as(login)).get(`${root}/${id}`)).body
}

async function take(login: string, id: string, act: string, given: Record<string, unknown> = {}): Promise<Reply> {
  const { version } = await see(id)
  return (await as(login)).post(`${root}/${id}/${act}`, { key: randomUUID(), version, ...given })
}

async function did(login: string, id: string, act: string, given: Record<string, unknown> = {}): Promise<string> {
  const reply = await take(login, id, act, given)
  expect([act, reply.status, reply.text]).toEqual([act, 200, expect.any(String)])
  return reply.body.id
}

async function open(personId: string, given: Record<string, unknown> = {}, login = 'township'): Promise<Reply> {
  const request = { key: randomUUID(), personId, reason: 'first', assessedOn: '2026-11-02', ...given }
  return (await as(login)).post(root, request)
}

const { assessors: team } = fullForm()

/** A full form; the level of 40 points is 3. */
function aForm(given: { score?: number; assessors?: typeof team; incidents?: Incidents; assessedOn?: string } = {}) {
  const { score = 40, incidents = [], ...rest } = given
  const findings = { ...plainFindings, illnesses: '脑梗后遗症', medication: '阿司匹林', incidents }
  return fullForm({ scores: scoresOfSum(score), findings, ...rest })
}

const signatures = (assessors = team) => ({ signatures: assessors.map(({ name }) => ({ name, path: pen })) })

async function opened(personId: string, given: Record<string, unknown> = {}, login?: string): Promise<string> {
  const reply = await open(personId, given, login)
  expect([reply.status, reply.text]).toEqual([200, expect.any(String)])
  return reply.body.id
}

async function confirmedFor(personId: string, form = aForm(), given: Record<string, unknown> = {}): Promise<string> {
  const id = await opened(personId, given)
  await did('township', id, 'save', { form })
  await did('township', id, 'sign', signatures())
  await did('county', id, 'confirm')
  return id
}

async function levelKnownOf(personId: string) {
  const { rows } = await delivered.store.owner.query(
    `select number_value::int as level, valid_from::text as since from fact
      where subject = 'p' and subject_id = $1 and fact = 'abilityLevel' and superseded_at is null order by valid_from`,
    [personId],
  )
  return rows
}

describe('an elder is assessed', () => {
  test('two fill in and sign, the county confirms, and the level is known from the day of the assessment', async () => {
    const elder = nextElder()
    const id = await opened(elder)

    await did('township', id, 'save', { form: { ...aForm(), scores: aForm().scores.slice(0, 20), place: '' } })
    const half = await see(id)
    expect(half).toMatchObject({
      status: 'draft',
      outcome: null,
      missingParts: ['place'],
      next: ['save', 'sign', 'discard'],
    })
    expect(half.missingItems).toHaveLength(6)
    const early = await take('township', id, 'sign', signatures())
    expect([early.status, early.body.code]).toEqual([409, 'ability-form-incomplete'])

    await did('township', id, 'save', { form: aForm() })
    await did('township', id, 'sign', signatures())
    expect(await levelKnownOf(elder)).toEqual([])
    await did('county', id, 'confirm')

    expect(await see(id)).toMatchObject({
      status: 'confirmed',
      holds: true,
      outcome: { score: 40, firstLevel: 3, adjustment: 'none', level: 3 },
      signatures: [{ name: '黄秀兰' }, { name: '赖文斌' }],
      nextDueOn: '2027-11-02',
      objectUntil: '2026-12-02',
      findings: { illnesses: '脑梗后遗症' },
    })
    expect(await levelKnownOf(elder)).toEqual([{ level: 3, since: '2026-11-02' }])
  })

  test('two falls within the month make the level worse', async () => {
    const falls = ['2026-10-20', '2026-10-29'].map((on) => ({ kind: 'fall' as const, on }))

    const id = await confirmedFor(nextElder(), aForm({ incidents: falls }))

    expect((await see(id)).outcome).toEqual({ score: 40, firstLevel: 3, adjustment: 'incidents', level: 4 })
  })

  test('a form that the county gives back is signed anew', async () => {
    const id = await opened(nextElder())
    await did('township', id, 'save', { form: aForm() })
    await did('township', id, 'sign', signatures())

    await did('county', id, 'return', { note: '上下楼梯一项请核实' })

    expect(await see(id)).toMatchObject({
      status: 'draft',
      signatures: [],
      signedOn: null,
      returnNote: '上下楼梯一项请核实',
    })
  })

  test('the same act sent twice is done once', async () => {
    const request = { key: randomUUID(), personId: nextElder(), reason: 'first', assessedOn: '2026-11-02' }
    const clerk = await as('township')

    const [once, twice] = [await clerk.post(root, request), await clerk.post(root, request)]

    expect([once.status, twice.status, twice.body.id]).toEqual([200, 200, once.body.id])
  })

  test('two who begin at once get one assessment', async () => {
    const elder = nextElder()

    const replies = await Promise.all([open(elder), open(elder, {}, 'county')])

    expect(replies.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409'])
  })
})

describe('a result is looked at again', () => {
  test('an objection brings other assessors, and their result takes the place of the first', async () => {
    const elder = nextElder()
    const first = await confirmedFor(elder)
    await did('township', first, 'object', { note: '家属认为老人能自己吃饭' })
    const blocked = await open(elder, { reason: 'regular' })
    expect([blocked.status, blocked.body.code]).toEqual([409, 'ability-objection-open'])

    const review = await did('county', first, 'review', { assessedOn: '2026-11-02' })
    const barred = await take('township', review, 'save', { form: aForm({ score: 66 }) })
    expect([barred.status, barred.body.code]).toEqual([409, 'ability-assessor-barred'])
    const others: typeof team = [
      { name: '刘桂香', background: 'medical', employer: '县中医院' },
      { name: '陈志强', background: 'social-work', employer: '' },
    ]
    await did('township', review, 'save', { form: aForm({ score: 66, assessors: others }) })
    await did('township', review, 'sign', signatures(others))
    await did('county', review, 'confirm')

    const file = (await (await as('township')).get(`${root}/persons/${elder}`)).body
    expect(file.history).toMatchObject([
      { id: review, status: 'confirmed', reason: 'review', level: 1 },
      { id: first, status: 'replaced', reason: 'first', level: 3 },
    ])
    expect(await levelKnownOf(elder)).toEqual([{ level: 1, since: '2026-11-02' }])
  })

  test('a change that is reported makes the next assessment due today', async () => {
    const elder = nextElder()
    const id = await confirmedFor(elder)

    await did('township', id, 'report-change', { note: '跌倒骨折后卧床' })

    expect((await see(id)).change).toBe('跌倒骨折后卧床')
    const clerk = await as('township')
    const due = (await clerk.get(`${root}?view=due`)).body
    const mine = due.items.filter((row: { id: string }) => row.id === id)
    expect(mine).toMatchObject([{ nextDueOn: '2026-11-02', overdue: false, changeReported: true }])
    expect((await open(elder, { reason: 'immediate' })).status).toBe(200)
    const left = (await clerk.get(`${root}?view=due`)).body.items.map((row: { id: string }) => row.id)
    expect(left).not.toContain(id)
  })

  test('a year later it is overdue, and the newer result replaces it', async () => {
    const elder = nextElder()
    const id = await confirmedFor(elder)
    desk.moveTo(day('2027-11-05'))

    const due = (await (await as('township')).get(`${root}?view=due`)).body.items
    const again = await opened(elder, { reason: 'regular', assessedOn: '2027-11-05' })
    await did('township', again, 'save', { form: aForm({ score: 20, assessedOn: '2027-11-05' }) })
    await did('township', again, 'sign', signatures())
    await did('county', again, 'confirm')
    desk.moveTo(day('2026-11-02'))

    expect(due).toContainEqual(expect.objectContaining({ id, overdue: true, nextDueOn: '2027-11-02' }))
    expect((await see(id)).status).toBe('replaced')
    expect(await levelKnownOf(elder)).toEqual([
      { level: 3, since: '2026-11-02' },
      { level: 4, since: '2027-11-05' },
    ])
  })
})

describe('whom to assess', () => {
  test('pages of those never assessed name everybody of sixty-five once, the oldest first', async () => {
    const clerk = await as('county')
    const seen: { person: { personId: string; birthDay: string } }[] = []
    let cursor = ''
    do {
      const page = (await clerk.get(`${root}?view=never${cursor === '' ? '' : `&cursor=${cursor}`}`)).body
      seen.push(...page.items)
      cursor = page.next ?? ''
    } while (cursor !== '')

    const { rows } = await delivered.store.owner.query<{ id: string }>(
      `select p.id from person p where p.birth_day <= '1961-11-02'
         and not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'deathDay' and f.superseded_at is null)
         and not exists (select from ability_assessment a where a.person_id = p.id and (a.holds or a.status in ('draft', 'signed')))`,
    )
    const counts = (await clerk.get(`${root}/counts`)).body
    expect(rows.length).toBeGreaterThan(60)
    expect(seen.map(({ person }) => person.personId).toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
    const births = seen.map(({ person }) => person.birthDay)
    expect(births).toEqual(births.toSorted())
    expect(counts).toMatchObject({ never: rows.length, neverFrom: 65 })
  })

  test('the list of one township is its own', async () => {
    const { items: found } = (await (await as('county')).get(`${root}?view=never&division=360735100`)).body
    const { rows } = await delivered.store.owner.query<{ id: string }>(
      `select id from person where division like '360735100%'`,
    )

    const here = new Set(rows.map(({ id }) => id))
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter(({ person }: { person: { personId: string } }) => !here.has(person.personId))).toEqual([])
  })
})

describe('who may not', () => {
  test('the leader and the supervisor begin nothing, the township confirms nothing, and nobody confirms his own', async () => {
    const elder = nextElder()
    const denied = await open(elder, {}, 'leader')
    expect([denied.status, denied.body.code]).toEqual([403, 'permission-missing'])

    const id = await opened(elder, {}, 'county')
    await did('county', id, 'save', { form: aForm() })
    await did('county', id, 'sign', signatures())
    const replies = [await take('township', id, 'confirm'), await take('county', id, 'confirm')]

    expect(replies.map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'permission-missing'],
      [409, 'ability-needs-second-person'],
    ])
    expect((await take('county2', id, 'confirm')).status).toBe(200)
  })

  test.each(['save', 'sign', 'discard', 'object', 'report-change'])('the leader may not %s', async (act) => {
    const id = await opened(nextElder())
    const given = { save: { form: aForm() }, sign: signatures() }[act] ?? { note: '不' }

    const reply = await take('leader', id, act, given)

    expect([reply.status, reply.body.code]).toEqual([403, 'permission-missing'])
  })

  test.each(['return', 'review', 'confirm'])('the township may not %s', async (act) => {
    const id = await opened(nextElder())
    const given = act === 'review' ? { assessedOn: '2026-11-02' } : act === 'return' ? { note: '不' } : {}

    const reply = await take('township', id, act, given)

    expect([reply.status, reply.body.code]).toEqual([403, 'permission-missing'])
  })

  test('an elder of another place is not found, nor is the assessment', async () => {
    const { rows } = await delivered.store.owner.query<{ id: string }>(
      `select id from person where division not like '360735100%' and birth_day < '1960-01-01' limit 1`,
    )
    const elsewhere = rows[0]?.id ?? ''
    const id = await opened(elsewhere, {}, 'county')

    const replies = [await open(elsewhere), await (await as('township')).get(`${root}/${id}`)]

    expect(replies.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'ability-person-not-found'],
      [404, 'ability-not-found'],
    ])
  })
})

test('whoever only reads results sees the level, and neither a diagnosis nor what was reported or objected', async () => {
  const id = await confirmedFor(nextElder())
  await did('township', id, 'report-change', { note: '脑梗后卧床' })
  await did('township', id, 'object', { note: '家属说脑梗后更重' })

  const seen = await see(id, 'leader')

  expect(seen).toMatchObject({ outcome: { level: 3 }, healthWithheld: true, next: [] })
  expect((await see(id, 'township')).objection).toContain('脑梗')
  expect(JSON.stringify(seen)).not.toMatch(/脑梗|阿司匹林|温秀英/)
})

test('diagnoses and the objection lie encrypted in the store, and the assessment moves with the household', async () => {
  const elder = nextElder()
  const id = await confirmedFor(elder)
  await did('township', id, 'object', { note: '家属不同意结果' })
  const { owner } = delivered.store

  const plain = await owner.query(
    `select a.id from ability_assessment a where a::text like '%家属不同意%' or encode(a.findings_cipher, 'escape') like '%阿司匹林%'`,
  )
  await owner.query(
    `update household set division = '360735101201' where id = (select household_id from membership
       where person_id = $1 and valid_until is null and superseded_at is null)`,
    [elder],
  )

  expect(plain.rows).toEqual([])
  const moved = await owner.query(
    `select division from ability_assessment where id = $1
       union select division from ability_score where assessment_id = $1
       union select division from ability_assessor where assessment_id = $1`,
    [id],
  )
  expect(moved.rows).toEqual([{ division: '360735101201' }])
})
