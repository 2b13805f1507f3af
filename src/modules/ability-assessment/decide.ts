import {
  type AbilityForm,
  type AbilityRefusal,
  type FormPart,
  type Item,
  items,
  type OpenReason,
  professional,
  type Status,
} from '#contracts/ability-assessment'
import { addDays, ageOn, type Day, daysBetween, parseDay } from '#kernel/day'
import { type Outcome, record, refuse } from '#kernel/outcome'

/** The numbers of the standard and of the procedure, each from `policies/ability-assessment`. */
export interface Rules {
  readonly most: Readonly<Record<Item, number>>
  readonly elderAge: number
  readonly assessors: number
  readonly professionals: number
  readonly incidentDays: number
  readonly objectionDays: number
}

/** Who is to be assessed, as the register knows the person. */
export interface Subject {
  readonly birthDay: Day | null
  readonly deathDay: Day | null
  readonly underWay: boolean
  /** The result that holds. */
  readonly last: { readonly assessedOn: Day; readonly status: Status } | undefined
}

/** What a decision about an assessment needs to know of it. */
export interface AbilityState {
  readonly status: Status
  readonly version: number
  readonly holds: boolean
  readonly recordedBy: string
  readonly confirmedOn: Day | null
}

type Opened = { readonly type: 'ability-opened'; readonly assessedOn: Day }
type Stepped = { readonly type: 'ability-stepped' }
const stepped = record<Stepped>({ type: 'ability-stepped' })

/** A day on which somebody could be assessed: not in the future, an elder by then, not before the last time. */
function readAssessedOn(
  text: string,
  of: Pick<Subject, 'birthDay' | 'deathDay' | 'last'>,
  facts: { readonly elderAge: number; readonly today: Day },
): Outcome<Opened, AbilityRefusal> {
  const assessedOn = parseDay(text)
  if (assessedOn === undefined) return refuse({ code: 'ability-assessed-on-no-day', day: text })
  if (assessedOn > facts.today) return refuse({ code: 'ability-assessed-in-future', today: facts.today })
  if (of.birthDay === null) return refuse({ code: 'ability-birth-day-unknown' })
  const age = ageOn(of.birthDay, assessedOn)
  if (age < facts.elderAge) return refuse({ code: 'ability-person-too-young', age, from: facts.elderAge })
  if (of.deathDay !== null && of.deathDay <= facts.today) return refuse({ code: 'ability-person-dead' })
  if (of.last !== undefined && assessedOn < of.last.assessedOn) {
    return refuse({ code: 'ability-assessed-before-last', last: of.last.assessedOn })
  }
  return record({ type: 'ability-opened', assessedOn })
}

/**
 * Begins an assessment of an elder. One is under way at a time, and after an objection only the review that the county
 * orders.
 *
 * @law GB/T 42195-2022；《老年人权益保障法》第二条
 */
export function openAssessment(
  of: { readonly reason: OpenReason; readonly assessedOn: string },
  subject: Subject,
  facts: { readonly elderAge: number; readonly today: Day },
): Outcome<Opened, AbilityRefusal> {
  if (subject.underWay) return refuse({ code: 'ability-under-way' })
  if (subject.last?.status === 'objected') return refuse({ code: 'ability-objection-open' })
  if (of.reason === 'first' && subject.last !== undefined) return refuse({ code: 'ability-first-already' })
  if ((of.reason === 'regular' || of.reason === 'immediate') && subject.last === undefined) {
    return refuse({ code: 'ability-not-first-yet' })
  }
  return readAssessedOn(of.assessedOn, subject, facts)
}

/** The number of different incidents within so many days before the assessment, that day included. */
export function countIncidents(form: AbilityForm, incidentDays: number): number {
  const assessedOn = parseDay(form.assessedOn)
  if (assessedOn === undefined) return 0
  return (form.findings.incidents ?? []).filter(({ on }) => {
    const day = parseDay(on)
    return day !== undefined && day <= assessedOn && daysBetween(day, assessedOn) <= incidentDays
  }).length
}

/** What is still missing before there is a level: an item without an answer is unknown, never zero. */
export function missingOf(form: AbilityForm, rules: Rules): { readonly items: Item[]; readonly parts: FormPart[] } {
  const answered = new Set(form.scores.map(({ item }) => item))
  const { findings, assessors } = form
  const lacks: Readonly<Record<FormPart, boolean>> = {
    assessors: assessors.length < rules.assessors,
    professional: assessors.filter(({ background }) => professional.has(background)).length < rules.professionals,
    informant: findings.informant === null,
    place: form.place.trim() === '',
    coma: findings.coma === null,
    dementia: findings.dementia === null,
    disorder: findings.disorder === null,
    incidents: findings.incidents === null,
  }
  // The keys of the record above are the parts of the form.
  const parts = (Object.keys(lacks) as FormPart[]).filter((part) => lacks[part])
  return { items: items.filter((item) => !answered.has(item)), parts }
}

export function scoreOf(form: AbilityForm): number {
  return form.scores.reduce((sum, { score }) => sum + score, 0)
}

function findBadScore(form: AbilityForm, most: Rules['most']): AbilityRefusal | undefined {
  const seen = new Set<Item>()
  for (const { item, score } of form.scores) {
    if (seen.has(item)) return { code: 'ability-item-twice', item }
    if (score > most[item]) return { code: 'ability-score-out-of-range', item, most: most[item] }
    seen.add(item)
  }
  return undefined
}

function findBadIncident(form: AbilityForm): AbilityRefusal | undefined {
  for (const { on } of form.findings.incidents ?? []) {
    if (parseDay(on) === undefined) return { code: 'ability-incident-no-day', day: on }
    if (on > form.assessedOn) return { code: 'ability-incident-after-assessment', day: on }
  }
  return undefined
}

const plainName = (name: string): string => name.replace(/\s/g, '')

function findBadAssessor(form: AbilityForm, barred: readonly string[]): AbilityRefusal | undefined {
  const seen = new Set<string>()
  for (const { name } of form.assessors) {
    if (seen.has(plainName(name))) return { code: 'ability-assessor-twice', name }
    if (barred.map(plainName).includes(plainName(name))) return { code: 'ability-assessor-barred', name }
    seen.add(plainName(name))
  }
  return undefined
}

function refuseUnless(of: AbilityState, version: number, ...statuses: readonly Status[]): AbilityRefusal | undefined {
  if (!statuses.includes(of.status)) return { code: 'ability-not-in-this-state', status: of.status }
  return of.version === version ? undefined : { code: 'ability-changed-meanwhile' }
}

/** Keeps a form, with gaps or without; what stands in it has to be possible. */
export function saveForm(
  of: AbilityState,
  request: { readonly version: number; readonly form: AbilityForm },
  facts: { readonly rules: Rules; readonly subject: Subject; readonly barred: readonly string[]; readonly today: Day },
): Outcome<Stepped, AbilityRefusal> {
  const { form, version } = request
  const refusal =
    refuseUnless(of, version, 'draft') ??
    findBadScore(form, facts.rules.most) ??
    findBadIncident(form) ??
    findBadAssessor(form, facts.barred)
  if (refusal !== undefined) return refuse(refusal)
  const on = readAssessedOn(form.assessedOn, facts.subject, { elderAge: facts.rules.elderAge, today: facts.today })
  return on.ok ? stepped : on
}

/** Both assessors put their names to a form without gaps. @law GB/T 42195-2022 评估主体 */
export function signForm(
  of: AbilityState,
  request: { readonly version: number; readonly signedBy: readonly string[] },
  facts: { readonly form: AbilityForm; readonly rules: Rules; readonly barred: readonly string[] },
): Outcome<Stepped, AbilityRefusal> {
  const { form, rules, barred } = facts
  const refusal = refuseUnless(of, request.version, 'draft') ?? findBadAssessor(form, barred)
  if (refusal !== undefined) return refuse(refusal)
  const missing = missingOf(form, rules)
  if (missing.items.length > 0 || missing.parts.length > 0) {
    return refuse({ code: 'ability-form-incomplete', items: missing.items.length, parts: missing.parts.length })
  }
  const unsigned = form.assessors.find(({ name }) => !request.signedBy.includes(name))
  return unsigned === undefined ? stepped : refuse({ code: 'ability-signature-missing', name: unsigned.name })
}

/** The county lets a result hold: never by whoever filled the form in. */
export function confirmResult(of: AbilityState, by: string, version: number): Outcome<Stepped, AbilityRefusal> {
  const refusal = refuseUnless(of, version, 'signed')
  if (refusal !== undefined) return refuse(refusal)
  return of.recordedBy === by ? refuse({ code: 'ability-needs-second-person' }) : stepped
}

/** The county gives a signed form back; both sign again after it was put right. */
export function returnForm(of: AbilityState, version: number): Outcome<Stepped, AbilityRefusal> {
  const refusal = refuseUnless(of, version, 'signed')
  return refusal === undefined ? stepped : refuse(refusal)
}

export function discardForm(of: AbilityState, version: number): Outcome<Stepped, AbilityRefusal> {
  const refusal = refuseUnless(of, version, 'draft')
  return refusal === undefined ? stepped : refuse(refusal)
}

/** The last day on which an objection is taken. */
export function objectUntil(confirmedOn: Day, objectionDays: number): Day {
  return addDays(confirmedOn, objectionDays)
}

/** The elder, or somebody for the elder, does not agree with the result. */
export function objectToResult(
  of: AbilityState,
  version: number,
  facts: { readonly objectionDays: number; readonly today: Day },
): Outcome<Stepped, AbilityRefusal> {
  const refusal = refuseUnless(of, version, 'confirmed')
  if (refusal !== undefined) return refuse(refusal)
  if (!of.holds || of.confirmedOn === null) return refuse({ code: 'ability-does-not-hold' })
  const until = objectUntil(of.confirmedOn, facts.objectionDays)
  return facts.today > until ? refuse({ code: 'ability-objection-too-late', until }) : stepped
}

/** Orders the assessment by others that answers an objection. */
export function orderReview(
  of: AbilityState,
  request: { readonly version: number; readonly assessedOn: string },
  facts: { readonly subject: Subject; readonly elderAge: number; readonly today: Day },
): Outcome<Opened, AbilityRefusal> {
  const refusal = refuseUnless(of, request.version, 'objected')
  if (refusal !== undefined) return refuse(refusal)
  if (facts.subject.underWay) return refuse({ code: 'ability-under-way' })
  return readAssessedOn(request.assessedOn, facts.subject, facts)
}

/** A change of the elder's state brings the next assessment forward to today. */
export function reportChange(of: AbilityState, version: number): Outcome<Stepped, AbilityRefusal> {
  const refusal = refuseUnless(of, version, 'confirmed')
  if (refusal !== undefined) return refuse(refusal)
  return of.holds ? stepped : refuse({ code: 'ability-does-not-hold' })
}
