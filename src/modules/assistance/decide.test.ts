import { describe, expect, test } from 'vitest'
import { day } from '#kernel/day'
import { stepClock, totalClock } from './clock.ts'
import {
  aFinding,
  aMember,
  aPaperCase,
  calendar,
  clerk,
  clerk2,
  decided,
  finding,
  granted,
  leader,
  lookedAgain,
  officer,
  type PaperCase,
  supervisor,
} from './testing.ts'

function clockOf(paper: PaperCase) {
  const { standards } = paper.factsFor(clerk)
  const { state } = paper
  return { step: stepClock(state, standards, calendar)?.dueOn, total: totalClock(state, standards, calendar)?.dueOn }
}

describe('days and months of the law', () => {
  test('T19: recognised on 10 March 2026, rigid expenditure holds through 9 March 2027', () => {
    const paper = aPaperCase('rigid-expenditure', { on: '2026-03-10' })
    paper.throughOpinion()
    paper.did(officer, 'decision')

    expect(paper.state.validUntil).toBe('2027-03-09')
  })

  test('T19: looking again and keeping it does not make it hold longer', () => {
    const paper = granted('2026-03-10', 'rigid-expenditure')
    lookedAgain(paper, '2026-09-10')
    paper.did(clerk, 'opinion')
    paper.did(officer, 'decision')

    expect(paper.state).toMatchObject({ status: 'active', validUntil: '2027-03-09' })
  })

  test('T41: a grace of six months decided on 15 August 2026 pays through February 2027', () => {
    const paper = granted('2026-07-01')
    paper.finding = finding(0n)
    lookedAgain(paper, '2026-08-15')
    paper.did(clerk, 'opinion', { graceMonths: 6 })
    paper.did(clerk, 'hearing')
    paper.did(officer, 'decision')

    expect(decided(paper)).toMatchObject({ from: '2026-09', until: '2027-02' })
    expect(paper.state).toMatchObject({ status: 'grace', grant: { until: '2027-02' } })
  })

  test('T42: what a death on 15 August 2026 changes is done by 15 November, and is owed from September', () => {
    const paper = granted('2026-03-02')
    paper.today = day('2026-10-20')
    paper.household = { ...paper.household, members: [aMember('1')] }
    paper.did(clerk, 'round', { round: 'death', personId: '2', on: '2026-08-15' })
    expect(clockOf(paper).total).toBe('2026-11-15')
    paper.finding = finding(300n, ['1'])
    paper.did(clerk, 'opinion')
    paper.did(clerk, 'hearing')
    paper.did(officer, 'decision')

    expect(decided(paper)).toMatchObject({ from: '2026-09', proposal: { outcome: 'change', members: ['1'] } })
  })

  test('T43: posted on 2 November, a notice hangs through the ninth and comes down on the tenth', () => {
    const paper = aPaperCase()
    paper.throughOpinion()
    paper.did(clerk, 'notice')
    expect(paper.state.round?.notice?.closesAfter).toBe('2026-11-09')
    paper.today = day('2026-11-09')
    expect(paper.take(clerk, 'close-notice')?.code).toBe('case-notice-still-running')
    paper.today = day('2026-11-10')

    expect(paper.take(clerk, 'close-notice')).toBeUndefined()
  })

  test('support begins the month after the decision, and stops the month after', () => {
    const paper = granted('2026-10-24')
    expect(decided(paper)).toMatchObject({ day: '2026-11-01', from: '2026-12', until: null })
    paper.finding = finding(0n)
    lookedAgain(paper, '2027-05-31')
    paper.did(clerk, 'opinion')
    paper.did(clerk, 'hearing')
    paper.did(officer, 'decision')

    expect(decided(paper)).toMatchObject({ from: '2027-06', proposal: { outcome: 'stop' } })
  })

  test('aid by need is paid from this month, in parts that add up to what was asked for', () => {
    const paper = aPaperCase('emergency-aid', { opening: { amount: '600' } })
    paper.finding = aFinding({ cap: finding(600n).cap })
    expect(paper.take(clerk, 'opinion', { instalments: 7 })).toEqual({
      code: 'case-instalments-uneven',
      instalments: 7,
    })
    paper.did(clerk, 'opinion', { instalments: 3 })
    paper.did(officer, 'decision')

    expect(decided(paper)).toMatchObject({
      from: '2026-11',
      until: '2027-01',
      proposal: { amounts: { basic: '20000' }, instalments: 3 },
    })
  })

  test('what an officer gives by need in parts adds up as well', () => {
    const paper = aPaperCase('emergency-aid', { opening: { amount: '600' } })
    const otherwise = { outcome: 'grant', amount: '900', reason: '损失很大' } as const
    paper.did(clerk, 'opinion', { otherwise, instalments: 3 })
    paper.did(officer, 'decision')
    paper.did(leader, 'confirm')

    expect(decided(paper)).toMatchObject({
      from: '2026-11',
      until: '2027-01',
      proposal: { amounts: { basic: '30000' } },
    })
  })

  test('who can work is looked at again after six months, who cannot after twelve, extreme hardship after twelve', () => {
    const after = (stable: boolean, programme?: Parameters<typeof aPaperCase>[0]): unknown => {
      const paper = aPaperCase(programme, { on: '2026-08-01' })
      paper.finding = aFinding({ stable })
      paper.throughOpinion()
      paper.throughNotice()
      paper.did(officer, 'decision')
      return paper.state.recheckDueOn
    }

    expect([after(false), after(true), after(false, 'destitute-support')]).toEqual([
      '2027-02-09',
      '2027-08-09',
      '2027-08-09',
    ])
  })

  test('the county has ten working days for its visit and its decision together, its answer three from the asking', () => {
    const paper = aPaperCase('subsistence-allowance', {
      opening: { nearRelatives: [{ officerName: clerk.name, relation: '兄弟' }] },
    })
    paper.did(clerk, 'survey')
    paper.today = day('2026-11-05')
    paper.did(clerk, 'request-check')
    expect(clockOf(paper).step).toBe('2026-11-10')
    paper.did(officer, 'reply-check')
    paper.did(clerk, 'opinion')
    paper.throughNotice()
    expect([paper.today, paper.state.step, clockOf(paper).step]).toEqual(['2026-11-13', 'visit', '2026-11-27'])
    paper.today = day('2026-11-20')
    paper.did(officer, 'visit')

    expect([paper.state.step, clockOf(paper).step]).toEqual(['decision', '2026-11-27'])
  })

  test('a pause moves the day of the step as well as that of the whole, and stands no longer once it is decided', () => {
    const paper = aPaperCase()
    paper.throughOpinion()
    paper.throughNotice()
    const before = clockOf(paper)
    paper.did(clerk, 'pause')
    paper.today = day('2026-11-17')
    paper.did(clerk, 'resume')
    expect([before, clockOf(paper)]).toEqual([
      { step: '2026-11-24', total: '2026-12-14' },
      { step: '2026-12-01', total: '2026-12-21' },
    ])
    paper.did(clerk, 'pause')
    paper.did(officer, 'decision')

    expect([paper.state.step, paper.state.round?.pausedOn, clockOf(paper).step]).toEqual(['letter', null, '2026-11-20'])
  })

  test('where the township decides it has twenty working days, on a special ground forty-five', () => {
    const paper = aPaperCase()
    const delegated = aPaperCase('subsistence-allowance', { standards: { delegated: 1 } })
    expect(clockOf(delegated).total).toBe('2026-11-30')
    delegated.throughOpinion()
    delegated.throughNotice()
    delegated.did(clerk2, 'decision')
    paper.did(clerk, 'special')

    expect([delegated.state.status, clockOf(paper).total]).toEqual(['active', '2027-01-04'])
  })
})

describe('nothing is granted or taken away past anybody', () => {
  test('what the county grants against the opinion is put up first', () => {
    const paper = aPaperCase()
    paper.finding = finding(0n)
    paper.throughOpinion()
    paper.did(officer, 'decision', { otherwise: { outcome: 'grant', amount: '300', reason: '情况特殊' } })
    expect([paper.state.step, paper.take(leader, 'confirm')?.code]).toEqual(['notice', 'case-not-at-this-step'])
    paper.throughNotice()
    paper.did(leader, 'confirm')

    expect(paper.state.status).toBe('active')
  })

  test('what an appeal brings is put up when it has never hung', () => {
    const refused = aPaperCase()
    refused.finding = finding(0n)
    refused.throughOpinion()
    refused.did(officer, 'decision')
    refused.letter()
    refused.did(clerk, 'appeal')
    refused.did(supervisor, 'decide-appeal')
    refused.finding = finding(500n)
    refused.did(clerk2, 'opinion')

    expect(refused.state.step).toBe('notice')
  })

  test('who was heard on a cut is heard again before the county stops all of it', () => {
    const paper = granted()
    paper.finding = finding(300n)
    lookedAgain(paper, '2026-11-02')
    paper.did(clerk, 'opinion')
    paper.did(clerk, 'hearing')
    paper.did(officer, 'decision', { otherwise: { outcome: 'stop', reason: '隐瞒收入' } })
    expect(paper.state.step).toBe('hearing')
    paper.did(clerk, 'hearing')

    expect(paper.state.step).toBe('confirmation')
  })

  test('what a meeting has said falls with the opinion that goes back', () => {
    const paper = aPaperCase('orphan-allowance')
    paper.did(clerk, 'survey')
    paper.did(officer, 'raise-matter')
    paper.did(leader, 'resolve-matter')
    paper.did(officer, 'send-back')
    paper.finding = finding(0n)
    paper.did(clerk, 'opinion', { otherwise: { outcome: 'grant', amount: '900', reason: '情况特殊' } })
    paper.did(officer, 'decision')

    expect(paper.state.step).toBe('confirmation')
  })

  test('a complaint that comes after the county’s visit sends it there again', () => {
    const paper = aPaperCase('near-threshold', {
      opening: { nearRelatives: [{ officerName: '甲', relation: '兄弟' }] },
    })
    paper.throughOpinion()
    paper.did(officer, 'visit')
    paper.did(clerk, 'objection', { kind: 'complaint' })
    paper.did(clerk, 'answer-objection')

    expect(paper.state.step).toBe('visit')
  })

  test('the second person may say no, and the first then decides again', () => {
    const paper = aPaperCase('near-threshold')
    paper.throughOpinion()
    paper.did(officer, 'decision', { otherwise: { outcome: 'refuse', reason: '另有房产' } })
    paper.did(leader, 'confirm', { approved: false, note: '理由不充分' })
    expect(paper.state.step).toBe('decision')
    paper.did(officer, 'decision')

    expect(paper.state.status).toBe('active')
  })

  test('a township that does not decide cannot take the case back from who does', () => {
    const paper = aPaperCase('near-threshold')
    paper.throughOpinion()

    expect(paper.take(clerk, 'send-back')?.code).toBe('case-not-delegated')
    expect(paper.take(officer, 'send-back')).toBeUndefined()
  })
})
