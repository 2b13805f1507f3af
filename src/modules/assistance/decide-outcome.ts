import type { AssistanceRefusal, CaseBody, Gist, ProposedOutcome } from '#contracts/assistance'
import { addDays, addMonths, type Day } from '#kernel/day'
import { type Fen, fen, formatYuan, parseYuan } from '#kernel/fen'
import { addToMonth, type Month, monthOf } from '#kernel/month'
import { record, refuse } from '#kernel/outcome'
import { type Decided, type Facts, notAt, roundOf } from './decide-work.ts'
import { type Amounts, type CaseState, noAmounts, type Proposal, recipientsOf, totalOf } from './model.ts'
import { isOneOff, isRecognition, type Standards } from './procedure.ts'

/** What the policies say about the household, on the facts as known now. */
export interface Finding {
  readonly id: string
  /** Null when facts are missing; they are named then. */
  readonly eligible: boolean | null
  readonly amounts: Amounts | null
  /** The most that may be given where the amount goes by the need. */
  readonly cap: Fen | null
  readonly missing: readonly string[]
  readonly members: readonly string[]
  /** Nobody in the household can work, so that it is looked at again after the longer time only. */
  readonly stable: boolean
}

/** Whatever an officer may propose on their own word, with a reason and a second person. */
interface Otherwise {
  readonly outcome: ProposedOutcome
  readonly amount?: string
  readonly reason: string
}

type Wishes = Pick<CaseBody<'opinion'>, 'graceMonths' | 'ground' | 'instalments'>

function outcomesFor(state: CaseState): readonly ProposedOutcome[] {
  if (state.grant === null) return ['grant', 'refuse']
  // One grace is not followed by another.
  return state.status === 'grace' ? ['keep', 'change', 'stop'] : ['keep', 'change', 'stop', 'grace']
}

/** What follows from the policies. Undefined when facts are missing. */
function byPolicy(state: CaseState, finding: Finding, wishes: Wishes): Proposal | AssistanceRefusal {
  const { members } = finding
  if (finding.eligible === null) return { code: 'case-facts-missing', missing: finding.missing }
  if (!finding.eligible) {
    if (state.grant === null) return { outcome: 'refuse', amounts: noAmounts, members: [] }
    const ground = wishes.ground ?? 'no-longer-eligible'
    if (wishes.graceMonths !== undefined && state.status === 'grace') {
      return { code: 'case-outcome-not-possible', outcome: 'grace' }
    }
    return wishes.graceMonths === undefined
      ? { outcome: 'stop', amounts: noAmounts, members: [], ground }
      : { outcome: 'grace', amounts: state.grant.amounts, members, ground, graceMonths: wishes.graceMonths }
  }
  if (isOneOff(state.programme)) return byNeed(state, finding, wishes)
  const amounts = isRecognition(state.programme) ? noAmounts : finding.amounts
  if (amounts === null) return { code: 'case-facts-missing', missing: finding.missing }
  if (state.grant === null) return { outcome: 'grant', amounts, members }
  const same = totalOf(amounts) === totalOf(state.grant.amounts) && amounts.basic === state.grant.amounts.basic
  // Whoever is due it again while it runs out has it again without an end.
  return { outcome: same && state.status !== 'grace' ? 'keep' : 'change', amounts, members }
}

/** Aid by need: what was asked for, as far as the cap goes. @law 《社会救助法》第二十九条 */
function byNeed(state: CaseState, finding: Finding, wishes: Wishes): Proposal | AssistanceRefusal {
  const asked = fen(BigInt(state.asked ?? '0'))
  if (finding.cap === null) return { code: 'case-facts-missing', missing: finding.missing }
  if (asked > finding.cap) return { code: 'case-amount-over-cap', cap: formatYuan(finding.cap) }
  return inParts(asked, finding.members, wishes)
}

/** Nothing may be lost in dividing: what is paid in parts adds up to what is given. */
function inParts(all: Fen, members: readonly string[], wishes: Wishes): Proposal | AssistanceRefusal {
  const { instalments = 1 } = wishes
  if (all % BigInt(instalments) !== 0n) return { code: 'case-instalments-uneven', instalments }
  const each = all / BigInt(instalments)
  return { outcome: 'grant', amounts: { basic: String(each), uplift: '0', care: '0' }, members, instalments }
}

function asOfficerSays(
  state: CaseState,
  finding: Finding,
  otherwise: Otherwise,
  wishes: Wishes,
): Proposal | AssistanceRefusal {
  const { outcome } = otherwise
  if (!outcomesFor(state).includes(outcome)) return { code: 'case-outcome-not-possible', outcome }
  const members = finding.members.length > 0 ? finding.members : state.members.map(({ personId }) => personId)
  const paid = (outcome === 'grant' || outcome === 'change') && !isRecognition(state.programme)
  if (paid) {
    const amount = otherwise.amount === undefined ? undefined : parseYuan(otherwise.amount)
    if (amount === undefined || amount <= 0n) return { code: 'case-amount-needed' }
    if (isOneOff(state.programme)) return inParts(amount, members, wishes)
    return { outcome, amounts: { basic: String(amount), uplift: '0', care: '0' }, members }
  }
  if (outcome === 'grace') {
    return { outcome, amounts: state.grant?.amounts ?? noAmounts, members, graceMonths: wishes.graceMonths ?? 1 }
  }
  const amounts = outcome === 'keep' ? (state.grant?.amounts ?? noAmounts) : noAmounts
  const ground = wishes.ground ?? 'no-longer-eligible'
  return outcome === 'stop' ? { outcome, amounts, members: [], ground } : { outcome, amounts, members }
}

function propose(
  state: CaseState,
  finding: Finding,
  of: { readonly otherwise?: Otherwise | undefined; readonly wishes: Wishes },
  standards: Standards,
): Proposal | AssistanceRefusal {
  const { wishes, otherwise } = of
  if (wishes.graceMonths !== undefined && wishes.graceMonths > standards.graceMost) {
    return { code: 'case-grace-too-long', most: standards.graceMost }
  }
  // A withdrawal or a death ends the support whatever the policies would say.
  if (state.grant !== null && endsByItself(state, wishes)) {
    return { outcome: 'stop', amounts: noAmounts, members: [], ground: wishes.ground ?? 'death' }
  }
  return otherwise === undefined ? byPolicy(state, finding, wishes) : asOfficerSays(state, finding, otherwise, wishes)
}

const endingGrounds = new Set(['voluntary', 'moved-away', 'imprisoned', 'refuses-check', 'fraud'])

function endsByItself(state: CaseState, wishes: Wishes): boolean {
  const { death } = roundOf(state)
  const nobodyLeft = death !== null && recipientsOf(state).every(({ personId }) => personId === death.personId)
  return nobodyLeft || (wishes.ground !== undefined && endingGrounds.has(wishes.ground))
}

/**
 * The township's opinion: what the policies say on the facts as known now, or something else with a reason, which then
 * needs a second person before it is decided.
 */
export function giveOpinion(state: CaseState, request: CaseBody<'opinion'>, finding: Finding, facts: Facts): Decided {
  const refusal = notAt(state, request.version, 'opinion')
  if (refusal !== undefined) return refuse(refusal)
  if (roundOf(state).barred.includes(facts.officerId)) return refuse({ code: 'case-reviewer-took-part' })
  const { otherwise } = request
  const proposal = propose(state, finding, { otherwise, wishes: request }, facts.standards)
  if ('code' in proposal) return refuse(proposal)
  return record({
    type: 'opinion-given',
    proposal,
    findingId: finding.id,
    deviation: otherwise === undefined ? null : otherwise.reason.trim(),
  })
}

/** So that a change between opinion and decision can be shown. */
function gist(proposal: Proposal): Gist {
  return { outcome: proposal.outcome, amount: formatYuan(totalOf(proposal.amounts)) }
}

function sameProposal(a: Proposal, b: Proposal): boolean {
  return a.outcome === b.outcome && totalOf(a.amounts) === totalOf(b.amounts) && a.amounts.basic === b.amounts.basic
}

/**
 * The decision, by somebody else than who gave the opinion. It is worked out afresh: when the facts have changed since
 * the opinion it goes back, instead of being decided on facts that nobody has looked at. What is not what the policies
 * say waits for a second person.
 *
 * @law 民发〔2021〕57号第二十条至第二十二条
 */
export function decideCase(state: CaseState, request: CaseBody<'decision'>, finding: Finding, facts: Facts): Decided {
  if (state.step === 'visit') return refuse({ code: 'case-county-must-visit' })
  const refusal = notAt(state, request.version, 'decision')
  if (refusal !== undefined) return refuse(refusal)
  const round = roundOf(state)
  const { opinion } = round
  if (opinion === null) throw new Error('A decision without an opinion')
  if (opinion.by === facts.officerId) return refuse({ code: 'case-needs-second-person' })
  if (facts.role === 'township-clerk' && !round.delegated) return refuse({ code: 'case-not-delegated' })
  const wishes = wishesOf(opinion.proposal)
  if (request.otherwise !== undefined) {
    const proposal = propose(state, finding, { otherwise: request.otherwise, wishes }, facts.standards)
    if ('code' in proposal) return refuse(proposal)
    const { reason } = request.otherwise
    return record({ type: 'deviation-proposed', proposal, findingId: finding.id, reason: reason.trim() })
  }
  if (opinion.deviation !== null && round.matter !== 'approved') {
    const { proposal, deviation: reason } = opinion
    return record({ type: 'deviation-proposed', proposal, findingId: finding.id, reason })
  }
  if (opinion.deviation === null) {
    const now = propose(state, finding, { wishes }, facts.standards)
    if ('code' in now) return refuse(now)
    if (!sameProposal(now, opinion.proposal)) {
      return refuse({ code: 'case-facts-changed-since-opinion', was: gist(opinion.proposal), now: gist(now) })
    }
  }
  const deviation = opinion.deviation
  return record(decided(state, { proposal: opinion.proposal, finding, deviation, note: null }, facts))
}

function wishesOf(proposal: Proposal): Wishes {
  const { ground, graceMonths, instalments } = proposal
  return {
    ...(ground === undefined ? {} : { ground }),
    ...(graceMonths === undefined ? {} : { graceMonths }),
    ...(instalments === undefined ? {} : { instalments }),
  }
}

/** The second person's word on what the policies do not say. */
export function confirmDeviation(
  state: CaseState,
  request: CaseBody<'confirm'>,
  finding: Finding,
  facts: Facts,
): Decided {
  const refusal = notAt(state, request.version, 'confirmation')
  if (refusal !== undefined) return refuse(refusal)
  const { deviation, opinion } = roundOf(state)
  if (deviation === null) throw new Error('A confirmation of nothing')
  if (deviation.by === facts.officerId || opinion?.by === facts.officerId) {
    return refuse({ code: 'case-needs-second-person' })
  }
  if (request.approved === false) return record({ type: 'sent-back', reason: request.note.trim() })
  const { proposal, reason } = deviation
  return record(decided(state, { proposal, finding, deviation: reason, note: request.note.trim() }, facts))
}

/** From when and until when; support begins the month after, aid by need at once. @law 民发〔2021〕57号第二十五条 */
function termOf(state: CaseState, proposal: Proposal, facts: Facts): { from: Month; until: Month | null } {
  const thisMonth = monthOf(facts.today)
  if (isOneOff(state.programme)) {
    return { from: thisMonth, until: addToMonth(thisMonth, (proposal.instalments ?? 1) - 1) }
  }
  const death = state.round?.death
  // Nothing is paid for the months after a death, however late it is dealt with.
  const { firstMonth } = facts.standards
  const due = state.round?.since ?? addToMonth(death == null ? thisMonth : monthOf(death.on), firstMonth)
  // A death or an error of before the support began takes nothing from the months before it.
  const begun = state.grant?.from ?? due
  const from = due < begun ? begun : due
  const until = proposal.outcome === 'grace' ? addToMonth(thisMonth, proposal.graceMonths ?? 0) : null
  return { from, until }
}

function decided(
  state: CaseState,
  of: { proposal: Proposal; finding: Finding; deviation: string | null; note: string | null },
  facts: Facts,
) {
  const { proposal, finding } = of
  const { today, standards } = facts
  const goesOn = proposal.outcome === 'grant' || proposal.outcome === 'keep' || proposal.outcome === 'change'
  const isStable = finding.stable || state.programme === 'destitute-support'
  const cycle = isStable ? standards.recheckStable : standards.recheckUnstable
  const looksAgain = goesOn && !isOneOff(state.programme)
  const limited = proposal.outcome === 'grant' && state.programme === 'rigid-expenditure'
  return {
    type: 'decided',
    proposal,
    findingId: finding.id,
    deviation: of.deviation,
    confirmedNote: of.note,
    ...termOf(state, proposal, facts),
    recheckDueOn: looksAgain ? addMonths(today, cycle) : null,
    validUntil: limited ? lastDayOf(today, standards.rigidValidity) : goesOn ? state.validUntil : null,
  } as const
}

/** A recognition of so many months ends on the day before the same day. */
function lastDayOf(from: Day, months: number): Day {
  return addDays(addMonths(from, months), -1)
}

/** Whoever is to decide gives it back to who proposed it. */
export function sendBack(state: CaseState, request: CaseBody<'send-back'>, facts: Facts): Decided {
  const refusal = notAt(state, request.version, 'decision', 'confirmation')
  if (refusal !== undefined) return refuse(refusal)
  if (facts.role === 'township-clerk' && !roundOf(state).delegated) return refuse({ code: 'case-not-delegated' })
  return record({ type: 'sent-back', reason: request.reason.trim() })
}

/** A case that the rules do not fit goes to the county's meeting. @law 国办发〔2023〕39号（一事一议） */
export function raiseMatter(state: CaseState, request: CaseBody<'raise-matter'>): Decided {
  const refusal = notAt(state, request.version, 'opinion', 'decision', 'visit')
  return refusal === undefined ? record({ type: 'matter-raised', question: request.question.trim() }) : refuse(refusal)
}

/** The meeting may grant, never declare unfit: that the rules do. */
export function resolveMatter(
  state: CaseState,
  request: CaseBody<'resolve-matter'>,
  finding: Finding,
  facts: Facts,
): Decided {
  const refusal = notAt(state, request.version, 'opinion', 'decision', 'visit')
  if (refusal !== undefined) return refuse(refusal)
  const round = roundOf(state)
  if (round.matter !== 'raised') return refuse({ code: 'case-matter-not-raised' })
  const { approved, attendees } = request
  const minutes = request.minutes.trim()
  const common = { type: 'matter-resolved', attendees, minutes, findingId: finding.id } as const
  if (!approved) return record({ ...common, approved, proposal: null })
  const outcome = state.grant === null ? 'grant' : 'change'
  const amount = request.amount === undefined ? {} : { amount: request.amount }
  const proposal = propose(
    state,
    finding,
    { otherwise: { outcome, reason: minutes, ...amount }, wishes: {} },
    facts.standards,
  )
  return 'code' in proposal ? refuse(proposal) : record({ ...common, approved, proposal })
}

/** The last day on which a decision may still be appealed. @law 《行政复议法》、《行政诉讼法》 */
export function appealUntil(kind: 'review' | 'litigation', deliveredOn: Day, standards: Standards): Day {
  return kind === 'review'
    ? addDays(deliveredOn, standards.reviewDays)
    : addMonths(deliveredOn, standards.litigationMonths)
}

export function lodgeAppeal(state: CaseState, request: CaseBody<'appeal'>, facts: Facts): Decided {
  if (state.version !== request.version) return refuse({ code: 'case-changed-meanwhile' })
  const { adverse } = state
  if (adverse === null || state.appeal !== null) return refuse({ code: 'case-nothing-to-appeal' })
  if (adverse.deliveredOn !== null) {
    const until = appealUntil(request.kind, adverse.deliveredOn, facts.standards)
    if (facts.today > until) return refuse({ code: 'case-appeal-too-late', until })
  }
  return record({ type: 'appealed', kind: request.kind, text: request.text.trim() })
}

/** Looked at by somebody who had no part in it. When the appeal is right the case is decided anew. */
export function decideAppeal(state: CaseState, request: CaseBody<'decide-appeal'>, facts: Facts): Decided {
  const refusal = notAt(state, request.version, 'review')
  if (refusal !== undefined) return refuse(refusal)
  if (state.tookPart.includes(facts.officerId)) return refuse({ code: 'case-reviewer-took-part' })
  const { adverse } = state
  const since = request.upheld ? (adverse?.from ?? null) : null
  return record({ type: 'appeal-decided', upheld: request.upheld, text: request.text.trim(), since })
}
