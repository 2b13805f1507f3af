import { type RawBuilder, sql } from 'kysely'
import type { CaseList, CaseListRequest, CaseMeeting, EscalationList, RecheckPlan } from '#contracts/assistance'
import { outcomes, type Programme, type Turn } from '#contracts/assistance'
import type { Actor, Role } from '#contracts/officer'
import type { DB, Transaction } from '#db'
import { addMonths, type Day } from '#kernel/day'
import { placeNames } from '#modules/division'
import { readStep, selectCases, toRows } from './case-rows.ts'
import { meetingColumns } from './decisions.zh.ts'

/** Whose turn a role waits for. */
const turnsOf: Readonly<Record<Role, readonly Turn[]>> = {
  'village-worker': ['township', 'both'],
  'township-clerk': ['township', 'both'],
  'county-officer': ['county', 'both'],
  'county-leader': ['leader'],
  'prefecture-supervisor': ['leader'],
}

/** In the words of the queue's index, so that it is used. */
const isRunning = sql<boolean>`(c.status in ('papers', 'open') or c.round <> 'none')`

/** Which cases are asked for; the step is left to the page, so that the counts of all steps stay on screen. */
function asked(request: CaseListRequest, role: Role): RawBuilder<boolean> {
  const queue = request.queue ?? 'mine'
  const { programme, status, householdId, division } = request
  const conditions = [
    sql<boolean>`true`,
    ...(queue === 'all' ? [] : [isRunning]),
    ...(queue === 'mine' ? [sql<boolean>`c.turn = any(${[...turnsOf[role]]}::text[])`] : []),
    ...(programme === undefined ? [] : [sql<boolean>`c.programme = ${programme}`]),
    ...(status === undefined ? [] : [sql<boolean>`c.status = ${status}`]),
    ...(householdId === undefined ? [] : [sql<boolean>`c.household_id = ${householdId}::bigint`]),
    ...(division === undefined || division === ''
      ? []
      : [sql<boolean>`c.division >= ${division} and c.division < ${`${division}~`}`]),
  ]
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
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
  const counted =
    request.queue === 'all' || after !== null
      ? []
      : await tx
          .selectFrom('assistance_case as c')
          .where(wanted)
          .select((eb) => [
            'c.step',
            eb.fn.countAll<string>().as('cases'),
            eb.fn.countAll<string>().filterWhere('c.due_on', '<', today).as('late'),
          ])
          .groupBy('c.step')
          .execute()
  return {
    items,
    next: last === undefined ? null : `${last.due_on ?? '9999-12-31'}_${last.id}`,
    counts: counted.map(({ step, cases, late: overdue }) => ({
      step: readStep(step),
      cases: Number(cases),
      late: Number(overdue),
    })),
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
