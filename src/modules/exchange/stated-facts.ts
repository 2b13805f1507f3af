import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { DB, Transaction } from '#db'
import { type FactName, facts } from '#facts'
import { Refused } from '#kernel/refused'
import type { Quality } from './quality.ts'
import { type ReadFact, readStatedFact, type StatedFact } from './read-stated-fact.ts'

export interface Statement {
  readonly county: string
  /** Where the officer has power. */
  readonly division: string
  readonly officerId: string
  /** What the statement is kept under, such as `case:12 survey`; never a name. */
  readonly source: string
  readonly facts: readonly StatedFact[]
  /** The instant of recording, ISO 8601; for tests. It must not lie before anything that is believed already. */
  readonly at?: string | undefined
}

/** Facts that officers state are kept under this feed; no department delivers it. */
export const statedFeed = 'stated'

function readAll(stated: readonly StatedFact[]): readonly (ReadFact & { readonly line: number })[] {
  const byKey = new Map<string, ReadFact & { readonly line: number }>()
  stated.forEach((one, index) => {
    const reading = readStatedFact(one)
    if (!reading.ok) throw new Refused(reading.refusal)
    const { subject, subject_id, fact, instance, valid_from } = reading.fact
    // Of two about the same thing from the same day the last holds, as in a file.
    byKey.set(JSON.stringify([subject, subject_id, fact, instance, valid_from]), { ...reading.fact, line: index + 1 })
  })
  return [...byKey.values()]
}

/** Of whom nothing may be stated here: not in the register, or not in the officer's place. */
async function refuseUnknown(tx: Transaction<DB>, said: readonly ReadFact[]): Promise<void> {
  const idsOf = (isPerson: boolean): string[] => [
    ...new Set(said.filter(({ subject }) => (subject === 'p') === isPerson).map(({ subject_id }) => subject_id)),
  ]
  const known = async (table: 'person' | 'household', ids: string[]): Promise<ReadonlySet<string>> => {
    if (ids.length === 0) return new Set()
    const rows = await tx.selectFrom(table).select('id').where('id', 'in', ids).execute()
    return new Set(rows.map(({ id }) => id))
  }
  const [persons, households] = [await known('person', idsOf(true)), await known('household', idsOf(false))]
  for (const { subject, subject_id, fact } of said) {
    if (!(subject === 'p' ? persons : households).has(subject_id)) {
      throw new Refused({ code: 'stated-fact-about-unknown', fact })
    }
  }
}

const sameThing = sql`f.subject = s.subject and f.subject_id = s.subject_id and f.fact = s.fact
  and f.instance = s.instance and f.superseded_at is null`
const sameValue = sql`(f.number_value, f.text_value, f.day_value, f.valid_until)
  is not distinct from (s.number_value, s.text_value, s.day_value, s.valid_until)`

const rates: readonly string[] = (Object.keys(facts) as FactName[]).filter((name) => facts[name].kind === 'rate')
const states: readonly string[] = (Object.keys(facts) as FactName[]).filter((name) => facts[name].kind === 'state')

/** Makes the temporary table `stated` of what the statement says and is not believed already; tells on whom it relies. */
async function stage(
  tx: Transaction<DB>,
  said: readonly ReadFact[],
): Promise<{ readonly confirmed: number; readonly reliesOn: readonly string[] }> {
  await sql`drop table if exists stated`.execute(tx)
  await sql`create temp table stated on commit drop as select * from jsonb_to_recordset(${JSON.stringify(said)}::jsonb)
    as s(subject "char", subject_id bigint, fact text, instance text, number_value numeric, text_value text,
      day_value date, valid_from date, valid_until date, line integer)`.execute(tx)
  // A state that goes on as it was has not changed; a rate or a flow is confirmed only from its own day.
  const { rows } = await sql<{ batch_id: string }>`delete from stated s using fact f
    where ${sameThing} and ${sameValue} and (f.valid_from = s.valid_from or (
      s.fact = any(${states}) and f.valid_from < s.valid_from and (f.valid_until is null or f.valid_until > s.valid_from)
      and not exists (select from fact later where later.subject = s.subject and later.subject_id = s.subject_id
        and later.fact = s.fact and later.instance = s.instance and later.superseded_at is null
        and later.valid_from > f.valid_from and later.valid_from <= s.valid_from)))
    returning f.batch_id`.execute(tx)
  return { confirmed: rows.length, reliesOn: [...new Set(rows.map(({ batch_id }) => batch_id))].toSorted() }
}

async function insertBatch(tx: Transaction<DB>, of: Statement, lines: number, at: string): Promise<string> {
  const digest = createHash('sha256')
    .update(JSON.stringify([of.source, at, of.facts]))
    .digest('hex')
  const { id } = await tx
    .insertInto('batch')
    .values({
      county: of.county,
      division: of.division,
      feed: statedFeed,
      file_name: of.source,
      digest,
      // A statement says nothing about how far the data of departments reach.
      data_through: null,
      officer_id: of.officerId,
      status: 'loaded',
      rows: lines,
      accepted: lines,
      received_at: at,
      finished_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** An amount a month that is stated anew ends what was paid before it under the same name: both would add up. */
async function endRates(tx: Transaction<DB>, batchId: string, at: string): Promise<void> {
  const ended = sql`select distinct on (f.subject, f.subject_id, f.fact, f.instance, f.valid_from) f.*,
      s.valid_from as ends_on, s.line as said_on
    from fact f join stated s on ${sameThing}
    where s.fact = any(${rates}) and f.valid_from < s.valid_from and (f.valid_until is null or f.valid_until > s.valid_from)
    order by f.subject, f.subject_id, f.fact, f.instance, f.valid_from, s.valid_from`
  await sql`create temp table ended_rate on commit drop as ${ended}`.execute(tx)
  await sql`update fact f set superseded_at = ${at}::timestamptz, superseded_by = ${batchId}::bigint from ended_rate s
    where ${sameThing} and f.valid_from = s.valid_from`.execute(tx)
  await sql`insert into fact (county, division, subject, subject_id, fact, instance, number_value, valid_from, valid_until,
      batch_id, line, recorded_at)
    select county, division, subject, subject_id, fact, instance, number_value, valid_from, ends_on, ${batchId}::bigint,
      said_on, ${at}::timestamptz from ended_rate`.execute(tx)
  await sql`drop table ended_rate`.execute(tx)
}

/** Takes what is left in `stated` into the table of facts, in the place where its subject is registered. */
async function recordStated(tx: Transaction<DB>, batchId: string, at: string): Promise<number> {
  await endRates(tx, batchId, at)
  await sql`update fact f set superseded_at = ${at}::timestamptz, superseded_by = ${batchId}::bigint from stated s
    where ${sameThing} and f.valid_from = s.valid_from`.execute(tx)
  const { rows } = await sql<{ n: string }>`with written as (
      insert into fact (county, division, subject, subject_id, fact, instance, number_value, text_value, day_value,
        valid_from, valid_until, batch_id, line, recorded_at)
      select coalesce(p.county, h.county), coalesce(p.division, h.division), s.subject, s.subject_id, s.fact, s.instance,
        s.number_value, s.text_value, s.day_value, s.valid_from, s.valid_until, ${batchId}::bigint, s.line, ${at}::timestamptz
      from stated s left join person p on s.subject = 'p' and p.id = s.subject_id
      left join household h on s.subject <> 'p' and h.id = s.subject_id
      returning 1)
    select count(*) as n from written`.execute(tx)
  await sql`insert into touched_household (household_id, county, division, touched_at)
    select h.id, h.county, h.division, ${at}::timestamptz from household h where h.id in (
      select subject_id from stated where subject <> 'p'
      union select m.household_id from stated s join membership m on m.person_id = s.subject_id
      where s.subject = 'p' and m.superseded_at is null and m.valid_until is null)
    on conflict (household_id) do update set touched_at = excluded.touched_at`.execute(tx)
  await sql`drop table stated`.execute(tx)
  return Number(rows[0]?.n ?? 0)
}

/**
 * Takes the register of a county for this transaction, as a delivery does: for whoever locks other rows before it comes
 * to `recordStatedFacts`, so that the two never wait for each other in a circle.
 */
export async function lockRegister(tx: Transaction<DB>, county: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('doudi delivery'), ${Number(county)}::integer)`.execute(tx)
}

/**
 * Records what an officer states, such as the result of a survey, in the caller's transaction: as a batch of its own,
 * which can be withdrawn like a delivery. What is believed already in the same words is not recorded again; a state
 * takes the place of an older one from its own day on, since the newest start holds.
 *
 * It waits for a delivery of the same county that is under way, so that instants follow the order of belief. Call it
 * before the transaction locks rows of cases: a delivery that moves households changes these. The audit is the caller's.
 *
 * @throws Refused with a `stated-fact-…` code (ExchangeRefusal); nothing is recorded then
 */
export async function recordStatedFacts(
  tx: Transaction<DB>,
  of: Statement,
): Promise<{ readonly batchId: string; readonly recorded: number }> {
  const said = readAll(of.facts)
  await lockRegister(tx, of.county)
  await refuseUnknown(tx, said)
  const { rows } = await sql<{
    at: string
  }>`select coalesce(${of.at ?? null}::timestamptz, clock_timestamp())::text as at`.execute(tx)
  const at = rows[0]?.at ?? ''
  const { confirmed, reliesOn } = await stage(tx, said)
  const batchId = await insertBatch(tx, of, said.length, at)
  const recorded = await recordStated(tx, batchId, at)
  const quality: Quality = { columns: {}, notes: {}, confirmed, reliesOn }
  await tx
    .updateTable('batch')
    .set({ facts: recorded, unchanged: confirmed, quality: JSON.stringify(quality) })
    .where('id', '=', batchId)
    .execute()
  return { batchId, recorded }
}
