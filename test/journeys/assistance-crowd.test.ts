import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { runBulk } from '#modules/assistance'
import { day } from '#kernel/day'
import { county, means } from '../county.ts'
import { anAssistanceDesk, type AssistanceDesk, type Wanted } from './assistance-desk.ts'

let office: AssistanceDesk

beforeAll(async () => {
  office = await anAssistanceDesk({ people: 4000, seed: 14 })
})
afterEach(() => office.on('2026-11-02'))
afterAll(() => office.close())

interface Event {
  readonly seq: number
  readonly type: string
  readonly division: string
}

async function eventsOf(id: string): Promise<Event[]> {
  const { rows } = await office.delivered.store.owner.query<Event>(
    'select seq, type, division from assistance_event where case_id = $1 order by seq',
    [id],
  )
  return rows
}

function opening(of: Wanted, programme = 'subsistence-allowance') {
  return {
    key: randomUUID(),
    programme,
    householdId: of.household,
    applicantId: of.head,
    channel: 'window',
    story: '收入很低。',
    papers: ['identity', 'promise', 'authorisation'],
    signedBy: of.adults,
    nearRelatives: [],
  }
}

const caseMeans = (today: string) => ({
  store: office.delivered.store,
  duckdb: office.desk.app.context.rowMaker,
  ...means,
  today: day(today),
})

test('twenty at one case at once: one of them has done it, and the others are told', async () => {
  const id = await office.open(await office.next('低保'))
  const { version } = await office.see(id)
  const [one, two] = await Promise.all([office.as('township'), office.as('township2')])

  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      (at % 2 === 0 ? one : two).post(`/api/cases/${id}/special`, {
        key: randomUUID(),
        version,
        ground: 'hard-survey',
        reason: `第${at}位`,
      }),
    ),
  )

  const statuses = replies.map(({ status }) => status)
  expect([statuses.filter((of) => of === 200).length, statuses.filter((of) => of === 409).length]).toEqual([1, 19])
  const told = new Set(replies.filter(({ status }) => status === 409).map(({ body }) => body.code))
  expect([...told]).toEqual(['case-changed-meanwhile'])
  expect((await eventsOf(id)).filter(({ type }) => type === 'special-time-taken')).toHaveLength(1)
})

test('one household opened by two at once has one case, and the second is told of it', async () => {
  const wanted = await office.next('低保')
  const clerks = await Promise.all([office.as('township'), office.as('township2')])

  const replies = await Promise.all(clerks.map((clerk) => clerk.post('/api/cases', opening(wanted))))

  const [first, second] = replies.toSorted((a, b) => a.status - b.status)
  expect([first?.status, second?.status, second?.body.code]).toEqual([200, 409, 'case-already-running'])
})

test('one household may apply for two things at once', async () => {
  const wanted = await office.next('低保')
  const clerks = await Promise.all([office.as('township'), office.as('township2')])
  const programmes = ['subsistence-allowance', 'destitute-support']

  const replies = await Promise.all(
    clerks.map((clerk, at) => clerk.post('/api/cases', opening(wanted, programmes[at]))),
  )

  expect(replies.map(({ status }) => status)).toEqual([200, 200])
})

test('an appeal cannot bring back to life what has been applied for anew: the newer case goes on', async () => {
  const wanted = await office.next('边缘')
  const id = await office.open(wanted)
  await office.throughOpinion(id)
  await office.did('county', id, 'decision')
  await office.did('township', id, 'letter', { on: '2026-11-02', how: 'in-person' })
  await office.did('township', id, 'appeal', { kind: 'review', text: '收入算多了。' })
  await office.open(wanted)

  const reply = await office.take('supervisor', id, 'decide-appeal', { upheld: true, text: '应当重新核算。' })

  expect([reply.status, reply.body.code]).toEqual([409, 'case-already-running'])
})

test('a bulk decision and an officer at one of its cases: each case is decided once', async () => {
  const ids: string[] = []
  for (let at = 0; at < 3; at++) {
    const id = await office.open(await office.next('低保'))
    await office.throughNotice(id)
    office.on('2026-11-02')
    ids.push(id)
  }
  office.on('2026-11-10')
  const [middle = ''] = ids.slice(1)
  const started = await (await office.as('county')).post('/api/case-bulk', { key: randomUUID(), step: 'decision' })
  expect(started.status).toBe(200)

  const [reply] = await Promise.all([
    office.take('county2', middle, 'decision'),
    runBulk(caseMeans('2026-11-10'), started.body.id),
    runBulk(caseMeans('2026-11-10'), started.body.id),
  ])
  await runBulk(caseMeans('2026-11-10'), started.body.id)

  expect([200, 409]).toContain(reply.status)
  for (const id of ids) {
    expect((await eventsOf(id)).filter(({ type }) => type === 'decided')).toHaveLength(1)
    expect((await office.see(id)).status).toBe('active')
  }
  const { rows } = await office.delivered.store.owner.query(
    'select case_id, count(*)::int as n from entitlement where superseded_at is null and case_id = any($1) group by 1',
    [ids],
  )
  expect(rows.map(({ n }) => n)).toEqual([1, 1, 1])
})

test('what breaks one case of a bulk run breaks no other, leaves nothing half done, and is told of', async () => {
  const ids: string[] = []
  for (let at = 0; at < 3; at++) {
    const id = await office.open(await office.next('低保'))
    await office.throughOpinion(id)
    ids.push(id)
  }
  const [sound = '', broken = ''] = ids
  const { owner } = office.delivered.store
  const started = await (await office.as('township')).post('/api/case-bulk', { key: randomUUID(), step: 'notice' })
  await owner.query(`create function break_it() returns trigger language plpgsql as $$
    begin if new.case_id = ${broken} then raise exception 'broken'; end if; return new; end $$`)
  await owner.query('create trigger break_it before insert on public_notice for each row execute function break_it()')

  await runBulk(caseMeans('2026-11-02'), started.body.id)
  await owner.query('drop trigger break_it on public_notice')

  const posted = async (id: string) => (await eventsOf(id)).filter(({ type }) => type === 'notice-posted').length
  expect([await posted(sound), await posted(broken)]).toEqual([1, 0])
  const progress = (await (await office.as('township')).get(`/api/case-bulk/${started.body.id}`)).body
  expect(progress).toMatchObject({ status: 'finished', refused: 1 })
  expect(progress.refusals.map(({ caseId }: { caseId: string }) => caseId)).toEqual([broken])
  await office.did('township', broken, 'notice')
  expect(await posted(broken)).toBe(1)
})

/** Moves a household as a delivery does, and gives whoever else comes time to be in the middle of something. */
async function moves(household: string, to: string, meanwhile: () => Promise<void>): Promise<void> {
  const mover = await office.delivered.store.owner.connect()
  try {
    await mover.query('begin')
    await mover.query(`select pg_advisory_xact_lock(hashtext('doudi delivery'), $1::integer)`, [Number(county)])
    await meanwhile()
    await mover.query('update household set division = $2 where id = $1', [household, to])
    await mover.query('commit')
  } finally {
    mover.release()
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

test('a household that is moved while its case is decided: the decision waits, and goes where the household is', async () => {
  const wanted = await office.next('低保', '360735100001')
  const id = await office.open(wanted)
  await office.throughNotice(id)
  const { version } = await office.see(id, 'county')
  const officer = await office.as('county')
  let deciding: ReturnType<typeof officer.post> | undefined

  await moves(wanted.household, '360735100001', async () => {
    deciding = officer.post(`/api/cases/${id}/decision`, { key: randomUUID(), version })
    await pause(1500)
  })

  expect((await deciding)?.status).toBe(200)
  const events = await eventsOf(id)
  expect([events.at(-1)?.type, new Set(events.map(({ division }) => division))]).toEqual([
    'decided',
    new Set(['360735100001']),
  ])
  const { rows } = await office.delivered.store.owner.query<{ division: string }>(
    'select division from entitlement where case_id = $1 union select division from letter where case_id = $1',
    [id],
  )
  expect(rows.map(({ division }) => division)).toEqual(['360735100001'])
})

test('what is done at a case in the very moment in which its household is moved is not left behind', async () => {
  const wanted = await office.next('低保', '360735100001')
  const id = await office.open(wanted)
  await office.throughOpinion(id)
  const { owner } = office.delivered.store
  // The clerk's transaction is held up at its end, while it has the case and before it is committed.
  await owner.query(`create function slow_it() returns trigger language plpgsql as $$
    begin perform pg_sleep(1.5); return new; end $$`)
  await owner.query('create trigger slow_it after insert on command_receipt for each row execute function slow_it()')
  const { version } = await office.see(id)
  const clerk = await office.as('township')

  const posting = clerk.post(`/api/cases/${id}/notice`, { key: randomUUID(), version })
  await pause(700)
  await moves(wanted.household, '360735100001', () => Promise.resolve())
  const reply = await posting
  await owner.query('drop trigger slow_it on command_receipt')

  expect(reply.status).toBe(200)
  const { rows } = await owner.query<{ division: string }>(
    `select division from assistance_event where case_id = $1 union select division from letter where case_id = $1
     union select division from public_notice where case_id = $1`,
    [id],
  )
  expect(rows.map(({ division }) => division)).toEqual(['360735100001'])
})
