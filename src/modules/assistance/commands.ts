import {
  type AssistanceRefusal,
  type CaseAction,
  type CaseBody,
  type CaseOpening,
  type CaseStep,
} from '#contracts/assistance'
import type { Actor } from '#contracts/officer'
import { codeLength } from '#contracts/division'
import type { DB, Store, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { Refused } from '#kernel/refused'
import type { WorkCalendar } from '#kernel/working-days'
import { lockRegister, recordStatedFacts } from '#modules/exchange'
import { appendAudit, authorise, once } from '#modules/officer'
import type { EffectivePolicies } from '#policy-files/effective'
import type { WarmDuckDb } from '#sweep'
import { openCase } from './decide-intake.ts'
import type { Finding } from './decide-outcome.ts'
import type { Facts } from './decide-work.ts'
import { type Deed, deeds } from './deeds.ts'
import { askAbout } from './asking.ts'
import type { Assessment, Subject } from './finding.ts'
import { findExcluded, grants } from './exclusions.ts'
import { type HouseholdKnown, knowHousehold, readPlace, refuseRunning } from './intake-store.ts'
import type { CaseEvent, CaseState } from './model.ts'
import { settle } from './settle.ts'
import { standardsBy } from './standards.ts'
import { advance, insertCase, insertFindings, lockCases, readProgramme, type StoredCase } from './store.ts'

/** What the commands need besides the officer and the request. */
export interface CaseMeans {
  readonly store: Store
  readonly duckdb: WarmDuckDb
  readonly policies: EffectivePolicies
  readonly calendar: WorkCalendar
  readonly today: Day
}

export interface CaseDone {
  readonly id: string
}

function refuse(refusal: AssistanceRefusal): never {
  throw new Refused(refusal)
}

/** A village worker acts within the township, whose office signs; whose household it is, is looked at before. */
function scopeOf(actor: Actor): string {
  return actor.division.slice(0, Math.min(actor.division.length, codeLength.township))
}

export function factsFor(means: CaseMeans, actor: Actor, division: string): Facts {
  return {
    today: means.today,
    calendar: means.calendar,
    standards: standardsBy(means.policies, means.today)(division),
    officerId: actor.officerId,
    officerName: actor.name,
    role: actor.role,
  }
}

/** Takes an application down; gives the number of the new case. */
export async function openNewCase(means: CaseMeans, actor: Actor, request: CaseOpening): Promise<CaseDone> {
  authorise(actor, 'case:open')
  const { store, today } = means
  return store.within(scopeOf(actor), (tx) =>
    once(tx, { actor, key: request.key, command: 'open-case', request }, async () => {
      const division = await readPlace(tx, request.householdId)
      if (division === undefined) refuse({ code: 'case-household-unknown' })
      if (!division.startsWith(actor.division)) refuse({ code: 'case-outside-your-place' })
      await refuseRunning(tx, request)
      const known = await knowHousehold(tx, means, { ...request, division })
      const outcome = openCase(request, { ...factsFor(means, actor, division), ...known })
      if (!outcome.ok) refuse(outcome.refusal)
      const { after } = advance(undefined, outcome.events, { day: today, officerId: actor.officerId })
      const empty = await insertCase(tx, {
        division,
        openedOn: today,
        signalId: request.signalId ?? null,
        state: { ...after, version: 0 },
      })
      await settle(tx, settleMeans(means), actor.officerId, [{ of: empty, events: outcome.events }])
      await appendAudit(tx, actor, {
        division,
        action: 'open-case',
        subject: `case:${empty.id}`,
        detail: { programme: request.programme, channel: request.channel },
      })
      return { id: empty.id }
    }),
  )
}

export function settleMeans(means: CaseMeans) {
  const { store, calendar, today, policies } = means
  return { keys: store.keys, calendar, today, standards: standardsBy(policies, today) }
}

const unasked: Finding = {
  id: '',
  eligible: null,
  amounts: null,
  cap: null,
  missing: [],
  members: [],
  stable: false,
}

const nobodyAsked: HouseholdKnown = { members: [], sampled: false, recognised: false }

/** The policies' answer is worked out before the case is locked, so that nobody waits for it. */
async function askPolicies(means: CaseMeans, actor: Actor, id: string): Promise<Assessment> {
  const subject = await means.store.within(scopeOf(actor), async (tx) => {
    const row = await tx
      .selectFrom('assistance_case')
      .select(['household_id', 'person_id', 'programme', 'county'])
      .where('id', '=', id)
      .executeTakeFirst()
    return row
  })
  if (subject === undefined) refuse({ code: 'case-not-found' })
  const about: Subject = {
    programme: readProgramme(subject.programme),
    householdId: subject.household_id,
    applicantId: subject.person_id,
  }
  const { county } = subject
  const assessment = await askAbout(means, means.policies, { county, asOf: means.today, subject: about })
  if (assessment === undefined) refuse({ code: 'case-household-unknown' })
  return assessment
}

/** One step of one case: authorised, locked, decided, written with all that follows, audited, once. */
export async function takeStep<A extends CaseAction>(
  means: CaseMeans,
  actor: Actor,
  of: { readonly id: string; readonly action: A; readonly request: CaseBody<A> & CaseStep },
): Promise<CaseDone> {
  const { id, action, request } = of
  // The table pairs each action with its own request; the compiler cannot follow that through an index.
  const deed = deeds[action] as unknown as Deed<A>
  authorise(actor, deed.permission)
  const assessment = deed.asks === true ? await askPolicies(means, actor, id) : undefined
  return means.store.within(scopeOf(actor), (tx) =>
    once(tx, { actor, key: request.key, command: `case-${action}`, request: { id, ...request } }, async () => {
      if (assessment !== undefined) await lockRegister(tx, assessment.county)
      await recordStatements(tx, actor, { id, action, statements: deed.states, request, today: means.today })
      const [found] = await lockCases(tx, [id])
      if (found === undefined || !found.division.startsWith(actor.division)) refuse({ code: 'case-not-found' })
      const findingId = await keepFinding(tx, found, assessment)
      const outcome = deed.decide({
        state: found.state,
        request,
        facts: factsFor(means, actor, found.division),
        finding: assessment === undefined ? unasked : { ...assessment, id: findingId },
        household:
          deed.looksUp === true
            ? await knowHousehold(tx, means, { ...found.state, division: found.division })
            : nobodyAsked,
      })
      if (!outcome.ok) refuse(outcome.refusal)
      if (bringsBack(found.state, outcome.events)) await refuseRunning(tx, found.state)
      if (grants(outcome.events)) {
        const excluded = (await findExcluded(tx, [found.state], means.today))(found.state)
        if (excluded !== undefined) refuse(excluded)
      }
      const move = { of: found, events: outcome.events, ...(assessment === undefined ? {} : { assessment }) }
      await settle(tx, settleMeans(means), actor.officerId, [move])
      const types = outcome.events.map(({ type }) => type).join(' ')
      await appendAudit(tx, actor, {
        division: found.division,
        action: `case-${action}`,
        subject: `case:${id}`,
        detail: { events: types },
      })
      return { id }
    }),
  )
}

/** An appeal gives a case that was over a life again: meanwhile the household may have applied anew. */
function bringsBack(state: CaseState, events: readonly CaseEvent[]): boolean {
  return state.grant === null && events.some((event) => event.type === 'appeal-decided' && event.upheld)
}

async function keepFinding(tx: Transaction<DB>, of: StoredCase, assessment: Assessment | undefined): Promise<string> {
  if (assessment === undefined) return ''
  const [id] = await insertFindings(tx, [{ case: of, assessment }])
  return id ?? ''
}

/** Facts come before the lock of the case: a delivery that moves households changes cases while it holds the register. */
async function recordStatements<A extends CaseAction>(
  tx: Transaction<DB>,
  actor: Actor,
  of: {
    readonly id: string
    readonly action: A
    readonly request: CaseBody<A>
    readonly statements: Deed<A>['states']
    readonly today: Day
  },
): Promise<void> {
  const { id, action, request, statements, today } = of
  if (statements === undefined) return
  const [found] = await tx.selectFrom('assistance_case').select(['county', 'division']).where('id', '=', id).execute()
  if (found === undefined) refuse({ code: 'case-not-found' })
  const said = statements(request, today)
  if (said.length === 0) return
  const { county, division } = found
  await recordStatedFacts(tx, {
    county,
    division,
    officerId: actor.officerId,
    source: `case:${id} ${action}`,
    facts: said,
  })
}
