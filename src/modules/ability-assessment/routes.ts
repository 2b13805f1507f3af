import Type from 'typebox'
import {
  AbilityCounts,
  AbilityDetail,
  AbilityDone,
  AbilityList,
  AbilityListRequest,
  AbilityNote,
  AbilityOpening,
  AbilityPersonFile,
  type AbilityRefusal,
  AbilityReview,
  AbilitySave,
  AbilitySign,
  AbilityStep,
} from '#contracts/ability-assessment'
import { permissionsOf } from '#contracts/officer'
import type { App } from '#http/app'
import { Refused } from '#kernel/refused'
import { standardOf } from '#policy-files'
import {
  type AbilityMeans,
  confirmAbilityResult,
  discardAbilityForm,
  objectToAbilityResult,
  openAbilityAssessment,
  orderAbilityReview,
  reportAbilityChange,
  returnAbilityForm,
  saveAbilityForm,
  signAbilityForm,
} from './commands.ts'
import { type Assessed, levelOf, rulesOf } from './level.ts'
import { countAssessments, listAssessments, type Reach } from './list-queries.ts'
import { policyNames } from './messages.zh.ts'
import { findAssessment, findPersonFile } from './queries.ts'

const Id = Type.Object({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) })
const root = '/api/ability-assessments'

function refuse(refusal: AbilityRefusal): never {
  throw new Refused(refusal)
}

export function abilityAssessmentRoutes(app: App): void {
  readRoutes(app)
  stepRoutes(app)
}

function readRoutes(app: App): void {
  const { store, policies, today } = app.context
  const reachAt = (division: string): Reach => {
    const number = (name: string): number => standardOf(policies.on(today()), name, division, today())
    return { today: today(), aheadDays: number(policyNames.aheadDays), neverFrom: number(policyNames.neverFrom) }
  }

  app.get(
    root,
    {
      schema: { querystring: AbilityListRequest, response: { 200: AbilityList } },
      config: { permission: 'ability:read' },
    },
    ({ actor, query }) =>
      store.within(actor.division, (tx) =>
        listAssessments(tx, query, { post: actor.division, reach: reachAt(query.division ?? actor.division) }),
      ),
  )

  app.get(
    `${root}/counts`,
    {
      schema: { querystring: Type.Pick(AbilityListRequest, ['division']), response: { 200: AbilityCounts } },
      config: { permission: 'ability:read' },
    },
    ({ actor, query }) => {
      const place = query.division ?? actor.division
      return store.within(actor.division, (tx) => countAssessments(tx, { place, reach: reachAt(place) }))
    },
  )

  app.get(
    `${root}/persons/:id`,
    { schema: { params: Id, response: { 200: AbilityPersonFile } }, config: { permission: 'ability:read' } },
    async ({ actor, params }) =>
      (await store.within(actor.division, (tx) => findPersonFile(tx, params.id, today()))) ??
      refuse({ code: 'ability-person-not-found' }),
  )

  app.get(
    `${root}/:id`,
    { schema: { params: Id, response: { 200: AbilityDetail } }, config: { permission: 'ability:read' } },
    async ({ actor, params }) => {
      const asker = {
        keys: store.keys,
        today: today(),
        rulesAt: (division: string) => rulesOf(policies.on(today()), division, today()),
        levelAt: (of: Assessed, division: string) => levelOf(policies.on(today()), of, { division, on: today() }),
        officerId: actor.officerId,
        may: (permission: 'ability:assess' | 'ability:review') => permissionsOf[actor.role].includes(permission),
      }
      const found = await store.within(actor.division, (tx) => findAssessment(tx, params.id, asker))
      return found ?? refuse({ code: 'ability-not-found' })
    },
  )
}

function stepRoutes(app: App): void {
  const { store, policies, today } = app.context
  const means = (): AbilityMeans => ({ store, policies: policies.on(today()), today: today() })
  const assess = { permission: 'ability:assess' } as const
  const review = { permission: 'ability:review' } as const
  const answers = { 200: AbilityDone }

  app.post(root, { schema: { body: AbilityOpening, response: answers }, config: assess }, ({ actor, body }) =>
    openAbilityAssessment(means(), actor, body),
  )
  app.post(
    `${root}/:id/save`,
    { schema: { params: Id, body: AbilitySave, response: answers }, config: assess },
    ({ actor, params, body }) => saveAbilityForm(means(), actor, params.id, body),
  )
  app.post(
    `${root}/:id/sign`,
    { schema: { params: Id, body: AbilitySign, response: answers }, config: assess },
    ({ actor, params, body }) => signAbilityForm(means(), actor, params.id, body),
  )
  app.post(
    `${root}/:id/confirm`,
    { schema: { params: Id, body: AbilityStep, response: answers }, config: review },
    ({ actor, params, body }) => confirmAbilityResult(means(), actor, params.id, body),
  )
  app.post(
    `${root}/:id/review`,
    { schema: { params: Id, body: AbilityReview, response: answers }, config: review },
    ({ actor, params, body }) => orderAbilityReview(means(), actor, params.id, body),
  )
  for (const [path, config, run] of [
    ['return', review, returnAbilityForm],
    ['discard', assess, discardAbilityForm],
    ['object', assess, objectToAbilityResult],
    ['report-change', assess, reportAbilityChange],
  ] as const) {
    app.post(
      `${root}/:id/${path}`,
      { schema: { params: Id, body: AbilityNote, response: answers }, config },
      ({ actor, params, body }) => run(means(), actor, params.id, body),
    )
  }
}
