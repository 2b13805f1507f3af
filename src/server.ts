import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import { type App, type Context, makeApp } from '#http/app'
import { abilityAssessmentRoutes } from '#modules/ability-assessment'
import { disbursementRoutes } from '#modules/disbursement'
import { assistanceRoutes } from '#modules/assistance'
import { divisionRoutes } from '#modules/division'
import { elderCareRoutes } from '#modules/elder-care'
import { entitlementRoutes } from '#modules/entitlement'
import { exchangeRoutes } from '#modules/exchange'
import { facilityRoutes } from '#modules/facility'
import { ledgerRoutes } from '#modules/ledger'
import { monitoringRoutes } from '#modules/monitoring'
import { noticeRoutes } from '#modules/notice'
import { officerRoutes } from '#modules/officer'
import { policyRegisterRoutes } from '#modules/policy-register'
import { registryRoutes } from '#modules/registry'
import { sitingScenarioRoutes } from '#modules/siting-scenario'
import { temporaryAssistanceRoutes } from '#modules/temporary-assistance'

/** Where the built desk lies. */
export const webFolder = fileURLToPath(new URL('../.cache/web/', import.meta.url))

/** The composition root: the server with every module's routes and the desk. */
export async function buildServer(context: Context, options: { logLevel: string }): Promise<App> {
  const app = await makeApp(context, options)
  for (const addRoutes of [
    officerRoutes,
    divisionRoutes,
    monitoringRoutes,
    registryRoutes,
    exchangeRoutes,
    policyRegisterRoutes,
    ledgerRoutes,
    entitlementRoutes,
    disbursementRoutes,
    temporaryAssistanceRoutes,
    assistanceRoutes,
    abilityAssessmentRoutes,
    noticeRoutes,
    facilityRoutes,
    elderCareRoutes,
    sitingScenarioRoutes,
  ]) {
    addRoutes(app)
  }
  app.get(
    '/api/openapi.json',
    { schema: { hide: true, response: { 200: {} } }, config: { permission: 'anyone' } },
    () => app.swagger(),
  )

  if (existsSync(webFolder)) {
    await app.register(fastifyStatic, { root: webFolder, maxAge: '1h', immutable: false, dotfiles: 'ignore' })
    // Addresses inside the desk are its own; the page is the same for all of them.
    app.setNotFoundHandler((request, reply) => {
      if (request.method === 'GET' && !request.url.startsWith('/api/'))
        return reply.sendFile('index.html', { maxAge: 0 })
      return reply.status(404).send({ status: 404, code: 'not-found' })
    })
  }
  return app
}
