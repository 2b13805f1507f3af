import { expect, test } from 'vitest'
import { day } from '#kernel/day'
import { fen } from '#kernel/fen'
import { refuse } from '#kernel/outcome'
import { loadWorkCalendar } from '#policy-files/work-calendar'
import { approveAid, completePapers, payAid, rejectAid, requestAid, returnAid, type AidState } from './decide.ts'

const calendar = await loadWorkCalendar()
const facts = { cap: fen(98_000n), finishDays: 3, today: day('2026-11-20') }
const asked = { residentId: '', noIdReason: '证件遗失', amount: fen(98_000n) }
const requested: AidState = { status: 'requested', requestedBy: 'a', version: 1 }

test('what was accepted on a Friday is finished by Monday: days of the calendar, not of the office', () => {
  expect(requestAid(asked, facts)).toMatchObject({ ok: true, events: [{ finishBy: '2026-11-23' }] })
})

test('where no standard is published no cap can be told, and nothing is paid by guess', () => {
  expect(requestAid(asked, { ...facts, cap: undefined })).toEqual(refuse({ code: 'aid-cap-unknown' }))
})

test('a fen above the cap is above the cap', () => {
  expect(requestAid({ ...asked, amount: fen(98_001n) }, facts)).toEqual(refuse({ code: 'aid-over-cap', cap: '980' }))
})

test('papers are due ten working days after the money, over holidays', () => {
  const approved: AidState = { ...requested, status: 'approved' }

  expect(payAid(approved, 1, { papersDays: 10, today: day('2026-02-12'), calendar })).toMatchObject({
    events: [{ papersDueOn: '2026-03-04' }],
  })
})

test('every step has its state and its version', () => {
  const paid: AidState = { ...requested, status: 'paid' }
  const wrong = (status: AidState['status']) => refuse({ code: 'aid-not-in-this-state', status })

  expect(approveAid(requested, 'b', 2)).toEqual(refuse({ code: 'aid-changed-meanwhile' }))
  expect(approveAid(requested, 'a', 1)).toEqual(refuse({ code: 'aid-needs-second-person' }))
  expect(approveAid(paid, 'b', 1)).toEqual(wrong('paid'))
  expect(rejectAid(paid, 1)).toEqual(wrong('paid'))
  expect(payAid(requested, 1, { papersDays: 10, today: facts.today, calendar })).toEqual(wrong('requested'))
  expect(completePapers(requested, 1)).toEqual(wrong('requested'))
  expect(returnAid(requested, 1)).toEqual(wrong('requested'))
  expect(returnAid(paid, 1).ok).toBe(true)
})
