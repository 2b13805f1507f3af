import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aForm, scoresOfSum } from '../../src/modules/ability-assessment/testing.ts'
import { anAssistanceDesk, type AssistanceDesk, type Wanted } from './assistance-desk.ts'

let office: AssistanceDesk

beforeAll(async () => {
  office = await anAssistanceDesk({ people: 4000, seed: 17 })
})
afterAll(() => office.close())

/** Who lives in the township and was born between two days; of households in the register with a category, if asked. */
async function findElder(from: string, until: string, category: string): Promise<Wanted> {
  const { rows } = await office.delivered.store.owner.query<Wanted>(
    `select m.household_id as household, p.id as head, array[]::bigint[] as adults
     from person p join membership m on m.person_id = p.id and m.valid_until is null and m.superseded_at is null
     where p.division like '360735100%' and p.birth_day between $1 and $2
       and not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'deathDay' and f.superseded_at is null)
       and coalesce((select f.text_value from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'benefitCategory'
         and f.superseded_at is null order by f.valid_from desc limit 1), '') = $3
       and not exists (select from fact f where f.subject = 'p' and f.subject_id = p.id and f.fact = 'disabilityLevel' and f.superseded_at is null)
     order by p.id limit 1`,
    [from, until, category],
  )
  const [found] = rows
  if (found === undefined) throw new Error(`Nobody was born between ${from} and ${until}`)
  return found
}

async function opened(of: Wanted, programme: string): Promise<string> {
  return office.open(of, { programme, papers: ['identity', 'account'], story: '年事已高。' })
}

async function granted(id: string, on: string): Promise<void> {
  await office.did('township', id, 'opinion')
  if ((await office.see(id)).step === 'visit') {
    await office.did('county', id, 'visit', { on, visitors: ['陈思远', '刘永平'], finding: '属实' })
  }
  await office.did('county', id, 'decision')
  await office.did('township', id, 'letter', { on, how: 'in-person' })
}

/** Assesses an elder so that the policies give a level, and has it confirmed. */
async function assess(personId: string, score: number, on: string): Promise<void> {
  const clerk = await office.as('township')
  const county = await office.as('county')
  const root = '/api/ability-assessments'
  const { body } = await clerk.post(root, { key: randomUUID(), personId, reason: 'first', assessedOn: on })
  const step = async (officer: typeof clerk, act: string, given: object = {}): Promise<void> => {
    const { version } = (await clerk.get(`${root}/${body.id}`)).body
    const reply = await officer.post(`${root}/${body.id}/${act}`, { key: randomUUID(), version, ...given })
    expect([act, reply.status, reply.text]).toEqual([act, 200, expect.any(String)])
  }
  const form = aForm({ assessedOn: on, scores: scoresOfSum(score) })
  await step(clerk, 'save', { form })
  await step(clerk, 'sign', { signatures: form.assessors.map(({ name }) => ({ name, path: 'M0 0L9 9' })) })
  await step(county, 'confirm')
}

test('an elder of eighty is granted the old-age allowance by age alone, and it ends with the month of death', async () => {
  office.on('2026-11-02')
  const elder = await findElder('1942-01-01', '1946-09-30', '')
  const id = await opened(elder, 'old-age-allowance')

  await granted(id, '2026-11-02')
  expect(await office.see(id)).toMatchObject({
    status: 'active',
    programme: 'old-age-allowance',
    grant: { from: '2026-12', amounts: { total: '50' } },
  })

  office.on('2027-03-08')
  await office.did('township', id, 'round', {
    round: 'death',
    reason: '家属报告',
    personId: elder.head,
    on: '2027-02-20',
  })
  await office.did('township', id, 'opinion')
  await office.did('county', id, 'decision')
  await office.did('township', id, 'letter', { on: '2027-03-08', how: 'announced' })

  expect(await office.see(id)).toMatchObject({ status: 'stopped', grant: null })
  const { rows } = await office.delivered.store.owner.query(
    'select from_month, until_month from entitlement where case_id = $1 and superseded_at is null',
    [id],
  )
  expect(rows).toEqual([{ from_month: '2026-12', until_month: '2027-02' }])
})

test('who is not yet eighty is refused by the policies', async () => {
  office.on('2026-11-02')
  const elder = await findElder('1948-01-01', '1956-01-01', '')
  const id = await opened(elder, 'old-age-allowance')

  await office.did('township', id, 'opinion')

  expect((await office.see(id)).opinion).toMatchObject({ outcome: 'refuse' })
})

test('without an assessment the care subsidy is undetermined, with one the policies give it', async () => {
  office.on('2026-11-02')
  const elder = await findElder('1948-01-01', '1966-01-01', '低保')
  const id = await opened(elder, 'disabled-elder-subsidy')
  const early = await office.take('township', id, 'opinion')

  await assess(elder.head, 50, '2026-11-02')
  await granted(id, '2026-11-02')

  expect([early.status, early.body.code]).toEqual([409, 'case-facts-missing'])
  expect(early.text).toContain('能力等级')
  expect(await office.see(id)).toMatchObject({ status: 'active', grant: { amounts: { total: '50' } } })
})

test('no survey states what only a confirmed assessment may say', async () => {
  office.on('2026-11-02')
  const elder = await findElder('1935-01-01', '1941-12-31', '')
  const id = await opened(elder, 'old-age-allowance')
  const survey = (fact: string) =>
    office.take('township', id, 'survey', {
      on: '2026-11-02',
      method: 'visit',
      surveyors: ['温小兰'],
      present: '户主',
      signatures: [],
      conclusion: '属实',
      facts: [{ subject: 'person', subjectId: elder.head, fact, value: '4' }],
    })

  const [level, other] = [await survey('abilityLevel'), await survey('selfCareFailures')]

  expect([level.status, level.body.code]).toEqual([400, 'bad-request'])
  // Another fact may be stated, only not in this case, which has no survey.
  expect(other.status).toBe(409)
})
