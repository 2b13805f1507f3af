import { describe, expect, test } from 'vitest'
import type { AssistanceRefusal } from '#contracts/assistance'
import { refusals } from '#messages/assistance'
import { day } from '#kernel/day'
import { say } from '#kernel/text'
import { openCase } from './decide-intake.ts'
import {
  aFinding,
  aMember,
  anOpening,
  aPaperCase,
  clerk,
  clerk2,
  emptyPaper,
  finding,
  granted,
  leader,
  lookedAgain,
  officer,
  type PaperCase,
} from './testing.ts'

/** How each refusal that the rules give comes about. */
const ways: Readonly<Record<string, () => AssistanceRefusal | undefined>> = {
  'case-applicant-not-in-household': () => opening({ applicantId: '9' }),
  'case-proxy-without-reason': () => opening({ channel: 'proxy' }),
  'case-amount-needed': () => opening({ programme: 'emergency-aid', amount: '0' }),
  'case-changed-meanwhile': () => aPaperCase().take(clerk, 'survey', { version: 1 }),
  'case-not-at-this-step': () => aPaperCase().take(clerk, 'opinion'),
  'case-amount-over-cap': () => aPaperCase('emergency-aid', { opening: { amount: '501' } }).take(clerk, 'opinion'),
  'case-instalments-uneven': () => aPaperCase('emergency-aid').take(clerk, 'opinion', { instalments: 7 }),
  'case-survey-needs-team': () => aPaperCase().take(clerk, 'survey', { surveyors: [` ${clerk.name} `] }),
  'case-survey-unsigned': () => aPaperCase().take(clerk, 'survey', { signatures: [{ name: clerk.name, path: '  ' }] }),
  'case-day-not-possible': () => aPaperCase().take(clerk, 'survey', { on: '2026-11-03' }),
  'case-fact-of-strangers': () =>
    aPaperCase().take(clerk, 'survey', {
      facts: [{ subject: 'person', subjectId: '9', fact: 'deathDay', value: '2026-01-01' }],
    }),
  'case-check-not-authorised': () => {
    const paper = aPaperCase()
    paper.happens(clerk, {
      type: 'papers-supplied',
      papers: [],
      missing: [],
      signedBy: [],
      unsigned: ['2'],
    })
    return paper.take(clerk, 'request-check')
  },
  'case-check-not-asked': () => aPaperCase().take(officer, 'reply-check'),
  'case-facts-missing': () => {
    const paper = aPaperCase('disability-care-subsidy')
    paper.finding = aFinding({ eligible: null, missing: ['残疾等级'] })
    return paper.take(clerk, 'opinion')
  },
  'case-facts-changed-since-opinion': () => {
    const paper = aPaperCase('disability-care-subsidy')
    paper.did(clerk, 'opinion')
    paper.finding = finding(400n)
    return paper.take(officer, 'decision')
  },
  'case-outcome-not-possible': () =>
    opined().take(officer, 'decision', { otherwise: { outcome: 'stop', reason: '说明' } }),
  'case-notice-still-running': () => {
    const paper = aPaperCase()
    paper.throughOpinion()
    paper.did(clerk, 'notice')
    return paper.take(clerk, 'close-notice')
  },
  'case-objection-unanswered': () => {
    const paper = aPaperCase()
    paper.throughOpinion()
    paper.did(clerk, 'notice')
    paper.did(clerk, 'objection')
    return paper.take(clerk, 'close-notice')
  },
  'case-objection-unknown': () => {
    const paper = aPaperCase()
    paper.did(clerk, 'objection', { kind: 'complaint' })
    return paper.take(clerk, 'answer-objection', { number: 2 })
  },
  'case-needs-second-person': () => opined().take(clerk, 'decision'),
  'case-county-must-visit': () => {
    const paper = aPaperCase('near-threshold', { household: { sampled: true } })
    paper.throughOpinion()
    return paper.take(officer, 'decision')
  },
  'case-not-delegated': () => opined().take(clerk2, 'decision'),
  'case-grace-too-long': () => opinedAgain({ graceMonths: 7 }),
  'case-not-paused': () => aPaperCase().take(clerk, 'resume'),
  'case-already-paused': () => {
    const paper = aPaperCase()
    paper.did(clerk, 'pause')
    return paper.take(clerk, 'pause')
  },
  'case-death-unknown': () => granted().take(clerk, 'round', { round: 'death' }),
  'case-since-not-possible': () => granted().take(clerk, 'round', { since: '2026-01' }),
  'case-appeal-too-late': () => {
    const paper = refusedWithLetter()
    paper.today = day('2027-11-02')
    return paper.take(clerk, 'appeal', { kind: 'litigation' })
  },
  'case-nothing-to-appeal': () => granted().take(clerk, 'appeal'),
  'case-reviewer-took-part': () => {
    const paper = refusedWithLetter()
    paper.did(clerk, 'appeal')
    return paper.take(officer, 'decide-appeal')
  },
  'case-matter-not-raised': () => opined().take(leader, 'resolve-matter'),
}

/** Refusals that need the store: each is met in a journey. */
const ofTheStore = [
  'case-not-found',
  'case-outside-your-place',
  'case-already-running',
  'case-excluded',
  'case-household-unknown',
  'case-before-calendar',
  'referral-not-found',
  'referral-answered',
  'bulk-nothing-to-do',
  'case-broke',
]

function opening(of: Partial<Parameters<typeof openCase>[0]>): AssistanceRefusal | undefined {
  const household = { members: [aMember('1')], sampled: false, recognised: false }
  const paper = emptyPaper(day('2026-11-02'), household)
  const { programme = 'subsistence-allowance' } = of
  const outcome = openCase(anOpening(programme, of), { ...paper.factsFor(clerk), ...household })
  return outcome.ok ? undefined : outcome.refusal
}

/** Before the county’s decision. */
function opined(): PaperCase {
  const paper = aPaperCase('near-threshold')
  paper.throughOpinion()
  return paper
}

function opinedAgain(body: { graceMonths: number }): AssistanceRefusal | undefined {
  const paper = granted()
  paper.finding = finding(0n)
  lookedAgain(paper, '2026-11-02')
  return paper.take(clerk, 'opinion', body)
}

function refusedWithLetter(): PaperCase {
  const paper = aPaperCase('near-threshold')
  paper.finding = finding(0n)
  paper.throughOpinion()
  paper.did(officer, 'decision')
  paper.letter()
  return paper
}

describe('every no can be met, and says what to do next', () => {
  test.each(Object.entries(ways))('%s', (code, way) => {
    const refusal = way()
    if (refusal === undefined) throw new Error('It was done')

    expect(refusal.code).toBe(code)
    expect(say(refusals, refusal)).toMatch(/(请|可).*。$/)
  })

  test('no refusal is left out', () => {
    expect([...Object.keys(ways), ...ofTheStore].toSorted()).toEqual(Object.keys(refusals).toSorted())
  })
})
