import Type from 'typebox'
import { DivisionList } from '#contracts/division'
import type { App } from '#http/app'
import { listChildren } from './queries.ts'

export function divisionRoutes(app: App): void {
  app.get(
    '/api/divisions',
    {
      schema: {
        querystring: Type.Object({ parent: Type.Optional(Type.String({ pattern: '^[0-9]{0,12}$' })) }),
        response: { 200: DivisionList },
      },
      config: { permission: 'signed-in' },
    },
    async (request) => ({
      items: await listChildren(app.context.store.plain, request.query.parent ?? '', app.context.today()),
    }),
  )
}
