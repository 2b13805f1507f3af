import Type from 'typebox'
import { ChangePasswordRequest, Colleague, Session, SignInRequest, SwitchPostRequest } from '#contracts/officer'
import type { App } from '#http/app'
import { sessionCookie } from '#http/session'
import { changePassword } from './administer.ts'
import { digestOfToken, getSession, signIn, signOut, switchPost } from './commands.ts'
import { listColleagues } from './queries.ts'

const Nothing = Type.Object({})

export function officerRoutes(app: App): void {
  const { store, today } = app.context

  app.post(
    '/api/session',
    {
      schema: { body: SignInRequest, response: { 200: Nothing } },
      config: { permission: 'anyone', rateLimit: { max: 30, timeWindow: '1 minute' } },
    },
    async (request, reply) => {
      const token = await signIn(store, request.body.login, request.body.password)
      void reply.setCookie(sessionCookie.name, token, sessionCookie.options)
      return {}
    },
  )

  app.get('/api/session', { schema: { response: { 200: Session } }, config: { permission: 'signed-in' } }, (request) =>
    getSession(store, request.actor, today()),
  )

  app.delete(
    '/api/session',
    { schema: { response: { 200: Nothing } }, config: { permission: 'signed-in' } },
    async (request, reply) => {
      await signOut(store, request.token)
      void reply.clearCookie(sessionCookie.name, sessionCookie.options)
      return {}
    },
  )

  app.post(
    '/api/session/post',
    { schema: { body: SwitchPostRequest, response: { 200: Nothing } }, config: { permission: 'signed-in' } },
    async (request) => {
      await switchPost(store, request.token, request.actor, request.body.postId)
      return {}
    },
  )

  app.post(
    '/api/session/password',
    {
      schema: { body: ChangePasswordRequest, response: { 200: Nothing } },
      config: { permission: 'signed-in', rateLimit: { max: 10, timeWindow: '1 minute' } },
    },
    async ({ actor, token, body }) => {
      await changePassword(store, { ...actor, tokenDigest: digestOfToken(token) }, body)
      return {}
    },
  )

  app.get(
    '/api/colleagues',
    {
      schema: { response: { 200: Type.Object({ items: Type.Array(Colleague) }) } },
      config: { permission: 'signal:assign' },
    },
    async (request) => ({ items: await listColleagues(store.plain, request.actor.division) }),
  )
}
