import Type from 'typebox'
import {
  HouseholdFile,
  HouseholdList,
  HouseholdListRequest,
  RevealRequest,
  SearchRequest,
  SearchResult,
} from '#contracts/registry'
import type { App } from '#http/app'
import { Refused } from '#kernel/refused'
import { findHouseholdFile } from './household-file.ts'
import { listHouseholds, searchPeople } from './queries.ts'
import { isRevealed, revealHousehold } from './reveal.ts'

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) })

export function registryRoutes(app: App): void {
  const { store, policies, today } = app.context

  app.get(
    '/api/search',
    {
      schema: { querystring: SearchRequest, response: { 200: SearchResult } },
      config: { permission: 'household:read' },
    },
    async ({ actor, query }) => ({
      items: await store.within(actor.division, (tx) => searchPeople(tx, query.q, today())),
    }),
  )

  app.get(
    '/api/households',
    {
      schema: { querystring: HouseholdListRequest, response: { 200: HouseholdList } },
      config: { permission: 'household:read' },
    },
    ({ actor, query }) => store.within(actor.division, (tx) => listHouseholds(tx, query)),
  )

  app.get(
    '/api/households/:id',
    { schema: { params: Id, response: { 200: HouseholdFile } }, config: { permission: 'household:read' } },
    async ({ actor, params }) => {
      const found = await store.within(actor.division, async (tx) =>
        findHouseholdFile(tx, params.id, {
          revealed: await isRevealed(tx, actor, params.id),
          keys: store.keys,
          today: today(),
          policies: policies.on(today()),
        }),
      )
      if (found === undefined) throw new Refused({ code: 'household-not-found' })
      return found
    },
  )

  app.post(
    '/api/households/:id/reveal',
    {
      schema: { params: Id, body: RevealRequest, response: { 200: Type.Object({}) } },
      config: { permission: 'household:reveal' },
    },
    async ({ actor, params, body }) => {
      await revealHousehold(store, actor, params.id, body)
      return {}
    },
  )
}
