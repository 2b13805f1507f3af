import { sqlText } from '#sweep/sql-text'

/** The decisions that a simulation compares, and the category that says that a household has none. */
export interface ComparedDecisions {
  readonly category: string
  readonly amount: string
  readonly none: string
}

/**
 * People by age and by degree of disability as statistics group them; the groups decide nothing. The degree of somebody
 * without a disability certificate is 0.
 */
const groups = {
  age: {
    column: 'age',
    keys: [
      { key: '0-17', holds: 'x < 18' },
      { key: '18-44', holds: 'x between 18 and 44' },
      { key: '45-59', holds: 'x between 45 and 59' },
      { key: '60-79', holds: 'x between 60 and 79' },
      { key: '80+', holds: 'x >= 80' },
      { key: 'unknown', holds: 'x is null' },
    ],
  },
  disability: {
    column: 'disabilityLevel',
    keys: [
      { key: '1-2', holds: 'x between 1 and 2' },
      { key: '3-4', holds: 'x between 3 and 4' },
      { key: 'none', holds: 'x = 0' },
      { key: 'unknown', holds: 'x is null' },
    ],
  },
} as const
export type AgeBand = (typeof groups.age.keys)[number]['key']
export type DisabilityDegree = (typeof groups.disability.keys)[number]['key']

const groupColumns = Object.entries(groups).flatMap(([by, { keys }]) =>
  keys.map(({ key, holds }) => ({ by, key, column: `"${by} ${key}"`, holds })),
)

/** Category and amount of every household by a compiled policy; money in whole fen. */
function decided(compiled: string, of: ComparedDecisions): string {
  return `select "householdId"::bigint as household_id, division, "${of.category}"::varchar as category,
    ("${of.amount}"::decimal(16,2) * 100)::decimal(18,0)::bigint as fen from (${compiled})`
}

/** Writes what holds today for every household, with who lives in it: worked out once for a day and a text of policies. */
export function copyBefore(snapshot: string, compiled: string, of: ComparedDecisions, target: string): string {
  const counted = groupColumns
    .map(({ by, column, holds }) => `len(list_filter("${by}", lambda x: ${holds}))::integer as ${column}`)
    .join(', ')
  // One short list for each grouping first: filtering the members themselves takes twice as long.
  const lists = Object.entries(groups)
    .map(([by, { column }]) => `list_transform(members, lambda m: m."${column}") as "${by}"`)
    .join(', ')
  return `copy (
    select b.*, p.* exclude (person_household) from (${decided(compiled, of)}) b
    join (select person_household, people, ${counted}
          from (select "householdId"::bigint as person_household, len(members)::integer as people, ${lists}
                from read_parquet(${sqlText(snapshot)}))) p on p.person_household = b.household_id
    order by b.division, b.household_id
  ) to ${sqlText(target)} (format parquet, compression zstd)`
}

/**
 * What becomes of every household: it gains a category or loses its own, changes category or amount, or stays as it
 * is. Where either answer is not known the outcome is not known, and never a loss.
 */
export function compareStatement(compiled: string, of: ComparedDecisions): string {
  const none = sqlText(of.none)
  return `create or replace table compared as select *,
    case when category is null or fen is null or new_category is null or new_fen is null then
        case when category is not distinct from new_category and fen is not distinct from new_fen then 'same' else 'unknown' end
      when category = ${none} and new_category <> ${none} then 'gain'
      when category <> ${none} and new_category = ${none} then 'lose'
      when category <> new_category or fen <> new_fen then 'change'
      else 'same' end as kind,
    category is not null and fen is not null and new_category is not null and new_fen is not null as known
    from (select b.*, a.category as new_category, a.fen as new_fen
          from before b join (${decided(compiled, of)}) a using (household_id))`
}

const outcomes = ['gain', 'lose', 'change'] as const
export type Outcome = (typeof outcomes)[number]
export const shownOutcomes = [...outcomes, 'unknown'] as const
export type ShownOutcome = (typeof shownOutcomes)[number]

const affected = `kind in (${outcomes.map(sqlText).join(', ')})`
const tally = `
  count(*) filter (kind = 'gain') as gain, count(*) filter (kind = 'lose') as lose, count(*) filter (kind = 'change') as change,
  count(*) filter (kind = 'unknown') as unknown, coalesce(sum(people) filter (${affected}), 0)::bigint as people,
  coalesce(sum(fen) filter (known), 0)::bigint as fen_before, coalesce(sum(new_fen) filter (known), 0)::bigint as fen_after`

/** Everything, all of the county. */
export function totalQuestion(within: string): string {
  return `select ${tally}, count(*) as households,
    count(*) filter (category is null or fen is null) as unknown_before,
    count(*) filter (new_category is null or new_fen is null) as unknown_after,
    count(*) filter (known and fen = 0 and new_fen > 0) as begins,
    count(*) filter (known and fen > 0 and new_fen = 0) as ends,
    count(*) filter (known and fen > 0 and new_fen > fen) as more,
    count(*) filter (known and new_fen > 0 and new_fen < fen) as less
    from compared where ${below(within)}`
}

function below(division: string): string {
  if (!/^\d*$/.test(division)) throw new Error('A division is digits')
  return `division like '${division}%'`
}

/** One row a township; of nine digits, by which townships are told apart. */
export function townshipQuestion(within: string): string {
  return `select division[1:9] as township, ${tally} from compared where ${below(within)} group by 1 order by 1`
}

/** People of the affected households by age and by disability, one row a group. */
export function peopleQuestion(within: string): string {
  return groupColumns
    .map(
      ({ by, key, column }, place) => `select ${place} as place, ${sqlText(by)} as by, ${sqlText(key)} as key,
        ${outcomes.map((kind) => `coalesce(sum(${column}) filter (kind = '${kind}'), 0)::bigint as ${kind}`).join(', ')}
        from compared where ${below(within)}`,
    )
    .join(' union all ')
    .concat(' order by place')
}

/** From which category to which, households and money. */
export function moveQuestion(within: string): string {
  return `select category, new_category, count(*) as households, sum(people)::bigint as people,
    (coalesce(sum(new_fen), 0) - coalesce(sum(fen), 0))::bigint as fen
    from compared where ${affected} and ${below(within)} group by all order by households desc, category, new_category`
}

export interface HouseholdFilter {
  readonly within: string
  readonly outcome?: ShownOutcome
  readonly offset: number
  readonly limit: number
}

/** Affected households, those with most money at stake first. */
export function householdQuestion(of: HouseholdFilter): string {
  const kind = of.outcome === undefined ? affected : `kind = '${of.outcome}'`
  return `select household_id, division, people, category, new_category, fen, new_fen, kind from compared
    where ${kind} and ${below(of.within)}
    order by abs(coalesce(new_fen, 0) - coalesce(fen, 0)) desc, household_id limit ${of.limit} offset ${of.offset}`
}
