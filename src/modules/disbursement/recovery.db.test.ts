import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fen } from '#kernel/fen'
import { Refused } from '#kernel/refused'
import { planRecovery, receiveRecoveryPayment } from './recovery-commands.ts'
import { aPaymentBench, type PaymentBench } from './testing.ts'

let bench: PaymentBench
beforeAll(async () => {
  bench = await aPaymentBench()
})
afterAll(() => bench.store.close())

let accounts = 0
/** A case that was paid 500 for January and should have had 300. */
async function anOverpaid(month: string) {
  const family = await bench.family(['张三'])
  const caseId = await bench.caseOf(family)
  accounts += 1
  await bench.account(family.payee, `62223333${String(accounts).padStart(8, '0')}`)
  await bench.decide({ family, caseId, yuan: 500, from: month })
  await bench.pay(month, `${month}-05`)
  const effect = await bench.decide({ family, caseId, yuan: 300, from: month })
  expect(effect.recovery).toBe(fen(20_000n))
  const [recovery] = await bench.rows<{ id: string; version: number }>(
    `select id::text, version from recovery where case_id = $1 and status <> 'void'`,
    [caseId],
  )
  return { family, caseId, id: recovery?.id ?? '', version: recovery?.version ?? 0 }
}

async function plan(id: string, version: number, way: 'deduction' | 'cash', monthly: string) {
  const request = { key: randomUUID(), version, cause: 'honest' as const, way, monthly }
  return planRecovery(bench.on('2026-06-01'), bench.as('county-officer'), id, request)
}

const pays = (id: string, amount: string) =>
  receiveRecoveryPayment(bench.on('2026-06-01'), bench.as('county-officer'), id, {
    key: randomUUID(),
    amount,
    note: '现金',
  })

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof Refused) return error.refusal.code
      throw error
    },
  )
}

const totalsOf = (caseId: string): Promise<{ month: string; recovery: number; total: number }[]> =>
  bench.rows(
    `select month, (recovery_fen / 100)::int as recovery, (total_fen / 100)::int as total
       from payment_line where case_id = $1 order by month`,
    [caseId],
  )

const dues = async (): Promise<number> =>
  (
    await bench.rows<{ sum: number }>(
      `select coalesce(sum(balance_fen) / 100, 0)::int as sum from ledger_account where kind = 'recovery-due'`,
    )
  )[0]?.sum ?? 0

test('what was paid too much is kept back in instalments until all is back, and the journal shows the claim shrink', async () => {
  const { caseId, id, version } = await anOverpaid('2026-01')

  await plan(id, version, 'deduction', '120')
  expect(await dues()).toBe(200)
  await bench.pay('2026-02', '2026-02-05')
  expect(await dues()).toBe(80)
  await bench.pay('2026-03', '2026-03-05')
  await bench.pay('2026-04', '2026-04-05')

  expect(await totalsOf(caseId)).toEqual([
    { month: '2026-01', recovery: 0, total: 500 },
    { month: '2026-02', recovery: 120, total: 180 },
    { month: '2026-03', recovery: 80, total: 220 },
    { month: '2026-04', recovery: 0, total: 300 },
  ])
  expect(await dues()).toBe(0)
  expect(await bench.rows('select status from recovery where id = $1', [id])).toEqual([{ status: 'settled' }])
  const [journal] = await bench.rows(`select coalesce(sum(amount_fen), 0)::int as sum from ledger_line`)
  expect(journal).toEqual({ sum: 0 })
})

test('a list that is built again keeps an instalment back once', async () => {
  const { caseId, id, version } = await anOverpaid('2026-05')
  await plan(id, version, 'deduction', '50')

  await bench.build('2026-06', '2026-06-05')
  await bench.build('2026-06', '2026-06-05')
  await bench.pay('2026-06', '2026-06-05')

  expect((await totalsOf(caseId)).at(-1)).toEqual({ month: '2026-06', recovery: 50, total: 250 })
  const [claim] = await bench.rows('select (recovered_fen / 100)::int as back from recovery where id = $1', [id])
  expect(claim).toEqual({ back: 50 })
})

test('money paid in is never more than is due, and not before the claim has a plan', async () => {
  const { id, version } = await anOverpaid('2026-07')

  const early = await codeOf(pays(id, '10'))
  const tooLarge = await codeOf(plan(id, version, 'cash', '200.01'))
  await plan(id, version, 'cash', '100')
  const outcomes = [await codeOf(pays(id, '150')), await codeOf(pays(id, '50.01')), await codeOf(pays(id, '50'))]

  expect([early, tooLarge]).toEqual(['recovery-not-open', 'recovery-more-than-due'])
  expect(outcomes).toEqual(['done', 'recovery-more-than-due', 'done'])
  expect(await codeOf(plan(id, version, 'cash', '1'))).toBe('payment-changed-meanwhile')
})
