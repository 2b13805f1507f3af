import type { AssistanceRefusal, CaseAction, CaseBody, CaseOpening, Programme } from '#contracts/assistance'
import type { Role } from '#contracts/officer'
import { addDays, type Day, day } from '#kernel/day'
import { fen } from '#kernel/fen'
import type { Outcome } from '#kernel/outcome'
import { loadEffectivePolicies } from '#policy-files/effective'
import { loadWorkCalendar } from '#policy-files/work-calendar'
import { openCase } from './decide-intake.ts'
import type { Finding } from './decide-outcome.ts'
import type { Facts } from './decide-work.ts'
import { type Deed, deeds } from './deeds.ts'
import { evolve } from './evolve.ts'
import type { HouseholdKnown } from './intake-store.ts'
import type { CaseEvent, CaseEventOf, CaseMember, CaseState, Happened } from './model.ts'
import { papersOf, type Standards } from './procedure.ts'
import { standardsBy } from './standards.ts'

export const calendar = await loadWorkCalendar()
const policies = loadEffectivePolicies()
const village = '360735100001'
/** The hearing has had a time since the Law is in force: a case of before is looked at by the numbers of that day. */
const lawDay = (of: Day): Day => (of < '2026-07-01' ? day('2026-07-01') : of)
const pen = 'M0 0 L10 10'

export interface Officer {
  readonly id: string
  readonly name: string
  readonly role: Role
}
export const clerk: Officer = { id: '1', name: '甲经办', role: 'township-clerk' }
export const clerk2: Officer = { id: '2', name: '乙经办', role: 'township-clerk' }
export const officer: Officer = { id: '3', name: '丙科员', role: 'county-officer' }
export const officer2: Officer = { id: '4', name: '丁科员', role: 'county-officer' }
export const leader: Officer = { id: '5', name: '戊局长', role: 'county-leader' }
export const supervisor: Officer = { id: '6', name: '己督查', role: 'prefecture-supervisor' }

export function aMember(personId: string, adult = true): CaseMember {
  return { personId, name: `成员${personId}`, adult }
}

/** What the policies say; left alone, that the household is due 500 yuan a month. */
export function aFinding(given: Partial<Finding> = {}): Finding {
  return { ...finding(500n), ...given }
}

/** The policies give a household so many yuan a month; nothing means that it is not due anything. */
export function finding(yuan: bigint, members: readonly string[] = ['1', '2']): Finding {
  return {
    id: '1',
    eligible: yuan > 0n,
    amounts: { basic: String(yuan * 100n), uplift: '0', care: '0' },
    cap: fen(yuan * 100n),
    missing: [],
    members,
    stable: true,
  }
}

/** A case on paper: no store, no clock but the one that a test sets, and the very functions that the commands call. */
export interface PaperCase {
  readonly events: Happened[]
  readonly state: CaseState
  today: Day
  /** Who lives in the household by the register, apart from the dead. */
  household: HouseholdKnown
  finding: Finding
  /** Numbers of the procedure that differ from the policies' own. */
  standards: Partial<Standards>
  factsFor(of: Officer): Facts
  /** Undefined when it was done, or the refusal. */
  take<A extends CaseAction>(by: Officer, action: A, body?: Partial<CaseBody<A>>): AssistanceRefusal | undefined
  /** The same, and it must succeed. */
  did<A extends CaseAction>(by: Officer, action: A, body?: Partial<CaseBody<A>>): void
  /** Writes events that the calendar or the take-over gives. */
  happens(by: Officer | null, ...events: readonly CaseEvent[]): void
  throughOpinion(body?: Partial<CaseBody<'opinion'>>): void
  /** Posted today, closed on the first day on which that may be. */
  throughNotice(): void
  letter(): void
}

/** Bodies that are complete but for what a test is about. */
function defaults(today: Day): { readonly [A in CaseAction]?: object } {
  const note = { reason: '说明', note: '同意', text: '说明', question: '如何办理', minutes: '一致同意' }
  return {
    papers: { papers: [], signedBy: [] },
    survey: {
      on: today,
      method: 'visit',
      surveyors: [clerk.name, clerk2.name],
      present: '户主',
      signatures: [clerk, clerk2, officer, { name: '户主' }].map(({ name }) => ({ name, path: pen })),
      facts: [],
      conclusion: '属实',
    },
    'request-check': { departments: ['tax'] },
    'reply-check': { department: 'tax', finding: 'nothing', note: '', facts: [] },
    objection: { kind: 'notice', by: '邻居', ...note },
    'answer-objection': { number: 1, upheld: false, ...note },
    visit: { on: today, visitors: ['丙', '丁'], finding: '属实' },
    hearing: { on: today, heard: '户主', statement: '没有意见', signatures: [{ name: '户主', path: pen }] },
    'send-back': note,
    confirm: note,
    letter: { on: today, how: 'in-person' },
    pause: { ground: 'force-majeure', ...note },
    special: { ground: 'hard-survey', ...note },
    round: { round: 'recheck', ...note },
    'raise-matter': note,
    'resolve-matter': { approved: true, amount: '300', attendees: ['戊', '丙'], ...note },
    appeal: { kind: 'review', ...note },
    'decide-appeal': { upheld: true, ...note },
    withdraw: note,
  }
}

export function anOpening(programme: Programme, given: Partial<CaseOpening> = {}): CaseOpening {
  return {
    key: 'key-of-opening',
    programme,
    householdId: '1',
    applicantId: '1',
    channel: 'window',
    story: '生活困难',
    papers: [...papersOf[programme]],
    signedBy: ['1', '2'],
    nearRelatives: [],
    amount: '300',
    ...given,
  }
}

/** An application that has been accepted, unless the opening says otherwise. */
export function aPaperCase(
  programme: Programme = 'subsistence-allowance',
  of: {
    on?: string
    opening?: Partial<CaseOpening>
    household?: Partial<HouseholdKnown>
    by?: Officer
    standards?: Partial<Standards>
  } = {},
): PaperCase {
  const household = { members: [aMember('1'), aMember('2')], sampled: false, recognised: false, ...of.household }
  const paper = emptyPaper(day(of.on ?? '2026-11-02'), household)
  paper.standards = of.standards ?? {}
  const by = of.by ?? clerk
  const outcome: Outcome<CaseEvent, AssistanceRefusal> = openCase(anOpening(programme, of.opening), {
    ...paper.factsFor(by),
    ...household,
  })
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  paper.happens(by, ...outcome.events)
  return paper
}

export function emptyPaper(today: Day, household: HouseholdKnown): PaperCase {
  let current: CaseState | undefined
  const known = (): CaseState => {
    if (current === undefined) throw new Error('A case without events')
    return current
  }
  const paper: PaperCase = {
    events: [],
    get state() {
      return known()
    },
    today,
    household,
    finding: aFinding(),
    standards: {},
    factsFor: ({ id, name, role }) => ({
      today: paper.today,
      calendar,
      standards: { ...standardsBy(policies, lawDay(paper.today))(village), ...paper.standards },
      officerId: id,
      officerName: name,
      role,
    }),
    happens(by, ...events) {
      for (const event of events) {
        const happened: Happened = {
          ...event,
          seq: paper.events.length + 1,
          day: paper.today,
          officerId: by?.id ?? null,
        }
        paper.events.push(happened)
        current = evolve(current, happened)
      }
    },
    take(by, action, body = {}) {
      type A = typeof action
      // The table pairs each action with its own body, and each deed with its own request.
      const request = {
        key: 'key-of-step',
        version: known().version,
        ...defaults(paper.today)[action],
        ...body,
      } as unknown as CaseBody<A>
      const deed = deeds[action] as unknown as Deed<A>
      const outcome = deed.decide({
        state: known(),
        request,
        facts: paper.factsFor(by),
        finding: paper.finding,
        household: paper.household,
      })
      if (!outcome.ok) return outcome.refusal
      paper.happens(by, ...outcome.events)
      return undefined
    },
    did(by, action, body) {
      const refusal = paper.take(by, action, body)
      if (refusal !== undefined) throw new Error(`${action}: ${JSON.stringify(refusal)}`)
    },
    throughOpinion(body = {}) {
      if (['survey', 'fieldwork'].includes(known().step)) paper.did(clerk, 'survey')
      if (known().step === 'check') {
        paper.did(clerk, 'request-check')
        paper.did(officer, 'reply-check')
      }
      paper.did(clerk, 'opinion', body)
    },
    throughNotice() {
      paper.did(clerk, 'notice')
      const { notice } = known().round ?? {}
      if (notice == null) throw new Error('Nothing was posted')
      paper.today = addDays(notice.closesAfter, 1)
      paper.did(clerk, 'close-notice')
    },
    letter() {
      paper.did(clerk, 'letter')
    },
  }
  return paper
}

/** Granted and its letter in hand; the notice of seven days lies before. */
export function granted(on = '2026-08-01', programme?: Programme): PaperCase {
  const paper = aPaperCase(programme, { on })
  paper.throughOpinion()
  if (paper.state.step === 'notice') paper.throughNotice()
  paper.did(officer, 'decision')
  paper.letter()
  return paper
}

/** A look again, up to the opinion. */
export function lookedAgain(paper: PaperCase, on: string): void {
  paper.today = day(on)
  paper.did(clerk, 'round', { round: 'change' })
  if (['survey', 'fieldwork'].includes(paper.state.step)) paper.did(clerk, 'survey')
  if (paper.state.step === 'check') {
    paper.did(clerk, 'request-check')
    paper.did(officer, 'reply-check')
  }
}

export function decided(paper: PaperCase): CaseEventOf<'decided'> {
  const event = paper.events.findLast((of) => of.type === 'decided')
  if (event?.type !== 'decided') throw new Error('Nothing has been decided')
  return event
}
