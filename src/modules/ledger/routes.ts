import Type from 'typebox'
import { FloatBook, FloatList, type LedgerRefusal, TopUpRequest } from '#contracts/ledger'
import type { App } from '#http/app'
import { Refused } from '#kernel/refused'
import { standardOf } from '#policy-files'
import { topUpFloat } from './commands.ts'
import { floatAlertStandard } from './messages.zh.ts'
import { findFloatBook, listFloats } from './queries.ts'

export function ledgerRoutes(app: App): void {
  const { store, policies, today } = app.context
  const alertShare = (division: string): number =>
    standardOf(policies.on(today()), floatAlertStandard, division, today())

  app.get(
    '/api/floats',
    { schema: { response: { 200: FloatList } }, config: { permission: 'float:read' } },
    async ({ actor }) => ({
      items: await store.within(actor.division, (tx) => listFloats(tx, alertShare(actor.division))),
    }),
  )

  app.get(
    '/api/floats/:division',
    {
      schema: {
        params: Type.Object({ division: Type.String({ pattern: '^[0-9]{9}$' }) }),
        querystring: Type.Object({ month: Type.Optional(Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' })) }),
        response: { 200: FloatBook },
      },
      config: { permission: 'float:read' },
    },
    async ({ actor, params, query }) => {
      const month = query.month ?? today().slice(0, 7)
      const found = await store.within(actor.division, (tx) =>
        findFloatBook(tx, { division: params.division, month, alertShare: alertShare(params.division) }),
      )
      const refusal: LedgerRefusal = { code: 'float-not-found' }
      if (found === undefined) throw new Refused(refusal)
      return found
    },
  )

  app.post(
    '/api/floats/top-up',
    {
      schema: { body: TopUpRequest, response: { 200: Type.Object({ done: Type.Integer() }) } },
      config: { permission: 'float:top-up' },
    },
    ({ actor, body }) => topUpFloat(store, actor, body, today()),
  )
}
