import {
  type ColumnDefinition,
  facts,
  headOfHousehold,
  type FactName,
  householdColumns,
  memberColumns,
  noneOf,
  obligorColumns,
  wholeUnits,
} from '#facts'
import type { RegisterTables } from '#sweep/register'
import { addMonths, type Day, endOfMonth } from '#kernel/day'
import { sqlText } from '#sweep/sql-text'

/** The DuckDB type of a column, in the Parquet file and so in every compiled policy. */
export function columnType(of: ColumnDefinition): string {
  switch (of.type) {
    case 'number':
      return of.unit !== undefined && wholeUnits.has(of.unit) ? 'INTEGER' : 'DECIMAL(18,2)'
    case 'text':
      return 'VARCHAR'
    case 'day':
      return 'DATE'
    case 'boolean':
      return 'BOOLEAN'
  }
}

/** Index of a month: year × 12 + month − 1. */
function monthIndex(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
}

/**
 * The last of the twelve months of the income window: the month of the day itself when the day ends it, else the
 * month before, since a month that still runs has no full income.
 */
function lastWindowMonth(asOf: Day): number {
  return endOfMonth(asOf) === asOf ? monthIndex(asOf) : monthIndex(asOf) - 1
}

const valueColumn = {
  number: 'number_value',
  text: 'text_value',
  day: 'day_value',
  boolean: "text_value = 'true'",
} as const

/**
 * One aggregate over the rows of a subject in `facts_in_force` (see snapshotStatements). What does not belong to it is
 * null inside, which aggregates pass over: DuckDB sets every `filter (where …)` up with room for the columns of all
 * aggregates of the question, so that seventy of them cost more than the rows.
 */
function aggregate(of: ColumnDefinition, asOf: Day): string {
  if (of.from === 'registry') throw new Error('Registry columns are not aggregated')
  const { fact, aggregate: how } = of.from
  const value = valueColumn[facts[fact].type]
  const where = (condition: string, then: string): string => `case when fact = '${fact}'${condition} then ${then} end`
  const latestBy = where(' and newest', '(valid_from, instance)')
  const last = lastWindowMonth(asOf)
  const first = last - 11
  switch (how) {
    case 'latest':
      return `arg_max(${value}, ${latestBy})`
    case 'started': {
      // Somebody may have said that there is none: then nothing has begun.
      return `case when arg_max(text_value, ${latestBy}) = '${noneOf.text}' then date '${noneOf.day}'
        else max(${where(' and in_force and begins', 'valid_from')}) end`
    }
    case 'count':
      return `count(${where(' and newest', '1')})`
    case 'sum':
      return `sum(${where(' and newest', 'number_value')})`
    case 'current':
      return `sum(${where(' and in_force', 'number_value')})`
    case 'window-sum': {
      const inWindow = ` and valid_from > date '${addMonths(asOf, -12)}' and valid_from <= date '${asOf}'`
      return `sum(${where(inWindow, 'number_value')})`
    }
    case 'window-mean': {
      const months = `greatest(0, least(until_month, ${last + 1}) - greatest(from_month, ${first}))`
      return `sum(${where('', `(number_value * 100)::hugeint * ${months}`)})`
    }
  }
}

/** (total fen × months) ÷ 12 in yuan, rounded half-even to the fen, without ever passing through a float. */
function meanOfYear(total: string): string {
  const roundsUp = `${total} % 12 > 6 or (${total} % 12 = 6 and (${total} // 12) % 2 = 1)`
  return `((${total} // 12 + case when ${roundsUp} then 1 else 0 end)::decimal(20,0) * 0.01::decimal(3,2))`
}

/** Turns an aggregate into the column's value; "none" is a value where a complete delivery says so. */
function finish(name: string, of: ColumnDefinition, covered: ReadonlySet<string>): string {
  if (of.from === 'registry') throw new Error('Registry columns are not aggregated')
  const { fact, aggregate: how } = of.from
  const raw = how === 'count' ? `nullif("${name}", 0)` : `"${name}"`
  const typed = `${how === 'window-mean' ? meanOfYear(raw) : raw}::${columnType(of)}`
  return of.absent === 'none' && covered.has(fact)
    ? `coalesce(${typed}, '${noneOf[of.type]}'::${columnType(of)})`
    : typed
}

/**
 * A fact of which a row still lies in quarantine is unknown for its person, though the delivery was complete: a
 * total would be too small and an absence would not be one.
 */
function finishMember(name: string, of: ColumnDefinition, covered: ReadonlySet<string>): string {
  if (of.from === 'registry') throw new Error('Registry columns are not aggregated')
  const { fact, aggregate: how } = of.from
  const readable = how === 'latest' || how === 'started' ? ` and "${name}" is null` : ''
  return `case when list_contains(u.facts, '${fact}')${readable} then null else ${finish(name, of, covered)} end`
}

type Columns = Readonly<Record<string, ColumnDefinition>>

function recorded(columns: Columns): [string, ColumnDefinition][] {
  return Object.entries(columns).filter(([, of]) => of.from !== 'registry')
}

const completedYears = (birth: string, asOf: Day): string => `datesub('year', ${birth}, date '${asOf}')::integer`

const pack = (columns: Columns, own: Readonly<Record<string, string>>): string =>
  Object.entries(columns)
    .map(([name, of]) => `"${name}" := ${own[name] ?? `"${name}"`}::${columnType(of)}`)
    .join(', ')

/** The facts with what the aggregates ask of each: whether it holds on the day, is the newest, and begins a value. */
function factsInForce(tables: RegisterTables, asOf: Day): string {
  const last = lastWindowMonth(asOf)
  const monthOf = (day: string): string =>
    `(year(${day}) * 12 + month(${day}) - 1 + case when day(${day}) > 1 then 1 else 0 end)`
  return `select *, in_force and row_number() over (partition by subject, subject_id, fact, instance, in_force order by valid_from desc) = 1 as newest,
      value is distinct from lag(value) over (partition by subject, subject_id, fact, instance, in_force order by valid_from) as begins
    from (
      select *, valid_from <= date '${asOf}' and (valid_until is null or valid_until > date '${asOf}') as in_force,
        coalesce(number_value::varchar, text_value, day_value::varchar) as value,
        ${monthOf('valid_from')} as from_month,
        case when valid_until is null then ${last + 1} else ${monthOf('valid_until')} end as until_month
      from ${tables.facts})`
}

export interface RowWork {
  readonly asOf: Day
  /** Facts of which a complete delivery is at hand: who does not occur in it has none. */
  readonly covered: ReadonlySet<FactName>
}

/** The tables on the way from the exported register to rows, by name; each may use those before it. */
function intermediateTables(tables: RegisterTables, { asOf, covered }: RowWork): Readonly<Record<string, string>> {
  const grouped = (columns: Columns): string =>
    recorded(columns)
      .map(([name, of]) => `${aggregate(of, asOf)} as "${name}"`)
      .join(',\n  ')
  const finished = (columns: Columns): string =>
    recorded(columns)
      .map(([name, of]) => `${finish(name, of, covered)} as "${name}"`)
      .join(',\n  ')
  const finishedMember = recorded(memberColumns)
    .map(([name, of]) => `${finishMember(name, of, covered)} as "${name}"`)
    .join(',\n  ')
  const ofMember = {
    personId: 'person_id',
    birthDay: 'birth_day',
    age: completedYears('birth_day', asOf),
    isApplicant: 'is_applicant',
  }
  const ofObligor = { age: completedYears('"birthDay"', asOf) }
  return {
    facts_in_force: factsInForce(tables, asOf),
    unsettled: `select person_id, list(distinct fact) as facts
       from ${tables.unsettled} group by person_id`,
    person_facts: `select subject_id,\n  ${grouped(memberColumns)}\n from facts_in_force where subject = 'p' group by subject_id`,
    members: `select household_id, list(struct_pack(${pack(memberColumns, ofMember)}) order by relation <> '${headOfHousehold}', birth_day, person_id) as members
       from (
         select m.household_id, m.person_id, m.relation, m.sex, m.birth_day, m.is_applicant, ${finishedMember}
         from ${tables.members} m
         left join person_facts p on p.subject_id = m.person_id
         left join unsettled u on u.person_id = m.person_id)
       group by household_id`,
    obligors: `select subject_id as household_id, list(struct_pack(${pack(obligorColumns, ofObligor)}) order by instance) as obligors
       from (select subject_id, instance, ${finished(obligorColumns)}
             from (select subject_id, instance, ${grouped(obligorColumns)} from facts_in_force
                   where subject = 'o' and in_force group by subject_id, instance))
       group by subject_id`,
    household_facts: `select subject_id, obligors_listed, ${finished(householdColumns)}
       from (select subject_id, ${grouped(householdColumns)},
               coalesce(bool_or(case when fact = '${obligorsListed}' and newest then text_value = 'true' end), false) as obligors_listed
             from facts_in_force where subject = 'h' group by subject_id)`,
  }
}

/** Says of a household that all its obligors are recorded, so that none recorded means that there is none. */
const obligorsListed = 'obligorsListed' satisfies FactName

function rows(tables: RegisterTables, { covered }: RowWork): string {
  const all = covered.has('obligorBirthDay') ? 'true' : 'coalesce(f.obligors_listed, false)'
  return `select h.id::varchar as "householdId", h.division, ${recorded(householdColumns)
    .map(([name]) => `f."${name}"`)
    .join(', ')},
      m.members, case when ${all} then coalesce(o.obligors, []) else o.obligors end as obligors
    from ${tables.households} h
    join members m on m.household_id = h.id
    left join household_facts f on f.subject_id = h.id
    left join obligors o on o.household_id = h.id
    order by h.division, h.id`
}

/**
 * The statements that make the population snapshot from the exported register: one row a household, members and
 * obligors as lists of structs, ordered by place so that a township's households lie together.
 */
export function snapshotStatements(tables: RegisterTables, work: RowWork & { readonly target: string }): string[] {
  return [
    ...Object.entries(intermediateTables(tables, work)).map(([name, query]) => `create table ${name} as ${query}`),
    `copy (${rows(tables, work)}) to ${sqlText(work.target)} (format parquet, compression zstd, row_group_size 20000)`,
  ]
}

/** The same rows in one question that leaves nothing behind, as JSON: for some households of a register. */
export function rowQuestion(tables: RegisterTables, work: RowWork): string {
  const steps = Object.entries(intermediateTables(tables, work)).map(
    ([name, query]) => `${name} as materialized (${query})`,
  )
  return `with ${steps.join(',\n')} select "householdId", to_json(r)::varchar as row from (${rows(tables, work)}) r`
}
