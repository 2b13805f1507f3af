import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fen } from '#kernel/fen'
import { Refused } from '#kernel/refused'
import { excludeLine, approvePaymentBatch, reissueLine, releaseLine } from './commands.ts'
import { listDeadPaid } from './queries.ts'
import { aPaymentBench, county, november, type PaymentBench } from './testing.ts'

let bench: PaymentBench
beforeAll(async () => {
  bench = await aPaymentBench()
})
afterAll(() => bench.store.close())

interface Line {
  id: string
  case_id: string
  kind: string
  status: string
  holds: string[]
  total: number
  adjustment: number
  recovery: number
  bank_line: number | null
  account_changed: boolean
}

const linesOf = (batch: string): Promise<Line[]> =>
  bench.rows<Line>(
    `select id::text, case_id::text, kind, status, holds, (total_fen / 100)::int as total,
            (adjustment_fen / 100)::int as adjustment, (recovery_fen / 100)::int as recovery, bank_line, account_changed
       from payment_line where batch_id = $1 order by id`,
    [batch],
  )

async function lineOf(batch: string, caseId: string): Promise<Line> {
  const found = (await linesOf(batch)).find((line) => line.case_id === caseId)
  if (found === undefined) throw new Error(`The batch has no line of the case ${caseId}`)
  return found
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code
    throw error
  }
}

let accounts = 0
async function anEntitled(of: { yuan?: number; from?: string; names?: string[]; account?: boolean } = {}) {
  const family = await bench.family(of.names ?? ['张三', '李四'])
  const caseId = await bench.caseOf(family)
  await bench.decide({ family, caseId, yuan: of.yuan ?? 500, from: of.from ?? '2026-11' })
  accounts += 1
  if (of.account !== false) await bench.account(family.payee, `62220000${String(accounts).padStart(8, '0')}`)
  return { family, caseId }
}

const why = () => ({ key: randomUUID(), reason: '已核实' })
const booksBalance = async (): Promise<void> => {
  const [row] = await bench.rows<{ sum: string; kept: boolean }>(
    `select (select coalesce(sum(amount_fen), 0)::text from ledger_line) as sum,
            not exists (select from ledger_account a where balance_fen <>
              coalesce((select sum(amount_fen) from ledger_line l where l.account_id = a.id), 0)) as kept`,
  )
  expect(row).toEqual({ sum: '0', kept: true })
}
const balance = async (kind: string): Promise<number> =>
  (
    await bench.rows<{ sum: number }>(
      `select coalesce(sum(balance_fen) / 100, 0)::int as sum from ledger_account where kind = $1`,
      [kind],
    )
  )[0]?.sum ?? 0

test('a month is paid once, however often its list is built', async () => {
  const { caseId } = await anEntitled()

  const first = await bench.build('2026-01', '2026-01-10').then(
    () => 'built',
    (error: Refused) => error.refusal.code,
  )
  const draft = await bench.build('2026-11')
  const again = await bench.build('2026-11')
  const once = (await linesOf(again)).filter((line) => line.case_id === caseId)
  await bench.pay('2026-11')

  expect([first, draft === again, once.length]).toEqual(['payment-nothing-new', true, 1])
  expect(await codeOf(bench.build('2026-11'))).toBe('payment-nothing-new')
  await booksBalance()
  expect(await balance('bank-clearing')).toBe(0)
})

test('whoever made the list does not approve it, and the database says so too', async () => {
  await anEntitled({ from: '2026-12' })
  const id = await bench.build('2026-12')
  const [batch] = await bench.rows<{ version: number; prepared_by: string }>(
    'select version, prepared_by::text from payment_batch where id = $1',
    [id],
  )
  const preparer = { ...bench.as('county-leader'), officerId: bench.as('county-officer').officerId }
  const request = { key: randomUUID(), version: batch?.version ?? 0 }

  expect(await codeOf(approvePaymentBatch(bench.on('2026-11-02'), preparer, id, request))).toBe(
    'payment-needs-second-person',
  )
  await expect(
    bench.rows(
      `update payment_batch set status = 'approved', approved_by = prepared_by, approved_on = now() where id = $1`,
      [id],
    ),
  ).rejects.toThrow('payment_batch_by_two')
})

test('a list is stale when something was decided after it was built', async () => {
  const { family, caseId } = await anEntitled({ from: '2026-12' })
  const id = await bench.build('2026-12')
  await bench.decide({ family, caseId, yuan: 10, from: '2026-12' })
  const [batch] = await bench.rows<{ version: number }>('select version from payment_batch where id = $1', [id])
  const request = { key: randomUUID(), version: batch?.version ?? 0 }

  expect(await codeOf(approvePaymentBatch(bench.on('2026-11-02'), bench.as('county-leader'), id, request))).toBe(
    'payment-batch-stale',
  )
  await bench.pay('2026-12')
  expect((await lineOf(id, caseId)).total).toBe(10)
})

test('a change in the past becomes back-pay with the next list, or a recovery', async () => {
  const up = await anEntitled({ from: '2027-01' })
  const down = await anEntitled({ from: '2027-01' })
  await bench.pay('2027-01', '2027-01-05')

  const more = await bench.decide({ ...up, yuan: 620, from: '2027-01' })
  const less = await bench.decide({ ...down, yuan: 450, from: '2027-01' })

  expect([more.backPay, more.recovery]).toEqual([fen(12_000n), fen(0n)])
  expect([less.backPay, less.recovery]).toEqual([fen(0n), fen(5_000n)])
  const february = await bench.pay('2027-02', '2027-02-05')
  expect(await lineOf(february, up.caseId)).toMatchObject({ total: 740, adjustment: 120 })
  expect(await lineOf(february, down.caseId)).toMatchObject({ total: 450, adjustment: 0, recovery: 0 })
  await booksBalance()
})

test('the same decision taken in twice changes nothing, and one that takes it back leaves neither debt nor back-pay', async () => {
  const { family, caseId } = await anEntitled({ from: '2027-03' })
  await bench.pay('2027-03', '2027-03-05')
  const stop = { family, caseId, yuan: 0, from: '2027-03', decision: 'stop' }

  const first = await bench.decide(stop)
  const second = await bench.decide(stop)
  const appeal = await bench.decide({ family, caseId, yuan: 500, from: '2027-03' })

  expect([first.recovery, second.recovery]).toEqual([fen(50_000n), fen(0n)])
  expect([appeal.backPay, appeal.recovery]).toEqual([fen(0n), fen(0n)])
  expect(await bench.rows(`select status from recovery where case_id = $1`, [caseId])).toEqual([{ status: 'void' }])
})

test('the dead are paid through their month of death, and held from the month after', async () => {
  const gone = await anEntitled({ from: '2027-04' })
  const member = await anEntitled({ from: '2027-04' })
  const inMonth = await anEntitled({ from: '2027-04' })
  await bench.fact(gone.family.payee, 'deathDay', '2027-03-31')
  await bench.fact(member.family.members[1] ?? '', 'deathDay', '2027-03-02')
  await bench.fact(inMonth.family.payee, 'deathDay', '2027-04-01')

  const batch = await bench.pay('2027-04', '2027-04-05')

  expect(await lineOf(batch, gone.caseId)).toMatchObject({ status: 'held', holds: ['dead'], bank_line: null })
  expect(await lineOf(batch, member.caseId)).toMatchObject({ status: 'held', holds: ['dead'] })
  expect(await lineOf(batch, inMonth.caseId)).toMatchObject({ status: 'ready', holds: [] })
})

test('a death that becomes known later shows who was paid after it', async () => {
  const { family } = await anEntitled({ from: '2027-05' })
  await bench.pay('2027-05', '2027-05-05')
  await bench.fact(family.payee, 'deathDay', '2027-02-10')

  const found = await bench.store.within(county, (tx) => listDeadPaid(tx, '2027-05' as typeof november))

  expect(found.map((row) => [row.householdId, row.died, row.amount])).toEqual([
    [family.householdId, '2027-02-10', '500'],
  ])
})

test('nobody is paid for somebody whom another case pays for, whoever lets the line go', async () => {
  const first = await anEntitled({ from: '2027-06', names: ['甲', '乙'] })
  const other = await anEntitled({ from: '2027-07', names: ['丙'] })
  const covered = [other.family.payee, first.family.payee]
  await bench.decide({ ...other, yuan: 300, from: '2027-06', covered })
  const draft = await bench.build('2027-06', '2027-06-05')
  expect((await lineOf(draft, first.caseId)).holds).toEqual([])
  expect((await lineOf(draft, other.caseId)).holds).toEqual(['double'])

  // Now the first waits for another reason, the second is paid, and the first cannot be let go beside it.
  await bench.fact(first.family.members[1] ?? '', 'deathDay', '2027-05-01')
  await bench.build('2027-06', '2027-06-05')
  expect((await lineOf(draft, other.caseId)).holds).toEqual([])
  const { id, holds } = await lineOf(draft, first.caseId)
  const release = releaseLine(bench.on('2027-06-05'), bench.as('county-officer'), id, why())

  expect([holds, await codeOf(release)]).toEqual([['dead'], 'payment-line-covered-already'])
  await excludeLine(bench.on('2027-06-05'), bench.as('county-officer'), id, why())
  await bench.pay('2027-06', '2027-06-05')
  expect((await lineOf(draft, first.caseId)).status).toBe('excluded')
  await bench.decide({ ...other, yuan: 0, from: '2027-07' })
})

test('what excludes another programme waits, and the other is paid', async () => {
  const { family, caseId } = await anEntitled({ from: '2027-06' })
  const support = await bench.caseOf(family, 'destitute-support')
  const care = await bench.caseOf(family, 'disability-care-subsidy')
  const covered = [family.payee]
  await bench.decide({ family, caseId: support, yuan: 900, from: '2027-07', programme: 'destitute-support', covered })
  await bench.decide({
    family,
    caseId: care,
    yuan: 100,
    from: '2027-07',
    programme: 'disability-care-subsidy',
    covered,
  })

  const batch = await bench.pay('2027-07', '2027-07-05')

  expect((await lineOf(batch, caseId)).holds).toEqual(['excluding-programme'])
  expect((await lineOf(batch, care)).holds).toEqual(['excluding-programme'])
  expect(await lineOf(batch, support)).toMatchObject({ status: 'ready', total: 900 })
})

test('the database itself refuses a second payment for a person, programme and month', async () => {
  const { caseId } = await anEntitled({ from: '2027-08' })
  const batch = await bench.build('2027-08', '2027-08-05')
  const line = await lineOf(batch, caseId)

  await expect(
    bench.rows(
      `insert into payment_cover (person_id, programme, month, case_id, line_id, county, division)
       select person_id, programme, month, case_id + 1, line_id, county, division from payment_cover where line_id = $1`,
      [line.id],
    ),
  ).rejects.toThrow('payment_cover_once')
  await bench.pay('2027-08', '2027-08-05')
})

test('without a confirmed account a line waits, and a changed account shows on the line', async () => {
  const { family, caseId } = await anEntitled({ from: '2027-09', account: false })
  const first = await bench.build('2027-09', '2027-09-05')
  const before = await lineOf(first, caseId)
  expect(before.holds).toEqual(['no-account'])
  expect(await codeOf(releaseLine(bench.on('2027-09-05'), bench.as('county-officer'), before.id, why()))).toBe(
    'payment-line-held-firmly',
  )

  await bench.account(family.payee, '6222999900001111')
  const paid = await bench.pay('2027-09', '2027-09-05')
  await bench.account(family.payee, '6222999900002222', '张三的哥哥')
  const next = await bench.pay('2027-10', '2027-10-05')

  expect(await lineOf(paid, caseId)).toMatchObject({ status: 'ready', account_changed: false })
  expect(await lineOf(next, caseId)).toMatchObject({ status: 'ready', account_changed: true })
})

test('one account for more payees than allowed waits, unless they live together', async () => {
  const strangers = await Promise.all(
    ['一', '二', '三', '四'].map(() => anEntitled({ from: '2027-11', account: false })),
  )
  for (const { family } of strangers) await bench.account(family.payee, '6222777777777777', '村会计')

  const batch = await bench.build('2027-11', '2027-11-05')

  for (const { caseId } of strangers) expect((await lineOf(batch, caseId)).holds).toEqual(['account-shared'])
  for (const { caseId } of strangers) {
    const { id } = await lineOf(batch, caseId)
    await releaseLine(bench.on('2027-11-05'), bench.as('county-officer'), id, why())
  }
  // What was let go stays so when the list is built again.
  await bench.pay('2027-11', '2027-11-05')
  for (const { caseId } of strangers) expect((await lineOf(batch, caseId)).status).toBe('ready')
})

test('what the bank returns is owed on and goes out again after a new account, with the journal balanced', async () => {
  const { family, caseId } = await anEntitled({ from: '2027-12' })
  const batch = await bench.pay('2027-12', '2027-12-05')
  const line = await lineOf(batch, caseId)
  const fund = await balance('county-fund')

  const done = await bench.bring(batch, [{ line: line.bank_line ?? 0, amount: fen(50_000n), reason: '账户已销户' }])
  const officer = bench.as('county-officer')
  const early = await codeOf(reissueLine(bench.on('2027-12-06'), officer, line.id, why()))
  await bench.account(family.payee, '6222555500005555')
  await reissueLine(bench.on('2027-12-06'), officer, line.id, why())

  expect([done.again, done.kept, early]).toEqual([1, 0, 'payment-line-needs-new-account'])
  expect((await balance('county-fund')) - fund).toBe(500)
  const again = await bench.pay('2027-12', '2027-12-08')
  expect(again).not.toBe(batch)
  expect((await linesOf(again)).map((row) => [row.case_id, row.kind, row.total])).toEqual([[caseId, 'reissue', 500]])
  expect((await lineOf(batch, caseId)).status).toBe('reissued')
  expect([await balance('county-fund'), await balance('benefit-returned'), await balance('bank-clearing')]).toEqual([
    fund,
    0,
    0,
  ])
  await booksBalance()
})

test('money returned for somebody who has died is not sent again, and what he is owed waits', async () => {
  const { family, caseId } = await anEntitled({ from: '2028-01' })
  const batch = await bench.pay('2028-01', '2028-01-05')
  await bench.fact(family.payee, 'deathDay', '2028-01-20')
  const line = await lineOf(batch, caseId)

  const done = await bench.bring(batch, [{ line: line.bank_line ?? 0, amount: fen(50_000n), reason: '户主死亡' }])

  const reissue = reissueLine(bench.on('2028-01-06'), bench.as('county-officer'), line.id, why())
  expect([done.again, done.kept, await codeOf(reissue)]).toEqual([0, 1, 'payment-line-not-in-this-state'])
  expect(await bench.rows('select flag from entitlement where case_id = $1', [caseId])).toEqual([
    { flag: 'payee-died' },
  ])
  const next = await bench.build('2028-02', '2028-01-20')
  expect((await lineOf(next, caseId)).holds).toEqual(['dead'])
  expect(await balance('benefit-returned')).toBe(0)
  await bench.pay('2028-02', '2028-01-20')
})

test('a returns file that does not fit what was sent is refused with its line, whole', async () => {
  const { caseId } = await anEntitled({ from: '2028-04' })
  const batch = await bench.pay('2028-04', '2028-04-05')
  const { bank_line: number } = await lineOf(batch, caseId)
  const good = { line: number ?? 0, amount: fen(50_000n), reason: '户名不符' }

  const refused = async (returns: (typeof good)[]): Promise<unknown> =>
    bench.bring(batch, returns).catch((error: unknown) => (error instanceof Refused ? error.refusal : error))

  expect(await refused([good, { ...good, line: 9999 }])).toMatchObject({ line: 2, problem: 'line-unknown' })
  expect(await refused([{ ...good, amount: fen(1n) }])).toMatchObject({ line: 1, problem: 'amount-differs' })
  expect(await refused([good, good])).toMatchObject({ line: 2, problem: 'twice' })
  expect((await lineOf(batch, caseId)).status).toBe('ready')
})

test('a line that waited when its batch went comes with the next one, once somebody has looked at it', async () => {
  const noAccount = await anEntitled({ from: '2028-05', account: false })
  const locked = await anEntitled({ from: '2028-05' })
  await bench.fact(locked.family.payee, 'custody', '服刑', '2028-01-01')
  const first = await bench.pay('2028-05', '2028-05-05')
  const officer = bench.as('county-officer')
  const held = [await lineOf(first, noAccount.caseId), await lineOf(first, locked.caseId)]
  expect(held.map((line) => line.holds)).toEqual([['no-account'], ['custody']])

  await bench.account(noAccount.family.payee, '6222123412341234')
  for (const { id } of held) await releaseLine(bench.on('2028-05-20'), officer, id, why())
  const again = await bench.pay('2028-05', '2028-05-20')

  expect((await linesOf(again)).map((line) => [line.case_id, line.kind, line.status])).toEqual([
    [noAccount.caseId, 'reissue', 'ready'],
    [locked.caseId, 'reissue', 'ready'],
  ])
  expect(await codeOf(bench.build('2028-05', '2028-05-21'))).toBe('payment-nothing-new')
  await booksBalance()
})

test('a death that is reported between the list and its approval makes the list stale', async () => {
  const { family, caseId } = await anEntitled({ from: '2028-06' })
  const id = await bench.build('2028-06', '2028-06-05')
  await bench.fact(family.members[1] ?? '', 'deathDay', '2028-05-01')
  const [batch] = await bench.rows<{ version: number }>('select version from payment_batch where id = $1', [id])
  const request = { key: randomUUID(), version: batch?.version ?? 0 }

  const approval = approvePaymentBatch(bench.on('2028-06-05'), bench.as('county-leader'), id, request)

  expect(await codeOf(approval)).toBe('payment-batch-stale')
  await bench.pay('2028-06', '2028-06-05')
  expect((await lineOf(id, caseId)).holds).toEqual(['dead'])
})

test('somebody who is paid in another county the same month waits, though that county cannot be seen', async () => {
  const { family, caseId } = await anEntitled({ from: '2028-07' })
  await bench.rows(
    `insert into payment_cover (person_id, programme, month, case_id, line_id, county, division)
     select $1, 'subsistence-allowance', '2028-07', 0, min(id), '360730', '360730100001' from payment_line`,
    [family.members[1]],
  )

  const batch = await bench.pay('2028-07', '2028-07-05')

  expect((await lineOf(batch, caseId)).holds).toEqual(['double'])
})

test('two officers who build at once make one list, and a decision waits for neither half', async () => {
  const { family, caseId } = await anEntitled({ from: '2028-08' })

  const [one, two] = await Promise.all([
    bench.build('2028-08', '2028-08-05'),
    bench.build('2028-08', '2028-08-05'),
    bench.decide({ family, caseId, yuan: 450, from: '2028-08' }),
  ])

  expect(one).toBe(two)
  await bench.pay('2028-08', '2028-08-05')
  expect(await lineOf(one, caseId)).toMatchObject({ total: 450, status: 'ready' })
})

test('what is returned after a decision took the month away is neither sent again nor claimed', async () => {
  const { family, caseId } = await anEntitled({ from: '2028-09' })
  const batch = await bench.pay('2028-09', '2028-09-05')
  const line = await lineOf(batch, caseId)
  await bench.bring(batch, [{ line: line.bank_line ?? 0, amount: fen(50_000n), reason: '销户' }], '2028-09-10')

  const effect = await bench.decide({ family, caseId, yuan: 200, from: '2028-09' })

  expect([effect.backPay, effect.recovery]).toEqual([fen(20_000n), fen(0n)])
  expect((await lineOf(batch, caseId)).status).toBe('kept')
  expect(await balance('benefit-returned')).toBe(0)
  const next = await bench.pay('2028-09', '2028-09-20')
  expect((await linesOf(next)).map((row) => [row.kind, row.total])).toEqual([['back-pay', 200]])
  await booksBalance()
})
