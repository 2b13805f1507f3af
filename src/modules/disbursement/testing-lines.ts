import { randomUUID } from 'node:crypto'
import { Refused } from '#kernel/refused'
import type { PaymentBench } from './testing.ts'

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
