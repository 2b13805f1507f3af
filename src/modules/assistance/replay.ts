import { sql } from 'kysely'
import type { CaseFinding, CaseReplay } from '#contracts/assistance'
import type { DB, Store, Transaction } from '#db'
import type { Day } from '#kernel/day'
import { type Fen, fen, formatYuan } from '#kernel/fen'
import { explainInSentences, type MissingFact, type TraceNode } from '#policy'
import type { PolicyCalendar } from '#modules/policy-register'
import type { WarmDuckDb } from '#sweep'
import { asDay } from './case-rows.ts'
import { assess, type Assessment, type Subject } from './finding.ts'
import { totalOf } from './model.ts'
import { readProgramme } from './store.ts'

interface StoredFinding {
  readonly asOf: Day
  readonly knownAt: string
  readonly digest: string
  readonly answer: string
  readonly county: string
  readonly subject: Subject
}

async function readFinding(tx: Transaction<DB>, caseId: string, id: string): Promise<StoredFinding | undefined> {
  const row = await tx
    .selectFrom('assistance_finding as f')
    .innerJoin('assistance_case as c', 'c.id', 'f.case_id')
    .select([
      'f.as_of',
      'f.policies_digest',
      'f.answer',
      'f.county',
      'c.household_id',
      'c.person_id',
      'c.programme',
      // As text: a JavaScript date would lose what comes after the thousandth of a second.
      sql<string>`to_char(f.known_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('known_at'),
    ])
    .where('f.id', '=', id)
    .where('f.case_id', '=', caseId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    asOf: asDay(row.as_of),
    knownAt: row.known_at,
    digest: row.policies_digest,
    answer: row.answer,
    county: row.county,
    subject: {
      programme: readProgramme(row.programme),
      householdId: row.household_id,
      applicantId: row.person_id,
    },
  }
}

interface KeptAnswer {
  readonly missing: readonly MissingFact[]
  readonly trace: readonly TraceNode[]
}

/** What a decision of a case stands on, as sentences. */
export async function findFinding(tx: Transaction<DB>, caseId: string, id: string): Promise<CaseFinding | undefined> {
  const found = await readFinding(tx, caseId, id)
  if (found === undefined) return undefined
  // Written by `assessRow`, and never changed.
  const kept = JSON.parse(found.answer) as KeptAnswer
  return {
    id,
    asOf: found.asOf,
    knownAt: found.knownAt,
    policiesDigest: found.digest,
    missing: [...new Set(kept.missing.map(({ name }) => name))],
    sentences: [...explainInSentences(kept.trace)],
  }
}

function outcomeOf(assessment: Assessment | undefined): { eligible: boolean | null; total: Fen | null } {
  const eligible = assessment?.eligible ?? null
  const amounts = assessment?.amounts ?? null
  return { eligible, total: eligible === false ? fen(0n) : amounts === null ? null : totalOf(amounts) }
}

function shown(of: { eligible: boolean | null; total: Fen | null }): CaseReplay['before'] {
  return { eligible: of.eligible, total: of.total === null ? null : formatYuan(of.total) }
}

/**
 * Works a past decision out again: on the facts as they were known then, which must give the same bytes, and for the
 * same day on the facts as they are known now, which shows what a correction would have changed.
 */
export async function replayFinding(
  means: { readonly store: Store; readonly duckdb: WarmDuckDb; readonly policies: PolicyCalendar },
  within: string,
  of: { readonly caseId: string; readonly findingId: string },
): Promise<CaseReplay | undefined> {
  const found = await means.store.within(within, (tx) => readFinding(tx, of.caseId, of.findingId))
  if (found === undefined) return undefined
  const { county, asOf, knownAt, subject } = found
  const policies = means.policies.on(asOf)
  const asked = { county, asOf, subjects: [subject] }
  const then = (await assess(means, policies, { ...asked, knownAt })).get(subject)
  const now = (await assess(means, policies, asked)).get(subject)
  const [before, after] = [outcomeOf(then), outcomeOf(now)]
  const difference = before.total === null || after.total === null ? null : fen(after.total - before.total)
  return {
    same: then?.answer === found.answer,
    samePolicies: policies.digest === found.digest,
    before: shown(before),
    after: shown(after),
    difference: difference === null ? null : formatYuan(difference),
  }
}
