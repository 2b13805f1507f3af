import type {
  AbilityDone,
  AbilityNote,
  AbilityOpening,
  AbilityRefusal,
  AbilityReview,
  AbilitySave,
  AbilitySign,
  AbilityStep,
} from '#contracts/ability-assessment'
import type { Actor, Permission } from '#contracts/officer'
import type { DB, Store, Transaction } from '#db'
import { addMonths, type Day, day } from '#kernel/day'
import type { Outcome } from '#kernel/outcome'
import { Refused } from '#kernel/refused'
import { lockRegister, recordStatedFacts } from '#modules/exchange'
import { appendAudit, authorise, once } from '#modules/officer'
import { standardOf } from '#policy-files'
import type { EffectivePolicies } from '#policy-files/effective'
import {
  confirmResult,
  discardForm,
  objectToResult,
  openAssessment,
  orderReview,
  reportChange,
  returnForm,
  type Rules,
  saveForm,
  signForm,
} from './decide.ts'
import { factsOf } from './facts-of-result.ts'
import { assessedOf, levelOf, rulesOf } from './level.ts'
import { policyNames } from './messages.zh.ts'
import {
  change,
  changeColumn,
  dropSignatures,
  findSubject,
  insertAssessment,
  listBarred,
  lockAssessment,
  objectionColumn,
  replaceHolding,
  saveContents,
  saveSignatures,
  type StoredAssessment,
  type StoredSubject,
} from './store.ts'

/** What the commands need besides the officer and the request. */
export interface AbilityMeans {
  readonly store: Store
  readonly policies: EffectivePolicies
  readonly today: Day
}

type Detail = Readonly<Record<string, string | number>>

function refuse(refusal: AbilityRefusal): never {
  throw new Refused(refusal)
}

function decided<Event>(outcome: Outcome<Event, AbilityRefusal>): Event {
  if (!outcome.ok) refuse(outcome.refusal)
  const [event] = outcome.events
  if (event === undefined) throw new Error('A decision without an event')
  return event
}

async function subjectOf(tx: Transaction<DB>, personId: string, except?: string): Promise<StoredSubject> {
  return (await findSubject(tx, personId, except)) ?? refuse({ code: 'ability-person-not-found' })
}

const rulesAt = ({ policies, today }: AbilityMeans, division: string): Rules => rulesOf(policies, division, today)

/** Begins an assessment of a person in the officer's place; answers with its number. */
export async function openAbilityAssessment(
  means: AbilityMeans,
  actor: Actor,
  request: AbilityOpening,
): Promise<AbilityDone> {
  authorise(actor, 'ability:assess')
  const { store, policies, today } = means
  const { key, personId, reason } = request
  return store.within(actor.division, (tx) =>
    once(tx, { actor, key, command: 'open-ability-assessment', request }, async () => {
      const subject = await subjectOf(tx, personId)
      const elderAge = standardOf(policies, policyNames.elderAge, subject.division, today)
      const { assessedOn } = decided(openAssessment(request, subject, { elderAge, today }))
      const by = actor.officerId
      const id = await insertAssessment(tx, { subject, reason, assessedOn, objectedId: null, by, today })
      await audit(tx, actor, subject.division, 'open-ability-assessment', id, { reason })
      return { id }
    }),
  )
}

function audit(
  tx: Transaction<DB>,
  actor: Actor,
  division: string,
  action: string,
  id: string,
  detail: Detail,
): Promise<void> {
  return appendAudit(tx, actor, { division, action, subject: `ability-assessment:${id}`, detail })
}

/** One step of one assessment: locked, decided, written, audited, once. */
function step(
  means: AbilityMeans,
  actor: Actor,
  of: {
    readonly id: string
    readonly action: string
    readonly permission: Permission
    readonly request: AbilityStep
    /** Done before the row is locked. */
    readonly before?: (tx: Transaction<DB>) => Promise<void>
  },
  work: (tx: Transaction<DB>, found: StoredAssessment) => Promise<Detail & { readonly answer?: string }>,
): Promise<AbilityDone> {
  const { id, action, permission, request, before } = of
  authorise(actor, permission)
  const { store } = means
  return store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: action, request: { id, ...request } }, async () => {
      await before?.(tx)
      const found = await lockAssessment(tx, store.keys, id)
      if (found === undefined) refuse({ code: 'ability-not-found' })
      const { answer, ...detail } = await work(tx, found)
      await audit(tx, actor, found.division, action, id, detail)
      return { id: answer ?? id }
    }),
  )
}

/** Keeps the form as far as it has been filled in. */
export function saveAbilityForm(
  means: AbilityMeans,
  actor: Actor,
  id: string,
  request: AbilitySave,
): Promise<AbilityDone> {
  const of = { id, action: 'save-ability-form', permission: 'ability:assess', request } as const
  return step(means, actor, of, async (tx, found) => {
    const subject = await subjectOf(tx, found.personId, id)
    const barred = await listBarred(tx, found.objectedId)
    const rules = rulesAt(means, found.division)
    decided(saveForm(found, request, { rules, subject, barred, today: means.today }))
    await saveContents(tx, means.store.keys, found, request.form, actor.officerId)
    return { answered: request.form.scores.length }
  })
}

/** Both assessors sign; the policies give the level. */
export function signAbilityForm(
  means: AbilityMeans,
  actor: Actor,
  id: string,
  request: AbilitySign,
): Promise<AbilityDone> {
  const of = { id, action: 'sign-ability-form', permission: 'ability:assess', request } as const
  return step(means, actor, of, async (tx, found) => {
    const { policies, today } = means
    const rules = rulesAt(means, found.division)
    const barred = await listBarred(tx, found.objectedId)
    const signedBy = request.signatures.map(({ name }) => name)
    decided(signForm(found, { version: request.version, signedBy }, { form: found.form, rules, barred }))
    const outcome = levelOf(policies, assessedOf(found.form, rules), { division: found.division, on: today })
    await saveSignatures(tx, id, request.signatures)
    await change(tx, id, {
      status: 'signed',
      signed_on: today,
      return_note: null,
      score: outcome.score,
      first_level: outcome.firstLevel,
      adjustment: outcome.adjustment,
      level: outcome.level,
      policies_digest: policies.digest,
    })
    return { level: outcome.level }
  })
}

/**
 * The county confirms: from the day of the assessment the level is a fact, by which policies decide, until a newer one.
 * A delivery that moves people holds the register before it changes rows, and so does this.
 */
export function confirmAbilityResult(
  means: AbilityMeans,
  actor: Actor,
  id: string,
  request: AbilityStep,
): Promise<AbilityDone> {
  const before = async (tx: Transaction<DB>): Promise<void> => {
    const row = await tx.selectFrom('ability_assessment').select('county').where('id', '=', id).executeTakeFirst()
    if (row === undefined) refuse({ code: 'ability-not-found' })
    await lockRegister(tx, row.county)
  }
  const of = { id, action: 'confirm-ability-result', permission: 'ability:review', request, before } as const
  return step(means, actor, of, async (tx, found) => {
    const { policies, today } = means
    decided(confirmResult(found, actor.officerId, request.version))
    if (found.outcome === null) throw new Error('A signed assessment without a level')
    const rules = rulesAt(means, found.division)
    const months = standardOf(policies, policyNames.intervalMonths, found.division, today)
    await replaceHolding(tx, found.personId)
    await change(tx, id, {
      status: 'confirmed',
      holds: true,
      confirmed_by: actor.officerId,
      confirmed_on: today,
      next_due_on: addMonths(day(found.form.assessedOn), months),
    })
    await recordStatedFacts(tx, {
      county: found.county,
      division: found.county,
      officerId: actor.officerId,
      source: `ability-assessment:${id}`,
      facts: factsOf(found.personId, day(found.form.assessedOn), assessedOf(found.form, rules), found.outcome.level),
    })
    return { level: found.outcome.level }
  })
}

/** Gives a signed form back to be put right. */
export function returnAbilityForm(
  means: AbilityMeans,
  actor: Actor,
  id: string,
  request: AbilityNote,
): Promise<AbilityDone> {
  const of = { id, action: 'return-ability-form', permission: 'ability:review', request } as const
  return step(means, actor, of, async (tx, found) => {
    decided(returnForm(found, request.version))
    await dropSignatures(tx, id)
    await change(tx, id, { status: 'draft', return_note: request.note, ...noOutcome })
    return { reason: request.note }
  })
}

const noOutcome = { signed_on: null, score: null, first_level: null, adjustment: null, level: null } as const

export function discardAbilityForm(
  means: AbilityMeans,
  actor: Actor,
  id: string,
  request: AbilityNote,
): Promise<AbilityDone> {
  const of = { id, action: 'discard-ability-form', permission: 'ability:assess', request } as const
  return step(means, actor, of, async (tx, found) => {
    decided(discardForm(found, request.version))
    await change(tx, id, { status: 'discarded' })
    return { reason: request.note }
  })
}

/** Takes down that the elder does not agree; the result goes on to hold until others have assessed again. */
export function objectToAbilityResult(
  means: AbilityMeans,
  actor: Actor,
  id: string,
  request: AbilityNote,
): Promise<AbilityDone> {
  const of = { id, action: 'object-to-ability-result', permission: 'ability:assess', request } as const
  return step(means, actor, of, async (tx, found) => {
    const { objectionDays } = rulesAt(means, found.division)
    decided(objectToResult(found, request.version, { objectionDays, today: means.today }))
    await change(tx, id, {
      status: 'objected',
      objected_on: means.today,
      objection_cipher: means.store.keys.encrypt(objectionColumn, request.note),
    })
    return {}
  })
}

/** Orders the assessment by others; answers with the number of the new one. */
export function orderAbilityReview(
  means: AbilityMeans,
  actor: Actor,
  id: string,
  request: AbilityReview,
): Promise<AbilityDone> {
  const of = { id, action: 'order-ability-review', permission: 'ability:review', request } as const
  return step(means, actor, of, async (tx, found) => {
    const { policies, today } = means
    const subject = await subjectOf(tx, found.personId)
    const elderAge = standardOf(policies, policyNames.elderAge, found.division, today)
    const { assessedOn } = decided(orderReview(found, request, { subject, elderAge, today }))
    const by = actor.officerId
    const answer = await insertAssessment(tx, { subject, reason: 'review', assessedOn, objectedId: id, by, today })
    return { review: answer, answer }
  })
}

/** Takes down that the elder's state has changed: the next assessment is due today. */
export function reportAbilityChange(
  means: AbilityMeans,
  actor: Actor,
  id: string,
  request: AbilityNote,
): Promise<AbilityDone> {
  const of = { id, action: 'report-ability-change', permission: 'ability:assess', request } as const
  return step(means, actor, of, async (tx, found) => {
    decided(reportChange(found, request.version))
    await change(tx, id, {
      change_reported_on: means.today,
      change_cipher: means.store.keys.encrypt(changeColumn, request.note),
      next_due_on: means.today,
    })
    return {}
  })
}
