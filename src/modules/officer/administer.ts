import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { type AdministrationRefusal, type Role, roleLevels } from '#contracts/officer'
import type { DB, Store, Transaction } from '#db'
import { Refused } from '#kernel/refused'
import { hashPassword, verifyPassword } from './password.ts'
import { appendAudit, findOfficerByLogin } from './store.ts'

function refuse(refusal: AdministrationRefusal): never {
  throw new Refused(refusal)
}

export interface NewPost {
  readonly role: Role
  readonly division: string
  readonly title: string
}

/** Letters and digits that nobody takes for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A password to be handed over once; the officer chooses another. */
export function firstPassword(): string {
  return Array.from({ length: 14 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}

const leastLength = 10

function requireStrength(password: string): void {
  if (password.length < leastLength) refuse({ code: 'password-too-short', least: leastLength })
}

/** A post's role belongs to one level of divisions: a township clerk sits in a township. */
async function requireFitting(store: Store, post: NewPost): Promise<void> {
  const digits = roleLevels[post.role]
  if (post.division.length !== digits) refuse({ code: 'post-at-wrong-level', role: post.role, digits })
  const found = await store.plain
    .selectFrom('division')
    .select('code')
    .where('code', '=', post.division)
    .where('valid_until', 'is', null)
    .executeTakeFirst()
  if (found === undefined) refuse({ code: 'division-unknown', division: post.division })
}

async function officerOf(store: Store, login: string): Promise<{ readonly id: string; readonly divisions: string[] }> {
  const officer = await findOfficerByLogin(store.plain, login)
  if (officer === undefined) refuse({ code: 'officer-unknown', login })
  const posts = await store.plain.selectFrom('post').select('division').where('officer_id', '=', officer.id).execute()
  return { id: officer.id, divisions: posts.map((post) => post.division) }
}

/** Done from the machine itself, by whoever runs it: the log names the command line, since nobody is signed in. */
async function logged(
  store: Store,
  division: string,
  of: { readonly action: string; readonly subject: string; readonly detail: Readonly<Record<string, string>> },
  work: (tx: Transaction<DB>) => Promise<void>,
): Promise<void> {
  await store.within(division, async (tx) => {
    await work(tx)
    await appendAudit(tx, undefined, { division, ...of, detail: { ...of.detail, from: 'command-line' } })
  })
}

export async function addOfficer(
  store: Store,
  of: { readonly login: string; readonly name: string; readonly password: string; readonly post: NewPost },
): Promise<void> {
  const { login, name, password, post } = of
  requireStrength(password)
  await requireFitting(store, post)
  if ((await findOfficerByLogin(store.plain, login)) !== undefined) refuse({ code: 'login-taken', login })
  const passwordHash = await hashPassword(password)
  const about = { action: 'add-officer', subject: `login:${login}`, detail: { role: post.role } }
  await logged(store, post.division, about, async (tx) => {
    const { id } = await tx
      .insertInto('officer')
      .values({ login, name, password_hash: passwordHash })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('post')
      .values({ ...post, officer_id: id })
      .execute()
  })
}

export async function addPost(store: Store, login: string, post: NewPost): Promise<void> {
  await requireFitting(store, post)
  const officer = await officerOf(store, login)
  const about = { action: 'add-post', subject: `officer:${officer.id}`, detail: { role: post.role } }
  await logged(store, post.division, about, async (tx) => {
    const added = await tx
      .insertInto('post')
      .values({ ...post, officer_id: officer.id })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (added.numInsertedOrUpdatedRows === 0n) refuse({ code: 'post-held-already' })
  })
}

/** Sets a password anew, lifts a lock and ends what is still open under the old one. */
export async function resetPassword(store: Store, login: string, password: string): Promise<void> {
  requireStrength(password)
  const officer = await officerOf(store, login)
  const passwordHash = await hashPassword(password)
  const about = { action: 'reset-password', subject: `officer:${officer.id}`, detail: {} }
  await logged(store, officer.divisions[0] ?? '', about, async (tx) => {
    await tx
      .updateTable('officer')
      .set({ password_hash: passwordHash, failed_attempts: 0, locked_until: null })
      .where('id', '=', officer.id)
      .execute()
    await tx.deleteFrom('session').where('officer_id', '=', officer.id).execute()
  })
}

/** Shuts an account out, at once and for good, or lets it in again. */
export async function setDisabled(store: Store, login: string, disabled: boolean): Promise<void> {
  const officer = await officerOf(store, login)
  const about = {
    action: disabled ? 'disable-officer' : 'enable-officer',
    subject: `officer:${officer.id}`,
    detail: {},
  }
  await logged(store, officer.divisions[0] ?? '', about, async (tx) => {
    await tx
      .updateTable('officer')
      .set({ disabled_at: disabled ? sql`now()` : null, failed_attempts: 0, locked_until: null })
      .where('id', '=', officer.id)
      .execute()
    if (disabled) await tx.deleteFrom('session').where('officer_id', '=', officer.id).execute()
  })
}

export interface OfficerRow {
  readonly login: string
  readonly name: string
  readonly disabled: boolean
  readonly locked: boolean
  readonly posts: readonly NewPost[]
}

export async function listOfficers(store: Store): Promise<OfficerRow[]> {
  const officers = await store.plain
    .selectFrom('officer')
    .select(['id', 'login', 'name'])
    .select(sql<boolean>`disabled_at is not null`.as('disabled'))
    .select(sql<boolean>`coalesce(locked_until > now(), false)`.as('locked'))
    .orderBy('login')
    .execute()
  const posts = await store.plain.selectFrom('post').selectAll().orderBy('id').execute()
  return officers.map(({ id, ...officer }) => ({
    ...officer,
    posts: posts
      .filter((post) => post.officer_id === id)
      .flatMap(({ role, division, title }) => {
        const known = Object.keys(roleLevels).find((name): name is Role => name === role)
        return known === undefined ? [] : [{ role: known, division, title }]
      }),
  }))
}

/** An officer's own change of password: the old one must be told, other sessions end. */
export async function changePassword(
  store: Store,
  of: { readonly officerId: string; readonly postId: string; readonly division: string; readonly tokenDigest: Buffer },
  request: { readonly old: string; readonly new: string },
): Promise<void> {
  requireStrength(request.new)
  const officer = await store.plain
    .selectFrom('officer')
    .select('password_hash')
    .where('id', '=', of.officerId)
    .executeTakeFirstOrThrow()
  if (!(await verifyPassword(request.old, officer.password_hash))) refuse({ code: 'old-password-wrong' })
  const passwordHash = await hashPassword(request.new)
  await store.within(of.division, async (tx) => {
    await tx.updateTable('officer').set({ password_hash: passwordHash }).where('id', '=', of.officerId).execute()
    await tx
      .deleteFrom('session')
      .where('officer_id', '=', of.officerId)
      .where('token_digest', '<>', of.tokenDigest)
      .execute()
    const about = { action: 'change-password', subject: `officer:${of.officerId}`, detail: {} }
    await appendAudit(tx, of, { division: of.division, ...about })
  })
}
