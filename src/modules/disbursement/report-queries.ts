import { type RawBuilder, sql } from 'kysely'
import type { MonthlyReport, PaymentReport } from '#contracts/disbursement'
import type { DB, Transaction } from '#db'
import { fen, formatYuan } from '#kernel/fen'
import { addToMonth, type Month } from '#kernel/month'
import { placeNames } from '#modules/division'
import { programmeNames } from '#messages/assistance'
import { reportHeaders, reportNames } from './messages.zh.ts'
import { amount, readProgramme } from './store.ts'

/** What was owed in a month, a row a case. */
function owedIn(of: Month): RawBuilder<unknown> {
  return sql`select * from entitlement where superseded_at is null and from_month <= ${of}
                and (until_month is null or until_month >= ${of})`
}

const sum = (table: string): RawBuilder<unknown> => {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${table}.${name}`)
  return sql`${column('basic_fen')} + ${column('uplift_fen')} + ${column('care_fen')}`
}

/** Which changes from the month before a report is about, and the amounts that it sets side by side. */
const changes: Readonly<
  Record<
    Exclude<PaymentReport, 'natural-decrease' | 'left-without-cover'>,
    { where: RawBuilder<unknown>; amount: 'all' | 'basic' | 'uplift' }
  >
> = {
  added: { where: sql`a.id is null`, amount: 'all' },
  stopped: { where: sql`b.id is null`, amount: 'all' },
  raised: { where: sql`b.basic_fen > a.basic_fen`, amount: 'basic' },
  lowered: { where: sql`b.basic_fen < a.basic_fen`, amount: 'basic' },
  'uplift-lowered': { where: sql`b.uplift_fen < a.uplift_fen`, amount: 'uplift' },
}

function amountOf(table: 'a' | 'b', which: 'all' | 'basic' | 'uplift'): RawBuilder<unknown> {
  const value = which === 'all' ? sum(table) : sql.ref(`${table}.${which}_fen`)
  return sql`case when ${sql.ref(`${table}.id`)} is null then 0 else ${value} end`
}

function changeQuery(of: Month, report: keyof typeof changes): RawBuilder<unknown> {
  const { where, amount: which } = changes[report]
  return sql`
    select coalesce(b.id, a.id) as id, ${amountOf('a', which)} as before, ${amountOf('b', which)} as after,
           coalesce(b.decision, a.ended_by, a.decision) as decision, coalesce(b.payee_person_id, a.payee_person_id) as person_id,
           (select count(*) from entitlement_member m where m.entitlement_id = coalesce(b.id, a.id)) as persons
      from (${owedIn(addToMonth(of, -1))}) a full join (${owedIn(of)}) b using (case_id) where ${where}`
}

/** Who had died before the month; set apart, since the planner cannot guess how few they are. */
function deadBefore(of: Month): RawBuilder<unknown> {
  return sql`dead as materialized (
    select distinct f.subject_id as person_id from fact f
     where f.subject = 'p' and f.fact = 'deathDay' and f.superseded_at is null and to_char(f.day_value, 'YYYY-MM') < ${of})`
}

/** Persons who were covered and have died: with their share gone, or the whole case. */
function deathQuery(of: Month): RawBuilder<unknown> {
  return sql`
    with ${deadBefore(of)},
    a as materialized (
      select e.*, m.person_id from dead join entitlement_member m using (person_id)
        join (${owedIn(addToMonth(of, -1))}) e on e.id = m.entitlement_id)
    select coalesce(b.id, a.id) as id, ${amountOf('a', 'all')} as before, ${amountOf('b', 'all')} as after,
           coalesce(b.decision, a.ended_by) as decision, a.person_id, 1 as persons
      from a left join (${owedIn(of)}) b using (case_id)
     where not exists (select from entitlement_member n where n.entitlement_id = b.id and n.person_id = a.person_id)`
}

/** Living persons who were covered the month before and have nothing at all now. */
function uncoveredQuery(of: Month): RawBuilder<unknown> {
  return sql`
    with ${deadBefore(addToMonth(of, 1))},
    now as materialized (
      select n.person_id from (${owedIn(of)}) b join entitlement_member n on n.entitlement_id = b.id)
    select a.id, ${sum('a')} as before, 0 as after, a.ended_by as decision, m.person_id, 1 as persons
      from (${owedIn(addToMonth(of, -1))}) a join entitlement_member m on m.entitlement_id = a.id
     where not exists (select from now where now.person_id = m.person_id)
       and not exists (select from dead where dead.person_id = m.person_id)`
}

function queryOf(of: Month, report: PaymentReport): RawBuilder<unknown> {
  if (report === 'natural-decrease') return deathQuery(of)
  if (report === 'left-without-cover') return uncoveredQuery(of)
  return changeQuery(of, report)
}

/**
 * The number of the letter by which a decision such as `case:12#7` was made known; nothing where none was written, as
 * for a case that was taken over. The letter goes out on the day of the decision, and its kind is the outcome's.
 */
const letterNumber: RawBuilder<string | null> = sql`(
  select l.number from assistance_event v join letter l on l.case_id = v.case_id and l.issued_on = v.day
     and l.kind = case v.data->'proposal'->>'outcome' when 'grant' then 'decision' else v.data->'proposal'->>'outcome' end
   where v.case_id = e.case_id and v.seq::text = split_part(r.decision, '#', 2) and v.type = 'decided'
   order by l.id desc limit 1)`

/** A monthly report of a civil-affairs office, out of what was owed in the month and in the one before. */
export async function monthlyReport(tx: Transaction<DB>, of: Month, report: PaymentReport): Promise<MonthlyReport> {
  // Compiling the expressions of a county's table takes longer than reading it.
  await sql`select set_config('jit', 'off', true), set_config('work_mem', '64MB', true)`.execute(tx)
  const { rows } = await sql<{
    case_id: string
    household_id: string
    household: string
    programme: string
    division: string
    person: string
    persons: string
    before: string
    after: string
    decision: string | null
  }>`
    with r as materialized (${queryOf(of, report)})
    select e.case_id, e.household_id, h.number as household, e.programme, e.division, p.name as person,
           r.persons::text, r.before::text, r.after::text, ${letterNumber} as decision
      from r join entitlement e on e.id = r.id
      join household h on h.id = e.household_id join person p on p.id = r.person_id
     order by e.programme, e.division, e.case_id, r.person_id`.execute(tx)
  const places = await placeNames(tx, [...new Set(rows.map((row) => row.division))])
  const items = rows.map((row) => ({
    caseId: row.case_id,
    householdId: row.household_id,
    household: row.household,
    programme: readProgramme(row.programme),
    place: places.get(row.division) ?? row.division,
    person: row.person,
    persons: Number(row.persons),
    before: formatYuan(amount(row.before)),
    after: formatYuan(amount(row.after)),
    change: formatYuan(fen(amount(row.after) - amount(row.before))),
    decision: row.decision,
  }))
  return { month: of, report, title: reportNames[report], items }
}

/** A cell that a spreadsheet takes for text and not for a formula. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]/.test(text) || /^-\D/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The report as a table that spreadsheets open in the right encoding. */
export function reportCsv(of: MonthlyReport): string {
  const rows = of.items.map((row) => [
    programmeNames[row.programme],
    row.place,
    row.household,
    row.person,
    String(row.persons),
    row.before,
    row.after,
    row.change,
    row.decision ?? '',
  ])
  return `\u{FEFF}${[[...reportHeaders], ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
}
