import { type RawBuilder, sql } from 'kysely'
import type { CaseList, CaseListRequest, CaseMeeting, EscalationList, RecheckPlan } from '#contracts/assistance'
import { outcomes, type Programme } from '#contracts/assistance'
import type { Actor, Role } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { addMonths, type Day } from '#kernel/day'
import { placeNames } from '#modules/division'
import { readStep, selectCases, toRows } from './case-rows.ts'
import { meetingColumns } from './decisions.zh.ts'

/** What a role waits for, in the words of the queue's indexes, so that they are used. */
const townshipTurn = sql<boolean>`c.turn in ('township', 'both')`
const leaderTurn = sql<boolean>`c.turn = 'leader'`
const turnOfRole: Readonly<Record<Role, RawBuilder<boolean>>> = {
  'village-worker': townshipTurn,
  'township-clerk': townshipTurn,
  'county-officer': sql<boolean>`c.turn in ('county', 'both')`,
  'county-leader': leaderTurn,
  'prefecture-supervisor': leaderTurn,
}

const isRunning = sql<boolean>`(c.status in ('papers', 'open') or c.round <> 'none')`

/** Which cases are asked for; the step is left to the page, so that the counts of all steps stay on screen. */
function asked(request: CaseListRequest, role: Role): RawBuilder<boolean> {
  const queue = request.queue ?? 'mine'
  const { programme, status, householdId, division } = request
  const conditions = [
    sql<boolean>`true`,
    ...(queue === 'all' ? [] : [isRunning]),
    ...(queue === 'mine' ? [turnOfRole[role]] : []),
    ...(programme === undefined ? [] : [sql<boolean>`c.programme = ${programme}`]),
    ...(status === undefined ? [] : [sql<boolean>`c.status = ${status}`]),
    ...(householdId === undefined ? [] : [sql<boolean>`c.household_id = ${householdId}::bigint`]),
    ...(division === undefined || division === ''
      ? []
      : [sql<boolean>`c.division >= ${division} and c.division < ${`${division}~`}`]),
  ]
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/** How many cases are looked at to be counted by step: beyond it a desk has other worries than the exact number. */
const mostCounted = 10_000

async function countSteps(tx: Transaction<DB>, wanted: RawBuilder<boolean>, today: Day): Promise<CaseList['counts']> {
  const { rows } = await sql<{ step: string; cases: string; late: string }>`
    select step, count(*) as cases, count(*) filter (where due_on < ${today}::date) as late
    from (select c.step, c.due_on from assistance_case c where ${wanted} limit ${mostCounted}) counted
    group by step order by step`.execute(tx)
  return rows.map(({ step, cases, late }) => ({ step: readStep(step), cases: Number(cases), late: Number(late) }))
}

/** A page of cases, those that are due first; a page begins after the last row of the one before. */
export async function listCases(
  tx: Transaction<DB>,
  actor: Actor,
  request: CaseListRequest,
  today: Day,
): Promise<CaseList> {
  const limit = request.limit ?? 50
  const late = sql<string>`coalesce(c.due_on, '9999-12-31'::date)`
  const wanted = asked(request, actor.role)
  let page = selectCases(tx).where(wanted)
  if (request.step !== undefined) page = page.where('c.step', '=', request.step)
  const after = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(request.after ?? '')
  if (after !== null) {
    page = page.where(sql<boolean>`(${late}, c.id) > (${after[1] ?? ''}::date, ${after[2] ?? ''}::bigint)`)
  }
  const found = await page
    .orderBy(late)
    .orderBy('c.id')
    .limit(limit + 1)
    .execute()
  const last = found.length > limit ? found[limit - 1] : undefined
  const items = await toRows(tx, found.slice(0, limit), today)
  const counted = request.queue === 'all' || after !== null ? [] : await countSteps(tx, wanted, today)
  return {
    items,
    next: last === undefined ? null : `${last.due_on ?? '9999-12-31'}_${last.id}`,
    counts: counted,
  }
}

/** Cases that wait for a decision side by side, with what the policies say about each. */
export async function readMeeting(tx: Transaction<DB>, programme: Programme, today: Day): Promise<CaseMeeting> {
  const found = await selectCases(tx)
    .where(isRunning)
    .where('c.programme', '=', programme)
    .where('c.step', 'in', ['decision', 'confirmation'])
    .orderBy('c.due_on')
    .orderBy('c.id')
    .limit(200)
    .execute()
  const rows = await toRows(tx, found, today)
  if (rows.length === 0) return { columns: [...meetingColumns], items: [] }
  const ids = rows.map(({ id }) => id)
  const findings = await sql<{ case_id: string; values: Record<string, unknown> }>`
    select distinct on (case_id) case_id, answer::jsonb -> 'aside' as values from assistance_finding
    where case_id = any(${ids}::bigint[]) order by case_id, id desc`.execute(tx)
  const opinions = await sql<{ case_id: string; outcome: string; deviation: string | null }>`
    select distinct on (case_id) case_id, data -> 'proposal' ->> 'outcome' as outcome, data ->> 'deviation' as deviation
    from assistance_event where case_id = any(${ids}::bigint[]) and type = 'opinion-given' order by case_id, seq desc`.execute(
    tx,
  )
  const objected = await sql<{ case_id: string; n: string }>`select case_id, count(*) as n from assistance_event
    where case_id = any(${ids}::bigint[]) and type = 'objected' group by case_id`.execute(tx)
  const valuesOf = new Map(findings.rows.map(({ case_id, values }) => [case_id, values]))
  const opinionOf = new Map(opinions.rows.map((row) => [row.case_id, row]))
  const objectionsOf = new Map(objected.rows.map(({ case_id, n }) => [case_id, Number(n)]))
  return {
    columns: [...meetingColumns],
    items: rows.map((row) => {
      const opinion = opinionOf.get(row.id)
      return {
        ...row,
        outcome: outcomes.find((outcome) => outcome === opinion?.outcome) ?? null,
        deviation: opinion?.deviation ?? null,
        objections: objectionsOf.get(row.id) ?? 0,
        values: meetingColumns.map((column) => {
          const value = valuesOf.get(row.id)?.[column]
          return typeof value === 'string' || typeof value === 'number' ? String(value) : null
        }),
      }
    }),
  }
}

/** Which looks are due when and where, up to a day; the first two hundred of a place by name. */
export async function planRechecks(
  tx: Transaction<DB>,
  of: { readonly division: string | undefined; readonly months: number },
  today: Day,
): Promise<RecheckPlan> {
  const through = addMonths(today, of.months)
  const place = of.division ?? ''
  const where = sql`c.status in ('active', 'grace') and c.round = 'none' and c.recheck_due_on <= ${through}::date
    and c.division >= ${place} and c.division < ${`${place}~`}`
  const months = await sql<{ month: string; cases: string; overdue: string }>`
    select to_char(c.recheck_due_on, 'YYYY-MM') as month, count(*) as cases,
      count(*) filter (where c.recheck_due_on < ${today}::date) as overdue
    from assistance_case c where ${where} group by 1 order by 1`.execute(tx)
  const townships = await sql<{ township: string; cases: string; overdue: string; next: string | null }>`
    select left(c.division, 9) as township, count(*) as cases,
      count(*) filter (where c.recheck_due_on < ${today}::date) as overdue, min(c.recheck_due_on)::text as next
    from assistance_case c where ${where} group by 1 order by 1`.execute(tx)
  const first = await selectCases(tx)
    .where(sql<boolean>`${where}`)
    .orderBy('c.recheck_due_on')
    .orderBy('c.id')
    .limit(200)
    .execute()
  const places = await placeNames(
    tx,
    townships.rows.map(({ township }) => township),
  )
  return {
    months: months.rows.map((row) => ({ ...row, cases: Number(row.cases), overdue: Number(row.overdue) })),
    townships: townships.rows.map(({ township, cases, overdue, next }) => ({
      division: township,
      place: places.get(township) ?? township,
      cases: Number(cases),
      overdue: Number(overdue),
      next,
    })),
    items: await toRows(tx, first, today),
  }
}

/** Who must be told of clocks that run out, the newest first. */
export async function listEscalations(tx: Transaction<DB>, role: Role): Promise<EscalationList> {
  const rows = await tx
    .selectFrom('escalation')
    .select(['id', 'subject', 'clock', 'level', 'due_on', 'raised_on', 'division'])
    .where('told_role', '=', role)
    .where('settled_on', 'is', null)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  const places = await placeNames(tx, [...new Set(rows.map(({ division }) => division))])
  return {
    items: rows.map((row) => {
      const { level } = row
      if (level !== 'yellow' && level !== 'orange' && level !== 'red') throw new Error(`Unknown level ${level}`)
      return {
        id: row.id,
        subject: row.subject,
        caseId: row.subject.startsWith('case:') ? row.subject.slice('case:'.length) : null,
        clock: row.clock,
        level,
        dueOn: row.due_on,
        raisedOn: row.raised_on,
        place: places.get(row.division) ?? row.division,
      }
    }),
  }
}
