import type { CaseAction, CaseBody } from '#contracts/assistance'
import type { Permission } from '#contracts/officer'
import { type Day, parseDay } from '#kernel/day'
import type { StatedFact } from '#modules/exchange'
import { openRound, supplyPapers, withdraw } from './decide-intake.ts'
import {
  confirmDeviation,
  decideAppeal,
  decideCase,
  type Finding,
  giveOpinion,
  lodgeAppeal,
  raiseMatter,
  resolveMatter,
  sendBack,
} from './decide-outcome.ts'
import {
  answerObjection,
  closeNotice,
  type Decided,
  deliverLetter,
  type Facts,
  pauseClock,
  postNotice,
  recordHearing,
  recordSurvey,
  recordVisit,
  replyCheck,
  requestCheck,
  resumeClock,
  takeObjection,
  takeSpecialTime,
} from './decide-work.ts'
import type { HouseholdKnown } from './intake-store.ts'
import type { CaseState } from './model.ts'

/** What an action needs to be decided: the case, the request, the facts, and what the policies say where they are asked. */
export interface Deed<A extends CaseAction> {
  readonly permission: Permission
  /** Whether the policies are asked afresh. */
  readonly asks?: boolean
  /** Whether the register is asked who lives in the household. */
  readonly looksUp?: boolean
  readonly decide: (of: {
    readonly state: CaseState
    readonly request: CaseBody<A>
    readonly facts: Facts
    readonly finding: Finding
    readonly household: HouseholdKnown
  }) => Decided
  /** What the officer states with it, to be recorded as facts. */
  readonly states?: (request: CaseBody<A>, today: Day) => readonly StatedFact[]
}

function stated(of: CaseBody<'survey'>['facts'], on: Day): StatedFact[] {
  return of.map(({ subject, subjectId, fact, value, instance }) => ({
    subject,
    subjectId,
    fact,
    value,
    validFrom: on,
    ...(instance === undefined ? {} : { instance }),
  }))
}

type Deeds = { readonly [A in CaseAction]: Deed<A> }

export const deeds: Deeds = {
  papers: {
    permission: 'case:open',
    looksUp: true,
    decide: ({ state, request, facts: of, household }) => supplyPapers(state, request, { ...of, ...household }),
  },
  survey: {
    permission: 'case:survey',
    decide: ({ state, request, facts: of }) => recordSurvey(state, request, of),
    states: (request, today) => stated(request.facts, today),
  },
  'request-check': { permission: 'case:handle', decide: ({ state, request }) => requestCheck(state, request) },
  'reply-check': {
    permission: 'case:check',
    decide: ({ state, request }) => replyCheck(state, request),
    states: (request, today) => stated(request.facts, today),
  },
  opinion: {
    permission: 'case:handle',
    asks: true,
    decide: ({ state, request, finding, facts: of }) => giveOpinion(state, request, finding, of),
  },
  notice: {
    permission: 'case:handle',
    decide: ({ state, request, facts: of }) => postNotice(state, request.version, of),
  },
  'close-notice': {
    permission: 'case:handle',
    decide: ({ state, request, facts: of }) => closeNotice(state, request.version, of),
  },
  objection: { permission: 'case:handle', decide: ({ state, request }) => takeObjection(state, request) },
  'answer-objection': { permission: 'case:handle', decide: ({ state, request }) => answerObjection(state, request) },
  visit: { permission: 'case:check', decide: ({ state, request, facts: of }) => recordVisit(state, request, of) },
  hearing: { permission: 'case:handle', decide: ({ state, request, facts: of }) => recordHearing(state, request, of) },
  decision: {
    permission: 'case:decide',
    asks: true,
    decide: ({ state, request, finding, facts: of }) => decideCase(state, request, finding, of),
  },
  'send-back': { permission: 'case:decide', decide: ({ state, request, facts: of }) => sendBack(state, request, of) },
  confirm: {
    permission: 'case:confirm',
    asks: true,
    decide: ({ state, request, finding, facts: of }) => confirmDeviation(state, request, finding, of),
  },
  letter: { permission: 'case:handle', decide: ({ state, request, facts: of }) => deliverLetter(state, request, of) },
  pause: { permission: 'case:handle', decide: ({ state, request }) => pauseClock(state, request) },
  resume: {
    permission: 'case:handle',
    decide: ({ state, request, facts: of }) => resumeClock(state, request.version, of),
  },
  special: { permission: 'case:handle', decide: ({ state, request }) => takeSpecialTime(state, request) },
  round: {
    permission: 'case:handle',
    looksUp: true,
    decide: ({ state, request, facts: of, household }) => openRound(state, request, { ...of, ...household }),
    states: (request) => {
      const { personId, on = '' } = request
      const day = parseDay(on)
      if (request.round !== 'death' || personId === undefined || day === undefined) return []
      return [{ subject: 'person', subjectId: personId, fact: 'deathDay', value: on, validFrom: day }]
    },
  },
  'raise-matter': { permission: 'case:decide', decide: ({ state, request }) => raiseMatter(state, request) },
  'resolve-matter': {
    permission: 'case:confirm',
    asks: true,
    decide: ({ state, request, finding, facts: of }) => resolveMatter(state, request, finding, of),
  },
  appeal: { permission: 'case:open', decide: ({ state, request, facts: of }) => lodgeAppeal(state, request, of) },
  'decide-appeal': {
    permission: 'case:review',
    decide: ({ state, request, facts: of }) => decideAppeal(state, request, of),
  },
  withdraw: { permission: 'case:open', decide: ({ state, request }) => withdraw(state, request) },
}

/** What somebody must be allowed to, to do it. */
export function permissionOfDeed(action: CaseAction): Permission {
  return deeds[action].permission
}
