import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type FactName, facts, feeds, type FeedName } from '#facts'
import { addMonths, type Day } from '#kernel/day'
import { asJson, registerTables, type RegisterTables } from '#sweep/register'

/** Which households: all below the division of the transaction, or those that a delivery has touched. */
export type Scope = 'full' | 'touched'

export interface RegisterQuestion {
  readonly asOf: Day
  /** A scope, or the ids of single households. */
  readonly households: Scope | readonly string[]
  /** An instant of ISO 8601: the register as it was believed then. Without it: as it is believed now. */
  readonly knownAt?: string | undefined
  /** The person whom a question is about, by household. */
  readonly applicants?: Readonly<Record<string, string>> | undefined
}

async function copyOut(client: pg.PoolClient, query: string, file: string): Promise<void> {
  await pipeline(client.query(copyTo(`copy (${query}) to stdout (format csv)`)), createWriteStream(file))
}

function isFactName(text: string): text is FactName {
  return text in facts
}

/** Which facts a feed's rows could have said, so that a row in quarantine makes just these unknown. */
const factsOfFeeds = Object.entries(feeds)
  .flatMap(([name, feed]) => feed.facts.map(({ fact }) => `('${name satisfies string as FeedName}', '${fact}')`))
  .join(', ')

/** COPY takes no parameters, so that ids are written into the text: they must be ids and nothing else. */
function idArray(ids: readonly string[]): string {
  for (const id of ids) if (!/^\d{1,18}$/.test(id)) throw new Error(`Not the id of a row: ${id}`)
  return `'{${ids.join(',')}}'::bigint[]`
}

function instantText(knownAt: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})$/.test(knownAt)) {
    throw new Error(`Not an instant: ${knownAt}`)
  }
  return `timestamptz '${knownAt}'`
}

/**
 * Conditions under which a row was believed, none of which overlap: what was believed then and still is, and what was
 * believed then and is no longer. Each finds its own index, which one condition with an "or" would not.
 */
function beliefs(knownAt: string | undefined): readonly string[] {
  if (knownAt === undefined) return ['superseded_at is null']
  const instant = instantText(knownAt)
  return [
    `recorded_at <= ${instant} and superseded_at is null`,
    `recorded_at <= ${instant} and superseded_at > ${instant}`,
  ]
}

function believedMembers({ asOf, knownAt }: RegisterQuestion, whose: string): string {
  return beliefs(knownAt)
    .map(
      (belief) => `select household_id, person_id, relation from membership
        where ${belief} and valid_from <= date '${asOf}' and (valid_until is null or valid_until > date '${asOf}') ${whose}`,
    )
    .join(' union all ')
}

/** A row of the register has no history of its own, but each change has kept what the row was before. */
function imageThen(subject: 'h' | 'p', id: string, knownAt: string | undefined): string {
  if (knownAt === undefined) return '(select null::jsonb as before) then_'
  return `lateral (select (select c.before from register_change c
    where c.subject = '${subject}' and c.subject_id = ${id} and c.recorded_at > ${instantText(knownAt)}
    order by c.id limit 1) as before) then_`
}

function applicantCondition(applicants: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(applicants)
  if (pairs.length === 0) return 'false'
  const [households, persons] = [idArray(pairs.map(([id]) => id)), idArray(pairs.map(([, id]) => id))]
  return `(m.household_id, m.person_id) in (select * from unnest(${households}, ${persons}))`
}

/** The conditions on a column of household ids, and on facts, that belong to a choice of households. */
async function conditionsOf(
  client: pg.PoolClient,
  question: RegisterQuestion,
): Promise<{ households: (column: string) => string; facts: readonly string[]; persons: string }> {
  const { households } = question
  if (households === 'full') return { households: () => '', facts: [''], persons: '' }
  if (households === 'touched') {
    const touched = 'select household_id from touched_household'
    const members = `select person_id from (${believedMembers(question, `and household_id in (${touched})`)}) t`
    return {
      households: (column) => `and ${column} in (${touched})`,
      facts: [
        `and ((subject in ('h', 'o') and subject_id in (${touched})) or (subject = 'p' and subject_id in (${members})))`,
      ],
      persons: '',
    }
  }
  const chosen = idArray(households)
  const { rows } = await client.query<{ person_id: string }>(
    `select distinct person_id from (${believedMembers(question, `and household_id = any(${chosen})`)}) m`,
  )
  const persons = idArray(rows.map(({ person_id }) => person_id))
  return {
    households: (column) => `and ${column} = any(${chosen})`,
    facts: [
      `and subject = 'p' and subject_id = any(${persons})`,
      `and subject = 'h' and subject_id = any(${chosen})`,
      `and subject = 'o' and subject_id = any(${chosen})`,
    ],
    persons: `and h.person_id = any(${persons})`,
  }
}

/** Rows in quarantine that waited then; what is settled in a later batch does not change what was known. */
function waitingRows(knownAt: string | undefined): string {
  if (knownAt === undefined) return `h.status = 'open'`
  const instant = instantText(knownAt)
  return `b.received_at <= ${instant} and (h.status = 'open' or h.resolved_at > ${instant})`
}

/**
 * The queries for the register and the facts believed. Only what can matter on the day is asked for: what was valid at
 * some time in the twelve months before.
 */
async function registerQueries(client: pg.PoolClient, question: RegisterQuestion): Promise<RegisterTables> {
  const { asOf, knownAt } = question
  const of = await conditionsOf(client, question)
  const since = addMonths(asOf, -13)
  const inTime = `valid_from <= date '${asOf}' and (valid_until is null or valid_until > date '${since}')`
  const parts = beliefs(knownAt).flatMap((belief) =>
    of.facts.map(
      (
        whose,
      ) => `select subject, subject_id, fact, instance, number_value, text_value, day_value, valid_from, valid_until
        from fact where ${belief} and ${inTime} ${whose}`,
    ),
  )
  return {
    households: `select h.id, coalesce(then_.before->>'division', h.division) from household h,
       ${imageThen('h', 'h.id', knownAt)} where true ${of.households('h.id')}`,
    members: `select m.household_id, m.person_id, m.relation,
       case when then_.before is null then p.sex else then_.before->>'sex' end,
       case when then_.before is null then p.birth_day else (then_.before->>'birth_day')::date end,
       ${applicantCondition(question.applicants)}
     from (${believedMembers(question, of.households('household_id'))}) m join person p on p.id = m.person_id,
       ${imageThen('p', 'm.person_id', knownAt)}`,
    facts: parts.join(' union all '),
    unsettled: `select distinct h.person_id, f.fact from held_row h join batch b on b.id = h.batch_id
     join (values ${factsOfFeeds}) f (feed, fact) on f.feed = b.feed
     where h.kind = 'quarantine' and ${waitingRows(knownAt)} and h.person_id is not null ${of.persons}`,
  }
}

async function coveredFacts(client: pg.PoolClient, knownAt: string | undefined): Promise<ReadonlySet<FactName>> {
  const { rows } = await client.query<{ fact: string }>(
    `select distinct fact from coverage where (${beliefs(knownAt).join(') or (')})`,
  )
  return new Set(rows.map(({ fact }) => fact).filter(isFactName))
}

/** Writes the register as CSV, a file for each table, in one transaction of one moment. */
export async function exportRegister(
  client: pg.PoolClient,
  files: RegisterTables,
  question: RegisterQuestion,
): Promise<{ covered: ReadonlySet<FactName> }> {
  const queries = await registerQueries(client, question)
  for (const name of registerTables) await copyOut(client, queries[name], files[name])
  return { covered: await coveredFacts(client, question.knownAt) }
}

/** The same as text of JSON by table, for a few households, without a file. */
export async function readRegister(
  client: pg.PoolClient,
  question: RegisterQuestion & { readonly households: readonly string[] },
): Promise<{ texts: RegisterTables; covered: ReadonlySet<FactName> }> {
  const queries = await registerQueries(client, question)
  const columns = registerTables.map((name) => `(${asJson(name, queries[name])}) as ${name}`)
  const { rows } = await client.query<RegisterTables>(`select ${columns.join(',\n')}`)
  const [texts] = rows
  if (texts === undefined) throw new Error('A question without a row')
  return { texts, covered: await coveredFacts(client, question.knownAt) }
}
