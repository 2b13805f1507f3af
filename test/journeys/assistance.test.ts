import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { takeOver } from '#modules/assistance'
import { findOfficerInPost } from '#modules/officer'
import { county, means, today } from '../county.ts'
import { anAssistanceDesk, type AssistanceDesk } from './assistance-desk.ts'

let office: AssistanceDesk

beforeAll(async () => {
  office = await anAssistanceDesk({ people: 4000, seed: 11 })
})
afterEach(() => office.on('2026-11-02'))
afterAll(() => office.close())

async function entitled(id: string): Promise<{ from: string; until: string | null; total: string }[]> {
  const { rows } = await office.delivered.store.owner.query(
    `select from_month as "from", until_month as until, (basic_fen + uplift_fen + care_fen)::text as total
     from entitlement where case_id = $1 and superseded_at is null order by from_month`,
    [id],
  )
  return rows
}

test('an application becomes money from the month after the decision, by four hands and on the lawful clock', async () => {
  const id = await office.open(await office.next('低保'))
  const accepted = await office.see(id)
  expect(accepted).toMatchObject({ status: 'open', step: 'fieldwork', turn: 'both', acceptedOn: '2026-11-02' })
  expect(accepted.clocks.map(({ name, days, dueOn }: Record<string, unknown>) => [name, days, dueOn])).toEqual([
    ['入户调查与信息核对', 3, '2026-11-05'],
    ['办理总时限工作日', 30, '2026-12-14'],
  ])
  await office.throughOpinion(id)
  const judged = await office.see(id)
  expect(judged.opinion).toMatchObject({ outcome: 'grant', deviation: null })
  expect(judged.opinion.members).toBeGreaterThan(0)
  await office.did('township', id, 'notice')
  expect((await office.see(id)).notice).toEqual({ closesAfter: '2026-11-09', closed: false })
  office.on('2026-11-09')
  const early = await office.take('township', id, 'close-notice')
  expect([early.status, early.body.code]).toEqual([409, 'case-notice-still-running'])
  office.on('2026-11-10')
  await office.did('township', id, 'close-notice')
  const clerk = await office.take('township2', id, 'decision')
  expect([clerk.status, clerk.body.code]).toEqual([409, 'case-not-delegated'])
  await office.did('county', id, 'decision')
  await office.did('township', id, 'letter', { on: '2026-11-10', how: 'in-person' })

  const seen = await office.see(id)
  expect(seen).toMatchObject({ status: 'active', step: 'none', recheckDueOn: expect.any(String) })
  expect(seen.grant).toMatchObject({ from: '2026-12', until: null })
  expect(await entitled(id)).toEqual([{ from: '2026-12', until: null, total: expect.stringMatching(/^[1-9]/) }])
  const letters = (await (await office.as('township')).get(`/api/letters?caseId=${id}`)).body
  expect(letters.items.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual([
    'acceptance',
    'decision',
    'opinion',
    'promise',
    'public-notice',
    'survey-form',
  ])
})

test('what is missing is told all at once, and the clock begins with the last paper', async () => {
  const wanted = await office.next('低保')
  const id = await office.open(wanted, { papers: ['identity'], signedBy: [] })
  const waiting = await office.see(id)
  expect(waiting).toMatchObject({ status: 'papers', step: 'papers', acceptedOn: null, clocks: [] })
  expect(waiting.missing).toEqual(['promise', 'authorisation'])

  office.on('2026-11-04')
  await office.did('township', id, 'papers', { papers: ['promise', 'authorisation'], signedBy: wanted.adults })

  expect(await office.see(id)).toMatchObject({ status: 'open', acceptedOn: '2026-11-04' })
})

test('nobody is looked up who has not signed, and a survey needs two who sign', async () => {
  const wanted = await office.next('低保')
  const id = await office.open(wanted)
  const alone = await office.take('township', id, 'survey', {
    on: '2026-11-02',
    method: 'visit',
    surveyors: ['黄建民'],
    present: '户主',
    signatures: [],
    facts: [],
    conclusion: '情况属实。',
  })
  expect([alone.status, alone.body.code]).toEqual([409, 'case-survey-needs-team'])
  const unsigned = await office.take('township', id, 'survey', {
    on: '2026-11-02',
    method: 'visit',
    surveyors: ['温小兰'],
    present: '户主',
    signatures: [{ name: '黄建民', path: 'M0 0 L1 1' }],
    facts: [],
    conclusion: '情况属实。',
  })
  expect([unsigned.body.code, unsigned.body.facts.missing]).toEqual(['case-survey-unsigned', ['温小兰', '户主']])
})

test('two officers at one case: the second is told that it has changed', async () => {
  const id = await office.open(await office.next('低保'))
  const { version } = await office.see(id)
  const [one, two] = await Promise.all([office.as('township'), office.as('township2')])
  const body = { version, departments: ['tax'] }

  const replies = await Promise.all([
    one.post(`/api/cases/${id}/request-check`, { key: 'first-officer', ...body }),
    two.post(`/api/cases/${id}/request-check`, { key: 'second-officer', ...body }),
  ])

  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  const refused = replies.find(({ status }) => status === 409)
  expect(['case-changed-meanwhile', 'case-not-at-this-step']).toContain(refused?.body.code)
})

test('a double click opens one case', async () => {
  const wanted = await office.next('低保')
  const clerk = await office.as('township')
  const request = {
    key: 'a-double-click',
    programme: 'subsistence-allowance',
    householdId: wanted.household,
    applicantId: wanted.head,
    channel: 'window',
    story: '收入很低。',
    papers: ['identity', 'promise', 'authorisation'],
    signedBy: wanted.adults,
    nearRelatives: [],
  }

  const replies = await Promise.all([clerk.post('/api/cases', request), clerk.post('/api/cases', request)])

  expect(replies.map(({ status }) => status)).toEqual([200, 200])
  expect(replies[0]?.body.id).toBe(replies[1]?.body.id)
  const again = await clerk.post('/api/cases', { ...request, key: 'another-key' })
  expect([again.status, again.body.code]).toEqual([409, 'case-already-running'])
})

test('a household that the policies refuse hears why and what it can do; an appeal goes to somebody else', async () => {
  const id = await office.open(await office.next('边缘'))
  await office.throughOpinion(id)
  expect(await office.see(id)).toMatchObject({ step: 'decision', opinion: { outcome: 'refuse' } })
  await office.did('county', id, 'decision')
  await office.did('township', id, 'letter', { on: '2026-11-02', how: 'in-person' })
  const refused = await office.see(id)
  expect(refused).toMatchObject({
    status: 'refused',
    appealable: { reviewUntil: '2027-01-01', litigationUntil: '2027-05-02' },
  })
  expect(await entitled(id)).toEqual([])

  office.on('2027-01-02')
  const late = await office.take('township', id, 'appeal', { kind: 'review', text: '收入算多了。' })
  expect([late.status, late.body.code]).toEqual([409, 'case-appeal-too-late'])
  office.on('2026-12-01')
  await office.did('township', id, 'appeal', { kind: 'review', text: '收入算多了。' })
  await office.did('supervisor', id, 'decide-appeal', { upheld: true, text: '应当重新核算。' })

  expect(await office.see(id)).toMatchObject({ status: 'open', round: 'appeal', step: 'opinion' })
  const same = await office.take('township', id, 'opinion')
  expect([same.status, same.body.code]).toEqual([409, 'case-reviewer-took-part'])
})

test('what the policies do not say needs a reason and a second person', async () => {
  const id = await office.open(await office.next('边缘'))
  await office.throughOpinion(id, { otherwise: { outcome: 'grant', amount: '300', reason: '刚遭火灾。' } })
  await office.did('township', id, 'notice')
  office.on('2026-11-10')
  await office.did('township', id, 'close-notice')
  await office.did('county', id, 'decision')
  expect(await office.see(id)).toMatchObject({ step: 'confirmation', turn: 'leader' })

  const forbidden = await office.take('county', id, 'confirm', { note: '同意' })
  expect([forbidden.status, forbidden.body.code]).toEqual([403, 'permission-missing'])
  await office.did('leader', id, 'confirm', { note: '同意' })

  expect(await office.see(id)).toMatchObject({ status: 'active', grant: { amounts: { total: '300' } } })
})

test('a decision worked out again gives the same bytes, and a corrected fact shows what it would have changed', async () => {
  const wanted = await office.next('低保')
  const id = await office.open(wanted)
  await office.throughOpinion(id)
  const [finding] = (await office.see(id)).findings
  const clerk = await office.as('township')
  const replay = `/api/cases/${id}/findings/${finding.id}/replay`
  expect((await clerk.get(replay)).body).toMatchObject({ same: true, samePolicies: true, difference: '0' })

  await office.delivered.store.owner.query(
    `update fact set superseded_at = now() where subject = 'h' and subject_id = $1 and fact = 'businessIncome' and superseded_at is null`,
    [wanted.household],
  )
  await office.delivered.store.owner.query(
    `insert into fact (county, division, subject, subject_id, fact, number_value, valid_from, batch_id, line)
     select county, division, 'h', id, 'businessIncome', 1, date '2026-01-01', batch_id, 1 from household where id = $1`,
    [wanted.household],
  )

  const corrected = (await clerk.get(replay)).body
  expect(corrected).toMatchObject({ same: true, samePolicies: true })
  expect(corrected.after).not.toEqual(corrected.before)
})

test('an objection to a notice is answered first, and gives the longest of the lawful times', async () => {
  const id = await office.open(await office.next('低保'))
  await office.throughOpinion(id)
  await office.did('township', id, 'notice')
  await office.did('township', id, 'objection', { kind: 'notice', by: '邻居', text: '他家有小汽车。' })
  const seen = await office.see(id)
  expect(seen).toMatchObject({ step: 'objection' })
  expect(seen.clocks.at(-1)).toMatchObject({ name: '特殊办理总时限工作日', days: 45 })
  office.on('2026-11-10')
  const closing = await office.take('township', id, 'close-notice')
  expect([closing.status, closing.body.code]).toEqual([409, 'case-objection-unanswered'])

  await office.did('township', id, 'answer-objection', { number: 1, upheld: true, text: '属实，重新调查。' })

  expect(await office.see(id)).toMatchObject({ step: 'survey', opinion: null, notice: null })
})

test('what excludes each other is not granted to one person, and is once the other has ended', async () => {
  const wanted = await office.next('低保')
  const id = await office.open(wanted)
  await office.throughNotice(id)
  const { owner } = office.delivered.store
  const other = await owner.query<{ id: string }>(
    `insert into assistance_case (county, division, household_id, person_id, programme, status, round, step, turn, opened_on)
     select county, division, household_id, person_id, 'destitute-support', 'active', 'none', 'none', 'nobody', '2026-01-01'
     from assistance_case where id = $1 returning id`,
    [id],
  )

  const refused = await office.take('county', id, 'decision')
  await owner.query(`update assistance_case set status = 'stopped' where id = $1`, [other.rows[0]?.id])
  const granted = await office.take('county', id, 'decision')

  expect([refused.status, refused.body.code]).toEqual([409, 'case-excluded'])
  expect(refused.body.title).toContain('特困')
  expect([granted.status, granted.text]).toEqual([200, expect.any(String)])
})

test('who receives something by the old register becomes a running case that is paid on, once', async () => {
  const { store } = office.delivered
  const actor = await findOfficerInPost(store.plain, 'county-officer', county)
  if (actor === undefined) throw new Error('The demo has a county officer')
  const caseMeans = { store, duckdb: office.desk.app.context.rowMaker, ...means, today }

  const first = await takeOver(caseMeans, actor, county)
  const again = await takeOver(caseMeans, actor, county)

  expect(first).toBeGreaterThan(50)
  expect(again).toBe(0)
  const { rows } = await store.owner.query('select count(*)::int as n from entitlement where superseded_at is null')
  expect(rows[0].n).toBeGreaterThan(30)
})
