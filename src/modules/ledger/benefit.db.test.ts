import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoAccounts } from '#cli/demo.zh'
import { type TestStore, testStore } from '#db/testing'
import { day } from '#kernel/day'
import { type Fen, fen } from '#kernel/fen'
import { Refused } from '#kernel/refused'
import { ensureOfficers } from '#modules/officer'
import {
  approveBenefit,
  keptReturn,
  openRecovery,
  receiveRecovery,
  reissueBenefit,
  returnBenefit,
  sendBenefit,
} from './benefit-entry.ts'
import { imbalance, type JournalEntry, payFromFloat, reversal, topUp } from './entry.ts'
import { findFloatBook } from './queries.ts'
import { post } from './store.ts'

let store: TestStore
let officer: string
beforeAll(async () => {
  store = await testStore()
  await ensureOfficers(store, demoAccounts)
  officer = (await store.owner.query<{ id: string }>('select min(id)::text as id from officer')).rows[0]?.id ?? ''
})
afterAll(() => store.close())

/** Posts, and gives the entry's id, or nothing where the float does not hold enough. */
async function posted(entry: JournalEntry): Promise<string | undefined> {
  try {
    return await store.within('360735', (tx) => post(tx, officer, entry))
  } catch (error) {
    if (error instanceof Refused && ['float-too-low', 'float-not-found'].includes(error.refusal.code)) return undefined
    throw error
  }
}

const townships = ['360735100', '360735101'] as const
const kinds = [
  'top-up',
  'pay',
  'take-back',
  'approve',
  'send',
  'return',
  'keep',
  'reissue',
  'claim',
  'receive',
] as const
const movement = fc.record({
  kind: fc.constantFrom(...kinds),
  division: fc.constantFrom(...townships),
  amount: fc.bigInt({ min: 1n, max: 90_000n }).map(fen),
  recovered: fc.bigInt({ min: 0n, max: 90_000n }).map(fen),
})
type Movement = typeof movement extends fc.Arbitrary<infer T> ? T : never

interface Paid {
  readonly entry: string
  readonly amount: Fen
}

function entryOf({ kind, division, amount, recovered }: Movement, paid: Paid | undefined): JournalEntry {
  const about = { division, amount, occurredOn: day('2026-11-02'), subject: 'test', memo: 'x' }
  switch (kind) {
    case 'top-up':
      return topUp(about)
    case 'pay':
      return payFromFloat(about)
    case 'take-back':
      return paid === undefined ? payFromFloat(about) : reversal({ ...about, ...paid })
    case 'approve':
      return approveBenefit({ ...about, gross: fen(amount + recovered), recovered })
    case 'send':
      return sendBenefit(about)
    case 'return':
      return returnBenefit(about)
    case 'keep':
      return keptReturn(about)
    case 'reissue':
      return reissueBenefit(about)
    case 'claim':
      return openRecovery(about)
    case 'receive':
      return receiveRecovery(about)
  }
}

test('whatever is posted, withdrawn, returned and reversed, the journal balances and no float owes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(movement, { minLength: 20, maxLength: 60 }), async (movements) => {
      const open = new Map<string, Paid[]>(townships.map((township) => [township, []]))
      for (const one of movements) {
        const stack = open.get(one.division) ?? []
        const back = one.kind === 'take-back' ? stack.pop() : undefined
        const entry = entryOf(one, back)
        expect(imbalance(entry)).toBe(0n)
        const id = await posted(entry)
        if (id !== undefined && entry.kind === 'quick-aid') stack.push({ entry: id, amount: one.amount })
      }
      const { rows } = await store.owner.query<{ sum: string; kept: boolean; covered: boolean; off: string }>(
        `select coalesce(sum(a.balance_fen), 0)::text as sum,
                bool_and(a.balance_fen = coalesce((select sum(l.amount_fen) from ledger_line l where l.account_id = a.id), 0)) as kept,
                bool_and(a.kind <> 'township-float' or a.balance_fen >= 0) as covered,
                (select count(*) from (select from ledger_line group by entry_id having sum(amount_fen) <> 0) e)::text as off
           from ledger_account a`,
      )
      expect(rows).toEqual([{ sum: '0', kept: true, covered: true, off: '0' }])
    }),
    { numRuns: 12, seed: 20_261_122 },
  )
})

test('a payment that was taken back shows as such, and the month counts what was paid in the end', async () => {
  const division = '360735102'
  const about = { division, occurredOn: day('2026-10-05'), memo: 'x' }
  await posted(topUp({ ...about, amount: fen(100_000n) }))
  await posted(payFromFloat({ ...about, subject: 'quick-aid:7', amount: fen(30_000n) }))
  const wrong = await posted(payFromFloat({ ...about, subject: 'quick-aid:8', amount: fen(20_000n) }))
  await posted(reversal({ ...about, subject: 'quick-aid:8', amount: fen(20_000n), entry: wrong ?? '' }))

  const book = await store.within('360735', (tx) => findFloatBook(tx, { division, month: '2026-10', alertShare: 0.2 }))

  expect(book).toMatchObject({ opening: '0', toppedUp: '1,000', paid: '300', closing: '700' })
  expect(book?.rows.map((row) => [row.kind, row.subject, row.reversed, row.reverses])).toEqual([
    ['reversal', 'quick-aid:8', false, wrong],
    ['quick-aid', 'quick-aid:8', true, null],
    ['quick-aid', 'quick-aid:7', false, null],
    ['top-up', `float:${division}`, false, null],
  ])
})
