import { createHash, randomBytes } from 'node:crypto'
import type { Store } from '#db'
import { Refused } from '#kernel/refused'
import {
  type Actor,
  type OfficerRefusal,
  permissionsOf,
  type Permission,
  type Role,
  roles,
  type Session,
} from '#contracts/officer'
import { refuseUnlessPermitted, signInRules, type SignInStep, signInStep } from './decide.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { listPosts } from './queries.ts'
import {
  appendAudit,
  clearFailedAttempts,
  deleteSession,
  findLiveSession,
  findOfficerByLogin,
  insertSession,
  lockSignInState,
  recordFailedAttempt,
  setSessionPost,
} from './store.ts'

function refuse(refusal: OfficerRefusal): never {
  throw new Refused(refusal)
}

export function digestOfToken(token: string): Buffer {
  return createHash('sm3').update(token).digest()
}

/** Held against a password when the login does not exist, so that the time taken tells nothing. */
const nobodysHash = await hashPassword(randomBytes(12).toString('base64'))

/** Attempts at one account stand in line, so that many sent at once are counted like as many sent one by one. */
async function countAttempt(store: Store, officerId: string, fits: boolean): Promise<SignInStep> {
  return store.plain.transaction().execute(async (tx) => {
    const state = await lockSignInState(tx, officerId)
    const step = signInStep(state, fits)
    if (step.kind === 'signed-in') await clearFailedAttempts(tx, officerId)
    if (step.kind === 'failed') {
      await recordFailedAttempt(tx, officerId, step.failedAttempts, step.lock ? signInRules.lockMinutes : undefined)
    }
    return step
  })
}

/** Somebody has guessed until the account was locked: those who read the log should see it. */
async function logLocked(store: Store, officerId: string): Promise<void> {
  const [post] = await listPosts(store.plain, officerId)
  if (post === undefined) return
  await store.within(post.division, (tx) =>
    appendAudit(tx, undefined, {
      division: post.division,
      action: 'lock-account',
      subject: `officer:${officerId}`,
      detail: { attempts: signInRules.attempts },
    }),
  )
}

/** Signs in and gives the token for the cookie; only its digest is stored. */
export async function signIn(store: Store, login: string, password: string): Promise<string> {
  const officer = await findOfficerByLogin(store.plain, login)
  const fits = await verifyPassword(password, officer?.password_hash ?? nobodysHash)
  // An account that is shut answers like one that does not exist.
  if (officer === undefined || officer.disabled_at !== null) {
    refuse({ code: 'sign-in-failed', attemptsLeft: signInRules.attempts - 1 })
  }
  const step = await countAttempt(store, officer.id, fits)
  switch (step.kind) {
    case 'refused':
      return refuse(step.refusal)
    case 'failed':
      if (step.lock) await logLocked(store, officer.id)
      return refuse(step.refusal)
    case 'signed-in': {
      const post = (await listPosts(store.plain, officer.id))[0]
      if (post === undefined) refuse({ code: 'post-not-yours' })
      const token = randomBytes(32).toString('base64url')
      await insertSession(store.plain, {
        tokenDigest: digestOfToken(token),
        officerId: officer.id,
        postId: post.id,
        longestHours: signInRules.longestHours,
      })
      await store.within(post.division, (tx) =>
        appendAudit(
          tx,
          { officerId: officer.id, postId: post.id },
          {
            division: post.division,
            action: 'sign-in',
            subject: `officer:${officer.id}`,
            detail: {},
          },
        ),
      )
      return token
    }
  }
}

export async function signOut(store: Store, token: string): Promise<void> {
  await deleteSession(store.plain, digestOfToken(token))
}

function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}

/** Who acts behind a token, or undefined when nobody is signed in. */
export async function findActor(
  store: Store,
  token: string,
): Promise<(Actor & { login: string; title: string }) | undefined> {
  const found = await findLiveSession(store.plain, digestOfToken(token), signInRules.idleMinutes)
  if (found === undefined) return undefined
  if (!isRole(found.role)) throw new Error(`A post has the unknown role ${found.role}`)
  return {
    officerId: found.officerId,
    postId: found.postId,
    name: found.name,
    login: found.login,
    title: found.title,
    role: found.role,
    division: found.division,
  }
}

export async function getSession(store: Store, actor: Actor & { login: string }, today: string): Promise<Session> {
  const posts = await listPosts(store.plain, actor.officerId)
  const post = posts.find(({ id }) => id === actor.postId)
  if (post === undefined) refuse({ code: 'not-signed-in' })
  return {
    officer: { id: actor.officerId, name: actor.name, login: actor.login },
    post,
    posts,
    permissions: [...permissionsOf[actor.role]],
    today,
  }
}

export async function switchPost(store: Store, token: string, actor: Actor, postId: string): Promise<void> {
  const posts = await listPosts(store.plain, actor.officerId)
  if (!posts.some(({ id }) => id === postId)) refuse({ code: 'post-not-yours' })
  await setSessionPost(store.plain, digestOfToken(token), postId)
}

/** Throws the refusal unless the post may do it. Every command asks first. */
export function authorise(actor: Actor, permission: Permission): void {
  const refusal = refuseUnlessPermitted(actor, permission)
  if (refusal !== undefined) refuse(refusal)
}

export interface NewOfficer {
  readonly login: string
  readonly name: string
  readonly password: string
  readonly posts: readonly { readonly role: Role; readonly division: string; readonly title: string }[]
}

/** Creates officers that do not exist yet; those that do are left as they are. */
export async function ensureOfficers(store: Store, officers: readonly NewOfficer[]): Promise<void> {
  for (const officer of officers) {
    if ((await findOfficerByLogin(store.plain, officer.login)) !== undefined) continue
    const passwordHash = await hashPassword(officer.password)
    await store.plain.transaction().execute(async (tx) => {
      const { id } = await tx
        .insertInto('officer')
        .values({ login: officer.login, name: officer.name, password_hash: passwordHash })
        .returning('id')
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('post')
        .values(officer.posts.map((post) => ({ ...post, officer_id: id })))
        .execute()
    })
  }
}
