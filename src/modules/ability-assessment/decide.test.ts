import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { items, type OpenReason } from '#contracts/ability-assessment'
import { addDays, day } from '#kernel/day'
import { refuse } from '#kernel/outcome'
import {
  type AbilityState,
  confirmResult,
  countIncidents,
  discardForm,
  missingOf,
  objectToResult,
  openAssessment,
  orderReview,
  reportChange,
  returnForm,
  saveForm,
  scoreOf,
  signForm,
  type Subject,
} from './decide.ts'
import { levelOf } from './level.ts'
import { aForm, plainFindings, policies, rules, scoresLess, scoresOfSum } from './testing.ts'

const today = day('2026-11-02')
const facts = { elderAge: 60, today }
const elder: Subject = { birthDay: day('1946-11-02'), deathDay: null, underWay: false, last: undefined }
const draft: AbilityState = { status: 'draft', version: 3, holds: false, recordedBy: '7', confirmedOn: null }
const signed: AbilityState = { ...draft, status: 'signed' }
const confirmed: AbilityState = { ...draft, status: 'confirmed', holds: true, confirmedOn: day('2026-10-03') }
const assessedBefore: Subject = { ...elder, last: { assessedOn: day('2026-05-01'), status: 'confirmed' } }

function open(reason: OpenReason, subject: Subject, assessedOn = '2026-11-02') {
  return openAssessment({ reason, assessedOn }, subject, facts)
}
const codeOf = (outcome: ReturnType<typeof open> | ReturnType<typeof saveForm>): string =>
  outcome.ok ? 'ok' : outcome.refusal.code

describe('who is assessed', () => {
  test('whoever is sixty on the day of the assessment, and not the day before', () => {
    const turnsSixty = { ...elder, birthDay: day('1966-11-02') }

    expect(open('first', turnsSixty).ok).toBe(true)
    expect(open('first', turnsSixty, '2026-11-01')).toEqual(
      refuse({ code: 'ability-person-too-young', age: 59, from: 60 }),
    )
  })

  test('nobody whose birth day is unknown, who has died, or who is being assessed already', () => {
    expect(codeOf(open('first', { ...elder, birthDay: null }))).toBe('ability-birth-day-unknown')
    expect(codeOf(open('first', { ...elder, deathDay: day('2026-10-20') }))).toBe('ability-person-dead')
    expect(codeOf(open('first', { ...elder, underWay: true }))).toBe('ability-under-way')
  })

  test('the reason fits what was before: first once, regular and immediate only afterwards', () => {
    const codes = (['first', 'regular', 'immediate', 'other'] as const).map((reason) => [
      codeOf(open(reason, elder)),
      codeOf(open(reason, assessedBefore)),
    ])

    expect(codes).toEqual([
      ['ok', 'ability-first-already'],
      ['ability-not-first-yet', 'ok'],
      ['ability-not-first-yet', 'ok'],
      ['ok', 'ok'],
    ])
  })

  test('an open objection is answered by the review alone', () => {
    const objected: Subject = { ...elder, last: { assessedOn: day('2026-05-01'), status: 'objected' } }

    expect(codeOf(open('regular', objected))).toBe('ability-objection-open')
    const review = orderReview(
      { ...confirmed, status: 'objected' },
      { version: 3, assessedOn: '2026-11-02' },
      { subject: objected, elderAge: 60, today },
    )
    expect(review.ok).toBe(true)
  })

  test('a day that is none, is to come, or lies before the last assessment is refused', () => {
    expect(codeOf(open('other', elder, '2026-02-30'))).toBe('ability-assessed-on-no-day')
    expect(codeOf(open('other', elder, '2026-11-03'))).toBe('ability-assessed-in-future')
    expect(codeOf(open('other', assessedBefore, '2026-04-30'))).toBe('ability-assessed-before-last')
  })
})

describe('the form', () => {
  const save = (form = aForm(), barred: readonly string[] = []) =>
    saveForm(draft, { version: 3, form }, { rules, subject: elder, barred, today })

  test('the items of the standard give ninety points at most, by dimension 32, 15, 28 and 15', () => {
    expect(items).toHaveLength(26)
    expect(scoreOf(aForm())).toBe(90)
    expect(items.reduce((sum, item) => sum + rules.most[item], 0)).toBe(90)
  })

  test('a draft may have gaps; each gap is named, and nothing that is unanswered counts as zero', () => {
    const form = aForm({
      place: ' ',
      assessors: [{ name: '赖文斌', background: 'other', employer: '' }],
      scores: scoresLess({}).filter(({ item }) => item !== 'memory'),
      findings: { ...plainFindings, dementia: null, incidents: null, informant: null },
    })

    expect(save(form).ok).toBe(true)
    expect(missingOf(form, rules)).toEqual({
      items: ['memory'],
      parts: ['assessors', 'professional', 'informant', 'place', 'dementia', 'incidents'],
    })
  })

  test('an item gives no more than the standard allows and is answered once', () => {
    const [first] = scoresLess({})
    if (first === undefined) throw new Error('No item')

    expect(save(aForm({ scores: [{ item: 'stairs', score: 4 }] }))).toEqual(
      refuse({ code: 'ability-score-out-of-range', item: 'stairs', most: 3 }),
    )
    expect(codeOf(save(aForm({ scores: [first, first] })))).toBe('ability-item-twice')
  })

  test('the two who assess are two, and nobody from the result that was objected to', () => {
    const twice = [
      { name: '黄秀兰', background: 'nursing', employer: '' },
      { name: '黄 秀兰', background: 'other', employer: '' },
    ] as const

    expect(codeOf(save(aForm({ assessors: [...twice] })))).toBe('ability-assessor-twice')
    expect(save(aForm(), ['赖文斌'])).toEqual(refuse({ code: 'ability-assessor-barred', name: '赖文斌' }))
  })

  test('an incident has a day, and not one after the assessment', () => {
    const fall = (on: string) => aForm({ findings: { ...plainFindings, incidents: [{ kind: 'fall', on }] } })

    expect(codeOf(save(fall('2026-13-01')))).toBe('ability-incident-no-day')
    expect(codeOf(save(fall('2026-11-03')))).toBe('ability-incident-after-assessment')
    expect(save(fall('2026-11-02')).ok).toBe(true)
  })

  test('incidents count for thirty days back and no further', () => {
    const form = aForm({
      findings: {
        ...plainFindings,
        incidents: [
          { kind: 'fall', on: addDays(today, -30) },
          { kind: 'fall', on: addDays(today, -31) },
          { kind: 'lost', on: today },
        ],
      },
    })

    expect(countIncidents(form, rules.incidentDays)).toBe(2)
  })

  test('both sign a full form, and a form with a gap is signed by nobody', () => {
    const sign = (form = aForm(), signedBy = ['黄秀兰', '赖文斌']) =>
      signForm(draft, { version: 3, signedBy }, { form, rules, barred: [] })

    expect(sign().ok).toBe(true)
    expect(sign(aForm(), ['黄秀兰'])).toEqual(refuse({ code: 'ability-signature-missing', name: '赖文斌' }))
    expect(sign(aForm({ scores: scoresLess({}).slice(1), place: '' }))).toEqual(
      refuse({ code: 'ability-form-incomplete', items: 1, parts: 1 }),
    )
  })
})

describe('the result', () => {
  test('is confirmed by somebody else than who filled the form in', () => {
    expect(confirmResult(signed, '7', 3)).toEqual(refuse({ code: 'ability-needs-second-person' }))
    expect(confirmResult(signed, '8', 3).ok).toBe(true)
  })

  test('no step is taken out of its turn or on a version that has changed', () => {
    expect(confirmResult(draft, '8', 3)).toEqual(refuse({ code: 'ability-not-in-this-state', status: 'draft' }))
    expect(returnForm(confirmed, 3)).toEqual(refuse({ code: 'ability-not-in-this-state', status: 'confirmed' }))
    expect(discardForm(signed, 3)).toEqual(refuse({ code: 'ability-not-in-this-state', status: 'signed' }))
    expect(confirmResult(signed, '8', 2)).toEqual(refuse({ code: 'ability-changed-meanwhile' }))
    expect(reportChange({ ...confirmed, holds: false }, 3)).toEqual(refuse({ code: 'ability-does-not-hold' }))
  })

  test('an objection is taken until the last day, and only against what holds', () => {
    const object = (on: string, of = confirmed) => objectToResult(of, 3, { objectionDays: 30, today: day(on) })

    expect(object('2026-11-02').ok).toBe(true)
    expect(object('2026-11-03')).toEqual(refuse({ code: 'ability-objection-too-late', until: '2026-11-02' }))
    expect(object('2026-11-02', { ...confirmed, holds: false })).toEqual(refuse({ code: 'ability-does-not-hold' }))
  })

  const at = { division: '360735100001', on: today }
  const plain = { coma: false, disorder: false, incidents: 0 }

  test.each([
    [90, 0],
    [89, 1],
    [66, 1],
    [65, 2],
    [46, 2],
    [45, 3],
    [30, 3],
    [29, 4],
    [0, 4],
  ])('%i points are level %i', (sum, level) => {
    const score = scoreOf(aForm({ scores: scoresOfSum(sum) }))

    expect([score, levelOf(policies, { score, ...plain }, at)]).toEqual([
      sum,
      { score: sum, firstLevel: level, adjustment: 'none', level },
    ])
  })

  test('coma is the last level, and everything else makes it worse once, to four at most', () => {
    const anything = fc.record({
      score: fc.integer({ min: 0, max: 90 }),
      coma: fc.boolean(),
      disorder: fc.boolean(),
      incidents: fc.integer({ min: 0, max: 5 }),
    })

    fc.assert(
      fc.property(anything, (of) => {
        const { firstLevel, level } = levelOf(policies, of, at)
        const worse = of.disorder || of.incidents >= 2 ? 1 : 0
        expect(level).toBe(of.coma ? 4 : Math.min(4, firstLevel + worse))
      }),
      { seed: 7, numRuns: 200 },
    )
  })

  test('more points never make the level worse', () => {
    const levels = Array.from({ length: 91 }, (_, score) => levelOf(policies, { score, ...plain }, at).level)

    expect(levels.every((level, score) => score === 0 || level <= (levels[score - 1] ?? 4))).toBe(true)
  })
})
