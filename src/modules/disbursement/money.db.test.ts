import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fen } from '#kernel/fen'
import { addToMonth, month } from '#kernel/month'
import { reissueLine } from './commands.ts'
import { aPaymentBench, type Family, type PaymentBench } from './testing.ts'

let bench: PaymentBench
beforeAll(async () => {
  bench = await aPaymentBench()
})
afterAll(() => bench.store.close())

const act = fc.oneof(
  fc.record({
    kind: fc.constant('decide' as const),
    who: fc.nat({ max: 2 }),
    yuan: fc.constantFrom(0, 100, 200, 300),
    back: fc.integer({ min: -1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('pay' as const) }),
  fc.record({ kind: fc.constant('return' as const), who: fc.nat({ max: 2 }), again: fc.boolean() }),
)

let accounts = 0
async function newAccount(person: string): Promise<void> {
  accounts += 1
  await bench.account(person, `62224444${String(accounts).padStart(8, '0')}`)
}

/** The newest payment of a payee comes back from the bank, and goes out again when it should. */
async function bringBack(family: Family, again: boolean, today: string): Promise<void> {
  const [line] = await bench.rows<{ id: string; batch: string; bank_line: number; total: string }>(
    `select id::text, batch_id::text as batch, bank_line, total_fen::text as total from payment_line
      where payee_person_id = $1 and status in ('ready', 'paid') and bank_line is not null order by id desc limit 1`,
    [family.payee],
  )
  if (line === undefined) return
  await bench.bring(line.batch, [{ line: line.bank_line, amount: fen(BigInt(line.total)), reason: '销户' }], today)
  if (!again) return
  await newAccount(family.payee)
  await reissueLine(bench.on(today), bench.as('county-officer'), line.id, { key: randomUUID(), reason: '新账户' })
}

/** What each case is owed for the months that are closed, beside what was paid, is on its way and is claimed back. */
const unbalanced = (): Promise<object[]> =>
  bench.rows(
    `with closed as (select distinct month from payment_batch where status <> 'draft'),
     owed as (select e.case_id, sum(e.basic_fen + e.uplift_fen + e.care_fen) as amount from entitlement e join closed c
                on e.from_month <= c.month and (e.until_month is null or e.until_month >= c.month)
               where e.superseded_at is null group by e.case_id),
     moved as (select case_id, sum(total_fen + recovery_fen) as amount from payment_line
                where status in ('ready', 'paid', 'held', 'returned') group by case_id),
     due as (select case_id, sum(amount_fen) as amount from entitlement_adjustment
              where line_id is null and amount_fen > 0 and voided_at is null group by case_id),
     claimed as (select case_id, sum(amount_fen) as amount from recovery where status <> 'void' group by case_id)
     select a.id, owed.amount as owed, moved.amount as moved, due.amount as due, claimed.amount as claimed
       from assistance_case a left join owed on owed.case_id = a.id left join moved on moved.case_id = a.id
       left join due on due.case_id = a.id left join claimed on claimed.case_id = a.id
      where coalesce(owed.amount, 0) <>
            coalesce(moved.amount, 0) + coalesce(due.amount, 0) - coalesce(claimed.amount, 0)`,
  )

test('whatever is decided, paid and returned in whatever order: paid and due, less what is claimed back, is what is owed', async () => {
  let next = month('2026-01')
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 16 }), async (acts) => {
      const cases: { family: Family; caseId: string }[] = []
      for (const name of ['甲', '乙', '丙']) {
        const family = await bench.family([name])
        const caseId = await bench.caseOf(family)
        cases.push({ family, caseId })
        await newAccount(family.payee)
        await bench.decide({ family, caseId, yuan: 200, from: next })
      }
      // Somebody is always owed something, so that no list is empty.
      const always = await bench.family(['常'])
      await bench.decide({ family: always, caseId: await bench.caseOf(always), yuan: 1, from: next })
      await newAccount(always.payee)
      await bench.pay(next, `${next}-02`)
      next = addToMonth(next, 1)
      for (const one of acts) {
        const today = `${next}-02`
        const whose = one.kind === 'pay' ? undefined : cases[one.who]
        if (one.kind === 'decide' && whose !== undefined) {
          await bench.decide({ ...whose, yuan: one.yuan, from: addToMonth(next, -one.back) })
        } else if (one.kind === 'return' && whose !== undefined) {
          await bringBack(whose.family, one.again, today)
        } else if (one.kind === 'pay') {
          await bench.pay(next, today)
          next = addToMonth(next, 1)
        }
        expect(await unbalanced()).toEqual([])
      }
    }),
    { numRuns: 12, seed: 7 },
  )
  const [journal] = await bench.rows(
    `select coalesce(sum(balance_fen), 0)::text as sum,
            (select count(*)::int from (select from payment_cover group by person_id, programme, month having count(*) > 1) t) as twice
       from ledger_account`,
  )
  expect(journal).toEqual({ sum: '0', twice: 0 })
}, 120_000)
