import Type from 'typebox'
import { HouseholdReason, PolicyDetail, PolicyFolderList } from '#contracts/policy-register'
import type { App } from '#http/app'
import { Refused } from '#kernel/refused'
import { isRevealed } from '#modules/registry'
import { draftRoutes } from './draft-routes.ts'
import { findPolicyFolder, listPolicyFolders } from './queries.ts'
import { explainHousehold, findReasonPlace } from './reason.ts'

export function policyRegisterRoutes(app: App): void {
  const { store, policies, rows, today } = app.context
  draftRoutes(app)

  app.get(
    '/api/policies',
    { schema: { response: { 200: PolicyFolderList } }, config: { permission: 'policy:read' } },
    () => ({ items: listPolicyFolders(policies.on(today())) }),
  )

  app.get(
    '/api/policies/:folder',
    {
      schema: { params: Type.Object({ folder: Type.String({ maxLength: 60 }) }), response: { 200: PolicyDetail } },
      config: { permission: 'policy:read' },
    },
    async ({ params }) => {
      const found = await findPolicyFolder(store.plain, policies.on(today()), params.folder)
      if (found === undefined) throw new Refused({ code: 'policy-not-found' })
      return found
    },
  )

  app.get(
    '/api/households/:id/reason',
    {
      schema: {
        params: Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) }),
        response: { 200: HouseholdReason },
      },
      config: { permission: 'household:read' },
    },
    async ({ actor, params }) => {
      const place = await findReasonPlace(store, actor.division, params.id)
      const revealed = await store.within(actor.division, (tx) => isRevealed(tx, actor, params.id))
      const reason =
        place === undefined
          ? undefined
          : await explainHousehold(rows, policies.on(place.asOf), params.id, place, revealed)
      if (reason === undefined) throw new Refused({ code: 'household-not-in-snapshot' })
      return reason
    },
  )
}
