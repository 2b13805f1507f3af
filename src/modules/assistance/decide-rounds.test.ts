import { describe, expect, test } from 'vitest'
import { day } from '#kernel/day'
import { month } from '#kernel/month'
import {
  aMember,
  aPaperCase,
  clerk,
  clerk2,
  decided,
  emptyPaper,
  finding,
  granted,
  leader,
  lookedAgain,
  officer,
  officer2,
} from './testing.ts'

describe('what goes on, goes on rightly', () => {
  test('a grace is not followed by another, and who is due it again has it without an end', () => {
    const paper = granted()
    paper.finding = finding(0n)
    lookedAgain(paper, '2026-09-01')
    paper.did(clerk, 'opinion', { graceMonths: 2 })
    paper.did(clerk, 'hearing')
    paper.did(officer, 'decision')
    paper.letter()
    lookedAgain(paper, '2026-10-01')
    expect(paper.take(clerk, 'opinion', { graceMonths: 2 })?.code).toBe('case-outcome-not-possible')
    paper.finding = finding(500n)
    paper.did(clerk, 'opinion')
    paper.did(officer, 'decision')

    expect(paper.state).toMatchObject({ status: 'active', grant: { from: '2026-11', until: null } })
  })

  test('a death before the support began takes no month from before it', () => {
    const paper = granted('2026-10-24')
    paper.today = day('2027-01-10')
    paper.household = { ...paper.household, members: [aMember('1')] }
    paper.did(clerk, 'round', { round: 'death', personId: '2', on: '2026-08-15' })
    paper.finding = finding(300n, ['1'])
    paper.did(clerk, 'opinion')
    paper.did(clerk, 'hearing')
    paper.did(officer, 'decision')

    expect(decided(paper).from).toBe('2026-12')
  })

  test('when the one whom a subsidy is for has died it stops, and nobody is heard, whoever else lives there', () => {
    const paper = granted('2026-08-01', 'disability-care-subsidy')
    paper.today = day('2026-10-10')
    paper.household = { ...paper.household, members: [aMember('2')] }
    paper.did(clerk, 'round', { round: 'death', personId: '1', on: '2026-09-15' })
    paper.did(clerk, 'opinion')
    expect(paper.state.step).toBe('decision')
    paper.did(officer, 'decision')

    expect(decided(paper)).toMatchObject({ from: '2026-10', proposal: { outcome: 'stop', ground: 'death' } })
  })

  test('an appeal against a stop gives back every month that it had taken', () => {
    const paper = granted('2026-03-02')
    paper.finding = finding(0n)
    paper.today = day('2026-11-02')
    paper.did(clerk, 'round', { round: 'change', since: '2026-08' })
    paper.throughOpinion()
    paper.did(clerk, 'hearing')
    paper.did(officer, 'decision')
    paper.letter()
    paper.did(clerk, 'appeal')
    paper.did(leader, 'decide-appeal')
    paper.finding = finding(500n)
    paper.did(clerk2, 'opinion')
    paper.did(officer2, 'decision')

    expect(decided(paper)).toMatchObject({ from: '2026-08', proposal: { outcome: 'grant' } })
  })

  test('who gave the opinion anew after an appeal may give it again when it comes back', () => {
    const paper = aPaperCase('near-threshold')
    paper.finding = finding(0n)
    paper.throughOpinion()
    paper.did(officer, 'decision')
    paper.letter()
    paper.did(clerk, 'appeal')
    paper.did(leader, 'decide-appeal')
    paper.did(clerk2, 'opinion')
    paper.did(officer2, 'send-back')

    expect([paper.take(clerk, 'opinion')?.code, paper.take(clerk2, 'opinion')]).toEqual([
      'case-reviewer-took-part',
      undefined,
    ])
  })

  test('papers of an emergency follow also after its letter, and are waited for until then', () => {
    const paper = aPaperCase('emergency-aid', { opening: { papers: ['identity'] } })
    paper.did(clerk, 'opinion')
    paper.did(officer, 'decision')
    paper.letter()
    expect(paper.state).toMatchObject({ status: 'closed', step: 'papers' })
    paper.did(clerk, 'papers', { papers: ['emergency-proof'] })

    expect(paper.state).toMatchObject({ status: 'closed', step: 'none', round: null })
  })

  test('who has moved in or come of age is not looked up before having signed', () => {
    const paper = granted()
    paper.today = day('2026-11-02')
    paper.household = { ...paper.household, members: [aMember('1'), aMember('2'), aMember('3')] }
    paper.did(clerk, 'round')
    expect(paper.take(clerk, 'request-check')).toEqual({ code: 'case-check-not-authorised', missing: ['成员3'] })
    paper.did(clerk, 'papers', { signedBy: ['3'] })

    expect(paper.take(clerk, 'request-check')).toBeUndefined()
  })

  test('a support that ran by the old register is changed like any other, from the month it was taken over', () => {
    const paper = emptyPaper(day('2026-11-02'), { members: [aMember('1')], sampled: false, recognised: false })
    paper.happens(officer, {
      type: 'taken-over',
      programme: 'subsistence-allowance',
      householdId: '1',
      applicantId: '1',
      members: [aMember('1')],
      amounts: { basic: '40000', uplift: '0', care: '0' },
      since: day('2026-11-01'),
      recheckDueOn: day('2026-12-01'),
    })
    expect(paper.take(clerk, 'round', { since: '2026-10' })).toEqual({
      code: 'case-since-not-possible',
      from: month('2026-11'),
    })
  })
})
