import { availableParallelism } from 'node:os'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import type { Actor, Permission } from '#contracts/officer'
import type { Store } from '#db'
import type { Day } from '#kernel/day'
import { makeTurns, type Turns } from '#kernel/turns'
import type { WorkCalendar } from '#kernel/working-days'
import { Refused } from '#kernel/refused'
import { authorise, findActor } from '#modules/officer'
import type { PolicyCalendar } from '#modules/policy-register'
import type { RowReader, WarmDuckDb } from '#sweep'
import { describeFault, sendProblem } from '#http/problem'
import { sessionCookie } from '#http/session'
import { isStorable, UnstorableText } from '#http/storable'

/** What commands and queries need, made once in the composition root. */
export interface Context {
  readonly store: Store
  /** Asked for the policies of a day, since a confirmed change holds from its day on without a restart. */
  readonly policies: PolicyCalendar
  readonly calendar: WorkCalendar
  readonly today: () => Day
  /** The minute of today, after midnight in the county. */
  readonly minute: () => number
  /** Rows of single households from the last snapshot. */
  readonly rows: RowReader
  /** Where policy changes are tried out on the population. */
  readonly duckdb: WarmDuckDb
  /** Where rows of single households are made from what is known now. */
  readonly rowMaker: WarmDuckDb
  /** Called when facts of a county have changed, so that what is touched is swept again. */
  readonly changed: (county: string) => void
}

export type SignedIn = Actor & { readonly login: string; readonly title: string }

/** Who may call a route: anybody, whoever is signed in, or a post with the permission. */
type Access = 'anyone' | 'signed-in' | Permission

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

declare module 'fastify' {
  interface FastifyInstance {
    readonly context: Context
    /** For what keeps a core busy for seconds, of whatever module. */
    readonly turns: Turns
  }
  interface FastifyRequest {
    actor: SignedIn
    token: string
  }
  interface FastifyContextConfig {
    permission?: Access
  }
}

/** Plans and their like that are reckoned at once: one core is left for the desk and the store. */
const reckonedAtOnce = Math.max(1, availableParallelism() - 1)
/** Whoever would have to wait longer than for so many of them is told to come back. */
const waitingForEach = 3

/** Largest upload that is taken in, in bytes. */
const largestUpload = 2 * 1024 ** 3

/** The server without its routes: guards, problem responses, OpenAPI. */
export async function makeApp(context: Context, options: { logLevel: string }): Promise<App> {
  const app = Fastify({
    logger: {
      level: options.logLevel,
      // Paths carry ids only; bodies and query texts may name people and are never logged.
      serializers: {
        req: (request) => ({ method: request.method, url: request.url.split('?')[0] ?? '' }),
        err: describeFault,
      },
    },
    bodyLimit: 1024 * 1024,
    trustProxy: false,
  }).withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  app.decorate('context', context)
  app.decorate('turns', makeTurns({ atOnce: reckonedAtOnce, waiting: waitingForEach * reckonedAtOnce }))
  app.decorateRequest('token', '')
  app.setErrorHandler(sendProblem)

  await app.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'Doudi', version: '1' } } })
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      // antd writes its styles into the page at run time.
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
  })
  await app.register(rateLimit, { global: false })
  await app.register(multipart, { limits: { fileSize: largestUpload, files: 1, fields: 4 } })

  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/') || route.method === 'HEAD') return
    if (route.config?.permission === undefined) throw new Error(`${route.url} does not say who may call it`)
    if (route.schema?.response === undefined) throw new Error(`${route.url} has no response schema`)
  })
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.permission
    if (access === undefined || access === 'anyone') return
    const token = request.cookies[sessionCookie.name]
    const actor = token === undefined ? undefined : await findActor(context.store, token)
    if (token === undefined || actor === undefined) throw new Refused({ code: 'not-signed-in' })
    request.actor = actor
    request.token = token
    if (access !== 'signed-in') authorise(actor, access)
  })
  app.addHook('preValidation', (request, _reply, done) => {
    const storable = [request.query, request.params, request.body].every(isStorable)
    done(storable ? undefined : new UnstorableText())
  })
  // What is read here names people: it must not lie in the cache of a shared computer after signing out.
  app.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store')
    done(null, payload)
  })
  return app
}
