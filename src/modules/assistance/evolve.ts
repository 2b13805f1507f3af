import { type CaseState, type Happened, noAmounts, type Proposal, type RoundState } from './model.ts'
import { isOneOff, isRecognition, stepOf } from './procedure.ts'

const newRound: Omit<RoundState, 'round' | 'openedOn'> = {
  acceptedOn: null,
  missing: [],
  unsigned: [],
  sampled: false,
  recognised: false,
  delegated: false,
  special: false,
  pausedOn: null,
  pausedWorkingDays: 0,
  surveyedOn: null,
  checkRequestedOn: null,
  departments: [],
  replied: [],
  opinion: null,
  notice: null,
  objections: [],
  visitAsked: false,
  visited: false,
  heard: null,
  deviation: null,
  matter: null,
  decided: null,
  delivered: false,
  barred: [],
  death: null,
  since: null,
}

/** A case as its first event makes it. */
function begin(event: Happened): CaseState {
  const common = {
    nearRelative: false,
    asked: null,
    validUntil: null,
    adverse: null,
    appeal: null,
    posted: false,
    tookPart: [],
    version: event.seq,
    stepSince: event.day,
    stepPaused: 0,
    step: 'none',
  } as const
  if (event.type === 'opened') {
    return {
      ...common,
      programme: event.programme,
      householdId: event.householdId,
      applicantId: event.applicantId,
      members: event.members,
      status: 'papers',
      nearRelative: event.nearRelatives.length > 0,
      asked: event.asked,
      round: {
        ...newRound,
        round: 'application',
        openedOn: event.day,
        missing: event.missing,
        unsigned: event.unsigned,
      },
      grant: null,
      recheckDueOn: null,
    }
  }
  if (event.type === 'taken-over') {
    // What was paid before this system is paid on, from the month in which it is taken over.
    const month = event.since.slice(0, 7)
    return {
      ...common,
      programme: event.programme,
      householdId: event.householdId,
      applicantId: event.applicantId,
      members: event.members,
      status: 'active',
      posted: true,
      round: null,
      // A day's first seven characters are its month.
      grant: { amounts: event.amounts, from: month as NonNullable<CaseState['grant']>['from'], until: null },
      recheckDueOn: event.recheckDueOn,
    }
  }
  throw new Error(`A case does not begin with ${event.type}`)
}

const statusAfter: Readonly<Record<Proposal['outcome'], CaseState['status']>> = {
  grant: 'active',
  keep: 'active',
  change: 'active',
  grace: 'grace',
  refuse: 'refused',
  stop: 'stopped',
}

function decide(state: CaseState, round: RoundState, event: Extract<Happened, { type: 'decided' }>): CaseState {
  const { outcome, amounts } = event.proposal
  const adverse = outcome === 'refuse' || outcome === 'stop' || outcome === 'grace' || outcome === 'change'
  const paid = outcome === 'grant' || outcome === 'change'
  const grant = paid
    ? { amounts, from: event.from, until: event.until }
    : outcome === 'grace' && state.grant !== null
      ? { ...state.grant, until: event.until }
      : outcome === 'stop' || outcome === 'refuse'
        ? null
        : state.grant
  return {
    ...state,
    status: statusOf(state, outcome),
    grant: isRecognition(state.programme) && grant !== null ? { ...grant, amounts: noAmounts } : grant,
    members: state.members.filter(
      ({ personId }) => personId !== round.death?.personId || event.proposal.members.includes(personId),
    ),
    recheckDueOn: event.recheckDueOn,
    validUntil: event.validUntil,
    adverse: adverse ? { on: event.day, from: event.from, deliveredOn: null } : state.adverse,
    tookPart: withOfficer(state.tookPart, event.officerId),
    // What stays as it was needs no letter.
    round: outcome === 'keep' ? null : { ...round, pausedOn: null, decided: { outcome, on: event.day } },
  }
}

function withOfficer(all: readonly string[], officerId: string | null): readonly string[] {
  return officerId === null || all.includes(officerId) ? all : [...all, officerId]
}

/** Aid by need is given and done with; who is kept in a grace stays in it. */
function statusOf(state: CaseState, outcome: Proposal['outcome']): CaseState['status'] {
  if (outcome === 'grant' && isOneOff(state.programme)) return 'closed'
  return outcome === 'keep' ? state.status : statusAfter[outcome]
}

/** An opinion that is no more takes with it what was done about it. */
const noOpinion = { opinion: null, notice: null, heard: null, deviation: null, matter: null } as const

/** What has to be done again when an objection is right. */
function reopen(round: RoundState): RoundState {
  return { ...round, ...noOpinion, surveyedOn: null, visitAsked: true, visited: false }
}

function inRound(round: RoundState, event: Happened): RoundState {
  switch (event.type) {
    case 'papers-supplied':
      return { ...round, missing: event.missing, unsigned: event.unsigned }
    case 'accepted':
      return {
        ...round,
        acceptedOn: event.day,
        sampled: event.sampled,
        recognised: event.recognised,
        delegated: event.delegated,
      }
    case 'special-time-taken':
      return { ...round, special: true }
    case 'surveyed':
      return { ...round, surveyedOn: event.day }
    case 'check-requested':
      return { ...round, checkRequestedOn: event.day, departments: event.departments }
    case 'check-replied':
      return { ...round, replied: [...round.replied, event.department] }
    case 'opinion-given':
      return { ...round, opinion: { proposal: event.proposal, by: event.officerId, deviation: event.deviation } }
    case 'notice-posted':
      return { ...round, notice: { closesAfter: event.closesAfter, closed: false } }
    case 'notice-closed':
      return { ...round, notice: round.notice === null ? null : { ...round.notice, closed: true } }
    case 'objected':
      return {
        ...round,
        special: round.special || event.kind === 'notice',
        visitAsked: round.visitAsked || event.kind === 'complaint',
        visited: round.visited && event.kind !== 'complaint',
        objections: [...round.objections, { number: event.number, kind: event.kind, open: true }],
      }
    case 'objection-answered': {
      const objections = round.objections.map((of) => (of.number === event.number ? { ...of, open: false } : of))
      return event.upheld ? reopen({ ...round, objections }) : { ...round, objections }
    }
    case 'visited':
      return { ...round, visited: true }
    case 'heard':
      return { ...round, heard: (round.deviation ?? round.opinion)?.proposal ?? null }
    case 'deviation-proposed':
      return {
        ...round,
        deviation: { proposal: event.proposal, findingId: event.findingId, reason: event.reason, by: event.officerId },
      }
    case 'sent-back':
      return round.deviation === null ? { ...round, ...noOpinion } : { ...round, deviation: null }
    case 'paused':
      return { ...round, pausedOn: event.day }
    case 'resumed':
      return { ...round, pausedOn: null, pausedWorkingDays: round.pausedWorkingDays + event.workingDays }
    case 'matter-raised':
      return { ...round, matter: 'raised' }
    case 'matter-resolved': {
      const matter = event.approved ? 'approved' : null
      if (event.proposal === null) return { ...round, matter }
      // What the meeting says is a new opinion: it is put up and heard like any other.
      const opinion = { proposal: event.proposal, by: event.officerId, deviation: event.minutes }
      return { ...round, ...noOpinion, matter, opinion }
    }
    case 'appeal-decided':
    case 'appealed':
    case 'decided':
    case 'ended':
    case 'letter-delivered':
    case 'opened':
    case 'round-opened':
    case 'taken-over':
    case 'withdrawn':
      return round
  }
}

function openRound(state: CaseState, event: Extract<Happened, { type: 'round-opened' }>): CaseState {
  const death = event.personId === null || event.on === null ? null : { personId: event.personId, on: event.on }
  return {
    ...state,
    // Where nobody is left, those who were there are still written to.
    members: event.members.length > 0 ? event.members : state.members,
    round: {
      ...newRound,
      round: event.round,
      openedOn: event.day,
      acceptedOn: event.day,
      unsigned: event.unsigned ?? [],
      delegated: event.delegated,
      death,
      since: event.since,
    },
  }
}

/** Decided anew by others; what was known of a death in a round that ran meanwhile is not lost. */
function appealRound(state: CaseState, event: Extract<Happened, { type: 'appeal-decided' }>): RoundState {
  return {
    ...newRound,
    round: 'appeal',
    openedOn: event.day,
    acceptedOn: event.day,
    since: event.since,
    death: state.round?.death ?? null,
    barred: state.tookPart,
  }
}

/** With the letter a round is over, but for papers that were put off. */
function afterLetter(round: RoundState | null): RoundState | null {
  return round !== null && round.missing.length > 0 ? { ...round, delivered: true } : null
}

function step(state: CaseState, event: Happened): CaseState {
  const { round } = state
  switch (event.type) {
    case 'round-opened':
      return openRound(state, event)
    case 'appealed':
      return { ...state, appeal: 'pending' }
    case 'appeal-decided':
      return {
        ...state,
        appeal: null,
        status: event.upheld && state.grant === null ? 'open' : state.status,
        adverse: event.upheld ? null : state.adverse,
        round: event.upheld ? appealRound(state, event) : state.round,
      }
    case 'ended':
      return { ...state, status: event.reason === 'grace-over' ? 'stopped' : 'closed', grant: null, recheckDueOn: null }
    case 'withdrawn':
      return { ...state, status: 'withdrawn', round: null }
    case 'letter-delivered': {
      const adverse = state.adverse === null ? null : { ...state.adverse, deliveredOn: event.on }
      return { ...state, round: afterLetter(round), adverse }
    }
    case 'decided':
      return round === null ? state : decide(state, round, event)
    case 'accepted':
    case 'check-replied':
    case 'check-requested':
    case 'deviation-proposed':
    case 'heard':
    case 'matter-raised':
    case 'matter-resolved':
    case 'notice-closed':
    case 'notice-posted':
    case 'objected':
    case 'objection-answered':
    case 'opened':
    case 'opinion-given':
    case 'papers-supplied':
    case 'paused':
    case 'resumed':
    case 'sent-back':
    case 'special-time-taken':
    case 'surveyed':
    case 'taken-over':
    case 'visited':
      break
  }
  if (round === null) return state
  const status = event.type === 'accepted' ? 'open' : state.status
  const handled =
    event.type === 'opinion-given' || event.type === 'deviation-proposed' || event.type === 'matter-resolved'
  const tookPart = handled ? withOfficer(state.tookPart, event.officerId) : state.tookPart
  const after = inRound(round, event)
  return {
    ...state,
    status,
    tookPart,
    posted: state.posted || event.type === 'notice-closed',
    round: after.delivered && after.missing.length === 0 ? null : after,
  }
}

/** One time for all that the county does before it has decided. @law 民发〔2021〕57号第二十条 */
const atCounty: ReadonlySet<CaseState['step']> = new Set<CaseState['step']>(['visit', 'decision', 'confirmation'])

/** The case after one more event. */
export function evolve(state: CaseState | undefined, event: Happened): CaseState {
  const after = state === undefined ? begin(event) : step(state, event)
  const next = stepOf(after)
  const goesOn = state !== undefined && (next === state.step || (atCounty.has(next) && atCounty.has(state.step)))
  const moved = !goesOn || event.type === 'round-opened'
  const stood = event.type === 'resumed' ? event.workingDays : 0
  return {
    ...after,
    version: event.seq,
    step: next,
    stepSince: moved ? event.day : after.stepSince,
    stepPaused: moved ? 0 : after.stepPaused + stood,
  }
}

/** A case from all its events, in their order. */
export function replayCase(events: readonly Happened[]): CaseState {
  const state = events.reduce<CaseState | undefined>(evolve, undefined)
  if (state === undefined) throw new Error('A case without events')
  return state
}
