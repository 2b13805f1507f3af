import pg from 'pg'
import { facts, type CellType, type FactMapping, type Feed } from '#facts'

/** The type of a staged column; text keeps what needs no arithmetic. */
const sqlTypes: Readonly<Record<CellType, string>> = {
  text: 'text',
  'resident-id': 'text',
  yuan: 'numeric',
  number: 'numeric',
  day: 'date',
  month: 'date',
  level: 'numeric',
  'yes-no': 'text',
  division: 'text',
  'disability-card': 'text',
}

const subjects = {
  person: { letter: 'p', id: 'person_id' },
  household: { letter: 'h', id: 'household_id' },
  obligor: { letter: 'o', id: 'household_id' },
} as const

/** Keys of feeds are words of our own, so that quoting is all they need. */
export function stagedColumn(key: string): string {
  return `"c_${key}"`
}

/** The columns of a feed that its facts are made from. */
export function stagedKeys(feed: Feed): readonly string[] {
  const keys = new Set<string>()
  for (const mapping of feed.facts) {
    if (typeof mapping.value === 'string') keys.add(mapping.value)
    keys.add(mapping.from)
    if (mapping.until !== undefined) keys.add(mapping.until)
    if (mapping.when !== undefined) keys.add(mapping.when.column)
    for (const key of mapping.instance ?? []) keys.add(key)
  }
  return [...keys]
}

function typeOf(feed: Feed, key: string): CellType {
  const column = feed.columns[key]
  if (column === undefined) throw new Error(`The feed ${feed.title} has no column ${key}`)
  return column.type
}

export function stagedDefinitions(feed: Feed): readonly string[] {
  return stagedKeys(feed).map((key) => `${stagedColumn(key)} ${sqlTypes[typeOf(feed, key)]}`)
}

/** A last month is inclusive: the fact holds until the first day of the month after it. */
function untilOf(feed: Feed, key: string | undefined): string {
  if (key === undefined) return 'null::date'
  const column = stagedColumn(key)
  return typeOf(feed, key) === 'month' ? `(${column} + interval '1 month')::date` : column
}

function selectFacts(feed: Feed, mapping: FactMapping): string {
  const { subject, type } = facts[mapping.fact]
  const { letter, id } = subjects[subject]
  const value =
    typeof mapping.value === 'string' ? stagedColumn(mapping.value) : pg.escapeLiteral(mapping.value.constant)
  const instance = (mapping.instance ?? []).map((key) => `${stagedColumn(key)}::text`)
  const conditions = [`${value} is not null`, `${stagedColumn(mapping.from)} is not null`, `${id} is not null`]
  if (mapping.when !== undefined) {
    const values = mapping.when.in.map((text) => pg.escapeLiteral(text)).join(', ')
    conditions.push(`${stagedColumn(mapping.when.column)} in (${values})`)
  }
  return `select '${letter}'::"char" as subject, ${id} as subject_id, '${mapping.fact}'::text collate "C" as fact,
    ${instance.length === 0 ? `''` : `concat_ws('|', ${instance.join(', ')})`}::text collate "C" as instance,
    ${type === 'number' ? `${value}::numeric` : 'null::numeric'} as number_value,
    ${type === 'text' || type === 'boolean' ? `${value}::text` : 'null::text'} as text_value,
    ${type === 'day' ? `${value}::date` : 'null::date'} as day_value,
    ${stagedColumn(mapping.from)} as valid_from, ${untilOf(feed, mapping.until)} as valid_until, line
  from staged where ${conditions.join(' and ')}`
}

/** Every fact that the staged rows say; of two about the same thing from the same day the last line holds. */
export function incomingFacts(feed: Feed): string {
  return `select distinct on (subject, subject_id, fact, instance, valid_from) * from (
    ${feed.facts.map((mapping) => selectFacts(feed, mapping)).join('\n  union all\n  ')}) said
  order by subject, subject_id, fact, instance, valid_from, line desc`
}
