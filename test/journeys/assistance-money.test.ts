import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAssistanceDesk, type AssistanceDesk, type Wanted } from './assistance-desk.ts'

let office: AssistanceDesk
/** Three families with the allowance from December: one that is put right, one whose only member dies, one whose account is closed. */
let putRight: Paid
let dies: Paid
let returns: Paid

interface Paid {
  readonly id: string
  readonly wanted: Wanted
  readonly payee: string
  readonly number: string
  readonly total: number
}

beforeAll(async () => {
  office = await anAssistanceDesk({ people: 4000, seed: 13 })
  putRight = await grantedWithAccount('6222000011110001', (size) => size > 1)
  dies = await grantedWithAccount('6222000011110002', (size) => size === 1)
  returns = await grantedWithAccount('6222000011110003', (size) => size > 1)
})
afterAll(() => office.close())

const key = () => ({ key: randomUUID() })

async function ask(login: string, path: string) {
  return (await office.as(login)).get(path)
}

async function tell(login: string, path: string, body: object = {}) {
  const reply = await (await office.as(login)).post(path, { ...key(), ...body })
  expect([path, reply.status, reply.text]).toEqual([path, 200, expect.any(String)])
  return reply.body
}

async function sizeOf({ household }: Wanted): Promise<number> {
  const { rows } = await office.delivered.store.owner.query<{ n: number }>(
    `select count(*)::int as n from membership m where household_id = $1 and valid_until is null and superseded_at is null
       and not exists (select from fact f where f.subject = 'p' and f.subject_id = m.person_id and f.fact = 'deathDay' and f.superseded_at is null)`,
    [household],
  )
  return rows[0]?.n ?? 0
}

async function nextOf(fits: (size: number) => boolean): Promise<Wanted> {
  for (;;) {
    const wanted = await office.next('低保')
    if (fits(await sizeOf(wanted))) return wanted
  }
}

/** Enters the account of whom the case is paid to, and has it confirmed by another. */
async function account(person: string, holder: string, number: string): Promise<void> {
  const { id } = await tell('township', '/api/payment-accounts', {
    personId: person,
    holder,
    bank: '石城农商银行',
    number,
  })
  await tell('county', `/api/payment-accounts/${id}/confirm`)
}

async function grantedWithAccount(number: string, fits: (size: number) => boolean): Promise<Paid> {
  const wanted = await nextOf(fits)
  office.on('2026-11-02')
  const id = await office.open(wanted)
  await office.throughNotice(id)
  await office.did('county', id, 'decision')
  await office.did('township', id, 'letter', { on: '2026-11-10', how: 'in-person' })
  const seen = await office.see(id)
  const payee = seen.members.find(({ personId }: { personId: string }) => personId === wanted.head).name
  await account(wanted.head, payee, number)
  return { id, wanted, payee, number, total: Number(seen.grant.amounts.total.replaceAll(',', '')) }
}

/** Yuan as they are shown. */
function shown(amount: number): string {
  return amount.toLocaleString('en-US')
}

/** The list of a month, approved by the leader and sent to the bank. */
async function pay(month: string, on: string): Promise<string> {
  office.on(on)
  const { id } = await tell('county', '/api/payment-batches', { month })
  const path = `/api/payment-batches/${id}`
  const version = async () => ({ version: (await ask('county', path)).body.version })
  await tell('leader', `${path}/approve`, await version())
  await tell('county', `${path}/send`, await version())
  return id
}

async function lineOf(batch: string, of: Paid) {
  const { items } = (await ask('county', `/api/payment-batches/${batch}/lines?household=${of.wanted.household}`)).body
  return items
}

async function recoveriesOf(of: Paid) {
  const { items } = (await ask('county', `/api/recoveries?household=${of.wanted.household}`)).body
  return items
}

async function report(month: string, name: string) {
  return (await ask('county', `/api/payment-reports/${month}/${name}`)).body.items
}

/** A look again whose outcome an officer states and the leader confirms, from a month on. */
async function corrected(of: Paid, on: string, since: string, amount: number): Promise<void> {
  office.on(on)
  await office.did('township', of.id, 'round', { round: 'change', reason: '收入核算有误，予以更正', since })
  await office.throughOpinion(of.id, { otherwise: { outcome: 'change', amount: String(amount), reason: '更正核算' } })
  if ((await office.see(of.id)).step === 'hearing') {
    await office.did('township', of.id, 'hearing', { on, heard: '户主', statement: '同意', signatures: [] })
  }
  await office.did('county', of.id, 'decision')
  await office.did('leader', of.id, 'confirm', { note: '同意更正' })
  await office.did('township', of.id, 'letter', { on, how: 'in-person' })
}

describe('from the decision to the bank', () => {
  let december = ''

  test('the first month goes to the account that a second officer has confirmed, and is reported as new', async () => {
    december = await pay('2026-12', '2026-12-01')

    const file = await ask('county', `/api/payment-batches/${december}/bank-file?profile=csv`)
    for (const of of [putRight, dies, returns]) {
      expect(file.text).toContain(of.number)
      expect(await lineOf(december, of)).toMatchObject([{ kind: 'regular', status: 'ready', total: shown(of.total) }])
    }
    const added = await report('2026-12', 'added')
    expect(added.map(({ caseId }: { caseId: string }) => caseId)).toEqual(
      expect.arrayContaining([putRight.id, dies.id, returns.id]),
    )
    expect(await report('2026-12', 'stopped')).toEqual([])
  })

  test('what the bank brings back waits, and goes to the new account once', async () => {
    const path = `/api/payment-batches/${december}`
    const lines = (await ask('county', `${path}/lines`)).body.items
    const number =
      lines.findIndex(({ householdId }: { householdId: string }) => householdId === returns.wanted.household) + 1
    const text = `${number},${returns.total.toFixed(2)},账户已销户`
    const done = await tell('county', `${path}/returns`, { profile: 'csv', text })
    expect(done).toMatchObject({ returned: 1, again: 1 })
    await account(returns.wanted.head, returns.payee, '6222000011110033')
    const [line] = await lineOf(december, returns)
    expect(line).toMatchObject({ status: 'returned', returnedReason: '账户已销户' })
    await tell('county', `/api/payment-lines/${line.id}/reissue`, { reason: '已更换账户' })
    const january = await pay('2027-01', '2027-01-04')

    const sent = await lineOf(january, returns)
    expect(sent.map(({ kind, status, total }: Record<string, unknown>) => [kind, status, total]).toSorted()).toEqual([
      ['regular', 'ready', shown(returns.total)],
      ['reissue', 'ready', shown(returns.total)],
    ])
    const file = await ask('county', `/api/payment-batches/${january}/bank-file?profile=csv`)
    expect([file.text.includes('6222000011110003'), file.text.split('6222000011110033').length - 1]).toEqual([false, 2])
  })

  test('a correction upwards is paid with the next list, and one downwards becomes a claim', async () => {
    await pay('2027-02', '2027-02-01')
    await corrected(putRight, '2027-02-10', '2027-01', putRight.total + 100)
    const march = await pay('2027-03', '2027-03-01')

    expect(await lineOf(march, putRight)).toMatchObject([{ kind: 'regular', total: shown(putRight.total + 300) }])
    expect(await recoveriesOf(putRight)).toEqual([])
    await corrected(putRight, '2027-03-05', '2027-02', putRight.total + 40)
    expect(await recoveriesOf(putRight)).toMatchObject([{ amount: '120', status: 'open' }])
    const raised = await report('2027-01', 'raised')
    expect(raised.map(({ caseId }: { caseId: string }) => caseId)).toContain(putRight.id)
  })

  test('a death that is told two months late ends the support with its month, and what was paid since is claimed', async () => {
    office.on('2027-03-08')
    await office.did('township', dies.id, 'round', {
      round: 'death',
      reason: '家属报告',
      personId: dies.wanted.head,
      on: '2027-01-20',
    })
    await office.did('township', dies.id, 'opinion')
    expect(await office.see(dies.id)).toMatchObject({ step: 'decision', opinion: { outcome: 'stop' } })
    await office.did('county', dies.id, 'decision')
    await office.did('township', dies.id, 'letter', { on: '2027-03-08', how: 'announced' })

    expect(await office.see(dies.id)).toMatchObject({ status: 'stopped', step: 'none' })
    expect(await recoveriesOf(dies)).toMatchObject([{ amount: shown(dies.total * 2), status: 'open' }])
    const letters = (await ask('township', `/api/letters?caseId=${dies.id}`)).body.items
    expect(letters.find(({ kind }: { kind: string }) => kind === 'stop')).toMatchObject({
      addressee: `${dies.payee.slice(0, 1)}**`,
    })
    const april = await pay('2027-04', '2027-04-01')
    expect(await lineOf(april, dies)).toEqual([])
  })

  test('the months after tell who has stopped, and who of them by death', async () => {
    const ids = (items: readonly { caseId: string }[]): string[] => items.map(({ caseId }) => caseId)

    expect(ids(await report('2027-02', 'stopped'))).toContain(dies.id)
    expect(ids(await report('2027-02', 'natural-decrease'))).toContain(dies.id)
    expect(ids(await report('2027-02', 'left-without-cover'))).not.toContain(dies.id)
  })
})

describe('what hangs in the village', () => {
  const board = async (division: string) => (await ask('township', `/api/notice-board?division=${division}`)).body

  async function villageOf(of: Wanted): Promise<string> {
    const { rows } = await office.delivered.store.owner.query<{ division: string }>(
      'select division from household where id = $1',
      [of.household],
    )
    return rows[0]?.division ?? ''
  }

  test('a notice hangs for its days and comes down by itself; the list of recipients names who is paid', async () => {
    office.on('2026-11-02')
    const wanted = await nextOf((size) => size > 1)
    const village = await villageOf(wanted)
    const id = await office.open(wanted)
    await office.throughOpinion(id)
    const hangs = async (on: string): Promise<number> => {
      office.on(on)
      const { notices } = await board(village)
      return notices.filter(({ postedOn }: { postedOn: string }) => postedOn === '2026-11-02').length
    }
    const others = await hangs('2026-11-02')
    await office.did('township', id, 'notice')

    const first = await hangs('2026-11-02')
    const last = await hangs('2026-11-09')
    const after = await hangs('2026-11-10')
    expect([first, last, after]).toEqual([others + 1, others + 1, 0])
    const { recipients } = await board(await villageOf(putRight.wanted))
    expect(recipients.map(({ name }: { name: string }) => name)).toContain(putRight.payee)
  })

  test('a notice that is objected to rightly comes down at once', async () => {
    office.on('2026-11-20')
    const wanted = await nextOf((size) => size > 1)
    const village = await villageOf(wanted)
    const id = await office.open(wanted)
    await office.throughOpinion(id)
    await office.did('township', id, 'notice')
    const before = (await board(village)).notices.length
    await office.did('township', id, 'objection', { kind: 'notice', by: '邻居', text: '家有轿车' })
    await office.did('township', id, 'answer-objection', { number: 1, upheld: true, text: '属实' })

    expect((await board(village)).notices.length).toBe(before - 1)
  })
})

test('who comes into extreme hardship is not paid a care subsidy besides: the line is held for somebody to look at', async () => {
  office.on('2027-04-05')
  const wanted = await nextOf((size) => size === 1)
  const given = { papers: ['identity', 'promise', 'authorisation', 'account'] }
  const cases: string[] = []
  for (const programme of ['disability-care-subsidy', 'destitute-support']) {
    const id = await office.open(wanted, { ...given, programme })
    cases.push(id)
    await grantedOtherwise(id, '200', '2027-04-05', '2027-04-13')
  }
  const [first] = cases
  const { members } = await office.see(first ?? '')
  await account(wanted.head, members[0].name, '6222000011110004')
  const { id } = await tell('county', '/api/payment-batches', { month: '2027-05' })

  const lines = (await ask('county', `/api/payment-batches/${id}/lines?household=${wanted.household}`)).body.items
  expect(lines.map(({ programme, status }: Record<string, unknown>) => [programme, status]).toSorted()).toEqual([
    ['destitute-support', 'ready'],
    ['disability-care-subsidy', 'held'],
  ])
})

/** Proposed otherwise by the township, decided by the county and confirmed by the leader, through all steps between. */
async function grantedOtherwise(id: string, amount: string, on: string, after: string): Promise<void> {
  office.on(on)
  const otherwise = { outcome: 'grant', amount, reason: '试算' }
  if ((await office.see(id)).step === 'opinion') await office.did('township', id, 'opinion', { otherwise })
  else await office.throughOpinion(id, { otherwise })
  if ((await office.see(id)).step === 'notice') {
    await office.did('township', id, 'notice')
    office.on(after)
    await office.did('township', id, 'close-notice')
  }
  if ((await office.see(id)).step === 'visit') {
    await office.did('county', id, 'visit', { on: after, visitors: ['陈思远', '刘永平'], finding: '属实' })
  }
  await office.did('county', id, 'decision')
  await office.did('leader', id, 'confirm', { note: '同意' })
}

test('a subsidy for one person ends with that person, though others live on in the household', async () => {
  office.on('2027-04-05')
  const wanted = await nextOf((size) => size > 1)
  const given = { papers: ['identity', 'account'], programme: 'disability-care-subsidy' }
  const id = await office.open(wanted, given)
  await grantedOtherwise(id, '110', '2027-04-05', '2027-04-05')
  await office.did('township', id, 'letter', { on: '2027-04-05', how: 'in-person' })
  office.on('2027-06-10')
  await office.did('township', id, 'round', { round: 'death', reason: '去世', personId: wanted.head, on: '2027-06-01' })
  await office.did('township', id, 'opinion')
  await office.did('county', id, 'decision')

  expect(await office.see(id)).toMatchObject({ status: 'stopped', grant: null })
})

test('a recognition that ends leaves known what another case goes on giving', async () => {
  office.on('2027-04-05')
  const wanted = await nextOf((size) => size > 1)
  const recognised = await office.open(wanted, { programme: 'near-threshold' })
  await grantedOtherwise(recognised, '0', '2027-04-05', '2027-04-05')
  await office.did('township', recognised, 'letter', { on: '2027-04-05', how: 'in-person' })
  const paid = await office.open(wanted)
  await grantedOtherwise(paid, '400', '2027-04-05', '2027-04-13')
  await office.did('township', recognised, 'round', { round: 'change', reason: '已纳入低保' })
  await office.throughOpinion(recognised, { ground: 'voluntary' })
  await office.did('township', recognised, 'hearing', {
    on: '2027-04-13',
    heard: '户主',
    statement: '同意',
    signatures: [],
  })
  await office.did('county', recognised, 'decision')

  expect((await office.see(recognised)).status).toBe('stopped')
  const { rows } = await office.delivered.store.owner.query<{ value: string }>(
    `select text_value as value from fact where subject = 'p' and subject_id = $1 and fact = 'benefitCategory'
       and superseded_at is null order by valid_from desc limit 1`,
    [wanted.head],
  )
  expect(rows).toEqual([{ value: '低保' }])
})
