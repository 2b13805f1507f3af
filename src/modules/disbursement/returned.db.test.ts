import { afterAll, beforeAll, expect, test } from 'vitest'
import { fen } from '#kernel/fen'
import { Refused } from '#kernel/refused'
import { reissueLine, releaseLine } from './commands.ts'
import { listLines } from './queries.ts'
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
  type PaymentBench,
  why,
} from './testing.ts'

let bench: PaymentBench
beforeAll(async () => {
  bench = await aPaymentBench()
})
afterAll(() => bench.store.close())

test('what the bank returns is owed on and goes out again after a new account, with the journal balanced', async () => {
  const { family, caseId } = await anEntitled(bench, { from: '2027-12' })
  const batch = await bench.pay('2027-12', '2027-12-05')
  const line = await lineOf(bench, batch, caseId)
  const fund = await balance(bench, 'county-fund')

  const done = await bench.bring(batch, [{ line: line.bank_line ?? 0, amount: fen(50_000n), reason: '账户已销户' }])
  const officer = bench.as('county-officer')
  const early = await codeOf(reissueLine(bench.on('2027-12-06'), officer, line.id, why()))
  await bench.account(family.payee, '6222555500005555')
  const isAskedFor = async (): Promise<boolean[]> => {
    const { items } = await bench.store.within(county, (tx) => listLines(tx, batch, { status: 'returned', limit: 50 }))
    return items.filter((row) => row.caseId === caseId).map((row) => row.again)
  }
  const before = await isAskedFor()
  await reissueLine(bench.on('2027-12-06'), officer, line.id, why())
  const after = await isAskedFor()

  expect([done.again, done.kept, early]).toEqual([1, 0, 'payment-line-needs-new-account'])
  expect([before, after]).toEqual([[false], [true]])
  expect((await balance(bench, 'county-fund')) - fund).toBe(500)
  const again = await bench.pay('2027-12', '2027-12-08')
  expect(again).not.toBe(batch)
  expect((await linesOf(bench, again)).map((row) => [row.case_id, row.kind, row.total])).toEqual([
    [caseId, 'reissue', 500],
  ])
  expect((await lineOf(bench, batch, caseId)).status).toBe('reissued')
  expect([
    await balance(bench, 'county-fund'),
    await balance(bench, 'benefit-returned'),
    await balance(bench, 'bank-clearing'),
  ]).toEqual([fund, 0, 0])
  expect(await books(bench)).toEqual(balanced)
})

test('money returned for somebody who has died is not sent again, and what he is owed waits', async () => {
  const { family, caseId } = await anEntitled(bench, { from: '2028-01' })
  const batch = await bench.pay('2028-01', '2028-01-05')
  await bench.fact(family.payee, 'deathDay', '2028-01-20')
  const line = await lineOf(bench, batch, caseId)

  const done = await bench.bring(batch, [{ line: line.bank_line ?? 0, amount: fen(50_000n), reason: '户主死亡' }])

  const reissue = reissueLine(bench.on('2028-01-06'), bench.as('county-officer'), line.id, why())
  expect([done.again, done.kept, await codeOf(reissue)]).toEqual([0, 1, 'payment-line-not-in-this-state'])
  expect(await bench.rows('select flag from entitlement where case_id = $1', [caseId])).toEqual([
    { flag: 'payee-died' },
  ])
  const next = await bench.build('2028-02', '2028-01-20')
  expect((await lineOf(bench, next, caseId)).holds).toEqual(['dead'])
  expect(await balance(bench, 'benefit-returned')).toBe(0)
  await bench.pay('2028-02', '2028-01-20')
})

test('a returns file that does not fit what was sent is refused with its line, whole', async () => {
  const { caseId } = await anEntitled(bench, { from: '2028-04' })
  const batch = await bench.pay('2028-04', '2028-04-05')
  const { bank_line: number } = await lineOf(bench, batch, caseId)
  const good = { line: number ?? 0, amount: fen(50_000n), reason: '户名不符' }

  const refused = async (returns: (typeof good)[]): Promise<unknown> =>
    bench.bring(batch, returns).catch((error: unknown) => (error instanceof Refused ? error.refusal : error))

  expect(await refused([good, { ...good, line: 9999 }])).toMatchObject({ line: 2, problem: 'line-unknown' })
  expect(await refused([{ ...good, amount: fen(1n) }])).toMatchObject({ line: 1, problem: 'amount-differs' })
  expect(await refused([good, good])).toMatchObject({ line: 2, problem: 'twice' })
  expect((await lineOf(bench, batch, caseId)).status).toBe('ready')
})

test('a line that waited when its batch went comes with the next one, once somebody has looked at it', async () => {
  const noAccount = await anEntitled(bench, { from: '2028-05', account: false })
  const locked = await anEntitled(bench, { from: '2028-05' })
  await bench.fact(locked.family.payee, 'custody', '服刑', '2028-01-01')
  const first = await bench.pay('2028-05', '2028-05-05')
  const officer = bench.as('county-officer')
  const held = [await lineOf(bench, first, noAccount.caseId), await lineOf(bench, first, locked.caseId)]
  expect(held.map((line) => line.holds)).toEqual([['no-account'], ['custody']])

  await bench.account(noAccount.family.payee, '6222123412341234')
  for (const { id } of held) await releaseLine(bench.on('2028-05-20'), officer, id, why())
  const again = await bench.pay('2028-05', '2028-05-20')

  expect((await linesOf(bench, again)).map((line) => [line.case_id, line.kind, line.status])).toEqual([
    [noAccount.caseId, 'reissue', 'ready'],
    [locked.caseId, 'reissue', 'ready'],
  ])
  expect(await codeOf(bench.build('2028-05', '2028-05-21'))).toBe('payment-nothing-new')
  expect(await books(bench)).toEqual(balanced)
})

test('what is returned after a decision took the month away is neither sent again nor claimed', async () => {
  const { family, caseId } = await anEntitled(bench, { from: '2028-09' })
  const batch = await bench.pay('2028-09', '2028-09-05')
  const line = await lineOf(bench, batch, caseId)
  await bench.bring(batch, [{ line: line.bank_line ?? 0, amount: fen(50_000n), reason: '销户' }], '2028-09-10')

  const effect = await bench.decide({ family, caseId, yuan: 200, from: '2028-09' })

  expect([effect.backPay, effect.recovery]).toEqual([fen(20_000n), fen(0n)])
  expect((await lineOf(bench, batch, caseId)).status).toBe('kept')
  expect(await balance(bench, 'benefit-returned')).toBe(0)
  const next = await bench.pay('2028-09', '2028-09-20')
  expect((await linesOf(bench, next)).map((row) => [row.kind, row.total])).toEqual([['back-pay', 200]])
  expect(await books(bench)).toEqual(balanced)
})
