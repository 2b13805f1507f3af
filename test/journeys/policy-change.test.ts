import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissionsOf } from '#contracts/officer'
import { demoAccounts } from '#cli/demo.zh'
import { addDays, day } from '#kernel/day'
import { sweepCounty } from '#modules/monitoring'
import { ensureOfficers, verifyAudit } from '#modules/officer'
import { applyChange, openPolicyCalendar } from '#modules/policy-register'
import { readPolicyFiles } from '#policy-files'
import { effectivePolicies } from '#policy-files/effective'
import {
  aDeliveredCounty,
  aDesk,
  asOf,
  county,
  type DeliveredCounty,
  type Desk,
  means,
  sweepAll,
  today,
} from '../county.ts'
import { aDraft, detailOf, draftedFolder, effectiveOn, key, raisedStandard, save, step } from './drafting-officer.ts'

let delivered: DeliveredCounty
let desk: Desk
beforeAll(async () => {
  delivered = await aDeliveredCounty({ people: 4000, seed: 8 })
  await sweepAll(delivered.store)
  desk = await aDesk(delivered.store)
  const password = demoAccounts[0]?.password ?? ''
  const posts = [{ role: 'county-leader', division: county, title: '县民政局副局长' } as const]
  await ensureOfficers(delivered.store, [{ login: 'deputy', name: '邓梅', password, posts }])
}, 180_000)
afterAll(async () => {
  await desk.close()
  await delivered.close()
})

const folder = draftedFolder
const nothing = { files: [], standards: [] }

test('a raised standard is worded, tried out, submitted, confirmed by a second person, and holds from its day on', async () => {
  const officer = await desk.as('county')
  const leader = await desk.as('leader')
  const id = await aDraft(officer)
  const content = { files: [], standards: [await raisedStandard(officer, id, '1500', effectiveOn)] }

  expect((await save(officer, id, content)).status).toBe(200)
  const review = await officer.get(`/api/policy-drafts/${id}/review`)
  expect(review.body.errors).toEqual([])
  expect(review.body.examples.every((example: { passed: boolean }) => example.passed)).toBe(true)
  expect(review.body.standards[0].rows.map((row: { change: string }) => row.change)).toEqual(['added', 'added'])
  const submitted = await step(officer, id, 'submit')
  expect(submitted.status).toBe(200)
  const shown = await detailOf(leader, id)
  expect(shown).toMatchObject({ status: 'submitted', own: false, authorName: '陈思远' })
  expect(shown.simulation?.households.gain).toBeGreaterThan(0)
  expect(shown.simulation?.monthlyFen.after).toBeGreaterThan(shown.simulation?.monthlyFen.before ?? Infinity)

  expect((await step(leader, id, 'confirm')).status).toBe(200)

  const calendar = await openPolicyCalendar(delivered.store)
  expect(calendar.on(addDays(effectiveOn, -1)).digest).toBe(means.policies.digest)
  expect(calendar.on(effectiveOn).digest).toBe((await detailOf(leader, id)).digest)
  const served = desk.app.context.policies.on(effectiveOn)
  expect(served.parameters.some((row) => row.division === county && row.value === '1500')).toBe(true)
  // The officers still see what holds today.
  const standards = (await officer.get(`/api/policies/${folder}`)).body.standards
  expect(JSON.stringify(standards)).not.toContain('1500')
})

test('a sweep of a later day decides by the confirmed change, and a replay of an earlier one does not', async () => {
  const amounts = async (on: typeof asOf): Promise<number> => {
    const policies = (await openPolicyCalendar(delivered.store)).on(on)
    await sweepCounty(delivered.store, { ...means, policies }, { county, asOf: on, today, scope: 'full' })
    const { rows } = await delivered.store.owner.query<{ sum: string }>(
      'select sum(amount) from determination where superseded_at is null',
    )
    return Number(rows[0]?.sum)
  }

  const before = await amounts(asOf)
  const after = await amounts(effectiveOn)
  const again = await amounts(asOf)

  expect(after).toBeGreaterThan(before)
  expect(again).toBe(before)
})

test('nobody confirms or rejects what they have written themselves', async () => {
  const leader = await desk.as('leader')
  const id = await aDraft(leader)
  await save(
    leader,
    id,
    { files: [], standards: [await raisedStandard(leader, id, '1600', '2027-03-01')] },
    '2027-03-01',
  )
  expect((await step(leader, id, 'submit')).status).toBe(200)

  const confirmed = await step(leader, id, 'confirm')
  const rejected = await step(leader, id, 'reject', { note: '再议' })

  expect([confirmed.status, confirmed.body.code]).toEqual([409, 'draft-of-your-own'])
  expect(confirmed.body.title).toContain('不能由本人确认')
  expect(rejected.body.code).toBe('draft-of-your-own')
  const deputy = await desk.as('deputy')
  expect((await step(deputy, id, 'reject', { note: ' ' })).body.code).toBe('rejection-without-note')
  expect((await step(deputy, id, 'reject', { note: '幅度过大，请测算后再报。' })).status).toBe(200)
  expect(await detailOf(leader, id)).toMatchObject({ status: 'rejected', note: '幅度过大，请测算后再报。' })
})

test('each command is refused to a post without its permission', async () => {
  const officer = await desk.as('county')
  const id = await aDraft(officer)
  const body = { key: key(), version: 1 }
  const content = { ...body, title: '改', reason: '', effectiveOn: null, content: nothing }
  const commands: readonly (readonly [string, object, string])[] = [
    ['/api/policy-drafts', { key: key(), folder, title: '改' }, 'policy:draft'],
    [`/api/policy-drafts/${id}/save`, content, 'policy:draft'],
    [`/api/policy-drafts/${id}/submit`, body, 'policy:draft'],
    [`/api/policy-drafts/${id}/withdraw`, body, 'policy:draft'],
    [`/api/policy-drafts/${id}/confirm`, body, 'policy:confirm'],
    [`/api/policy-drafts/${id}/reject`, { ...body, note: '不行' }, 'policy:confirm'],
    [`/api/policy-drafts/${id}/review`, nothing, 'policy:draft'],
    ['/api/policies/simulate', { content: nothing, tried: [], session: 'session-1' }, 'policy:simulate'],
  ]
  for (const { login, posts } of demoAccounts) {
    const [post] = posts
    if (post === undefined) continue
    const as = await desk.as(login)
    for (const [path, sent, permission] of commands) {
      if (permissionsOf[post.role].some((known) => known === permission)) continue
      const answer = await as.post(path, sent)
      expect([login, path, answer.status, answer.body.code]).toEqual([login, path, 403, 'permission-missing'])
    }
  }
  expect((await detailOf(officer, id)).version).toBe(1)
})

test('only its author words, submits or withdraws a draft, and a township sees of the county only what is in force', async () => {
  const [officer, leader, township] = await Promise.all([desk.as('county'), desk.as('leader'), desk.as('township')])
  const id = await aDraft(officer)

  for (const answer of [
    await save(leader, id, nothing),
    await step(leader, id, 'submit'),
    await step(leader, id, 'withdraw'),
  ]) {
    expect(answer.body.code).toBe('draft-of-another-officer')
  }
  expect((await township.get(`/api/policy-drafts/${id}`)).status).toBe(404)
  const seen = (await township.get('/api/policy-drafts')).body.items.map((row: { status: string }) => row.status)
  expect([...new Set(seen)]).toEqual(['confirmed'])
  expect((await step(officer, id, 'withdraw')).status).toBe(200)
  expect((await save(officer, id, nothing)).body).toMatchObject({ code: 'draft-not-open' })
})

test('a draft that does not compile, fails an example, changes nothing or reaches into the past is not submitted', async () => {
  const officer = await desk.as('county')
  const file = readPolicyFiles().find((one) => one.folder === folder && one.file === 'eligibility.dmn')
  const text = file?.text ?? ''
  const codeOf = async (id: string): Promise<string> => (await step(officer, id, 'submit')).body.code
  const worded = (wording: string) => ({ files: [{ folder, file: 'eligibility.dmn', text: wording }], standards: [] })

  const id = await aDraft(officer)
  expect(await codeOf(id)).toBe('draft-changes-nothing')
  await save(officer, id, worded(text.replace('家庭月人均收入 &lt; 低保标准', '家庭月人均收入 &lt; 低保标淮')))
  const review = await officer.get(`/api/policy-drafts/${id}/review`)
  expect(review.body.errors[0]).toMatchObject({ folder, file: 'eligibility.dmn', decision: '低保' })
  expect(await codeOf(id)).toBe('draft-has-errors')
  await save(officer, id, worded(text.replace('家庭月人均收入 &lt; 低保标准', '家庭月人均收入 &lt;= 低保标准')))
  const failing = await step(officer, id, 'submit')
  expect(failing.body.code).toBe('draft-example-fails')
  expect(failing.body.title).toContain('养老金等于低保标准')
  const harmless = worded(
    text.replace(
      '<description>依据：社会救助法（2026年7月1日起施行）第十八条</description>',
      '<description>依据：社会救助法第十八条</description>',
    ),
  )
  await save(officer, id, harmless, addDays(today, -1))
  expect(await codeOf(id)).toBe('draft-effective-in-the-past')
  await save(officer, id, harmless, null)
  expect(await codeOf(id)).toBe('draft-without-effective-day')
  await save(officer, id, harmless, today)
  expect((await step(officer, id, 'submit')).status).toBe(200)
  expect((await save(officer, id, nothing)).body.code).toBe('draft-not-open')
})

test('a change of a rule passes when the examples change with it', async () => {
  const officer = await desk.as('county')
  const files = readPolicyFiles()
  const worded = (where: string, file: string, change: (text: string) => string) => {
    const found = files.find((one) => one.folder === where && one.file === file)
    return { folder: where, file, text: change(found?.text ?? '') }
  }
  const id = await aDraft(officer)
  await save(officer, id, {
    files: [
      worded(folder, 'eligibility.dmn', (text) => text.replace('收入 &lt; 低保标准 and', '收入 &lt;= 低保标准 and')),
      worded(folder, 'examples.yaml', (text) =>
        text.replace('低保: false, 低保差额: 0, 救助类别: 边缘', '低保: true, 低保差额: 0, 救助类别: 低保'),
      ),
      worded('destitute-support', 'examples.yaml', (text) =>
        text.replace(/(养老金等于低保标准，有生活来源[^]*?救助类别: )边缘/, '$1低保'),
      ),
    ],
    standards: [],
  })

  const review = await officer.get(`/api/policy-drafts/${id}/review`)
  const failing = review.body.examples.filter((example: { passed: boolean }) => !example.passed)

  expect(failing).toEqual([])
  expect(review.body.decisions).toMatchObject([{ name: '低保', change: 'changed' }])
  expect((await step(officer, id, 'submit')).status).toBe(200)
})

test('two drafts of one file: the second is refused once the first has been confirmed', async () => {
  const [officer, leader] = await Promise.all([desk.as('county'), desk.as('leader')])
  const from = '2027-06-01'
  const [first, second] = [await aDraft(officer, '甲'), await aDraft(officer, '乙')]
  for (const [id, value] of [
    [first, '1700'],
    [second, '1800'],
  ] as const) {
    await save(officer, id, { files: [], standards: [await raisedStandard(officer, id, value, from)] }, from)
    expect((await step(officer, id, 'submit')).body.code).toBeUndefined()
  }

  expect((await step(leader, first, 'confirm')).status).toBe(200)
  const late = await step(leader, second, 'confirm')

  expect(late.body.code).toBe('draft-out-of-date')
})

test('a command sent twice is done once; a key that comes with another act is refused', async () => {
  const officer = await desk.as('county')
  const request = { key: key(), folder, title: '只起一份' }

  const [one, two] = await Promise.all([
    officer.post('/api/policy-drafts', request),
    officer.post('/api/policy-drafts', request),
  ])
  const other = await officer.post('/api/policy-drafts', { ...request, title: '另一份' })

  expect(one.body).toEqual(two.body)
  expect(other.body.code).toBe('draft-key-of-another-act')
})

test('the wording of a submitted draft cannot be changed even past the program', async () => {
  await expect(
    delivered.store.owner.query(
      `update policy_draft_file set text = '' where draft_id in (select id from policy_draft where status = 'confirmed')`,
    ),
  ).rejects.toThrow(/does not change/)
})

test('every step of a draft stands in the audit log, whose chain is whole', async () => {
  const { rows } = await delivered.store.owner.query<{ action: string }>(
    `select distinct action from audit_entry where subject like 'policy-draft:%' order by action`,
  )

  expect(rows.map(({ action }) => action)).toEqual([
    'confirm-policy-draft',
    'create-policy-draft',
    'reject-policy-draft',
    'save-policy-draft',
    'submit-policy-draft',
    'withdraw-policy-draft',
  ])
  expect((await verifyAudit(delivered.store)).broken).toBeNull()
})

test('trying out nothing gains, loses and changes nobody, and costs what the sweep has determined', async () => {
  const officer = await desk.as('county')
  await sweepAll(delivered.store)
  const { rows } = await delivered.store.owner.query<{ fen: string; households: string }>(
    `select sum(amount * 100)::bigint as fen, count(*) as households from determination where superseded_at is null`,
  )

  const { body } = await officer.post('/api/policies/simulate', { content: nothing, tried: [], session: 'unmoved-1' })

  expect(body.households).toEqual({ gain: 0, lose: 0, change: 0, unknown: 0 })
  expect(body.monthlyFen).toEqual({ before: Number(rows[0]?.fen), after: Number(rows[0]?.fen) })
  expect(body.population).toBe(Number(rows[0]?.households))
  expect([body.people, body.yearlyFen, body.affected.length]).toEqual([0, 0, 0])
})

test('what a simulation says is what a sweep by the changed policies then finds, household by household', async () => {
  const officer = await desk.as('county')
  const tried = ['城镇', '农村'].map((kind) => ({
    name: '低保标准',
    division: '36',
    dimensions: { 户口性质: kind },
    value: kind === '城镇' ? '1150' : '700',
  }))
  const swept = async (policies: typeof means.policies) => {
    await sweepCounty(delivered.store, { ...means, policies }, { county, asOf, today, scope: 'full' })
    const { rows } = await delivered.store.owner.query<{ id: string; category: string | null; fen: string | null }>(
      `select household_id as id, category, (amount * 100)::bigint as fen from determination where superseded_at is null`,
    )
    return new Map(rows.map((row) => [row.id, row]))
  }
  const text = { files: means.policies.files, policies: means.policies }
  const standards = tried.map((of) => ({ ...of, line: 0 }))

  const { body } = await officer.post('/api/policies/simulate', { content: nothing, tried, session: 'compared-1' })
  const before = await swept(means.policies)
  const after = await swept(effectivePolicies(applyChange(text, { standards, files: [] }, asOf).files))
  const found = { gain: 0, lose: 0, change: 0, unknown: 0 }
  const money = { before: 0, after: 0 }
  for (const [id, was] of before) {
    const is = after.get(id)
    const known = was.category !== null && was.fen !== null && is?.category != null && is.fen !== null
    if (known) {
      money.before += Number(was.fen)
      money.after += Number(is.fen)
    }
    if (was.category === is?.category && was.fen === is?.fen) continue
    if (!known) found.unknown++
    else if (was.category === '无') found.gain++
    else if (is.category === '无') found.lose++
    else found.change++
  }

  expect(found.gain).toBeGreaterThan(0)
  expect(found.lose).toBeGreaterThan(0)
  expect(body.households).toEqual(found)
  expect(body.monthlyFen).toEqual(money)
  const byTownship = body.byTownship.map(({ households }: { households: { gain: number } }) => households.gain)
  expect(byTownship.reduce((sum: number, gain: number) => sum + gain, 0)).toBe(found.gain)
})

test('a slider is answered for the latest value only, and the households come by name', async () => {
  const officer = await desk.as('county')
  const ask = (value: string) =>
    officer.post('/api/policies/simulate', {
      content: nothing,
      tried: ['城镇', '农村'].map((kind) => ({
        name: '低保标准',
        division: '36',
        dimensions: { 户口性质: kind },
        value,
      })),
      session: 'one-slider',
    })

  const answers = await Promise.all([ask('1000'), ask('1100'), ask('1200')])

  // The requests may overtake each other; whichever came last is the one that is answered.
  const last = answers.find(({ status }) => status === 200)
  const others = answers.filter((answer) => answer !== last)
  expect(others.map(({ body }) => body.code)).toEqual(['simulation-outdated', 'simulation-outdated'])
  expect(last?.body.households.gain).toBeGreaterThan(0)
  expect(last?.body.affected[0].headName).not.toBe('')
  expect(last?.body.asOf).toBe(day('2026-10-31'))
})
