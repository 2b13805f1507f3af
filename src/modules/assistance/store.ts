import { sql } from 'kysely'
import { type Programme, programmes } from '#contracts/assistance'
import type { DB, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { lastDayOf } from '#kernel/month'
import type { WorkCalendar } from '#kernel/working-days'
import { earlier, stepClock, totalClock } from './clock.ts'
import { evolve, replayCase } from './evolve.ts'
import type { Assessment } from './finding.ts'
import { type CaseEvent, type CaseState, type Happened, totalOf } from './model.ts'
import { type Standards, turnOf } from './procedure.ts'

export function readProgramme(text: string): Programme {
  const found = programmes.find((programme) => programme === text)
  if (found === undefined) throw new Error(`A stored value is unknown: ${text}`)
  return found
}

/** A case as it lies in the store, locked until the transaction ends. */
export interface StoredCase {
  readonly id: string
  readonly county: string
  readonly division: string
  readonly openedOn: Day
  readonly signalId: string | null
  readonly state: CaseState
}

interface EventRow {
  readonly seq: number
  readonly type: string
  readonly day: string
  readonly data: unknown
  readonly officer_id: string | null
}

/** Events are written by `saveMoves` from the union, and never changed: what is read is of the union. */
export function toEvent(row: EventRow): Happened {
  const data = row.data as Omit<CaseEvent, 'type'>
  return { ...data, type: row.type, seq: row.seq, day: row.day, officerId: row.officer_id } as Happened
}

/** The cases asked for, in the order of their ids, so that two transactions never wait for each other in a circle. */
export async function lockCases(tx: Transaction<DB>, ids: readonly string[]): Promise<StoredCase[]> {
  const rows = await tx
    .selectFrom('assistance_case')
    .select(['id', 'county', 'division', 'opened_on', 'signal_id'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  if (rows.length === 0) return []
  const found = rows.map(({ id }) => id)
  const events = await tx
    .selectFrom('assistance_event')
    .select(['case_id', 'seq', 'type', 'day', 'data', 'officer_id'])
    .where('case_id', 'in', found)
    .orderBy('case_id')
    .orderBy('seq')
    .execute()
  const byCase = Map.groupBy(events, ({ case_id }) => case_id)
  return rows.map((row) => ({
    id: row.id,
    county: row.county,
    division: row.division,
    // Written as a day.
    openedOn: row.opened_on as Day,
    signalId: row.signal_id,
    state: replayCase((byCase.get(row.id) ?? []).map(toEvent)),
  }))
}

/** One case and what has just been decided about it. */
export interface Move {
  readonly of: StoredCase
  readonly events: readonly CaseEvent[]
  /** What the policies said, when they were asked. */
  readonly assessment?: Assessment
}

export interface Moved extends Move {
  readonly before: CaseState | undefined
  readonly after: CaseState
  readonly happened: readonly Happened[]
}

/** The case after the events, which are numbered on. */
export function advance(
  before: CaseState | undefined,
  events: readonly CaseEvent[],
  of: { readonly day: Day; readonly officerId: string | null },
): { readonly after: CaseState; readonly happened: readonly Happened[] } {
  const first = (before?.version ?? 0) + 1
  const happened = events.map((event, index): Happened => ({ ...event, seq: first + index, ...of }))
  const after = happened.reduce<CaseState | undefined>(evolve, before)
  if (after === undefined) throw new Error('A case without events')
  return { after, happened }
}

/** A grace ends by itself with its last month. */
function lastDayOfGrace(state: CaseState): Day | null {
  const until = state.status === 'grace' ? state.grant?.until : null
  return until == null ? null : lastDayOf(until)
}

/** The columns that lists and clocks read, made from the state. */
function projection(state: CaseState, standards: Standards, calendar: WorkCalendar) {
  const [step, total] = [stepClock(state, standards, calendar), totalClock(state, standards, calendar)]
  const pressing = earlier(step, total)
  const proposed = (state.round?.deviation ?? state.round?.opinion)?.proposal
  return {
    household_id: state.householdId,
    person_id: state.applicantId,
    programme: state.programme,
    status: state.status,
    round: state.round?.round ?? 'none',
    step: state.step,
    turn: turnOf(state),
    accepted_on: state.round?.acceptedOn ?? null,
    step_due_on: step?.dueOn ?? null,
    due_on: pressing?.dueOn ?? null,
    yellow_on: pressing?.yellowOn ?? null,
    orange_on: pressing?.orangeOn ?? null,
    notice_closes_after: state.round?.notice?.closed === false ? state.round.notice.closesAfter : null,
    paused: state.round?.pausedOn != null,
    near_relative: state.nearRelative,
    sampled: state.round?.sampled ?? false,
    amount_fen: state.grant === null ? null : String(totalOf(state.grant.amounts)),
    proposed_fen: proposed === undefined ? null : String(totalOf(proposed.amounts)),
    recheck_due_on: state.recheckDueOn,
    valid_until: state.validUntil ?? lastDayOfGrace(state),
    version: state.version,
  }
}

/** A new case's row; its events are saved like any others. */
export async function insertCase(
  tx: Transaction<DB>,
  of: {
    readonly division: string
    readonly openedOn: Day
    readonly signalId: string | null
    readonly state: CaseState
  },
): Promise<StoredCase> {
  const { division, openedOn, signalId, state } = of
  const county = division.slice(0, 6)
  const { id } = await tx
    .insertInto('assistance_case')
    .values({
      county,
      division,
      household_id: state.householdId,
      person_id: state.applicantId,
      programme: state.programme,
      status: state.status,
      round: 'none',
      step: 'none',
      turn: 'nobody',
      opened_on: openedOn,
      signal_id: signalId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, county, division, openedOn, signalId, state }
}

/** Writes events and the rows of their cases: two statements, however many cases. */
export async function saveMoves(
  tx: Transaction<DB>,
  moved: readonly Moved[],
  of: { readonly standards: (division: string) => Standards; readonly calendar: WorkCalendar },
): Promise<void> {
  const events = moved.flatMap((move) =>
    move.happened.map(({ seq, type, day, officerId, ...data }) => ({
      case_id: move.of.id,
      county: move.of.county,
      division: move.of.division,
      seq,
      type,
      day,
      officer_id: officerId,
      data,
    })),
  )
  await sql`insert into assistance_event (case_id, seq, county, division, type, day, data, officer_id)
    select case_id, seq, county, division, type, day, data, officer_id from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      as e(case_id bigint, seq integer, county text, division text, type text, day date, data jsonb, officer_id bigint)`.execute(
    tx,
  )
  const rows = moved.map((move) => ({
    id: move.of.id,
    ...projection(move.after, of.standards(move.of.division), of.calendar),
  }))
  await sql`update assistance_case c set programme = r.programme, status = r.status, round = r.round, step = r.step,
      turn = r.turn, accepted_on = coalesce(r.accepted_on, c.accepted_on), step_due_on = r.step_due_on, due_on = r.due_on,
      yellow_on = r.yellow_on, orange_on = r.orange_on, notice_closes_after = r.notice_closes_after, paused = r.paused, near_relative = r.near_relative,
      sampled = c.sampled or r.sampled, amount_fen = r.amount_fen, proposed_fen = r.proposed_fen, recheck_due_on = r.recheck_due_on,
      valid_until = r.valid_until, version = r.version
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id bigint, programme text, status text, round text,
      step text, turn text, accepted_on date, step_due_on date, due_on date, yellow_on date, orange_on date, notice_closes_after date, paused boolean, near_relative boolean, sampled boolean, amount_fen bigint, proposed_fen bigint, recheck_due_on date,
      valid_until date, version integer)
    where c.id = r.id`.execute(tx)
}

/** Makes the rows of cases again from their events: what lists and clocks read is never more than that. */
export async function projectAgain(
  tx: Transaction<DB>,
  ids: readonly string[],
  of: { readonly standards: (division: string) => Standards; readonly calendar: WorkCalendar },
): Promise<void> {
  const cases = await lockCases(tx, ids)
  await saveMoves(
    tx,
    cases.map((found) => ({ of: found, events: [], before: found.state, after: found.state, happened: [] })),
    of,
  )
}

/** Keeps what a decision stands on, and gives each the number by which its event names it. */
export async function insertFindings(
  tx: Transaction<DB>,
  of: readonly { readonly case: Pick<StoredCase, 'id' | 'county' | 'division'>; readonly assessment: Assessment }[],
): Promise<string[]> {
  if (of.length === 0) return []
  const rows = await tx
    .insertInto('assistance_finding')
    .values(
      of.map(({ case: { id, county, division }, assessment }) => ({
        case_id: id,
        county,
        division,
        as_of: assessment.asOf,
        known_at: assessment.knownAt,
        policies_digest: assessment.policiesDigest,
        answer: assessment.answer,
      })),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
