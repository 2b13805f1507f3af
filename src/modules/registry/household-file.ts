import { sql } from 'kysely'
import type { HouseholdFile, Member, RecordedFact, TimelineEntry } from '#contracts/registry'
import type { DB, Keys, Transaction } from '#db'
import { type FactDefinition, type FactName, facts, headOfHousehold } from '#facts'
import type { Day } from '#kernel/day'
import { formatYuan, parseYuan } from '#kernel/fen'
import { resultNames } from '#messages/monitoring'
import type { CivilPolicies } from '#policy-files'
import { booleanNames, sourceNames, timelineTexts } from './messages.zh.ts'
import { ageAt, placesWithin } from './queries.ts'

/** Facts whose coming is an event in the life of a household. */
const telling: ReadonlySet<FactName> = new Set([
  'deathDay',
  'seriousIllness',
  'disabilityIssuedOn',
  'unemployedSince',
  'benefitApprovedOn',
  'benefitEndedOn',
  'custody',
])

function isFactName(text: string): text is FactName {
  return text in facts
}

interface FactRow {
  readonly subject: string
  readonly subject_id: string
  readonly fact: string
  readonly instance: string
  readonly value: string
  readonly valid_from: string
  readonly valid_until: string | null
  readonly recorded_at: Date
  readonly batch_id: string
}

async function readFacts(tx: Transaction<DB>, householdId: string, personIds: readonly string[]): Promise<FactRow[]> {
  return (
    tx
      .selectFrom('fact')
      .select(['subject', 'subject_id', 'fact', 'instance', 'valid_from', 'valid_until', 'recorded_at', 'batch_id'])
      .select(sql<string>`coalesce(number_value::text, text_value, day_value::text)`.as('value'))
      .where('superseded_at', 'is', null)
      .where((eb) =>
        eb.or([
          eb.and([eb('subject', 'in', ['h', 'o']), eb('subject_id', '=', householdId)]),
          eb.and([eb('subject', '=', 'p'), eb('subject_id', 'in', personIds.length === 0 ? ['0'] : [...personIds])]),
        ]),
      )
      .orderBy('valid_from', 'desc')
      // The days of one delivery are often all alike: without an order of their own the rows would change places.
      .orderBy('subject')
      .orderBy('subject_id')
      .orderBy('fact')
      .orderBy('instance')
      .limit(2000)
      .execute()
  )
}

function shownValue(definition: FactDefinition, value: string): string {
  if (definition.type === 'boolean') return booleanNames[value === 'true' ? 'true' : 'false']
  if (definition.type === 'number') return value.replace(/\.0+$/, '')
  return value
}

function toRecorded(row: FactRow, revealed: boolean): RecordedFact {
  if (!isFactName(row.fact)) throw new Error(`The store holds the unknown fact ${row.fact}`)
  const definition: FactDefinition = facts[row.fact]
  const masked = definition.sensitivity === 'sensitive' && !revealed
  return {
    name: definition.zh,
    value: masked ? null : shownValue(definition, row.value),
    unit: definition.unit ?? null,
    masked,
    instance: masked ? '' : row.instance,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    source: sourceNames[definition.source],
    recordedAt: row.recorded_at.toISOString(),
    batchId: row.batch_id,
  }
}

async function readMembers(tx: Transaction<DB>, householdId: string) {
  return (
    tx
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.person_id')
      .select([
        'person.id',
        'person.name',
        'person.sex',
        'person.birth_day',
        'person.resident_id_tail',
        'person.resident_id_cipher',
        'person.phone_cipher',
        'membership.relation',
        'membership.valid_from',
        'membership.valid_until',
      ])
      .where('membership.household_id', '=', householdId)
      .where('membership.superseded_at', 'is', null)
      .orderBy(sql`membership.relation <> ${headOfHousehold}`)
      .orderBy('person.birth_day')
      // As the snapshot orders them, so that 成员2 of a reason is the second member of the file.
      .orderBy('person.id')
      .execute()
  )
}

type MemberRow = Awaited<ReturnType<typeof readMembers>>[number]

function toMember(
  row: MemberRow,
  rows: readonly FactRow[],
  means: { revealed: boolean; keys: Keys; today: Day },
): Member {
  const tail = row.resident_id_tail === null ? null : `****${row.resident_id_tail}`
  return {
    personId: row.id,
    name: row.name,
    relation: row.relation,
    sex: row.sex === 'male' || row.sex === 'female' ? row.sex : null,
    birthDay: row.birth_day,
    age: ageAt(row.birth_day, means.today),
    since: row.valid_from,
    residentId:
      means.revealed && row.resident_id_cipher !== null
        ? means.keys.decrypt('person.resident_id', row.resident_id_cipher)
        : tail,
    phone: means.revealed && row.phone_cipher !== null ? means.keys.decrypt('person.phone', row.phone_cipher) : null,
    facts: rows
      .filter((fact) => fact.subject === 'p' && fact.subject_id === row.id)
      .map((fact) => toRecorded(fact, means.revealed)),
  }
}

/** The amount as it is written in a sentence; undefined when nothing is due or the amount is not known. */
function dueAmount(amount: string | null): string | undefined {
  const due = amount === null ? undefined : parseYuan(amount)
  return due === undefined || due <= 0n ? undefined : formatYuan(due)
}

/** What befell the members; what befell several on one day alike is one entry with all their names. */
function tellFacts(rows: readonly FactRow[], names: ReadonlyMap<string, string>, revealed: boolean): TimelineEntry[] {
  const told = rows.flatMap((row) => {
    if (!isFactName(row.fact) || !telling.has(row.fact)) return []
    const definition: FactDefinition = facts[row.fact]
    const hidden = definition.sensitivity === 'sensitive' && !revealed
    const value = hidden ? undefined : shownValue(definition, row.value)
    return [{ on: row.valid_from, name: definition.zh, value, who: names.get(row.subject_id) ?? '' }]
  })
  return [...Map.groupBy(told, ({ on, name, value }) => `${on} ${name} ${value ?? ''}`).values()].flatMap((alike) => {
    const [first] = alike
    if (first === undefined) return []
    const who = [...new Set(alike.map((entry) => entry.who))].join('、')
    const text =
      first.value === undefined
        ? timelineTexts.hiddenFact(who, first.name)
        : timelineTexts.fact(who, first.name, first.value)
    return [{ on: first.on, kind: 'fact', text }]
  })
}

async function readTimeline(
  tx: Transaction<DB>,
  householdId: string,
  members: readonly MemberRow[],
  rows: readonly FactRow[],
  means: { revealed: boolean; policies: CivilPolicies },
): Promise<TimelineEntry[]> {
  const names = new Map(members.map(({ id, name }) => [id, name]))
  const titleOf = (code: string): string =>
    means.policies.indicators.find((indicator) => indicator.code === code)?.title ?? code
  const determinations = await tx
    .selectFrom('determination')
    .select(['category', 'amount', 'as_of'])
    .where('household_id', '=', householdId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  const signals = await tx
    .selectFrom('signal')
    .select([
      'code',
      'raised_on',
      'result',
      sql<string | null>`(closed_at at time zone 'Asia/Shanghai')::date::text`.as('closed_on'),
    ])
    .where('household_id', '=', householdId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  const known = Object.entries(resultNames)
  const entries: TimelineEntry[] = [
    ...[...Map.groupBy(members, (row) => row.valid_from)].map(
      ([on, joined]): TimelineEntry => ({ on, kind: 'member', text: timelineTexts.joined(joined) }),
    ),
    ...members.flatMap((row): TimelineEntry[] =>
      row.valid_until === null ? [] : [{ on: row.valid_until, kind: 'member', text: timelineTexts.left(row.name) }],
    ),
    ...tellFacts(rows, names, means.revealed),
    ...determinations.map(
      (row): TimelineEntry => ({
        on: row.as_of,
        kind: 'determination',
        text:
          row.category === null
            ? timelineTexts.undetermined
            : timelineTexts.determined(row.category, dueAmount(row.amount)),
      }),
    ),
    ...signals.flatMap((row): TimelineEntry[] => [
      { on: row.raised_on, kind: 'signal', text: timelineTexts.signal(titleOf(row.code)) },
      ...(row.closed_on === null
        ? []
        : [
            {
              on: row.closed_on,
              kind: 'signal' as const,
              text: timelineTexts.closed(titleOf(row.code), known.find(([code]) => code === row.result)?.[1] ?? ''),
            },
          ]),
    ]),
  ]
  return entries.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)).slice(0, 200)
}

/** Everything known of a household, sensitive facts masked unless the reader has given a purpose. */
export async function findHouseholdFile(
  tx: Transaction<DB>,
  id: string,
  means: { revealed: boolean; keys: Keys; today: Day; policies: CivilPolicies },
): Promise<HouseholdFile | undefined> {
  const household = await tx
    .selectFrom('household')
    .select(['id', 'number', 'division', 'address'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (household === undefined) return undefined
  const members = await readMembers(tx, id)
  const rows = await readFacts(
    tx,
    id,
    members.map((member) => member.id),
  )
  const placeOf = await placesWithin(tx, [household.division])
  const determination = await tx
    .selectFrom('determination')
    .select(['as_of', 'category', 'amount', 'income_per_head', 'size', 'register_category', 'register_amount'])
    .where('household_id', '=', id)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  const now = members.filter(({ valid_until }) => valid_until === null)
  const obligorNumbers = [
    ...new Set(rows.filter(({ subject }) => subject === 'o').map(({ instance }) => instance)),
  ].sort()
  return {
    id: household.id,
    number: household.number,
    headName: now[0]?.name ?? '',
    place: placeOf(household.division),
    address: household.address,
    revealed: means.revealed,
    determination:
      determination === undefined
        ? null
        : {
            asOf: determination.as_of,
            category: determination.category,
            amount: determination.amount,
            incomePerHead: means.revealed ? determination.income_per_head : null,
            size: determination.size,
            registerCategory: determination.register_category,
            registerAmount: determination.register_amount,
          },
    members: now.map((row) => toMember(row, rows, means)),
    facts: rows.filter(({ subject }) => subject === 'h').map((row) => toRecorded(row, means.revealed)),
    obligors: obligorNumbers.map((number) => ({
      number,
      facts: rows
        .filter((row) => row.subject === 'o' && row.instance === number)
        .map((row) => toRecorded(row, means.revealed)),
    })),
    timeline: await readTimeline(tx, id, members, rows, means),
  }
}
