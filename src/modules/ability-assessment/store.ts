import { sql, type Updateable } from 'kysely'
import {
  type AbilityFindings,
  type AbilityForm,
  type AbilityOutcome,
  adjustments,
  backgrounds,
  items,
  type Reason,
  type Status,
} from '#contracts/ability-assessment'
import type { DB, Keys, Transaction } from '#db'
import { type Day, day, parseDay } from '#kernel/day'
import type { AbilityState, Subject } from './decide.ts'
import { reasonNames, statusNames } from './messages.zh.ts'

export interface StoredAssessment extends AbilityState {
  readonly id: string
  readonly county: string
  readonly division: string
  readonly personId: string
  readonly reason: Reason
  readonly objectedId: string | null
  readonly form: AbilityForm
  readonly outcome: AbilityOutcome | null
}

export interface StoredSubject extends Subject {
  readonly personId: string
  readonly county: string
  readonly division: string
}

const findingsColumn = 'ability_assessment.findings'
export const objectionColumn = 'ability_assessment.objection'
export const changeColumn = 'ability_assessment.change'

/** Nothing asked and nothing written; also what those see who only read results. */
export const noFindings: AbilityFindings = {
  informant: null,
  coma: null,
  dementia: null,
  disorder: null,
  incidents: null,
  illnesses: '',
  medication: '',
  healthIssues: [],
  healthNote: '',
}

export function oneOf<const T extends string>(values: readonly T[], text: string): T {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`A stored value is unknown: ${text}`)
  return found
}

// The keys of the texts are the members of the unions.
const statuses = Object.keys(statusNames) as Status[]
const reasons = Object.keys(reasonNames) as Reason[]
export const readStatus = (text: string): Status => oneOf(statuses, text)
export const readReason = (text: string): Reason => oneOf(reasons, text)

export function readFindings(keys: Keys, cipher: Buffer | null): AbilityFindings {
  if (cipher === null) return noFindings
  // Only `saveContents` writes this text, from a request that the contract has let through.
  return JSON.parse(keys.decrypt(findingsColumn, cipher)) as AbilityFindings
}

interface OutcomeRow {
  readonly score: number | null
  readonly first_level: number | null
  readonly adjustment: string | null
  readonly level: number | null
}

export function outcomeFrom(row: OutcomeRow): AbilityOutcome | null {
  const { score, first_level: firstLevel, adjustment, level } = row
  if (score === null || firstLevel === null || adjustment === null || level === null) return null
  return { score, firstLevel, adjustment: oneOf(adjustments, adjustment), level }
}

/** The parts of a form that lie in tables of their own. */
export async function loadParts(
  tx: Transaction<DB>,
  id: string,
): Promise<Pick<AbilityForm, 'scores' | 'assessors'> & { readonly signatures: { name: string; path: string }[] }> {
  const scores = await tx
    .selectFrom('ability_score')
    .select(['item', 'score'])
    .where('assessment_id', '=', id)
    .execute()
  const assessors = await tx
    .selectFrom('ability_assessor')
    .select(['name', 'background', 'employer', 'signature'])
    .where('assessment_id', '=', id)
    .orderBy('seat')
    .execute()
  return {
    scores: scores.map(({ item, score }) => ({ item: oneOf(items, item), score })),
    assessors: assessors.map(({ name, background, employer }) => ({
      name,
      background: oneOf(backgrounds, background),
      employer: employer ?? '',
    })),
    signatures: assessors.flatMap(({ name, signature }) => (signature === null ? [] : [{ name, path: signature }])),
  }
}

export async function lockAssessment(
  tx: Transaction<DB>,
  keys: Keys,
  id: string,
): Promise<StoredAssessment | undefined> {
  const row = await tx.selectFrom('ability_assessment').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) return undefined
  const { scores, assessors } = await loadParts(tx, id)
  return {
    id: row.id,
    county: row.county,
    division: row.division,
    personId: row.person_id,
    status: readStatus(row.status),
    reason: readReason(row.reason),
    version: row.version,
    holds: row.holds,
    recordedBy: row.recorded_by,
    confirmedOn: row.confirmed_on === null ? null : day(row.confirmed_on),
    objectedId: row.objected_id,
    outcome: outcomeFrom(row),
    form: {
      assessedOn: row.assessed_on,
      place: row.place ?? '',
      assessors,
      scores,
      findings: readFindings(keys, row.findings_cipher),
    },
  }
}

/** A person as the register knows it now, without waiting for anybody; `except` is the assessment that asks. */
export async function findSubject(
  tx: Transaction<DB>,
  personId: string,
  except = '0',
): Promise<StoredSubject | undefined> {
  // Two who begin with the same person wait for each other.
  await sql`select pg_advisory_xact_lock(hashtext(${`ability:${personId}`}))`.execute(tx)
  const person = await tx
    .selectFrom('person')
    .select(['id', 'county', 'division', 'birth_day'])
    .where('id', '=', personId)
    .executeTakeFirst()
  if (person === undefined) return undefined
  const death = await tx
    .selectFrom('fact')
    .select('day_value')
    .where('subject', '=', 'p')
    .where('subject_id', '=', personId)
    .where('fact', '=', 'deathDay')
    .where('superseded_at', 'is', null)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst()
  const others = await tx
    .selectFrom('ability_assessment')
    .select(['status', 'assessed_on', 'holds'])
    .where('person_id', '=', personId)
    .where('id', '<>', except)
    .where('status', 'not in', ['replaced', 'discarded'])
    .execute()
  const last = others.find(({ holds }) => holds)
  return {
    personId: person.id,
    county: person.county,
    division: person.division,
    birthDay: parseDay(person.birth_day ?? '') ?? null,
    deathDay: parseDay(death?.day_value ?? '') ?? null,
    underWay: others.some(({ status }) => status === 'draft' || status === 'signed'),
    last: last === undefined ? undefined : { assessedOn: day(last.assessed_on), status: readStatus(last.status) },
  }
}

/** The names of those whose result was objected to. */
export async function listBarred(tx: Transaction<DB>, objectedId: string | null): Promise<string[]> {
  if (objectedId === null) return []
  const rows = await tx.selectFrom('ability_assessor').select('name').where('assessment_id', '=', objectedId).execute()
  return rows.map(({ name }) => name)
}

export async function insertAssessment(
  tx: Transaction<DB>,
  of: {
    readonly subject: StoredSubject
    readonly reason: Reason
    readonly assessedOn: Day
    readonly objectedId: string | null
    readonly by: string
    readonly today: Day
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('ability_assessment')
    .values({
      county: of.subject.county,
      division: of.subject.division,
      person_id: of.subject.personId,
      reason: of.reason,
      assessed_on: of.assessedOn,
      objected_id: of.objectedId,
      recorded_by: of.by,
      recorded_on: of.today,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

type Values = Partial<Omit<Updateable<DB['ability_assessment']>, 'id' | 'version'>>

/** Writes what a step has changed; the version tells the next officer that something has. */
export async function change(tx: Transaction<DB>, id: string, values: Values): Promise<void> {
  await tx
    .updateTable('ability_assessment')
    .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Puts the whole form in the place of what was kept before. */
export async function saveContents(
  tx: Transaction<DB>,
  keys: Keys,
  of: StoredAssessment,
  form: AbilityForm,
  by: string,
): Promise<void> {
  const { id, county, division } = of
  await change(tx, id, {
    assessed_on: form.assessedOn,
    place: form.place.trim(),
    findings_cipher: keys.encrypt(findingsColumn, JSON.stringify(form.findings)),
    recorded_by: by,
  })
  await tx.deleteFrom('ability_score').where('assessment_id', '=', id).execute()
  await tx.deleteFrom('ability_assessor').where('assessment_id', '=', id).execute()
  if (form.scores.length > 0) {
    await tx
      .insertInto('ability_score')
      .values(form.scores.map(({ item, score }) => ({ assessment_id: id, county, division, item, score })))
      .execute()
  }
  if (form.assessors.length > 0) {
    await tx
      .insertInto('ability_assessor')
      .values(
        form.assessors.map(({ name, background, employer }, seat) => ({
          assessment_id: id,
          county,
          division,
          seat,
          name: name.trim(),
          background,
          employer: employer.trim() === '' ? null : employer.trim(),
        })),
      )
      .execute()
  }
}

export async function saveSignatures(
  tx: Transaction<DB>,
  id: string,
  signatures: readonly { readonly name: string; readonly path: string }[],
): Promise<void> {
  for (const { name, path } of signatures) {
    await tx
      .updateTable('ability_assessor')
      .set({ signature: path })
      .where('assessment_id', '=', id)
      .where('name', '=', name)
      .execute()
  }
}

/** What was put right has to be signed anew. */
export async function dropSignatures(tx: Transaction<DB>, id: string): Promise<void> {
  await tx.updateTable('ability_assessor').set({ signature: null }).where('assessment_id', '=', id).execute()
}

/** The result that held until now gives way to a newer one. */
export async function replaceHolding(tx: Transaction<DB>, personId: string): Promise<void> {
  await tx
    .updateTable('ability_assessment')
    .set((eb) => ({ status: 'replaced', holds: false, version: eb('version', '+', 1) }))
    .where('person_id', '=', personId)
    .where('holds', '=', true)
    .execute()
}
