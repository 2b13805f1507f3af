import { randomUUID } from 'node:crypto'
import { demoAccounts } from '#cli/demo.zh'
import type { Programme } from '#contracts/assistance'
import type { Actor, Role } from '#contracts/officer'
import { type TestStore, testStore } from '#db/testing'
import { Refused } from '#kernel/refused'
import { day } from '#kernel/day'
import { fen } from '#kernel/fen'
import { type Month, month } from '#kernel/month'
import { type EntitlementChange, type EntitlementEffect, setEntitlements } from '#modules/entitlement'
import { ensureOfficers } from '#modules/officer'
import { loadEffectivePolicies } from '#policy-files/effective'
import { approvePaymentBatch, recordReturns, sendPaymentBatch } from './commands.ts'
import { confirmAccount, enterAccount } from './account-commands.ts'
import type { BankReturn } from './bank-file.ts'
import { writeReturnsFile } from './bank-file.ts'
import { buildPaymentBatch, type PaymentMeans } from './build.ts'

export const county = '360735'
export const village = '360735100001'
const policies = loadEffectivePolicies()

/** A household with its members and a case, as tests need them; who is paid is the first member. */
export interface Family {
  readonly householdId: string
  readonly members: readonly string[]
  readonly payee: string
}

/** A store with officers and a way to make families, decide on them and pay them. */
export interface PaymentBench {
  readonly store: TestStore
  readonly as: (role: Role) => Actor
  readonly on: (today: string) => PaymentMeans
  family(names: readonly string[], at?: string): Promise<Family>
  caseOf(family: Family, programme?: Programme, person?: string): Promise<string>
  /** Writes a decision: basic yuan a month, from a month on. */
  decide(of: {
    family: Family
    caseId: string
    yuan: number
    from: string
    until?: string
    programme?: Programme
    covered?: readonly string[]
    decision?: string
    on?: string
  }): Promise<EntitlementEffect>
  account(person: string, number: string, holder?: string): Promise<string>
  fact(person: string, fact: 'deathDay' | 'custody', value: string, from?: string): Promise<void>
  build(of: string, today?: string): Promise<string>
  /** Builds, approves and sends a batch. */
  pay(of: string, today?: string): Promise<string>
  bring(batch: string, returns: readonly BankReturn[], today?: string): Promise<{ again: number; kept: number }>
  rows<T extends object>(text: string, values?: readonly unknown[]): Promise<T[]>
}

export async function aPaymentBench(): Promise<PaymentBench> {
  const store = await testStore()
  await ensureOfficers(store, demoAccounts)
  const rows = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
    (await store.owner.query<T>(text, [...values])).rows
  const posts = await rows<{ officer: string; post: string; role: string; division: string; name: string }>(
    `select p.officer_id::text as officer, p.id::text as post, p.role, p.division, o.name
       from post p join officer o on o.id = p.officer_id`,
  )
  const as = (role: Role): Actor => {
    const post = posts.find((one) => one.role === role)
    if (post === undefined) throw new Error(`No demo account is a ${role}`)
    return { officerId: post.officer, postId: post.post, role, division: post.division, name: post.name }
  }
  const on = (today: string): PaymentMeans => ({ store, policies, today: day(today) })
  const [made] = await rows<{ id: string }>(
    `insert into batch (county, division, feed, file_name, digest) values ($1, $1, 'residents', 'x', 'x')
     returning id::text`,
    [county],
  )
  const batch = made?.id ?? ''
  let number = 0

  const version = async (id: string): Promise<number> =>
    (await rows<{ version: number }>('select version from payment_batch where id = $1', [id]))[0]?.version ?? 0

  const bench: PaymentBench = {
    store,
    as,
    on,
    rows,
    async family(names, at = village) {
      number += 1
      const [home] = await rows<{ id: string }>(
        `insert into household (county, division, number, batch_id) values ($1, $2, $3, $4) returning id::text`,
        [county, at, `H${number}`, batch],
      )
      const members: string[] = []
      for (const name of names) {
        const [person] = await rows<{ id: string }>(
          `with p as (insert into person (county, division, name, pinyin, initials, batch_id)
             values ($1, $2, $3, 'x', 'x', $4) returning id)
           insert into membership (county, division, household_id, person_id, relation, valid_from, batch_id)
           select $1, $2, $5, p.id, '户主', '2020-01-01', $4 from p returning person_id::text as id`,
          [county, at, name, batch, home?.id],
        )
        members.push(person?.id ?? '')
      }
      return { householdId: home?.id ?? '', members, payee: members[0] ?? '' }
    },
    async caseOf(family, programme = 'subsistence-allowance', person = family.payee) {
      const [made] = await rows<{ id: string }>(
        `insert into assistance_case (county, division, household_id, person_id, programme, status, round, step, turn, opened_on)
         select $1, h.division, h.id, $2, $3, 'active', 'none', 'x', 'x', '2026-01-01' from household h where h.id = $4
         returning id::text`,
        [county, person, programme, family.householdId],
      )
      return made?.id ?? ''
    },
    async decide(of) {
      const [home] = await rows<{ division: string }>('select division from household where id = $1', [
        of.family.householdId,
      ])
      number += 1
      const change: EntitlementChange = {
        caseId: of.caseId,
        division: home?.division ?? village,
        householdId: of.family.householdId,
        programme: of.programme ?? 'subsistence-allowance',
        payeePersonId: of.covered?.[0] ?? of.family.payee,
        coveredPersonIds: of.covered ?? of.family.members,
        from: month(of.from),
        until: of.until === undefined ? null : month(of.until),
        amounts: { basic: fen(BigInt(Math.round(of.yuan * 100))), uplift: fen(0n), care: fen(0n) },
        decision: of.decision ?? `case:${of.caseId}#${number}`,
        decidedOn: day(of.on ?? '2026-11-02'),
      }
      const effects = await store.within(county, (tx) => setEntitlements(tx, as('county-officer').officerId, [change]))
      return effects[0] ?? { caseId: of.caseId, backPay: fen(0n), recovery: fen(0n) }
    },
    async account(person, given, holder) {
      const [payee] = await rows<{ name: string }>('select name from person where id = $1', [person])
      const { id } = await enterAccount(on('2026-11-02'), as('township-clerk'), {
        key: randomUUID(),
        personId: person,
        holder: holder ?? payee?.name ?? '',
        bank: '石城农商银行',
        number: given,
        ...(holder === undefined ? {} : { agreement: '代持协议1号' }),
      })
      await confirmAccount(on('2026-11-02'), as('county-officer'), id, { key: randomUUID() })
      return id
    },
    async fact(person, fact, value, from = '2026-01-01') {
      const column = fact === 'deathDay' ? 'day_value' : 'text_value'
      await rows(
        `insert into fact (county, division, subject, subject_id, fact, ${column}, valid_from, batch_id, line)
         values ($1, $2, 'p', $3, $4, $5, $6, $7, 1)`,
        [county, village, person, fact, value, from, batch],
      )
    },
    async build(of, today = '2026-11-02') {
      const done = await buildPaymentBatch(on(today), as('county-officer'), { key: randomUUID(), month: of })
      return done.id
    },
    async pay(of, today = '2026-11-02') {
      const id = await bench.build(of, today)
      const step = async () => ({ key: randomUUID(), version: await version(id) })
      await approvePaymentBatch(on(today), as('county-leader'), id, await step())
      await sendPaymentBatch(on(today), as('county-officer'), id, await step())
      return id
    },
    async bring(id, returns, today = '2026-11-02') {
      const written = writeReturnsFile('csv', returns)
      if (!written.ok) throw new Error(written.refusal.code)
      const bytes = Buffer.concat(written.events)
      return recordReturns(on(today), as('county-officer'), id, { key: randomUUID(), profile: 'csv', bytes })
    },
  }
  return bench
}

export const november: Month = month('2026-11')

/** A line of a batch as tests look at it; money in whole yuan. */
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

export function linesOf(bench: PaymentBench, batch: string): Promise<Line[]> {
  return bench.rows<Line>(
    `select id::text, case_id::text, kind, status, holds, (total_fen / 100)::int as total,
            (adjustment_fen / 100)::int as adjustment, (recovery_fen / 100)::int as recovery, bank_line, account_changed
       from payment_line where batch_id = $1 order by id`,
    [batch],
  )
}

export async function lineOf(bench: PaymentBench, batch: string, caseId: string): Promise<Line> {
  const found = (await linesOf(bench, batch)).find((line) => line.case_id === caseId)
  if (found === undefined) throw new Error(`The batch has no line of the case ${caseId}`)
  return found
}

/** The code with which a command was refused, or `done`. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code
    throw error
  }
}

let accounts = 0
/** A family to whom 500 yuan a month was granted, with an account of its own. */
export async function anEntitled(
  bench: PaymentBench,
  of: { yuan?: number; from?: string; names?: string[]; account?: boolean } = {},
) {
  const family = await bench.family(of.names ?? ['张三', '李四'])
  const caseId = await bench.caseOf(family)
  await bench.decide({ family, caseId, yuan: of.yuan ?? 500, from: of.from ?? '2026-11' })
  accounts += 1
  if (of.account !== false) await bench.account(family.payee, `62220000${String(accounts).padStart(8, '0')}`)
  return { family, caseId }
}

export const why = () => ({ key: randomUUID(), reason: '已核实' })

/** What the journal comes to, and whether every account holds what its lines say. */
export async function books(bench: PaymentBench): Promise<{ sum: string; kept: boolean } | undefined> {
  const [row] = await bench.rows<{ sum: string; kept: boolean }>(
    `select (select coalesce(sum(amount_fen), 0)::text from ledger_line) as sum,
            not exists (select from ledger_account a where balance_fen <>
              coalesce((select sum(amount_fen) from ledger_line l where l.account_id = a.id), 0)) as kept`,
  )
  return row
}

export const balanced = { sum: '0', kept: true }

/** Whole yuan on all accounts of a kind. */
export async function balance(bench: PaymentBench, kind: string): Promise<number> {
  const [row] = await bench.rows<{ sum: number }>(
    `select coalesce(sum(balance_fen) / 100, 0)::int as sum from ledger_account where kind = $1`,
    [kind],
  )
  return row?.sum ?? 0
}
