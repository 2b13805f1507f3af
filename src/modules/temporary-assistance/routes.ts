import Type from 'typebox'
import { permissionsOf } from '#contracts/officer'
import {
  AidCap,
  AidDetail,
  AidDone,
  AidList,
  AidRequest,
  AidStep,
  AidStepWithNote,
  registrationKinds,
} from '#contracts/temporary-assistance'
import type { App, SignedIn } from '#http/app'
import { formatYuan } from '#kernel/fen'
import { Refused } from '#kernel/refused'
import { findCap } from './cap.ts'
import {
  approveQuickAid,
  completeQuickAid,
  openQuickAid,
  payQuickAid,
  rejectQuickAid,
  returnQuickAid,
  type AidMeans,
} from './commands.ts'
import { policyNames } from './messages.zh.ts'
import { findAid, listAids } from './queries.ts'

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) })

export function temporaryAssistanceRoutes(app: App): void {
  const { store, policies, calendar, today } = app.context
  const means = (): AidMeans => ({ store, policies: policies.on(today()), calendar, today: today() })
  const may = (actor: SignedIn) => (permission: 'aid:approve' | 'aid:pay' | 'aid:request') =>
    permissionsOf[actor.role].includes(permission)

  app.get(
    '/api/quick-aids',
    { schema: { response: { 200: AidList } }, config: { permission: 'aid:read' } },
    async ({ actor }) => ({
      items: await store.within(actor.division, (tx) => listAids(tx, store.keys, today())),
    }),
  )

  app.get(
    '/api/quick-aids/cap',
    {
      schema: {
        querystring: Type.Object({
          division: Type.String({ pattern: '^[0-9]{9}([0-9]{3})?$' }),
          registrationKind: Type.Enum(registrationKinds),
        }),
        response: { 200: AidCap },
      },
      config: { permission: 'aid:read' },
    },
    ({ query }) => {
      const inForce = policies.on(today())
      const cap = findCap(inForce, query.division, query.registrationKind, today())
      const basis = inForce.decisions.find((decision) => decision.name === policyNames.cap)?.description ?? null
      return { cap: cap === undefined ? null : formatYuan(cap), basis }
    },
  )

  app.get(
    '/api/quick-aids/:id',
    { schema: { params: Id, response: { 200: AidDetail } }, config: { permission: 'aid:read' } },
    async ({ actor, params }) => {
      const found = await store.within(actor.division, (tx) =>
        findAid(tx, params.id, { keys: store.keys, today: today(), actor, may: may(actor) }),
      )
      if (found === undefined) throw new Refused({ code: 'aid-not-found' })
      return found
    },
  )

  app.post(
    '/api/quick-aids',
    { schema: { body: AidRequest, response: { 200: AidDone } }, config: { permission: 'aid:request' } },
    ({ actor, body }) => openQuickAid(means(), actor, body),
  )

  app.post(
    '/api/quick-aids/:id/approve',
    { schema: { params: Id, body: AidStep, response: { 200: AidDone } }, config: { permission: 'aid:approve' } },
    ({ actor, params, body }) => approveQuickAid(means(), actor, params.id, body),
  )

  for (const [path, permission, run] of [
    ['reject', 'aid:approve', rejectQuickAid],
    ['pay', 'aid:pay', payQuickAid],
    ['papers', 'aid:request', completeQuickAid],
    ['return', 'aid:pay', returnQuickAid],
  ] as const) {
    app.post(
      `/api/quick-aids/:id/${path}`,
      { schema: { params: Id, body: AidStepWithNote, response: { 200: AidDone } }, config: { permission } },
      ({ actor, params, body }) => run(means(), actor, params.id, body),
    )
  }
}
