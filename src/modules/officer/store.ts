import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { DB } from '#db'
import type { Actor } from '#contracts/officer'
import { canonicalJson } from '#kernel/canonical-json'
import type { SignInState } from './decide.ts'

export async function findOfficerByLogin(db: Kysely<DB>, login: string) {
  return db
    .selectFrom('officer')
    .select(['id', 'login', 'name', 'password_hash', 'disabled_at'])
    .where('login', '=', login)
    .executeTakeFirst()
}

/** How an account stands with its guesses; locked until the transaction ends, so that each attempt sees the last. */
export async function lockSignInState(tx: Transaction<DB>, officerId: string): Promise<SignInState> {
  const found = await tx
    .selectFrom('officer')
    .select('failed_attempts')
    // The clock and not now(): the transaction may have begun before the attempt that it waited for locked the account.
    .select(sql<string>`coalesce(extract(epoch from locked_until - clock_timestamp()) * 1000, 0)`.as('locked_for_ms'))
    .where('id', '=', officerId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { failedAttempts: found.failed_attempts, lockedForMs: Number(found.locked_for_ms) }
}

export async function recordFailedAttempt(
  db: Kysely<DB>,
  officerId: string,
  failedAttempts: number,
  lockMinutes: number | undefined,
) {
  await db
    .updateTable('officer')
    .set({
      failed_attempts: lockMinutes === undefined ? failedAttempts : 0,
      locked_until: lockMinutes === undefined ? null : sql`now() + make_interval(mins => ${lockMinutes})`,
    })
    .where('id', '=', officerId)
    .execute()
}

export async function clearFailedAttempts(db: Kysely<DB>, officerId: string) {
  await db.updateTable('officer').set({ failed_attempts: 0, locked_until: null }).where('id', '=', officerId).execute()
}

export async function insertSession(
  db: Kysely<DB>,
  of: { tokenDigest: Buffer; officerId: string; postId: string; longestHours: number },
) {
  await db
    .insertInto('session')
    .values({
      token_digest: of.tokenDigest,
      officer_id: of.officerId,
      post_id: of.postId,
      expires_at: sql`now() + make_interval(hours => ${of.longestHours})`,
    })
    .execute()
}

/** The session of a token while it lives; a sign of life is written at most once a minute. */
export async function findLiveSession(db: Kysely<DB>, tokenDigest: Buffer, idleMinutes: number) {
  const found = await db
    .selectFrom('session')
    .innerJoin('officer', 'officer.id', 'session.officer_id')
    .innerJoin('post', 'post.id', 'session.post_id')
    .select([
      'officer.id as officerId',
      'officer.name',
      'officer.login',
      'post.id as postId',
      'post.role',
      'post.division',
      'post.title',
    ])
    .select(sql<boolean>`session.last_seen_at < now() - interval '1 minute'`.as('stale'))
    .where('session.token_digest', '=', tokenDigest)
    .where('officer.disabled_at', 'is', null)
    .where(
      sql<boolean>`session.expires_at > now() and session.last_seen_at > now() - make_interval(mins => ${idleMinutes})`,
    )
    .executeTakeFirst()
  if (found?.stale === true) {
    await db.updateTable('session').set({ last_seen_at: sql`now()` }).where('token_digest', '=', tokenDigest).execute()
  }
  return found
}

export async function deleteSession(db: Kysely<DB>, tokenDigest: Buffer) {
  await db.deleteFrom('session').where('token_digest', '=', tokenDigest).execute()
}

export async function deleteExpiredSessions(db: Kysely<DB>) {
  await db.deleteFrom('session').where('expires_at', '<', sql<Date>`now()`).execute()
}

export async function setSessionPost(db: Kysely<DB>, tokenDigest: Buffer, postId: string) {
  await db.updateTable('session').set({ post_id: postId }).where('token_digest', '=', tokenDigest).execute()
}

/**
 * Adds an entry to the audit log of a county. Each entry carries the SM3 digest of itself and of the one before, so
 * that a changed or missing entry breaks the chain. The advisory lock puts the entries of a county in one line.
 */
export async function appendAudit(
  tx: Transaction<DB>,
  actor: Pick<Actor, 'officerId' | 'postId'> | undefined,
  entry: { division: string; action: string; subject: string; detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  const county = entry.division.slice(0, 6)
  await sql`select pg_advisory_xact_lock(hashtext(${`audit:${county}`}))`.execute(tx)
  const last = await sql<{ digest: string }>`select last_audit_digest(${county}) as digest`.execute(tx)
  const previous = last.rows[0]?.digest ?? ''
  const happenedAt = new Date().toISOString()
  const digest = auditDigest({
    previous,
    county,
    division: entry.division,
    officerId: actor?.officerId ?? null,
    postId: actor?.postId ?? null,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail,
    happenedAt,
  })
  await tx
    .insertInto('audit_entry')
    .values({
      county,
      division: entry.division,
      officer_id: actor?.officerId ?? null,
      post_id: actor?.postId ?? null,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail),
      happened_at: happenedAt,
      previous_digest: previous,
      digest,
    })
    .execute()
}

export interface AuditContent {
  readonly previous: string
  readonly county: string
  readonly division: string
  readonly officerId: string | null
  readonly postId: string | null
  readonly action: string
  readonly subject: string
  readonly detail: unknown
  readonly happenedAt: string
}

export function auditDigest(of: AuditContent): string {
  return createHash('sm3').update(canonicalJson(of)).digest('hex')
}

/** The audit log of a county in order, in pages, for verification. */
export async function* auditEntries(tx: Transaction<DB>) {
  for (let after = '0'; ; ) {
    const page = await tx
      .selectFrom('audit_entry')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(5000)
      .execute()
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    after = last.id
  }
}
