import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { demoAccounts } from '#cli/demo.zh'
import { fillCounty } from '#cli/bench-payment-county'
import { readDay } from '#cli/options'
import { type BankProfile, paymentReports } from '#contracts/disbursement'
import type { Actor, Role } from '#contracts/officer'
import { openStore, type Store } from '#db'
import { readDivisionSeed } from '#division-seed'
import { month as parsedMonth } from '#kernel/month'
import { Refused } from '#kernel/refused'
import {
  approvePaymentBatch,
  buildPaymentBatch,
  monthlyReport,
  type PaymentMeans,
  readBankFile,
  recordReturns,
  sendPaymentBatch,
  writeBatchFile,
  writeReturnsFile,
} from '#modules/disbursement'
import { ensureOfficers } from '#modules/officer'
import { loadEffectivePolicies } from '#policy-files/effective'

const county = '360735'
const month = '2026-11'

async function* divisionsOfCounty() {
  for await (const division of readDivisionSeed()) {
    if (division.code.startsWith(county) || county.startsWith(division.code)) yield division
  }
}

async function actorsOf(store: Store): Promise<(role: Role) => Actor> {
  await ensureOfficers(store, demoAccounts)
  const posts = await store.plain
    .selectFrom('post')
    .innerJoin('officer', 'officer.id', 'post.officer_id')
    .select(['post.id', 'post.officer_id', 'post.division', 'post.role', 'officer.name'])
    .execute()
  return (role) => {
    const post = posts.find((one) => one.role === role)
    if (post === undefined) throw new Error(`No demo account is a ${role}`)
    return { officerId: post.officer_id, postId: post.id, role, division: post.division, name: post.name }
  }
}

async function timed<T>(seconds: Record<string, number>, name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await work()
  seconds[name] = Number(((performance.now() - start) / 1000).toFixed(2))
  return result
}

/** One number that a question of the store answers with. */
async function count(store: Store, question: ReturnType<typeof sql<{ n: string }>>): Promise<number> {
  const { rows } = await store.within(county, (tx) => question.execute(tx))
  return Number(rows[0]?.n)
}

function checksOf(store: Store, batch: string) {
  return {
    journalOff: () =>
      count(
        store,
        sql<{
          n: string
        }>`select (select count(*) from (select entry_id from ledger_line group by entry_id having sum(amount_fen) <> 0) e)
          + (select abs(coalesce(sum(balance_fen), 0)) from ledger_account)
          + (select abs(coalesce((select -sum(l.amount_fen) from ledger_line l join ledger_account a on a.id = l.account_id
                where a.kind = 'bank-clearing' and l.amount_fen < 0), 0) - coalesce((select sum(total_fen) from payment_line
                where batch_id = ${batch} and status not in ('held', 'excluded')), 0))) as n`,
      ),
    paidTwice: () =>
      count(
        store,
        sql<{ n: string }>`select count(*) as n from (
          select m.person_id from payment_line l join entitlement_member m on m.entitlement_id = l.entitlement_id
           where l.status in ('ready', 'paid') and l.month = ${month}
           group by m.person_id, l.programme having count(*) > 1) twice`,
      ),
  }
}

/** The file of a profile, written twice and read back: how many lines are not what the batch says. */
async function compareFile(means: PaymentMeans, actor: Actor, batch: string, profile: BankProfile) {
  const file = await writeBatchFile(means, actor, batch, profile)
  const again = await writeBatchFile(means, actor, batch, profile)
  const lines = readBankFile(profile, file.bytes)
  const total = lines.reduce((sum, line) => sum + line.amount, 0n)
  const wanted = await means.store.within(county, (tx) =>
    tx
      .selectFrom('payment_line as l')
      .innerJoin('payment_account as a', 'a.id', 'l.account_id')
      .select(['l.bank_line', 'l.total_fen', 'a.number_tail', 'a.holder_name'])
      .where('l.batch_id', '=', batch)
      .where('l.bank_line', 'is not', null)
      .orderBy('l.bank_line')
      .execute(),
  )
  const differing = wanted.filter((row, at) => {
    const line = lines[at]
    return (
      line?.line !== row.bank_line ||
      line.amount !== BigInt(row.total_fen) ||
      !line.account.endsWith(row.number_tail) ||
      line.holder !== row.holder_name
    )
  }).length
  const isSame = file.sm3 === again.sm3 && wanted.length === lines.length
  return { lines, total, bytes: file.bytes.length, differing: isSame ? differing : differing + 1 }
}

/** Builds again what is approved already; gives the refusal, or how many lines were made. */
async function buildAgain(means: PaymentMeans, actor: Actor): Promise<number | string> {
  try {
    return (await buildPaymentBatch(means, actor, { key: 'bench-build-3', month })).lines
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code
    throw error
  }
}

async function run(store: Store, payees: number) {
  const seconds: Record<string, number> = {}
  const as = await actorsOf(store)
  const means: PaymentMeans = { store, policies: loadEffectivePolicies(), today: readDay('2026-11-02') }
  const [officer, leader] = [as('county-officer'), as('county-leader')]
  await timed(seconds, 'fill', () => fillCounty(store, county, payees, month))
  const build = (key: string) => () => buildPaymentBatch(means, officer, { key, month })
  const built = await timed(seconds, 'build', build('bench-build-1'))
  const rebuilt = await timed(seconds, 'rebuild', build('bench-build-2'))
  const checks = checksOf(store, built.id)
  const version = async (): Promise<number> =>
    count(store, sql<{ n: string }>`select version as n from payment_batch where id = ${built.id}`)
  const approval = { key: 'bench-approve', version: await version() }
  await timed(seconds, 'approve', () => approvePaymentBatch(means, leader, built.id, approval))
  const csv = await timed(seconds, 'file_csv', () => compareFile(means, officer, built.id, 'csv'))
  const fixed = await timed(seconds, 'file_fixed_width', () => compareFile(means, officer, built.id, 'fixed-width'))
  const sending = { key: 'bench-send-1', version: await version() }
  await timed(seconds, 'send', () => sendPaymentBatch(means, officer, built.id, sending))
  const back = fixed.lines.filter((line) => line.line % 200 === 0)
  const returns = writeReturnsFile(
    'fixed-width',
    back.map(({ line, amount }) => ({ line, amount, reason: 'ACCOUNT CLOSED' })),
  )
  if (!returns.ok) throw new Error(returns.refusal.code)
  const bytes = Buffer.concat(returns.events)
  const returned = await timed(seconds, 'returns', () =>
    recordReturns(means, officer, built.id, { key: 'bench-returns', profile: 'fixed-width', bytes }),
  )
  const again = await timed(seconds, 'build_again', () => buildAgain(means, officer))
  const next = await timed(seconds, 'build_next_month', () =>
    buildPaymentBatch(means, officer, { key: 'bench-build-4', month: '2026-12' }),
  )
  await timed(seconds, 'reports', () =>
    store.within(county, async (tx) => {
      for (const report of paymentReports) await monthlyReport(tx, parsedMonth('2026-12'), report)
    }),
  )
  return {
    payees,
    lines: built.lines,
    held: built.held,
    total: built.total,
    same_when_rebuilt: built.id === rebuilt.id && built.lines === rebuilt.lines && built.total === rebuilt.total,
    seconds,
    journal_off_fen: await checks.journalOff(),
    file_lines: csv.lines.length,
    file_differing: csv.differing + fixed.differing,
    file_megabytes: Number(((csv.bytes + fixed.bytes) / 1e6).toFixed(1)),
    returns_sent: back.length,
    returns_taken: returned.returned,
    built_again: again,
    next_month_lines: next.lines,
    paid_twice: await checks.paidTwice(),
    peak_rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

/** A month of an invented county from list to bank file and back, in a store of its own that is gone afterwards. */
export async function benchPayment(payees: number) {
  const dataDir = join(tmpdir(), `doudi-bench-payment-${process.pid}`)
  const store = await openStore({ dataDir, holder: 'command', divisions: divisionsOfCounty() })
  try {
    return await run(store, payees)
  } finally {
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
