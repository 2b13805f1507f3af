import type { CaseAction, CaseDetail, Step } from '#contracts/assistance'
import { type Actor, type Permission, permissionsOf } from '#contracts/officer'
import { stepNames, standardNames } from '#messages/assistance'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { formatYuan } from '#kernel/fen'
import type { WorkCalendar } from '#kernel/working-days'
import { selectCases, toRows } from './case-rows.ts'
import { type Clock, colourOf, stepClock, totalClock } from './clock.ts'
import { permissionOfDeed } from './deeds.ts'
import { appealUntil } from './decide-outcome.ts'
import { eventText, yuan } from './event-text.zh.ts'
import { replayCase } from './evolve.ts'
import { type Amounts, type CaseState, type Happened, type Proposal, totalOf } from './model.ts'
import { procedureOf, type Standards } from './procedure.ts'
import { toEvent } from './store.ts'
import { eventNames } from '#messages/assistance'

interface Reader {
  readonly actor: Actor
  readonly today: Day
  readonly calendar: WorkCalendar
  readonly standards: (division: string) => Standards
}

/** What can be done at a step, by whoever may; the command itself decides again. */
const actionsAt: Readonly<Record<Step, readonly CaseAction[]>> = {
  papers: ['papers', 'withdraw'],
  fieldwork: ['survey', 'request-check', 'reply-check', 'withdraw'],
  survey: ['survey', 'withdraw'],
  check: ['request-check', 'reply-check', 'withdraw'],
  opinion: ['opinion', 'raise-matter', 'resolve-matter', 'withdraw'],
  notice: ['notice', 'close-notice', 'objection', 'withdraw'],
  objection: ['answer-objection'],
  visit: ['visit', 'raise-matter', 'resolve-matter'],
  hearing: ['hearing'],
  decision: ['decision', 'send-back', 'raise-matter', 'resolve-matter'],
  confirmation: ['confirm', 'send-back'],
  letter: ['letter'],
  review: ['decide-appeal'],
  none: [],
}

function nextActions(state: CaseState, actor: Actor): CaseAction[] {
  const { round } = state
  const may = (action: CaseAction): boolean => {
    const permission: Permission = permissionOfDeed(action)
    return permissionsOf[actor.role].includes(permission)
  }
  const running = round !== null && round.acceptedOn !== null && round.decided === null
  const all: readonly (readonly [CaseAction, boolean])[] = [
    ...actionsAt[state.step].map((action) => [action, true] as const),
    ['objection', running && state.step !== 'objection' && state.step !== 'notice'],
    ['pause', running && round.pausedOn === null],
    ['resume', running && round.pausedOn !== null],
    ['special', running && !round.special],
    ['papers', state.step !== 'papers' && round !== null && (round.missing.length > 0 || round.unsigned.length > 0)],
    ['round', round === null && state.appeal === null && (state.status === 'active' || state.status === 'grace')],
    ['appeal', state.adverse !== null && state.appeal === null],
  ]
  const fits: Readonly<Partial<Record<CaseAction, boolean>>> = {
    notice: round?.notice === null,
    'close-notice': round?.notice?.closed === false,
    'request-check': round?.checkRequestedOn === null,
    'reply-check': round?.checkRequestedOn !== null,
    'raise-matter': round?.matter === null,
    'resolve-matter': round?.matter === 'raised',
    withdraw: state.status === 'papers' || state.status === 'open',
    decision: actor.role !== 'township-clerk' || round?.delegated === true,
    'send-back': actor.role !== 'township-clerk' || round?.delegated === true,
  }
  return all.filter(([action, now]) => now && may(action) && (fits[action] ?? true)).map(([action]) => action)
}

function shownClock(name: string, clock: Clock | undefined, paused: boolean, today: Day): CaseDetail['clocks'] {
  if (clock === undefined) return []
  const { arithmetic } = clock
  return [
    {
      name,
      countedFrom: arithmetic?.countedFrom ?? null,
      days: arithmetic?.workingDays ?? null,
      dueOn: clock.dueOn,
      colour: colourOf(clock, paused, today),
      holidaysSkipped: [...(arithmetic?.holidaysSkipped ?? [])],
      makeUpDays: [...(arithmetic?.makeUpDays ?? [])],
      provisional: clock.provisional,
      pausedWorkingDays: clock.pausedWorkingDays,
    },
  ]
}

function amountsShown(amounts: Amounts): NonNullable<CaseDetail['grant']>['amounts'] {
  return {
    basic: yuan(amounts.basic),
    uplift: yuan(amounts.uplift),
    care: yuan(amounts.care),
    total: formatYuan(totalOf(amounts)),
  }
}

function shownProposal(
  proposal: Proposal,
  of: { readonly by: string | null; readonly deviation: string | null; readonly findingId: string | null },
): NonNullable<CaseDetail['opinion']> {
  return {
    outcome: proposal.outcome,
    amounts: amountsShown(proposal.amounts),
    members: proposal.members.length,
    ...of,
  }
}

/** The newest event of a kind, as far as the present round goes. */
function last<T extends Happened['type']>(
  events: readonly Happened[],
  type: T,
): Extract<Happened, { readonly type: T }> | undefined {
  // The predicate below is what makes an event of the type.
  return events.findLast((event): event is Extract<Happened, { readonly type: T }> => event.type === type)
}

/** The steps of the round: what is open now comes after what is done and before what is still to come. */
function stepsShown(state: CaseState): CaseDetail['steps'] {
  const { round } = state
  if (round === null) return []
  const { steps } = procedureOf(state.programme, round.round)
  const now = state.step === 'fieldwork' ? ['survey', 'check'] : [state.step]
  const at = steps.findIndex((step) => now.includes(step))
  const current = at < 0 ? steps.indexOf('decision') : at
  return steps.map((step, index) => ({
    step,
    state: now.includes(step) ? 'now' : index < current ? 'done' : 'later',
  }))
}

function eventsOfRound(events: readonly Happened[]): readonly Happened[] {
  const from = events.findLastIndex(
    ({ type }) => type === 'round-opened' || type === 'opened' || type === 'appeal-decided',
  )
  return events.slice(Math.max(0, from))
}

function checksShown(state: CaseState, events: readonly Happened[]): CaseDetail['checks'] {
  const replies = events.filter((event) => event.type === 'check-replied')
  return (state.round?.departments ?? []).map((department) => {
    const reply = replies.findLast((of) => of.department === department)
    return { department, finding: reply?.finding ?? null, note: reply?.note ?? null }
  })
}

function objectionsShown(events: readonly Happened[]): CaseDetail['objections'] {
  const answers = events.filter((event) => event.type === 'objection-answered')
  return events
    .filter((event) => event.type === 'objected')
    .map(({ number, kind, by, text }) => ({
      number,
      kind,
      by,
      text,
      answer: answers.find((answer) => answer.number === number)?.text ?? null,
    }))
}

function appealable(state: CaseState, standards: Standards): CaseDetail['appealable'] {
  const { adverse } = state
  if (adverse === null || state.appeal !== null) return null
  const { deliveredOn } = adverse
  return {
    reviewUntil: deliveredOn === null ? null : appealUntil('review', deliveredOn, standards),
    litigationUntil: deliveredOn === null ? null : appealUntil('litigation', deliveredOn, standards),
  }
}

async function namesOfOfficers(tx: Transaction<DB>, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (known.length === 0) return new Map()
  const rows = await tx.selectFrom('officer').select(['id', 'name']).where('id', 'in', known).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** A case for its page. Undefined when there is none below the reader's place. */
export async function findCase(tx: Transaction<DB>, id: string, reader: Reader): Promise<CaseDetail | undefined> {
  const found = await selectCases(tx)
    .innerJoin('household as h', 'h.id', 'c.household_id')
    .select(['h.number', 'c.signal_id', 'c.sampled'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (found === undefined) return undefined
  const stored = await tx
    .selectFrom('assistance_event')
    .select(['seq', 'type', 'day', 'data', 'officer_id'])
    .where('case_id', '=', id)
    .orderBy('seq')
    .execute()
  const findings = await tx
    .selectFrom('assistance_finding')
    .select(['id', 'as_of', 'known_at'])
    .where('case_id', '=', id)
    .orderBy('id', 'desc')
    .execute()
  const events = stored.map(toEvent)
  const state = replayCase(events)
  const { round } = state
  const officers = await namesOfOfficers(
    tx,
    events.map(({ officerId }) => officerId),
  )
  const officer = (of: string | null): string | null => (of === null ? null : (officers.get(of) ?? null))
  const { today, calendar } = reader
  const standards = reader.standards(found.division)
  const paused = round?.pausedOn != null
  const ofRound = eventsOfRound(events)
  const opened = events.find((event) => event.type === 'opened')
  const opinion = last(ofRound, 'opinion-given')
  const [row] = await toRows(tx, [found], today)
  if (row === undefined) throw new Error('A case without a row')
  const signed = new Set(
    events.flatMap((event) => (event.type === 'opened' || event.type === 'papers-supplied' ? event.signedBy : [])),
  )
  const step = stepClock(state, standards, calendar)
  const total = totalClock(state, standards, calendar)
  return {
    ...row,
    story: opened?.story ?? '',
    channel: opened?.channel ?? 'taken-over',
    proxy: opened?.proxy ?? null,
    asked: state.asked === null ? null : yuan(state.asked),
    householdNumber: found.number,
    applicantId: state.applicantId,
    unsigned: [...(round?.unsigned ?? [])],
    signalId: found.signal_id,
    members: state.members.map((member) => ({ ...member, signed: signed.has(member.personId) })),
    nearRelatives: [...(opened?.nearRelatives ?? [])],
    missing: [...(round?.missing ?? [])],
    clocks: [
      ...shownClock(stepNames[state.step], step, paused, today),
      ...shownClock(total === undefined ? '' : standardNames[total.standard], total, paused, today),
    ],
    steps: stepsShown(state),
    checks: checksShown(state, ofRound),
    opinion:
      round?.opinion == null
        ? null
        : shownProposal(round.opinion.proposal, {
            by: officer(round.opinion.by),
            deviation: round.opinion.deviation,
            findingId: opinion?.findingId ?? null,
          }),
    deviation:
      round?.deviation == null
        ? null
        : shownProposal(round.deviation.proposal, {
            by: officer(round.deviation.by),
            deviation: round.deviation.reason,
            findingId: round.deviation.findingId,
          }),
    notice: round?.notice ?? null,
    objections: objectionsShown(ofRound),
    sampled: round?.sampled ?? found.sampled,
    matter: round?.matter ?? null,
    appealable: appealable(state, standards),
    validUntil: state.validUntil,
    grant:
      state.grant === null
        ? null
        : { amounts: amountsShown(state.grant.amounts), from: state.grant.from, until: state.grant.until },
    timeline: events
      .map((event) => ({
        seq: event.seq,
        name: eventNames[event.type],
        text: eventText(event, state.members),
        day: event.day,
        officer: officer(event.officerId),
      }))
      .reverse(),
    findings: findings.map(({ id: number, as_of, known_at }) => ({
      id: number,
      asOf: as_of,
      knownAt: new Date(known_at).toISOString(),
    })),
    next: nextActions(state, reader.actor),
  }
}
