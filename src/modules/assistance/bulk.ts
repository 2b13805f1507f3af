import { sql } from 'kysely'
import {
  type AssistanceRefusal,
  type BulkProgress,
  type BulkRequest,
  type BulkStep,
  type CaseAction,
  type CaseDone,
} from '#contracts/assistance'
import { type Actor, type Role, roles } from '#contracts/officer'
import { recheckReason, refusals } from '#messages/assistance'
import type { DB, Store, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { addMonths } from '#kernel/day'
import { Refused } from '#kernel/refused'
import { say } from '#kernel/text'
import { lockRegister } from '#modules/exchange'
import { appendAudit, authorise, once } from '#modules/officer'
import { asDay } from './case-rows.ts'
import { type CaseMeans, factsFor, settleMeans } from './commands.ts'
import { openRound } from './decide-intake.ts'
import { findExcluded, grants } from './exclusions.ts'
import { decideCase, type Finding } from './decide-outcome.ts'
import { closeNotice, type Decided, postNotice } from './decide-work.ts'
import { permissionOfDeed } from './deeds.ts'
import { assess, type Assessment, type Subject } from './finding.ts'
import { knowHousehold } from './intake-store.ts'
import { settle } from './settle.ts'
import { insertFindings, lockCases, type Move, type StoredCase } from './store.ts'

/** How many cases are moved in one transaction: what a cut costs at most, and how long others wait for them. */
const chunk = 500

/** How far ahead a look again may be begun, so that it ends by its day. */
const dueWithinMonths = 1

const actionOf: Readonly<Record<BulkStep, CaseAction>> = {
  notice: 'notice',
  'close-notice': 'close-notice',
  decision: 'decision',
  'open-recheck': 'round',
}

/** Which cases a bulk step is for, from the columns of their rows. */
function wanted(step: BulkStep, actor: Actor, today: Day) {
  switch (step) {
    case 'notice':
      return sql<boolean>`step = 'notice' and notice_closes_after is null`
    case 'close-notice':
      return sql<boolean>`step = 'notice' and notice_closes_after < ${today}::date`
    case 'decision':
      return actor.role === 'township-clerk'
        ? sql<boolean>`step = 'decision' and turn = 'township'`
        : sql<boolean>`step = 'decision' and turn = 'county'`
    case 'open-recheck':
      return sql<boolean>`status in ('active', 'grace') and round = 'none'
        and recheck_due_on <= ${addMonths(today, dueWithinMonths)}::date`
  }
}

/** Takes down that all cases of a queue are to be moved one step; the work itself is done by `runBulk`. */
export async function startBulk(means: CaseMeans, actor: Actor, request: BulkRequest): Promise<CaseDone> {
  authorise(actor, 'case:bulk')
  authorise(actor, permissionOfDeed(actionOf[request.step]))
  const { store, today } = means
  return store.within(actor.division, (tx) =>
    once(tx, { actor, key: request.key, command: 'start-bulk', request }, async () => {
      const { id } = await tx
        .insertInto('bulk_run')
        .values({
          county: actor.division.slice(0, 6),
          division: actor.division,
          step: request.step,
          officer_id: actor.officerId,
          post_id: actor.postId,
          today,
          total: 0,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const inserted = await sql<{ n: string }>`with item as (
          insert into bulk_item (run_id, case_id, county, division)
          select ${id}::bigint, id, county, division from assistance_case where ${wanted(request.step, actor, today)}
          returning 1)
        select count(*) as n from item`.execute(tx)
      const total = Number(inserted.rows[0]?.n ?? 0)
      if (total === 0) {
        const refusal: AssistanceRefusal = { code: 'bulk-nothing-to-do' }
        throw new Refused(refusal)
      }
      await tx.updateTable('bulk_run').set({ total }).where('id', '=', id).execute()
      await appendAudit(tx, actor, {
        division: actor.division,
        action: 'start-bulk',
        subject: `bulk:${id}`,
        detail: { step: request.step, total },
      })
      return { id }
    }),
  )
}

interface Run {
  readonly id: string
  readonly step: BulkStep
  readonly actor: Actor
  readonly today: Day
}

function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}

async function readRun(tx: Transaction<DB>, id: string): Promise<Run | undefined> {
  const row = await tx
    .selectFrom('bulk_run as b')
    .innerJoin('officer as o', 'o.id', 'b.officer_id')
    .innerJoin('post as p', 'p.id', 'b.post_id')
    .select(['b.id', 'b.step', 'b.today', 'b.officer_id', 'b.post_id', 'o.name', 'p.role', 'b.division'])
    .where('b.id', '=', id)
    .where('b.status', '=', 'running')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { role, step } = row
  if (!isRole(role)) throw new Error(`A post has the unknown role ${role}`)
  if (!(step in actionOf)) throw new Error(`A bulk run has the unknown step ${step}`)
  return {
    id,
    // One of the keys, as has just been looked at.
    step: step as BulkStep,
    today: asDay(row.today),
    actor: { officerId: row.officer_id, postId: row.post_id, name: row.name, role, division: row.division },
  }
}

interface Item {
  readonly caseId: string
  readonly subject: Subject
}

async function waitingItems(tx: Transaction<DB>, runId: string): Promise<{ county: string; items: Item[] }> {
  const rows = await sql<{
    case_id: string
    county: string
    programme: Subject['programme']
    household_id: string
    person_id: string
  }>`select i.case_id, c.county, c.programme, c.household_id, c.person_id
    from bulk_item i join assistance_case c on c.id = i.case_id
    where i.run_id = ${runId}::bigint and i.status = 'waiting' order by i.case_id limit ${chunk}`.execute(tx)
  return {
    county: rows.rows[0]?.county ?? '',
    items: rows.rows.map(({ case_id, programme, household_id, person_id }) => ({
      caseId: case_id,
      subject: { programme, householdId: household_id, applicantId: person_id },
    })),
  }
}

const noFinding: Finding = {
  id: '',
  eligible: null,
  amounts: null,
  cap: null,
  missing: [],
  members: [],
  stable: false,
}

async function decideOne(
  tx: Transaction<DB>,
  means: CaseMeans,
  run: Run,
  of: { readonly found: StoredCase; readonly finding: Finding },
): Promise<Decided> {
  const { found, finding } = of
  const { state, division } = found
  const facts = factsFor(means, run.actor, division)
  switch (run.step) {
    case 'notice':
      return postNotice(state, state.version, facts)
    case 'close-notice':
      return closeNotice(state, state.version, facts)
    case 'decision':
      return decideCase(state, { key: '', version: state.version }, finding, facts)
    case 'open-recheck': {
      const household = await knowHousehold(tx, means, { ...state, division })
      const request = { key: '', version: state.version, round: 'recheck', reason: recheckReason } as const
      return openRound(state, request, { ...facts, ...household })
    }
  }
}

/** What is said of cases beforehand, outside of the transaction that locks them. */
async function assessAll(means: CaseMeans, run: Run, county: string, items: readonly Item[]) {
  if (run.step !== 'decision') return new Map<string, Assessment>()
  const subjects = items.map(({ subject }) => subject)
  const found = await assess(means, means.policies, { county, asOf: means.today, subjects })
  return new Map(
    items.flatMap(({ caseId, subject }) => {
      const assessment = found.get(subject)
      return assessment === undefined ? [] : [[caseId, assessment] as const]
    }),
  )
}

/** Moves some cases of a run in one transaction. False when somebody else is at the run. */
async function moveChunk(
  means: CaseMeans,
  run: Run,
  of: { readonly county: string; readonly items: readonly Item[] },
  assessments: ReadonlyMap<string, Assessment>,
): Promise<boolean> {
  const { county, items } = of
  return means.store.within(run.actor.division, async (tx) => {
    const { rows } = await sql<{
      mine: boolean
    }>`select pg_try_advisory_xact_lock(hashtext(${`bulk:${run.id}`})) as mine`.execute(tx)
    if (rows[0]?.mine !== true) return false
    // A delivery that moves households takes their cases in its own order: the two come one after the other.
    await lockRegister(tx, county)
    const ids = items.map(({ caseId }) => caseId)
    // What another has done since is not done again.
    const waiting = await sql<{ case_id: string }>`select case_id from bulk_item
      where run_id = ${run.id}::bigint and status = 'waiting' and case_id = any(${ids}::bigint[])`.execute(tx)
    if (waiting.rows.length === 0) return true
    const cases = await lockCases(
      tx,
      waiting.rows.map(({ case_id }) => case_id),
    )
    const known = cases.filter(({ id }) => assessments.has(id))
    const findingIds = await insertFindings(
      tx,
      known.flatMap((of) => {
        const assessment = assessments.get(of.id)
        return assessment === undefined ? [] : [{ case: of, assessment }]
      }),
    )
    const findingOf = new Map(known.map(({ id }, index) => [id, findingIds[index] ?? '']))
    const excludes = await findExcluded(tx, run.step === 'decision' ? cases.map(({ state }) => state) : [], means.today)
    const moves: Move[] = []
    const refused: { case_id: string; refusal: AssistanceRefusal }[] = []
    for (const found of cases) {
      const assessment = assessments.get(found.id)
      const finding = assessment === undefined ? noFinding : { ...assessment, id: findingOf.get(found.id) ?? '' }
      const outcome = await decideOne(tx, means, run, { found, finding })
      const excluded = outcome.ok && grants(outcome.events) ? excludes(found.state) : undefined
      if (!outcome.ok) refused.push({ case_id: found.id, refusal: outcome.refusal })
      else if (excluded !== undefined) refused.push({ case_id: found.id, refusal: excluded })
      else moves.push({ of: found, events: outcome.events, ...(assessment === undefined ? {} : { assessment }) })
    }
    await settle(tx, settleMeans(means), run.actor.officerId, moves)
    await closeItems(tx, run.id, { done: moves.map(({ of }) => of.id), refused })
    await appendAudit(tx, run.actor, {
      division: run.actor.division,
      action: `bulk-${run.step}`,
      subject: `bulk:${run.id}`,
      detail: { cases: moves.map(({ of }) => of.id), refused: refused.length },
    })
    return true
  })
}

/**
 * Moves a chunk; when something in it breaks, each of its cases alone, so that one that cannot be moved does not keep
 * the others waiting: it is told of in the run, for somebody to open it. What breaks the store itself breaks this too,
 * and the run goes on later.
 */
async function moveAll(
  means: CaseMeans,
  run: Run,
  of: { readonly county: string; readonly items: readonly Item[] },
  assessments: ReadonlyMap<string, Assessment>,
): Promise<boolean> {
  try {
    return await moveChunk(means, run, of, assessments)
  } catch (fault) {
    const [first, ...others] = of.items
    if (first === undefined) throw fault
    if (others.length === 0) {
      const refusal: AssistanceRefusal = { code: 'case-broke' }
      await means.store.within(run.actor.division, (tx) =>
        closeItems(tx, run.id, { done: [], refused: [{ case_id: first.caseId, refusal }] }),
      )
      return true
    }
    for (const item of of.items) {
      if (!(await moveAll(means, run, { ...of, items: [item] }, assessments))) return false
    }
    return true
  }
}

async function closeItems(
  tx: Transaction<DB>,
  runId: string,
  of: {
    readonly done: readonly string[]
    readonly refused: readonly { case_id: string; refusal: AssistanceRefusal }[]
  },
): Promise<void> {
  await sql`update bulk_item set status = 'done'
    where run_id = ${runId}::bigint and case_id = any(${[...of.done]}::bigint[])`.execute(tx)
  await sql`update bulk_item i set status = 'refused', refusal = r.refusal
    from jsonb_to_recordset(${JSON.stringify(of.refused)}::jsonb) as r(case_id bigint, refusal jsonb)
    where i.run_id = ${runId}::bigint and i.case_id = r.case_id`.execute(tx)
}

/**
 * Does what is left of a bulk run, chunk by chunk, each in a transaction of its own with the items it settles: a run
 * that was cut off goes on where it stood. Two that work at one run at once do nothing twice.
 *
 * @returns how many cases were looked at
 */
export async function runBulk(means: CaseMeans, id: string, onChunk?: (left: number) => void): Promise<number> {
  let looked = 0
  for (;;) {
    const run = await means.store.within('', (tx) => readRun(tx, id))
    if (run === undefined) return looked
    const ofRun = { ...means, today: run.today }
    const { county, items } = await means.store.within(run.actor.division, (tx) => waitingItems(tx, id))
    if (items.length === 0) {
      await finish(means.store, run)
      return looked
    }
    const assessments = await assessAll(ofRun, run, county, items)
    if (!(await moveAll(ofRun, run, { county, items }, assessments))) return looked
    looked += items.length
    onChunk?.(items.length)
  }
}

async function finish(store: Store, run: Run): Promise<void> {
  await store.within(run.actor.division, (tx) =>
    tx.updateTable('bulk_run').set({ status: 'finished', finished_at: sql`now()` }).where('id', '=', run.id).execute(),
  )
}

/** Runs that are not finished, whoever began them. */
export async function unfinishedRuns(store: Store): Promise<string[]> {
  const rows = await store.within('', (tx) =>
    tx.selectFrom('bulk_run').select('id').where('status', '=', 'running').orderBy('id').execute(),
  )
  return rows.map(({ id }) => id)
}

/** How far a run is, and the first refusals with what to do. */
export async function bulkProgress(tx: Transaction<DB>, id: string): Promise<BulkProgress | undefined> {
  const run = await tx.selectFrom('bulk_run').selectAll().where('id', '=', id).executeTakeFirst()
  if (run === undefined) return undefined
  const counted = await tx
    .selectFrom('bulk_item')
    .select((eb) => ['status', eb.fn.countAll<string>().as('n')])
    .where('run_id', '=', id)
    .groupBy('status')
    .execute()
  const count = (status: string): number => Number(counted.find((row) => row.status === status)?.n ?? 0)
  const refused = await tx
    .selectFrom('bulk_item')
    .select(['case_id', 'refusal'])
    .where('run_id', '=', id)
    .where('status', '=', 'refused')
    .orderBy('case_id')
    .limit(100)
    .execute()
  return {
    id,
    step: run.step,
    status: run.status === 'finished' ? 'finished' : 'running',
    total: run.total,
    done: count('done'),
    refused: count('refused'),
    refusals: refused.map(({ case_id, refusal }) => ({
      caseId: case_id,
      // Written by this module from its own union.
      text: say(refusals, refusal as unknown as AssistanceRefusal),
    })),
  }
}
