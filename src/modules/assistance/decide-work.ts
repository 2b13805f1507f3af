import type { AssistanceRefusal, CaseBody, Step } from '#contracts/assistance'
import { addDays, type Day, parseDay } from '#kernel/day'
import { type Outcome, record, refuse } from '#kernel/outcome'
import { type WorkCalendar, workingDaysBetween } from '#kernel/working-days'
import type { CaseEvent, CaseState, RoundState } from './model.ts'
import { needsAuthorisation, type Standards } from './procedure.ts'

/** What every decision about a case may look at besides the case. */
export interface Facts {
  readonly today: Day
  readonly officerId: string
  readonly officerName: string
  readonly role: string
  readonly standards: Standards
  readonly calendar: WorkCalendar
}

export type Decided = Outcome<CaseEvent, AssistanceRefusal>

/** The refusal for whoever comes too late or too early, or undefined. */
export function notAt(state: CaseState, version: number, ...allowed: readonly Step[]): AssistanceRefusal | undefined {
  if (!allowed.includes(state.step)) return { code: 'case-not-at-this-step', step: state.step, status: state.status }
  return state.version === version ? undefined : { code: 'case-changed-meanwhile' }
}

export function roundOf(state: CaseState): RoundState {
  if (state.round === null) throw new Error('A step without a round')
  return state.round
}

function dayWithin(text: string, from: Day, through: Day): Day | AssistanceRefusal {
  const day = parseDay(text)
  return day === undefined || day < from || day > through ? { code: 'case-day-not-possible', from, through } : day
}

/**
 * The survey of a household: by at least two, signed by them and by the member who was present.
 *
 * @law 民发〔2021〕57号第十六条
 */
export function recordSurvey(state: CaseState, request: CaseBody<'survey'>, facts: Facts): Decided {
  const refusal = notAt(state, request.version, 'survey', 'fieldwork')
  if (refusal !== undefined) return refuse(refusal)
  const { standards, officerName, today } = facts
  const team = [...new Set([officerName, ...request.surveyors.map((name) => name.trim())])]
  if (team.length < standards.surveyTeam) return refuse({ code: 'case-survey-needs-team', least: standards.surveyTeam })
  const signed = new Set(request.signatures.filter(({ path }) => path.trim() !== '').map(({ name }) => name.trim()))
  const missing = [...team, request.present.trim()].filter((name) => !signed.has(name))
  if (missing.length > 0) return refuse({ code: 'case-survey-unsigned', missing })
  const on = dayWithin(request.on, roundOf(state).openedOn, today)
  if (typeof on !== 'string') return refuse(on)
  if (saysOfStrangers(state, request.facts)) return refuse({ code: 'case-fact-of-strangers' })
  return record({
    type: 'surveyed',
    on,
    method: request.method,
    surveyors: team,
    present: request.present.trim(),
    signatures: request.signatures,
    conclusion: request.conclusion.trim(),
    stated: request.facts.map(({ fact, subjectId, value }) => ({ fact, subjectId, value })),
  })
}

/**
 * Asks departments what they know. Nobody is looked up who has not signed that they may be.
 *
 * @law 《社会救助法》第四十一条；民发〔2021〕57号第十七条
 */
export function requestCheck(state: CaseState, request: CaseBody<'request-check'>): Decided {
  const refusal = notAt(state, request.version, 'check', 'fieldwork')
  if (refusal !== undefined) return refuse(refusal)
  const round = roundOf(state)
  if (round.checkRequestedOn !== null) {
    return refuse({ code: 'case-not-at-this-step', step: state.step, status: state.status })
  }
  if (needsAuthorisation(state.programme) && round.unsigned.length > 0) {
    return refuse({ code: 'case-check-not-authorised', missing: namesOf(state, round.unsigned) })
  }
  return record({ type: 'check-requested', departments: request.departments })
}

function namesOf(state: CaseState, personIds: readonly string[]): string[] {
  return state.members.filter(({ personId }) => personIds.includes(personId)).map(({ name }) => name)
}

/** Whether something is stated of anybody but this household, its members and who has to support it. */
function saysOfStrangers(state: CaseState, facts: CaseBody<'survey'>['facts']): boolean {
  return facts.some(({ subject, subjectId }) =>
    subject === 'person'
      ? !state.members.some(({ personId }) => personId === subjectId)
      : subjectId !== state.householdId,
  )
}

export function replyCheck(state: CaseState, request: CaseBody<'reply-check'>): Decided {
  const refusal = notAt(state, request.version, 'check', 'fieldwork')
  if (refusal !== undefined) return refuse(refusal)
  const { departments, replied } = roundOf(state)
  const { department } = request
  if (!departments.includes(department) || replied.includes(department)) {
    return refuse({ code: 'case-check-not-asked', department })
  }
  if (saysOfStrangers(state, request.facts)) return refuse({ code: 'case-fact-of-strangers' })
  return record({ type: 'check-replied', department, finding: request.finding, note: request.note })
}

/**
 * Puts the opinion up: the day after is day 1, and it may come down after the last full day.
 *
 * @law 民发〔2021〕57号第十九条；民发〔2022〕83号
 */
export function postNotice(state: CaseState, version: number, facts: Facts): Decided {
  const refusal = notAt(state, version, 'notice')
  if (refusal !== undefined) return refuse(refusal)
  if (roundOf(state).notice !== null) {
    return refuse({ code: 'case-not-at-this-step', step: state.step, status: state.status })
  }
  return record({ type: 'notice-posted', closesAfter: addDays(facts.today, facts.standards.noticeDays) })
}

export function closeNotice(state: CaseState, version: number, facts: Facts): Decided {
  const objection = state.round?.objections.find(({ open }) => open)
  if (state.step === 'objection' && objection !== undefined) {
    return refuse({ code: 'case-objection-unanswered', number: objection.number })
  }
  const refusal = notAt(state, version, 'notice')
  if (refusal !== undefined) return refuse(refusal)
  const { notice } = roundOf(state)
  if (notice === null) return refuse({ code: 'case-not-at-this-step', step: state.step, status: state.status })
  if (facts.today <= notice.closesAfter) {
    return refuse({ code: 'case-notice-still-running', closesAfter: notice.closesAfter })
  }
  return record({ type: 'notice-closed' })
}

/** Whoever objects to what is put up, or complains under their name, is answered. @law 民发〔2021〕57号第十九条、第三十七条 */
export function takeObjection(state: CaseState, request: CaseBody<'objection'>): Decided {
  const { round } = state
  if (round === null || round.decided !== null || round.acceptedOn === null) {
    return refuse({ code: 'case-not-at-this-step', step: state.step, status: state.status })
  }
  if (state.version !== request.version) return refuse({ code: 'case-changed-meanwhile' })
  if (request.kind === 'notice' && (round.notice === null || round.notice.closed)) {
    return refuse({ code: 'case-not-at-this-step', step: state.step, status: state.status })
  }
  const number = round.objections.length + 1
  return record({ type: 'objected', number, kind: request.kind, by: request.by.trim(), text: request.text.trim() })
}

export function answerObjection(state: CaseState, request: CaseBody<'answer-objection'>): Decided {
  const refusal = notAt(state, request.version, 'objection')
  if (refusal !== undefined) return refuse(refusal)
  const { number } = request
  if (!roundOf(state).objections.some((of) => of.number === number && of.open)) {
    return refuse({ code: 'case-objection-unknown', number })
  }
  return record({ type: 'objection-answered', number, upheld: request.upheld, text: request.text.trim() })
}

/** The county's own visit: near relatives of staff, complaints, and the sample. @law 民发〔2021〕57号第二十条 */
export function recordVisit(state: CaseState, request: CaseBody<'visit'>, facts: Facts): Decided {
  const refusal = notAt(state, request.version, 'visit')
  if (refusal !== undefined) return refuse(refusal)
  const on = dayWithin(request.on, roundOf(state).openedOn, facts.today)
  if (typeof on !== 'string') return refuse(on)
  return record({ type: 'visited', on, visitors: request.visitors, finding: request.finding.trim() })
}

/** Hears the household before anything is taken away. @law 《社会救助法》第四十八条 */
export function recordHearing(state: CaseState, request: CaseBody<'hearing'>, facts: Facts): Decided {
  const refusal = notAt(state, request.version, 'hearing')
  if (refusal !== undefined) return refuse(refusal)
  const on = dayWithin(request.on, roundOf(state).openedOn, facts.today)
  if (typeof on !== 'string') return refuse(on)
  const { signatures } = request
  return record({ type: 'heard', on, heard: request.heard.trim(), statement: request.statement.trim(), signatures })
}

/** Stops the clock on a lawful ground; it runs on from where it stood. */
export function pauseClock(state: CaseState, request: CaseBody<'pause'>): Decided {
  const refusal = refuseUnlessRunning(state, request.version)
  if (refusal !== undefined) return refuse(refusal)
  if (roundOf(state).pausedOn !== null) return refuse({ code: 'case-already-paused' })
  return record({ type: 'paused', ground: request.ground, reason: request.reason.trim() })
}

export function resumeClock(state: CaseState, version: number, facts: Facts): Decided {
  const refusal = refuseUnlessRunning(state, version)
  if (refusal !== undefined) return refuse(refusal)
  const { pausedOn } = roundOf(state)
  if (pausedOn === null) return refuse({ code: 'case-not-paused' })
  return record({ type: 'resumed', workingDays: workingDaysBetween(facts.calendar, pausedOn, facts.today) })
}

export function takeSpecialTime(state: CaseState, request: CaseBody<'special'>): Decided {
  const refusal = refuseUnlessRunning(state, request.version)
  if (refusal !== undefined) return refuse(refusal)
  return record({ type: 'special-time-taken', ground: request.ground, reason: request.reason.trim() })
}

function refuseUnlessRunning(state: CaseState, version: number): AssistanceRefusal | undefined {
  if (state.round === null || state.round.acceptedOn === null || state.round.decided !== null) {
    return { code: 'case-not-at-this-step', step: state.step, status: state.status }
  }
  return state.version === version ? undefined : { code: 'case-changed-meanwhile' }
}

/** The decision has reached the household; from then on it may be appealed. @law 民发〔2021〕57号第二十一条 */
export function deliverLetter(state: CaseState, request: CaseBody<'letter'>, facts: Facts): Decided {
  const refusal = notAt(state, request.version, 'letter')
  if (refusal !== undefined) return refuse(refusal)
  const on = dayWithin(request.on, roundOf(state).decided?.on ?? facts.today, facts.today)
  if (typeof on !== 'string') return refuse(on)
  return record({ type: 'letter-delivered', on, how: request.how })
}
