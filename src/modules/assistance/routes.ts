import Type from 'typebox'
import {
  type AssistanceRefusal,
  bodies,
  BulkProgress,
  BulkRequest,
  type CaseAction,
  type CaseBody,
  CaseDetail,
  CaseDone,
  CaseFinding,
  CaseList,
  CaseListRequest,
  CaseMeeting,
  CaseOpening,
  CasePrefill,
  CaseReplay,
  EscalationList,
  programmes,
  RecheckPlan,
  ReferralAnswer,
  ReferralAsk,
  ReferralList,
} from '#contracts/assistance'
import { EntitlementRow } from '#contracts/entitlement'
import type { App } from '#http/app'
import { Refused } from '#kernel/refused'
import { entitledOf } from '#modules/entitlement'
import { bulkProgress, startBulk } from './bulk.ts'
import { findCase } from './case-detail.ts'
import { type CaseMeans, openNewCase, takeStep } from './commands.ts'
import { permissionOfDeed } from './deeds.ts'
import { prefill } from './prefill.ts'
import { listCases, listEscalations, planRechecks, readMeeting } from './queries.ts'
import { answerReferral, askReferral, listReferrals } from './referrals.ts'
import { findFinding, replayFinding } from './replay.ts'
import { standardsBy } from './standards.ts'

const Number18 = Type.String({ pattern: '^[0-9]{1,18}$' })
const Id = Type.Object({ id: Number18 })

function found<T>(value: T | undefined, refusal: AssistanceRefusal = { code: 'case-not-found' }): T {
  if (value === undefined) throw new Refused(refusal)
  return value
}

export function assistanceRoutes(app: App): void {
  const { store, policies, calendar, today, rowMaker: duckdb } = app.context
  const means = (): CaseMeans => ({ store, duckdb, calendar, policies: policies.on(today()), today: today() })

  app.get(
    '/api/cases',
    { schema: { querystring: CaseListRequest, response: { 200: CaseList } }, config: { permission: 'case:read' } },
    ({ actor, query }) => store.within(actor.division, (tx) => listCases(tx, actor, query, today())),
  )

  app.post(
    '/api/cases',
    { schema: { body: CaseOpening, response: { 200: CaseDone } }, config: { permission: 'case:open' } },
    ({ actor, body }) => openNewCase(means(), actor, body),
  )

  app.get(
    '/api/cases/:id',
    { schema: { params: Id, response: { 200: CaseDetail } }, config: { permission: 'case:read' } },
    async ({ actor, params }) => {
      const standards = standardsBy(policies.on(today()), today())
      const reader = { actor, today: today(), calendar, standards }
      return found(await store.within(actor.division, (tx) => findCase(tx, params.id, reader)))
    },
  )

  app.get(
    '/api/cases/:id/entitlements',
    {
      schema: { params: Id, response: { 200: Type.Object({ items: Type.Array(EntitlementRow) }) } },
      config: { permission: 'case:read' },
    },
    async ({ actor, params }) => ({
      items: await store.within(actor.division, (tx) => entitledOf(tx, params.id)),
    }),
  )

  const ofFinding = Type.Object({ id: Number18, finding: Number18 })
  app.get(
    '/api/cases/:id/findings/:finding',
    { schema: { params: ofFinding, response: { 200: CaseFinding } }, config: { permission: 'case:read' } },
    async ({ actor, params }) =>
      found(await store.within(actor.division, (tx) => findFinding(tx, params.id, params.finding))),
  )

  app.get(
    '/api/cases/:id/findings/:finding/replay',
    { schema: { params: ofFinding, response: { 200: CaseReplay } }, config: { permission: 'case:read' } },
    async ({ actor, params }) =>
      found(
        await replayFinding({ store, duckdb, policies }, actor.division, {
          caseId: params.id,
          findingId: params.finding,
        }),
      ),
  )

  app.get(
    '/api/case-prefill',
    {
      schema: {
        querystring: Type.Object({
          householdId: Number18,
          programme: Type.Enum(programmes),
          applicantId: Type.Optional(Number18),
        }),
        response: { 200: CasePrefill },
      },
      config: { permission: 'case:open' },
    },
    async ({ actor, query }) =>
      found(await prefill(means(), actor.division, query), { code: 'case-household-unknown' }),
  )

  app.get(
    '/api/case-meeting',
    {
      schema: {
        querystring: Type.Object({ programme: Type.Enum(programmes) }),
        response: { 200: CaseMeeting },
      },
      config: { permission: 'case:read' },
    },
    ({ actor, query }) => store.within(actor.division, (tx) => readMeeting(tx, query.programme, today())),
  )

  app.get(
    '/api/rechecks',
    {
      schema: {
        querystring: Type.Object({
          division: Type.Optional(Type.String({ pattern: '^[0-9]{0,12}$' })),
          months: Type.Optional(Type.Integer({ minimum: 0, maximum: 24 })),
        }),
        response: { 200: RecheckPlan },
      },
      config: { permission: 'case:read' },
    },
    ({ actor, query }) =>
      store.within(actor.division, (tx) =>
        planRechecks(tx, { division: query.division, months: query.months ?? 3 }, today()),
      ),
  )

  app.get(
    '/api/escalations',
    { schema: { response: { 200: EscalationList } }, config: { permission: 'case:read' } },
    ({ actor }) => store.within(actor.division, (tx) => listEscalations(tx, actor.role)),
  )

  app.get(
    '/api/referrals',
    {
      schema: {
        querystring: Type.Object({ householdId: Type.Optional(Number18) }),
        response: { 200: ReferralList },
      },
      config: { permission: 'case:read' },
    },
    ({ actor, query }) => store.within(actor.division, (tx) => listReferrals(tx, query, today())),
  )

  app.post(
    '/api/referrals',
    { schema: { body: ReferralAsk, response: { 200: CaseDone } }, config: { permission: 'case:open' } },
    ({ actor, body }) => askReferral(means(), actor, body),
  )

  app.post(
    '/api/referrals/:id/answer',
    {
      schema: { params: Id, body: ReferralAnswer, response: { 200: CaseDone } },
      config: { permission: 'referral:answer' },
    },
    ({ actor, params, body }) => answerReferral(means(), actor, params.id, body),
  )

  app.post(
    '/api/case-bulk',
    { schema: { body: BulkRequest, response: { 200: CaseDone } }, config: { permission: 'case:bulk' } },
    ({ actor, body }) => startBulk(means(), actor, body),
  )

  app.get(
    '/api/case-bulk/:id',
    { schema: { params: Id, response: { 200: BulkProgress } }, config: { permission: 'case:read' } },
    async ({ actor, params }) => found(await store.within(actor.division, (tx) => bulkProgress(tx, params.id))),
  )

  const addStep = <A extends CaseAction>(action: A): void => {
    app.post(
      `/api/cases/:id/${action}`,
      {
        schema: { params: Id, body: bodies[action], response: { 200: CaseDone } },
        config: { permission: permissionOfDeed(action) },
      },
      // The schema of this very action has let the body through.
      ({ actor, params, body }) => takeStep(means(), actor, { id: params.id, action, request: body as CaseBody<A> }),
    )
  }
  // The keys of the table are the actions.
  for (const action of Object.keys(bodies) as CaseAction[]) addStep(action)
}
