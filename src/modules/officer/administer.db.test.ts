import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestStore, testStore } from '#db/testing'
import { Refused } from '#kernel/refused'
import {
  addOfficer,
  addPost,
  changePassword,
  firstPassword,
  listOfficers,
  resetPassword,
  setDisabled,
} from './administer.ts'
import { digestOfToken, findActor, signIn } from './commands.ts'
import { verifyAudit } from './verify-audit.ts'

const clerk = { role: 'township-clerk', division: '360735100', title: '琴江镇民政经办' } as const
let store: TestStore
let number = 0
let login = ''

beforeAll(async () => {
  store = await testStore()
})

afterAll(() => store.close())

beforeEach(async () => {
  number += 1
  login = `officer${number}`
  await addOfficer(store, { login, name: '某某', password: 'first-password', post: clerk })
})

/** The code of the refusal that something ends in. */
async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code
    throw error
  }
}

test('a new officer signs in with the password that was handed over, and the log says who was made', async () => {
  const token = await signIn(store, login, 'first-password')

  expect(await findActor(store, token)).toMatchObject({ login, role: 'township-clerk', division: '360735100' })
  const { rows } = await store.owner.query(`select detail from audit_entry where subject = $1`, [`login:${login}`])
  expect(rows).toEqual([{ detail: { role: 'township-clerk', from: 'command-line' } }])
  expect((await verifyAudit(store)).broken).toBe(null)
})

test('a login is given once, a post fits its level and a division that exists', async () => {
  const again = addOfficer(store, { login, name: '别人', password: 'first-password', post: clerk })
  const highUp = addPost(store, login, { ...clerk, division: '360735' })
  const nowhere = addPost(store, login, { ...clerk, division: '360735999' })
  const same = addPost(store, login, clerk)
  const short = addOfficer(store, { login: 'x', name: '某某', password: 'short', post: clerk })

  expect(await Promise.all([again, highUp, nowhere, same, short].map(refusalOf))).toEqual([
    'login-taken',
    'post-at-wrong-level',
    'division-unknown',
    'post-held-already',
    'password-too-short',
  ])
  await addPost(store, login, { role: 'village-worker', division: '360735100001', title: '村级协理' })
  expect((await listOfficers(store)).find((officer) => officer.login === login)?.posts).toHaveLength(2)
})

test('whoever has left is out at once and stays out; whoever comes back is let in', async () => {
  const token = await signIn(store, login, 'first-password')

  await setDisabled(store, login, true)

  expect(await findActor(store, token)).toBe(undefined)
  expect(await refusalOf(signIn(store, login, 'first-password'))).toBe('sign-in-failed')
  await setDisabled(store, login, false)
  expect(await findActor(store, await signIn(store, login, 'first-password'))).toBeDefined()
})

test('a reset lifts the lock that guessing has brought, and the lock was logged', async () => {
  for (let guess = 0; guess < 5; guess += 1) await refusalOf(signIn(store, login, 'a guess'))
  expect(await refusalOf(signIn(store, login, 'first-password'))).toBe('sign-in-locked')

  const password = firstPassword()
  await resetPassword(store, login, password)

  expect(await findActor(store, await signIn(store, login, password))).toBeDefined()
  expect(await refusalOf(signIn(store, login, 'first-password'))).toBe('sign-in-failed')
  const { rows } = await store.owner.query(
    `select count(*)::int as locks from audit_entry a join officer o on a.subject = 'officer:' || o.id
      where o.login = $1 and a.action = 'lock-account'`,
    [login],
  )
  expect(rows).toEqual([{ locks: 1 }])
})

test('an officer changes the password with the old one, and every other session ends', async () => {
  const [here, elsewhere] = [await signIn(store, login, 'first-password'), await signIn(store, login, 'first-password')]
  const actor = await findActor(store, here)
  if (actor === undefined) throw new Error('Signed in above')
  const of = { ...actor, tokenDigest: digestOfToken(here) }

  expect(await refusalOf(changePassword(store, of, { old: 'wrong', new: 'another-password' }))).toBe(
    'old-password-wrong',
  )
  expect(await refusalOf(changePassword(store, of, { old: 'first-password', new: 'short' }))).toBe('password-too-short')
  await changePassword(store, of, { old: 'first-password', new: 'another-password' })

  expect(await findActor(store, here)).toBeDefined()
  expect(await findActor(store, elsewhere)).toBe(undefined)
  expect(await findActor(store, await signIn(store, login, 'another-password'))).toBeDefined()
})
