import { sql } from 'kysely'
import type {
  AbilityDetail,
  AbilityForm,
  AbilityHistoryRow,
  AbilityOutcome,
  AbilityPerson,
  AbilityPersonFile,
  Act,
  Status,
} from '#contracts/ability-assessment'
import type { DB, Keys, Transaction } from '#db'
import { ageOn, type Day, day, parseDay } from '#kernel/day'
import { placeNames } from '#modules/division'
import { missingOf, objectUntil, type Rules } from './decide.ts'
import { type Assessed, assessedOf } from './level.ts'
import {
  changeColumn,
  listBarred,
  loadParts,
  noFindings,
  objectionColumn,
  oneOf,
  outcomeFrom,
  readFindings,
  readReason,
  readStatus,
} from './store.ts'

export interface PersonColumns {
  readonly person_id: string
  readonly household_id: string | null
  readonly name: string
  readonly sex: string | null
  readonly birth_day: string | null
  readonly division: string
}

const sexes = ['male', 'female'] as const

/** Township and village, without the county that all that one officer sees have in common. */
export async function personsFrom(
  tx: Transaction<DB>,
  rows: readonly PersonColumns[],
  today: Day,
): Promise<AbilityPerson[]> {
  const names = await placeNames(
    tx,
    rows.map(({ division }) => division),
  )
  return rows.map((row) => {
    const birth = parseDay(row.birth_day ?? '')
    return {
      personId: row.person_id,
      householdId: row.household_id,
      name: row.name,
      sex: row.sex === null ? null : oneOf(sexes, row.sex),
      birthDay: row.birth_day,
      age: birth === undefined ? null : ageOn(birth, today),
      place: (names.get(row.division) ?? row.division).split(' ').slice(1).join(' '),
    }
  })
}

async function findPerson(tx: Transaction<DB>, personId: string, today: Day): Promise<AbilityPerson | undefined> {
  const row = await tx
    .selectFrom('person as p')
    .leftJoin('membership as m', (join) =>
      join.onRef('m.person_id', '=', 'p.id').on('m.valid_until', 'is', null).on('m.superseded_at', 'is', null),
    )
    .select(['p.id as person_id', 'm.household_id', 'p.name', 'p.sex', 'p.birth_day', 'p.division'])
    .where('p.id', '=', personId)
    .executeTakeFirst()
  return row === undefined ? undefined : (await personsFrom(tx, [row], today))[0]
}

async function listHistory(tx: Transaction<DB>, personId: string): Promise<AbilityHistoryRow[]> {
  const rows = await tx
    .selectFrom('ability_assessment')
    .select(['id', 'status', 'reason', 'assessed_on', 'level', 'score'])
    .where('person_id', '=', personId)
    .where('status', '<>', 'discarded')
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    status: readStatus(row.status),
    reason: readReason(row.reason),
    assessedOn: row.assessed_on,
    level: row.level,
    score: row.score,
  }))
}

export async function findPersonFile(
  tx: Transaction<DB>,
  personId: string,
  today: Day,
): Promise<AbilityPersonFile | undefined> {
  const person = await findPerson(tx, personId, today)
  return person === undefined ? undefined : { person, history: await listHistory(tx, personId) }
}

const actsIn: Readonly<Record<Status, readonly Act[]>> = {
  draft: ['save', 'sign', 'discard'],
  signed: ['confirm', 'return'],
  confirmed: ['object', 'report-change'],
  objected: ['review'],
  replaced: [],
  discarded: [],
}

type AbilityPermission = 'ability:assess' | 'ability:review'
const permissionOf: Readonly<Record<Act, AbilityPermission>> = {
  save: 'ability:assess',
  sign: 'ability:assess',
  discard: 'ability:assess',
  object: 'ability:assess',
  'report-change': 'ability:assess',
  confirm: 'ability:review',
  return: 'ability:review',
  review: 'ability:review',
}

interface Asker {
  readonly keys: Keys
  readonly today: Day
  readonly rulesAt: (division: string) => Rules
  readonly levelAt: (of: Assessed, division: string) => AbilityOutcome
  readonly officerId: string
  readonly may: (permission: AbilityPermission) => boolean
}

/** One assessment with all that is known; undefined when it is not there or not in the officer's place. */
export async function findAssessment(tx: Transaction<DB>, id: string, of: Asker): Promise<AbilityDetail | undefined> {
  const { keys, today, officerId, may } = of
  const row = await tx
    .selectFrom('ability_assessment as a')
    .innerJoin('officer as r', 'r.id', 'a.recorded_by')
    .leftJoin('officer as c', 'c.id', 'a.confirmed_by')
    .selectAll('a')
    .select(['r.name as recorder', 'c.name as confirmer'])
    .where('a.id', '=', id)
    .executeTakeFirst()
  const person = row === undefined ? undefined : await findPerson(tx, row.person_id, today)
  if (row === undefined || person === undefined) return undefined
  const { signatures, ...parts } = await loadParts(tx, id)
  const form: AbilityForm = {
    assessedOn: row.assessed_on,
    place: row.place ?? '',
    findings: readFindings(keys, row.findings_cipher),
    ...parts,
  }
  const rules = of.rulesAt(row.division)
  const missing = missingOf(form, rules)
  const isFull = missing.items.length === 0 && missing.parts.length === 0
  const status = readStatus(row.status)
  const until = row.confirmed_on === null ? null : objectUntil(day(row.confirmed_on), rules.objectionDays)
  const closed: Partial<Record<Act, boolean>> = {
    object: !row.holds || until === null || until < today,
    'report-change': !row.holds,
    confirm: row.recorded_by === officerId,
    review: await hasUnderWay(tx, row.person_id),
  }
  const seesHealth = may('ability:assess')
  return {
    ...form,
    findings: seesHealth ? form.findings : noFindings,
    healthWithheld: !seesHealth,
    id,
    version: row.version,
    status,
    reason: readReason(row.reason),
    person,
    standard: standardFrom(rules),
    // Of a full draft, what it would come to.
    outcome:
      outcomeFrom(row) ?? (isFull && status === 'draft' ? of.levelAt(assessedOf(form, rules), row.division) : null),
    missingItems: missing.items,
    missingParts: missing.parts,
    signatures,
    recordedBy: row.recorder,
    recordedOn: row.recorded_on,
    signedOn: row.signed_on,
    confirmedBy: row.confirmer,
    confirmedOn: row.confirmed_on,
    nextDueOn: row.holds ? row.next_due_on : null,
    changeReportedOn: row.change_reported_on,
    // What was reported and objected tells of health as well.
    change: row.change_cipher === null || !seesHealth ? null : keys.decrypt(changeColumn, row.change_cipher),
    returnNote: row.return_note,
    objectedOn: row.objected_on,
    objection:
      row.objection_cipher === null || !seesHealth ? null : keys.decrypt(objectionColumn, row.objection_cipher),
    objectUntil: until,
    objectedId: row.objected_id,
    barredAssessors: await listBarred(tx, row.objected_id),
    holds: row.holds,
    history: await listHistory(tx, row.person_id),
    next: actsIn[status].filter((act) => may(permissionOf[act]) && closed[act] !== true),
  }
}

async function hasUnderWay(tx: Transaction<DB>, personId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('ability_assessment')
    .select(sql`1`.as('one'))
    .where('person_id', '=', personId)
    .where('status', 'in', ['draft', 'signed'])
    .executeTakeFirst()
  return row !== undefined
}

function standardFrom(rules: Rules): AbilityDetail['standard'] {
  const { most, assessors, professionals, incidentDays, objectionDays } = rules
  return {
    // The keys of the record are the items.
    items: (Object.keys(most) as (keyof typeof most)[]).map((item) => ({ item, most: most[item] })),
    assessors,
    professionals,
    incidentDays,
    objectionDays,
  }
}
