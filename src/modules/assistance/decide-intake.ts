import type { AssistanceRefusal, CaseBody, CaseOpening, Paper } from '#contracts/assistance'
import { parseDay } from '#kernel/day'
import { parseYuan } from '#kernel/fen'
import { monthOf, parseMonth } from '#kernel/month'
import { type Outcome, record, refuse } from '#kernel/outcome'
import type { Decided, Facts } from './decide-work.ts'
import type { CaseEvent, CaseMember, CaseState } from './model.ts'
import { isOneOff, needsAuthorisation, papersOf } from './procedure.ts'

/** What is known about the household when somebody applies for it. */
export interface IntakeFacts extends Facts {
  readonly members: readonly CaseMember[]
  /** Drawn for the county's own visit. */
  readonly sampled: boolean
  /** The household is recognised already, so that its means need no new check for a while. */
  readonly recognised: boolean
}

function missingPapers(needed: readonly Paper[], given: readonly Paper[]): Paper[] {
  return needed.filter((paper) => !given.includes(paper))
}

function accepted(facts: IntakeFacts): CaseEvent {
  return {
    type: 'accepted',
    sampled: facts.sampled,
    recognised: facts.recognised,
    delegated: facts.standards.delegated > 0,
  }
}

/**
 * Takes an application down. When something is missing the household hears all of it at once; when nothing is, the
 * clock begins. Aid in an emergency waits for no paper.
 *
 * @law 《社会救助法》第三十七条、第四十条；民发〔2021〕57号第九条至第十一条
 */
export function openCase(request: CaseOpening, facts: IntakeFacts): Outcome<CaseEvent, AssistanceRefusal> {
  const { programme } = request
  if (!facts.members.some(({ personId }) => personId === request.applicantId)) {
    return refuse({ code: 'case-applicant-not-in-household' })
  }
  if (request.channel === 'proxy' && request.proxy === undefined) return refuse({ code: 'case-proxy-without-reason' })
  const asked = request.amount === undefined ? undefined : parseYuan(request.amount)
  if (isOneOff(programme) && (asked === undefined || asked <= 0n)) return refuse({ code: 'case-amount-needed' })
  const missing = missingPapers(papersOf[programme], request.papers)
  const unsigned = needsAuthorisation(programme) ? unsignedOf(facts.members, request.signedBy) : []
  const opened: CaseEvent = {
    type: 'opened',
    programme,
    householdId: request.householdId,
    applicantId: request.applicantId,
    members: facts.members,
    channel: request.channel,
    proxy: request.proxy ?? null,
    signalId: request.signalId ?? null,
    story: request.story.trim(),
    papers: request.papers,
    missing,
    signedBy: request.signedBy,
    unsigned,
    nearRelatives: request.nearRelatives,
    asked: asked === undefined ? null : String(asked),
  }
  const complete = missing.length === 0 && unsigned.length === 0
  if (!complete && programme !== 'emergency-aid') return record(opened)
  if (request.special === undefined) return record(opened, accepted(facts))
  const special: CaseEvent = { type: 'special-time-taken', ground: request.special, reason: '' }
  return record(opened, accepted(facts), special)
}

function unsignedOf(members: readonly CaseMember[], signedBy: readonly string[]): string[] {
  return members.filter(({ adult, personId }) => adult && !signedBy.includes(personId)).map(({ personId }) => personId)
}

/** What was missing comes in. With the last paper the clock begins. */
export function supplyPapers(state: CaseState, request: CaseBody<'papers'>, facts: IntakeFacts): Decided {
  const { round } = state
  if (round === null || (round.missing.length === 0 && round.unsigned.length === 0)) {
    return refuse({ code: 'case-not-at-this-step', step: state.step, status: state.status })
  }
  if (state.version !== request.version) return refuse({ code: 'case-changed-meanwhile' })
  const missing = missingPapers(round.missing, request.papers)
  const unsigned = round.unsigned.filter((personId) => !request.signedBy.includes(personId))
  const supplied: CaseEvent = {
    type: 'papers-supplied',
    papers: request.papers,
    missing,
    signedBy: request.signedBy,
    unsigned,
  }
  const complete = missing.length === 0 && unsigned.length === 0
  return complete && round.acceptedOn === null ? record(supplied, accepted(facts)) : record(supplied)
}

/** Looks again at what is paid: because it is time, because something has changed, or because somebody has died. */
export function openRound(state: CaseState, request: CaseBody<'round'>, facts: IntakeFacts): Decided {
  if (state.version !== request.version) return refuse({ code: 'case-changed-meanwhile' })
  if ((state.status !== 'active' && state.status !== 'grace') || state.round !== null || state.appeal !== null) {
    return refuse({ code: 'case-not-at-this-step', step: state.step, status: state.status })
  }
  const on = request.on === undefined ? null : (parseDay(request.on) ?? null)
  const isMember = state.members.some(({ personId }) => personId === request.personId)
  if (request.round === 'death' && (on === null || !isMember || on > facts.today)) {
    return refuse({ code: 'case-death-unknown' })
  }
  // A death has a month of its own.
  const isCorrection = request.since !== undefined && request.round !== 'death'
  const since = isCorrection ? (parseMonth(request.since ?? '') ?? null) : null
  const first = state.grant?.from ?? null
  if (since !== null && (first === null || since < first || since > monthOf(facts.today))) {
    return refuse({ code: 'case-since-not-possible', from: first ?? monthOf(facts.today) })
  }
  return record({
    type: 'round-opened',
    round: request.round,
    reason: request.reason.trim(),
    personId: request.round === 'death' ? (request.personId ?? null) : null,
    on: request.round === 'death' ? on : null,
    members: facts.members,
    unsigned: needsAuthorisation(state.programme) ? newAdults(state, facts.members) : [],
    delegated: facts.standards.delegated > 0,
    since,
  })
}

/** Whoever has come of age or moved in since has not signed yet. */
function newAdults(state: CaseState, members: readonly CaseMember[]): string[] {
  const known = state.members.filter(({ adult }) => adult).map(({ personId }) => personId)
  return unsignedOf(members, known)
}

/** The household gives its application up, in writing; what is paid already ends by a round of its own. */
export function withdraw(state: CaseState, request: CaseBody<'withdraw'>): Decided {
  if (state.status !== 'papers' && state.status !== 'open') {
    return refuse({ code: 'case-not-at-this-step', step: state.step, status: state.status })
  }
  if (state.version !== request.version) return refuse({ code: 'case-changed-meanwhile' })
  return record({ type: 'withdrawn', reason: request.reason.trim() })
}
