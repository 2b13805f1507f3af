import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoAccounts } from '#cli/demo.zh'
import { type TestStore, testStore } from '#db/testing'
import { addDays, day } from '#kernel/day'
import { type Fen, fen } from '#kernel/fen'
import { seededRandom } from '#kernel/random'
import { Refused } from '#kernel/refused'
import { ensureOfficers } from '#modules/officer'
import { imbalance, type JournalEntry, payFromFloat, reversal, topUp } from './entry.ts'
import { findFloatBook } from './queries.ts'
import { post } from './store.ts'

const township = '360735100'
const start = day('2026-01-05')
let store: TestStore
let officer: string

beforeAll(async () => {
  store = await testStore()
  await ensureOfficers(store, demoAccounts)
  officer = (await store.owner.query<{ id: string }>('select min(id)::text as id from officer')).rows[0]?.id ?? ''
})

afterAll(() => store.close())

/** Posts, and tells whether the float held enough. */
async function posted(entry: JournalEntry): Promise<string> {
  try {
    return await store.within('360735', (tx) => post(tx, officer, entry))
  } catch (error) {
    if (error instanceof Refused && ['float-too-low', 'float-not-found'].includes(error.refusal.code)) return 'too-low'
    throw error
  }
}

test('whatever is paid in, paid out and returned, the journal balances and the float never owes', async () => {
  const random = seededRandom(20_261_122)
  const paid: { entry: string; amount: Fen }[] = []
  let held = 0n
  for (let turn = 0; turn < 240; turn += 1) {
    const amount = fen(BigInt(random.int(1, 90_000)))
    const occurredOn = addDays(start, turn)
    const kind = random.pick(['top-up', 'pay', 'pay', 'pay', 'return'] as const)
    const back = kind === 'return' ? paid.pop() : undefined
    const about = { division: township, occurredOn, subject: `test:${turn}`, memo: 'x' }
    const entry =
      kind === 'top-up'
        ? topUp({ ...about, amount })
        : back === undefined
          ? payFromFloat({ ...about, amount })
          : reversal({ ...about, entry: back.entry, amount: back.amount })
    expect(imbalance(entry)).toBe(0n)
    const moved = entry.lines.find((line) => line.account === 'township-float')?.amount ?? fen(0n)
    const outcome = await posted(entry)
    expect([turn, outcome === 'too-low']).toEqual([turn, held + moved < 0n])
    if (outcome === 'too-low') continue
    held += moved
    if (entry.kind === 'quick-aid') paid.push({ entry: outcome, amount })
  }

  const { rows } = await store.owner.query<{ kind: string; kept: string; summed: string }>(
    `select a.kind, a.balance_fen::text as kept, sum(l.amount_fen)::text as summed
       from ledger_account a join ledger_line l on l.account_id = a.id group by a.id order by a.kind`,
  )
  expect(rows.map((row) => [row.kind, row.kept === row.summed])).toEqual([
    ['aid-paid', true],
    ['county-fund', true],
    ['township-float', true],
  ])
  expect(rows.reduce((sum, row) => sum + BigInt(row.summed), 0n)).toBe(0n)
  expect(rows.find((row) => row.kind === 'township-float')?.kept).toBe(String(held))
})

test('each month of the book closes with what the next one opens with', async () => {
  const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08']
  const books: Awaited<ReturnType<typeof findFloatBook>>[] = []
  for (const month of months) {
    books.push(await store.within('360735', (tx) => findFloatBook(tx, { division: township, month, alertShare: 0.2 })))
  }

  books.slice(1).forEach((book, index) => expect(book?.opening).toBe(books[index]?.closing))
  expect(books.every((book) => (book?.rows.length ?? 0) > 0)).toBe(true)
})

test('an entry is reversed once', async () => {
  const about = { division: township, occurredOn: start, subject: 'test:twice', memo: 'x' }
  await posted(topUp({ ...about, amount: fen(100n) }))
  const entry = await posted(payFromFloat({ ...about, amount: fen(60n) }))
  await posted(reversal({ ...about, entry, amount: fen(60n) }))

  await expect(posted(reversal({ ...about, entry, amount: fen(60n) }))).rejects.toThrow('ledger_entry_reversed_once')
})
