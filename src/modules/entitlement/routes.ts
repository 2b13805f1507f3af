import Type from 'typebox'
import { programmes } from '#contracts/assistance'
import { AidInKindDone, AidInKindList, AidInKindRequest, EntitlementList } from '#contracts/entitlement'
import type { App } from '#http/app'
import { month, monthOf } from '#kernel/month'
import { recordAidInKind } from './commands.ts'
import { listAidInKind, listEntitled } from './queries.ts'

const Digits = Type.String({ pattern: '^[0-9]{1,18}$' })
const pageSize = 100

export function entitlementRoutes(app: App): void {
  const { store, today } = app.context

  app.get(
    '/api/entitlements',
    {
      schema: {
        querystring: Type.Object({
          month: Type.Optional(Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' })),
          programme: Type.Optional(Type.Enum(programmes)),
          division: Type.Optional(Type.String({ pattern: '^[0-9]{9}([0-9]{3})?$' })),
          household: Type.Optional(Digits),
          after: Type.Optional(Digits),
        }),
        response: { 200: EntitlementList },
      },
      config: { permission: 'case:read' },
    },
    ({ actor, query }) => {
      const of = query.month === undefined ? monthOf(today()) : month(query.month)
      return store.within(actor.division, (tx) => listEntitled(tx, { ...query, month: of, limit: pageSize }))
    },
  )

  app.get(
    '/api/households/:id/aid-in-kind',
    {
      schema: { params: Type.Object({ id: Digits }), response: { 200: AidInKindList } },
      config: { permission: 'case:read' },
    },
    async ({ actor, params }) => ({
      items: await store.within(actor.division, (tx) => listAidInKind(tx, params.id)),
    }),
  )

  app.post(
    '/api/aid-in-kind',
    { schema: { body: AidInKindRequest, response: { 200: AidInKindDone } }, config: { permission: 'case:handle' } },
    ({ actor, body }) => recordAidInKind(store, actor, body, today()),
  )
}
