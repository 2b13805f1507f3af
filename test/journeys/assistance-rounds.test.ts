import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { endWhatIsOver, raiseEscalations, runBulk } from '#modules/assistance'
import { day } from '#kernel/day'
import { county, means } from '../county.ts'
import { anAssistanceDesk, type AssistanceDesk, type Wanted } from './assistance-desk.ts'

let office: AssistanceDesk

beforeAll(async () => {
  office = await anAssistanceDesk({ people: 4000, seed: 12 })
})
afterEach(() => office.on('2026-11-02'))
afterAll(() => office.close())

async function entitled(id: string): Promise<{ from: string; until: string | null; total: number }[]> {
  const { rows } = await office.delivered.store.owner.query(
    `select from_month as "from", until_month as until, (basic_fen + uplift_fen + care_fen)::int as total
     from entitlement where case_id = $1 and superseded_at is null order by from_month`,
    [id],
  )
  return rows
}

/** A household that has been granted the allowance on 10 November, its letter in hand. */
async function granted(): Promise<{ id: string; wanted: Wanted }> {
  const wanted = await office.next('低保')
  const id = await office.open(wanted)
  await office.throughNotice(id)
  await office.did('county', id, 'decision')
  await office.did('township', id, 'letter', { on: '2026-11-10', how: 'in-person' })
  return { id, wanted }
}

async function statesIncome(id: string, wanted: Wanted, on: string, yearly: string): Promise<void> {
  await office.did('township', id, 'survey', {
    on,
    method: 'visit',
    surveyors: ['温小兰'],
    present: '户主',
    signatures: ['黄建民', '温小兰', '户主'].map((name) => ({ name, path: 'M0 0 L1 1' })),
    facts: [{ subject: 'household', subjectId: wanted.household, fact: 'businessIncome', value: yearly }],
    conclusion: '家庭经营收入有变化。',
  })
  await office.did('township', id, 'request-check', { departments: ['tax'] })
  await office.did('county', id, 'reply-check', { department: 'tax', finding: 'found', note: '有经营收入', facts: [] })
}

test('a look again after which support stops: the household is heard first, and the last month is paid', async () => {
  const { id, wanted } = await granted()
  office.on('2027-05-10')
  await office.did('township', id, 'round', { round: 'recheck', reason: '复核周期到期' })
  await statesIncome(id, wanted, '2027-05-10', '900000')
  await office.did('township', id, 'opinion')
  const before = await office.see(id)
  expect(before).toMatchObject({ step: 'hearing', opinion: { outcome: 'stop' } })
  const early = await office.take('county', id, 'decision')
  expect(early.body.code).toBe('case-not-at-this-step')

  await office.did('township', id, 'hearing', {
    on: '2027-05-10',
    heard: '户主',
    statement: '没有意见。',
    signatures: [],
  })
  await office.did('county', id, 'decision')
  await office.did('township', id, 'letter', { on: '2027-05-10', how: 'in-person' })

  expect(await office.see(id)).toMatchObject({ status: 'stopped', grant: null, step: 'none' })
  expect(await entitled(id)).toEqual([{ from: '2026-12', until: '2027-05', total: expect.any(Number) }])
  const letters = (await (await office.as('township')).get(`/api/letters?caseId=${id}`)).body.items
  expect(letters.map(({ kind }: { kind: string }) => kind)).toEqual(
    expect.arrayContaining(['hearing', 'check-result', 'stop']),
  )
})

test('a grace of six months decided in August is paid through February, and then ends by itself', async () => {
  const { id, wanted } = await granted()
  office.on('2027-08-16')
  await office.did('township', id, 'round', { round: 'change', reason: '子女就业，收入增加' })
  await statesIncome(id, wanted, '2027-08-16', '900000')
  const tooLong = await office.take('township', id, 'opinion', { graceMonths: 7 })
  expect([tooLong.body.code, tooLong.body.facts.most]).toEqual(['case-grace-too-long', 6])
  await office.did('township', id, 'opinion', { graceMonths: 6 })
  await office.did('township', id, 'hearing', { on: '2027-08-16', heard: '户主', statement: '同意。', signatures: [] })
  await office.did('county', id, 'decision')
  await office.did('township', id, 'letter', { on: '2027-08-16', how: 'in-person' })
  expect(await office.see(id)).toMatchObject({ status: 'grace', grant: { until: '2028-02' } })

  const { store } = office.delivered
  const caseMeans = { store, duckdb: office.desk.app.context.rowMaker, ...means }
  expect(await endWhatIsOver({ ...caseMeans, today: day('2028-02-29') }, county)).toBe(0)
  expect(await endWhatIsOver({ ...caseMeans, today: day('2028-03-01') }, county)).toBe(1)
  expect(await office.see(id)).toMatchObject({ status: 'stopped', step: 'none' })
  expect((await entitled(id)).at(-1)).toMatchObject({ until: '2028-02' })
  const { rows } = await store.owner.query<{ value: string; since: string }>(
    `select distinct on (subject_id) text_value as value, valid_from::text as since from fact
     where subject = 'p' and fact = 'benefitCategory' and superseded_at is null and subject_id = $1
     order by subject_id, valid_from desc`,
    [wanted.head],
  )
  expect(rows).toEqual([{ value: '无', since: '2028-03-01' }])
})

test('after a death the money goes by the living, and what came too late is seen as paid too much', async () => {
  const { id } = await granted()
  const seen = await office.see(id)
  const died = seen.members[0]
  office.on('2027-02-20')
  const unknown = await office.take('township', id, 'round', { round: 'death', reason: '去世' })
  expect(unknown.body.code).toBe('case-death-unknown')
  await office.did('township', id, 'round', {
    round: 'death',
    reason: '本人去世',
    personId: died.personId,
    on: '2027-02-10',
  })

  const { clocks } = await office.see(id)
  expect(clocks.at(-1)).toMatchObject({ name: '死亡变更月数', dueOn: '2027-05-10' })
  await office.did('township', id, 'opinion')
  const judged = await office.see(id)
  if (judged.step === 'hearing') {
    await office.did('township', id, 'hearing', {
      on: '2027-02-20',
      heard: '家属',
      statement: '无意见',
      signatures: [],
    })
  }
  await office.did('county', id, 'decision')
  const after = await office.see(id)
  const rows = await entitled(id)
  expect(rows.find(({ from }) => from === '2027-03') !== undefined || rows.at(-1)?.until === '2027-02').toBe(true)
  expect(
    after.grant === null || after.members.every((one: { personId: string }) => one.personId !== died.personId),
  ).toBe(true)
})

test('an emergency is decided in one visit, its papers follow, and it is paid from this month', async () => {
  const wanted = await office.next('边缘')
  const id = await office.open(wanted, {
    programme: 'emergency-aid',
    story: '房屋失火，今晚没有住处。',
    papers: ['identity'],
    signedBy: [],
    amount: '500',
  })
  expect(await office.see(id)).toMatchObject({ status: 'open', step: 'opinion', asked: '500' })
  await office.did('township', id, 'opinion')
  await office.did('county', id, 'decision')

  expect(await office.see(id)).toMatchObject({ status: 'closed', step: 'letter', missing: ['emergency-proof'] })
  expect(await entitled(id)).toEqual([{ from: '2026-11', until: '2026-11', total: 50_000 }])
  await office.did('township', id, 'papers', { papers: ['emergency-proof'], signedBy: [] })
  expect((await office.see(id)).missing).toEqual([])
})

test('more than the policies allow in an emergency is refused with the cap', async () => {
  const wanted = await office.next('边缘')
  const id = await office.open(wanted, {
    programme: 'emergency-aid',
    papers: ['identity', 'emergency-proof'],
    amount: '900000',
  })
  const reply = await office.take('township', id, 'opinion')
  expect([reply.status, reply.body.code]).toEqual([409, 'case-amount-over-cap'])
})

test('a near relative of staff is visited by the county before it decides', async () => {
  const id = await office.open(await office.next('低保'), {
    nearRelatives: [{ officerName: '黄建民', relation: '兄弟' }],
  })
  await office.throughNotice(id)
  expect(await office.see(id)).toMatchObject({ nearRelative: true, step: 'visit', turn: 'county' })
  await office.did('county', id, 'visit', { on: '2026-11-10', visitors: ['陈思远', '刘永平'], finding: '情况属实' })
  expect(await office.see(id)).toMatchObject({ step: 'decision' })
})

test('a pause stops the clock, and it runs on by as many working days', async () => {
  const id = await office.open(await office.next('低保'))
  const before = (await office.see(id)).clocks.at(-1).dueOn
  await office.did('township', id, 'pause', { ground: 'ability-assessment', reason: '等待劳动能力鉴定' })
  expect((await office.see(id)).clocks.at(-1)).toMatchObject({ colour: 'paused' })
  office.on('2026-11-09')
  await office.did('township', id, 'resume')

  const after = (await office.see(id)).clocks.at(-1)
  expect([before, after.dueOn, after.pausedWorkingDays]).toEqual(['2026-12-14', '2026-12-21', 5])
})

test('a clock that passes into a year without a calendar says that it may still move', async () => {
  office.on('2026-12-20')
  const id = await office.open(await office.next('低保'))
  expect((await office.see(id)).clocks.at(-1)).toMatchObject({ provisional: true })
})

test('a meeting may grant what the rules do not fit, with its minutes', async () => {
  const id = await office.open(await office.next('边缘'))
  await office.throughOpinion(id)
  await office.did('county', id, 'raise-matter', { question: '家庭成员重病，支出很大，是否按低保保障？' })
  const outcome = { approved: true, amount: '260', attendees: ['赖国华', '陈思远'], minutes: '一致同意。' }
  const alone = await office.take('county', id, 'resolve-matter', outcome)
  expect(alone.status).toBe(403)
  await office.did('leader', id, 'resolve-matter', outcome)

  expect(await office.see(id)).toMatchObject({ matter: 'approved', opinion: { outcome: 'grant' }, step: 'notice' })
})

test('many cases leave their notice at once, a run cut off goes on, and none moves twice', async () => {
  const ids: string[] = []
  for (let i = 0; i < 3; i++) {
    const id = await office.open(await office.next('低保'))
    await office.throughOpinion(id)
    await office.did('township', id, 'notice')
    ids.push(id)
  }
  office.on('2026-11-10')
  const clerk = await office.as('township')
  const reply = await clerk.post('/api/case-bulk', { key: randomUUID(), step: 'close-notice' })
  expect(reply.status).toBe(200)
  const { store } = office.delivered
  const caseMeans = { store, duckdb: office.desk.app.context.rowMaker, ...means, today: day('2026-11-10') }

  await Promise.all([runBulk(caseMeans, reply.body.id), runBulk(caseMeans, reply.body.id)])
  await runBulk(caseMeans, reply.body.id)

  const progress = (await clerk.get(`/api/case-bulk/${reply.body.id}`)).body
  expect(progress).toMatchObject({ status: 'finished', refused: 0 })
  expect(progress.done).toBe(progress.total)
  for (const id of ids) {
    const { timeline, step } = await office.see(id)
    expect(step).toBe('decision')
    expect(timeline.filter(({ name }: { name: string }) => name === '公示期满')).toHaveLength(1)
  }
  const none = await clerk.post('/api/case-bulk', { key: randomUUID(), step: 'close-notice' })
  expect([none.status, none.body.code]).toEqual([409, 'bulk-nothing-to-do'])
})

test('a case that cannot be read keeps no other one from moving, and is told of', async () => {
  const ids: string[] = []
  for (let i = 0; i < 2; i++) {
    const id = await office.open(await office.next('低保'))
    await office.throughOpinion(id)
    await office.did('township', id, 'notice')
    ids.push(id)
  }
  const [broken = '', sound = ''] = ids
  await office.delivered.store.owner.query('delete from assistance_event where case_id = $1 and seq = 1', [broken])
  office.on('2026-11-10')
  const clerk = await office.as('township')
  const { body } = await clerk.post('/api/case-bulk', { key: randomUUID(), step: 'close-notice' })
  const { store } = office.delivered

  await runBulk({ store, duckdb: office.desk.app.context.rowMaker, ...means, today: day('2026-11-10') }, body.id)

  const progress = (await clerk.get(`/api/case-bulk/${body.id}`)).body
  expect(progress).toMatchObject({ status: 'finished', refused: 1 })
  expect(progress.refusals).toEqual([{ caseId: broken, text: expect.stringContaining('单独办理') }])
  expect((await office.see(sound)).step).toBe('decision')
})

test('a clock that runs out is told upwards once for each colour, and struck off when the step is done', async () => {
  const id = await office.open(await office.next('低保'))
  const { store } = office.delivered
  const raise = (on: string) => raiseEscalations(store, county, day(on))
  const mine = async (login: string) =>
    (await (await office.as(login)).get('/api/escalations')).body.items.filter(
      ({ caseId }: { caseId: string }) => caseId === id,
    )
  await raise('2026-11-05')
  await raise('2026-11-05')
  expect((await mine('county')).map(({ level }: { level: string }) => level)).toEqual(['orange'])
  await raise('2026-11-06')
  expect((await mine('leader')).map(({ level }: { level: string }) => level)).toEqual(['red'])
  expect(await mine('county')).toEqual([])

  await office.throughOpinion(id)
  await raise('2026-11-06')
  expect(await mine('leader')).toEqual([])
})

test('another department is asked, answers, and the chain of the household shows it', async () => {
  const wanted = await office.next('边缘')
  const clerk = await office.as('township')
  const asked = await clerk.post('/api/referrals', {
    key: randomUUID(),
    householdId: wanted.household,
    department: 'medical',
    ask: '重病住院，请落实医疗救助。',
  })
  expect(asked.status).toBe(200)
  const [open] = (await clerk.get(`/api/referrals?householdId=${wanted.household}`)).body.items
  expect(open).toMatchObject({ dueOn: '2026-11-16', result: null, askedBy: '黄建民' })

  const officer = await office.as('county')
  const answer = { key: randomUUID(), version: open.version, result: 'given', answer: '已报销1200元。' }
  expect((await officer.post(`/api/referrals/${open.id}/answer`, answer)).status).toBe(200)
  const again = await officer.post(`/api/referrals/${open.id}/answer`, { ...answer, key: randomUUID() })
  expect(again.body.code).toBe('referral-answered')
})
