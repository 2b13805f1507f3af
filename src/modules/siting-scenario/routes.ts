import Type from 'typebox'
import {
  ScenarioDone,
  ScenarioList,
  ScenarioRemoval,
  ScenarioSaving,
  SealedAnswer,
  SitingQuestion,
} from '#contracts/siting-scenario'
import type { App } from '#http/app'
import { askSiting, listScenarios, removeScenario, saveScenario } from './commands.ts'

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) })

export function sitingScenarioRoutes(app: App): void {
  const { store, policies, today } = app.context
  const means = () => ({ store, policies: policies.on(today()), today: today(), turns: app.turns })
  const config = { permission: 'siting:plan' } as const

  app.post(
    '/api/siting/ask',
    { schema: { body: SitingQuestion, response: { 200: SealedAnswer } }, config },
    ({ actor, body }) => askSiting(means(), actor, body),
  )
  app.get('/api/siting-scenarios', { schema: { response: { 200: ScenarioList } }, config }, ({ actor }) =>
    store.within(actor.division, (tx) => listScenarios(tx)),
  )
  app.post(
    '/api/siting-scenarios',
    { schema: { body: ScenarioSaving, response: { 200: ScenarioDone } }, config, bodyLimit: 4_000_000 },
    ({ actor, body }) => saveScenario(means(), actor, body),
  )
  app.post(
    '/api/siting-scenarios/:id/remove',
    { schema: { params: Id, body: ScenarioRemoval, response: { 200: ScenarioDone } }, config },
    ({ actor, params, body }) => removeScenario(means(), actor, params.id, body),
  )
}
