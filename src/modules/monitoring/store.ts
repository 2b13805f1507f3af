import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { levels, results, type Result, type Route, routes, statuses } from '#contracts/monitoring'
import type { DB, Transaction } from '#db'
import type { SignalState } from './decide.ts'

function member<const T extends readonly string[]>(values: T, text: string): T[number] {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`A stored value is unknown: ${text}`)
  return found
}

export const readLevel = (text: string): (typeof levels)[number] => member(levels, text)
export const readRoute = (text: string): Route => member(routes, text)
export const readStatus = (text: string): (typeof statuses)[number] => member(statuses, text)
export const readResult = (text: string): Result => member(results, text)

/** Signals locked in the order of their ids, so that two officers with two selections cannot lock each other out. */
export async function lockSignals(
  tx: Transaction<DB>,
  ids: readonly string[],
): Promise<(SignalState & { division: string })[]> {
  const rows = await tx
    .selectFrom('signal')
    .select(['id', 'status', 'route', 'result', 'version', 'division'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map((row) => ({
    id: row.id,
    status: readStatus(row.status),
    route: readRoute(row.route),
    result: row.result === null ? null : readResult(row.result),
    version: row.version,
    division: row.division,
  }))
}

export async function saveAssigned(tx: Transaction<DB>, id: string, officerId: string): Promise<void> {
  await tx
    .updateTable('signal')
    .set((eb) => ({ status: 'assigned', assigned_to: officerId, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function saveClosed(
  tx: Transaction<DB>,
  id: string,
  result: Result,
  note: string,
  officerId: string,
): Promise<void> {
  await tx
    .updateTable('signal')
    .set((eb) => ({
      status: 'closed',
      result,
      result_note: note,
      closed_at: sql`now()`,
      closed_by: officerId,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

export async function addSignalEvent(
  tx: Transaction<DB>,
  of: {
    signalId: string
    division: string
    kind: 'raised' | 'assigned' | 'closed'
    officerId: string | null
    detail: Readonly<Record<string, string>>
  },
): Promise<void> {
  await tx
    .insertInto('signal_event')
    .values({
      county: of.division.slice(0, 6),
      division: of.division,
      signal_id: of.signalId,
      kind: of.kind,
      officer_id: of.officerId,
      detail: JSON.stringify(of.detail),
    })
    .execute()
}

/** Which sweep results are of, and the file of the marks of touched households that were seen beside them. */
export interface LastResults {
  readonly lastSweep: string
  readonly touched: string
}

/** The last results of a county, for comparison, as CSV. */
export async function exportLastResults(
  client: pg.PoolClient,
  files: { previous: string; running: string; touched: string },
): Promise<LastResults> {
  const copy = (query: string, file: string) =>
    pipeline(client.query(copyTo(`copy (${query}) to stdout (format csv)`)), createWriteStream(file))
  await copy(
    `select household_id, category, amount, income, income_per_head, size, register_category, register_amount
     from determination where superseded_at is null`,
    files.previous,
  )
  await copy('select household_id, code from episode where ended_on is null', files.running)
  await copy('select household_id, touched_at from touched_household', files.touched)
  return { lastSweep: await lastSweepOf(client), touched: files.touched }
}

async function lastSweepOf(client: pg.PoolClient): Promise<string> {
  const found = await client.query<{ last: string | null }>('select max(id) as last from sweep')
  return found.rows[0]?.last ?? '0'
}

/** One signal that a sweep raises, ready to be written. */
export interface NewSignal {
  readonly householdId: string
  readonly division: string
  readonly code: string
  readonly level: string
  readonly route: string
  readonly evidence: string
  readonly evidenceFacts: unknown
  readonly dueOn: string
  readonly clock: unknown
  readonly ownerRole: string
  readonly ownerPostId: string | null
}

export interface SweepRecord {
  readonly county: string
  readonly asOf: string
  readonly raisedOn: string
  readonly scope: string
  readonly policiesDigest: string
  readonly households: number
  readonly changed: number
  readonly seconds: number
  readonly snapshot: { readonly path: string; readonly households: number; readonly people: number }
}

/**
 * Takes in what a sweep has found, all of it or nothing: new determinations in place of the old, episodes begun and
 * ended, and one signal for each episode that began. Households that were touched before the export are clear then.
 * False, and nothing written, when another sweep has been recorded since the results were exported.
 */
export async function recordSweep(
  client: pg.PoolClient,
  sweep: SweepRecord,
  files: { changed: string; gone: string; ended: string },
  signals: readonly NewSignal[],
  since: LastResults,
): Promise<boolean> {
  // One sweep of a county records at a time, and only on the results that it was compared with.
  await client.query('select pg_advisory_xact_lock(hashtext($1))', [`sweep:${sweep.county}`])
  if ((await lastSweepOf(client)) !== since.lastSweep) return false
  const inserted = await client.query<{ id: string }>(
    `insert into sweep (county, division, as_of, scope, policies_digest, households, determinations, changes, signals_raised, seconds)
     values ($1, $1, $2, $3, $4, $5, $5, $6, $7, $8) returning id`,
    [
      sweep.county,
      sweep.asOf,
      sweep.scope,
      sweep.policiesDigest,
      sweep.households,
      sweep.changed,
      signals.length,
      sweep.seconds.toFixed(3),
    ],
  )
  const sweepId = inserted.rows[0]?.id
  if (sweepId === undefined) throw new Error('The sweep was not recorded')

  await client.query(
    `create temp table swept (household_id bigint, division text, category text, amount numeric, income numeric, income_per_head numeric,
       size integer, register_category text, register_amount numeric) on commit drop;
     create temp table seen_touched (household_id bigint, touched_at timestamptz) on commit drop;
     create temp table gone (household_id bigint) on commit drop;
     create temp table ended (household_id bigint, code text) on commit drop`,
  )
  await pipeline(createReadStream(files.changed), client.query(copyFrom('copy swept from stdin (format csv)')))
  await pipeline(createReadStream(files.gone), client.query(copyFrom('copy gone from stdin (format csv)')))
  await pipeline(createReadStream(files.ended), client.query(copyFrom('copy ended from stdin (format csv)')))
  await client.query(
    `update determination set superseded_at = now()
     where superseded_at is null and household_id in (select household_id from swept union all select household_id from gone)`,
  )
  await client.query(
    `insert into determination (county, division, household_id, as_of, category, amount, income, income_per_head, size, register_category, register_amount, sweep_id)
     select $1, division, household_id, $2, category, amount, income, income_per_head, size, register_category, register_amount, $3 from swept`,
    [sweep.county, sweep.asOf, sweepId],
  )
  await client.query(
    `update episode set ended_on = $1, ended_sweep = $2 from ended
     where ended.household_id = episode.household_id and ended.code = episode.code and episode.ended_on is null`,
    [sweep.asOf, sweepId],
  )
  if (signals.length > 0) {
    await client.query(
      `with new_signal as (
         select s, nextval(pg_get_serial_sequence('episode', 'id')) as episode_id from json_array_elements($1::json) s
       ), begun as (
         insert into episode (id, county, division, household_id, code, began_on, began_sweep) overriding system value
         select episode_id, $2, s ->> 'division', (s ->> 'householdId')::bigint, s ->> 'code', $3, $5 from new_signal
       ), raised as (
         insert into signal (county, division, household_id, episode_id, code, level, route, evidence, evidence_facts, as_of, raised_on,
           due_on, clock, owner_role, owner_post_id)
         select $2, s ->> 'division', (s ->> 'householdId')::bigint, episode_id, s ->> 'code', s ->> 'level', s ->> 'route', s ->> 'evidence',
           (s -> 'evidenceFacts')::jsonb, $3, $4, (s ->> 'dueOn')::date, (s -> 'clock')::jsonb, s ->> 'ownerRole', (s ->> 'ownerPostId')::bigint
         from new_signal returning id, division
       )
       insert into signal_event (county, division, signal_id, kind, detail)
       select $2, division, id, 'raised', jsonb_build_object('asOf', $3::text) from raised`,
      [JSON.stringify(signals), sweep.county, sweep.asOf, sweep.raisedOn, sweepId],
    )
  }
  await client.query(
    `insert into snapshot (county, division, as_of, scope, path, households, people) values ($1, $1, $2, $3, $4, $5, $6)`,
    [sweep.county, sweep.asOf, sweep.scope, sweep.snapshot.path, sweep.snapshot.households, sweep.snapshot.people],
  )
  // Just the marks that were seen: one made earlier may have been committed later, by a delivery that took its time.
  await pipeline(createReadStream(since.touched), client.query(copyFrom('copy seen_touched from stdin (format csv)')))
  await client.query(
    `delete from touched_household t using seen_touched s where t.household_id = s.household_id and t.touched_at = s.touched_at`,
  )
  return true
}
