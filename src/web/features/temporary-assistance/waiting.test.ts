import { expect, test } from 'vitest'
import { permissionsOf } from '#contracts/officer'
import type { AidRow } from '#contracts/temporary-assistance'
import { dueOn, inOrder } from '#web/features/temporary-assistance/waiting.ts'

function aRow(id: string, given: Partial<AidRow> = {}): AidRow {
  return {
    id,
    status: 'requested',
    name: '王**',
    place: '石城县 琴江镇',
    cause: 'fire',
    amount: '700',
    requestedOn: '2026-11-02',
    finishBy: '2026-11-05',
    paidOn: null,
    papersDueOn: null,
    late: false,
    voucher: null,
    version: 1,
    ...given,
  }
}

const rows = [
  aRow('asked'),
  aRow('asked-before', { finishBy: '2026-11-03' }),
  aRow('approved', { status: 'approved', finishBy: '2026-11-04' }),
  aRow('paid', { status: 'paid', papersDueOn: '2026-11-16' }),
  aRow('closed', { status: 'closed', papersDueOn: '2026-11-16' }),
]
const ids = (of: readonly AidRow[]): string[] => of.map(({ id }) => id)

test('what waits for the officer comes first, by its deadline', () => {
  expect(ids(inOrder(rows, 'all', permissionsOf['village-worker']))[0]).toBe('paid')
  expect(ids(inOrder(rows, 'all', permissionsOf['county-officer']))).toEqual([
    'asked-before',
    'asked',
    'approved',
    'paid',
    'closed',
  ])
})

test('a leader waits for nothing, and what has ended waits for nobody', () => {
  expect(inOrder(rows, 'mine', permissionsOf['county-leader'])).toEqual([])
  expect(ids(inOrder(rows, 'ended', permissionsOf['township-clerk']))).toEqual(['closed'])
  expect(ids(inOrder(rows, 'mine', permissionsOf['township-clerk']))).not.toContain('closed')
})

test('after the payment the clock of the papers runs', () => {
  expect(rows.map(dueOn)).toEqual(['2026-11-05', '2026-11-03', '2026-11-04', '2026-11-16', null])
})
