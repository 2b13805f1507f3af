import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fen } from '#kernel/fen'
import { Refused } from '#kernel/refused'
import { approvePaymentBatch, excludeLine, releaseLine } from './commands.ts'
import { listDeadPaid } from './queries.ts'
import {
  anEntitled,
  aPaymentBench,
  balance,
  balanced,
  books,
  codeOf,
  county,
  lineOf,
  linesOf,
  november,
  type PaymentBench,
  why,
} from './testing.ts'

let bench: PaymentBench
beforeAll(async () => {
  bench = await aPaymentBench()
})
afterAll(() => bench.store.close())

test('a month is paid once, however often its list is built', async () => {
  const { caseId } = await anEntitled(bench)

  const first = await bench.build('2026-01', '2026-01-10').then(
    () => 'built',
    (error: Refused) => error.refusal.code,
  )
  const draft = await bench.build('2026-11')
  const again = await bench.build('2026-11')
  const once = (await linesOf(bench, again)).filter((line) => line.case_id === caseId)
  await bench.pay('2026-11')

  expect([first, draft === again, once.length]).toEqual(['payment-nothing-new', true, 1])
  expect(await codeOf(bench.build('2026-11'))).toBe('payment-nothing-new')
  expect(await books(bench)).toEqual(balanced)
  expect(await balance(bench, 'bank-clearing')).toBe(0)
})

test('whoever made the list does not approve it, and the database says so too', async () => {
  await anEntitled(bench, { from: '2026-12' })
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
  const { family, caseId } = await anEntitled(bench, { from: '2026-12' })
  const id = await bench.build('2026-12')
  await bench.decide({ family, caseId, yuan: 10, from: '2026-12' })
  const [batch] = await bench.rows<{ version: number }>('select version from payment_batch where id = $1', [id])
  const request = { key: randomUUID(), version: batch?.version ?? 0 }

  expect(await codeOf(approvePaymentBatch(bench.on('2026-11-02'), bench.as('county-leader'), id, request))).toBe(
    'payment-batch-stale',
  )
  await bench.pay('2026-12')
  expect((await lineOf(bench, id, caseId)).total).toBe(10)
})

test('a change in the past becomes back-pay with the next list, or a recovery', async () => {
  const up = await anEntitled(bench, { from: '2027-01' })
  const down = await anEntitled(bench, { from: '2027-01' })
  await bench.pay('2027-01', '2027-01-05')

  const more = await bench.decide({ ...up, yuan: 620, from: '2027-01' })
  const less = await bench.decide({ ...down, yuan: 450, from: '2027-01' })

  expect([more.backPay, more.recovery]).toEqual([fen(12_000n), fen(0n)])
  expect([less.backPay, less.recovery]).toEqual([fen(0n), fen(5_000n)])
  const february = await bench.pay('2027-02', '2027-02-05')
  expect(await lineOf(bench, february, up.caseId)).toMatchObject({ total: 740, adjustment: 120 })
  expect(await lineOf(bench, february, down.caseId)).toMatchObject({ total: 450, adjustment: 0, recovery: 0 })
  expect(await books(bench)).toEqual(balanced)
})

test('the same decision taken in twice changes nothing, and one that takes it back leaves neither debt nor back-pay', async () => {
  const { family, caseId } = await anEntitled(bench, { from: '2027-03' })
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
  const gone = await anEntitled(bench, { from: '2027-04' })
  const member = await anEntitled(bench, { from: '2027-04' })
  const inMonth = await anEntitled(bench, { from: '2027-04' })
  await bench.fact(gone.family.payee, 'deathDay', '2027-03-31')
  await bench.fact(member.family.members[1] ?? '', 'deathDay', '2027-03-02')
  await bench.fact(inMonth.family.payee, 'deathDay', '2027-04-01')

  const batch = await bench.pay('2027-04', '2027-04-05')

  expect(await lineOf(bench, batch, gone.caseId)).toMatchObject({ status: 'held', holds: ['dead'], bank_line: null })
  expect(await lineOf(bench, batch, member.caseId)).toMatchObject({ status: 'held', holds: ['dead'] })
  expect(await lineOf(bench, batch, inMonth.caseId)).toMatchObject({ status: 'ready', holds: [] })
})

test('a death that becomes known later shows who was paid after it', async () => {
  const { family } = await anEntitled(bench, { from: '2027-05' })
  await bench.pay('2027-05', '2027-05-05')
  await bench.fact(family.payee, 'deathDay', '2027-02-10')

  const found = await bench.store.within(county, (tx) => listDeadPaid(tx, '2027-05' as typeof november))

  expect(found.map((row) => [row.householdId, row.died, row.amount])).toEqual([
    [family.householdId, '2027-02-10', '500'],
  ])
})

test('nobody is paid for somebody whom another case pays for, whoever lets the line go', async () => {
  const first = await anEntitled(bench, { from: '2027-06', names: ['甲', '乙'] })
  const other = await anEntitled(bench, { from: '2027-07', names: ['丙'] })
  const covered = [other.family.payee, first.family.payee]
  await bench.decide({ ...other, yuan: 300, from: '2027-06', covered })
  const draft = await bench.build('2027-06', '2027-06-05')
  expect((await lineOf(bench, draft, first.caseId)).holds).toEqual([])
  expect((await lineOf(bench, draft, other.caseId)).holds).toEqual(['double'])

  // Now the first waits for another reason, the second is paid, and the first cannot be let go beside it.
  await bench.fact(first.family.members[1] ?? '', 'deathDay', '2027-05-01')
  await bench.build('2027-06', '2027-06-05')
  expect((await lineOf(bench, draft, other.caseId)).holds).toEqual([])
  const { id, holds } = await lineOf(bench, draft, first.caseId)
  const release = releaseLine(bench.on('2027-06-05'), bench.as('county-officer'), id, why())

  expect([holds, await codeOf(release)]).toEqual([['dead'], 'payment-line-covered-already'])
  await excludeLine(bench.on('2027-06-05'), bench.as('county-officer'), id, why())
  await bench.pay('2027-06', '2027-06-05')
  expect((await lineOf(bench, draft, first.caseId)).status).toBe('excluded')
  await bench.decide({ ...other, yuan: 0, from: '2027-07' })
})

test('what excludes another programme waits, and the other is paid', async () => {
  const { family, caseId } = await anEntitled(bench, { from: '2027-06' })
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

  expect((await lineOf(bench, batch, caseId)).holds).toEqual(['excluding-programme'])
  expect((await lineOf(bench, batch, care)).holds).toEqual(['excluding-programme'])
  expect(await lineOf(bench, batch, support)).toMatchObject({ status: 'ready', total: 900 })
})

test('the database itself refuses a second payment for a person, programme and month', async () => {
  const { caseId } = await anEntitled(bench, { from: '2027-08' })
  const batch = await bench.build('2027-08', '2027-08-05')
  const line = await lineOf(bench, batch, caseId)

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
  const { family, caseId } = await anEntitled(bench, { from: '2027-09', account: false })
  const first = await bench.build('2027-09', '2027-09-05')
  const before = await lineOf(bench, first, caseId)
  expect(before.holds).toEqual(['no-account'])
  expect(await codeOf(releaseLine(bench.on('2027-09-05'), bench.as('county-officer'), before.id, why()))).toBe(
    'payment-line-held-firmly',
  )

  await bench.account(family.payee, '6222999900001111')
  const paid = await bench.pay('2027-09', '2027-09-05')
  await bench.account(family.payee, '6222999900002222', '张三的哥哥')
  const next = await bench.pay('2027-10', '2027-10-05')

  expect(await lineOf(bench, paid, caseId)).toMatchObject({ status: 'ready', account_changed: false })
  expect(await lineOf(bench, next, caseId)).toMatchObject({ status: 'ready', account_changed: true })
})

test('one account for more payees than allowed waits, unless they live together', async () => {
  const strangers = await Promise.all(
    ['一', '二', '三', '四'].map(() => anEntitled(bench, { from: '2027-11', account: false })),
  )
  for (const { family } of strangers) await bench.account(family.payee, '6222777777777777', '村会计')

  const batch = await bench.build('2027-11', '2027-11-05')

  for (const { caseId } of strangers) expect((await lineOf(bench, batch, caseId)).holds).toEqual(['account-shared'])
  for (const { caseId } of strangers) {
    const { id } = await lineOf(bench, batch, caseId)
    await releaseLine(bench.on('2027-11-05'), bench.as('county-officer'), id, why())
  }
  // What was let go stays so when the list is built again.
  await bench.pay('2027-11', '2027-11-05')
  for (const { caseId } of strangers) expect((await lineOf(bench, batch, caseId)).status).toBe('ready')
})

test('a death that is reported between the list and its approval makes the list stale', async () => {
  const { family, caseId } = await anEntitled(bench, { from: '2028-06' })
  const id = await bench.build('2028-06', '2028-06-05')
  await bench.fact(family.members[1] ?? '', 'deathDay', '2028-05-01')
  const [batch] = await bench.rows<{ version: number }>('select version from payment_batch where id = $1', [id])
  const request = { key: randomUUID(), version: batch?.version ?? 0 }

  const approval = approvePaymentBatch(bench.on('2028-06-05'), bench.as('county-leader'), id, request)

  expect(await codeOf(approval)).toBe('payment-batch-stale')
  await bench.pay('2028-06', '2028-06-05')
  expect((await lineOf(bench, id, caseId)).holds).toEqual(['dead'])
})

test('somebody who is paid in another county the same month waits, though that county cannot be seen', async () => {
  const { family, caseId } = await anEntitled(bench, { from: '2028-07' })
  await bench.rows(
    `insert into payment_cover (person_id, programme, month, case_id, line_id, county, division)
     select $1, 'subsistence-allowance', '2028-07', 0, min(id), '360730', '360730100001' from payment_line`,
    [family.members[1]],
  )

  const batch = await bench.pay('2028-07', '2028-07-05')

  expect((await lineOf(bench, batch, caseId)).holds).toEqual(['double'])
})

test('two officers who build at once make one list, and a decision waits for neither half', async () => {
  const { family, caseId } = await anEntitled(bench, { from: '2028-08' })

  const [one, two] = await Promise.all([
    bench.build('2028-08', '2028-08-05'),
    bench.build('2028-08', '2028-08-05'),
    bench.decide({ family, caseId, yuan: 450, from: '2028-08' }),
  ])

  expect(one).toBe(two)
  await bench.pay('2028-08', '2028-08-05')
  expect(await lineOf(bench, one, caseId)).toMatchObject({ total: 450, status: 'ready' })
})
