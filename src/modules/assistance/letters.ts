import {
  checkFindingNames,
  departmentNames,
  letterWords,
  outcomeNames,
  paperNames,
  remedyBodies,
  stopNames,
} from '#messages/assistance'
import type { LetterContent, LetterOf, Remedies } from '#contracts/notice'
import { addMonths, type Day } from '#kernel/day'
import { fen, formatYuan } from '#kernel/fen'
import { deadlineAfter, type WorkCalendar } from '#kernel/working-days'
import type { NewLetter } from '#modules/notice'
import { totalClock } from './clock.ts'
import {
  type Amounts,
  type CaseEvent,
  type CaseEventOf,
  type CaseState,
  noAmounts,
  type Proposal,
  publicNameOf,
  totalOf,
} from './model.ts'
import { isAdverse, isOneOff, isRecognition, needsAuthorisation, papersOf, type Standards } from './procedure.ts'
import type { Moved } from './store.ts'

/** What letters say besides what has happened. */
export interface LetterMeans {
  readonly today: Day
  readonly standards: Standards
  readonly calendar: WorkCalendar
  readonly countyName: string
}

/** How many reasons a letter gives: what was decided and what it rests on; the whole chain is in the file. */
const mostReasons = 12

const shown = (amounts: Amounts): { basic: string; uplift: string; care: string } => ({
  basic: formatYuan(fen(BigInt(amounts.basic))),
  uplift: formatYuan(fen(BigInt(amounts.uplift))),
  care: formatYuan(fen(BigInt(amounts.care))),
})

function remediesOf({ standards, countyName }: LetterMeans): Remedies {
  return {
    reconsiderationDays: standards.reviewDays,
    reconsiderationBody: remedyBodies.reconsideration(countyName),
    litigationMonths: standards.litigationMonths,
    court: remedyBodies.court(countyName),
  }
}

function reasonsOf(move: Moved, more: readonly (string | null)[]): { text: string; article: string | null }[] {
  const own = more.filter((text) => text !== null).map((text) => ({ text, article: null }))
  return [...own, ...(move.assessment?.reasons ?? []).slice(0, mostReasons)]
}

function missingPapers(state: CaseState): string[] {
  const { round } = state
  if (round === null) return []
  const names = state.members.filter(({ personId }) => round.unsigned.includes(personId)).map(({ name }) => name)
  return [
    ...round.missing.map((paper) => paperNames[paper]),
    ...(names.length === 0 ? [] : [letterWords.unsigned(names)]),
  ]
}

function missing(move: Moved): readonly LetterContent[] {
  const all = missingPapers(move.after)
  const { programme } = move.after
  return all.length === 0 ? [] : [{ kind: 'missing-papers', programme, missing: all, bringBy: null, hotline: null }]
}

type Writer<T extends CaseEvent['type']> = (
  event: CaseEventOf<T>,
  move: Moved,
  means: LetterMeans,
) => readonly LetterContent[]

/** The promise of truth and the leave to ask departments, for each adult to sign. @law 民发〔2021〕57号第九条 */
const promise: Writer<'opened'> = (event, _move, means) => {
  const adults = event.members.filter(({ adult }) => adult).map(({ name }) => name)
  if (!needsAuthorisation(event.programme) || adults.length === 0) return []
  return [
    {
      kind: 'promise',
      programme: event.programme,
      adults,
      scope: Object.values(departmentNames),
      validUntil: addMonths(means.today, means.standards.checkValidity),
      signatures: [],
    },
  ]
}

const acceptance: Writer<'accepted'> = (_event, move, means) => [
  {
    kind: 'acceptance',
    programme: move.after.programme,
    acceptedOn: means.today,
    dueOn: totalClock(move.after, means.standards, means.calendar)?.dueOn ?? null,
    papers: papersOf[move.after.programme]
      .filter((paper) => move.after.round?.missing.includes(paper) !== true)
      .map((paper) => paperNames[paper]),
    hotline: null,
  },
]

const surveyForm: Writer<'surveyed'> = (event, { after }) => [
  {
    kind: 'survey-form',
    programme: after.programme,
    surveyedOn: event.on,
    team: [...event.surveyors],
    present: event.present,
    findings: [
      { label: letterWords.method, value: methodName(event.method) },
      ...event.stated.map(({ fact, value }) => ({ label: fact, value })),
      { label: letterWords.conclusion, value: event.conclusion },
    ],
    neighbours: [],
    signatures: event.signatures.map(({ name, path }) => ({
      name,
      role: name === event.present ? letterWords.present : letterWords.surveyor,
      path: path === '' ? null : path,
    })),
  },
]

function methodName(method: string): string {
  const { methods } = letterWords
  return method in methods ? methods[method as keyof typeof methods] : method
}

/** A department that knows something: the household is told what, so that it can object. */
const checkResult: Writer<'check-replied'> = (event, { after }, means) =>
  event.finding !== 'found'
    ? []
    : [
        {
          kind: 'check-result',
          programme: after.programme,
          checkedOn: means.today,
          items: [
            {
              source: departmentNames[event.department],
              result: `${checkFindingNames[event.finding]}：${event.note}`,
            },
          ],
          objectBy: null,
        },
      ]

const opinion: Writer<'opinion-given'> = (event, move, means) => {
  const { after } = move
  const { proposal, deviation } = event
  const yes = proposal.outcome !== 'refuse' && proposal.outcome !== 'stop'
  const paid = yes && !isRecognition(after.programme)
  const letter: LetterContent = {
    kind: 'opinion',
    programme: after.programme,
    proposed: yes ? 'yes' : 'no',
    householdSize: proposal.members.length,
    amounts: paid ? shown(proposal.amounts) : null,
    findings: [{ label: letterWords.conclusion, value: outcomeNames[proposal.outcome] }],
    reasons: reasonsOf(move, [deviation === null ? null : letterWords.deviation(deviation)]),
  }
  return [letter, ...hearingNotice(move, means, { proposal, deviation })]
}

/** What is intended and why, before anything is taken away, whoever intends it. @law 《社会救助法》第四十八条 */
function hearingNotice(
  move: Moved,
  means: LetterMeans,
  of: { readonly proposal: Proposal; readonly deviation: string | null },
): readonly LetterContent[] {
  const { after } = move
  const { proposal, deviation } = of
  if (after.round === null || !isAdverse(after, after.round) || after.step !== 'hearing') return []
  const answer = deadlineAfter(means.calendar, means.today, means.standards.hearingAnswer)
  return [
    {
      kind: 'hearing',
      programme: after.programme,
      intended: proposal.outcome === 'change' ? 'reduce' : 'stop',
      reasons: reasonsOf(move, [deviation === null ? null : letterWords.deviation(deviation), stopReason(proposal)]),
      part: { stage: 'notice', answerBy: answer.ok ? answer.deadline.dueOn : means.today },
    },
  ]
}

/** What is proposed at present: what the county would do otherwise stands before the opinion. */
function proposedIn({ round }: CaseState): Proposal | undefined {
  return (round?.deviation ?? round?.opinion)?.proposal
}

function stopReason(proposal: { readonly ground?: keyof typeof stopNames; readonly outcome: string }): string | null {
  if (proposal.ground !== undefined) return letterWords.stopped(stopNames[proposal.ground])
  return outcomeNames[proposal.outcome as keyof typeof outcomeNames]
}

const heard: Writer<'heard'> = (event, { after }) => [
  {
    kind: 'hearing',
    programme: after.programme,
    intended: proposedIn(after)?.outcome === 'change' ? 'reduce' : 'stop',
    reasons: [{ text: outcomeNames[proposedIn(after)?.outcome ?? 'stop'], article: null }],
    part: {
      stage: 'record',
      heardOn: event.on,
      said: `${letterWords.heard}${event.heard}：${event.statement}`,
      signatures: event.signatures.map(({ name, path }) => ({ name, role: letterWords.heard, path })),
    },
  },
]

const notice: Writer<'notice-posted'> = (event, { after }, means) => [
  {
    kind: 'public-notice',
    programme: after.programme,
    applicantName: publicNameOf(after),
    householdSize: Math.max(1, proposedIn(after)?.members.length ?? 1),
    proposed: formatYuan(totalOf(proposedIn(after)?.amounts ?? noAmounts)),
    postedOn: means.today,
    closesAfter: event.closesAfter,
    hotline: null,
  },
]

const decision: Writer<'decided'> = (event, move, means) => {
  const { before, after } = move
  const { proposal, deviation, from, until } = event
  const remedies = remediesOf(means)
  const about = { programme: after.programme }
  const reasons = reasonsOf(move, [deviation === null ? null : letterWords.deviation(deviation)])
  const some = reasonsOf(move, [deviation === null ? null : letterWords.deviation(deviation), stopReason(proposal)])
  switch (proposal.outcome) {
    case 'grant': {
      const paid = !isRecognition(after.programme)
      const letter: LetterOf<'decision'> = {
        ...about,
        kind: 'decision',
        amounts: paid ? shown(proposal.amounts) : null,
        paid: isOneOff(after.programme) ? 'once' : 'monthly',
        from: paid ? from : null,
        members: Math.max(1, proposal.members.length),
        until,
        reasons,
        remedies,
      }
      return [letter]
    }
    case 'refuse':
      return [{ ...about, kind: 'refusal', reasons: some, remedies }]
    case 'change': {
      const earlier = shown(before?.grant?.amounts ?? noAmounts)
      return [
        { ...about, kind: 'change', before: earlier, after: shown(proposal.amounts), from, reasons: some, remedies },
      ]
    }
    case 'stop':
      return [{ ...about, kind: 'stop', from, reasons: some, remedies }]
    case 'grace':
      return until === null
        ? []
        : [{ ...about, kind: 'grace', from, until, amounts: shown(proposal.amounts), reasons: some, remedies }]
    case 'keep':
      return []
  }
}

const appealAnswer: Writer<'appeal-decided'> = (event, move, means) => [
  {
    kind: 'appeal-answer',
    programme: move.after.programme,
    complaint: letterWords.decidedBefore,
    receivedOn: move.before?.stepSince ?? means.today,
    answer: event.text,
    reasons: [],
    remedies: remediesOf(means),
  },
]

/** The applicant; after a death whoever is left, or else the household of the dead. */
function addresseeOf({ before, after }: Moved): string {
  return publicOrOwnName(after) || (before === undefined ? '' : publicOrOwnName(before))
}

function publicOrOwnName(state: CaseState): string {
  return state.members.find(({ personId }) => personId === state.applicantId)?.name ?? publicNameOf(state)
}

function contentsOf(event: CaseEvent, move: Moved, means: LetterMeans): readonly LetterContent[] {
  switch (event.type) {
    case 'opened':
      return [...promise(event, move, means), ...missing(move)]
    case 'papers-supplied':
      return missing(move)
    case 'accepted':
      return acceptance(event, move, means)
    case 'surveyed':
      return surveyForm(event, move, means)
    case 'check-replied':
      return checkResult(event, move, means)
    case 'opinion-given':
      return opinion(event, move, means)
    case 'heard':
      return heard(event, move, means)
    case 'notice-posted':
      return notice(event, move, means)
    case 'decided':
      return decision(event, move, means)
    case 'appeal-decided':
      return appealAnswer(event, move, means)
    case 'deviation-proposed':
      return hearingNotice(move, means, { proposal: event.proposal, deviation: event.reason })
    case 'matter-resolved':
      return event.proposal === null
        ? []
        : hearingNotice(move, means, { proposal: event.proposal, deviation: event.minutes })
    case 'appealed':
    case 'check-requested':
    case 'ended':
    case 'letter-delivered':
    case 'matter-raised':
    case 'notice-closed':
    case 'objected':
    case 'objection-answered':
    case 'paused':
    case 'resumed':
    case 'round-opened':
    case 'sent-back':
    case 'special-time-taken':
    case 'taken-over':
    case 'visited':
    case 'withdrawn':
      return []
  }
}

/** The letters that what has just happened calls for. */
export function lettersFor(move: Moved, means: LetterMeans): NewLetter[] {
  const { of, after } = move
  return move.happened.flatMap((event) =>
    contentsOf(event, move, means).map((content) => ({
      division: of.division,
      householdId: after.householdId,
      caseId: of.id,
      addressee: addresseeOf(move),
      issuedOn: means.today,
      content,
      ...(after.round?.delegated === true ? { issuer: 'township' as const } : {}),
    })),
  )
}
