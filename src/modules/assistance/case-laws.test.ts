import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CaseAction,
  bodies,
  type CaseBody,
  personProgrammes,
  type Programme,
  programmes,
} from '#contracts/assistance'
import { permissionsOf } from '#contracts/officer'
import { addDays } from '#kernel/day'
import { monthOf } from '#kernel/month'
import { permissionOfDeed } from './deeds.ts'
import { replayCase } from './evolve.ts'
import { type CaseEventOf, type CaseState, type Happened, type Proposal, totalOf } from './model.ts'
import { isOneOff, procedureOf } from './procedure.ts'
import { aPaperCase, clerk, clerk2, finding, leader, officer, officer2, type PaperCase, supervisor } from './testing.ts'

const people = [clerk, clerk2, officer, officer2, leader, supervisor]
// The keys of the table are the actions.
const actions = Object.keys(bodies) as CaseAction[]

/** What is mostly done at each step, so that a random run gets somewhere. */
const usual: Readonly<Record<CaseState['step'], readonly CaseAction[]>> = {
  papers: ['papers'],
  fieldwork: ['survey', 'request-check'],
  survey: ['survey'],
  check: ['request-check', 'reply-check'],
  opinion: ['opinion', 'opinion', 'opinion', 'opinion', 'raise-matter', 'resolve-matter'],
  notice: ['notice', 'close-notice', 'close-notice', 'objection'],
  objection: ['answer-objection'],
  visit: ['visit'],
  hearing: ['hearing'],
  decision: ['decision', 'decision', 'decision', 'decision', 'decision', 'send-back', 'raise-matter', 'resolve-matter'],
  confirmation: ['confirm', 'confirm', 'confirm', 'send-back'],
  letter: ['letter', 'letter', 'letter', 'appeal'],
  review: ['decide-appeal'],
  none: ['round', 'round', 'round', 'appeal'],
}

/** One thing that somebody asks for: what and who, as numbers that are read against the case as it stands. */
interface Ask {
  readonly pick: number
  readonly who: number
  readonly wait: number
  readonly twist: number
  readonly yuan: number
}
const anAsk: fc.Arbitrary<Ask> = fc.record({
  pick: fc.nat(99),
  who: fc.nat(5),
  wait: fc.constantFrom(0, 0, 1, 3, 8, 9, 40),
  twist: fc.nat(9),
  yuan: fc.constantFrom(0, 300, 300, 500, 900),
})

function nth<T>(list: readonly T[], at: number): T {
  const found = list[at % list.length]
  if (found === undefined) throw new Error('An empty list')
  return found
}

function actionOf(state: CaseState, ask: Ask): CaseAction {
  return ask.pick < 85 ? nth(usual[state.step], ask.pick) : nth(actions, ask.pick)
}

/** Bodies that go beside the usual: another outcome than the policies', a team of one, a complaint, a death. */
function bodyOf(state: CaseState, ask: Ask, today: string): Partial<CaseBody<CaseAction>> {
  const { twist } = ask
  const wanted =
    state.grant === null
      ? nth(['grant', 'refuse'] as const, twist)
      : nth(['keep', 'change', 'stop', 'grace'] as const, twist)
  const alone = { surveyors: [] }
  const otherwise = { outcome: wanted, amount: String(100 * (twist + 1)), reason: '另有理由' }
  const open = state.round?.objections.findLast((of) => of.open)?.number ?? 1
  return {
    ...(twist >= 7 ? { otherwise } : {}),
    ...(twist === 6 ? { graceMonths: 3 } : {}),
    ...(twist === 5 ? { ...alone, kind: 'complaint', ground: 'voluntary' } : {}),
    ...(twist === 4 ? { version: state.version - 1 } : {}),
    number: open,
    upheld: twist % 2 === 0,
    round: twist === 3 && state.members.length > 1 ? 'death' : nth(['recheck', 'change'] as const, twist),
    ...(twist === 3 ? { personId: state.members.at(-1)?.personId ?? '0', on: today } : {}),
  }
}

function run(
  programme: Programme,
  delegated: boolean,
  asks: readonly Ask[],
  seen: (of: PaperCase, before: CaseState) => void,
): PaperCase {
  const paper = aPaperCase(programme, { on: '2026-07-02', standards: { delegated: delegated ? 1 : 0 } })
  for (const ask of asks) {
    paper.today = addDays(paper.today, ask.wait)
    paper.finding = finding(
      BigInt(ask.yuan),
      paper.household.members.map(({ personId }) => personId),
    )
    const before = paper.state
    const action = actionOf(before, ask)
    const willing = people.filter(({ role }) => permissionsOf[role].includes(permissionOfDeed(action)))
    if (willing.length === 0) continue
    const body = bodyOf(before, ask, paper.today)
    if (action === 'round' && 'round' in body && body.round === 'death') {
      const members = paper.household.members.filter(({ personId }) => personId !== before.members.at(-1)?.personId)
      paper.household = { ...paper.household, members }
    }
    if (paper.take(nth(willing, ask.who), action, body) === undefined) seen(paper, before)
  }
  return paper
}

function laws(check: (of: PaperCase, before: CaseState) => void, end: (of: PaperCase) => void = () => undefined): void {
  const asks = fc.array(anAsk, { minLength: 30, maxLength: 100, size: 'max' })
  fc.assert(
    fc.property(fc.constantFrom(...programmes), fc.boolean(), asks, (programme, delegated, list) => {
      end(run(programme, delegated, list, check))
    }),
    { numRuns: 600, seed: 20261102 },
  )
}

/** The decision that has just been made, if one has. */
function decisionIn(of: PaperCase): (Happened & CaseEventOf<'decided'>) | undefined {
  const last = of.events.at(-1)
  return last?.type === 'decided' ? last : undefined
}

/** What happened in the round that the last event belongs to. */
function roundOf(of: PaperCase): readonly Happened[] {
  const from = of.events.findLastIndex(
    (event) =>
      event.type === 'opened' || event.type === 'round-opened' || (event.type === 'appeal-decided' && event.upheld),
  )
  return of.events.slice(from)
}

function isPosted(programme: Programme): boolean {
  return procedureOf(programme, 'application').steps.includes('notice')
}

/** What stands proposed after some events, by whom: a fold of its own, so that the one of the module is checked. */
function standingIn(events: readonly Happened[]): {
  readonly opinion?: Proposed | undefined
  readonly other?: Proposed | undefined
} {
  let opinion: Proposed | undefined
  let other: Proposed | undefined
  for (const event of events) {
    if (event.type === 'opinion-given' || (event.type === 'matter-resolved' && event.proposal !== null)) {
      opinion = { ...event, proposal: event.proposal ?? fail() }
      other = undefined
    }
    if (event.type === 'deviation-proposed') other = event
    if (event.type === 'sent-back' && other === undefined) opinion = undefined
    if (event.type === 'sent-back') other = undefined
    if (event.type === 'objection-answered' && event.upheld) [opinion, other] = [undefined, undefined]
  }
  return { opinion, other }
}

interface Proposed {
  readonly type: Happened['type']
  readonly proposal: Proposal
  readonly officerId: string | null
}

function fail(): never {
  throw new Error('Something must stand proposed')
}

describe('whatever is asked, in whatever order and by whomever', () => {
  test('nothing is granted without the survey by two and the whole means check that its procedure has', () => {
    laws((of) => {
      const decided = decisionIn(of)
      if (decided?.proposal.outcome !== 'grant' || of.state.round?.round !== 'application') return
      const { steps } = procedureOf(of.state.programme, 'application')
      const again = of.events.findLastIndex((event) => event.type === 'objection-answered' && event.upheld)
      const surveys = of.events.slice(again + 1).filter((event) => event.type === 'surveyed')
      if (steps.includes('survey')) expect(surveys.at(-1)?.surveyors.length).toBeGreaterThanOrEqual(2)
      if (!steps.includes('check')) return
      const asked = of.events.flatMap((event) => (event.type === 'check-requested' ? event.departments : []))
      const told = of.events.flatMap((event) => (event.type === 'check-replied' ? [event.department] : []))
      expect([asked.length > 0, told]).toEqual([true, asked])
    })
  })

  test('nothing that has to be posted is granted without a notice that has hung its full days', () => {
    laws((of) => {
      const decided = decisionIn(of)
      if (decided?.proposal.outcome !== 'grant' || !isPosted(of.state.programme)) return
      const closed = of.events.findLastIndex((event) => event.type === 'notice-closed')
      const posted = of.events.slice(0, Math.max(0, closed)).findLast((event) => event.type === 'notice-posted')
      if (posted === undefined) throw new Error('Granted without a notice')
      // Day 1 is the day after it was put up; it comes down when seven days are over.
      expect((of.events[closed]?.day ?? '') > addDays(posted.day, 7)).toBe(true)
    })
  })

  test('nobody decides what they have proposed, and what the policies do not say has a second person behind it', () => {
    laws((of) => {
      const decided = decisionIn(of)
      if (decided === undefined) return
      const { opinion, other } = standingIn(roundOf(of))
      expect(decided.officerId).not.toBe(opinion?.officerId)
      if (decided.deviation === null) {
        expect([decided.proposal.outcome === 'grant', of.finding.eligible]).not.toEqual([true, false])
        return
      }
      if (other === undefined) {
        expect([opinion?.type, opinion?.officerId]).toEqual(['matter-resolved', leader.id])
        return
      }
      expect(decided.officerId).toBe(leader.id)
      expect(other.officerId).not.toBe(leader.id)
    })
  })

  test('nothing is reduced or stopped before somebody who is left has been heard on that very proposal', () => {
    laws((of, before) => {
      const decided = decisionIn(of)
      if (decided === undefined || before.grant === null) return
      const { outcome, amounts } = decided.proposal
      const lower = outcome === 'change' && totalOf(amounts) < totalOf(before.grant.amounts)
      if (!(outcome === 'stop' || outcome === 'grace' || lower)) return
      const { death } = before.round ?? {}
      const concerned = personProgrammes.has(before.programme)
        ? [before.applicantId]
        : before.members.map((one) => one.personId)
      if (
        concerned.every(
          (personId) => personId === death?.personId || !before.members.some((one) => one.personId === personId),
        )
      )
        return
      const events = roundOf(of)
      const on = events.flatMap((event, at) => {
        const { opinion, other } = standingIn(events.slice(0, at))
        return event.type === 'heard' ? [(other ?? opinion ?? fail()).proposal] : []
      })
      const fits = on.filter((said) => said.outcome === outcome && totalOf(said.amounts) <= totalOf(amounts))
      expect(fits.length).toBeGreaterThan(0)
    })
  })

  test('a case is its events: one more for each, and all of them again give the same', () => {
    laws(
      (of) => expect([of.state.version, of.events.at(-1)?.seq]).toEqual([of.events.length, of.events.length]),
      (of) => {
        expect(replayCase(JSON.parse(JSON.stringify(of.events)))).toEqual(of.state)
      },
    )
  })

  test('an open case always has something to be done, and who is paid has something that is paid', () => {
    laws((of) => {
      const { status, step, grant, round } = of.state
      if (status === 'papers' || status === 'open') expect(step).not.toBe('none')
      if (status === 'grace') expect(grant?.until).not.toBeNull()
      if (status !== 'active') return
      expect(grant).not.toBeNull()
      expect([status, grant?.until ?? null, round?.round]).toEqual([status, null, round?.round])
    })
  })

  test('what is decided adds up: it begins when it may, and its parts are what was asked for', () => {
    laws((of, before) => {
      const decided = decisionIn(of)
      if (decided === undefined) return
      const { proposal, from, until, day: on } = decided
      if (until !== null) expect(until >= from).toBe(true)
      if (isOneOff(of.state.programme)) {
        expect(from).toBe(monthOf(on))
        return
      }
      const { round } = before
      const told = round?.since ?? (round?.death == null ? undefined : monthOf(round.death.on))
      if (told === undefined) expect(from > monthOf(on)).toBe(true)
      if (before.grant !== null) expect(from >= before.grant.from).toBe(true)
      if (proposal.outcome === 'stop' || proposal.outcome === 'refuse')
        expect([of.state.grant, totalOf(proposal.amounts)]).toEqual([null, 0n])
    })
  })

  test('the runs come everywhere: grants, refusals, stops, graces, deviations, meetings and appeals', () => {
    const met = new Map<string, number>()
    laws((of) => {
      const last = of.events.at(-1)
      const outcome =
        last?.type === 'decided' ? ` ${last.proposal.outcome}${last.deviation === null ? '' : ' otherwise'}` : ''
      const name = `${of.state.round?.round ?? '-'} ${last?.type ?? ''}${outcome}`
      met.set(name, (met.get(name) ?? 0) + 1)
    })
    if (process.env['DOUDI_SHOW'] !== undefined) console.log([...met].toSorted((a, b) => b[1] - a[1]))
    expect([...met.keys()]).toEqual(
      expect.arrayContaining([
        'application decided grant',
        'application decided grant otherwise',
        'application decided refuse',
        'recheck decided stop',
        'change decided grace',
        'appeal decided grant',
        'application matter-resolved',
        'application objection-answered',
      ]),
    )
  })
})
