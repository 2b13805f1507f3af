import type { Paper, Programme, Round, Step, Turn } from '#contracts/assistance'
import type { CaseState, RoundState } from './model.ts'
import { recipientsOf, totalOf } from './model.ts'

/** The numbers of the procedure, each a dated standard in `policies/procedure`. */
export type StandardKey =
  | 'surveyStart'
  | 'checkStart'
  | 'surveyTeam'
  | 'noticeDays'
  | 'countyDecision'
  | 'letter'
  | 'total'
  | 'totalDelegated'
  | 'totalSpecial'
  | 'delegated'
  | 'destituteSurvey'
  | 'destituteDecision'
  | 'destituteSample'
  | 'childSurvey'
  | 'childDecision'
  | 'disabilityTotal'
  | 'elderTotal'
  | 'emergencyTotal'
  | 'recheckStable'
  | 'recheckUnstable'
  | 'graceMost'
  | 'deathMonths'
  | 'firstMonth'
  | 'rigidValidity'
  | 'reviewDays'
  | 'litigationMonths'
  | 'hearingAnswer'
  | 'referralAnswer'
  | 'reviewAnswer'
  | 'checkValidity'
  | 'yellow'
  | 'orange'
export type Standards = Readonly<Record<StandardKey, number>>

/** A lawful time: working days, but for a death, whose time is counted in months, and a review, in days. */
export interface Limit {
  readonly standard: StandardKey
  readonly unit: 'working-days' | 'days' | 'months'
}

const days = (standard: StandardKey): Limit => ({ standard, unit: 'working-days' })

/** A review is answered within so many days, whatever the programme. @law 《行政复议法》第六十二条 */
export const reviewLimit: Limit = { standard: 'reviewAnswer', unit: 'days' }

export interface Procedure {
  /** What has to be done, in this order; survey and check side by side. */
  readonly steps: readonly Step[]
  /** The time for all of it; none where the law gives a time for each part only. */
  readonly total: Limit | null
  readonly totalDelegated?: Limit
  readonly totalSpecial?: Limit
  /** The time of one step, from its beginning; of an opinion from the acceptance. */
  readonly limits: Readonly<Partial<Record<Step, Limit>>>
}

/** The county's visit and a second person's word lie within the time of its decision. @law 民发〔2021〕57号第二十条 */
const atCounty = (standard: StandardKey) => ({
  visit: days(standard),
  decision: days(standard),
  confirmation: days(standard),
})
const fieldworkLimits = { survey: days('surveyStart'), check: days('checkStart'), fieldwork: days('surveyStart') }
const withTotal = {
  total: days('total'),
  totalDelegated: days('totalDelegated'),
  totalSpecial: days('totalSpecial'),
  limits: { ...fieldworkLimits, ...atCounty('countyDecision'), letter: days('letter') },
} as const

/** Survey, check, opinion, public notice, decision. @law 民发〔2021〕57号第十五条至第二十二条 */
const full: Procedure = {
  ...withTotal,
  steps: ['papers', 'survey', 'check', 'opinion', 'notice', 'visit', 'decision', 'letter'],
}
/** A recognition alone is not put up in public. @law 民发〔2022〕83号（谁救助谁公示） */
const unposted: Procedure = {
  ...withTotal,
  steps: ['papers', 'survey', 'check', 'opinion', 'visit', 'decision', 'letter'],
}
/** @law 民发〔2021〕43号 */
const destitute: Procedure = {
  steps: full.steps,
  total: null,
  limits: {
    ...fieldworkLimits,
    opinion: days('destituteSurvey'),
    ...atCounty('destituteDecision'),
    letter: days('letter'),
  },
}
/** Verified by data, never posted. @law 民发〔2019〕62号 */
const child: Procedure = {
  steps: ['papers', 'survey', 'opinion', 'visit', 'decision', 'letter'],
  total: null,
  limits: { opinion: days('childSurvey'), ...atCounty('childDecision'), letter: days('letter') },
}
/** @law 国发〔2015〕52号 */
const disability: Procedure = {
  steps: ['papers', 'opinion', 'visit', 'decision', 'letter'],
  total: days('disabilityTotal'),
  limits: { letter: days('letter') },
}
/** The age and the level are known from the register and the assessment: nothing is surveyed. @law 《老年人权益保障法》第三十条、第三十三条 */
const elder: Procedure = { ...disability, total: days('elderTotal') }
/** Aid first: no means check, no notice, and the papers follow. @law 《社会救助法》第三十七条、第五十条 */
const emergency: Procedure = {
  steps: ['opinion', 'decision', 'letter'],
  total: days('emergencyTotal'),
  limits: { letter: days('letter') },
}

const applications: Readonly<Record<Programme, Procedure>> = {
  'subsistence-allowance': full,
  'individual-allowance': full,
  'destitute-support': destitute,
  'near-threshold': unposted,
  'rigid-expenditure': unposted,
  'emergency-aid': emergency,
  'expenditure-aid': full,
  'disability-living-subsidy': disability,
  'disability-care-subsidy': disability,
  'orphan-allowance': child,
  'unsupported-child-allowance': child,
  'old-age-allowance': elder,
  'disabled-elder-subsidy': elder,
}

/** Looking again at what is paid: the same work, heard before anything is taken away. @law 《社会救助法》第四十八条 */
function lookAgain(programme: Programme, round: Round): Procedure {
  const first = applications[programme]
  if (round === 'death') {
    return {
      steps: ['opinion', 'hearing', 'decision', 'letter'],
      total: { standard: 'deathMonths', unit: 'months' },
      limits: { letter: days('letter') },
    }
  }
  if (round === 'appeal') {
    const posted = first.steps.filter((step) => step === 'notice')
    return { ...first, steps: ['opinion', ...posted, 'visit', 'hearing', 'decision', 'letter'] }
  }
  const fieldwork = first.steps.filter((step) => step === 'survey' || step === 'check')
  // Support that ends is put up like support that begins. @law 民发〔2021〕43号
  const notice: readonly Step[] = programme === 'destitute-support' ? ['notice'] : []
  return { ...first, steps: [...fieldwork, 'opinion', ...notice, 'visit', 'hearing', 'decision', 'letter'] }
}

export function procedureOf(programme: Programme, round: Round): Procedure {
  return round === 'application' ? applications[programme] : lookAgain(programme, round)
}

/** The papers that must be at hand; what other departments can confirm is not asked for (Law, article 62). */
export const papersOf: Readonly<Record<Programme, readonly Paper[]>> = {
  'subsistence-allowance': ['identity', 'promise', 'authorisation'],
  'individual-allowance': ['identity', 'promise', 'authorisation'],
  'destitute-support': ['identity', 'promise', 'authorisation'],
  'near-threshold': ['identity', 'promise', 'authorisation'],
  'rigid-expenditure': ['identity', 'promise', 'authorisation', 'spending-receipts'],
  'emergency-aid': ['identity', 'emergency-proof'],
  'expenditure-aid': ['identity', 'promise', 'authorisation', 'spending-receipts'],
  'disability-living-subsidy': ['identity', 'account'],
  'disability-care-subsidy': ['identity', 'account'],
  'orphan-allowance': ['identity', 'guardian-identity', 'parents-proof'],
  'unsupported-child-allowance': ['identity', 'guardian-identity', 'parents-proof'],
  'old-age-allowance': ['identity', 'account'],
  'disabled-elder-subsidy': ['identity', 'account'],
}

/** Whether every adult has to sign the authorisation of a means check. */
export function needsAuthorisation(programme: Programme): boolean {
  return papersOf[programme].includes('authorisation')
}

/** Money by need, once or in a few parts, instead of month by month. */
export function isOneOff(programme: Programme): boolean {
  return programme === 'emergency-aid' || programme === 'expenditure-aid'
}

/** A status alone, which opens other help and pays nothing. */
export function isRecognition(programme: Programme): boolean {
  return programme === 'near-threshold' || programme === 'rigid-expenditure'
}

/** Whether what is proposed takes something away from the household. */
export function isAdverse(state: CaseState, round: RoundState): boolean {
  const proposal = (round.deviation ?? round.opinion)?.proposal
  if (proposal === undefined || state.grant === null) return false
  if (proposal.outcome === 'stop' || proposal.outcome === 'grace') return true
  return proposal.outcome === 'change' && totalOf(proposal.amounts) < totalOf(state.grant.amounts)
}

function needsVisit(state: CaseState, round: RoundState): boolean {
  return state.nearRelative || round.sampled || round.visitAsked
}

/** What begins is put up, whoever proposes it, but not again after an appeal; of what ends, support alone. */
function needsNotice(state: CaseState, round: RoundState): boolean {
  const outcome = (round.deviation ?? round.opinion)?.proposal.outcome
  if (outcome === 'grant') return round.round !== 'appeal' || !state.posted
  return outcome === 'stop' && state.programme === 'destitute-support'
}

/** Nobody is left to be heard when the only recipient has died. */
function needsHearing(state: CaseState, round: RoundState): boolean {
  const left = recipientsOf(state).filter(({ personId }) => personId !== round.death?.personId)
  return left.length > 0 && isAdverse(state, round)
}

/** Who was heard on one proposal has not been heard on another that takes more. */
function wasHeard({ heard, deviation, opinion }: RoundState): boolean {
  const proposal = (deviation ?? opinion)?.proposal
  if (heard === null || proposal === undefined) return false
  return heard.outcome === proposal.outcome && totalOf(heard.amounts) <= totalOf(proposal.amounts)
}

const isOpen: Readonly<Partial<Record<Step, (state: CaseState, round: RoundState) => boolean>>> = {
  papers: (_state, round) => round.acceptedOn === null,
  survey: (_state, round) => round.surveyedOn === null,
  check: (state, round) =>
    !(round.recognised && isOneOff(state.programme)) &&
    (round.checkRequestedOn === null || round.departments.some((of) => !round.replied.includes(of))),
  opinion: (_state, round) => round.opinion === null,
  notice: (state, round) => needsNotice(state, round) && round.notice?.closed !== true,
  visit: (state, round) => needsVisit(state, round) && !round.visited,
  hearing: (state, round) => needsHearing(state, round) && !wasHeard(round),
  decision: (_state, round) => round.decided === null,
  letter: () => true,
}

/** What has to be done next in a case. */
export function stepOf(state: CaseState): Step {
  if (state.appeal === 'pending') return 'review'
  const { round } = state
  if (round === null || state.status === 'withdrawn') return 'none'
  if (round.decided !== null) return round.delivered ? 'papers' : 'letter'
  if (round.acceptedOn === null) return 'papers'
  if (round.objections.some(({ open }) => open)) return 'objection'
  const open = procedureOf(state.programme, round.round).steps.filter((step) => isOpen[step]?.(state, round) ?? false)
  const [next] = open
  if (next === 'survey' && open.includes('check')) return 'fieldwork'
  if (next === 'decision' && round.deviation !== null) return 'confirmation'
  return next ?? 'none'
}

const townshipSteps: ReadonlySet<Step> = new Set<Step>([
  'papers',
  'survey',
  'opinion',
  'notice',
  'objection',
  'hearing',
  'letter',
])

export function turnOf(state: CaseState): Turn {
  const { step } = state
  if (step === 'none') return 'nobody'
  if (step === 'fieldwork') return 'both'
  if (step === 'check') return state.round?.checkRequestedOn === null ? 'township' : 'county'
  if (step === 'confirmation' || step === 'review') return 'leader'
  if (step === 'decision' && state.round?.delegated === true) return 'township'
  return townshipSteps.has(step) ? 'township' : 'county'
}
