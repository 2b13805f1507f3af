import { describe, expect, test } from 'vitest'
import { draftStatuses } from '#contracts/policy-register'
import { day } from '#kernel/day'
import { refuse } from '#kernel/outcome'
import { confirmDraft, rejectDraft, saveDraft, submitDraft, withdrawDraft } from './decide.ts'
import type { Draft, DraftFindings } from './model.ts'

const today = day('2026-11-02')
const draft: Draft = { status: 'draft', authorId: '1', version: 3, effectiveOn: day('2027-01-01') }
const submitted: Draft = { ...draft, status: 'submitted' }
const author = { officerId: '1', version: 3 }
const second = { officerId: '2', version: 3 }
const sound: DraftFindings = {
  changedFiles: 1,
  errors: [],
  failingExamples: [],
  outdatedFile: undefined,
  laterFile: undefined,
}

test('a sound draft is submitted by its author and confirmed by another', () => {
  expect(submitDraft(draft, author, sound, today)).toEqual({ ok: true, events: [{ type: 'draft-submitted' }] })
  expect(confirmDraft(submitted, second, sound, today)).toEqual({
    ok: true,
    events: [{ type: 'draft-confirmed', effectiveOn: '2027-01-01' }],
  })
})

test('it may come into force today, but not yesterday', () => {
  const on = (effectiveOn: string) => submitDraft({ ...draft, effectiveOn: day(effectiveOn) }, author, sound, today)

  expect(on('2026-11-02').ok).toBe(true)
  expect(on('2026-11-01')).toEqual(
    refuse({ code: 'draft-effective-in-the-past', effectiveOn: '2026-11-01', today: '2026-11-02' }),
  )
})

test('a day that came and went between submitting and confirming stands in the way', () => {
  expect(confirmDraft(submitted, second, sound, day('2027-01-02'))).toMatchObject({
    refusal: { code: 'draft-effective-in-the-past' },
  })
})

describe('what is found out about the text stands in the way of submitting and of confirming', () => {
  test.each([
    [{ changedFiles: 0 }, 'draft-changes-nothing'],
    [{ errors: ['错'] }, 'draft-has-errors'],
    [{ failingExamples: ['T03'] }, 'draft-example-fails'],
    [{ outdatedFile: 'a/b.dmn' }, 'draft-out-of-date'],
    [{ laterFile: { file: 'a/b.dmn', effectiveOn: day('2027-02-01') } }, 'draft-before-confirmed-change'],
  ])('%o', (found, code) => {
    const findings = { ...sound, ...found }

    expect(submitDraft(draft, author, findings, today)).toMatchObject({ ok: false, refusal: { code } })
    expect(confirmDraft(submitted, second, findings, today)).toMatchObject({ ok: false, refusal: { code } })
  })
})

test('the author neither confirms nor rejects; nobody else saves, submits or withdraws', () => {
  const own = refuse({ code: 'draft-of-your-own' })
  const foreign = refuse({ code: 'draft-of-another-officer' })

  expect(confirmDraft(submitted, author, sound, today)).toEqual(own)
  expect(rejectDraft(submitted, author, '不行')).toEqual(own)
  expect(saveDraft(draft, second)).toEqual(foreign)
  expect(submitDraft(draft, second, sound, today)).toEqual(foreign)
  expect(withdrawDraft(draft, second)).toEqual(foreign)
})

test('a step on a version that is no longer the newest is refused', () => {
  const [mine, other] = [
    { officerId: '1', version: 2 },
    { officerId: '2', version: 2 },
  ]
  const outcomes = [
    saveDraft(draft, mine),
    submitDraft(draft, mine, sound, today),
    withdrawDraft(draft, mine),
    confirmDraft(submitted, other, sound, today),
    rejectDraft(submitted, other, '不行'),
  ]

  expect(outcomes).toEqual(outcomes.map(() => refuse({ code: 'draft-changed-meanwhile' })))
})

test('each step begins in its own state and in no other', () => {
  const begins = (step: (of: Draft) => { ok: boolean }): string[] =>
    draftStatuses.filter((status) => step({ ...draft, status }).ok)

  expect(begins((of) => saveDraft(of, author))).toEqual(['draft'])
  expect(begins((of) => submitDraft(of, author, sound, today))).toEqual(['draft'])
  expect(begins((of) => withdrawDraft(of, author))).toEqual(['draft', 'submitted'])
  expect(begins((of) => confirmDraft(of, second, sound, today))).toEqual(['submitted'])
  expect(begins((of) => rejectDraft(of, second, '不行'))).toEqual(['submitted'])
})
