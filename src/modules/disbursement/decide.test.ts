import { expect, test } from 'vitest'
import { lineStatuses } from '#contracts/disbursement'
import { fen } from '#kernel/fen'
import { month } from '#kernel/month'
import {
  type BatchState,
  mayApprove,
  mayBuild,
  mayExclude,
  mayPlan,
  mayReissue,
  mayRelease,
  mayReturn,
  maySend,
  maySettle,
} from './decide.ts'

const draft: BatchState = { status: 'draft', preparedBy: 'a', version: 1 }

test('a list is made as many months ahead as the place allows, over the end of the year', () => {
  expect(mayBuild(month('2027-01'), month('2026-12'), 1)).toBeUndefined()
  expect(mayBuild(month('2027-02'), month('2026-12'), 1)).toEqual({ code: 'payment-month-too-early', month: '2027-02' })
  expect(mayBuild(month('2025-01'), month('2026-12'), 0)).toBeUndefined()
})

test('approved is what another made, what is not stale, and what pays somebody', () => {
  expect(mayApprove(draft, 'b', 1, false, 1)).toBeUndefined()
  expect(mayApprove(draft, 'a', 1, false, 1)).toEqual({ code: 'payment-needs-second-person' })
  expect(mayApprove(draft, 'b', 1, true, 1)).toEqual({ code: 'payment-batch-stale' })
  expect(mayApprove(draft, 'b', 1, false, 0)).toEqual({ code: 'payment-batch-empty' })
  expect(mayApprove(draft, 'b', 2, false, 1)).toEqual({ code: 'payment-changed-meanwhile' })
})

test('the steps of a batch follow each other', () => {
  const steps = (status: BatchState['status']) =>
    [maySend({ ...draft, status }, 1), maySettle({ ...draft, status }, 1), mayReturn({ status })].map(
      (answer) => answer === undefined,
    )

  expect(steps('draft')).toEqual([false, false, false])
  expect(steps('approved')).toEqual([true, false, false])
  expect(steps('sent')).toEqual([false, true, true])
  expect(steps('settled')).toEqual([false, false, true])
})

test('in a draft no reason lets a line go that has nowhere to go; afterwards the next list asks again', () => {
  const line = { status: 'held', holds: ['dead', 'no-account'] } as const

  expect(mayRelease(line, 'draft')).toEqual({ code: 'payment-line-held-firmly', hold: 'no-account' })
  expect(mayRelease(line, 'sent')).toBeUndefined()
  expect(mayRelease({ ...line, holds: ['dead'] }, 'draft')).toBeUndefined()
})

test('a line is taken out only while nobody has been paid by it', () => {
  const out = (batch: 'draft' | 'sent') =>
    lineStatuses.filter((status) => mayExclude({ status, holds: [] }, batch) === undefined)

  expect(out('draft')).toEqual(['ready', 'held', 'returned'])
  expect(out('sent')).toEqual(['held', 'returned'])
})

test('what came back goes again to a new account, and never to the dead', () => {
  const returned = { status: 'returned', holds: [] } as const

  expect(mayReissue(returned, { newAccount: true, payeeDead: false })).toBeUndefined()
  expect(mayReissue(returned, { newAccount: true, payeeDead: true })).toEqual({ code: 'payment-line-payee-dead' })
  expect(mayReissue(returned, { newAccount: false, payeeDead: false })).toEqual({
    code: 'payment-line-needs-new-account',
  })
})

test('an instalment is not larger than what is still due', () => {
  const claim = { status: 'planned', amount: fen(20_000n), recovered: fen(15_000n), version: 3 } as const

  expect(mayPlan(claim, 3, fen(5_000n))).toBeUndefined()
  expect(mayPlan(claim, 3, fen(5_001n))).toEqual({ code: 'recovery-more-than-due', due: '50' })
  expect(mayPlan({ ...claim, status: 'settled' }, 3, fen(1n))).toEqual({ code: 'recovery-not-open', status: 'settled' })
})
